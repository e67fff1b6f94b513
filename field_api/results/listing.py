"""*Envíos*: what left and what did not, looked at and acted upon."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, or_, select, text, update

from field_api.mail.page_codes import open_again
from field_api.outbox import delivery_of
from field_api.results.queue import OF_SERVER
from field_api.tables.results import deliveries
from field_api.webhooks.endpoints import ASLEEP, IS_ASLEEP, REMOVED, is_there
from kobra_domain.deliveries import (
    RESENT_STATES,
    Delivery,
    DeliveryChannel,
    DeliveryState,
    VisitDelivery,
)
from kobra_domain.errors import UnlawfulMove

S = DeliveryState
_d = deliveries.c
# Word for word as the partial index says it, which neither engine would use otherwise.
_IS_WAITING = text("deliveries.state = 'waiting' AND deliveries.state IN ('waiting', 'sending')")
_WHY = case((IS_ASLEEP, ASLEEP), else_=_d.code).label("code")
_SHOWN = [_WHY if column is _d.code else column for column in _d]


def page_of(
    connection: Connection,
    *,
    state: DeliveryState | None,
    channel: DeliveryChannel | None,
    before: str | None,
    limit: int,
) -> list[Delivery]:
    """The newest first, below the delivery named; without their contents."""
    asked = select(*_SHOWN).order_by(_d.created_at.desc(), _d.id.desc()).limit(limit)
    if state is not None:
        asked = asked.where(_d.state == state)
    if channel is not None:
        asked = asked.where(_d.channel == channel)
    if before is not None:
        last = select(_d.created_at, _d.id).where(_d.id == before)
        found = connection.execute(last).one_or_none()
        if found is None:
            return []
        is_earlier = _d.created_at < found.created_at
        is_beside = and_(_d.created_at == found.created_at, _d.id < found.id)
        asked = asked.where(or_(is_earlier, is_beside))
    return [replace(delivery_of(row), content="") for row in connection.execute(asked)]


def counts(connection: Connection) -> dict[str, int]:
    """How many stand in each state."""
    found = connection.execute(select(_d.state, func.count()).group_by(_d.state))
    return {state.value: count for state, count in found}


def waiting(connection: Connection) -> int:
    """How many wait, by an index of what is left: it is asked each minute."""
    asked = select(func.count()).select_from(deliveries).where(_IS_WAITING)
    return connection.scalar(asked) or 0


def trouble(connection: Connection) -> Delivery | None:
    """The last mail that the mail server as a whole did not take, while none has gone since."""
    is_mail = _d.channel == DeliveryChannel.MAIL
    failing = select(deliveries).where(is_mail, _IS_WAITING, _d.code.in_(OF_SERVER))
    row = connection.execute(failing.order_by(_d.tried_at.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    gone = select(_d.id).where(is_mail, _d.sent_at >= row.tried_at).limit(1)
    if connection.scalar(gone) is not None:
        return None
    return replace(delivery_of(row), content="")


def of_visit(connection: Connection, visit_id: str) -> list[VisitDelivery]:
    """What left about a visit, the first first."""
    at = func.max(
        func.coalesce(_d.sent_at, _d.tried_at, _d.created_at), type_=_d.created_at.type
    ).label("at")
    kind = (_d.channel, _d.purpose, _d.state)
    asked = select(*kind, func.count().label("count"), at).where(_d.visit_id == visit_id)
    rows = connection.execute(asked.group_by(*kind).order_by(at, *kind)).mappings()
    return [VisitDelivery(**row) for row in rows]


def delivery(connection: Connection, delivery_id: str) -> Delivery | None:
    """One, with its content."""
    row = connection.execute(select(*_SHOWN).where(_d.id == delivery_id)).one_or_none()
    return delivery_of(row) if row is not None else None


def resend(connection: Connection, found: Delivery, now: datetime) -> Delivery:
    """Have it sent once more, under the same id. Raises UnlawfulMove: a rule kept it, it is on its
    way, or what was in it or the endpoint that it was for is gone.
    """
    if found.state is S.UNSENT:
        raise UnlawfulMove("delivery_withheld")
    if not found.content:
        raise UnlawfulMove("delivery_forgotten")
    if found.channel is DeliveryChannel.WEBHOOK and not is_there(connection, found.target_id):
        raise UnlawfulMove(REMOVED)
    again = update(deliveries).where(_d.id == found.id, _d.state.in_(RESENT_STATES))
    values = {"state": S.WAITING, "next_at": now, "code": "", "detail": ""}
    open_again(connection, found.id)
    row = connection.execute(again.values(values).returning(_d.id)).one_or_none()
    now_it_is = delivery(connection, found.id) if row is not None else None
    if now_it_is is None:
        raise UnlawfulMove("delivery_on_its_way")
    return replace(now_it_is, content="")


def cancel(connection: Connection, ids: Sequence[str]) -> int:
    """Take back those that still wait; answers how many did."""
    waiting = update(deliveries).where(_d.id.in_(ids), _d.state == S.WAITING)
    return connection.execute(waiting.values(state=S.CANCELLED, code="", detail="")).rowcount
