"""Endpoints to be looked at: one that answers now and then, one that is gone, one that is new."""

from __future__ import annotations

from field_api.results.fanning import fan_out
from field_api.webhooks.attempts import attempt, settle, take
from field_api.webhooks.endpoints import add_webhook, switch_off
from field_api.webhooks.telling import replay
from kobra_domain.portfolios import Portfolio
from kobra_domain.webhooks import NewWebhook, ReplayWish, WebhookOff
from tests.field_api.webhooks.receivers import receiver
from tests.kobra_desktop.views.administration.office import Office
from tests.kobra_desktop.views.world import NOW

_STATUSES = (200, 204, 503, 200)


def put_webhooks(made: Office) -> None:
    """Write them, and post to a receiver that answers what it does for real."""
    server = made.server
    portfolios = [one for one in made.world.entities if isinstance(one, Portfolio)]
    while fan_out(server.database, NOW, ()):
        pass
    with receiver() as hook:
        urls = (hook.url, "https://cobranza.banco.example/kobra", "https://nuevo.example/hook")
        ids = [_add(made, portfolios[0], url) for url in urls]
        hook.body = b'{"recibido": true}'
        with server.database.begin() as connection:
            switch_off(connection, ids[1], WebhookOff.GONE, NOW)
            replay(connection, ids[0], ReplayWish(since=NOW.replace(year=2000)), NOW)
        for status in _STATUSES:
            hook.status = status
            _post(made, ids[0])


def _add(made: Office, portfolio: Portfolio, url: str) -> str:
    wish = NewWebhook(
        institution_id=portfolio.institution_id, url=url, portfolio_ids=(portfolio.id,)
    )
    with made.server.database.begin() as connection:
        folder = made.server.settings.data_folder
        told = add_webhook(connection, folder, wish, NOW, allows_private=True, needs_https=False)
    return told.id


def _post(made: Office, webhook_id: str) -> None:
    server = made.server
    with server.database.begin() as connection:
        taken = take(connection, server.settings.data_folder, webhook_id, NOW)
    for one in taken:
        tried = attempt(server.app.state.webhooks.poster, one, lambda: NOW)
        with server.database.begin() as connection:
            settle(connection, one, tried, NOW)
