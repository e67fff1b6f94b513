"""Durable positions a second against an empty route of the same server.

Commits in groups and one by one; SQLite with one process, PostgreSQL with one and two.

Alternated runs, medians with their spread, ratios. `python -m benchmarks.ingest [RUNS]` prints
JSON. Client and servers share the machine's cores, so only ratios mean anything.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import requests
import uvicorn
from sqlalchemy import func, insert, select, text

from benchmarks._facts import machine
from field_api.app import create_app
from field_api.app.request_log import start_logging
from field_api.app.serving import FieldServer
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.ingest import group_commit
from field_api.phones.door import token_hash
from field_api.settings import Settings
from field_api.tables.phones import phone_tokens
from field_api.tables.positions import positions
from kobra_domain.people import Agent, Consent
from kobra_records.ids import new_id
from tests.field_api.databases import create_database, migrate, postgresql_server

AGENTS = 2_000
CONNECTIONS = 64
RUN_S = 1.5
_FIRST_FIX = datetime.now(UTC) - timedelta(days=1)


@dataclass
class Run:
    """What one run measured."""

    requests_s: float
    p50_ms: float
    p99_ms: float
    server_ms: float
    engine_ms: float


@dataclass
class Case:
    """Something to ask servers for; `path` None: each request is another position."""

    name: str
    ports: Sequence[int]
    pids: Sequence[int] = ()
    path: str | None = None
    fixes: Iterator[int] = field(default_factory=count)
    runs: list[Run] = field(default_factory=list)

    def request(self) -> bytes:
        """The bytes of the next request."""
        if self.path is not None:
            return f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        return position_request(next(self.fixes))


def position_request(number: int) -> bytes:
    """A form as Traccar Client 10 sends it; each agent walks north, one fix a round."""
    agent, step = number % AGENTS, number // AGENTS
    stamp = int((_FIRST_FIX.timestamp() + step * 5) * 1000)
    body = (
        f"id=AG-{agent}&lat={4.6 + step * 1e-5:.6f}&lon={-74.1 + agent * 1e-5:.6f}"
        f"&timestamp={stamp}&speed=2.4&bearing=12.5&altitude=2600&accuracy=6.5&batt=81.0"
    ).encode()
    head = (
        f"POST /phones/token-{agent} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def prepare(url: str) -> None:
    """Agents with consent and no shift, each with a phone."""
    migrate(url)
    now = datetime.now(UTC)
    yes = Consent(given_at=now - timedelta(days=30), source="bench", purpose="bench")
    agents = [
        Agent(id=new_id(), code=f"AG-{n}", name=f"Agent {n}", consent=yes) for n in range(AGENTS)
    ]
    phones = [
        {
            "token_hash": token_hash(f"token-{n}"),
            "agent_id": agent.id,
            "device_id": agent.code,
            "created_at": now,
        }
        for n, agent in enumerate(agents)
    ]
    database = Database(url)
    with database.begin() as connection:
        connection.execute(insert(phone_tokens), phones)
        record_all(connection, [(agent, None) for agent in agents], at=now)
    database.close()


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(url: str, batch: int) -> Iterator[tuple[int, int]]:
    """A server process that commits at most `batch` requests at once; answers port and pid."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.ingest", "--serve", url, str(port), str(batch)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    try:
        while not _is_ready(port) and time.monotonic() < until:
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def _is_ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/ready", timeout=5).ok
    except requests.ConnectionError:
        return False


async def _client(case: Case, port: int, until: float, took: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(case.request())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:15]:
            raise RuntimeError(head.decode())
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        took.append(time.perf_counter() - begun)
    writer.close()


async def _measure(case: Case, engine_pid: int) -> Run:
    took: list[float] = []
    busy = {pid: cpu_s(pid) for pid in (*case.pids, engine_pid)}
    begun = time.perf_counter()
    ports = [case.ports[n % len(case.ports)] for n in range(CONNECTIONS)]
    await asyncio.gather(*(_client(case, port, begun + RUN_S, took) for port in ports))
    elapsed = time.perf_counter() - begun
    slow = statistics.quantiles(took, n=100)
    busy = {pid: (cpu_s(pid) - before) * 1000 / len(took) for pid, before in busy.items()}
    engine_ms = busy.pop(engine_pid)
    return Run(len(took) / elapsed, slow[49] * 1000, slow[98] * 1000, sum(busy.values()), engine_ms)


def cpu_s(pid: int) -> float:
    """Processor seconds that a process and its living children have used (Linux; else 0)."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = stat.read_text().partition(" (")
        except OSError:  # it ended while it was looked at
            continue
        words = rest.rpartition(") ")[2].split()
        if pid in (int(number), int(words[1])):
            total += (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return total


def bytes_a_position(url: str) -> float:
    """What a stored position takes on disk, with its key."""
    database = Database(url)
    with database.read() as connection:
        rows = connection.execute(select(func.count()).select_from(positions)).scalar_one()
        if database.is_postgresql:
            parts = "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits"
            size = connection.execute(text(f"{parts} WHERE inhparent = 'positions'::regclass"))
        else:
            size = connection.execute(text("SELECT sum(pgsize) FROM dbstat WHERE name='positions'"))
        taken = float(size.scalar_one())
    database.close()
    return round(taken / rows, 1)


def summary(cases: Sequence[Case], base: Case) -> dict[str, Any]:
    """Medians, the quartiles' spread, and the ratio to the empty route."""
    middle = statistics.median(run.requests_s for run in base.runs)
    said: dict[str, Any] = {}
    for case in cases:
        rates = [run.requests_s for run in case.runs]
        low, median, high = statistics.quantiles(rates, n=4)
        said[case.name] = {
            "requests_s": round(median),
            "spread": round((high - low) / median, 3),
            "of_empty_route": round(median / middle, 3),
            "p50_ms": round(statistics.median(run.p50_ms for run in case.runs), 1),
            "p99_ms": round(statistics.median(run.p99_ms for run in case.runs), 1),
            "server_cpu_ms": round(statistics.median(run.server_ms for run in case.runs), 3),
            "engine_cpu_ms": round(statistics.median(run.engine_ms for run in case.runs), 3),
        }
    return said


def main(runs: int = 20) -> dict[str, Any]:
    """Measure every case `runs` times in turn."""
    many = group_commit.BATCH_LIMIT
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "pg").mkdir()
        engine = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))
        urls = [f"sqlite:///{folder / name}.db" for name in ("one", "many")]
        urls += [create_database(engine, name) for name in ("one", "many", "two")]
        for url in urls:
            prepare(url)
        batches = (1, many, 1, many, many)
        asked = [*zip(urls, batches, strict=True), (urls[4], many)]
        ports, pids = zip(*(stack.enter_context(serving(*each)) for each in asked), strict=True)
        empty = Case("empty route", ports[1:2], pids[1:2], path="/empty")
        cases = [
            empty,
            Case("sqlite, a commit a request", ports[0:1], pids[0:1]),
            Case("sqlite, group commit", ports[1:2], pids[1:2]),
            Case("postgresql, a commit a request", ports[2:3], pids[2:3]),
            Case("postgresql, group commit", ports[3:4], pids[3:4]),
            Case("postgresql, group commit, two processes", ports[4:6], pids[4:6]),
        ]
        engine_pid = int((folder / "pg" / "data" / "postmaster.pid").read_text().split()[0])
        for turn in range(runs + 1):
            for case in cases:
                case.runs.append(asyncio.run(_measure(case, engine_pid)))
                if turn == 0:  # the first round only warms up
                    case.runs.clear()
        return {
            **machine(),
            "runs": runs,
            "connections": CONNECTIONS,
            "agents": AGENTS,
            "cases": summary(cases, empty),
            "bytes_a_position": {
                "sqlite": bytes_a_position(urls[1]),
                "postgresql": bytes_a_position(urls[3]),
            },
        }


def _serve(url: str, port: str, batch: str) -> None:
    group_commit.BATCH_LIMIT = int(batch)
    start_logging("INFO")
    app = create_app(Settings(database_url=url, run_jobs=False))
    app.add_api_route("/empty", _empty)
    config = uvicorn.Config(app, port=int(port), log_config=None, access_log=False)
    FieldServer(app, config).run()


async def _empty() -> None:
    return None


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        _serve(*sys.argv[2:5])
    else:
        print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else 20), indent=2))
