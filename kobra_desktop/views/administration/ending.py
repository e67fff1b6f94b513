"""Reporting a phone lost, or an agent gone: since when, who gets the visits, and what that does,
said before it is done. Needs the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.endings import NOBODY, STAY, Endings, Planned
from kobra_desktop.models.counts import counts
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import ChoiceEditor
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.search_field import TYPING_MS
from kobra_desktop.views.widgets.time_editors import MomentEditor
from kobra_domain.aside import PhoneEnd
from kobra_domain.limits import Line
from kobra_domain.people import Agent

translate = QCoreApplication.translate
MOST_REASONS = 4


@dataclass(frozen=True)
class Ending:
    """What the form asks. `goes_to`: the id of an agent, `nobody`, or `stay`."""

    ended_at: datetime
    goes_to: Line = NOBODY


class EndingDialog(Form):
    """What it would do is asked again whenever something else is chosen."""

    kind = Ending
    is_act = True

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        agent: Agent,
        reason: PhoneEnd,
        setting: Setting,
        endings: Endings,
        submit: Submit,
        now: datetime,
    ) -> None:
        self._agent, self._reason, self._endings = agent, reason, endings
        self._asked = 0
        is_lost = reason is PhoneEnd.LOST
        start: dict[str, Any] = {"ended_at": now, "goes_to": STAY if is_lost else NOBODY}
        title, act = _titles(reason)
        super().__init__(
            look, parent, title.format(name=agent.name), setting, submit, start=start, act=act
        )
        clock = MomentEditor(setting.locale, setting.zone)
        self.at = self.by("ended_at", clock, translate("Ending", "Since when"))
        self._usual = _usual(agent, is_lost=is_lost)
        goes = translate("Ending", "The open visits go to")
        self.goes_to = self.by("goes_to", ChoiceEditor(self._usual, is_searched=True), goes)
        self.told = label(_told(reason), "secondary", wrap=True)
        self.plan = label("…", "table", wrap=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPING_MS)
        self._later.timeout.connect(self._preview)
        self.build(column(self.told, self.at, self.goes_to, self.plan, None, space=12), 500, 400)
        for field in (self.at, self.goes_to):
            field.typing.listen(self._later.start)
        self._preview()

    def show_agents(self, others: Iterable[Option]) -> None:
        """Who could take the visits."""
        if isValid(self):  # it may have been left meanwhile
            self.goes_to.set_options([*self._usual, *others])

    def send(self, values: Values) -> None:
        """Untouched, it is since the server's own now: the clocks of two machines differ."""
        super().send(self._wished(values))

    def _wished(self, values: Values) -> Values:
        return {**values, "ended_at": values["ended_at"] if self.at.is_touched else None}

    def _preview(self) -> None:
        receiver = self.goes_to.typing.typed()
        if isinstance(receiver, tuple):  # a name that is being typed is nobody's yet
            return
        values = self._wished({"ended_at": self.at.typing.read(), "goes_to": receiver})
        self._asked += 1
        asked, locale = self._asked, self.setting.locale

        def say(words: str) -> None:
            if asked == self._asked:  # else an older question was answered late
                self.plan.setText(words)

        def planned(plan: Planned) -> None:
            say("\n".join(plan_lines(plan, locale)))

        def refused(problem: Known) -> None:
            say(sentence(problem, locale))

        self._endings.preview(self._agent, self._reason, values, planned, refused, self)


def plan_lines(plan: Planned, locale: str) -> list[str]:
    """What is done with the visits, and how many people's data the phone held."""
    done, lines = plan.done, []
    if done.moved:
        words = translate("Ending", "To the other agent: {visits}.")
        lines.append(words.format(visits=counts.visits(done.moved)))
    if done.unassigned:
        words = translate("Ending", "Without agent: {visits}.")
        lines.append(words.format(visits=counts.visits(done.unassigned)))
    for one, name, reason in plan.staying[:MOST_REASONS]:
        words = translate("Ending", "{name} stays: {reason}")
        if not one.is_begun:
            words = translate("Ending", "{name} stays without agent: {reason}")
        lines.append("· " + words.format(name=name or "—", reason=sentence(reason, locale)))
    if len(plan.staying) > MOST_REASONS:
        lines.append(counts.more_visits(len(plan.staying) - MOST_REASONS))
    if not (done.moved or done.unassigned or plan.staying):
        lines.append(translate("Ending", "No visit changes hands."))
    nobody = translate("Ending", "The phone held nobody's data.")
    lines.append(counts.held_people(done.people) if done.people else nobody)
    return lines


def _titles(reason: PhoneEnd) -> tuple[str, str]:
    if reason is PhoneEnd.LOST:
        return translate("Ending", "{name} has lost the phone"), translate(
            "Ending", "End the phone"
        )
    return translate("Ending", "{name} leaves"), translate("Ending", "Record it")


def _told(reason: PhoneEnd) -> str:
    late = translate(
        "Ending",
        "Forms ended before that and sent within seven days wait under Set aside for you to take. "
        "Later positions are counted, not kept. A call for help is still heard.",
    )
    if reason is PhoneEnd.LOST:
        first = translate("Ending", "Both keys of the phone end now, and so do open sessions.")
    else:
        first = translate(
            "Ending", "The agent, the account and both keys of the phone are switched off now."
        )
    return f"{first} {late}"


def _usual(agent: Agent, *, is_lost: bool) -> list[Option]:
    nobody: Option = (NOBODY, translate("Ending", "Nobody (without agent)"))
    stay: Option = (STAY, translate("Ending", "They stay with {name}").format(name=agent.name))
    return [stay, nobody] if is_lost else [nobody]
