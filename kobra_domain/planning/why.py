"""Why a visit that waits is due today, in the order in which a supervisor would ask."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.dues import Promise, PromiseState
from kobra_domain.persons import Touch
from kobra_domain.shift import local_day
from kobra_domain.visits import Priority, Visit, VisitState

QUIET_DAYS = 7


class Why(StrEnum):
    """What speaks for a visit on the day."""

    HOUR_AGREED = "hour_agreed"
    BROKEN_PROMISE = "broken_promise"
    PROMISE_DUE = "promise_due"
    URGENT = "urgent"
    LEFT_OVER = "left_over"
    EXPIRED = "expired"
    NOBODY_BEFORE = "nobody_before"
    NEVER_SOUGHT = "never_sought"
    QUIET = "quiet"


def why_on(
    visit: Visit, on: date, zone: str, touches: Iterable[Touch], promises: Iterable[Promise]
) -> tuple[Why, ...]:
    """All that speaks for the visit on a day, the strongest first; `zone` is the address's.
    `touches` are how the person was sought before, `promises` those of the visit's accounts.
    """
    states = {one.state for one in promises}
    due = any(one.due_on == on and one.state is PromiseState.OPEN for one in promises)
    last = max((one for one in touches if one.counts), key=lambda one: one.at, default=None)
    holds = {
        Why.HOUR_AGREED: _is_on(visit.window_start_at, zone, on),
        Why.BROKEN_PROMISE: PromiseState.BROKEN in states,
        Why.PROMISE_DUE: due,
        Why.URGENT: visit.priority is Priority.URGENT,
        Why.LEFT_OVER: visit.agent_id is not None and _is_past(visit.planned_on, on),
        Why.EXPIRED: visit.state is VisitState.EXPIRED,
        Why.NOBODY_BEFORE: last is not None and not last.is_two_way,
        Why.NEVER_SOUGHT: last is None,
        Why.QUIET: last is not None and quiet_days(last.at, on, zone) >= QUIET_DAYS,
    }
    return tuple(why for why in Why if holds[why])


def quiet_days(at: datetime, on: date, zone: str) -> int:
    """Days since somebody sought the person, by the address's calendar."""
    return (on - local_day(zone, at)).days


def _is_on(at: datetime | None, zone: str, on: date) -> bool:
    return at is not None and local_day(zone, at) == on


def _is_past(planned_on: date | None, on: date) -> bool:
    return planned_on is not None and planned_on < on
