"""The button for the map underneath: adds a person's own file, fetches the server's, says how far
that is.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QProgressBar, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.field_map.ground import GroundKind, GroundModel
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.layouts import row


class GroundButton(QWidget):
    """Without streets one click adds them; with streets it opens a menu; while a map is fetched
    it shows how far and can be stopped.
    """

    said = Signal(str, object)

    def __init__(
        self, look: Look, ground: GroundModel, locale: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ground, self._locale = ground, locale
        self.button = Button(look, "", "row", "layers")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(look.pixels(90))
        self.progress.setAccessibleName(self.tr("Map of the server on its way"))
        self.stop = IconButton(look, "x", self.tr("Stop fetching the map"))
        self.setLayout(row(self.progress, self.stop, self.button, space=6))
        self.button.clicked.connect(self._on_clicked)
        self.stop.clicked.connect(ground.stop)
        ground.changed.connect(self._show)
        ground.progressed.connect(self._show)
        ground.failed.connect(self._on_failed)
        self._show()

    def _show(self) -> None:
        ground = self._ground
        self.progress.setVisible(ground.is_fetching and ground.share > 0)
        self.stop.setVisible(ground.is_fetching and ground.share > 0)
        self.progress.setRange(0, 100)
        self.progress.setValue(round(ground.share * 100))
        has_streets = ground.kind is not GroundKind.SHIPPED
        self.button.setText(self.tr("Base map") if has_streets else self.tr("Add a map…"))

    def _on_clicked(self) -> None:
        if self._ground.kind is GroundKind.SHIPPED:
            self.choose_file()
            return
        menu = QMenu(self)
        add = QAction(self.tr("Open a map file (PMTiles, MBTiles)…"), menu)
        add.triggered.connect(self.choose_file)
        menu.addAction(add)
        if self._ground.kind is GroundKind.OWN:
            drop = QAction(self.tr("Use the map of the server again"), menu)
            drop.triggered.connect(self._ground.drop_file)
            menu.addAction(drop)
        else:
            again = QAction(self.tr("Look for a newer map on the server"), menu)
            again.triggered.connect(lambda: self._ground.fetch())
            menu.addAction(again)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def choose_file(self) -> None:
        """Ask for a file of the person's own."""
        dialog = QFileDialog(self, self.tr("Map file"))
        dialog.setNameFilter(self.tr("Maps") + " (*.pmtiles *.mbtiles)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._ground.use_file(Path(chosen)))
        dialog.open()

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._locale), None)
