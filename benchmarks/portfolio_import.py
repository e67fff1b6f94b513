"""A portfolio's file of 100,000 accounts with their people and addresses taken in, cold: wall and
memory against `csv` and a raw `executemany` of the same strings; then taken back.

Each run is a process of its own with a new database, ours and the peer alternating.
python -m benchmarks.portfolio_import [--rows 100000] [--runs 3] [--engines sqlite,postgresql]
"""

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks._facts import machine
from tests.field_api.databases import create_database, migrate, postgresql_server

HEADER = (
    *("credito", "tipo_documento", "documento", "nombre", "telefono", "direccion", "barrio"),
    *("municipio", "saldo", "saldo_vencido", "capital", "dias_mora", "producto", "tipo_producto"),
    *("fecha_vencimiento", "fecha_desembolso", "fecha_autorizacion", "segmento", "lote"),
)
ACTS = ("ours", "raw")


def write_file(path: Path, rows: int) -> None:
    """Invented accounts as a core system writes them."""
    random, today = Random(f"portfolio {rows}"), date(2026, 11, 17)
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for number in range(rows):
            balance, late = random.randrange(1, 90) * 100_000 + 50, random.randrange(1, 200)
            writer.writerow(
                (
                    *(f"B{number:09d}", "CC", f"{1_900_000_000 + number}"),
                    f"María Muñoz Peña {number}",
                    *(
                        f"300{number:07d}",
                        f"Calle {number % 90 + 1} # {number % 70 + 1}-{number % 90 + 2}",
                    ),
                    *(f"Barrio {number % 80}", "Ciudad de Prueba"),
                    *(f"{balance},50", f"{balance // 9},25", f"{balance + 100_000},00", str(late)),
                    *(
                        "Crédito productivo",
                        "microcrédito",
                        f"{today - timedelta(days=late):%d/%m/%Y}",
                    ),
                    *("15/03/2024", "20/03/2024", "ABC"[number % 3], f"2026-{number % 12 + 1:02d}"),
                )
            )


def ours(url: str, path: Path, folder: Path) -> dict[str, float]:
    """The file taken in and taken back as the command line does it, in seconds."""
    from dataclasses import replace

    from field_api.change_log.record import record_all
    from field_api.database import Database
    from field_api.imports.taking import Wish, take_file
    from field_api.imports.undoing import undo
    from kobra_domain.imports.things import ImportKind
    from kobra_domain.portfolios import CreditorType, Institution, Portfolio, ProductType
    from kobra_records.ids import new_id

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
    start = time.perf_counter()
    wish = Wish(portfolio=portfolio, kind=ImportKind.ACCOUNTS, path=path)
    taken = take_file(database, folder, wish, now)
    took_s = time.perf_counter() - start
    peak_mb = _peak_mb()
    assert taken.item.new == sum(1 for _ in path.open("rb")) - 1, taken.item
    start = time.perf_counter()
    undo(database, folder, taken.item.id, by=None, now=datetime.now(UTC))
    undo_s = time.perf_counter() - start
    database.close()
    return {"seconds": took_s, "peak_mb": peak_mb, "undo_s": undo_s}


def raw(url: str, path: Path, _folder: Path) -> dict[str, float]:
    """`csv` and one `executemany` of the strings into one table of texts."""
    from sqlalchemy import create_engine

    engine = create_engine(url)
    names = ", ".join(HEADER)
    with engine.begin() as connection:
        columns = ", ".join(f"{name} TEXT" for name in HEADER)
        connection.exec_driver_sql(f"CREATE TABLE plain_rows ({columns})")
    mark = "?" if url.startswith("sqlite") else "%s"
    start = time.perf_counter()
    with path.open(encoding="cp1252", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        with engine.begin() as connection:
            marks = ", ".join([mark] * len(HEADER))
            connection.exec_driver_sql(
                f"INSERT INTO plain_rows ({names}) VALUES ({marks})", [tuple(row) for row in rows]
            )
    seconds = time.perf_counter() - start
    engine.dispose()
    return {"seconds": seconds, "peak_mb": _peak_mb()}


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


def _urls(engine: str, folder: Path, stack: ExitStack) -> Iterator[str]:
    """Addresses of databases without anything in them, one after the other."""
    server = ""
    if engine == "postgresql":
        server = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))
    number = 0
    while True:
        number += 1
        url = f"sqlite:///{folder / f'{number}.db'}"
        if server:
            url = create_database(server, f"bench{number}")
        migrate(url)
        yield url


def measured(engine: str, path: Path, runs: int) -> dict[str, Any]:
    """Alternating runs on one engine."""
    told: dict[str, list[dict[str, float]]] = {act: [] for act in ACTS}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        urls = _urls(engine, folder, stack)
        for run in range(runs):
            for act in ACTS if run % 2 else reversed(ACTS):
                told[act].append(_child(act, next(urls), path, folder / f"data{run}"))
    took = [one["seconds"] for one in told["ours"]]
    peer = [one["seconds"] for one in told["raw"]]
    undone = [one["undo_s"] for one in told["ours"]]
    ratios = [mine / theirs for mine, theirs in zip(took, peer, strict=True)]
    return {
        "seconds": round(statistics.median(took), 1),
        "raw_s": round(statistics.median(peer), 1),
        "ratio_of_medians": round(statistics.median(took) / statistics.median(peer), 2),
        "ratio_spread": [round(min(ratios), 2), round(max(ratios), 2)],
        "undo_s": round(statistics.median(undone), 1),
        "undo_to_import": round(statistics.median(undone) / statistics.median(took), 2),
        "peak_mb": max(one["peak_mb"] for one in told["ours"]),
        "raw_peak_mb": max(one["peak_mb"] for one in told["raw"]),
    }


def main() -> None:
    """Measure and print; as a child, one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--child", nargs=4, metavar=("ACT", "URL", "FILE", "FOLDER"))
    asked = parser.parse_args()
    if asked.child:
        act, url, path, folder = asked.child
        print(json.dumps({"ours": ours, "raw": raw}[act](url, Path(path), Path(folder))))
        return
    facts = machine()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "cartera.csv"
        write_file(path, asked.rows)
        found = {one: measured(one, path, asked.runs) for one in asked.engines.split(",")}
    what = "a portfolio's file taken in cold, against csv and raw executemany of the same strings"
    print(
        json.dumps(
            {**facts, "what": what, "rows": asked.rows, "runs": asked.runs, **found}, indent=1
        )
    )


if __name__ == "__main__":
    main()
