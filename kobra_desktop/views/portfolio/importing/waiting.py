"""Files that wait for their turn or for the network, one line each, above the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_start import StartModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling

translate = QCoreApplication.translate
MOST_SHOWN = 3  # others scroll: the list is seen below them


class WaitingFiles(QWidget):
    """`send_wished` (files, one after another): a person says go."""

    send_wished = Signal(object)

    def __init__(self, look: Look, start: StartModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._start = look, start
        self.is_offline = False
        self.buttons: list[Button] = []
        self._lines = column(space=6)
        self._area = scrolling(holding(self._lines))
        self.all = Button(look, translate("Imports", "Upload one after another"), icon="upload")
        self.all.clicked.connect(lambda: self.send_wished.emit(self._ready))
        self.count = label("", "strong")
        self._head = holding(row(self.count, None, self.all))
        self.setLayout(column(self._head, self._area, space=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_state(self) -> None:
        """Those that wait now."""
        emptied(self._lines)
        self.buttons = []
        waiting = self._start.waiting
        for file in waiting:
            self._lines.addWidget(self._line(file))
        told = translate("Imports", "Files to be uploaded: {count}")
        self.count.setText(told.format(count=figure(len(waiting))))
        self._head.setVisible(len(waiting) > 1)
        self.all.setEnabled(not self.is_offline and len(self._ready) > 1)
        self._area.setFixedHeight(self._height(min(len(waiting), MOST_SHOWN)))
        self.setVisible(bool(waiting))

    def _height(self, count: int) -> int:
        """What so many lines need."""
        items = (self._lines.itemAt(n) for n in range(count))
        heights = [item.sizeHint().height() for item in items if item is not None]
        return sum(heights) + self._lines.spacing() * max(0, count - 1)

    @property
    def _ready(self) -> list[FileAtHand]:
        return [one for one in self._start.waiting if one.id not in self._start.others]

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
        send.clicked.connect(lambda: self.send_wished.emit([file]))
        leave = Button(self._look, translate("Imports", "No longer"), "row", "x")
        leave.clicked.connect(lambda: self._start.forget_waiting(file.id))
        self.buttons += [send, leave]
        line = row(ElidedLabel(words), send, leave, space=8, margins=(12, 6, 8, 6))
        line.setStretch(0, 1)
        return card(line)
