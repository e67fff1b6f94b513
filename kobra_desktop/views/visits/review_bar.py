"""The foot of a visit that is open in full: the acts of a review, and the way through the queue."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import Flow, holding, row
from kobra_domain.submissions import ReviewAct


class ReviewBar(QFrame):
    """`act_requested` (ReviewAct); `step_requested` (1 or -1). Letters act while this is seen and
    no field is written in.
    """

    act_requested = Signal(object)
    step_requested = Signal(int)

    def __init__(self, look: Look, *, may_review: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._may_review = may_review
        self._is_open = False
        self.buttons: dict[ReviewAct, Button] = {}
        self._read_only = label(
            self.tr("Your role reads reviews, it does not make them."), "caption"
        )
        acts = Flow(8)  # in a narrow window, or longer words, they take a second line
        for act, words, key, icon in self._acts():
            button = Button(look, f"{words}  {key}", _kind(act), icon)
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({key})")
            button.clicked.connect(lambda _checked=False, a=act: self._ask(a))
            self._bind(key, lambda a=act: self._ask(a))
            hide_unless(button, may_review)
            self.buttons[act] = button
            acts.addWidget(button)
        self._nothing = label(self.tr("There is nothing to review yet."), "caption")
        for part in (self._nothing, self._read_only):
            acts.addWidget(part)
        line = row(holding(acts), space=8, margins=(12, 8, 12, 8))
        line.setStretch(0, 1)
        hide_unless(self._read_only, not may_review)
        self.before = IconButton(look, "chevron-left", self.tr("Previous to review"), "K")
        self.place = label("", "secondary")
        self.after = IconButton(look, "chevron-right", self.tr("Next to review"), "J")
        for widget in (self.before, self.place, self.after):
            line.addWidget(widget)
        self.before.clicked.connect(lambda: self.step_requested.emit(-1))
        self.after.clicked.connect(lambda: self.step_requested.emit(1))
        self._bind("K", lambda: self.step_requested.emit(-1))
        self._bind("J", lambda: self.step_requested.emit(1))
        self.setLayout(line)

    def _acts(self) -> list[tuple[ReviewAct, str, str, str]]:
        return [
            (ReviewAct.APPROVE, self.tr("Approve"), "A", "circle-check"),
            (ReviewAct.OBSERVE, self.tr("With issues"), "O", "info"),
            (ReviewAct.REJECT, self.tr("Reject"), "R", "circle-x"),
            (ReviewAct.EDIT, self.tr("Edit with reason"), "E", "square-pen"),
            (ReviewAct.COMMENT, self.tr("Comment"), "C", "message-square-text"),
        ]

    def _bind(self, key: str, act: object) -> None:
        assert callable(act)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)  # a key held down must not judge the whole queue
        shortcut.activated.connect(act)

    def _ask(self, act: ReviewAct) -> None:
        if self._may_review and self._is_open:
            self.act_requested.emit(act)

    def show_state(self, *, is_open: bool, place: str, has_others: bool) -> None:
        """Whether there is something to judge, and where in the queue it stands."""
        self._is_open = is_open
        for button in self.buttons.values():
            button.setVisible(is_open and self._may_review)
        self._nothing.setVisible(not is_open)
        self.place.setText(place)
        self.before.setEnabled(has_others)
        self.after.setEnabled(has_others)


def _kind(act: ReviewAct) -> str:
    return "primary" if act is ReviewAct.APPROVE else ""
