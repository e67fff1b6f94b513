"""The field above a list that narrows it while one types: one look and one delay for all."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.views.widgets.keys import in_keys

TYPING_MS = 150


class SearchField(QLineEdit):
    """`searched` (text): what is typed now, a moment after the last key."""

    searched = Signal(str)

    def __init__(self, placeholder: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(in_keys(placeholder))
        self.setProperty("look", "search")
        usual = QCoreApplication.translate("ListBox", "Filter this list")
        self.setAccessibleName(name or usual)
        self.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _: self._typing.start())
