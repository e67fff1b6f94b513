"""What was posted to endpoints and what they answered, for thirty days; and a signed example."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, delete, select, update

from field_api.database import Database
from field_api.errors import ApiError
from field_api.outbox import add_deliveries
from field_api.tables.results import deliveries, events
from field_api.tables.webhooks import webhook_tries
from field_api.webhooks.attempts import Taken, Tried, note_try, taken_of
from field_api.webhooks.endpoints import row_of
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.webhooks import WebhookLog, WebhookTry, WebhookTryWhole
from kobra_records import json_form
from kobra_records.ids import new_id

KEPT = timedelta(days=30)
_TEST = "webhook.test"
_OK = range(200, 300)


def log_of(connection: Connection, webhook_id: str, before: str | None, limit: int) -> WebhookLog:
    """Attempts below an id, or the newest; the newest first."""
    asked = _asked().where(webhook_tries.c.webhook_id == webhook_id)
    if before is not None:
        asked = asked.where(webhook_tries.c.id < before)
    asked = asked.order_by(webhook_tries.c.id.desc()).limit(limit + 1)
    rows = connection.execute(asked).all()
    items = tuple(WebhookTry(**_facts(row)) for row in rows[:limit])
    return WebhookLog(items=items, next=items[-1].id if len(rows) > limit else None)


def try_of(connection: Connection, webhook_id: str, try_id: str) -> WebhookTryWhole:
    """One attempt with what was sent and answered. Raises ApiError not_found."""
    t = webhook_tries.c
    row = connection.execute(
        _asked().where(t.id == try_id, t.webhook_id == webhook_id)
    ).one_or_none()
    if row is None:
        raise ApiError("not_found", field="try_id")
    return WebhookTryWhole(
        **_facts(row),
        url=row.url,
        headers=msgspec.json.decode(row.headers),
        body=row.content or "",
        answer=row.answer,
        detail=row.detail,
    )


def forget_tries(database: Database, now: datetime) -> int:
    """Attempts are kept thirty days; answers how many went."""
    with database.begin() as connection:
        gone = delete(webhook_tries).where(webhook_tries.c.at < now - KEPT)
        return connection.execute(gone).rowcount


def begin_test(connection: Connection, data_folder: Path, webhook_id: str, now: datetime) -> Taken:
    """A signed example on its way to an endpoint, whether it is on or not: `attempt` it, then
    `end_test`. Raises ApiError not_found.
    """
    hook = row_of(connection, webhook_id)
    made = Delivery(
        id=new_id(),
        channel=DeliveryChannel.WEBHOOK,
        purpose=DeliveryPurpose.TEST,
        address=hook.url,
        created_at=now,
        next_at=now,
        target_id=webhook_id,
        state=DeliveryState.SENDING,
        tries=1,
        tried_at=now,
        content=example(now),
    )
    add_deliveries(connection, [made])
    return taken_of(connection, data_folder, hook, made.id, made.content, 1, now)


def end_test(connection: Connection, taken: Taken, tried: Tried, now: datetime) -> str:
    """Write what came of it; nothing else follows of it. Answers the id of the attempt."""
    state = DeliveryState.SENT if tried.is_ok else DeliveryState.FAILED
    values: dict[str, Any] = {"state": state, "code": tried.code, "detail": tried.detail}
    if tried.is_ok:
        values["sent_at"] = now
    mine = update(deliveries).where(deliveries.c.id == taken.delivery_id)
    connection.execute(mine.values(**values))
    return note_try(connection, taken, tried)


def example(now: datetime) -> str:
    """The body of a test: a made-up visit, of a type of its own, so that nobody books it."""
    at = now.isoformat().replace("+00:00", "Z")
    data = {
        "event_id": new_id(),
        "visit_id": new_id(),
        "portfolio_id": None,
        "agent_code": "AG-00",
        "account_numbers": ["0000-0000"],
        "state": "completed",
        "outcome": "contact_holder",
        "not_completed_reason": None,
        "verdict": "at_address",
        "distance_m": 12.0,
        "ended_at": at,
        "sequence": 1,
        "version": 1,
    }
    return json_form.text({"type": _TEST, "timestamp": at, "data": data})


def _asked() -> Select[Any]:
    d = deliveries.c
    joined = webhook_tries.outerjoin(deliveries, d.id == webhook_tries.c.delivery_id)
    joined = joined.outerjoin(events, events.c.id == d.event_id)
    return select(
        webhook_tries, events.c.kind.label("kind"), d.visit_id, d.purpose, d.content
    ).select_from(joined)


def _facts(row: Row[Any]) -> dict[str, Any]:
    is_test = row.purpose is DeliveryPurpose.TEST
    kind = "test" if is_test else (row.kind.value if row.kind else "")
    names = ("id", "webhook_id", "delivery_id", "at", "tries", "status", "code", "ms")
    return {
        **{name: getattr(row, name) for name in names},
        "kind": kind,
        "visit_id": row.visit_id,
        "is_ok": row.status is not None and row.status in _OK,
    }
