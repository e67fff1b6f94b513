"""The map picture of a mail: ms and kB at several places of the invented city, in the warm process
as mails ask for it; against the same ground drawn by bare Pillow as PyPI's `staticmap` draws: twice
as large, then reduced, without names, one colour a pixel.

python -m benchmarks.map_picture [--runs 9]
"""

import argparse
import io
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from math import cos, radians
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from benchmarks._facts import machine, spread
from field_api.pictures.features import Sight, of_layer, seen
from field_api.pictures.ground import HEIGHT, WIDTH, Ground, Look, Spot, frame_of
from field_api.pictures.painter import Painter
from field_api.pictures.streets import road_px
from field_api.pictures.strokes import tokens
from field_api.places.archive import BASEMAP, opened
from field_api.places.vector import AREA, LINE
from field_api.simulator import tiles
from field_api.simulator.city import build_city
from field_api.simulator.plane import ORIGIN_LAT, ORIGIN_LON
from kobra_domain.places import Point

TWICE = 4  # two pixels for each of CSS, drawn twice as large
# Metres east and north of the middle: the door, and the arrival from the door.
PLACES = {
    "centre, at the door": ((60, -180), (12, 5)),
    "by the river, near": ((-1_500, 900), (20, -10)),
    "dense streets, near": ((900, -2_100), (-30, 40)),
    "away 900 m": ((400, 700), (750, 500)),
    "no tiles there": ((200_000, 0), (300, 200)),
}


def place(east_m: float, north_m: float) -> Point:
    """A place by metres from the city's middle."""
    east = east_m / 111_320 / cos(radians(ORIGIN_LAT))
    return Point(ORIGIN_LAT + north_m / 111_320, ORIGIN_LON + east)


def ground(door: tuple[float, float], way: tuple[float, float]) -> Ground:
    """A visit there."""
    home = Spot(
        *(place(*door), Look.PIN, "state_at_visit", "Domicilio · radio 60 m"),
        *(("visits", "completed"), "near", 60.0),
    )
    there = place(door[0] + way[0], door[1] + way[1])
    arrival = Spot(there, Look.DOT, "state_stopped", "Llegada · ± 12 m", radius_m=12.0)
    return Ground((home, arrival), "A 50 m", without_streets="Sin mapa de calles de este lugar")


def bare(asked: Ground, archive: Path) -> bytes:
    """The peer's picture of the same ground."""
    frame = frame_of(asked.spots)
    with opened(archive) as held:
        sight = seen(held, frame, "es")
    picture = Image.new("RGB", (TWICE * WIDTH, TWICE * HEIGHT), tokens()["map_land"])
    canvas = ImageDraw.Draw(picture, "RGBA")
    _bare_ground(canvas, sight, frame.zoom)
    for spot in asked.spots:
        x, y = (TWICE * one for one in frame.place(spot.at))
        for reach in (TWICE * frame.pixels(spot.radius_m or 0, spot.at.lat), TWICE * 6.0):
            box = (x - reach, y - reach, x + reach, y + reach)
            canvas.ellipse(box, fill=(14, 110, 110, 40), outline=tokens()["accent"], width=TWICE)
    target = io.BytesIO()
    picture.resize((2 * WIDTH, 2 * HEIGHT), Image.Resampling.LANCZOS).save(target, "PNG")
    return target.getvalue()


def _bare_ground(canvas: ImageDraw.ImageDraw, sight: Sight, zoom: float) -> None:
    for layer, tint in (("landuse", "map_park"), ("water", "map_water"), ("buildings", "border")):
        for one in of_layer(sight, layer, AREA):
            for line in one.paths:
                if len(line) > 2:
                    canvas.polygon([(TWICE * x, TWICE * y) for x, y in line], tokens()[tint])
    for more, tint in ((1.5, "map_road_casing"), (0.0, "map_road")):
        for one in of_layer(sight, "roads", LINE):
            width = round(TWICE * (road_px(one.kind, zoom) + more))
            for line in one.paths:
                flat = [(TWICE * x, TWICE * y) for x, y in line]
                canvas.line(flat, tokens()[tint], width, joint="curve")


def timed(
    act: Callable[[Ground], bytes | None], grounds: Sequence[Ground]
) -> tuple[dict[str, float], int]:
    """Milliseconds, and the picture's bytes."""
    took, size = [], 0
    for asked in grounds:
        start = time.perf_counter()
        size = len(act(asked) or b"")
        took.append((time.perf_counter() - start) * 1000)
    return spread(took), size


def measured(folder: Path, runs: int) -> dict[str, Any]:
    """The figures of each place, ours and the peer's in turn."""
    archive = tiles.archive(build_city(1), folder)
    archive.rename(folder / BASEMAP)
    painter = Painter(folder)
    start = time.perf_counter()
    painter.draw(ground(*PLACES["centre, at the door"]))
    first_ms = round((time.perf_counter() - start) * 1000)
    found: dict[str, Any] = {"first_ms": first_ms}
    for name, (door, way) in PLACES.items():
        # A step further each time: of one ground the picture is kept.
        grounds = [ground((door[0] + step, door[1]), way) for step in range(1, runs + 1)]
        ours, size = timed(painter.draw, grounds)
        peer, peer_size = timed(partial(bare, archive=folder / BASEMAP), grounds)
        found[name] = {
            "ms": ours,
            "kb": round(size / 1000, 1),
            "pillow_ms": peer,
            "pillow_kb": round(peer_size / 1000, 1),
        }
    painter.stop()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    facts = machine()
    with tempfile.TemporaryDirectory() as folder:
        result = measured(Path(folder), asked.runs)
    print(json.dumps({**facts, "what": "map pictures of the invented city", **result}, indent=1))


if __name__ == "__main__":
    main()
