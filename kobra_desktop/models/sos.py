"""The calls for help that nobody has attended: who, where, the number to call, who is near, and
what was done so far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.alerts import note_step
from kobra_desktop.models.alerts import KEPT_DAYS, AlertLine, AlertsModel, Cause
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.sos import CallFacts, call_facts
from kobra_domain.alerts import Alert, AlertAct, AlertKind, AlertStep
from kobra_domain.escalation import Near
from kobra_domain.scope import Permission
from kobra_domain.words import distance, say

Facts = dict[str, CallFacts]


@dataclass(frozen=True, slots=True)
class SosCall:
    """One open SOS; `place` in words: the street that is known near it, else its position."""

    cause: Cause
    place: str
    facts: CallFacts = field(default_factory=CallFacts)

    @property
    def alert(self) -> Alert:
        """What was raised."""
        return self.cause.lines[0].row.alert

    @property
    def phone(self) -> str:
        """The agent's number as it is written down; may be empty."""
        return self.cause.lines[0].row.agent_phone

    @property
    def agent_id(self) -> str:
        """Who calls."""
        return self.alert.agent_id or ""


def sos_facts(workspace: Workspace) -> LiveRead[Facts]:
    """What is known of calls, read once for all who show it."""

    def read() -> Facts:
        now = workspace.now
        return call_facts(workspace.desk.store, now, now - timedelta(days=KEPT_DAYS))

    return workspace.shared("sos_facts", lambda: LiveRead(workspace, read))


def known_of(facts: LiveRead[Facts], alert_id: str) -> CallFacts:
    """What is known of one call so far."""
    return (facts.value or {}).get(alert_id, CallFacts())


class Notes(QObject):
    """What the person did about calls, written down once each, so that colleagues see it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._noted: set[tuple[str, AlertAct]] = set()

    def note(self, alert: Alert, act: AlertAct) -> None:
        """Somebody looked, or called; of who may not attend nothing is written."""
        desk = self._workspace.desk
        is_known = alert.kind is not AlertKind.SOS or (alert.id, act) in self._noted
        if is_known or not desk.may(Permission.ATTEND_ALERTS):
            return
        self._noted.add((alert.id, act))
        run = self._workspace.background.write
        run(lambda: note_step(desk, alert, act), _nothing, _nothing, owner=self)


def sos_notes(workspace: Workspace) -> Notes:
    """Those of the person who is in."""
    return workspace.shared("sos_notes", lambda: Notes(workspace))


class SosModel(QObject):
    """Follows the list of alerts; `changed` when other calls stand, or are known better."""

    changed = Signal()

    def __init__(self, alerts: AlertsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.alerts = alerts
        self._facts = sos_facts(alerts.workspace)
        self._facts.tell(self._on_facts)
        alerts.list.tell(self._on_loaded)

    @property
    def calls(self) -> list[SosCall]:
        """The oldest first."""
        made = []
        for cause in self.alerts.causes:
            if cause.kind is AlertKind.SOS:
                facts = known_of(self._facts, cause.lines[0].id)
                made.append(SosCall(cause, place_words(cause.lines[0].row.alert, facts), facts))
        return made

    def _on_facts(self) -> None:
        self.changed.emit()

    def _on_loaded(self) -> None:
        """Positions are followed only while somebody calls."""
        if any(cause.kind is AlertKind.SOS for cause in self.alerts.causes):
            self._facts.open(self)
        else:
            self._facts.rest(self)
        self.changed.emit()


def _nothing(_answer: object) -> None:
    """A step that could not be written keeps nobody from helping."""


def place_words(alert: Alert, facts: CallFacts) -> str:
    """Near which street, else the position."""
    translate = QCoreApplication.translate
    if alert.lat is None or alert.lon is None:
        return translate("Sos", "place not known")
    if facts.street:
        return translate("Sos", "near {street}").format(street=facts.street)
    return f"{alert.lat:.5f}, {alert.lon:.5f}"


def near_words(near: Near, locale: str) -> str:
    """How far a colleague is: «a 800 m · ≈ 6 min en moto o auto, ≈ 14 min a pie»."""
    minutes = {"driving_min": near.driving_min, "walking_min": near.walking_min}
    return say("sos.near", {"distance_m": near.distance_m, **minutes}, locale)


def nearest_words(call: SosCall, workspace: Workspace) -> str:
    """Who is nearest, in one line; empty where nobody is known to be."""
    if not call.facts.near:
        return ""
    names = ", ".join(
        f"{one.agent.name} ({distance(one.distance_m, workspace.locale)}, {_minutes(one)})"
        for one in call.facts.near
    )
    return QCoreApplication.translate("Sos", "Nearest: {names}").format(names=names)


def _minutes(near: Near) -> str:
    """Never on two lines."""
    return f"≈ {near.driving_min} min".replace(" ", "\N{NO-BREAK SPACE}")


def last_words(call: SosCall, workspace: Workspace) -> str:
    """The last thing that was done, and when; empty where nothing was."""
    if not call.facts.steps:
        return ""
    last = call.facts.steps[-1]
    return f"{workspace.hour(last.at)} {step_words(last, workspace.locale)}"


def step_words(step: AlertStep, locale: str) -> str:
    """What was done, by or to whom."""
    return say(f"alert_step.{step.act}", {"who": step.who}, locale)


def history(line: AlertLine, facts: CallFacts, workspace: Workspace) -> list[tuple[str, str]]:
    """All that happened to a call, with its hours."""
    alert, locale = line.row.alert, workspace.locale
    made = [(alert.raised_at, say("alert_step.raised", {"who": line.row.agent_name}, locale))]
    made += [(step.at, step_words(step, locale)) for step in facts.steps]
    if alert.attended_at is not None:
        who = say("alert_step.attended", {"who": line.row.attended_by_name}, locale)
        made.append((alert.attended_at, " · ".join(filter(None, (who, alert.note)))))
    return [(workspace.hour(at), words) for at, words in sorted(made, key=lambda one: one[0])]
