"""Who is told of what by mail, how often, and when a digest is due."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from kobra_domain.alerts import AlertKind
from kobra_domain.errors import Invalid
from kobra_domain.events import OF_ALERTS, EventKind
from kobra_domain.limits import (
    Id,
    Language,
    MailAddress,
    PortfolioId,
    Range,
    TimeZone,
    UserId,
)
from kobra_domain.shift import local_day, moment_of

Cap = Annotated[int, Range(1, 1_000)]


class FollowMode(StrEnum):
    """A mail for each result, only for what asks for somebody, or one a day."""

    EACH = "each"
    ALERTS = "alerts"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """One address that is told of portfolios. None named: of all that the user sees.

    `user_id`: whose address it is; of a user's scope alone they are told. `is_client`: one of the
    institution's own people, who sees no more than the portfolio lets them. `digest_at`: the hour
    of the digest by the clock of `time_zone` (None: the portfolio's). `cap`: how many mails an hour
    may bring; what comes then is one digest of that hour.
    """

    id: Id
    email: MailAddress
    mode: FollowMode
    portfolio_ids: tuple[PortfolioId, ...] = ()
    user_id: UserId | None = None
    is_client: bool = False
    digest_at: time | None = None
    time_zone: TimeZone | None = None
    cap: Cap | None = None
    language: Language = "es"
    is_on: bool = True


class Urgency(IntEnum):
    """How an event is told to one follow, the most important first."""

    SOS = 0
    ALERT = 1
    EACH = 2


_ALERTING = OF_ALERTS | {EventKind.PROMISE_BROKEN}
_TOLD = _ALERTING | {
    EventKind.VISIT_COMPLETED,
    EventKind.VISIT_NOT_COMPLETED,
    EventKind.PROMISE_MADE,
    EventKind.PAYMENT_REPORTED,
}
_OF_CLIENTS = frozenset({AlertKind.OUTSIDE_FENCE})  # the others are about agents and their phones


def check_follow(follow: Follow) -> None:
    """Raise Invalid for fields that are each lawful but not together."""
    if follow.mode is FollowMode.DIGEST and follow.digest_at is None:
        raise Invalid("missing", field="digest_at")
    if follow.user_id is None and not follow.portfolio_ids:
        raise Invalid("missing", field="portfolio_ids")
    if follow.user_id is not None and follow.is_client:
        raise Invalid("client_is_no_user", field="is_client")


def urgency_of(follow: Follow, kind: EventKind, alert: AlertKind | None) -> Urgency | None:
    """How a follow is told of an event; None: not at all. Whether it may see it is asked apart."""
    if kind not in _TOLD or (follow.is_client and alert not in {None, *_OF_CLIENTS}):
        return None
    if alert is AlertKind.SOS:
        return Urgency.SOS
    if kind in _ALERTING:
        return Urgency.ALERT
    return None if follow.mode is FollowMode.ALERTS else Urgency.EACH


def next_digest(at: time, zone: str, after: datetime) -> datetime:
    """The first moment (UTC) after `after` at which the clock of a zone shows `at`.

    Once a day, whatever the clock does: an hour that a change leaves out is the same hour by the
    clock of before, one that comes twice is the first.
    """
    today = local_day(zone, after)
    moments = (moment_of(zone, today + timedelta(days=number), at) for number in range(3))
    return next(moment for moment in moments if moment > after)


def hour_of(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """The hour by a zone's clock that a moment lies in: its beginning and its end (UTC)."""
    local = now.astimezone(ZoneInfo(zone))
    gone = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return now - gone, now - gone + timedelta(hours=1)
