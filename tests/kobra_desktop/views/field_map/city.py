"""An invented field that walks: thirty agents on the streets of the simulator's city, their visits
at its doors, and a loopback server that tells their trails. For tests and pictures of Mapa.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from field_api.simulator.city import build_city
from field_api.simulator.doors import Door, doors
from field_api.simulator.plane import degrees_of
from kobra_desktop.commands.desk import Desk
from kobra_desktop.store.replica import Replica
from kobra_domain.deliveries import VisitDelivery
from kobra_domain.people import Agent, Team, User
from kobra_domain.places import Point
from kobra_domain.portfolios import Address
from kobra_domain.positions import Latest, MockReason
from kobra_domain.visits import Visit, VisitState
from tests.kobra_desktop.views.world import NOW, TODAY, ZONE, World

NAMES = (
    "Ana Ruiz", "Luis Mora", "Iván Díaz", "Rosa Pabón", "Óscar Niño", "Paola Gil", "Marco Suárez",
    "Elena Cano", "Julio Vega", "Marta León", "Pablo Ríos", "Sara Nieto", "Hugo Salas",
    "Nora Campos", "Raúl Prieto", "Inés Duarte", "Tomás Rey", "Lucía Parra", "Diego Lara",
    "Clara Mejía", "Andrés Pardo", "Beatriz Soto", "Camilo Ortiz", "Diana Rojas", "Felipe Mesa",
    "Gloria Pinto", "Jaime Cruz", "Karen Díaz", "Laura Tovar", "Mario Peña",
)  # fmt: skip
COLUMNS = (
    ("fix_ms", "float64", "<f8"),
    ("lat", "float64", "<f8"),
    ("lon", "float64", "<f8"),
    ("accuracy_m", "float32", "<f4"),
    ("speed_mps", "float32", "<f4"),
    ("bearing", "float32", "<f4"),
    ("battery_pct", "float32", "<f4"),
    ("flags", "uint8", "|u1"),
)
START = datetime.combine(TODAY, time(7), ZoneInfo(ZONE)).astimezone(UTC)
WALK_MPS, EVERY_S = 3.1, 15.0


class TellingWorld(World):
    """The small world with trails: `walks` holds rows of (epoch seconds, lat, lon) by agent;
    `batteries` percent by agent; `left` is what left about any visit.
    """

    def __init__(self, folder: Path, *, visits: int = 60, seed: int = 7) -> None:
        self.walks: dict[str, np.ndarray] = {}
        self.batteries: dict[str, np.ndarray] = {}
        self.left: list[VisitDelivery] = []
        self.api_url = ""
        super().__init__(folder, visits=visits, seed=seed)

    def desk(self, who: User | None = None) -> Desk:
        """A desk whose server is the one of `telling`, if any."""
        made = super().desk(who)
        if not self.api_url:
            return made
        api = type(made.api)(self.api_url, guard=_NoGuard(), on_tokens=lambda _: None)
        return replace(made, api=api)

    # The server

    def trail_bytes(self, agent_id: str, since: datetime, until: datetime) -> bytes:
        """A trail as `field_api/routes/trails.py` tells it."""
        walk = self.walks.get(agent_id, np.empty((0, 3)))
        inside = (walk[:, 0] >= since.timestamp()) & (walk[:, 0] < until.timestamp())
        walk = walk[inside]
        plain = np.full(len(walk), np.nan)
        values = {"fix_ms": walk[:, 0] * 1000, "lat": walk[:, 1], "lon": walk[:, 2]}
        values["flags"] = np.zeros(len(walk))
        if agent_id in self.batteries:
            values["battery_pct"] = self.batteries[agent_id][inside]
        if len(walk) > 40:
            values["flags"][20:23] = 1
        return packed({name: values.get(name, plain) for name, _, _ in COLUMNS})


class CityWorld(TellingWorld):
    """The world moved to the city, where its agents have walked since the morning."""

    def __init__(self, folder: Path, *, visits: int = 330, seed: int = 7) -> None:
        super().__init__(folder, visits=visits, seed=seed)

    def _make_people(self) -> None:
        super()._make_people()
        first = self.agents[0]
        for n, name in enumerate(NAMES[6:], start=6):
            agent = replace(
                first,
                id=self.new_id(),
                code=f"AG-{n + 1:02d}",
                name=name,
                team_id=self.teams[n % 2].id,
                phone=f"+57 300 555 01{n:02d}",
            )
            self.agents.append(self._add(agent))
        self.agents[0] = replace(first, sos_tested_at=NOW - timedelta(days=11))
        self.entities[self.entities.index(first)] = self.agents[0]

    def _opened(self, path: Path, made_of: tuple[int, int]) -> Replica:
        self._move()
        return super()._opened(path, made_of)

    def _move(self) -> None:
        chance = np.random.default_rng(5)
        self._city = build_city()
        streets = self._clusters(doors(self._city, 420, chance))
        known = {latest.agent_id: latest for latest in self.latest}
        self.latest = []
        visits = [v for v in self.visits if v.agent_id is not None and v.planned_on == TODAY]
        for n, agent in enumerate(self.agents):
            mine = visits[n :: len(self.agents)][: len(streets[n])]
            self._walk(n, agent, mine, streets[n], known.get(agent.id), chance)
        self._draw_zones()

    def _clusters(self, found: list[Door]) -> list[list[Door]]:
        """Doors near each other for each agent."""
        left = sorted(found, key=lambda door: door.x**2 + door.y**2)[:300]
        made = []
        for _ in self.agents:
            seed = left[0]
            near = sorted(left, key=lambda d: (d.x - seed.x) ** 2 + (d.y - seed.y) ** 2)[:9]
            left = [door for door in left if door not in near]
            made.append(near)
        return made

    def _walk(
        self,
        n: int,
        agent: Agent,
        visits: list[Visit],
        near: list[Door],
        known: Latest | None,
        chance: np.random.Generator,
    ) -> None:
        """Walk from door to door; what has ended by now ends when the walk leaves its door."""
        at_s, here = 300.0 + 40 * n, near[-1]
        parts: list[np.ndarray] = []
        now_s = (NOW - START).total_seconds()
        ended = (VisitState.COMPLETED, VisitState.NOT_COMPLETED)
        order = sorted(visits, key=lambda v: v.state not in ended)
        for position, (visit, door) in enumerate(zip(order, near, strict=False)):
            if visit.state in ended:
                leg = self._leg(here, door, at_s)
                if position == 1 and n % 3 == 0:  # one stretch without data
                    leg = leg[:1]
                    at_s += 22 * 60
                parts.append(leg)
                at_s = max(at_s, float(leg[-1, 0])) + 20
                stay = 60 * float(chance.integers(7, 15))
                parts.append(self._stand(door, at_s, stay, chance))
                self._place(visit, agent, door, position + 1, at_s, at_s + stay)
                at_s += stay
                here = door
            else:
                self._place(visit, agent, door, position + 1, None, None)
        if n % 4 == 1:
            parts.append(self._stand(here, at_s, 41 * 60, chance))
            at_s += 41 * 60
        while at_s < now_s:
            door = near[int(chance.integers(len(near)))]
            leg = self._leg(here, door, at_s)
            parts.append(leg)
            parts.append(self._stand(door, float(leg[-1, 0]), 150, chance))
            at_s, here = float(leg[-1, 0]) + 150, door
        walked = np.concatenate(parts)
        walked = walked[np.argsort(walked[:, 0])]
        self._tell(n, agent, walked, known, chance)

    def _leg(self, a: Door, b: Door, at_s: float) -> np.ndarray:
        route = self._city.graph.route(a.spot, b.spot, riding=False)
        steps = np.hypot(*np.diff(route.points, axis=0).T)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        length = max(along[-1], 1.0)
        marks = np.append(np.arange(0, length, WALK_MPS * EVERY_S), length)
        points = np.column_stack([np.interp(marks, along, route.points[:, k]) for k in (0, 1)])
        return np.column_stack([at_s + marks / WALK_MPS, degrees_of(points)])

    def _stand(
        self, door: Door, at_s: float, stay: float, chance: np.random.Generator
    ) -> np.ndarray:
        times = np.arange(at_s, at_s + stay, 60.0)
        scatter = chance.normal(0, 4e-5, (len(times), 2))
        return np.column_stack([times, np.array([door.lat, door.lon]) + scatter])

    def _place(
        self,
        visit: Visit,
        agent: Agent,
        door: Door,
        position: int,
        came_s: float | None,
        left_s: float | None,
    ) -> None:
        address = next(
            e for e in self.entities if isinstance(e, Address) and e.id == visit.address_id
        )
        self._swap(
            address,
            replace(
                address,
                lat=door.lat,
                lon=door.lon,
                street=door.street,
                neighbourhood=door.neighbourhood,
                municipality="Villa Ámbar",
            ),
        )
        moved = replace(visit, agent_id=agent.id, position=position)
        if visit.check_in is not None and address.lat is not None and came_s is not None:
            came, left = (START + timedelta(seconds=s) for s in (came_s, left_s or came_s))
            away = (visit.check_in.lat or 0.0) - address.lat
            check_in = replace(
                visit.check_in, at=came, fix_at=came, lat=door.lat + away, lon=door.lon
            )
            moved = replace(moved, check_in=check_in, ended_at=left)
        self._swap(visit, moved)

    def _swap(self, old: object, new: object) -> None:
        at = next(k for k, one in enumerate(self.entities) if one is old)
        self.entities[at] = new  # type: ignore[call-overload]

    def _tell(
        self,
        n: int,
        agent: Agent,
        walked: np.ndarray,
        known: Latest | None,
        chance: np.random.Generator,
    ) -> None:
        now_s = (NOW - START).total_seconds()
        silent_s = {2: 47 * 60.0, 17: 26 * 60.0}.get(n, float(chance.integers(2, 40)))
        seen = walked[walked[:, 0] <= now_s - silent_s]
        self.walks[agent.id] = np.column_stack([START.timestamp() + seen[:, 0], seen[:, 1:]])
        before, last = seen[-2], seen[-1]
        bearing = float(np.degrees(np.arctan2(last[2] - before[2], last[1] - before[1])) % 360)
        near = np.abs(seen[:, 1:] - last[1:]).max(axis=1) < 5e-4
        since_s = float(seen[len(near) - int(np.argmin(near[::-1])) if not near.all() else 0, 0])
        stood = now_s - since_s > 200
        at_visit = None
        if stood:
            at_visit = self._visit_at(agent, last) if n % 4 != 1 else None
        self.latest.append(
            Latest(
                agent_id=agent.id,
                heard_at=NOW - timedelta(seconds=silent_s),
                fix_at=NOW - timedelta(seconds=silent_s + 9),
                lat=float(last[1]),
                lon=float(last[2]),
                accuracy_m=float(chance.integers(5, 19)),
                bearing=None if stood else bearing,
                speed_mps=0.0 if stood else WALK_MPS,
                battery_pct=known.battery_pct if known else float(chance.integers(22, 97)),
                is_charging=False,
                mock=MockReason.NO_JITTER if n == 3 else None,
                stop_since_at=START + timedelta(seconds=since_s) if stood else None,
                at_visit_id=at_visit,
            )
        )

    def _visit_at(self, agent: Agent, place: np.ndarray) -> str | None:
        addresses = {e.id: e for e in self.entities if isinstance(e, Address)}
        for visit in self.entities:
            if isinstance(visit, Visit) and visit.agent_id == agent.id:
                address = addresses[visit.address_id]
                if abs((address.lat or 0) - place[1]) + abs((address.lon or 0) - place[2]) < 4e-4:
                    return visit.id
        return None

    def _draw_zones(self) -> None:
        for team, (east, north) in zip(
            list(self.teams), ((-0.004, 0.0), (0.006, 0.006)), strict=True
        ):
            walks = np.concatenate([self.walks[a.id] for a in self.agents if a.team_id == team.id])
            lat, lon = float(walks[:, 1].mean()) + north, float(walks[:, 2].mean()) + east
            ring = tuple(
                Point(lat + 0.012 * np.sin(turn) * wide, lon + 0.014 * np.cos(turn))
                for turn, wide in zip(
                    np.arange(0, 6.2, 0.8), (1, 0.8, 1, 0.9, 1, 1.1, 0.9, 1), strict=False
                )
            )
            ring = tuple(Point(float(p.lat), float(p.lon)) for p in ring)
            moved: Team = replace(team, zone=ring)
            self._swap(team, moved)


def packed(values: dict[str, np.ndarray]) -> bytes:
    """Columns in the wire's form."""
    count = len(values["fix_ms"])
    body, at = b"", 0
    columns: list[dict[str, Any]] = []
    for name, kind, code in COLUMNS:
        data = values[name].astype(code).tobytes()
        columns.append({"name": name, "type": kind, "offset": at, "length": len(data)})
        padded = data + b"\0" * (-len(data) % 8)
        body, at = body + padded, at + len(padded)
    head = b""
    for _ in range(3):  # the offsets count from the start, so the header's own length matters
        size = 4 + len(head)
        moved = [{**c, "offset": c["offset"] + size} for c in columns]
        head = json.dumps({"count": count, "columns": moved}).encode()
        head += b" " * (-(4 + len(head)) % 8)
    return struct.pack("<I", len(head)) + head + body


class _NoGuard:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@contextmanager
def telling(world: TellingWorld) -> Iterator[HTTPServer]:
    """A loopback server that answers for trails, and what left about visits (`world.left`); use
    `world.desk()` inside.
    """
    server = HTTPServer(host="127.0.0.1", port=0)
    asked = re.compile(r"/api/v1/trails/(?P<agent>[\w-]+)")

    def answer(request: Request) -> Response:
        found = asked.match(request.path)
        assert found is not None
        since, until = (datetime.fromisoformat(request.args[k]) for k in ("from", "to"))
        body = world.trail_bytes(found["agent"], since, until)
        return Response(body, content_type="application/octet-stream")

    server.expect_request(asked).respond_with_handler(answer)
    left = re.compile(r"/api/v1/deliveries/of-visit/")
    server.expect_request(left).respond_with_data(
        msgspec.json.encode(world.left), content_type="application/json"
    )
    server.start()
    world.api_url = server.url_for("").rstrip("/")
    try:
        yield server
    finally:
        server.stop()
