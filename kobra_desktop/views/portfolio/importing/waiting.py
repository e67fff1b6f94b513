"""Files that wait for the network, one line each, above the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.models.portfolio.imports_start import StartModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_desktop.views.widgets.layouts import card, column, emptied, row

translate = QCoreApplication.translate


class WaitingFiles(QWidget):
    """`send_wished` (FileAtHand): the network is there again, and a person says go."""

    send_wished = Signal(object)

    def __init__(self, look: Look, start: StartModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._start = look, start
        self.is_offline = False
        self.buttons: list[Button] = []
        self._lines = column(space=6)
        self.setLayout(self._lines)
        self.hide()

    def show_state(self) -> None:
        """Those that wait now."""
        emptied(self._lines)
        self.buttons = []
        for file in self._start.waiting:
            self._lines.addWidget(self._line(file))
        self.setVisible(bool(self._start.waiting))

    def _line(self, file: FileAtHand) -> QWidget:
        portfolio = self._start.portfolio(file.portfolio_id)
        is_another = file.id in self._start.others
        if is_another:
            told = translate("Imports", "{file} waits, but is no longer what was chosen")
        elif self.is_offline:
            told = translate("Imports", "{file} waits for the connection")
        else:
            told = translate("Imports", "{file} can be uploaded now")
        words = told.format(file=file.name)
        if portfolio is not None:
            words = f"{words} · {portfolio.name}"
        send = Button(self._look, translate("Imports", "Upload"), "row", "upload")
        send.setEnabled(not self.is_offline and not is_another)
        send.clicked.connect(lambda: self.send_wished.emit(file))
        leave = Button(self._look, translate("Imports", "No longer"), "row", "x")
        leave.clicked.connect(lambda: self._start.forget_waiting(file.id))
        self.buttons += [send, leave]
        line = row(ElidedLabel(words), send, leave, space=8, margins=(12, 6, 8, 6))
        line.setStretch(0, 1)
        return card(line)
