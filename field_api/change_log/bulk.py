"""The door of files: writes and logs hundreds of thousands of rows in one transaction, by the rules
of `record`, without an entity or a statement a row. Only kinds whose rows lie in one portfolio.

Versions are handed out in the order of the parts, so a row's version follows from its place and
whoever wrote a part knows its rows by their versions alone. SQLite takes rows by itself from the
file they lie in, else gets them one after the other; PostgreSQL gets them beside its tables by
COPY, and its log is locked only while they are put in.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from field_api.change_log import marks, packs
from field_api.change_log.events import note_events
from field_api.change_log.record import (
    Edit,
    announce,
    lock,
    log,
    next_versions,
    seal,
    stamp,
    write,
)
from field_api.change_log.scope_epochs import note_users
from field_api.database import attached, is_postgresql
from field_api.tables.replicated import TABLES
from kobra_domain.scope import EVERYTHING, portfolio_key
from kobra_records.sql.tables import feed_fields, to_ms

Values = Sequence[Any]
_OLD = "kobra_old"  # the column, beside its table, of the version that must be there


class Overtaken(Exception):
    """A row is no longer what the part was made for; nothing of the transaction may stand."""


@dataclass(frozen=True, slots=True)
class Lying:
    """Where SQLite finds the rows of a part by itself: in `table` of the SQLite file `path`,
    numbered from 1, in columns of the fields' names.
    """

    path: Path
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Rows that come. `rows(first)` gives them in their stored form, in the order of `feed_fields`,
    with the versions from `first` on; going through them asks nothing of the connection.
    """

    kind: str
    count: int
    rows: Callable[[int], Iterable[Values]]
    lying: Lying


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Rows that change, as of `New`; after its values each gives the version that must be there.
    Where they lie in a file, its column `seen` says it.
    """

    kind: str
    count: int
    rows: Callable[[int], Iterable[Values]]
    lying: Lying | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Rows that go."""

    kind: str
    ids: Sequence[str]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.ids)


Part = New | Changed | Gone


@dataclass(frozen=True, slots=True)
class Written:
    """The first version of each part, and the versions of the edits."""

    firsts: tuple[int, ...]
    versions: tuple[int, ...]


def record_bulk(
    connection: Connection,
    portfolio_id: str,
    parts: Sequence[Part],
    edits: Sequence[Edit],
    *,
    at: datetime,
) -> Written:
    """Write and log the parts, then the edits. The last write of a transaction.

    Raises Overtaken when a new row is there already, or one to be changed is another than it was.
    """
    seal(connection)
    note_users(connection, edits, at)
    bulk = _Bulk(connection, portfolio_id, at)
    changed = [_touched(connection, part) for part in parts if part.count]
    total = sum(part.count for part in parts)
    if is_postgresql(connection):
        for place, part in enumerate(parts):
            bulk.lay_beside(place, part)
        write(connection, edits, [0] * len(edits))
        lock(connection)
    versions = next_versions(connection, total + len(edits))
    firsts, first = [], versions[0] if versions else 0
    for place, part in enumerate(parts):
        firsts.append(first)
        if part.count:
            bulk.put(place, part, first)
        first += part.count
    ours = versions[total:]
    if is_postgresql(connection):
        stamp(connection, edits, ours)
    else:
        write(connection, edits, ours)
    if edits:
        log(connection, edits, ours, at)
        note_events(connection, edits, ours, at)
    packs.make_stale(connection, packs.touched(edits))
    for one in changed:
        packs.make_stale(connection, one)
    if versions:
        marks.draw(connection, versions[-1])
        announce(connection, versions[-1])
    return Written(tuple(firsts), tuple(ours))


def _touched(connection: Connection, part: Part) -> packs.Touched:
    """What a part touches of packed days, before it is put in."""
    if isinstance(part, Gone):
        return packs.of_ids(connection, part.kind, part.ids)
    fields = feed_fields(part.kind)
    if isinstance(part, New):
        return packs.of_new(part.kind, fields, part.rows)
    return packs.of_changed(connection, part.kind, fields, part.rows)


class _Bulk:
    """The parts of one transaction."""

    def __init__(self, connection: Connection, portfolio_id: str, at: datetime) -> None:
        self._connection = connection
        self._portfolio_id = portfolio_id
        self._at = to_ms(at)

    def lay_beside(self, place: int, part: Part) -> None:
        """Of PostgreSQL: the rows in a table of this transaction, numbered from 0, and those that
        are there locked.
        """
        name, table = f"kobra_beside_{place}", TABLES[part.kind].name
        if not part.count:
            return
        if isinstance(part, Gone):
            self._lay_gone(place, part)
            self._run(
                f"SELECT t.id FROM {table} t JOIN kobra_gone_{place} g ON g.id = t.id"
                " ORDER BY t.id FOR UPDATE OF t"
            )
            return
        fields = feed_fields(part.kind)
        extra = f", 0::bigint AS {_OLD}" if isinstance(part, Changed) else ""
        listed = ", ".join(f'"{one}"' for one in fields)
        self._run(
            f"CREATE TEMP TABLE {name} ON COMMIT DROP AS"
            f" SELECT {listed}{extra} FROM {table} LIMIT 0"
        )
        rows = part.rows(0)  # asked for before: the connection is busy while it is given rows
        with self._driver().cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        self._run(f"ANALYZE {name}")
        if isinstance(part, Changed):
            held = self._run(
                f"SELECT t.id FROM {table} t JOIN {name} b ON b.id = t.id AND b.{_OLD} = t.version"
                " ORDER BY t.id FOR UPDATE OF t"
            )
            if len(held.all()) != part.count:
                raise Overtaken

    def put(self, place: int, part: Part, first: int) -> None:
        """Write the part's rows with their versions, and log them."""
        if isinstance(part, Gone):
            if not is_postgresql(self._connection):
                self._lay_gone(place, part)
            self._log(part, first, f"SELECT id, number AS version FROM kobra_gone_{place}")
            self._run(
                f"DELETE FROM {TABLES[part.kind].name}"
                f" WHERE id IN (SELECT id FROM kobra_gone_{place})"
            )
            self._run(f"DROP TABLE kobra_gone_{place}")
            return
        try:
            if is_postgresql(self._connection):
                self._put_in(place, part, first)
            elif isinstance(part, New):
                self._come_from_file(part, part.lying, first)
            elif part.lying:
                self._change_from_file(part, part.lying, first)
            else:
                self._put_one_by_one(part, first)
        except (IntegrityError, sqlite3.IntegrityError) as problem:
            raise Overtaken from problem
        self._log_put(place, part, first)

    def _log_put(self, place: int, part: New | Changed, first: int) -> None:
        """Log rows that came or changed: by where they came from, else by their versions, for which
        all of the portfolio's are looked through.
        """
        if is_postgresql(self._connection):
            self._log(part, first, f"SELECT id, version FROM kobra_beside_{place}")
        elif part.lying:
            beside = attached(self._connection, part.lying.path)
            lying = f"{beside}.{part.lying.table}"
            self._log(part, first, f"SELECT id, rowid - 1 AS version FROM {lying}")
        else:
            self._log(
                part,
                0,
                f"SELECT id, version FROM {TABLES[part.kind].name} WHERE portfolio_id = :portfolio"
                " AND version >= :low AND version < :high",
                portfolio=self._portfolio_id,
                low=first,
                high=first + part.count,
            )

    def _put_in(self, place: int, part: New | Changed, first: int) -> None:
        name, table = f"kobra_beside_{place}", TABLES[part.kind].name
        fields = feed_fields(part.kind)[:-1]
        listed = ", ".join(f'"{one}"' for one in fields)
        if isinstance(part, New):
            self._run(
                f"INSERT INTO {table} ({listed}, version)"
                f" SELECT {listed}, version + :first FROM {name} ORDER BY version",
                first=first,
            )
            return
        ours = ", ".join(f'"{one}" = b."{one}"' for one in fields if one != "id")
        self._run(
            f"UPDATE {table} t SET {ours}, version = b.version + :first FROM {name} b"
            " WHERE t.id = b.id",
            first=first,
        )

    def _come_from_file(self, part: New, lying: Lying, first: int) -> None:
        """Of SQLite: the rows go from file to file, and none of them becomes an object of ours."""
        beside = attached(self._connection, lying.path)
        listed = ", ".join(f'"{one}"' for one in feed_fields(part.kind)[:-1])
        self._driver().execute(
            f"INSERT INTO main.{TABLES[part.kind].name} ({listed}, version)"
            f" SELECT {listed}, rowid - 1 + ? FROM {beside}.{lying.table} ORDER BY rowid",
            (first,),
        )

    def _change_from_file(self, part: Changed, lying: Lying, first: int) -> None:
        beside = attached(self._connection, lying.path)
        fields = feed_fields(part.kind)[1:-1]  # not the id
        ours = ", ".join(f'"{one}" = b."{one}"' for one in fields)
        done = self._driver().execute(
            f"UPDATE main.{TABLES[part.kind].name} AS t SET {ours}, version = b.rowid - 1 + ?"
            f" FROM {beside}.{lying.table} AS b WHERE t.id = b.id AND t.version = b.seen",
            (first,),
        )
        if done.rowcount != part.count:
            raise Overtaken

    def _put_one_by_one(self, part: Changed, first: int) -> None:
        table, fields = TABLES[part.kind].name, feed_fields(part.kind)
        cursor = self._driver().cursor()
        ours = ", ".join(f'"{one}" = ?{place}' for place, one in enumerate(fields, 1))
        cursor.executemany(
            f"UPDATE {table} SET {ours} WHERE id = ?1 AND version = ?{len(fields) + 1}",
            part.rows(first),
        )
        if cursor.rowcount != part.count:
            raise Overtaken

    def _log(self, part: Part, first: int, rows: str, **values: Any) -> None:
        """A line for each row and key. `rows` gives ids and numbers, counted from `first`. Both
        lines of a row lie side by side in the log's key, so they are put in together: an index that
        grows at its end is cheap, one that is gone through a second time is not.
        """
        self._run(
            "INSERT INTO change_log (kind, entity_id, scope_key, seq, is_gone, changed_at)"
            " SELECT :kind, r.id, k.scope_key, r.version + :first, :is_gone, :at"
            f" FROM ({rows}) AS r CROSS JOIN"
            " (SELECT :everything AS scope_key UNION ALL SELECT :ours) AS k WHERE 1 = 1"
            " ON CONFLICT (kind, entity_id, scope_key) DO UPDATE SET seq = excluded.seq,"
            " is_gone = excluded.is_gone, changed_at = excluded.changed_at",
            kind=part.kind,
            everything=EVERYTHING,
            ours=portfolio_key(self._portfolio_id),
            first=first,
            is_gone=isinstance(part, Gone),
            at=self._at,
            **values,
        )

    def _lay_gone(self, place: int, part: Gone) -> None:
        """The ids that go, in a table of this transaction, numbered from 0."""
        name = f"kobra_gone_{place}"
        self._run(f"CREATE TEMP TABLE {name} (number BIGINT, id TEXT PRIMARY KEY)")
        driver = self._driver()
        if is_postgresql(self._connection):
            with driver.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                for row in enumerate(part.ids):
                    copy.write_row(row)
            self._run(f"ANALYZE {name}")
        else:
            driver.executemany(f"INSERT INTO {name} VALUES (?, ?)", enumerate(part.ids))

    def _run(self, statement: str, **values: Any) -> Any:
        return self._connection.execute(text(statement), values)

    def _driver(self) -> Any:
        return self._connection.connection.driver_connection
