"""Endpoints of client institutions: which there are, what they are told, and what they answered.
A secret is told once, when it is made.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, Key, permitted
from field_api.auth.throttle import count_attempt, limits_of
from field_api.database import Db
from field_api.errors import body_of, status_of
from field_api.routes.bodies import checked
from field_api.settings import Conf, Settings
from field_api.webhooks.attempts import attempt
from field_api.webhooks.endpoints import (
    WebhookChanged,
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_secret,
    row_of,
    webhooks_of,
)
from field_api.webhooks.log import begin_test, end_test, log_of, try_of
from field_api.webhooks.sender import WebhookSender
from field_api.webhooks.telling import replay
from kobra_domain.errors import Invalid
from kobra_domain.scope import Permission
from kobra_domain.webhooks import (
    NewWebhook,
    Replayed,
    ReplayWish,
    Webhook,
    WebhookChange,
    WebhookLog,
    WebhookSecret,
    WebhookTerms,
    WebhookTryWhole,
    terms_of,
)

router = APIRouter(tags=["webhooks"])
_Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
_ONE = "/webhooks/{webhook_id}"
_TESTS = 20  # in a quarter of an hour, of one endpoint
_MOST = 500


@router.get("/webhooks")
def list_webhooks(
    caller: _Admin, database: Db, institution: Annotated[str | None, Query(max_length=36)] = None
) -> list[Webhook]:
    """The endpoints, of one institution or of all."""
    with database.read() as connection:
        return list(webhooks_of(connection, institution))


@router.post("/webhooks", status_code=201)
def add(
    body: NewWebhook, caller: _Admin, request: Request, database: Db, settings: Conf
) -> WebhookSecret:
    """A new endpoint. 422 not_a_url, url_not_https, unknown_reference, missing, not_in_list."""
    wish = checked(body)
    with database.begin() as connection:
        made = add_webhook(connection, settings.data_folder, wish, settings.clock())
        _note(connection, caller, settings, made.id, "webhook.add", _said(wish))
    return made


@router.put(_ONE, status_code=204)
def change(
    webhook_id: EntityId,
    body: WebhookChange,
    caller: _Admin,
    request: Request,
    database: Db,
    settings: Conf,
) -> Response:
    """Change what differs from `seen`, or switch it on or off. 409 webhook_changed, with the
    `current` one: somebody has changed the same meanwhile.
    """
    wish = checked(body)
    try:
        with database.begin() as connection:
            before, after = change_webhook(connection, webhook_id, wish, settings.clock())
            was, now = _said(before), _said(after)
            changed = {name: now[name] for name in now if now[name] != was[name]}
            _note(connection, caller, settings, webhook_id, "webhook.edit", changed)
    except WebhookChanged as problem:
        said = body_of(problem, request.headers.get("accept-language", ""))
        content = msgspec.json.encode({**said, "current": problem.current})
        return Response(content, status_of(problem), media_type="application/json")
    _wake(request)
    return Response(status_code=204)


@router.delete(_ONE, status_code=204)
def remove(webhook_id: EntityId, caller: _Admin, database: Db, settings: Conf) -> Response:
    """It is gone, with its secret; what waited for it is cancelled."""
    with database.begin() as connection:
        before = remove_webhook(connection, webhook_id)
        _note(connection, caller, settings, webhook_id, "webhook.remove", {"url": before.url})
    return Response(status_code=204)


@router.post(f"{_ONE}/secret", status_code=201)
def renew(webhook_id: EntityId, caller: _Admin, database: Db, settings: Conf) -> WebhookSecret:
    """Another secret; for 24 hours the one before signs too."""
    with database.begin() as connection:
        made = renew_secret(connection, settings.data_folder, webhook_id, settings.clock())
        _note(connection, caller, settings, webhook_id, "webhook.secret", {})
    return made


@router.get(f"{_ONE}/log")
def log(
    webhook_id: EntityId,
    caller: _Admin,
    database: Db,
    before: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 100,
) -> WebhookLog:
    """Attempts of the last 30 days, the newest first."""
    with database.read() as connection:
        row_of(connection, webhook_id)
        return log_of(connection, webhook_id, before, limit)


@router.get(f"{_ONE}/log/{{try_id}}")
def one_try(
    webhook_id: EntityId, try_id: EntityId, caller: _Admin, database: Db, settings: Conf
) -> WebhookTryWhole:
    """What was sent and what was answered; who looked is in the audit."""
    with database.begin() as connection:
        found = try_of(connection, webhook_id, try_id)
        _note(connection, caller, settings, webhook_id, "webhook.view", {})
    return found


@router.post(f"{_ONE}/replay")
def send_again(
    webhook_id: EntityId,
    body: ReplayWish,
    caller: _Admin,
    request: Request,
    database: Db,
    settings: Conf,
) -> Replayed:
    """Send once more, under the ids that they had: these deliveries, or all since a moment."""
    wish = checked(body)
    if not wish.delivery_ids and wish.since is None:
        raise Invalid("missing", field="since")
    with database.begin() as connection:
        count = replay(connection, webhook_id, wish, settings.clock())
        _note(connection, caller, settings, webhook_id, "webhook.replay", {"number": count})
    _wake(request)
    return Replayed(count=count)


@router.post(f"{_ONE}/test")
def test(
    webhook_id: EntityId,
    caller: _Admin,
    request: Request,
    database: Db,
    settings: Conf,
    signing: Key,
) -> WebhookTryWhole:
    """Post a signed example now and answer what came back, within half a minute. 429
    too_many_attempts.
    """
    now, sender = settings.clock(), _sender(request)
    with database.begin() as connection:
        count_attempt(connection, limits_of(signing, "webhook_test", (webhook_id, _TESTS)), now)
    with database.begin() as connection:
        taken = begin_test(connection, settings.data_folder, webhook_id, now)
        _note(connection, caller, settings, webhook_id, "webhook.test", {})
    tried = attempt(sender.poster, taken, settings.clock)
    with database.begin() as connection:
        try_id = end_test(connection, taken, tried, settings.clock())
        return try_of(connection, webhook_id, try_id)


def _sender(request: Request) -> WebhookSender:
    sender: WebhookSender = request.app.state.webhooks
    return sender


def _wake(request: Request) -> None:
    _sender(request).wake()


def _said(terms: WebhookTerms) -> dict[str, Any]:
    """What the audit says of an endpoint."""
    said = terms_of(terms)
    return {**said, "portfolio_ids": list(terms.portfolio_ids), "kinds": list(terms.kinds)}


def _note(
    connection: Connection,
    caller: Caller,
    settings: Settings,
    webhook_id: str,
    act: str,
    details: Mapping[str, Any],
) -> None:
    note(
        connection,
        at=settings.clock(),
        user_id=caller.user.id,
        act=act,
        subject=("webhook", webhook_id),
        details=details,
    )
