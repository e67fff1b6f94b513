"""What Hoy knows of its tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.acts import Acts
from kobra_desktop.views.page import PageState, listen
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column, row


class TodayTab(QWidget):
    """`open_requested` (page key, state) goes elsewhere, through the window, so that Back leads
    here again; `said` (sentence, undo or None) is toasted; `conflicts_requested` shows the edits
    that need a person.
    """

    open_requested = Signal(str, object)
    said = Signal(str, object)
    conflicts_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look

    def on_shown(self) -> None:
        """The tab is seen: load, and keep what it shows true."""

    def rest(self) -> None:
        """The tab is not seen: nothing counts down unseen."""

    def reload(self) -> None:
        """Read anew what it shows (F5, *Reintentar*)."""

    def content(self) -> QWidget | None:
        """What has the keyboard when the tab is chosen; None: its page."""
        return None

    def escape(self) -> bool:
        """Esc: close the panel; False when none is open."""
        return False

    def state(self) -> PageState:
        """What Back must restore."""
        return {}

    def restore(self, state: PageState) -> None:
        """Show a state that `state` gave, or a wish of another page."""

    def listen(self, acts: Acts, locale: str) -> None:
        """Toast what is done, with its undo, and what cannot be; show what was left, and why."""
        listen(self, self.look, acts, locale)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the tab itself."""
        super().showEvent(event)
        self.on_shown()

    def hideEvent(self, event: QHideEvent) -> None:
        """Likewise."""
        super().hideEvent(event)
        self.rest()


@dataclass(frozen=True, slots=True)
class DayTab:
    """A tab by its word; it is built when it is first seen."""

    word: str
    make: Callable[[], TodayTab]


def panel(title: QWidget, content: QWidget, *acts: QWidget) -> QFrame:
    """A part of a tab on a surface of its own; `acts` stand beside its title."""
    made = QFrame()
    made.setObjectName("card")
    head = row(title, None, *acts, margins=(16, 10, 16, 6))
    lines = column(head, content, space=0, margins=(1, 1, 1, 1))
    lines.setStretchFactor(content, 1)
    made.setLayout(lines)
    return made
