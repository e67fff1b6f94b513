"""From events to deliveries: one for each endpoint that hears of them; and once more on demand."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from field_api.change_log.events import event_of
from field_api.outbox import add_deliveries
from field_api.tables.results import deliveries, events
from field_api.tables.webhooks import webhooks
from field_api.webhooks.bodies import Book, body_of, book_of
from field_api.webhooks.endpoints import row_of, webhook_of
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.events import Event
from kobra_domain.portfolios import Portfolio
from kobra_domain.webhooks import ReplayWish, Webhook
from kobra_records.ids import new_id

_AT_ONCE = 500


def tell_webhooks(
    connection: Connection, told: Sequence[Event], now: datetime
) -> Sequence[Delivery]:
    """A delivery for each endpoint that is on and hears of an event."""
    rows = connection.execute(select(webhooks).where(webhooks.c.is_on))
    hooks = [webhook_of(row) for row in rows]
    pairs = [(one, hook) for one in told for hook in hooks if _hears(hook, one, now)]
    return _deliveries(connection, pairs, now)


def replay(connection: Connection, webhook_id: str, wish: ReplayWish, now: datetime) -> int:
    """Make deliveries once more, under the ids that they had, also of what happened while the
    endpoint heard nothing; answers how many. Raises ApiError not_found.
    """
    hook = webhook_of(row_of(connection, webhook_id, lock=True))
    d = deliveries.c
    conditions: list[ColumnElement[bool]] = [
        d.target_id == webhook_id,
        d.channel == DeliveryChannel.WEBHOOK,
        d.purpose == DeliveryPurpose.EVENT,
        d.content != "",
        d.state.not_in((DeliveryState.SENDING, DeliveryState.CANCELLED)),
    ]
    if wish.delivery_ids:
        conditions.append(d.id.in_(wish.delivery_ids))
    if wish.is_unconfirmed:
        conditions.append(d.state != DeliveryState.SENT)
    window = _window(wish)
    happened = select(events.c.id).where(*window)
    if window:
        conditions.append(d.event_id.in_(happened))
    again = {"state": DeliveryState.WAITING, "next_at": now, "tries": 0, "code": "", "detail": ""}
    made = connection.execute(update(deliveries).where(*conditions).values(**again)).rowcount
    if wish.since is not None and not wish.delivery_ids:
        made += _tell_untold(connection, hook, window, now)
    _rest_no_more(connection, webhook_id)
    return made


def _rest_no_more(connection: Connection, webhook_id: str) -> None:
    """A person who sends again wants it tried now."""
    mine = webhooks.c.id == webhook_id
    connection.execute(update(webhooks).where(mine).values(rests_until=None))


def _window(wish: ReplayWish) -> list[ColumnElement[bool]]:
    e = events.c
    found: list[ColumnElement[bool]] = []
    if wish.since is not None:
        found.append(e.recorded_at >= wish.since)
    if wish.until is not None:
        found.append(e.recorded_at <= wish.until)
    return found


def _tell_untold(
    connection: Connection, hook: Webhook, window: Iterable[ColumnElement[bool]], now: datetime
) -> int:
    """What happened while it was off, or before it was there."""
    e, d = events.c, deliveries.c
    told = select(d.id).where(d.event_id == e.id, d.target_id == hook.id).exists()
    asked = select(events).where(
        *window,
        e.fanned_at.is_not(None),
        e.portfolio_id.in_(hook.portfolio_ids),
        e.kind.in_(hook.kinds),
        ~told,
    )
    made = 0
    rows = connection.execute(asked.order_by(e.version)).all()
    for start in range(0, len(rows), _AT_ONCE):
        found = [event_of(row) for row in rows[start : start + _AT_ONCE]]
        fresh = _deliveries(connection, [(one, hook) for one in found], now)
        add_deliveries(connection, fresh)
        made += len(fresh)
    return made


def _hears(hook: Webhook, event: Event, now: datetime) -> bool:
    """What is recorded from when it is there on; all, if it was added by a clock ahead of ours."""
    is_of_it = event.portfolio_id in hook.portfolio_ids and event.kind in hook.kinds
    return is_of_it and (event.recorded_at >= hook.made_at or hook.made_at > now)


def _deliveries(
    connection: Connection, pairs: Sequence[tuple[Event, Webhook]], now: datetime
) -> list[Delivery]:
    if not pairs:
        return []
    book = book_of(connection, list({event.id: event for event, _hook in pairs}.values()))
    return [
        _delivery(event, hook, book, now)
        for event, hook in pairs
        if _is_of(hook, book.portfolios.get(event.portfolio_id or ""))
    ]


def _is_of(hook: Webhook, portfolio: Portfolio | None) -> bool:
    """A portfolio that has gone to another institution is heard of no more."""
    return portfolio is not None and portfolio.institution_id == hook.institution_id


def _delivery(event: Event, hook: Webhook, book: Book, now: datetime) -> Delivery:
    return Delivery(
        id=new_id(),
        channel=DeliveryChannel.WEBHOOK,
        purpose=DeliveryPurpose.EVENT,
        address=hook.url,
        created_at=now,
        next_at=now,
        event_id=event.id,
        target_id=hook.id,
        portfolio_id=event.portfolio_id,
        team_id=event.team_id,
        visit_id=event.visit_id,
        content=body_of(event, book),
    )
