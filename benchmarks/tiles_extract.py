"""A region out of a map of the world: requests and bytes against what is needed, and against asking
for each tile by itself; how long it takes where a request has a round trip of its own.

The map is made up: a square of 2 degrees to zoom 15, a third of it sea; regions of three sizes.
python -m benchmarks.tiles_extract [--trip-ms 40]
"""

import argparse
import json
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks._facts import machine, resident_mb
from field_api.settings import Settings
from field_api.tiles_extract.boxes import Box
from field_api.tiles_extract.extract import Around, Asked, extract
from tests.field_api.tiles_extract.world_map import Giver, Handler, giving, write_world

WORLD = Box(-75.0, 3.6, -73.0, 5.6)
REGIONS = {
    "town": Box(-74.12, 4.55, -74.0, 4.67),
    "city": Box(-74.25, 4.45, -73.95, 4.85),
    "department": Box(-74.8, 3.8, -73.2, 5.4),
}


def measured(giver: Giver, box: Box, trip_s: float) -> dict[str, Any]:
    """One region."""
    giver.asked.clear()
    giver.sent = 0

    def slowly(handler: Handler, first: int, last: int) -> bool:
        time.sleep(trip_s)
        return False

    giver.meddle = slowly
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_folder=Path(folder), least_free_bytes=0)
        around = Around(today=datetime.now(UTC).date())
        begun = time.perf_counter()
        done = extract(Asked(giver.url, box, allow_private=True), settings, around)
        seconds = time.perf_counter() - begun
        # Nothing but tiles is needed, each content once.
        needed = done.estimate.bytes
    return {
        "tiles": done.estimate.tiles,
        "map_bytes": done.estimate.bytes,
        "fetched_bytes": giver.sent,
        "fetched_of_needed": round(giver.sent / needed, 3),
        "requests": len(giver.asked),
        "requests_tile_by_tile": done.estimate.tiles,
        "seconds": round(seconds, 2),
        "seconds_tile_by_tile_at_least": round(done.estimate.tiles * trip_s, 1),
    }


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trip-ms", type=float, default=40.0)
    trip_s = parser.parse_args().trip_ms / 1_000
    facts = machine()
    with tempfile.TemporaryDirectory() as folder:
        path = write_world(Path(folder) / "world.pmtiles", region=WORLD)
        with giving(path) as giver:
            found = {name: measured(giver, box, trip_s) for name, box in REGIONS.items()}
            size = path.stat().st_size
    told = {**facts, "trip_ms": trip_s * 1_000, "source_bytes": size, "regions": found}
    print(json.dumps({**told, "resident_mb": resident_mb()}, indent=2))


if __name__ == "__main__":
    main()
