"""A visit that goes on for too long, falls silent, or was over before anybody could have asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kobra_domain.alert_rules import AlertRules
from kobra_domain.metrics.predicates import Among, Either
from kobra_domain.visits import (
    RIGHT_PARTY_OUTCOMES,
    NotCompletedReason,
    Outcome,
    Visit,
    VisitState,
)

# What came of a visit makes its door a dangerous one.
MET_DANGER = Either(
    (
        Among("outcome", frozenset({Outcome.DANGEROUS})),
        Among("not_completed_reason", frozenset({NotCompletedReason.DANGER})),
    )
)
# By then nobody stands at the door any more: the end was forgotten, which the list of visits shows.
LONGEST_STAY = timedelta(hours=24)
# A phone that was without a network sends its arrival and, in the next second, its end.
SETTLES = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDoor:
    """A visit that an agent has checked in at and not ended; `seen_at`: since when the server knows
    of it. `is_dangerous`: somebody has met danger at that door before.
    """

    visit_id: str
    begun_at: datetime
    seen_at: datetime | None = None
    is_dangerous: bool = False
    lat: float | None = None
    lon: float | None = None


def too_long(door: AtDoor, now: datetime, rules: AlertRules, clock_error_s: float = 0.0) -> str:
    """How many minutes the stay has lasted, if it is too long: `danger 16` at a dangerous door,
    else bare. `clock_error_s`: how far the phone's clock, which said the arrival, is ahead.
    """
    if door.seen_at is not None and now - door.seen_at < SETTLES:
        return ""
    stay = now - door.begun_at + timedelta(seconds=clock_error_s)
    limit_min = rules.visit_danger_min if door.is_dangerous else rules.visit_long_min
    if not timedelta(minutes=limit_min) <= stay <= LONGEST_STAY:
        return ""
    minutes = f"{stay.total_seconds() // 60:.0f}"
    return f"danger {minutes}" if door.is_dangerous else minutes


def seconds_taken(
    visit: Visit, forms: Iterable[tuple[datetime | None, datetime | None]] = ()
) -> float | None:
    """From arrival to end in seconds, or the longest that filling in one of its forms (start, end)
    took, if that is more: who says late that they are there has worked before. None where it
    cannot be known: the clock went back.
    """
    if visit.check_in is None or visit.ended_at is None:
        return None
    spans = [(visit.check_in.at, visit.ended_at), *forms]
    taken = [(end - start).total_seconds() for start, end in spans if start and end]
    return None if taken[0] < 0 else max(taken)


def too_short(taken_s: float | None, visit: Visit, rules: AlertRules) -> str:
    """The seconds of a visit in which holder or codebtor is said to have been spoken with, if they
    are too few. A door that nobody opens takes none.
    """
    is_talk = visit.state is VisitState.COMPLETED and visit.outcome in RIGHT_PARTY_OUTCOMES
    if taken_s is None or not is_talk or taken_s >= rules.visit_short_s:
        return ""
    return f"{taken_s:.0f}"
