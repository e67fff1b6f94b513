"""A portfolio's file taken in cold, against `csv` and raw `executemany` of the same strings; then
taken back. 100,000 accounts with their people and addresses, as text and as a workbook; a million.

Each run is a process of its own with a new database, ours and the peers alternating. The peers,
each in one transaction that is as durable as ours:
  flat   the file's strings as they stand into one table of texts without key or index: the floor
  rows   the same strings into four tables of texts with the server's columns, keys and indexes, as
         person, address, account and authorisation, which is what the file says
  logged the same, and the lines of the change log, by which phones and desktops hear of each row
python -m benchmarks.portfolio_import [--rows 100000] [--form csv] [--runs 3] [--engines sqlite]
"""

import argparse
import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, UniqueConstraint

from benchmarks._facts import machine
from field_api.change_log.record import record_all
from field_api.database import Database, is_postgresql
from field_api.imports.taking import Wish, take_file
from field_api.imports.undoing import undo
from field_api.tables.replicated import TABLES
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import CreditorType, Institution, Portfolio, ProductType
from kobra_domain.scope import EVERYTHING, portfolio_key
from kobra_records.files.exports.table import ColumnType
from kobra_records.files.exports.xlsx_writing import XlsxSheet, write_xlsx
from kobra_records.ids import new_id
from tests.field_api.databases import (
    create_database,
    drop_database,
    migrate,
    postgresql_server,
)

HEADER = (
    *("credito", "tipo_documento", "documento", "nombre", "telefono", "direccion", "barrio"),
    *("municipio", "saldo", "saldo_vencido", "capital", "dias_mora", "producto", "tipo_producto"),
    *("fecha_vencimiento", "fecha_desembolso", "fecha_autorizacion", "segmento", "lote"),
)
PEERS = ("flat", "rows", "logged")
# What the file's columns are, by the kinds they become; the ids come before them.
PARTS = {
    "party": {"document_type": 1, "document_number": 2, "name": 3, "channels": 4},
    "address": {"street": 5, "neighbourhood": 6, "municipality": 7},
    "account": {
        "number": 0,
        "balance_minor": 8,
        "overdue_minor": 9,
        "principal_minor": 10,
        "days_past_due": 11,
        "product": 12,
        "state": 13,
        "due_on": 14,
        "originated_on": 15,
        "segment": 17,
        "lot": 18,
    },
    "authorisation": {"signed_on": 16},
}
Case = tuple[str, int, tuple[str, ...], int]  # form, rows, engines, runs
# What is measured if nothing else is asked for.
CASES: tuple[Case, ...] = (
    ("csv", 100_000, ("sqlite", "postgresql"), 5),
    ("xlsx", 100_000, ("sqlite",), 3),
    ("csv", 1_000_000, ("sqlite", "postgresql"), 1),
)
Row = Sequence[str]


def rows_of(count: int) -> Iterator[Row]:
    """Invented accounts as a core system writes them."""
    random, today = Random(f"portfolio {count}"), date(2026, 11, 17)
    for number in range(count):
        balance, late = random.randrange(1, 90) * 100_000 + 50, random.randrange(1, 200)
        yield (
            *(f"B{number:09d}", "CC", f"{1_900_000_000 + number}"),
            *(f"María Muñoz Peña {number}", f"300{number:07d}"),
            f"Calle {number % 90 + 1} # {number % 70 + 1}-{number % 90 + 2}",
            *(f"Barrio {number % 80}", "Ciudad de Prueba"),
            *(f"{balance},50", f"{balance // 9},25", f"{balance + 100_000},00", str(late)),
            *("Crédito productivo", "microcrédito", f"{today - timedelta(days=late):%d/%m/%Y}"),
            *("15/03/2024", "20/03/2024", "ABC"[number % 3], f"2026-{number % 12 + 1:02d}"),
        )


def write_file(path: Path, count: int) -> None:
    """So many of them, as the name's ending says."""
    if path.suffix == ".xlsx":
        types = [ColumnType.TEXT] * len(HEADER)
        write_xlsx(path, [XlsxSheet("Cartera", list(HEADER), rows_of(count), types)], lambda: None)
        return
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows_of(count))


def ours(url: str, path: Path, folder: Path) -> dict[str, float]:
    """The file taken in and taken back as the command line does it, in seconds."""
    now = datetime.now(UTC)
    owner = Institution(id=new_id(), name="Banco de Prueba")
    portfolio = Portfolio(
        id=new_id(),
        name="Prueba",
        institution_id=owner.id,
        creditor_type=CreditorType.FINANCIAL,
        country="CO",
        currency="COP",
        time_zone="America/Bogota",
        product_type=ProductType.MICROCREDIT,
    )
    owner = replace(owner, portfolio_ids=(portfolio.id,))
    database = Database(url)
    with database.begin() as connection:
        record_all(connection, [(owner, None), (portfolio, None)], at=now)
    start, start_cpu = time.perf_counter(), time.process_time()
    wish = Wish(portfolio=portfolio, kind=ImportKind.ACCOUNTS, path=path)
    taken = take_file(database, folder, wish, now)
    took_s, took_cpu_s = time.perf_counter() - start, time.process_time() - start_cpu
    peak_mb = _peak_mb()
    assert taken.item.new == taken.item.rows, taken.item
    start, start_cpu = time.perf_counter(), time.process_time()
    undo(database, folder, taken.item.id, by=None, now=datetime.now(UTC))
    undo_s, undo_cpu_s = time.perf_counter() - start, time.process_time() - start_cpu
    database.close()
    return {
        "seconds": took_s,
        "cpu_s": took_cpu_s,
        "peak_mb": peak_mb,
        "undo_s": undo_s,
        "undo_cpu_s": undo_cpu_s,
        "undo_peak_mb": _peak_mb(),
    }


def peer(act: str, url: str, path: Path) -> dict[str, float]:
    """The strings read and written without looking at them, in seconds."""
    database = Database(url)
    tables = {"flat": list(HEADER)} if act == "flat" else {kind: _columns(kind) for kind in PARTS}
    with database.begin() as connection:
        for kind, columns in tables.items():
            _make_table(connection, kind, columns)
    start, start_cpu = time.perf_counter(), time.process_time()
    rows = _strings(path)
    with database.begin() as connection:
        if act == "flat":
            _insert(connection, "plain_flat", HEADER, rows)
        else:
            ids = _insert_parts(connection, rows)
        if act == "logged":
            names = ("kind", "entity_id", "scope_key", "seq", "is_gone", "changed_at")
            _insert(connection, "change_log", names, list(_lines(ids)))
    took_s, took_cpu_s = time.perf_counter() - start, time.process_time() - start_cpu
    database.close()
    return {"seconds": took_s, "cpu_s": took_cpu_s, "peak_mb": _peak_mb()}


def _strings(path: Path) -> list[Row]:
    """All rows of a file, by the readers that ours stands on."""
    if path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(path)
        return [tuple(map(str, row)) for row in book.get_sheet_by_index(0).to_python()[1:]]
    with path.open(encoding="cp1252", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        return [tuple(row) for row in rows]


def _columns(kind: str) -> list[str]:
    return [column.name for column in TABLES[kind].columns]


def _make_table(connection: Connection, kind: str, columns: list[str]) -> None:
    """A table of texts, with the keys and indexes of the server's."""
    listed = ", ".join(f"{name} {'BIGINT' if name == 'version' else 'TEXT'}" for name in columns)
    key = ", PRIMARY KEY (id)" if "id" in columns else ""
    connection.exec_driver_sql(f"CREATE TABLE plain_{kind} ({listed}{key})")
    if kind not in TABLES:
        return
    unique = (one for one in TABLES[kind].constraints if isinstance(one, UniqueConstraint))
    looked_up = [("UNIQUE INDEX", one.columns) for one in unique]
    looked_up += [("INDEX", one.columns) for one in TABLES[kind].indexes]
    for number, (word, over) in enumerate(looked_up):
        listed = ", ".join(column.name for column in over)
        name = f"plain_{kind}_{number}"
        connection.exec_driver_sql(f"CREATE {word} {name} ON plain_{kind} ({listed})")


def _insert(
    connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    marks = ", ".join(["%s" if is_postgresql(connection) else "?"] * len(names))
    listed = ", ".join(names)
    connection.exec_driver_sql(f"INSERT INTO {table} ({listed}) VALUES ({marks})", list(rows))


def _insert_parts(connection: Connection, rows: Sequence[Row]) -> dict[str, list[str]]:
    """Four rows of each; answers their ids by kind."""
    portfolio_id, count = new_id(), len(rows)
    ids = {kind: [new_id() for _ in rows] for kind in PARTS}
    for place, (kind, said) in enumerate(PARTS.items()):
        head = {"id": ids[kind], "portfolio_id": [portfolio_id] * count}
        held = {"party_id": "party", "parties": "party", "account_id": "account"}
        head |= {name: ids[one] for name, one in held.items() if name in _columns(kind)}
        first = place * count
        columns = [[row[at] for row in rows] for at in said.values()]
        made = zip(range(first, first + count), *head.values(), *columns, strict=True)
        _insert(connection, f"plain_{kind}", ("version", *head, *said), list(made))
    return ids


def _lines(ids: dict[str, list[str]]) -> Iterator[tuple[Any, ...]]:
    """The two lines of the change log for each row."""
    key, seq = portfolio_key(new_id()), 0
    for kind, some in ids.items():
        for id_ in some:
            seq += 1
            yield kind, id_, EVERYTHING, seq, False, 1_790_000_000_000
            yield kind, id_, key, seq, False, 1_790_000_000_000


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _child(act: str, url: str, path: Path, folder: Path) -> dict[str, float]:
    words = [act, url, str(path), str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.portfolio_import", "--child", *words],
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


class _Databases:
    """Addresses of databases of one engine without anything in them, one after the other."""

    def __init__(self, engine: str, folder: Path, stack: ExitStack) -> None:
        self._server, self._folder, self._number = "", folder, 0
        if engine == "postgresql":
            (folder / "pg").mkdir()
            self._server = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))

    @contextmanager
    def one(self) -> Iterator[str]:
        """A migrated one, which is gone after the block."""
        self._number += 1
        name = f"bench{self._number}"
        path = self._folder / f"{name}.db"
        url = create_database(self._server, name) if self._server else f"sqlite:///{path}"
        migrate(url)
        yield url
        if self._server:
            drop_database(self._server, name)
        for left in self._folder.glob(f"{name}.db*"):
            left.unlink()


def measured(engine: str, path: Path, runs: int) -> dict[str, Any]:
    """Alternating runs on one engine."""
    acts = ("ours", *PEERS)
    told: dict[str, list[dict[str, float]]] = {act: [] for act in acts}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        databases = _Databases(engine, folder, stack)
        for run in range(runs):
            for act in acts if run % 2 else reversed(acts):
                print(f"{path.name} {engine} {act} {run + 1}", file=sys.stderr, flush=True)
                with databases.one() as url:
                    told[act].append(_child(act, url, path, folder / f"data{run}"))
                shutil.rmtree(folder / f"data{run}", ignore_errors=True)
    mine = told["ours"]
    return {
        **_medians(mine),
        **{name: _medians(told[name]) | _ratios(mine, told[name]) for name in PEERS},
        "undo_to_import": round(_median(mine, "undo_s") / _median(mine, "seconds"), 2),
        "undo_to_import_cpu": round(_median(mine, "undo_cpu_s") / _median(mine, "cpu_s"), 2),
    }


def _median(runs: Sequence[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in runs)


def _medians(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: round(_median(runs, name), 2) for name in runs[0]}


def _ratios(mine: Sequence[dict[str, float]], theirs: Sequence[dict[str, float]]) -> dict[str, Any]:
    """Of what ours takes of theirs, by the clock, by this process's processor and in memory."""
    each = [a["seconds"] / b["seconds"] for a, b in zip(mine, theirs, strict=True)]
    return {
        "ratio": round(_median(mine, "seconds") / _median(theirs, "seconds"), 2),
        "ratio_spread": [round(min(each), 2), round(max(each), 2)],
        "ratio_cpu": round(_median(mine, "cpu_s") / _median(theirs, "cpu_s"), 2),
        "ratio_peak": round(_median(mine, "peak_mb") / _median(theirs, "peak_mb"), 2),
    }


def main() -> None:
    """Measure and print; as a child, one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--form", default="csv", choices=("csv", "xlsx"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--child", nargs=4, metavar=("ACT", "URL", "FILE", "FOLDER"))
    asked = parser.parse_args()
    if asked.child:
        act, url, path, folder = asked.child
        run = ours(url, Path(path), Path(folder)) if act == "ours" else peer(act, url, Path(path))
        print(json.dumps(run))
        return
    facts, cases = machine(), CASES
    if asked.rows:
        cases = ((asked.form, asked.rows, tuple(asked.engines.split(",")), asked.runs),)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        for form, rows, engines, runs in cases:
            path = Path(name) / f"cartera-{rows}.{form}"
            write_file(path, rows)
            size = round(path.stat().st_size / 2**20, 1)
            by_engine = {engine: measured(engine, path, runs) for engine in engines}
            found[f"{rows} {form}"] = {"runs": runs, "file_mb": size, **by_engine}
    what = "a portfolio's file taken in cold, against csv and raw executemany of the same strings"
    print(json.dumps({**facts, "what": what, **found}, indent=1))


if __name__ == "__main__":
    main()
