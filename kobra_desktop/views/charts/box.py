"""A chart with what can be done with it: read as a table, copied as a picture, saved."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.charts.files import PNG_SCALE, chart_file
from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.twin import TwinTable
from kobra_desktop.views.outside import copy, copy_data
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.charts import ChartSpec, svg
from kobra_domain.words import say

ENDINGS = ("png", "svg")


class ChartBox(QWidget):
    """The chart, or its figures as a table, under its acts."""

    def __init__(
        self, look: Look, spec: ChartSpec, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._locale = locale
        self.chart = ChartView(look, spec, locale)
        self.table = TwinTable(look, self.chart.scene.twin)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chart)
        self.stack.addWidget(self.table)
        self.as_table = IconButton(look, "columns-3", self.tr("Show as a table"))
        self.as_table.setCheckable(True)
        self.copy = IconButton(look, "copy", self.tr("Copy as picture"))
        self.save = IconButton(look, "image", self.tr("Save as picture…"))
        self.failure = notice("error")
        self.as_table.toggled.connect(self._on_table_toggled)
        self.copy.clicked.connect(self.copy_shown)
        self.save.clicked.connect(self._ask_save)
        acts = row(None, self.as_table, self.copy, self.save, space=4)
        self.setLayout(column(acts, self.failure, self.stack, space=4))
        self._name_table()

    def show_spec(self, spec: ChartSpec) -> None:
        """Show another chart, as it is shown now."""
        self.chart.show_spec(spec)
        self.table.rows.show_twin(self.chart.scene.twin)
        self._name_table()

    def copy_shown(self) -> None:
        """Put the chart on the clipboard as a picture and as SVG, or the table as a block."""
        self.failure.hide()
        if self.stack.currentWidget() is self.table:
            is_there = copy(self.table.chosen())
        else:
            data, scene = QMimeData(), self.chart.scene
            data.setImageData(picture(scene, PNG_SCALE))
            data.setData("image/svg+xml", QByteArray(svg(scene).encode()))
            is_there = copy_data(data)
        if not is_there:
            self._fail(self.tr("Could not be copied"))

    def save_to(self, path: Path) -> None:
        """Write the chart, as SVG where the place is called so, else as PNG."""
        self.failure.hide()
        ending = "svg" if path.suffix.lower() == ".svg" else "png"
        try:
            path.write_bytes(chart_file(self.chart.scene, ending))
        except OSError:
            self._fail(say("file.unwritable", {"filename": path.name}, self._locale))

    def _ask_save(self) -> None:
        name = re.sub(r"[^\w-]+", "-", self.chart.scene.title).strip("-")[:60] or "kobra"
        if path := ask_where(self, self.tr("Save as picture…"), f"{name}.png"):
            self.save_to(path if path.suffix.lower()[1:] in ENDINGS else path.with_suffix(".png"))

    def _fail(self, words: str) -> None:
        self.failure.setText(words)
        self.failure.show()

    def _on_table_toggled(self, is_table: bool) -> None:
        shown = self.table if is_table else self.chart
        self.stack.setCurrentWidget(shown)
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name_table(self) -> None:
        self.table.setAccessibleName(self.chart.scene.title)
        self.table.setAccessibleDescription(self.chart.scene.description)
