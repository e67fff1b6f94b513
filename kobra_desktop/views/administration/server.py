"""Administración › Servidor: how the server is, and the city map that it gives to everybody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.region import RegionModel
from kobra_desktop.models.administration.server import ServerModel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.region import RegionDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling

translate = QCoreApplication.translate


class ServerTab(Tab):
    """Shows a ServerModel."""

    def __init__(self, look: Look, model: ServerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._locale = model.workspace.locale
        model.setParent(self)
        self.facts = column(space=0)
        self.problem = notice("warn")
        self.basemap = label("", wrap=True)
        self.put = Button(look, translate("Administration", "Put a map file…"), icon="upload")
        words = translate("Administration", "Map with the streets of your region…")
        self.region = Button(look, words, icon="map")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Administration", "Sending the city map"))
        self.progress.hide()
        self._lay_out()
        self.put.clicked.connect(self._ask_file)
        self.region.clicked.connect(self.open_region)
        model.changed.connect(self._say)
        model.failed.connect(self._on_failed)
        model.sent.connect(self._on_sent)
        model.done.connect(lambda words: self.said.emit(words, None))
        self._say()

    def _lay_out(self) -> None:
        margins = (20, 16, 20, 16)
        title = label(translate("Administration", "Server"), "section")
        again = Button(self.look, translate("Administration", "Refresh"), "row", "refresh-cw")
        again.clicked.connect(self.model.open)
        facts = card(column(row(title, None, again), self.facts, space=12, margins=margins))
        about = translate(
            "Administration",
            "A PMTiles file with the streets of the city. Every control center fetches it once "
            "and shows it without connection too.",
        )
        city = card(
            column(
                label(translate("Administration", "City map"), "section"),
                self.basemap,
                label(about, "secondary", wrap=True),
                self.progress,
                row(self.region, self.put, None),
                space=10,
                margins=margins,
            )
        )
        inside = column(self.problem, facts, city, None, space=12, margins=(20, 12, 20, 12))
        sheet = holding(inside)
        sheet.setMaximumWidth(self.look.pixels(720))
        self.setLayout(column(scrolling(holding(_left(sheet))), space=0))

    def on_shown(self) -> None:
        """Ask each time it is seen."""
        self.model.open()

    def _say(self) -> None:
        emptied(self.facts)
        self.facts.addWidget(pairs(self.model.facts()))
        self.basemap.setText(self.model.basemap_words())
        is_free = self.model.is_known and not self.model.is_sending
        self.put.setEnabled(is_free)
        self.region.setEnabled(is_free)
        self.progress.setVisible(self.model.is_sending)
        if self.model.is_known:
            warnings = self.model.warnings()
            self.problem.setText("\n".join(warnings))
            self.problem.setVisible(bool(warnings))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, translate("Administration", "City map"))
        dialog.setNameFilter(translate("Administration", "Vector tiles (*.pmtiles)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.send)
        dialog.open()

    def open_region(self) -> RegionDialog:
        """Take a region of a map of the world."""
        model = RegionModel(self.model.workspace)
        dialog = RegionDialog(self.look, self, model)
        model.arrived.connect(self.model.open)
        dialog.open()
        return dialog

    def send(self, file: str) -> None:
        """Put a file on the server."""
        self.progress.setRange(0, 0)
        self.model.put_basemap(Path(file))
        self._say()

    def _on_sent(self, done: int, whole: int) -> None:
        self.progress.setRange(0, 1_000)
        self.progress.setValue(1_000 * done // whole if whole else 0)

    def _on_failed(self, problem: Known) -> None:
        words = sentence(problem, self._locale)
        self._say()
        if self.model.is_known:
            self.said.emit(words, None)
        else:
            self.problem.setText(words)
            self.problem.show()


def _left(sheet: QWidget) -> QHBoxLayout:
    """As wide as it may be, at the left."""
    made = row(sheet, None, space=0)
    made.setStretch(0, 100)
    return made
