"""What an act did, and what it left as it was: by reason with its count, the law's first."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from PySide6.QtCore import QCoreApplication, QStringListModel
from PySide6.QtWidgets import QDialog, QListView, QWidget

from kobra_desktop.commands.done import Refused
from kobra_desktop.errors import Known
from kobra_desktop.models.acts import WayBack
from kobra_desktop.models.counts import counts, figure
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import hide_unless, label, line
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.errors import Refused as Unlawful

_NUMBER = "account"
MOST_SEEN = 8  # names of one reason that stand without scrolling


class RefusalsDialog(QDialog):
    """`done`: the sentence of what was done, empty for nothing; `back` takes that back."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        refused: Sequence[Refused],
        locale: str,
        *,
        done: str = "",
        back: WayBack | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not done"))
        groups = by_reason(refused, locale)
        inside = column(space=6)
        for reason, members in groups:
            words = f"{figure(len(members))} · {reason}"
            inside.addWidget(label(words, "strong", wrap=True))
            inside.addWidget(_titles(look, reason, members))
            inside.addWidget(line())
        inside.addStretch(1)
        self.undo = Button(look, QCoreApplication.translate("Toast", "Undo"), icon="undo-2")
        hide_unless(self.undo, back is not None)
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        if back is not None:
            if back.is_redo:
                self.undo.setText(QCoreApplication.translate("Toast", "Redo"))
            self.undo.clicked.connect(self.accept)
            self.undo.clicked.connect(back.run)
        law = label(self.tr("This is not legal advice."), "caption")
        lines = column(label(counts.left(len(refused)), "section"))
        if done:
            lines.addWidget(label(done, "secondary", wrap=True))
        lines.addWidget(scrolling(holding(inside)))
        lines.addLayout(row(law, None, self.undo, close))
        lines.setSpacing(12)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        high = 220 + sum(90 + 28 * min(MOST_SEEN, len(members)) for _, members in groups)
        give_room(self, look, 480, min(520, high))


def _titles(look: Look, reason: str, members: Sequence[Refused]) -> QListView:
    """Their names: thousands are no widgets, and scroll by themselves."""
    made = QListView()
    made.setAccessibleName(reason)
    made.setUniformItemSizes(True)
    made.setSelectionMode(QListView.SelectionMode.NoSelection)
    made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    made.setModel(QStringListModel([one.title for one in members], made))
    lines = made.sizeHintForRow(0) * min(MOST_SEEN, len(members))
    made.setFixedHeight(lines + 2 * made.frameWidth() + look.pixels(8))
    return made


def by_reason(refused: Sequence[Refused], locale: str) -> list[tuple[str, list[Refused]]]:
    """The refused of each sentence: the law's first, then the most frequent. The same of many
    credits is one reason, with the first of them named.
    """
    groups: dict[str, list[Refused]] = {}
    for one in refused:
        groups.setdefault(_said_of(one.reason, "", locale), []).append(one)

    def rank(members: list[Refused]) -> tuple[bool, int]:
        return not isinstance(members[0].reason, Unlawful), -len(members)

    return [(_said(members, locale), members) for members in sorted(groups.values(), key=rank)]


def _said(members: Sequence[Refused], locale: str) -> str:
    numbers = dict.fromkeys(str(one.reason.params.get(_NUMBER, "")) for one in members)
    first, *others = numbers
    if others:
        words = QCoreApplication.translate("RefusalsDialog", "{account} and {count} more")
        first = words.format(account=first, count=figure(len(others)))
    return _said_of(members[0].reason, first, locale)


def _said_of(reason: Known, number: str, locale: str) -> str:
    """Its sentence with the number of a credit, where it names one."""
    if _NUMBER not in reason.params:
        return sentence(reason, locale)
    other = copy(reason)
    other.params = {**reason.params, _NUMBER: number}
    return sentence(other, locale)
