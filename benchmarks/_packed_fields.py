"""A field of visits and payments in the encrypted replica or in PostgreSQL, as a pull or a server
has them, with its days packed; and the same rows as flat files.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from benchmarks._field_rows import FLAT, FLAT_PAID, LAST_DAY, Field, flat_file
from field_api.database import Database
from field_api.jobs.packing import forget_packs, pack_days
from field_api.tables.replicated import TABLES, stored_values
from kobra_desktop.store import packing, rows
from kobra_desktop.store.pages import upsert_sql
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.attribution import Contact
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES
from kobra_records.sql.tables import feed_fields
from tests.field_api.databases import create_database, migrate, postgresql_server

_NOW = datetime.combine(LAST_DAY, datetime.max.time(), UTC)
_PAGE = 5_000
_RIGHT = {one.value for one in RIGHT_PARTY_OUTCOMES}
_KEPT: dict[str, str] = {}  # triggers that were taken away, by name
Row = tuple[Any, ...]  # in stored form


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with a field in it, packed. `forget` takes the packs away."""

    field: Field
    tables: Mapping[str, Table]
    reading: Callable[[], AbstractContextManager[Connection]]
    forget: Callable[[], None]
    visits: Path
    payments: Path
    upkeep: dict[str, float]


@contextmanager
def on_replica(field: Field, folder: Path) -> Iterator[Filled]:
    """In a replica of its own."""
    path = folder / f"replica-{field.visits}.db"
    replica = Replica(path, os.urandom(32), "bench")
    with replica.pulling() as connection:
        for kind, found in _others(field).items():
            rows.write_all(connection, kind, ((entity, 1) for entity in found))
    flat = _Flat(field, folder)
    upkeep = _pulled(replica, field, flat.visits())
    for page in _pages(flat.payments(), _PAGE):
        _upserted(replica, "bank_payment", page)
    pack_s = _until_packed(lambda: packing.refresh(replica, _NOW))
    with replica.reading() as connection:
        size = connection.exec_driver_sql(
            "SELECT (SELECT sum(length(cells)) FROM pack_sum)"
            " + (SELECT sum(length(lines)) FROM pack_row)",
            execution_options={"reads": ()},
        ).scalar_one()
    upkeep |= {
        "pack_rows_per_s": round(1.25 * field.visits / pack_s),
        "pack_share_of_pull": round(pack_s * upkeep["pull_rows_per_s"] / 1.25 / field.visits, 2),
        "packs_mb": round(size / 2**20, 1),
    }
    yield Filled(
        *(field, RECORDS, replica.reading, lambda: packing.forget(replica)),
        *(flat.of_visits, flat.of_payments, upkeep),
    )
    replica.close()
    path.unlink()


@contextmanager
def on_postgresql(field: Field, folder: Path) -> Iterator[Filled]:
    """In a PostgreSQL of our own."""
    flat = _Flat(field, folder)
    with (
        tempfile.TemporaryDirectory(prefix="kobra-postgresql-") as place,
        postgresql_server(Path(place)) as server,
    ):
        url = create_database(server, "bench")
        migrate(url)
        database = Database(url)
        with database.begin() as connection:
            for kind, found in _others(field).items():
                values = [{**stored_values(one), "version": 1} for one in found]
                for at in range(0, len(values), _PAGE):
                    connection.execute(insert(TABLES[kind]), values[at : at + _PAGE])
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            begun = time.perf_counter()
            _copied(connection, "visit", flat.visits())
            copy_s = time.perf_counter() - begun
            _copied(connection, "bank_payment", flat.payments())
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        pack_s = _until_packed(lambda: pack_days(database, _NOW))
        upkeep: dict[str, float] = {
            "copy_rows_per_s": round(field.visits / copy_s),
            "pack_rows_per_s": round(1.25 * field.visits / pack_s),
        }
        yield Filled(
            *(field, TABLES, database.read, lambda: forget_packs(database)),
            *(flat.of_visits, flat.of_payments, upkeep),
        )
        database.close()


def _others(field: Field) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for kind, entity in field.others():
        found.setdefault(kind, []).append(entity)
    return found


class _Flat:
    """The stored rows of a field, which lie flat in files once they were gone through: none is held
    in memory. Visits come first, for they say whose work payments are.
    """

    def __init__(self, field: Field, folder: Path) -> None:
        self._field, self._met = field, list[Contact]()
        self.of_visits, self.of_payments = folder / "visits.csv", folder / "payments.csv"

    def visits(self) -> Iterator[Row]:
        """Those of visits."""
        outcome = feed_fields("visit").index("outcome")
        with flat_file(self.of_visits, FLAT) as put:
            for row, said, contact in self._field.rows():
                put(said)
                if row[outcome] in _RIGHT:
                    self._met.append(contact)
                yield row

    def payments(self) -> Iterator[Row]:
        """Those of payments."""
        with flat_file(self.of_payments, FLAT_PAID) as put:
            for row, said in self._field.paid(self._met):
                put(said)
                yield row
        self._met.clear()


def _pages(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while page := [*islice(rows, size)]:
        yield page


def _until_packed(pack: Callable[[], int]) -> float:
    begun = time.perf_counter()
    while pack():
        pass
    return time.perf_counter() - begun


def _copied(connection: Connection, kind: str, stored: Iterable[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    names = ", ".join(f'"{name}"' for name in feed_fields(kind))
    with driver.cursor().copy(f"COPY {TABLES[kind].name} ({names}) FROM STDIN") as copy:
        for row in stored:
            copy.write_row(row)


def _upserted(replica: Replica, kind: str, part: Sequence[Row]) -> None:
    for at in range(0, len(part), _PAGE):
        with replica.pulling() as connection:
            connection.exec_driver_sql(upsert_sql(kind), list(part[at : at + _PAGE]))


def _pulled(replica: Replica, field: Field, stored: Iterator[Row]) -> dict[str, float]:
    """Rows per second of the upsert, in pages, with the triggers of packs and without them, by
    turns: the file grows meanwhile.
    """
    taken = {True: 0.0, False: 0.0}
    count = dict.fromkeys(taken, 0)
    for turn, part in enumerate(_pages(stored, max(_PAGE, field.visits // 20))):
        is_ours = bool(turn % 2)
        with replica.pulling() as connection:
            _triggers(connection, is_there=is_ours)
        begun = time.perf_counter()
        _upserted(replica, "visit", part)
        taken[is_ours] += time.perf_counter() - begun
        count[is_ours] += len(part)
    with replica.pulling() as connection:
        _triggers(connection, is_there=True)
    return {
        "pull_rows_per_s": round(count[True] / taken[True]),
        "pull_without_triggers_rows_per_s": round(count[False] / taken[False]),
    }


def _triggers(connection: Connection, *, is_there: bool) -> None:
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'pack_visit%'"
    ).all()
    if is_there and not found:
        for made in _KEPT.values():
            connection.exec_driver_sql(made)
    elif found and not is_there:
        _KEPT.update((row[0], row[1]) for row in found)
        for name in _KEPT:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
