"""What can be done with the accounts or people that are chosen, in a bar under their list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.commands.done import Seen
from kobra_desktop.models.counts import counts
from kobra_desktop.models.portfolio.acts import PortfolioActs
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.line import LineDialog, OptionalLine, ReasonDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row

translate = QCoreApplication.translate


class BulkBar(QFrame):
    """The count and the acts; hidden under two chosen rows."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look = look
        self._count = label("", "strong")
        self._line = row(self._count, None, margins=(16, 8, 8, 8), space=8)
        self.setLayout(column(self._line, space=0))
        self.hide()

    def add(self, words: str, icon: str, act: Callable[[], None], role: str = "row") -> Button:
        """One more act, at the right."""
        made = Button(self._look, words, role, icon)
        made.clicked.connect(lambda: act())
        self._line.addWidget(made)
        return made

    def show_chosen(self, count: int) -> None:
        """How many are chosen."""
        self._count.setText(counts.chosen(count))
        self.setVisible(count > 1)


def ask_plan(look: Look, parent: QWidget, model: PortfolioActs, ids: Sequence[str]) -> None:
    """To whom and for which day; one click there makes the visits."""
    if not model.acts.takes(len(ids)):
        return
    title, today = counts.plan(len(ids)), model.workspace.today
    dialog = AssignDialog(look, parent, len(ids), today, title=title)
    dialog.day_changed.connect(lambda on: model.find_agents(on, dialog.show_agents))
    dialog.chosen.connect(lambda agent, name, on: model.plan(ids, agent, name, on))
    model.find_agents(dialog.chosen_day, dialog.show_agents)
    dialog.open()


class SegmentDialog(LineDialog):
    """Which segment; nothing typed takes accounts out of theirs."""

    kind: type = OptionalLine
    is_act = True


def ask_segment(
    look: Look,
    parent: QWidget,
    model: PortfolioActs,
    ids: Sequence[str],
    known: Sequence[str] = (),
) -> None:
    """One of those that there are with one click, or another."""
    title, act = translate("Portfolio", "Set the segment"), translate("Portfolio", "Set")
    field = (translate("Portfolio", "Segment"), "")

    def ask(seen: Seen) -> None:
        dialog = SegmentDialog(look, parent, title, act, field, usual=known)
        dialog.given.connect(lambda segment: model.segment(ids, segment, seen))
        dialog.open()

    model.look_at("account", "segment", ids, ask)


def ask_stop_many(look: Look, parent: QWidget, model: PortfolioActs, ids: Sequence[str]) -> None:
    """Why these people are not to be contacted."""

    def ask(seen: Seen) -> None:
        ask_stop(look, parent, lambda reason: model.stop_contact(ids, reason, seen))

    model.look_at("party", "do_not_contact_reason", ids, ask)


def ask_stop(look: Look, parent: QWidget, stop: Callable[[str], None]) -> None:
    """Why people are not to be contacted; `stop` is told."""
    usual = [
        translate("Person", "The person asked for it"),
        translate("Person", "Complaint"),
        translate("Person", "Deceased"),
    ]
    warning = translate(
        "Person", "Nobody visits or calls them, in no portfolio of the institution."
    )
    title = translate("Person", "Do not contact")
    dialog = ReasonDialog(look, parent, title, title, usual, warning=warning)
    dialog.given.connect(stop)
    dialog.open()
