"""The endpoints of client institutions: kept with their secrets sealed, which are told once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, text, update

from field_api.change_log.rows import find, find_all
from field_api.configuration.vault import seal, unseal
from field_api.errors import ApiError
from field_api.tables.results import deliveries
from field_api.tables.webhooks import webhooks as table
from field_api.webhooks.signing import new_secret
from kobra_domain.deliveries import DeliveryState
from kobra_domain.errors import Invalid, UnlawfulMove
from kobra_domain.portfolios import Institution, Portfolio
from kobra_domain.webhooks import (
    NewWebhook,
    Webhook,
    WebhookChange,
    WebhookOff,
    WebhookSecret,
    WebhookTerms,
    check_terms,
    terms_of,
)
from kobra_records.ids import new_id

BOTH_SIGN = timedelta(hours=24)
OFF, REMOVED, ASLEEP = "webhook.off", "webhook.removed", "webhook.asleep"
_GOOD = {"failures": 0, "failing_since": None, "rests_until": None}
_WORN = {"off_reason": None, "off_at": None, **_GOOD}
_OWN = ("waiting", "failed")
# As text: SQLite takes an index of some rows only where the statement says which.
WAITING = text("deliveries.channel = 'webhook' AND deliveries.state = 'waiting'")
# What is sent again to an endpoint that is off waits for whoever switches it on.
IS_ASLEEP = and_(
    deliveries.c.state == DeliveryState.WAITING,
    deliveries.c.target_id.in_(select(table.c.id).where(~table.c.is_on)),
)


def add_webhook(
    connection: Connection,
    data_folder: Path,
    wish: NewWebhook,
    now: datetime,
    *,
    allows_private: bool = False,
    needs_https: bool = True,
) -> WebhookSecret:
    """A new endpoint; its secret is told here and never again. Raises Invalid, KeyLost."""
    _check(connection, wish, wish.institution_id, needs_https=needs_https)
    webhook_id, secret = new_id(), new_secret()
    sealed = seal(connection, data_folder, _about(webhook_id), secret)
    values = {
        **terms_of(wish),
        **_WORN,
        "id": webhook_id,
        "institution_id": wish.institution_id,
        "allows_private": allows_private,
        "made_at": now,
        "secret": sealed,
        "old_secret": "",
        "last_code": "",
    }
    if not wish.is_on:
        values |= {"off_reason": WebhookOff.PERSON, "off_at": now}
    connection.execute(insert(table).values(**values))
    return WebhookSecret(id=webhook_id, secret=secret)


class WebhookChanged(UnlawfulMove):
    """A field was changed by somebody else meanwhile; `current` is what stands."""

    def __init__(self, field: str, current: Webhook) -> None:
        super().__init__("webhook_changed", field=field)
        self.current = current


def change_webhook(
    connection: Connection, webhook_id: str, wish: WebhookChange, now: datetime
) -> tuple[Webhook, Webhook]:
    """Change what was touched; answers it as it was and as it is. One that is switched on begins
    afresh, what waits of one that is switched off stays unsent until somebody sends it. Raises
    Invalid, WebhookChanged, ApiError not_found.
    """
    before = webhook_of(row_of(connection, webhook_id, lock=True))
    terms = _wished(before, wish)
    https = not before.allows_private and terms.url != before.url  # what stands is not judged anew
    _check(connection, terms, before.institution_id, needs_https=https)
    values = terms_of(terms)
    if terms.is_on and not before.is_on:
        values |= _WORN
    elif before.is_on and not terms.is_on:
        _leave(connection, webhook_id, DeliveryState.UNSENT, OFF)
        values |= {"off_reason": WebhookOff.PERSON, "off_at": now}
    elif terms.url != before.url:
        values |= _GOOD
    connection.execute(update(table).where(table.c.id == webhook_id).values(**values))
    return before, replace(before, **terms_of(terms))


def _wished(before: Webhook, wish: WebhookChange) -> WebhookTerms:
    """What stands, with what was touched. Raises WebhookChanged."""
    there, seen, wished = terms_of(before), terms_of(wish.seen), terms_of(wish)
    touched = {name: wished[name] for name in wished if wished[name] != seen[name]}
    for name, value in touched.items():
        if there[name] not in (seen[name], value):
            raise WebhookChanged(name, before)
    return WebhookTerms(**{**there, **touched})


def switch_off(connection: Connection, webhook_id: str, reason: WebhookOff, now: datetime) -> None:
    """It hears nothing more until a person switches it on; what waits stays unsent."""
    values = {"is_on": False, "off_reason": reason, "off_at": now}
    connection.execute(update(table).where(table.c.id == webhook_id).values(**values))
    _leave(connection, webhook_id, DeliveryState.UNSENT, OFF)


def remove_webhook(connection: Connection, webhook_id: str) -> Webhook:
    """It is gone, its secret too; answers what it was. Raises ApiError not_found."""
    before = webhook_of(row_of(connection, webhook_id, lock=True))
    connection.execute(delete(table).where(table.c.id == webhook_id))
    _leave(connection, webhook_id, DeliveryState.CANCELLED, REMOVED)
    return before


def renew_secret(
    connection: Connection, data_folder: Path, webhook_id: str, now: datetime
) -> WebhookSecret:
    """Another secret, told here and never again; for a day the one before signs too. Raises
    ApiError not_found, KeyLost.
    """
    row = row_of(connection, webhook_id, lock=True)
    secret = new_secret()
    sealed = seal(connection, data_folder, _about(webhook_id), secret)
    values = {
        "secret": sealed,
        "old_secret": row.secret,
        "old_secret_until": now + BOTH_SIGN,
    }
    connection.execute(update(table).where(table.c.id == webhook_id).values(**values))
    return WebhookSecret(id=webhook_id, secret=secret)


def secrets_of(
    connection: Connection, data_folder: Path, row: Row[Any], now: datetime
) -> list[str]:
    """What its posts are signed with now, the newest first. Raises KeyLost, NotOpened."""
    sealed = [row.secret]
    if row.old_secret and row.old_secret_until is not None and now < row.old_secret_until:
        sealed.append(row.old_secret)
    return [unseal(connection, data_folder, _about(row.id), one) for one in sealed]


def webhooks_of(connection: Connection, institution_id: str | None = None) -> tuple[Webhook, ...]:
    """The endpoints, of one institution or of all, the oldest first."""
    asked = select(table).order_by(table.c.made_at, table.c.id)
    if institution_id is not None:
        asked = asked.where(table.c.institution_id == institution_id)
    rows = connection.execute(asked).all()
    waiting = _counts(connection, DeliveryState.WAITING, DeliveryState.SENDING)
    failed = _counts(connection, DeliveryState.FAILED, DeliveryState.UNSENT)
    return tuple(webhook_of(one, waiting.get(one.id, 0), failed.get(one.id, 0)) for one in rows)


def is_there(connection: Connection, webhook_id: str | None) -> bool:
    """Whether such an endpoint is kept."""
    asked = select(table.c.id).where(table.c.id == webhook_id)
    return connection.execute(asked).one_or_none() is not None


def row_of(connection: Connection, webhook_id: str, *, lock: bool = False) -> Row[Any]:
    """The row of an endpoint. Raises ApiError not_found."""
    asked = select(table).where(table.c.id == webhook_id)
    row = connection.execute(asked.with_for_update() if lock else asked).one_or_none()
    if row is None:
        raise ApiError("not_found", field="webhook_id")
    return row


def webhook_of(row: Row[Any], waiting: int = 0, failed: int = 0) -> Webhook:
    """The endpoint of a row, without its secrets."""
    names = [name for name in Webhook.__dataclass_fields__ if name not in _OWN]
    values = {name: getattr(row, name) for name in names}
    return Webhook(**values, waiting=waiting, failed=failed)


def _counts(connection: Connection, *states: DeliveryState) -> dict[str, int]:
    d = deliveries.c
    asked = select(d.target_id, func.count()).where(
        d.target_id.in_(select(table.c.id)), d.state.in_(states)
    )
    return {row[0]: row[1] for row in connection.execute(asked.group_by(d.target_id))}


def _check(
    connection: Connection, terms: WebhookTerms, institution_id: str, *, needs_https: bool
) -> None:
    check_terms(terms, needs_https=needs_https)
    if find(connection, Institution, institution_id) is None:
        raise Invalid("unknown_reference", field="institution_id")
    _check_portfolios(connection, terms.portfolio_ids, institution_id)


def _check_portfolios(connection: Connection, ids: Sequence[str], institution_id: str) -> None:
    """An endpoint hears only of its institution's portfolios."""
    there = find_all(connection, Portfolio, ids)
    for one in ids:
        if one not in there or there[one].institution_id != institution_id:
            raise Invalid("unknown_reference", field="portfolio_ids")


def _leave(connection: Connection, webhook_id: str, state: DeliveryState, code: str) -> None:
    statement = update(deliveries).where(deliveries.c.target_id == webhook_id, WAITING)
    connection.execute(statement.values(state=state, code=code))


def _about(webhook_id: str) -> str:
    return f"webhook:{webhook_id}"
