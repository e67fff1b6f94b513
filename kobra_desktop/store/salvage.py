"""A damaged replica is set aside, never deleted, and what could be read of it is carried to a new
one: the user's own, and the rest where all of it can be read.

The new file is whole before the old one gives up its place. A file that was not read whole is tried
again at each start.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlcipher3 import dbapi2 as driver

from kobra_desktop.store import kept, outbox
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.errors import CorruptReplica, kind_of
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import BASE, DERIVED, FORM_FILES, KEPT, OUTBOX, SENT, cache

_SUFFIXES = ("", "-wal", "-shm")
# What is still to be tried, and what has nothing more to give.
_DAMAGED, _READ, _FRESH = "damaged", "read", "fresh"
_CARRIED = "carried:"


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many unsent edits were carried over, whether some may be lost, whether all must be pulled
    again, and where the file is.
    """

    edits: int
    is_whole: bool
    set_aside: Path
    is_cache_whole: bool = False


def replace_damaged(
    path: Path, key: bytes, owner: str, now: datetime
) -> tuple[Replica, Salvaged | None]:
    """Open a new replica in the place of a damaged one, with what could be read of it; the very
    file again, and None, if nothing is wrong with it.

    Raises StoreError when no new one can be made: then the old one is where it was.
    """
    if _is_well(path, key):
        try:
            return Replica(path, key, owner), None
        except CorruptReplica:
            pass  # what the check does not look at
    fresh = _beside(path, _FRESH)
    try:
        edits, is_whole, is_cache_whole = _made(fresh, path, key, owner)
    except BaseException:
        _remove(fresh)
        raise
    aside = _beside(path, _DAMAGED, now)
    _move(path, aside)
    _move(fresh, path)
    replica = Replica(path, key, owner)
    with replica.editing() as connection:
        _note_carried(connection, aside, edits)
    if is_whole:
        aside = _done_with(aside)
    replica.tell(ChangeSet(all_of=frozenset({"outbox"})))
    return replica, Salvaged(len(edits), is_whole, aside, is_cache_whole)


def finish(path: Path) -> None:
    """Complete what a sudden end interrupted: a new file that was whole takes its place, one that
    was not goes.
    """
    for fresh in path.parent.glob(f"{path.stem}.{_FRESH}*{path.suffix}"):
        if not path.exists() and (waiting := _waiting(path)):
            _move(path, waiting[-1])  # its log, or the new file would take it for its own
            _move(fresh, path)
        else:
            _remove(fresh)


def try_again(replica: Replica, key: bytes) -> Salvaged | None:
    """Read once more what could not be read of files set aside earlier; what they give now is
    carried over. None: nothing new.
    """
    found: Salvaged | None = None
    for aside in _waiting(replica.path):
        read, is_whole = _read(aside, key)
        with replica.editing() as connection:
            had = set(kept.value(connection, f"{_CARRIED}{aside.name}") or ())
            fresh = [row for row in read.get(OUTBOX.name, ()) if row["op_id"] not in had]
            edits = _carry(connection, {**read, OUTBOX.name: fresh, KEPT.name: []})
            _note_carried(connection, aside, had | set(edits))
        if is_whole:
            aside = _done_with(aside)
        if edits:
            replica.tell(ChangeSet(all_of=frozenset({"outbox"})))
            before = found.edits if found else 0
            found = Salvaged(before + len(edits), is_whole, aside, is_cache_whole=True)
    return found


def _is_well(path: Path, key: bytes) -> bool:
    """Whether the engine finds nothing wrong. Raises StoreError when the disk does not let it
    look.
    """
    try:
        connection = _opened(path, key)
    except driver.Error:
        return False
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
    except driver.Error as problem:
        kind = kind_of(problem)
        if kind in (None, CorruptReplica):
            return False
        raise kind from problem
    finally:
        connection.close()
    return [tuple(row) for row in found] == [("ok",)]


def _made(fresh: Path, path: Path, key: bytes, owner: str) -> tuple[list[str], bool, bool]:
    """Write the new file; answers the edits carried, whether all that is the user's own could be
    read, and whether all the rest could.
    """
    found, is_whole = _read(path, key)
    replica = Replica(fresh, key, owner)
    try:
        is_cache_whole = is_whole and _copied(replica, path, key)
        with replica.editing() as connection:
            if is_cache_whole:
                kept_rows = found.get(KEPT.name, [])
                found[KEPT.name] = []
                _put(connection, KEPT, (row for row in kept_rows if row["key"] != kept.SHAPE))
            edits = _carry(connection, found)
    finally:
        replica.close()
    return edits, is_whole, is_cache_whole


def _copied(replica: Replica, path: Path, key: bytes) -> bool:
    """Whether all of the cache could be copied; if not, none of it is. Search indexes, and who has
    part in which account, follow by their triggers.
    """
    connection = replica.open_copy(replica.path)
    try:
        connection.execute("ATTACH ? AS old KEY ?", (str(path), f"x'{key.hex()}'"))
        wanted = (f"SELECT value FROM {one}.kept WHERE key = ?" for one in ("main", "old"))
        here, there = (connection.execute(one, (kept.SHAPE,)).fetchone() for one in wanted)
        if here != there:
            return False
        connection.execute("BEGIN IMMEDIATE")
        for table in [one for one in cache.sorted_tables if one not in DERIVED]:
            names = ", ".join(f'"{column.name}"' for column in table.c)
            connection.execute(
                f'INSERT INTO main."{table.name}" ({names})'
                f' SELECT {names} FROM old."{table.name}" NOT INDEXED'
            )
        connection.execute("COMMIT")
    except driver.Error as problem:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        kind = kind_of(problem)
        if kind not in (None, CorruptReplica):
            raise kind from problem
        return False
    finally:
        connection.close()
    return True


def _read(path: Path, key: bytes) -> tuple[dict[str, list[dict[str, Any]]], bool]:
    found: dict[str, list[dict[str, Any]]] = {}
    is_whole = True
    try:
        connection = _opened(path, key)
    except driver.Error:
        return found, False
    try:
        for table in (OUTBOX, BASE, KEPT, FORM_FILES):
            found[table.name], was_whole = _rows(connection, table)
            is_whole = is_whole and was_whole
        found[SENT.name], _ = _rows(connection, SENT)
    finally:
        connection.close()
    return found, is_whole


def _opened(path: Path, key: bytes) -> Any:
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def _rows(connection: Any, table: Table) -> tuple[list[dict[str, Any]], bool]:
    """What can be read of a table from its start, and from its end where the middle is broken."""
    made: dict[tuple[Any, ...], dict[str, Any]] = {}
    for direction in ("ASC", "DESC"):
        try:
            cursor = connection.execute(
                f"SELECT * FROM {table.name} NOT INDEXED ORDER BY rowid {direction}"
            )
            names = [column[0] for column in cursor.description]
            for row in cursor:
                made[tuple(row)] = dict(zip(names, row, strict=True))
        except driver.Error:
            continue
        return list(made.values()), direction == "ASC"
    return list(made.values()), False


def _carry(connection: Connection, found: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Put what is the user's own; answers the operations."""
    ops = sorted(found.get(OUTBOX.name, ()), key=lambda row: row["seq"])
    taken = set(connection.execute(OUTBOX.select().with_only_columns(OUTBOX.c.op_id)).scalars())
    ops = [row for row in ops if row["op_id"] not in taken]
    if taken:  # behind those that are there
        ops = [{name: row[name] for name in row if name != "seq"} for row in ops]
    _put(connection, OUTBOX, ops)
    bases = {(row["kind"], row["entity_id"]): row for row in found.get(BASE.name, ())}
    for row in ops:  # a base that was not read: the feed will bring the row
        place = (row["kind"], row["entity_id"])
        bases.setdefault(place, {"kind": place[0], "entity_id": place[1], "version": 0})
    _put(connection, BASE, ({"body": None, **row} for row in bases.values()))
    own = (row for row in found.get(KEPT.name, ()) if row["key"] not in kept.OF_CACHE)
    _put(connection, KEPT, own)
    files = found.get(FORM_FILES.name, ())
    whole = (f for f in files if hashlib.sha256(f["content"]).hexdigest() == f["sha256"])
    _put(connection, FORM_FILES, whole)
    _put(connection, SENT, found.get(SENT.name, ()))
    outbox.show(connection, bases)
    return [row["op_id"] for row in ops]


def _put(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    known = {column.name for column in table.c}
    for row in rows:  # one by one: rows of an older shape lack columns
        values = {name: value for name, value in row.items() if name in known}
        connection.execute(insert(table).prefix_with("OR IGNORE"), [values])


def _note_carried(connection: Connection, aside: Path, op_ids: Iterable[str]) -> None:
    kept.keep(connection, f"{_CARRIED}{aside.name}", sorted(op_ids))


def _beside(path: Path, what: str, now: datetime | None = None) -> Path:
    when = f"-{now:%Y%m%dT%H%M%S}" if now else ""
    return path.with_name(f"{path.stem}.{what}{when}-{uuid.uuid4().hex[:8]}{path.suffix}")


def _waiting(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}.{_DAMAGED}-*{path.suffix}"))


def _done_with(aside: Path) -> Path:
    done = aside.with_name(aside.name.replace(f".{_DAMAGED}-", f".{_READ}-", 1))
    _move(aside, done)
    return done


def _move(path: Path, to: Path) -> None:
    """The file, then its log."""
    for suffix in _SUFFIXES:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(to.with_name(to.name + suffix))


def _remove(path: Path) -> None:
    for suffix in _SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
