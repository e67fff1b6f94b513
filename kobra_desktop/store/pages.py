"""Takes in pages of the feed: rows in their stored form, upserted as they come, with the cursor
that covers them.

A row with operations on it keeps them: the page renews what they stand on.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store import kept, outbox, photos, replay, rows, scope, sent, strange
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import BASE, RECORDS, SEEN, STRANGE
from kobra_domain.wire import ScopeShift
from kobra_records.sql.tables import feed_fields

# More named rows than this in one page, and screens had better read the kind anew.
MOST_NAMED = 200


class Part(msgspec.Struct, frozen=True):
    """One kind's part of a page; `put` is still text, decoded by the types of the kind."""

    kind: str
    fields: tuple[str, ...]
    put: msgspec.Raw
    delete: list[str]


class Page(msgspec.Struct, frozen=True):
    """One page of the feed as it came."""

    cursor: str
    more: bool
    kinds: list[Part]
    scope: ScopeShift | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page held: how many rows came and went, and whether there is more."""

    put: int
    deleted: int
    more: bool


_pages = msgspec.json.Decoder(Page)


def read_page(raw: bytes) -> Page:
    """A page from its bytes. Raises msgspec.DecodeError (cut), msgspec.ValidationError
    (strange).
    """
    return _pages.decode(raw)


def cursor(replica: Replica) -> str | None:
    """Where the next page begins; None: at the beginning."""
    with replica.reading() as connection:
        found = kept.value(connection, kept.CURSOR)
    return None if found is None else str(found)


def take_page(replica: Replica, page: Page) -> Taken:
    """Write a page and its cursor in one transaction, then tell. Raises msgspec.ValidationError."""
    parts: list[tuple[Part, list[tuple[Any, ...]]]] = []
    odd: dict[str, list[tuple[Any, ...]]] = {}
    for part in page.kinds:
        if part.kind in RECORDS:
            come, mistyped = _decoded(part)
            put, unread = strange.sorted_out(part.kind, come)
            parts.append((part, put))
            odd[part.kind] = [*mistyped, *unread]
    touched: set[tuple[str, str]] = set()
    with replica.pulling() as connection:
        if page.scope is not None:
            touched |= scope.shift(connection, page.scope)
        is_resync = kept.value(connection, kept.RESYNC) is not None
        for part, _ in parts:  # before any row goes: by the visits it is known whose they are
            sent.forget(connection, part.kind, part.delete)
        for part, put in parts:
            _upsert(connection, part.kind, put)
            rows.remove(connection, part.kind, part.delete)
            _replay(connection, part.kind, put, part.delete)
            strange.forget(connection, part.kind, [*(row[0] for row in put), *part.delete])
            strange.keep(connection, part.kind, odd[part.kind])
            if is_resync:
                _note_seen(connection, part.kind, [*put, *odd[part.kind]])
        if is_resync and not page.more:
            touched |= _end_resync(connection)
        if not page.more:
            sent.cover(connection)
            photos.forget_gone(connection)
        kept.keep(connection, kept.CURSOR, page.cursor)
    replica.tell(_news(parts) | named(touched))
    came = sum(len(put) for _, put in parts)
    return Taken(came, sum(len(part.delete) for part, _ in parts), page.more)


def take_readable(replica: Replica) -> None:
    """Put the rows that an older version of the program could not read and this one can."""
    touched: set[tuple[str, str]] = set()
    with replica.pulling() as connection:
        for kind, put in strange.readable_now(connection).items():
            _upsert(connection, kind, put)
            _replay(connection, kind, put, [])
            strange.forget(connection, kind, [row[0] for row in put])
            touched |= {(kind, row[0]) for row in put}
    replica.tell(named(touched))


def _upsert(connection: Connection, kind: str, put: list[tuple[Any, ...]]) -> None:
    if put:
        connection.exec_driver_sql(upsert_sql(kind), put)


@cache
def upsert_sql(kind: str) -> str:
    """The statement that puts one row of a kind, in the order of `feed_fields`."""
    names = feed_fields(kind)
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    fresh = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    return (
        f'INSERT INTO "{kind}" ({listed}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {fresh}'
    )


def _decoded(part: Part) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows in our order of cells, and those with a cell of another type."""
    expected = feed_fields(part.kind)
    if part.fields == expected:
        with suppress(msgspec.ValidationError):
            return _rows_decoder(part.kind).decode(part.put), []
    # Another version of the server: by name, and what we do not know is passed over.
    places = {name: place for place, name in enumerate(part.fields)}
    missing = [name for name in expected if name not in places]
    if missing:
        raise msgspec.ValidationError(f"{part.kind} lacks {missing[0]}")
    loose = msgspec.json.decode(part.put, type=list[list[Any]])
    if any(len(row) != len(part.fields) or not isinstance(row[places["id"]], str) for row in loose):
        raise msgspec.ValidationError(f"{part.kind} has no rows of its fields")
    made: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]] = ([], [])
    for row in loose:
        cells = tuple(row[places[name]] for name in expected)
        try:
            made[0].append(msgspec.convert(cells, strange.row_type(part.kind)))
        except msgspec.ValidationError:
            made[1].append(cells)
    return made


@cache
def _rows_decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_rows_type(kind))


def _rows_type(kind: str) -> Any:
    rows_of: Any = list
    return rows_of[strange.row_type(kind)]


def _replay(connection: Connection, kind: str, put: list[tuple[Any, ...]], gone: list[str]) -> None:
    """Lay the waiting edits over the rows that have just come or gone."""
    held = set(connection.execute(select(BASE.c.entity_id).where(BASE.c.kind == kind)).scalars())
    if not held:
        return
    for entity_id in held.intersection(row[0] for row in put):
        found = rows.row(connection, kind, entity_id)
        if found is not None:
            replay.renew_base(connection, kind, entity_id, *found)
    for entity_id in held.intersection(gone):
        replay.renew_base(connection, kind, entity_id, None, 0)
    touched = held.intersection([*(row[0] for row in put), *gone])
    outbox.show(connection, ((kind, entity_id) for entity_id in touched))


def begin_resync(replica: Replica, *, has_forgotten: bool = False) -> None:
    """Pull everything again from the beginning; what the server no longer names goes at the end.
    `has_forgotten`: it may be an older copy, so that what it confirmed is sent once more.
    """
    with replica.pulling() as connection:
        if has_forgotten:
            sent.want_again(connection)
        connection.execute(SEEN.delete())
        connection.execute(STRANGE.delete())
        kept.keep(connection, kept.RESYNC, True)
        kept.forget(connection, kept.CURSOR)


def _note_seen(connection: Connection, kind: str, put: list[tuple[Any, ...]]) -> None:
    if put:
        seen = insert(SEEN).on_conflict_do_nothing()
        connection.execute(seen, [{"kind": kind, "entity_id": row[0]} for row in put])


def _end_resync(connection: Connection) -> set[tuple[str, str]]:
    gone = set()
    for kind, record in RECORDS.items():
        known = select(SEEN.c.entity_id).where(SEEN.c.kind == kind)
        stale = select(record.c.id).where(record.c.version > 0, record.c.id.not_in(known))
        ids = list(connection.execute(stale).scalars())
        rows.remove(connection, kind, ids)
        _replay(connection, kind, [], ids)
        gone |= {(kind, one) for one in ids}
    connection.execute(SEEN.delete())
    kept.forget(connection, kept.RESYNC)
    return gone


def _news(parts: list[tuple[Part, list[tuple[Any, ...]]]]) -> ChangeSet:
    pairs: set[tuple[str, str]] = set()
    for part, put in parts:
        pairs.update((part.kind, row[0]) for row in put)
        pairs.update((part.kind, one) for one in part.delete)
    return named(pairs)


def named(pairs: Iterable[tuple[str, str]]) -> ChangeSet:
    """The news of these rows; kinds with very many are told whole."""
    by_kind: dict[str, set[str]] = {}
    for kind, entity_id in pairs:
        by_kind.setdefault(kind, set()).add(entity_id)
    whole = frozenset(kind for kind, ids in by_kind.items() if len(ids) > MOST_NAMED)
    ids = frozenset((k, one) for k, held in by_kind.items() if k not in whole for one in held)
    return ChangeSet(ids, whole)
