"""A chart with what can be done with it: read as a table, copied and saved as a picture, exported,
printed, looked at closer, asked how it is counted.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QMetaMethod, QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kobra_desktop.views.charts.acts import AboutFigure, ActsRow
from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.charts.files import PNG_SCALE, chart_file
from kobra_desktop.views.charts.leaving import ChartExits, is_listed, leaving_chart, printed_table
from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.twin import TwinPage
from kobra_desktop.views.outside import copy, copy_data
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.charts import ChartSpec, svg
from kobra_domain.charts.scene import Address
from kobra_domain.words import say
from kobra_records.files.exports.deed import NotWritten, whole_file

ENDINGS = ("png", "svg")
_ABOVE = 5  # pixels at 100 % over the chart, whose own edge has room for the rest of the acts
_CLOSER, _FARTHER, _WHOLE = 0.6, 1 / 0.6, 0.0


class ChartBox(QWidget):
    """The chart, or its figures as a table; a `Table` is always one. `mark_chosen` tells the
    address of a figure that is clicked or taken by Enter (`kobra_domain.charts.spec` says of what).
    `about`: how its number is counted. Without `exits` nothing is exported or printed.
    `says_cut_off`: False where the page around it does.
    """

    mark_chosen = Signal(int, int)

    def __init__(
        self,
        look: Look,
        spec: ChartSpec,
        locale: str,
        parent: QWidget | None = None,
        *,
        about: str = "",
        exits: ChartExits | None = None,
        says_cut_off: bool = True,
    ) -> None:
        super().__init__(parent)
        self._look, self._locale, self._exits = look, locale, exits
        self._about = about
        self.chart = ChartView(look, spec, locale)
        self.chart.says_cut_off = says_cut_off
        self.table = TwinPage(look)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chart)
        self.stack.addWidget(self.table)
        self.failure = notice("error")
        self._lines = column(self.failure, self.stack, space=4)
        self.setLayout(self._lines)
        self._build_acts()
        self.chart.chosen.connect(self.mark_chosen)
        self.table.chosen.connect(self.mark_chosen)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.show_spec(spec, about=about)

    def _build_acts(self) -> None:
        acts = self.acts = ActsRow(self._look, self)
        self.closer = [
            acts.add("zoom-in", self.tr("Look closer"), lambda: self.chart.zoom(_CLOSER)),
            acts.add("zoom-out", self.tr("See more"), lambda: self.chart.zoom(_FARTHER)),
            acts.add("maximize", self.tr("See all"), lambda: self.chart.zoom(_WHOLE)),
        ]
        self.why = acts.add("circle-help", self.tr("How this figure is counted"), self.tell_why)
        self.as_table = acts.add("columns-3", self.tr("Show as a table"))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._on_table_toggled)
        self.copy = acts.add("copy", self.tr("Copy as picture"), self.copy_shown)
        self.save = acts.add("image", self.tr("Save as picture…"), self._ask_save)
        self.export = acts.add("download", self.tr("Export data…"), self.export_data)
        self.print = acts.add("printer", self.tr("Print…"), self.print_shown)
        self.export.setVisible(self._exits is not None)
        self.print.setVisible(self._exits is not None)

    def connectNotify(self, signal: QMetaMethod) -> None:
        """Who listens to marks opens something: the pointer shows that they can be chosen."""
        if signal.name() == b"mark_chosen":
            self.chart.opens = True

    def show_spec(self, spec: ChartSpec, *, about: str = "") -> None:
        """Show another chart, as it is shown now."""
        is_table = is_listed(spec)
        self._about = about
        self.chart.asks_room = not is_table
        self.chart.show_spec(spec)
        self.as_table.setVisible(not is_table)
        self.why.setVisible(bool(about))
        for button in self.closer:
            button.setVisible(self.chart.window_of_steps.can_zoom)
        self._show_side(is_table=is_table or self.as_table.isChecked())
        self.acts.place()

    def wait(self, *, waits: bool) -> None:
        """Another is awaited: what is shown is faint until then."""
        self.chart.wait(waits=waits)
        self.table.rows.wait(waits=waits)

    @property
    def spec(self) -> ChartSpec:
        """What is shown."""
        return self.chart.spec

    def name_of(self, of: Address) -> str:
        """What a figure is, without its value: «Consumo, nov 2026», else the chart's title."""
        said = next((mark.words for mark in self.chart.scene.marks if mark.of == of), "")
        name = said.partition(": ")[0]
        subtitle = self.spec.subtitle
        if subtitle and name and not name.startswith(subtitle):  # said twice it says no more
            return f"{subtitle}: {name}"
        return name or self.chart.told.title

    def copy_shown(self) -> None:
        """Put the chart on the clipboard as a picture and as SVG, or the table as a block."""
        self.failure.hide()
        if self.stack.currentWidget() is self.table:
            is_there = copy(self.table.rows.chosen_text())
        else:
            data, scene = QMimeData(), self.chart.whole()
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
            with whole_file(path) as part:
                part.write_bytes(chart_file(self.chart.whole(), ending))
        except NotWritten:
            self._fail(say("file.unwritable", {"filename": path.name}, self._locale))

    def export_data(self) -> None:
        """Ask in what form and where all figures shall be written."""
        if self._exits:
            made = leaving_chart(self.chart.told, self.spec, self._about, self._locale)
            self._exits.export(made)

    def print_shown(self) -> None:
        """Ask where it shall be printed: a chart as it is, a table over its pages."""
        if self._exits is None:
            return
        if self.stack.currentWidget() is self.table:
            self._exits.print_table(printed_table(self.chart.told, self.spec))
        else:
            self._exits.print_chart(self.spec, self._locale)

    def tell_why(self) -> None:
        """Say how the figure is counted."""
        if self._about:
            AboutFigure(self._look, self._about, self.why).open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All acts in words; over a mark, the rows behind it first."""
        menu, mark = self.acts.menu(), self.chart.current
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.chart.opens and self.chart.isVisible() and mark and mark.of:
            first = menu.actions()[0]
            entry = QAction(self.tr("Open the rows behind it"), menu)
            entry.triggered.connect(partial(self._choose, mark.of))
            menu.insertAction(first, entry)
            menu.insertSeparator(first)
        menu.popup(event.globalPos())

    def _choose(self, of: Address, _is_checked: bool = False) -> None:
        self.mark_chosen.emit(*of)

    def _ask_save(self) -> None:
        name = re.sub(r"[^\w-]+", "-", self.chart.told.title).strip("-")[:60] or "kobra"
        if path := ask_where(self, self.tr("Save as picture…"), f"{name}.png"):
            self.save_to(path if path.suffix.lower()[1:] in ENDINGS else path.with_suffix(".png"))

    def _fail(self, words: str) -> None:
        self.failure.setText(words)
        self.failure.show()

    def _on_table_toggled(self, is_table: bool) -> None:
        self._show_side(is_table=is_table)
        shown = self.table if is_table else self.chart
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_side(self, *, is_table: bool) -> None:
        if is_table:
            self.table.show_chart(self.chart.seen, self.chart.told)
        self.stack.setCurrentWidget(self.table if is_table else self.chart)
        for button in self.closer:
            button.setVisible(not is_table and self.chart.window_of_steps.can_zoom)
        words = self.tr("Copy as a block") if is_table else self.tr("Copy as picture")
        self.copy.set_name(words)

    def _on_look_changed(self) -> None:
        """Room above the title for the acts, so that they cover none of it."""
        self._lines.setContentsMargins(0, self._look.pixels(_ABOVE), 0, 0)
