"""What a person has before them of very many rows, when they are asked what shall become of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import SimpleNamespace

from sqlalchemy import select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.large_makers import HOLDER
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS


def seen_values(
    replica: Replica, kind: str, field: str, ids: Sequence[str]
) -> Mapping[str, SimpleNamespace]:
    """One field of these rows by id, as `Edit.seen` takes it; alike values are one thing."""
    columns = RECORDS[kind].c
    asked = select(columns.id, columns[field])
    thing = cache(lambda value: SimpleNamespace(**{field: value}))
    with replica.reading() as connection:
        return {
            one: thing(value)
            for part in rows.chunks(ids)
            for one, value in connection.execute(asked.where(columns.id.in_(part)))
        }


def holders_of(replica: Replica, account_ids: Sequence[str]) -> list[str]:
    """Who holds these accounts, each once, in their order."""
    account = RECORDS["account"].c
    asked = select(account.id, HOLDER)
    found: dict[str, str] = {}
    with replica.reading() as connection:
        for part in rows.chunks(account_ids):
            found.update(map(tuple, connection.execute(asked.where(account.id.in_(part)))))
    return list(dict.fromkeys(found[one] for one in account_ids if found.get(one)))
