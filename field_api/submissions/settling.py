"""What a submission does to its visit, by the same rules as any operation on it: check-in, verdict,
end; and the promise, payment and proposals that were heard. What the rules refuse is said by a
code, and the visit stays as lawfully far as it came.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import find, found
from field_api.operations.visit_alerts import alert_edits
from field_api.operations.visit_rules import ruled_visit
from field_api.submissions.heard import heard_edits
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError, Refused
from kobra_domain.geo import judge
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.questionnaires.results import Fix, Result
from kobra_domain.submissions import Submission
from kobra_domain.visits import (
    MOVES,
    CheckIn,
    NotCompletedReason,
    Verdict,
    Visit,
    VisitState,
)

_LONGEST_AGO = timedelta(days=30)
_NOTE = 2_000
_FURTHEST_M = 1_000_000.0
# What a photo that comes later, as files may, puts right.
WAITING_FOR_PHOTO = frozenset({"photo_needed"})
# What the rules refuse, and the code by which a submission remembers it.
_PROBLEMS = {
    "not_at_address": "not_at_address",
    "reason_needed": "reason_needed",
    "unlawful_move": "visit_over",
    "too_far_away": "wrong_clock",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The submission with what was found, and the edits of everything else that goes with it."""

    submission: Submission
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that is known when a submission is settled. `said_at`: when the arrival was answered."""

    submission: Submission
    result: Result
    said_at: datetime
    has_photo: bool
    now: datetime


def own_visit(
    connection: Connection, result: Result, agent_id: str, *, lock: bool = False
) -> tuple[Visit | None, str]:
    """The agent's visit that the answers name, or the code of why there is none (empty: the form
    names no visit).
    """
    if not result.visit_id:
        return None, ""
    pair = found(connection, Visit, result.visit_id, lock=lock) if result.has_visit_id else None
    if pair is None:
        return None, "unknown_visit"
    return (pair[0], "") if pair[0].agent_id == agent_id else (None, "not_own_visit")


def settle(connection: Connection, matter: Matter) -> Settlement:
    """Move the visit as far as the rules allow. Locks the visit; records nothing."""
    submission, result = matter.submission, matter.result
    visit, problem = own_visit(connection, result, submission.agent_id or "", lock=True)
    if visit is None:
        return Settlement(submission=_with(submission, problem))
    portfolio = find(connection, Portfolio, visit.portfolio_id)
    address = find(connection, Address, visit.address_id)
    if portfolio is None or address is None:
        return Settlement(submission=_with(submission, "visit_refused"))
    fix = _check_in(result.stood, matter)
    judgement = judge(fix, address, portfolio, received_at=submission.received_at)
    judged = replace(
        submission, fix=fix, verdict=judgement.verdict, distance_m=_capped(judgement.distance_m)
    )
    if submission.replaces:  # an edit corrects what was said; the visit ended with the first
        return Settlement(submission=judged)
    after, problem = _moved(connection, visit, fix, matter, portfolio)
    edits: list[Edit] = []
    if after != visit:
        edits = [(after, visit), *_alerts(connection, after, visit, matter.now)]
    if not MOVES[after.state] and after != visit:
        heard, unheard = heard_edits(connection, judged, result, after, portfolio)
        edits += heard
        problem = problem or judged.problem or unheard
    return Settlement(submission=_with(judged, problem), edits=tuple(edits))


def _alerts(connection: Connection, after: Visit, before: Visit, now: datetime) -> list[Edit]:
    """As for any check-in; who says that the pin is wrong has said why it is far away."""
    if after.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS:
        return []
    return alert_edits(connection, after, before, now)


def _with(submission: Submission, problem: str) -> Submission:
    """What keeps a visit from moving goes before what could not be read of the answers."""
    return replace(submission, problem=problem) if problem else submission


def _check_in(arrival: Fix | None, matter: Matter) -> CheckIn:
    if arrival is None:
        return CheckIn(at=matter.said_at)
    return CheckIn(
        at=matter.said_at,
        fix_at=matter.said_at,
        lat=arrival.lat,
        lon=arrival.lon,
        accuracy_m=arrival.accuracy_m,
        # A phone writes an accuracy of nothing for what was mocked or set by hand.
        is_mock=False,
    )


def _moved(
    connection: Connection, visit: Visit, fix: CheckIn, matter: Matter, portfolio: Portfolio
) -> tuple[Visit, str]:
    """The visit after check-in and end, and the code of what stopped it."""
    if not MOVES[visit.state] or visit.state in (VisitState.CANCELLED, VisitState.EXPIRED):
        return visit, "visit_over"
    here = visit
    try:
        if here.check_in is None:
            here = _done(connection, here, "visit.check_in", matter.now, check_in=fix)
            here = replace(here, distance_m=_capped(here.distance_m))
        return _ended(connection, here, matter, portfolio)
    except DomainError as refusal:
        if isinstance(refusal, Refused):
            return here, "contact_rule"
        return here, _PROBLEMS.get(refusal.code, "visit_refused")


_STATE = {
    "visit.check_in": VisitState.CHECKED_IN,
    "visit.complete": VisitState.COMPLETED,
    "visit.fail": VisitState.NOT_COMPLETED,
}


def _done(
    connection: Connection, visit: Visit, name: str, now: datetime, **changes: object
) -> Visit:
    """The visit after a command, as an operation would have it. Raises DomainError."""
    command = COMMANDS[name]
    revised = revise(command, visit, {"state": _STATE[name], **changes})
    assert isinstance(revised, Visit)
    return ruled_visit(connection, command, revised, visit, now)


def _ended(
    connection: Connection, visit: Visit, matter: Matter, portfolio: Portfolio
) -> tuple[Visit, str]:
    result = matter.result
    told = {
        "ended_at": _ended_at(matter),
        "outcome": result.outcome,
        "result_note": "\n".join(filter(None, (result.away_reason, result.note)))[:_NOTE],
    }
    reason = result.reason or _misplaced(visit, result, portfolio)
    if reason is NotCompletedReason.MISPLACED_ADDRESS:
        pin = result.door
        place = {"proposed_lat": pin.lat, "proposed_lon": pin.lon} if pin else {}
        failed = _done(
            connection,
            visit,
            "visit.fail",
            matter.now,
            not_completed_reason=reason,
            **told,
            **place,
        )
        return failed, "" if matter.has_photo and pin else "photo_and_pin_needed"
    if reason is not None:
        failed = _done(
            connection, visit, "visit.fail", matter.now, not_completed_reason=reason, **told
        )
        return failed, ""
    if result.outcome is None:
        return visit, "no_outcome"
    if visit.verdict is not Verdict.AT_ADDRESS and portfolio.allows_away_completion:
        if not matter.has_photo:
            return visit, "photo_needed"
        if not result.away_reason:
            return visit, "reason_needed"
    return _done(connection, visit, "visit.complete", matter.now, **told), ""


def _misplaced(visit: Visit, result: Result, portfolio: Portfolio) -> NotCompletedReason | None:
    """An agent at the right door with a wrong pin, or none, is never stuck."""
    if visit.verdict is Verdict.AT_ADDRESS or portfolio.allows_away_completion:
        return None
    if result.pin is None and (visit.verdict is not Verdict.UNPLACED or result.door is None):
        return None
    return NotCompletedReason.MISPLACED_ADDRESS


def _capped(distance_m: float | None) -> float | None:
    """What a row can hold: beyond a thousand kilometres it matters no more how far."""
    return None if distance_m is None else min(distance_m, _FURTHEST_M)


def _ended_at(matter: Matter) -> datetime:
    """When the form was ended by the phone's clock, if that can be; else when it came."""
    ended = matter.submission.ended_at
    is_sane = ended is not None and matter.now - _LONGEST_AGO < ended <= matter.now
    return ended if ended is not None and is_sane else matter.now
