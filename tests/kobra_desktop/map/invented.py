"""An invented city, agents, visits and trails for the map's pictures and tests: by seed, no
network, no clock.
"""

from __future__ import annotations

import gzip
import io
import math
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely import affinity

from kobra_desktop.map.spec import AgentMark, Trail, TrailGap, TrailStop, VisitMark, ZoneMark
from kobra_domain.agent_state import Body, Freshness
from kobra_domain.visits import Verdict, VisitState

CENTER = (4.6520, -74.0900)
_M = 1 / 111_320
START = 1_795_258_800.0  # 2026-11-21 11:00 UTC


def _lonlat(x_m: float, y_m: float) -> tuple[float, float]:
    lat, lon = CENTER
    return lon + x_m * _M / math.cos(math.radians(lat)), lat + y_m * _M


class City:
    """Streets on a bent grid, a river, parks, blocks with houses; metres around the centre."""

    def __init__(self, half_m: float = 3600, seed: int = 7) -> None:
        self.rng = np.random.default_rng(seed)
        self.half = half_m
        self.streets: list[tuple[str, str, shapely.LineString]] = []
        self.river = self._river()
        self.parks = [
            shapely.Point(x, y).buffer(r, quad_segs=3)
            for x, y, r in (
                (-900, 700, 260),
                (1300, -500, 180),
                (500, 1700, 330),
                (-1900, -1500, 240),
            )
        ]
        self._lay_streets()

    def bend(self, x: float, y: float) -> tuple[float, float]:
        a = 0.16
        bx = x + 130 * math.sin(y / 1500)
        by = y + 110 * math.sin(x / 1300 + 1)
        return bx * math.cos(a) - by * math.sin(a), bx * math.sin(a) + by * math.cos(a)

    def _river(self) -> shapely.Polygon:
        xs = np.linspace(-6000, 6000, 120)
        line = shapely.LineString(
            [(x, -1250 + 420 * math.sin(x / 1700) + 120 * math.sin(x / 430)) for x in xs]
        )
        return line.buffer(62)

    def _lay_streets(self) -> None:
        step = 118
        count = int(self.half // step)
        for i in range(-count, count + 1):
            at = i * step
            span = np.linspace(-self.half, self.half, 60)
            for way, points in (
                ("Calle", [self.bend(s, at) for s in span]),
                ("Carrera", [self.bend(at, s) for s in span]),
            ):
                kind = "highway" if i % 16 == 8 else "major_road" if i % 5 == 0 else "minor_road"
                name = f"{way} {abs(i) + 10}{' Sur' if i < 0 and way == 'Calle' else ''}"
                if kind == "highway":
                    name = "Avenida del Río" if way == "Calle" else "Autopista Oriental"
                self.streets.append((kind, name, shapely.LineString(points)))

    def houses(self) -> list[shapely.Polygon]:
        made = []
        step = 118
        for i in range(-14, 15):
            for j in range(-14, 15):
                for k in range(3):
                    for row in range(2):
                        w, h = 24 + self.rng.random() * 6, 28 + self.rng.random() * 12
                        x, y = i * step + 14 + k * 32, j * step + 14 + row * 50
                        corners = [
                            self.bend(x + dx, y + dy) for dx, dy in ((0, 0), (w, 0), (w, h), (0, h))
                        ]
                        house = shapely.Polygon(corners)
                        if not any(house.intersects(area) for area in (*self.parks, self.river)):
                            made.append(house)
        return made


def _tile_box(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    size = 40075016.686 / 2**z
    west, north = x * size - 20037508.343, 20037508.343 - y * size
    return west, north - size, west + size, north


def _mercator(geometry: shapely.Geometry) -> shapely.Geometry:
    lat0 = math.radians(CENTER[0])
    x0 = math.radians(CENTER[1]) * 6378137
    y0 = 6378137 * math.log(math.tan(math.pi / 4 + lat0 / 2))
    return affinity.affine_transform(
        geometry, [1 / math.cos(lat0), 0, 0, 1 / math.cos(lat0), x0, y0]
    )


def write_city(path: Path, top: int = 15) -> Path:
    """The city as a PMTiles archive in the Protomaps schema."""
    city = City()
    layers: dict[str, list[tuple[shapely.Geometry, dict[str, str], int]]] = {
        "earth": [(shapely.box(-9000, -9000, 9000, 9000), {"kind": "earth"}, 0)],
        "water": [(city.river, {"kind": "river"}, 0)],
        "landuse": [(park, {"kind": "park"}, 10) for park in city.parks],
        "buildings": [(house, {"kind": "building"}, 14) for house in city.houses()],
        "roads": [
            (
                line,
                {"kind": kind, "name": name},
                {"highway": 0, "major_road": 11, "minor_road": 13}[kind],
            )
            for kind, name, line in city.streets
        ],
        "places": [
            (shapely.Point(*city.bend(x, y)), {"kind": kind, "name": name}, 0)
            for kind, name, x, y in (
                ("locality", "Ciudad Kobra", 0, 250),
                ("neighbourhood", "El Mirador", -1300, 1500),
                ("neighbourhood", "La Estación", 900, 700),
                ("neighbourhood", "San Jacinto", -800, -450),
                ("neighbourhood", "Puente Viejo", 1500, -1500),
                ("neighbourhood", "Las Acacias", 2100, 1800),
            )
        ],
    }
    moved = {
        name: [(_mercator(g), props, low) for g, props, low in items]
        for name, items in layers.items()
    }
    with path.open("wb") as file:
        writer = Writer(file)
        for z in range(9, top + 1):
            for tile_id, data in _tiles(moved, z):
                writer.write_tile(tile_id, data)
        west, south = _lonlat(-4200, -4200)
        east, north = _lonlat(4200, 4200)
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_zoom": 9,
                "max_zoom": top,
                "min_lon_e7": int(west * 1e7),
                "min_lat_e7": int(south * 1e7),
                "max_lon_e7": int(east * 1e7),
                "max_lat_e7": int(north * 1e7),
                "center_zoom": 13,
                "center_lon_e7": int(CENTER[1] * 1e7),
                "center_lat_e7": int(CENTER[0] * 1e7),
            },
            {"attribution": "Ciudad inventada"},
        )
    return path


def _in_tile(
    geometry: shapely.Geometry, box: tuple[float, float, float, float]
) -> shapely.Geometry:
    west, south, east, _north = box
    scale = 4096 / (east - west)
    return shapely.transform(geometry, lambda xy: np.round((xy - (west, south)) * scale))


def _tiles(
    layers: dict[str, list[tuple[shapely.Geometry, dict[str, str], int]]], z: int
) -> list[tuple[int, bytes]]:
    full = shapely.bounds(_mercator(shapely.box(-5200, -5200, 5200, 5200)))
    size = 40075016.686 / 2**z
    xs = range(int((full[0] + 20037508.343) // size), int((full[2] + 20037508.343) // size) + 1)
    ys = range(int((20037508.343 - full[3]) // size), int((20037508.343 - full[1]) // size) + 1)
    trees = {name: shapely.STRtree([g for g, _p, _l in items]) for name, items in layers.items()}
    made = []
    for x in xs:
        for y in ys:
            box = _tile_box(z, x, y)
            clip = shapely.box(*box).buffer(size * 0.02, join_style="mitre")
            content = []
            for name, items in layers.items():
                features = []
                for at in trees[name].query(clip):
                    geometry, props, low = items[at]
                    cut = geometry.intersection(clip) if z >= low else shapely.Point()
                    if not cut.is_empty:
                        features.append({"geometry": _in_tile(cut, box), "properties": props})
                if features:
                    content.append({"name": name, "features": features})
            if content:
                data = mapbox_vector_tile.encode(content, default_options={"extents": 4096})
                buffer = io.BytesIO()
                with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as zipped:
                    zipped.write(data)
                made.append((zxy_to_tileid(z, x, y), buffer.getvalue()))
    return sorted(made)


NAMES = (
    "Ana Ruiz",
    "Luis Mora",
    "Iván Díaz",
    "Rosa Peña",
    "Óscar Gil",
    "Elena Cano",
    "Julio Vega",
    "Marta León",
    "Pablo Ríos",
    "Sara Nieto",
    "Hugo Salas",
    "Nora Campos",
    "Raúl Prieto",
    "Inés Duarte",
    "Tomás Rey",
    "Lucía Parra",
)


def agents(count: int, seed: int = 3, spread_m: float = 2400) -> list[AgentMark]:
    """Agents on the streets in every state."""
    rng = np.random.default_rng(seed)
    city = City()
    bodies = rng.choice(
        [Body.MOVING, Body.AT_VISIT, Body.STOPPED, Body.NO_SIGNAL], count, p=[0.5, 0.25, 0.15, 0.1]
    )
    made = []
    for at in range(count):
        _kind, _name, line = city.streets[int(rng.integers(len(city.streets)))]
        x, y = line.interpolate(
            float(np.clip(rng.normal(0.5, 0.16), 0, 1)), normalized=True
        ).coords[0]
        scale = spread_m / 2400
        lon, lat = _lonlat(x * scale, y * scale)
        body = Body.SOS if at == 5 else Body(bodies[at])
        battery = int(rng.integers(5, 100))
        fresh = rng.choice(list(Freshness), p=[0.8, 0.12, 0.08])
        made.append(
            AgentMark(
                id=f"a{at}",
                name=NAMES[at % len(NAMES)],
                lat=lat,
                lon=lon,
                body=body,
                bearing=float(rng.integers(0, 360)) if rng.random() < 0.85 else None,
                battery_pct=battery,
                is_low=battery <= 20,
                is_doubtful=bool(rng.random() < 0.05),
                freshness=Freshness(str(fresh)),
                accuracy_m=float(rng.integers(5, 60)),
                minutes=float(rng.integers(4, 90))
                if body in (Body.STOPPED, Body.NO_SIGNAL)
                else None,
            )
        )
    return made


def visits(count: int, seed: int = 11) -> list[VisitMark]:
    """Visits at doors in every state and verdict."""
    rng = np.random.default_rng(seed)
    city = City()
    states, verdicts = list(VisitState), list(Verdict)
    people = (
        "García Peña, María",
        "Torres, Julián",
        "Quintero, Alba",
        "Rojas, Édgar",
        "Medina, Olga",
        "Castaño, Iván",
    )
    made = []
    for at in range(count):
        _kind, _name, line = city.streets[int(rng.integers(len(city.streets)))]
        x, y = line.interpolate(float(rng.uniform(0.3, 0.7)), normalized=True).coords[0]
        lon, lat = _lonlat(x + 14, y + 16)
        state = states[at % len(states)]
        verdict = (
            verdicts[(at // 3) % len(verdicts)]
            if state in (VisitState.COMPLETED, VisitState.NOT_COMPLETED)
            else None
        )
        arrival = (lat + 0.0016, lon + 0.0011) if verdict is Verdict.AWAY else None
        made.append(
            VisitMark(
                id=f"v{at}",
                title=people[at % len(people)],
                lat=lat,
                lon=lon,
                state=state,
                verdict=verdict,
                radius_m=60.0,
                order=at % 14 + 1 if at % 4 == 0 else None,
                is_blocked=at % 17 == 3,
                arrival=arrival,
                arrival_distance_m=213.0 if arrival else None,
            )
        )
    return made


def zones() -> list[ZoneMark]:
    """One zone in the north-west."""
    ring = tuple(
        (lat, lon)
        for lon, lat in (
            _lonlat(*City().bend(x, y))
            for x, y in ((-1900, 300), (-300, 300), (-300, 1700), (-1200, 2100), (-1900, 1500))
        )
    )
    return [ZoneMark("z1", "Zona Norte", ring)]


def trail(agent: int = 0, seed: int = 5, minutes: float = 300, noise_m: float = 4.0) -> Trail:
    """A day on the grid: walks along streets, stops at doors, and loses signal twice."""
    rng = np.random.default_rng(seed + agent)
    city = City()
    step, speed = 118, 2.6
    i, j = int(rng.integers(-6, 6)), int(rng.integers(-6, 6))
    t, end = START, START + minutes * 60
    times: list[float] = []
    points: list[tuple[float, float]] = []
    stops: list[TrailStop] = []
    gaps: list[TrailGap] = []
    heading = (1, 0)
    gap_at = [START + minutes * 60 * share for share in (0.37, 0.74)]
    while t < end:
        if rng.random() < 0.35:
            heading = [(1, 0), (-1, 0), (0, 1), (0, -1)][int(rng.integers(4))]
        length = int(rng.integers(1, 4))
        if abs(i + heading[0] * length) > 13 or abs(j + heading[1] * length) > 13:
            heading = (-heading[0], -heading[1])
        silent = bool(gap_at) and t > gap_at[0]
        if silent:
            gap_at.pop(0)
            length += 4 if abs(i + heading[0] * 6) < 13 and abs(j + heading[1] * 6) < 13 else 0
        ni, nj = i + heading[0] * length, j + heading[1] * length
        seconds = step * length / speed
        if silent and times:
            seconds = max(seconds, 1320)
            gaps.append(
                TrailGap(times[-1], t + seconds, "teléfono apagado" if len(gaps) else "sin señal")
            )
        for share in np.arange(0, 1, 8 / seconds) if not silent else ():
            x, y = city.bend((i + (ni - i) * share) * step, (j + (nj - j) * share) * step)
            times.append(t + share * seconds)
            points.append((x + rng.normal(0, noise_m), y + rng.normal(0, noise_m)))
        i, j, t = ni, nj, t + seconds
        if silent:
            x, y = city.bend(i * step, j * step)
            times.append(t)
            points.append((x, y))
        if rng.random() < 0.3:
            stay = float(rng.integers(4, 34)) * 60
            x, y = city.bend(i * step, j * step)
            lon, lat = _lonlat(x, y)
            is_visit = bool(rng.random() < 0.6)
            stops.append(
                TrailStop(t, t + stay, lat, lon, "García, Calle 8" if is_visit else "", is_visit)
            )
            for s in np.arange(0, stay, 30):
                times.append(t + s)
                points.append((x + rng.normal(0, noise_m), y + rng.normal(0, noise_m)))
            t += stay
    lonlat = np.array([_lonlat(x, y) for x, y in points])
    return Trail(
        f"a{agent}",
        NAMES[agent % len(NAMES)],
        np.array(times),
        lonlat[:, 1].copy(),
        lonlat[:, 0].copy(),
        tuple(stops),
        tuple(gaps),
        agent,
    )
