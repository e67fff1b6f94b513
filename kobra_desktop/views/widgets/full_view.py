"""One thing in full, over the tabs of its page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class FullView(QWidget):
    """`back_requested`: to the list it was opened from. `open_requested` (page key, state) goes
    elsewhere; `said` (sentence, undo or None) is toasted.
    """

    back_requested = Signal()
    open_requested = Signal(str, object)
    said = Signal(str, object)

    @property
    def thing_id(self) -> str:
        """What is open; empty for nothing."""
        raise NotImplementedError

    def open(self, thing_id: str) -> None:
        """Show it, now or once it is read."""
        raise NotImplementedError

    def close_thing(self) -> None:
        """Nothing is shown any more: it reads nothing."""
        raise NotImplementedError

    def on_shown(self) -> None:
        """Its page has come to the front: bring it up to date."""

    def escape(self) -> bool:
        """Esc: close what lies over it; False when there is nothing."""
        return False

    def print_shown(self) -> bool:
        """Ctrl+P; False when it has nothing to print."""
        return False
