"""What every page is: a key, a title, a state that Back restores, and wishes that the window
grants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.commands.done import Done
from kobra_desktop.models.acts import Acts
from kobra_desktop.views.dialogs.act_progress import ActProgressDialog
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look

PageState = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """An entry of the rail: the page is built when it is first opened. Ctrl+`digit` goes to it."""

    key: str
    digit: int
    icon: str
    title: str
    make: Callable[[], Page]


def listen(owner: Any, look: Look, acts: Acts, locale: str) -> None:
    """Let a page or a tab (`said` is toasted) tell what is done, with its undo, and what cannot be;
    what was left is shown with its reasons.
    """

    def acted(words: str, done: Done) -> None:
        back = acts.way_back(done)
        if done.ids or not done.refused:  # that nothing had to be changed is said, too
            owner.said.emit(words, back)
        if done.refused:
            told = words if done.ids else ""
            RefusalsDialog(look, owner, done.refused, locale, done=told, back=back).open()

    gave_up = QCoreApplication.translate("Page", "Cancelled: nothing was changed.")
    acts.acted.connect(acted)
    acts.began.connect(lambda work: ActProgressDialog(look, owner, work))
    acts.stopped.connect(lambda: owner.said.emit(gave_up, None))
    acts.failed.connect(lambda problem: owner.said.emit(sentence(problem, locale), None))


class Page(QWidget):
    """Base of all pages. `open_requested` (page key, state) goes elsewhere; `said` (sentence, undo
    or None) is toasted; `conflicts_requested` shows the edits that need a person.
    """

    open_requested = Signal(str, object)
    said = Signal(str, object)
    conflicts_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def state(self) -> PageState:
        """What Back must restore: filter, selection, scroll."""
        return {}

    def restore(self, state: PageState) -> None:
        """Show a state that `state` gave, or a wish of another page."""

    def filter_field(self) -> QLineEdit | None:
        """The field that Ctrl+F and / go to."""
        return None

    def focus_content(self) -> None:
        """Give the keyboard to what the page is about."""
        self.setFocus()

    def create_new(self) -> None:
        """Ctrl+N: make a new thing of this page."""

    def assign_chosen(self) -> None:
        """Ctrl+Shift+A: assign what is chosen."""

    def escape(self) -> bool:
        """Esc: close the panel that is open; False when there is none."""
        return False

    def undo(self) -> bool:
        """Ctrl+Z, where the page has acts of its own to undo; False when it has none."""
        return False

    def redo(self) -> bool:
        """Ctrl+Shift+Z, likewise."""
        return False

    def export(self) -> bool:
        """Ctrl+E, where the page has an export of its own; False: the list is written as shown."""
        return False

    def print_shown(self) -> bool:
        """Ctrl+P, where the page shows something else than a list; False: its list is printed."""
        return False

    @property
    def is_presenting(self) -> bool:
        """Whether it shows itself to a room, on a screen of its own."""
        return False

    def on_shown(self) -> None:
        """The page has come to the front: bring it up to date."""

    def listen(self, acts: Acts, locale: str) -> None:
        """Toast what is done, with its undo, and what cannot be; show what was left, and why."""
        listen(self, self.look, acts, locale)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the page itself."""
        super().showEvent(event)
        self.on_shown()
