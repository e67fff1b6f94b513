"""What one form by itself makes of its visit, by the same rules as any operation on it: check-in,
verdict, end. What the rules refuse is said by a code, and it comes as far as is lawful.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from field_api.operations.visit_rules import ruled_visit
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError, Refused
from kobra_domain.portfolios import Portfolio
from kobra_domain.questionnaires.results import Result
from kobra_domain.visits import (
    CheckIn,
    NotCompletedReason,
    Verdict,
    Visit,
    VisitState,
)

FURTHEST_M = 1_000_000.0
_NOTE = 2_000
# What the rules refuse, and the code by which a submission remembers it.
_PROBLEMS = {"not_at_address": "not_at_address", "reason_needed": "reason_needed"}
_STATE = {
    "visit.check_in": VisitState.CHECKED_IN,
    "visit.complete": VisitState.COMPLETED,
    "visit.fail": VisitState.NOT_COMPLETED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a form says of its visit. `place`: the verdict, and the distance in metres, that count
    for its end. `is_asked`: the law was asked about this contact.
    """

    result: Result
    fix: CheckIn
    place: tuple[Verdict | None, float | None]
    is_asked: bool
    ended_at: datetime
    has_photo: bool
    now: datetime


def alone(
    connection: Connection, visit: Visit, portfolio: Portfolio, word: Word
) -> tuple[Visit, str]:
    """The visit as if nobody had been there before, and the code of what stopped it."""
    here = replace(
        visit,
        state=VisitState.ON_PHONE,
        check_in=None,
        verdict=None,
        distance_m=None,
        ended_at=None,
        outcome=None,
        not_completed_reason=None,
        result_note="",
        proposed_lat=None,
        proposed_lon=None,
        bucket=None,
        overdue_minor=None,
    )
    try:
        here = _arrived(connection, here, word)
        return _ended(connection, here, portfolio, word)
    except DomainError as refusal:
        if isinstance(refusal, Refused):
            return here, "contact_rule"
        return here, _PROBLEMS.get(refusal.code, "visit_refused")


def capped(distance_m: float | None) -> float | None:
    """What a row can hold: beyond a thousand kilometres it matters no more how far."""
    return None if distance_m is None else min(distance_m, FURTHEST_M)


def _arrived(connection: Connection, visit: Visit, word: Word) -> Visit:
    if word.is_asked:
        here = replace(visit, state=VisitState.CHECKED_IN, check_in=word.fix)
    else:
        here = _done(connection, visit, "visit.check_in", word.now, check_in=word.fix)
    verdict, distance_m = word.place
    return replace(here, verdict=verdict, distance_m=distance_m)


def _done(
    connection: Connection, visit: Visit, name: str, now: datetime, **changes: object
) -> Visit:
    """The visit after a command, as an operation would have it. Raises DomainError."""
    command = COMMANDS[name]
    revised = revise(command, visit, {"state": _STATE[name], **changes})
    assert isinstance(revised, Visit)
    return ruled_visit(connection, command, revised, visit, now)


def _ended(
    connection: Connection, visit: Visit, portfolio: Portfolio, word: Word
) -> tuple[Visit, str]:
    result = word.result
    told: dict[str, object] = {
        "ended_at": word.ended_at,
        "outcome": result.outcome,
        "result_note": "\n".join(filter(None, (result.away_reason, result.note)))[:_NOTE],
    }
    reason = result.reason or _misplaced(visit, result, portfolio)
    if reason is not None:
        pin = result.door if reason is NotCompletedReason.MISPLACED_ADDRESS else None
        place = {"proposed_lat": pin.lat, "proposed_lon": pin.lon} if pin else {}
        told |= {"not_completed_reason": reason, **place}
        failed = _done(connection, visit, "visit.fail", word.now, **told)
        lacks_proof = reason is NotCompletedReason.MISPLACED_ADDRESS and not (
            word.has_photo and pin
        )
        return failed, "photo_and_pin_needed" if lacks_proof else ""
    if result.outcome is None:
        return visit, "no_outcome"
    if visit.verdict is not Verdict.AT_ADDRESS and portfolio.allows_away_completion:
        if not word.has_photo:
            return visit, "photo_needed"
        if not result.away_reason:
            return visit, "reason_needed"
    return _done(connection, visit, "visit.complete", word.now, **told), ""


def _misplaced(visit: Visit, result: Result, portfolio: Portfolio) -> NotCompletedReason | None:
    """An agent at the right door with a wrong pin, or none, is never stuck."""
    if visit.verdict is Verdict.AT_ADDRESS or portfolio.allows_away_completion:
        return None
    if result.pin is None and (visit.verdict is not Verdict.UNPLACED or result.door is None):
        return None
    return NotCompletedReason.MISPLACED_ADDRESS
