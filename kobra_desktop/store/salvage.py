"""A damaged replica is set aside, never deleted, and what only it held is carried to a new one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlcipher3 import dbapi2 as driver

from kobra_desktop.store import kept, outbox
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import BASE, KEPT, OUTBOX

_SUFFIXES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many unsent edits were carried over, whether some may be lost, and where the file is."""

    edits: int
    is_whole: bool
    set_aside: Path


def replace_damaged(path: Path, key: bytes, owner: str, now: datetime) -> tuple[Replica, Salvaged]:
    """Set the damaged file aside and open a new replica with what could be read of the user's own.

    Raises StoreError when no new one can be made.
    """
    aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%dT%H%M%S}{path.suffix}")
    for suffix in _SUFFIXES:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    found, is_whole = _read(aside, key)
    replica = Replica(path, key, owner)
    with replica.editing() as connection:
        edits = _carry(connection, found)
    replica.tell(ChangeSet(all_of=frozenset({"outbox"})))
    return replica, Salvaged(edits, is_whole, aside)


def _read(path: Path, key: bytes) -> tuple[dict[str, list[dict[str, Any]]], bool]:
    found: dict[str, list[dict[str, Any]]] = {}
    is_whole = True
    try:
        connection = driver.connect(str(path), isolation_level=None)
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    except driver.Error:
        return found, False
    try:
        for table in (OUTBOX, BASE, KEPT):
            found[table.name], was_whole = _rows(connection, table)
            is_whole = is_whole and was_whole
    finally:
        connection.close()
    return found, is_whole


def _rows(connection: Any, table: Table) -> tuple[list[dict[str, Any]], bool]:
    """What can be read of a table from its start, and from its end where the middle is broken."""
    names = [column.name for column in table.c]
    made: dict[tuple[Any, ...], dict[str, Any]] = {}
    for direction in ("ASC", "DESC"):
        try:
            cursor = connection.execute(
                f"SELECT {', '.join(names)} FROM {table.name} ORDER BY rowid {direction}"
            )
            for row in cursor:
                made[tuple(row)] = dict(zip(names, row, strict=True))
        except driver.Error:
            continue
        return list(made.values()), direction == "ASC"
    return list(made.values()), False


def _carry(connection: Connection, found: dict[str, list[dict[str, Any]]]) -> int:
    ops = sorted(found.get(OUTBOX.name, ()), key=lambda row: row["seq"])
    if ops:
        connection.execute(insert(OUTBOX), ops)
    bases = {(row["kind"], row["entity_id"]): row for row in found.get(BASE.name, ())}
    for row in ops:  # a base that was not read: the feed will bring the row
        place = (row["kind"], row["entity_id"])
        bases.setdefault(place, {"kind": place[0], "entity_id": place[1], "version": 0})
    if bases:
        connection.execute(insert(BASE), [{"body": None, **row} for row in bases.values()])
    own = [row for row in found.get(KEPT.name, ()) if row["key"] not in kept.OF_CACHE]
    for row in own:
        connection.execute(insert(KEPT).prefix_with("OR IGNORE"), [row])
    outbox.show(connection, bases)
    return len(ops)
