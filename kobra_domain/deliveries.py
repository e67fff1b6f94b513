"""What leaves for others, by mail or webhook, and what became of it (*Envíos*)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kobra_domain.limits import Count, Id, Line, PortfolioId, TeamId, VisitId


class DeliveryChannel(StrEnum):
    """The door that it leaves by."""

    MAIL = "mail"
    WEBHOOK = "webhook"


class DeliveryPurpose(StrEnum):
    """Why it leaves, in the order in which what waits is sent."""

    ESCALATION = "escalation"
    ALERT = "alert"
    TEST = "test"
    CONFIRMATION = "confirmation"
    RECEIPT = "receipt"
    EACH = "each"
    EVENT = "event"
    SUMMARY = "summary"
    REPORT = "report"
    FILE = "file"
    DIGEST = "digest"
    NOTICE = "notice"

    @property
    def importance(self) -> int:
        """0 is sent first."""
        return list(DeliveryPurpose).index(self)


class DeliveryState(StrEnum):
    """Where a delivery is in its life. `maybe_sent`: handed over, and the answer never came.
    `unsent`: a rule says that it may not leave.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    MAYBE_SENT = "maybe_sent"
    FAILED = "failed"
    UNSENT = "unsent"
    CANCELLED = "cancelled"


# What may be sent once more by a person; a rule keeps what is unsent, and the rest is on its way.
RESENT_STATES = frozenset(
    {
        DeliveryState.SENT,
        DeliveryState.MAYBE_SENT,
        DeliveryState.FAILED,
        DeliveryState.CANCELLED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing that leaves. Its id is the stem of what the receiver sees, the same at each try.

    `address`: an e-mail address, or a URL, as it is shown. `target_id`: the follow, endpoint, party
    or else that it is for. `next_at`: when it is tried next. `code` and `detail`: what was answered
    last, or the rule. `content`: JSON of what it takes to make it again; empty once forgotten.
    """

    id: Id
    channel: DeliveryChannel
    purpose: DeliveryPurpose
    address: Line
    created_at: datetime
    next_at: datetime
    event_id: Id | None = None
    target_id: Id | None = None
    portfolio_id: PortfolioId | None = None
    team_id: TeamId | None = None
    visit_id: VisitId | None = None
    state: DeliveryState = DeliveryState.WAITING
    tries: Count = 0
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    code: Line = ""
    detail: Line = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDelivery:
    """What left about one visit, for whoever sees it: how many of a kind stand in a state, and when
    the last of them came there. To whom is for who administers.
    """

    channel: DeliveryChannel
    purpose: DeliveryPurpose
    state: DeliveryState
    count: int
    at: datetime
