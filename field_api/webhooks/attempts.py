"""One try of one delivery: taken out of the queue, posted, and what becomes of it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from field_api.tables.results import deliveries
from field_api.tables.webhooks import webhook_tries, webhooks
from field_api.webhooks.endpoints import WAITING, secrets_of, switch_off
from field_api.webhooks.posting import Answer, NotPosted, Poster
from field_api.webhooks.schedule import (
    GIVEN_UP_AFTER,
    LONGEST,
    asked_wait,
    next_try,
    rest,
)
from field_api.webhooks.signing import headers as signed_headers
from kobra_domain.deliveries import DeliveryState
from kobra_domain.errors import DomainError
from kobra_domain.webhooks import WebhookOff
from kobra_records.ids import new_id

_OK = range(200, 300)
_GONE = 410
_SLOWER = {429, 502, 503, 504}  # too much for it: all that waits for it waits longer
_FAILURES_TO_REST = 3
_SHOWN = 4_096  # bytes of an answer that are kept
_USER_AGENT = "Kobra-Webhooks/1"
CLOSED = "webhook.closed"


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that is being made: the row of its endpoint, and what is posted."""

    hook: Row[Any]
    delivery_id: str
    body: bytes
    tries: int
    secrets: tuple[str, ...] = ()
    problem: str = ""  # why it cannot even be signed


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it. `status` None: no answer, and `code` says why; `is_over`: we ended it."""

    at: datetime
    ms: int
    headers: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    code: str = ""
    detail: str = ""
    answer: str = ""
    retry_after: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether it was confirmed."""
        return self.status is not None and self.status in _OK


def is_due(moment: Any, now: datetime) -> ColumnElement[bool]:
    """Whether a moment has come; one further than anything is put off was set by a wrong clock."""
    return or_(moment <= now, moment > now + LONGEST + LONGEST)


def take(
    connection: Connection, data_folder: Path, webhook_id: str, now: datetime, most: int = 1
) -> list[Taken]:
    """The next deliveries of an endpoint, at most so many, marked as being made; none while the
    endpoint is off or rests, and one only while it failed last.
    """
    w, d = webhooks.c, deliveries.c
    awake = or_(w.rests_until.is_(None), is_due(w.rests_until, now))
    asked = select(webhooks).where(w.id == webhook_id, w.is_on, awake)
    hook = connection.execute(asked.with_for_update()).one_or_none()
    if hook is None:
        return []
    due = select(d.id, d.content, d.tries).where(
        d.target_id == webhook_id, WAITING, is_due(d.next_at, now)
    )
    ordered = due.order_by(d.importance, d.next_at, d.id).limit(1 if hook.failures else most)
    rows = connection.execute(ordered).all()
    if not rows:
        return []
    marked = {"state": DeliveryState.SENDING, "tries": d.tries + 1, "tried_at": now}
    ours = update(deliveries).where(d.id.in_([row.id for row in rows]))
    connection.execute(ours.values(address=hook.url, **marked))
    secrets, problem = _signed_by(connection, data_folder, hook, now)
    return [
        Taken(hook, row.id, row.content.encode(), row.tries + 1, secrets, problem) for row in rows
    ]


def taken_of(
    connection: Connection,
    data_folder: Path,
    hook: Row[Any],
    delivery_id: str,
    content: str,
    tries: int,
    now: datetime,
) -> Taken:
    """What is posted, with what it is signed by."""
    secrets, problem = _signed_by(connection, data_folder, hook, now)
    return Taken(hook, delivery_id, content.encode(), tries, secrets, problem)


def _signed_by(
    connection: Connection, data_folder: Path, hook: Row[Any], now: datetime
) -> tuple[tuple[str, ...], str]:
    """The secrets, and what is wrong with them."""
    try:
        return tuple(secrets_of(connection, data_folder, hook, now)), ""
    except DomainError as problem:  # the key is gone: said, and tried again
        return (), problem.code


def attempt(poster: Poster, taken: Taken, clock: Callable[[], datetime]) -> Tried:
    """Sign and post it, outside any transaction."""
    at, begun = clock(), time.monotonic()
    if taken.problem:
        return Tried(at, 0, code=f"webhook.{taken.problem}")
    sent = {
        "Content-Type": "application/json",
        "User-Agent": _USER_AGENT,
        "Accept-Encoding": "identity",
        "Connection": "close",
        **signed_headers(taken.delivery_id, at, taken.body, taken.secrets),
    }
    try:
        answer = poster.post(
            taken.hook.url, sent, taken.body, allow_private=taken.hook.allows_private
        )
    except NotPosted as problem:
        return Tried(at, _since(begun), sent, code=f"webhook.{problem.code}", detail=problem.detail)
    return _tried(at, _since(begun), sent, answer)


def _since(begun: float) -> int:
    return round(1_000 * (time.monotonic() - begun))


def _tried(at: datetime, ms: int, sent: dict[str, str], answer: Answer) -> Tried:
    shown = answer.body[:_SHOWN].decode("utf-8", "replace").replace("\0", "\ufffd")
    is_ok = answer.status in _OK
    return Tried(
        at,
        ms,
        sent,
        status=answer.status,
        code="" if is_ok else "webhook.status",
        detail="" if is_ok else str(answer.status),
        answer=shown,
        retry_after=answer.retry_after,
    )


def settle(connection: Connection, taken: Taken, tried: Tried, now: datetime) -> WebhookOff | None:
    """Write what came of it; answers why the endpoint was switched off by it, if it was."""
    if tried.code == CLOSED:
        take_back(connection, deliveries.c.id == taken.delivery_id)
        return None
    note_try(connection, taken, tried)
    d = deliveries.c
    mine = update(deliveries).where(d.id == taken.delivery_id)
    if tried.is_ok:
        sent = {"state": DeliveryState.SENT, "sent_at": now, "code": "", "detail": ""}
        connection.execute(mine.values(**sent))
        _note_good(connection, taken, tried, now)
        return None
    asked = asked_wait(tried.retry_after, now)
    again = None if tried.status == _GONE else next_try(taken.tries, now, asked)
    values: dict[str, Any] = {"code": tried.code, "detail": tried.detail}
    if again is None:
        values["state"] = DeliveryState.FAILED
    else:
        values |= {"state": DeliveryState.WAITING, "next_at": again}
    # Who took it over meanwhile says what becomes of it.
    being_made = (d.state == DeliveryState.SENDING, d.tries == taken.tries)
    connection.execute(mine.where(*being_made).values(**values))
    return _note_bad(connection, taken, tried, now)


def give_back(connection: Connection, untried: Iterable[Taken]) -> None:
    """What was taken and not posted waits again."""
    d = deliveries.c
    for one in untried:
        take_back(connection, d.id == one.delivery_id, d.tries == one.tries)


def note_try(connection: Connection, taken: Taken, tried: Tried) -> str:
    """A line of the log; answers its id."""
    try_id = new_id()
    connection.execute(
        insert(webhook_tries).values(
            id=try_id,
            webhook_id=taken.hook.id,
            delivery_id=taken.delivery_id,
            at=tried.at,
            tries=taken.tries,
            url=taken.hook.url,
            headers=msgspec.json.encode(tried.headers).decode(),
            status=tried.status,
            code=tried.code,
            detail=tried.detail.replace("\0", "\ufffd"),
            answer=tried.answer,
            ms=tried.ms,
        )
    )
    return try_id


def take_back(connection: Connection, *which: ColumnElement[bool]) -> int:
    """What was being made when we stopped waits again, under its id; it counts as no try."""
    d = deliveries.c
    left = update(deliveries).where(*which, d.state == DeliveryState.SENDING)
    again = {"state": DeliveryState.WAITING, "tries": d.tries - 1}
    return connection.execute(left.values(**again)).rowcount


def _note_good(connection: Connection, taken: Taken, tried: Tried, now: datetime) -> None:
    values = {
        "failures": 0,
        "failing_since": None,
        "rests_until": None,
        "last_at": tried.at,
        "last_status": tried.status,
        "last_code": "",
        "last_ok_at": now,
    }
    mine = webhooks.c.id == taken.hook.id
    connection.execute(update(webhooks).where(mine).values(**values))


def _note_bad(
    connection: Connection, taken: Taken, tried: Tried, now: datetime
) -> WebhookOff | None:
    w = webhooks.c
    asked = select(webhooks).where(w.id == taken.hook.id).with_for_update()
    hook = connection.execute(asked).one_or_none()
    if hook is None:
        return None
    failures, since = hook.failures + 1, hook.failing_since or now
    values: dict[str, Any] = {
        "failures": failures,
        "failing_since": since,
        "last_at": tried.at,
        "last_status": tried.status,
        "last_code": tried.code,
    }
    if tried.status is None or tried.status in _SLOWER or failures >= _FAILURES_TO_REST:
        values["rests_until"] = now + rest(failures, asked_wait(tried.retry_after, now))
    connection.execute(update(webhooks).where(w.id == hook.id).values(**values))
    reason = _why_off(tried, since, now)
    if reason is not None and hook.is_on:
        switch_off(connection, hook.id, reason, now)
        return reason
    return None


def _why_off(tried: Tried, since: datetime, now: datetime) -> WebhookOff | None:
    if tried.status == _GONE:
        return WebhookOff.GONE
    return WebhookOff.FAILING if now - since >= GIVEN_UP_AFTER else None
