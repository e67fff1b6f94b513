"""What was told and what left, and is to be forgotten: of a person who goes, and with time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from field_api.tables.follows import digest_events
from field_api.tables.results import deliveries, events
from field_api.tables.webhooks import webhook_tries
from kobra_domain.deliveries import DeliveryState

_AT_ONCE, _ROWS = 500, 2_000
# Of what is done with: what was said goes, then the line that it was.
CONTENT_DAYS, LINE_DAYS = 30, 90


def forget_told(connection: Connection, ids: Sequence[str]) -> None:
    """Forget all that was told of these rows, and all that leaves or left for them or about their
    visits. The ids may be of any kind.
    """
    e, d = events.c, deliveries.c
    for at in range(0, len(ids), _AT_ONCE):
        part = ids[at : at + _AT_ONCE]
        of_them = or_(e.subject_id.in_(part), e.visit_id.in_(part))
        told = select(e.id).where(of_them)
        theirs = or_(d.visit_id.in_(part), d.target_id.in_(part), d.event_id.in_(told))
        connection.execute(delete(digest_events).where(digest_events.c.event_id.in_(told)))
        tries = webhook_tries.c.delivery_id.in_(select(d.id).where(theirs))
        connection.execute(delete(webhook_tries).where(tries))
        connection.execute(delete(deliveries).where(theirs))
        connection.execute(delete(events).where(of_them))


def purge_told(connection: Connection, now: datetime, days: int) -> int:
    """Forget events that were fanned out longer ago; answers how many."""
    old = delete(events).where(events.c.recorded_at < now - timedelta(days=days))
    gone = connection.execute(old.where(events.c.fanned_at.is_not(None))).rowcount
    if gone:
        left = select(events.c.id)
        connection.execute(delete(digest_events).where(digest_events.c.event_id.not_in(left)))
    return gone


def forget_sent(connection: Connection, now: datetime) -> int:
    """Of what is done with: contents after 30 days, lines after 90. A part at a time; answers how
    many rows there were, so that 0 says that all is done. What waits is nobody's to forget.
    """
    d = deliveries.c
    is_done = d.state.not_in([DeliveryState.WAITING, DeliveryState.SENDING])
    old = select(d.id).where(is_done, d.created_at < now - timedelta(days=LINE_DAYS))
    ids = list(connection.scalars(old.limit(_ROWS)))
    if ids:
        connection.execute(deliveries.delete().where(d.id.in_(ids)))
        return len(ids)
    said = select(d.id).where(
        is_done, d.content != "", d.created_at < now - timedelta(days=CONTENT_DAYS)
    )
    ids = list(connection.scalars(said.limit(_ROWS)))
    if ids:
        connection.execute(update(deliveries).where(d.id.in_(ids)).values(content=""))
    return len(ids)
