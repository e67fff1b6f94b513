"""A replica with a small field in it, made as a pull makes it."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy.dialects import sqlite

from kobra_desktop.api.http import FieldApi
from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import pages
from kobra_desktop.store.replica import Replica
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.limits import field_types
from kobra_domain.people import Role, User
from kobra_domain.portfolios import Account, Party
from kobra_domain.visits import Visit
from kobra_records.sql.tables import column_type, feed_fields
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    NOW,
    PORTFOLIO_ID,
    a_party,
    a_portfolio,
    a_visit,
    an_account,
    an_address,
    an_agent,
    an_authorisation,
    an_id,
)

KEY = bytes(range(32))
OWNER = an_id(900)
SUPERVISOR = User(
    id=OWNER,
    name="Sara",
    email="sara@kobra.example",
    role=Role.ADMIN,
    portfolio_ids=(PORTFOLIO_ID,),
)


def open_replica(folder: Path, owner: str = OWNER, name: str = "replica.db") -> Replica:
    """An empty replica, or the one that is there."""
    return Replica(folder / name, KEY, owner)


def stored(entity: Entity) -> list[Any]:
    """An entity as the feed words it, without its version."""
    kind = type(entity)
    types = field_types(kind)
    made = []
    for name in feed_fields(NAMES[kind])[:-1]:
        column, _ = column_type(types[name])
        bind = column.bind_processor(sqlite.dialect())
        value = getattr(entity, name)
        made.append(bind(value) if bind and value is not None else value)
    return made


def page(
    entities: Iterable[tuple[Entity, int]],
    *,
    cursor: str = "c",
    more: bool = False,
    delete: Iterable[tuple[str, str]] = (),
    scope: Any = None,
) -> bytes:
    """A page of the feed as bytes."""
    kinds: dict[str, dict[str, Any]] = {}
    for entity, version in entities:
        kind = NAMES[type(entity)]
        part = kinds.setdefault(
            kind, {"kind": kind, "fields": feed_fields(kind), "put": [], "delete": []}
        )
        part["put"].append([*stored(entity), version])
    for kind, entity_id in delete:
        part = kinds.setdefault(
            kind, {"kind": kind, "fields": feed_fields(kind), "put": [], "delete": []}
        )
        part["delete"].append(entity_id)
    said = {"cursor": cursor, "more": more, "kinds": list(kinds.values()), "scope": scope}
    return msgspec.json.encode(said)


def take(replica: Replica, *entities: tuple[Entity, int], **options: Any) -> pages.Taken:
    """Take in a page of these rows."""
    return pages.take_page(replica, pages.read_page(page(entities, **options)))


def small_field() -> list[Entity]:
    """A lawful visit in Bogotá and all it names."""
    return [
        SUPERVISOR,
        an_agent(),
        a_portfolio(),
        a_party(),
        an_address(),
        an_account(),
        an_authorisation(),
        a_visit(),
    ]


def fill(replica: Replica, *more: Entity) -> None:
    """The small field and more, all at version 1."""
    take(replica, *((one, 1) for one in [*small_field(), *more]))


def ids() -> Callable[[], str]:
    """New ids that can be told apart, the same in each run."""
    numbers = count(5_000)
    return lambda: an_id(next(numbers))


def a_desk(replica: Replica, *, now: datetime = NOW, api: FieldApi | None = None) -> Desk:
    """A desk at a fixed time; without an api the server is one that nobody runs."""
    new_id = ids()
    return Desk(
        store=replica,
        api=api or no_server(),
        clock=lambda: now,
        new_id=new_id,
        new_phone_id=new_id,
        who=replace(SUPERVISOR, id=replica.owner),
    )


def no_server() -> FieldApi:
    """A client of an address where nothing listens."""
    return FieldApi("http://127.0.0.1:9", guard=nullcontext(), on_tokens=lambda _: None)


def named(number: int, name: str) -> tuple[Party, Account, Visit]:
    """One more party of the small field with its own account and an unassigned visit."""
    party = a_party(id=an_id(1000 + number), name=name)
    account = replace(an_account(), id=an_id(2000 + number), number=f"C-{number}")
    visit = a_visit(id=an_id(3000 + number), party_id=party.id, account_ids=(ACCOUNT_ID,))
    return party, account, visit
