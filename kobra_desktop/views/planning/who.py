"""Who shall have what is chosen: the agents by how much longer their day gets, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from kobra_desktop.models.counts import counts
from kobra_desktop.models.planning.takers import Taker
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label, notice, plain_tip
from kobra_desktop.views.widgets.layouts import column, row

ID = int(Qt.ItemDataRole.UserRole)


class WhoDialog(QDialog):
    """`given` (agent id): one click or Enter gives the visits away."""

    given = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, count: int, locale: str, warning: str = ""
    ) -> None:
        super().__init__(parent)
        self._locale = locale
        self._takers: Sequence[Taker] = ()
        self.setWindowTitle(counts.assign(count))
        self.field = line_edit(self.tr("Find an agent…"))
        self.field.setAccessibleName(self.tr("Find an agent"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Agents"))
        self.list.setWordWrap(True)
        told = notice("warn")
        told.setText(warning)
        leave = Button(look, self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        foot = label(self.tr("The least way first. One click or Enter assigns."), "caption")
        lines = column(
            label(counts.assign(count), "section"), told, self.field, self.list, space=10
        )
        lines.addLayout(row(foot, None, leave))
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        told.setVisible(bool(warning))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._on_item)
        give_room(self, look, 500, 520)
        self.field.setFocus()

    def show_takers(self, found: Sequence[Taker]) -> None:
        """They have been worked out."""
        if isValid(self):  # it may have been left meanwhile
            self._takers = found
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list while one types, and Enter takes its line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                at = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, at)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.list.currentItem()) is not None:
                    self._on_item(item)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.list.clear()
        for one in self._takers:
            if one.matches(self.field.text()):
                self._add(one)
        self.list.setCurrentRow(0)

    def _add(self, taker: Taker) -> None:
        words = f"{taker.name}   ·   {taker.more(self._locale)}"
        if taker.against:
            words = f"{words}\n{taker.against[0]}"
        item = QListWidgetItem(words)
        item.setToolTip(plain_tip("\n".join((taker.name, taker.team_name, *taker.against))))
        item.setData(ID, taker.agent_id)
        if not taker.may:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.accept()
            self.given.emit(str(item.data(ID)))
