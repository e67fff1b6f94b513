"""A visit, its life, and what the agent found at the door."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.errors import UnlawfulMove
from kobra_domain.limits import (
    AccountId,
    AddressId,
    AgentId,
    Count,
    Id,
    Latitude,
    Line,
    Longitude,
    Metres,
    Minor,
    Note,
    PartyId,
    PortfolioId,
    QuestionnaireId,
    UserId,
)


class VisitState(StrEnum):
    """Where a visit is in its life."""

    DRAFT = "draft"
    ASSIGNED = "assigned"
    ON_PHONE = "on_phone"
    CHECKED_IN = "checked_in"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


_S = VisitState
MOVES: dict[VisitState, frozenset[VisitState]] = {
    _S.DRAFT: frozenset({_S.ASSIGNED, _S.CANCELLED, _S.EXPIRED}),
    _S.ASSIGNED: frozenset(
        {_S.DRAFT, _S.ON_PHONE, _S.CHECKED_IN, _S.NOT_COMPLETED, _S.CANCELLED, _S.EXPIRED}
    ),
    _S.ON_PHONE: frozenset(
        {_S.DRAFT, _S.ASSIGNED, _S.CHECKED_IN, _S.NOT_COMPLETED, _S.CANCELLED, _S.EXPIRED}
    ),
    _S.CHECKED_IN: frozenset({_S.COMPLETED, _S.NOT_COMPLETED}),
    _S.COMPLETED: frozenset(),
    _S.NOT_COMPLETED: frozenset(),
    _S.CANCELLED: frozenset({_S.DRAFT}),
    _S.EXPIRED: frozenset({_S.DRAFT, _S.ASSIGNED}),
}
HELD_STATES = frozenset({_S.ASSIGNED, _S.ON_PHONE, _S.CHECKED_IN})  # an agent is to make them
OPEN_STATES = HELD_STATES | {_S.DRAFT}
NOT_BEGUN_STATES = OPEN_STATES - {_S.CHECKED_IN}  # nobody has stood at the door yet
ENDED_STATES = frozenset({_S.COMPLETED, _S.NOT_COMPLETED})  # somebody went
# An agent who was told something else meanwhile may still be at the door:
# only these can be taken away from one.
REASSIGNABLE_STATES = frozenset({_S.DRAFT, _S.ASSIGNED, _S.ON_PHONE, _S.EXPIRED})


def check_move(before: VisitState, after: VisitState) -> None:
    """Raise UnlawfulMove unless the table of moves has it (staying in a state is no move)."""
    if before != after and after not in MOVES[before]:
        raise UnlawfulMove("unlawful_move", before=before.value, after=after.value)


class Purpose(StrEnum):
    """Why the agent goes."""

    COLLECTION = "collection"
    ADDRESS_VALIDATION = "address_validation"
    NOTICE = "notice"


class Priority(StrEnum):
    """How soon."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class PlanPin(StrEnum):
    """What of a planned visit no plan changes: its agent, its hour (`expected_at`), or its place
    in the order.
    """

    AGENT = "agent"
    HOUR = "hour"
    PLACE = "place"


class Outcome(StrEnum):
    """What came of it (tipificación). The first two are right-party contacts."""

    CONTACT_HOLDER = "contact_holder"
    CONTACT_CODEBTOR = "contact_codebtor"
    CONTACT_THIRD_PARTY = "contact_third_party"
    NO_CONTACT = "no_contact"
    REFUSED = "refused"
    ADDRESS_NOT_FOUND = "address_not_found"
    MOVED = "moved"
    DECEASED = "deceased"
    DANGEROUS = "dangerous"
    PROMISE = "promise"
    PAID = "paid"
    AGREEMENT = "agreement"
    DISPUTE = "dispute"


# A promise, payment, agreement or dispute is said by the holder or the codebtor: it is a
# right-party contact too.
RIGHT_PARTY_OUTCOMES = frozenset(
    {
        Outcome.CONTACT_HOLDER,
        Outcome.CONTACT_CODEBTOR,
        Outcome.PROMISE,
        Outcome.PAID,
        Outcome.AGREEMENT,
        Outcome.DISPUTE,
    }
)
# Somebody answered, whoever it was and whatever was said.
CONTACT_OUTCOMES = RIGHT_PARTY_OUTCOMES | {Outcome.CONTACT_THIRD_PARTY, Outcome.REFUSED}


class NotCompletedReason(StrEnum):
    """Why a visit ended without being done."""

    MISPLACED_ADDRESS = "misplaced_address"
    NO_ACCESS = "no_access"
    DANGER = "danger"
    OUT_OF_TIME = "out_of_time"
    OTHER = "other"


class Verdict(StrEnum):
    """Was the agent at the address? See `geo`."""

    UNPLACED = "unplaced"
    AT_ADDRESS = "at_address"
    NEAR = "near"
    AWAY = "away"
    NO_FIX = "no_fix"
    NOT_TRUSTED = "not_trusted"


class ReviewState(StrEnum):
    """What a supervisor said of the result."""

    RECEIVED = "received"
    HAS_ISSUES = "has_issues"
    APPROVED = "approved"
    REJECTED = "rejected"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """The fix with which the agent said «I am here»;
    `at` is when it was said, `fix_at` when it was measured.
    """

    at: datetime
    fix_at: datetime | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Metres | None = None
    is_mock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One door, one party, one to many accounts of one portfolio.

    `planned_on` is the day of work in the address's zone; the window, if any, lies inside it.
    No questionnaire: whichever the portfolio has.
    `position` is the order in the agent's day, from 1; 0: none was said. `expected_at` is when the
    plan has the agent arrive, and `pins` hold it there. The verdict and its `distance_m` are the
    server's, and so are `bucket` and `overdue_minor`: of its first account as it ended (see
    `buckets`).
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    address_id: AddressId
    account_ids: tuple[AccountId, ...]
    created_at: datetime
    created_by: UserId | None = None
    questionnaire_id: QuestionnaireId | None = None
    purpose: Purpose = Purpose.COLLECTION
    priority: Priority = Priority.NORMAL
    state: VisitState = VisitState.DRAFT
    agent_id: AgentId | None = None
    planned_on: date | None = None
    window_start_at: datetime | None = None
    window_end_at: datetime | None = None
    position: Count = 0
    expected_at: datetime | None = None
    pins: tuple[PlanPin, ...] = ()
    note: Note = ""
    assigned_at: datetime | None = None
    on_phone_at: datetime | None = None
    check_in: CheckIn | None = None
    verdict: Verdict | None = None
    distance_m: Metres | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    not_completed_reason: NotCompletedReason | None = None
    result_note: Note = ""
    proposed_lat: Latitude | None = None
    proposed_lon: Longitude | None = None
    cancel_reason: Line = ""
    review: ReviewState | None = None
    bucket: Count | None = None
    overdue_minor: Minor | None = None
