"""Addresses placed by the server without a network: rows a second, the share that is placed, how
far from the true doors; against reading the same rows from the same table.

The invented city's own tiles and doors, each door many times with something behind it.
python -m benchmarks.places [--rows 100000] [--runs 3]
"""

import argparse
import json
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._facts import machine, resident_mb
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.places.addresses import placed_addresses
from field_api.simulator import city_plan, tiles
from field_api.simulator.city import City, build_city
from field_api.simulator.doors import Door, doors
from field_api.simulator.known_places import teach_places
from field_api.tables.replicated import addresses
from kobra_domain.geo import metres
from kobra_domain.places import PLACED
from kobra_domain.portfolios import Address, AddressKind
from kobra_records.ids import new_id
from tests.field_api.databases import migrate

DOORS = 12_000
BATCH = 5_000


def homes_of(found: list[Door], count: int) -> list[tuple[Address, Door]]:
    """So many addresses without a place, door after door."""
    portfolio_id, party_id = new_id(), new_id()
    made = []
    for number in range(count):
        door = found[number % len(found)]
        unit = number // len(found)
        home = Address(
            id=new_id(),
            portfolio_id=portfolio_id,
            party_id=party_id,
            kind=AddressKind.HOME,
            street=f"{door.street} AP {unit}01" if unit else door.street,
            neighbourhood=door.neighbourhood,
            municipality=city_plan.CITY_NAME,
            region=city_plan.REGION_NAME,
        )
        made.append((home, door))
    return made


def placed(database: Database, homes: list[Address]) -> tuple[float, list[Address]]:
    """Seconds, and the addresses with their places."""
    start, made = time.perf_counter(), []
    with database.begin() as connection:
        for at in range(0, len(homes), BATCH):
            made += placed_addresses(connection, homes[at : at + BATCH])
    return time.perf_counter() - start, made


def read(database: Database) -> float:
    """Seconds to read them back as entities, the peer."""
    start = time.perf_counter()
    with database.read() as connection:
        entities(connection, Address, addresses.c.id.is_not(None))
    return time.perf_counter() - start


def measured(city: City, rows: int, runs: int) -> dict[str, Any]:
    """Runs alternate: ours, the peer."""
    homes = homes_of(doors(city, DOORS, np.random.default_rng(31)), rows)
    bare = [home for home, _ in homes]
    with tempfile.TemporaryDirectory() as name:
        folder, now = Path(name), datetime.now(UTC)
        url = f"sqlite:///{folder / 'bench.db'}"
        migrate(url)
        database = Database(url)
        with database.begin() as connection:
            record_all(connection, [(home, None) for home in bare], at=now)
        start = time.perf_counter()
        teach_places(database, city, tiles.archive(city, folder), now)
        taught_s = time.perf_counter() - start
        ours, peer, made = [], [], list[Address]()
        for _ in range(runs):
            seconds, made = placed(database, bare)
            ours.append(seconds)
            peer.append(read(database))
        database.close()
    away_m = [
        metres(one.lat or 0.0, one.lon or 0.0, door.lat, door.lon)
        for one, (_, door) in zip(made, homes, strict=True)
        if one.geocode_quality in PLACED
    ]
    return {
        "rows": rows,
        "runs": runs,
        "rows_per_s": round(rows / statistics.median(ours)),
        "ratio_to_reading": round(statistics.median(ours) / statistics.median(peer), 2),
        "ratio_spread": [
            round(pick(a / b for a, b in zip(ours, peer, strict=True)), 2) for pick in (min, max)
        ],
        "share_placed": round(len(away_m) / rows, 4),
        "median_away_m": round(statistics.median(away_m), 1),
        "p90_away_m": round(float(np.percentile(away_m, 90)), 1),
        "share_within_60_m": round(float(np.mean(np.array(away_m) <= 60.0)), 4),
        "streets_and_corners_loaded_s": round(taught_s, 1),
        "resident_mb": resident_mb(),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    facts = machine()
    what = "addresses of the invented city placed by corner and metres, SQLite"
    result = measured(build_city(1), asked.rows, asked.runs)
    print(json.dumps({**facts, "what": what, **result}, indent=1))


if __name__ == "__main__":
    main()
