"""The mails of the outbox as a queue: one is taken, marked before its last dot, and settled.

`tries` is the token of whoever took it: what another process has taken meanwhile is not touched.
While a delivery is `sending`, its code says how far it may have come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    TextClause,
    and_,
    case,
    func,
    or_,
    select,
    text,
    update,
)

from field_api.outbox import delivery_of
from field_api.tables.results import deliveries
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryState

# Of a mail that is `sending`: it is said once more; its last dot is being sent (of the repeat).
_AGAIN, _AT_END, _AGAIN_AT_END = "again", "at_end", "again_at_end"
# Of one that may have been sent: it is to be repeated, and it was.
UNKNOWN, UNKNOWN_TWICE = "smtp.unknown", "smtp.unknown_twice"
REPEAT_AFTER = timedelta(minutes=1)
# What says nothing about the mail it happened to.
OF_SERVER = ("smtp.connect", "smtp.greeting", "smtp.starttls", "smtp.auth", "smtp.sender")
_SKEW = timedelta(minutes=1)
_S = DeliveryState
_d = deliveries.c
_MAIL = _d.channel == DeliveryChannel.MAIL
# Word for word as the partial indexes say it, which neither engine would use otherwise.
_IS_WAITING = text(
    "deliveries.channel = 'mail' AND deliveries.state = 'waiting'"
    " AND deliveries.state IN ('waiting', 'sending')"
)
_IS_UNKNOWN = text(
    "deliveries.channel = 'mail'"
    f" AND deliveries.state = 'maybe_sent' AND deliveries.code = '{UNKNOWN}'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a delivery that was taken."""

    delivery: Delivery
    state: DeliveryState
    code: str = ""
    detail: str = ""
    next_at: datetime | None = None
    sent_at: datetime | None = None


def is_repeat(delivery: Delivery) -> bool:
    """Whether a mail that was taken may have been sent before."""
    return delivery.code == _AGAIN


def take(connection: Connection, now: datetime, most: int | None = None) -> Delivery | None:
    """The most important mail that is due, `sending` from here on; None if none is. `most`: none
    that is less important than that.
    """
    found = _due(connection, now, _IS_WAITING, most)
    if found is None:
        found = _due(connection, now, _IS_UNKNOWN, most)
    if found is None:
        return None
    taken = (
        update(deliveries)
        .where(_d.id == found, _d.state.in_([_S.WAITING, _S.MAYBE_SENT]))
        .values(
            state=_S.SENDING,
            tries=_d.tries + 1,
            tried_at=now,
            code=case((_d.state == _S.MAYBE_SENT, _AGAIN), else_=""),
            detail="",
        )
        .returning(deliveries)
    )
    row = connection.execute(taken).one_or_none()
    return delivery_of(row) if row is not None else None


def is_any_due(connection: Connection, now: datetime, most: int | None = None) -> bool:
    """Whether `take` would find one."""
    lefts = (_IS_WAITING, _IS_UNKNOWN)
    return any(_due(connection, now, left, most) is not None for left in lefts)


def _due(connection: Connection, now: datetime, left: TextClause, most: int | None) -> str | None:
    # What was written by a clock that ran ahead would wait until the right one has come there.
    written = func.coalesce(_d.tried_at, _d.created_at, type_=_d.created_at.type)
    is_due = or_(_d.next_at <= now, written > now + _SKEW)
    found = select(_d.id).where(left, is_due).order_by(_d.importance, _d.next_at, _d.id).limit(1)
    if most is not None:
        found = found.where(_d.importance <= most)
    return connection.scalar(found)


def ask_again(connection: Connection, now: datetime) -> None:
    """The mails by which a mail server was asked that took none are due: it is asked anew."""
    asked = update(deliveries).where(_IS_WAITING, _d.code.in_(OF_SERVER), _d.next_at > now)
    connection.execute(asked.values(next_at=now))


def mark_end(connection: Connection, delivery: Delivery) -> bool:
    """Note that the last dot is about to be sent; False if somebody else has it by now."""
    code = _AGAIN_AT_END if is_repeat(delivery) else _AT_END
    marked = update(deliveries).where(_is_still(delivery), _d.state == _S.SENDING)
    return connection.execute(marked.values(code=code)).rowcount == 1


def settle(connection: Connection, settled: Settled) -> None:
    """Write what became of it, also when it was given up for lost meanwhile."""
    values: dict[str, object] = {
        "state": settled.state,
        "code": settled.code,
        "detail": settled.detail,
        "sent_at": settled.sent_at,
    }
    if settled.next_at is not None:
        values["next_at"] = settled.next_at
    connection.execute(update(deliveries).where(_is_still(settled.delivery)).values(values))


def _is_still(delivery: Delivery) -> ColumnElement[bool]:
    return and_(_d.id == delivery.id, _d.tries == delivery.tries)


def recover(connection: Connection, now: datetime, ours: Sequence[str] = ()) -> int:
    """What stands as `sending` although nobody sends it: to be tried again, or perhaps sent. Only
    for whoever has just become the one who sends; `ours` are the ids of what they send themselves.
    Answers how many.
    """
    count = 0
    stale: Sequence[tuple[str, dict[str, object]]] = (
        ("", {"state": _S.WAITING, "next_at": now}),
        (_AGAIN, {"state": _S.MAYBE_SENT, "code": UNKNOWN, "next_at": now}),
        (_AT_END, {"state": _S.MAYBE_SENT, "code": UNKNOWN, "next_at": now + REPEAT_AFTER}),
        (_AGAIN_AT_END, {"state": _S.MAYBE_SENT, "code": UNKNOWN_TWICE}),
    )
    for code, values in stale:
        left = update(deliveries).where(_MAIL, _d.state == _S.SENDING, _d.code == code)
        if ours:
            left = left.where(_d.id.not_in(ours))
        count += connection.execute(left.values(values)).rowcount
    return count
