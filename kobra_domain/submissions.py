"""A filled-in questionnaire as it came from a phone, and what people say of it afterwards.

What was sent is never changed: corrections are review acts that say what they would have it be.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from kobra_domain.limits import (
    AccountId,
    AddressId,
    AgentId,
    Bytes,
    Currency,
    Id,
    Latitude,
    Length,
    Line,
    Longitude,
    Metres,
    Minor,
    Note,
    PartyId,
    Phone,
    PortfolioId,
    QuestionnaireId,
    SubmissionId,
    TeamId,
    UserId,
    VersionId,
    VisitId,
)
from kobra_domain.visits import CheckIn, ReviewState, Verdict

AnswerText = Annotated[str, Length(0, 200_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: `path` is names joined by «/», a repeat's instance as «name[2]» (from 1)."""

    path: Line
    value: AnswerText


class AttachmentState(StrEnum):
    """Named by the answers and not come yet; here; or kept aside because of what it is."""

    MISSING = "missing"
    PRESENT = "present"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a submission. `name` is as the phone sent it; the content is known by `sha256`."""

    name: Line
    path: Line = ""
    media_type: Line = ""
    size: Bytes | None = None
    sha256: Line = ""
    state: AttachmentState = AttachmentState.MISSING
    problem: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    taken_at: datetime | None = None


class FindingKind(StrEnum):
    """What the phone's own log of the form, or its clock, says that a supervisor should see."""

    TRACKING_OFF = "tracking_off"
    PERMISSION_TAKEN = "permission_taken"
    PROVIDERS_OFF = "providers_off"
    NO_AUDIT = "no_audit"
    UNREADABLE_AUDIT = "unreadable_audit"
    FAR_FROM_ARRIVAL = "far_from_arrival"
    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    CLOCK_TURNED_BACK = "clock_turned_back"


# What is wrong with the phone's clock: `detail` is by how many seconds.
CLOCK_FINDINGS = frozenset(
    {FindingKind.CLOCK_AHEAD, FindingKind.CLOCK_BEHIND, FindingKind.CLOCK_TURNED_BACK}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of audit.csv, from when until when (None: a moment, or to the end)."""

    kind: FindingKind
    from_at: datetime | None = None
    until_at: datetime | None = None
    detail: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where the form's own logic gives something else: `kind` is constraint, required, value,
    unknown (a node the form lacks) or broken (the check itself failed; `detail` says how).
    """

    kind: Line
    path: Line = ""
    sent: AnswerText = ""
    expected: AnswerText = ""
    detail: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One filled-in form. Without a visit it lies under its agent's team.

    `logic_mismatch` None: not checked yet. `is_complete`: every part has come.
    `problem` is the code of why it could not be read, the raw text is kept all the same.
    """

    id: Id
    instance_id: Line
    form_id: Line
    form_version: Line = ""
    received_at: datetime
    questionnaire_id: QuestionnaireId | None = None
    version_id: VersionId | None = None
    agent_id: AgentId | None = None
    team_id: TeamId | None = None
    portfolio_id: PortfolioId | None = None
    visit_id: VisitId | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()
    fix: CheckIn | None = None
    verdict: Verdict | None = None
    distance_m: Metres | None = None
    logic_mismatch: bool | None = None
    differences: tuple[Difference, ...] = ()
    is_complete: bool = True
    problem: Line = ""
    replaces: Line = ""
    review: ReviewState = ReviewState.RECEIVED


# What keeps a form from ending its visit, by the code of its problem.
UNTAKEN = frozenset(
    {
        "unknown_visit",
        "not_own_visit",
        "visit_refused",
        "visit_over",
        "visited_after_paid",
        "contact_rule",
        "not_at_address",
        "reason_needed",
        "photo_needed",
        "no_outcome",
    }
)
# What was said of money and could not be kept, so that the visit is not finished.
UNFINISHED = frozenset(
    {
        *("unreadable_amount", "unreadable_date", "half_a_promise", "several_amounts"),
        *("decided_promise", "other_account"),
    }
)


def is_taken(submission: Submission) -> bool:
    """Whether its visit ended with what it says, then or with a later word."""
    return submission.visit_id is not None and submission.problem not in UNTAKEN


class ReviewAct(StrEnum):
    """What a supervisor did about a submission."""

    APPROVE = "approve"
    OBSERVE = "observe"
    REJECT = "reject"
    COMMENT = "comment"
    EDIT = "edit"


STATE_AFTER: dict[ReviewAct, ReviewState] = {
    ReviewAct.APPROVE: ReviewState.APPROVED,
    ReviewAct.OBSERVE: ReviewState.HAS_ISSUES,
    ReviewAct.REJECT: ReviewState.REJECTED,
    ReviewAct.EDIT: ReviewState.EDITED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A correction of one answer: what stood there and what should."""

    path: Line
    before: AnswerText = ""
    after: AnswerText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One act of a review, kept for good. `at` and `by` are the server's word in the end."""

    id: Id
    submission_id: SubmissionId
    act: ReviewAct
    at: datetime
    by: UserId | None = None
    visit_id: VisitId | None = None
    portfolio_id: PortfolioId | None = None
    team_id: TeamId | None = None
    comment: Note = ""
    changes: tuple[AnswerChange, ...] = ()


class ProposalKind(StrEnum):
    """What the field says should be changed."""

    PHONE = "phone"
    ADDRESS = "address"
    PIN = "pin"
    PROMISE = "promise"
    PAYMENT = "payment"


class ProposalState(StrEnum):
    """Open until a person says yes or no."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was heard at a visit and waits for a person, who takes it or leaves it: a new telephone,
    door or place of a door; a promise or a payment said in a form that could not end its visit.
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    kind: ProposalKind
    proposed_at: datetime
    visit_id: VisitId | None = None
    submission_id: SubmissionId | None = None
    agent_id: AgentId | None = None
    address_id: AddressId | None = None
    phone: Phone = ""
    street: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    account_id: AccountId | None = None
    amount_minor: Minor | None = None
    currency: Currency | None = None
    due_on: date | None = None
    paid_on: date | None = None
    method: Line = ""
    reference: Line = ""
    proof: Line = ""
    note: Note = ""
    state: ProposalState = ProposalState.OPEN
    decided_by: UserId | None = None
    decided_at: datetime | None = None
