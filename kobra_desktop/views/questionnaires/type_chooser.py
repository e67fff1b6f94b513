"""Chooses a type of question by typing a part of its word; Enter takes the first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.questionnaires.type_words import offers_for
from kobra_desktop.views import icons
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.layouts import card, column
from kobra_domain.questionnaires.question_types import Offer, read_type

translate = QCoreApplication.translate
OFFER = int(Qt.ItemDataRole.UserRole)


class TypeChooser(QDialog):
    """A popup that is opened again and again; `chosen` (Offer)."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget, locale: str) -> None:
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
        self._look, self._locale = look, locale
        self.setWindowTitle(translate("Questionnaires", "Type of question"))
        self.field = line_edit(translate("Questionnaires", "Type of question…"))
        self.field.setAccessibleName(self.windowTitle())
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Questionnaires", "Types"))
        self.list.setIconSize(QSize(look.pixels(16), look.pixels(16)))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = column(self.field, self.list, space=6, margins=(8, 8, 8, 8))
        self.setLayout(column(card(lines, "popover")))
        self.setFixedWidth(look.pixels(300))
        give_room(self, look, 300, 380)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._take(item))
        self._fill()

    def open_at(self, place: QPoint) -> None:
        """Show it there, ready to type."""
        self.field.clear()
        self.list.setCurrentRow(0)
        self.move(place)
        self.show()
        self.activateWindow()
        self.field.setFocus()

    def event(self, event: QEvent) -> bool:
        """A click elsewhere puts it away."""
        if event.type() is QEvent.Type.WindowDeactivate:
            self.hide()
        return super().event(event)

    def _fill(self) -> None:
        self.list.clear()
        for offer, name, family in offers_for(self.field.text(), self._locale):
            icon = icons.icon(self._look, read_type(offer.type).info.icon)
            item = QListWidgetItem(icon, name)
            item.setToolTip(family)
            item.setData(OFFER, offer)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter of the field are the list's."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, row = event.key(), self.list.currentRow()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row + step)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        offer = item.data(OFFER)
        self.accept()
        if isinstance(offer, Offer):
            self.chosen.emit(offer)
