"""The stage file: what a file would do, row by row. Written by the plan, read by preview, commit
and undo. One SQLite file in the data folder for each import.

Rows that come and rows that change lie in one table a kind, in the order in which they are written:
the number of a row in its table tells the version that the commit gives it.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from field_api.imports.stored import Row, fields_of
from kobra_domain.errors import Invalid
from kobra_records.private_files import make_file, make_folder

# What is named before who names it.
KINDS = (
    *("party", "address", "account", "authorisation"),
    *("bank_payment", "contact", "promise", "agent"),
)
_OWN = """
CREATE TABLE lines (line INTEGER, fate TEXT, key TEXT, name TEXT);
CREATE TABLE refused (line INTEGER, "column" TEXT, code TEXT, params TEXT, key TEXT, name TEXT);
CREATE TABLE kept (line INTEGER, kind TEXT, id TEXT, field TEXT, ours TEXT, theirs TEXT, code TEXT);
CREATE TABLE absent (id TEXT, number TEXT, seen INTEGER);
CREATE TABLE said (name TEXT PRIMARY KEY, value TEXT);
"""
_OF_NO_FILE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
}
_encode, _decode = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder().decode


class StageLost(Invalid):
    """The file of the plan is not there, or is no longer what was written."""


class Stage:
    """One stage file. Raises OSError, sqlite3.Error where the disk takes no more."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.db = connection
        self.counts: dict[str, int] = {}

    def add(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Put rows into one of the file's own tables."""
        if rows:
            self._insert(table, len(rows[0]), rows)

    def add_new(self, kind: str, rows: Sequence[Sequence[Any]]) -> int:
        """Rows that come: their line, then their values; answers the number of the first."""
        return self._add(f"new_{kind}", len(fields_of(kind)) + 1, rows)

    def add_changed(self, kind: str, rows: Sequence[tuple[int, int, Row, Sequence[Any]]]) -> int:
        """Rows that change: line, the version seen, values before and after; as `add_new`."""
        made = [(line, seen, _encode(was), *values) for line, seen, was, values in rows]
        return self._add(f"changed_{kind}", len(fields_of(kind)) + 3, made)

    def put(self, table: str, kind: str, number: int, values: Sequence[Any]) -> None:
        """Say a row anew that is in the file already."""
        ours = ", ".join(f'"{name}" = ?' for name in fields_of(kind))
        self.db.execute(f"UPDATE {table}_{kind} SET {ours} WHERE rowid = ?", (*values, number))

    def row(self, table: str, kind: str, number: int) -> Row:
        """The line of a row, of a changed one the version seen and the values before; values."""
        found = self.db.execute(f"SELECT * FROM {table}_{kind} WHERE rowid = ?", (number,))
        row: Row = found.fetchone()
        return row if table == "new" else (row[0], row[1], tuple(_decode(row[2])), *row[3:])

    def _add(self, table: str, width: int, rows: Sequence[Sequence[Any]]) -> int:
        first = self.counts.get(table, 0) + 1
        if rows:
            self._insert(table, width, rows)
            self.counts[table] = first - 1 + len(rows)
        return first

    def _insert(self, table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
        marked = ", ".join("?" * width)
        self.db.executemany(f"INSERT INTO {table} VALUES ({marked})", rows)

    # What preview, commit and undo ask.

    def count(self, table: str, where: str = "", *given: Any) -> int:
        """How many rows a table has."""
        condition = f" WHERE {where}" if where else ""
        found: int = self.db.execute(f"SELECT count(*) FROM {table}{condition}", given).fetchone()[
            0
        ]
        return found

    def select(self, statement: str, *given: Any) -> Iterator[Row]:
        """The rows of a statement."""
        return iter(self.db.execute(statement, given))

    def new_rows(self, kind: str, first: int) -> Iterator[Row]:
        """The values of rows that come, with versions from `first` on."""
        listed = _listed(kind)
        return self.select(f"SELECT {listed}, rowid - 1 + ? FROM new_{kind} ORDER BY rowid", first)

    def changed_rows(self, kind: str, first: int) -> Iterator[Row]:
        """The values of rows that change, with versions from `first` on, and the version seen."""
        listed = _listed(kind)
        return self.select(
            f"SELECT {listed}, rowid - 1 + ?, seen FROM changed_{kind} ORDER BY rowid", first
        )

    def befores(self, kind: str) -> Iterator[tuple[int, Row]]:
        """Of rows that change, the number in its table and the values before."""
        for number, was in self.select(f"SELECT rowid, was FROM changed_{kind} ORDER BY rowid"):
            yield number, tuple(_decode(was))

    def pairs(self, kind: str, where: str = "1", *given: Any) -> Iterator[tuple[int, Row, Row]]:
        """Of rows that change: line, values before, values after."""
        width = len(fields_of(kind))
        for row in self.select(f"SELECT * FROM changed_{kind} WHERE {where}", *given):
            yield row[0], tuple(_decode(row[2]))[:width], row[3:]

    def say(self, name: str, value: Any) -> None:
        """Keep something about the whole."""
        text = msgspec.json.encode(value).decode()
        self.db.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (name, text))

    def said(self, name: str) -> Any:
        """What was kept of the whole, None if nothing."""
        row = self.db.execute("SELECT value FROM said WHERE name = ?", (name,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0])


@contextmanager
def made(path: Path) -> Iterator[Stage]:
    """A new stage file in place of an old one. It is whole once the block has ended."""
    make_folder(path.parent)
    path.unlink(missing_ok=True)
    beside = path.with_name(f"{path.name}-part")
    beside.unlink(missing_ok=True)
    make_file(beside)
    connection = sqlite3.connect(beside, isolation_level=None)
    try:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(_OWN)
        for kind in KINDS:
            listed = _listed(kind)
            connection.execute(f"CREATE TABLE new_{kind} (line INTEGER, {listed})")
            connection.execute(
                f"CREATE TABLE changed_{kind} (line INTEGER, seen INTEGER, was BLOB, {listed})"
            )
        connection.execute("BEGIN")
        yield Stage(beside, connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        beside.unlink(missing_ok=True)
        raise
    connection.close()
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(path)


@contextmanager
def opened(path: Path) -> Iterator[Stage]:
    """A stage file that was made. Raises StageLost."""
    if not path.exists():
        raise StageLost("import_stage_lost", field="")
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    try:
        yield Stage(path, connection)
    except sqlite3.DatabaseError as problem:
        # A commit writes another database meanwhile, which has complaints of its own.
        if getattr(problem, "sqlite_errorcode", 0) & 0xFF in _OF_NO_FILE:
            raise
        raise StageLost("import_stage_lost", field="") from problem
    finally:
        connection.close()


def _listed(kind: str) -> str:
    return ", ".join(f'"{name}"' for name in fields_of(kind))
