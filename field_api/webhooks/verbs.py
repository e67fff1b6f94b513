"""`kobra-field-api webhook add|list|on|off|replay`: endpoints of client institutions from the
server's own command line. A running server hears of them within seconds.
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from field_api.auth.audit import note
from field_api.database import Database
from field_api.operations.named import portfolio_named
from field_api.settings import Settings
from field_api.webhooks.endpoints import (
    add_webhook,
    change_webhook,
    row_of,
    webhook_of,
    webhooks_of,
)
from field_api.webhooks.telling import replay
from kobra_domain.errors import Invalid
from kobra_domain.events import WEBHOOK_KINDS, EventKind
from kobra_domain.limits import ID_PATTERN
from kobra_domain.webhooks import NewWebhook, ReplayWish, change_of
from kobra_domain.words import say
from kobra_records.speaking import language_of_system

Opened = Callable[[Settings], Database]


def add_webhook_verbs(verbs: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    """Add `webhook add`, `list`, `on`, `off` and `replay`."""
    group = verbs.add_parser("webhook", help="endpoints of client institutions")
    acts = group.add_subparsers(required=True, metavar="ACT")
    add = acts.add_parser("add", parents=[common], help="add one; its secret is printed once")
    add.add_argument("--portfolio", required=True, action="append", metavar="NAME")
    add.add_argument("--url", required=True)
    add.add_argument(
        "--kind",
        action="append",
        choices=sorted(WEBHOOK_KINDS),
        metavar="KIND",
        help=f"repeatable; else all: {', '.join(sorted(WEBHOOK_KINDS))}",
    )
    add.add_argument(
        "--allow-private", action="store_true", help="it may be on this machine or its network"
    )
    add.add_argument("--data-folder", type=Path, help="as for serve; where the key is made")
    add.set_defaults(act=lambda given, settings: _add(given, opened(settings), settings))
    listed = acts.add_parser("list", parents=[common], help="which there are, without secrets")
    listed.set_defaults(act=lambda given, settings: _list(opened(settings)))
    _add_switches(acts, common, opened)
    again = acts.add_parser("replay", parents=[common], help="send what happened once more")
    again.add_argument("--id", required=True)
    again.add_argument("--since", required=True, metavar="ISO", type=_moment)
    again.add_argument("--until", metavar="ISO", type=_moment)
    again.add_argument(
        "--unconfirmed", action="store_true", help="only what the endpoint did not confirm"
    )
    again.set_defaults(act=lambda given, settings: _replay(given, opened(settings), settings))


def _add_switches(acts: Any, common: argparse.ArgumentParser, opened: Opened) -> None:
    for name, told in (("on", "let it hear again"), ("off", "let it hear nothing more")):
        switch = acts.add_parser(name, parents=[common], help=told)
        switch.add_argument("--id", required=True)
        switch.set_defaults(
            is_on=name == "on",
            act=lambda given, settings: _switch(given, opened(settings), settings),
        )


def _moment(text: str) -> datetime:
    """A moment; without a zone it is of UTC. Raises ArgumentTypeError."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"not a moment as ISO 8601: {text}") from None


def _add(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    url, now = given.url.strip(), settings.clock()
    with closing(database), database.begin() as connection:
        named = {one.id: one for one in (portfolio_named(connection, n) for n in given.portfolio)}
        institutions = {one.institution_id for one in named.values()}
        if len(institutions) != 1:
            raise Invalid("portfolios_of_others", field="portfolio_ids")
        wish = NewWebhook(
            institution_id=institutions.pop(),
            url=url,
            portfolio_ids=tuple(named),
            kinds=tuple(sorted(EventKind(one) for one in set(given.kind or WEBHOOK_KINDS))),
        )
        made = add_webhook(
            connection,
            settings.data_folder,
            wish,
            now,
            allows_private=given.allow_private,
            needs_https=False,
        )
        told = {"url": url, "portfolio_ids": list(named), "allows_private": given.allow_private}
        subject = ("webhook", made.id)
        note(connection, at=now, user_id=None, act="webhook.add", subject=subject, details=told)
    if url.startswith("http:") and not given.allow_private:
        sys.stderr.write(f"{say('webhook_in_the_clear', None, language_of_system())}\n")
    _print({"id": made.id, "secret": made.secret})


def _list(database: Database) -> None:
    with closing(database), database.read() as connection:
        found = webhooks_of(connection)
    _print(
        [
            {
                "id": one.id,
                "institution_id": one.institution_id,
                "portfolio_ids": one.portfolio_ids,
                "url": one.url,
                "kinds": one.kinds,
                "is_on": one.is_on,
                "off_reason": one.off_reason,
                "last_status": one.last_status,
                "waiting": one.waiting,
            }
            for one in found
        ]
    )


def _switch(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    """As in Administración: what waits for one that is switched on leaves at once."""
    webhook_id, is_on, now = _id_of(given), given.is_on, settings.clock()
    with closing(database), database.begin() as connection:
        there = webhook_of(row_of(connection, webhook_id, lock=True))
        wish = change_of(there, is_on=is_on)
        before, _after = change_webhook(connection, webhook_id, wish, now)
        if before.is_on != is_on:
            subject, told = ("webhook", webhook_id), {"is_on": is_on}
            note(
                connection, at=now, user_id=None, act="webhook.edit", subject=subject, details=told
            )
    _print({"id": webhook_id, "is_on": is_on})


def _id_of(given: argparse.Namespace) -> str:
    if not ID_PATTERN.fullmatch(given.id):
        raise Invalid("not_an_id", field="id")
    return str(given.id)


def _replay(given: argparse.Namespace, database: Database, settings: Settings) -> None:
    webhook_id = _id_of(given)
    wish = ReplayWish(since=given.since, until=given.until, is_unconfirmed=given.unconfirmed)
    now = settings.clock()
    with closing(database), database.begin() as connection:
        count = replay(connection, webhook_id, wish, now)
        is_on = row_of(connection, webhook_id).is_on
        subject, told = ("webhook", webhook_id), {"number": count}
        note(connection, at=now, user_id=None, act="webhook.replay", subject=subject, details=told)
    if not is_on:
        sys.stderr.write(f"{say('webhook_replay_waits', None, language_of_system())}\n")
    _print({"id": webhook_id, "count": count})


def _print(told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
