"""Whether the pointer is over the rows of a list: while it is, news do not move them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView

from kobra_desktop.models.listed import Listed

_LEFT = (QEvent.Type.Leave, QEvent.Type.Hide)


class Pointing(QObject):
    """Watches the rows alone: the title of a column is where one asks for another order."""

    def __init__(self, view: QAbstractItemView, state: Listed) -> None:
        super().__init__(view)
        self._state = state
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who is hidden is not pointed at either."""
        if event.type() is QEvent.Type.Enter:
            self._state.keep_order(is_kept=True)
        elif event.type() in _LEFT:
            self._state.keep_order(is_kept=False)
        return False
