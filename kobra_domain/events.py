"""What is worth telling at once: read off the very edit that is recorded, once, for everybody who
may be told. An event names rows and says small facts of them, and never a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.alerts import Alert, is_back
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.kinds import Entity
from kobra_domain.limits import AgentId, Count, Id, Line, PortfolioId, TeamId, VisitId
from kobra_domain.submissions import Proposal, ProposalKind, Review, ReviewAct
from kobra_domain.visits import Visit, VisitState


class EventKind(StrEnum):
    """What happened, by the name that goes out."""

    VISIT_COMPLETED = "visit.completed"
    VISIT_NOT_COMPLETED = "visit.not_completed"
    PROMISE_MADE = "promise.made"
    PROMISE_BROKEN = "promise.broken"
    PAYMENT_REPORTED = "payment.reported"
    ADDRESS_PROPOSED = "address.proposed"
    SUBMISSION_REVIEWED = "submission.reviewed"
    ALERT_RAISED = "alert.raised"
    ZONE_ENTERED = "zone.entered"


# What the endpoints of a client institution may hear; alerts are about agents.
OF_ALERTS = frozenset({EventKind.ALERT_RAISED, EventKind.ZONE_ENTERED})
WEBHOOK_KINDS = frozenset(EventKind) - OF_ALERTS
Facts = Mapping[str, str | int | float | list[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one edit tells: its kind, when it happened (UTC) and the facts as of then."""

    kind: EventKind
    at: datetime
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that was told, as it is kept. `sequence` counts the events of a visit from 1 on (0:
    it is of none); `version` is that of the row it is about, so that of two events of one row the
    later is known.
    """

    id: Id
    kind: EventKind
    at: datetime
    recorded_at: datetime
    subject_kind: Line
    subject_id: Id
    version: Count
    sequence: Count = 0
    visit_id: VisitId | None = None
    portfolio_id: PortfolioId | None = None
    agent_id: AgentId | None = None
    team_id: TeamId | None = None
    facts: Facts


_ENDS = {
    VisitState.COMPLETED: EventKind.VISIT_COMPLETED,
    VisitState.NOT_COMPLETED: EventKind.VISIT_NOT_COMPLETED,
}
# A result that says another thing is told again.
_RESULT = ("state", "outcome", "not_completed_reason", "verdict", "distance_m", "ended_at")
_PLACES = frozenset({ProposalKind.ADDRESS, ProposalKind.PIN})
_DUE = ("amount_minor", "currency", "due_on")
_PAID = ("amount_minor", "currency", "paid_on")


def told_by(after: Entity | None, before: Entity | None, now: datetime) -> Told | None:
    """What the edit of a row tells; None for most. What goes tells nothing."""
    match after:
        case Visit():
            return _ended(after, before, now)
        case Promise():
            return _promised(after, before, now)
        case Payment() if _is_other(after, before, _PAID):
            facts = _facts(after, "account_id", *_PAID)
            return Told(kind=EventKind.PAYMENT_REPORTED, at=after.reported_at, facts=facts)
        case Proposal() if before is None and after.kind in _PLACES:
            facts = _facts(after, "kind", "party_id", "address_id", "lat", "lon")
            return Told(kind=EventKind.ADDRESS_PROPOSED, at=after.proposed_at, facts=facts)
        case Review() if before is None and after.act is not ReviewAct.COMMENT:
            facts = _facts(after, "submission_id", "act")
            return Told(kind=EventKind.SUBMISSION_REVIEWED, at=after.at, facts=facts)
        case Alert() if before is None:
            facts = _facts(after, "kind", "detail", "lat", "lon")
            return Told(kind=EventKind.ALERT_RAISED, at=after.raised_at, facts=facts)
        case Alert() if is_back(after) and not (isinstance(before, Alert) and is_back(before)):
            facts = _facts(after, "kind", "detail")
            return Told(kind=EventKind.ZONE_ENTERED, at=after.last_at, facts=facts)
    return None


def _ended(after: Visit, before: Entity | None, now: datetime) -> Told | None:
    kind = _ENDS.get(after.state)
    if kind is None or not _is_other(after, before, _RESULT):
        return None
    facts = _facts(after, *_RESULT, "account_ids", "party_id", "address_id")
    return Told(kind=kind, at=after.ended_at or now, facts=facts)


def _promised(after: Promise, before: Entity | None, now: datetime) -> Told | None:
    facts = _facts(after, "account_id", "state", *_DUE)
    if after.state is PromiseState.BROKEN and _is_other(after, before, ("state",)):
        return Told(kind=EventKind.PROMISE_BROKEN, at=now, facts=facts)
    if after.state is PromiseState.OPEN and _is_other(after, before, _DUE):
        return Told(kind=EventKind.PROMISE_MADE, at=after.made_at, facts=facts)
    return None


def _is_other(after: Entity, before: Entity | None, names: tuple[str, ...]) -> bool:
    return before is None or any(getattr(after, n) != getattr(before, n) for n in names)


def _facts(row: Entity, *names: str) -> Facts:
    """The named fields as they go out: enums as their words, days and moments as ISO."""
    declared = {one.name for one in fields(row)}
    assert declared.issuperset(names)
    return {name: _said(getattr(row, name)) for name in names}


def _said(value: object) -> str | int | float | list[str] | None:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)
