"""Filled-in forms a second, each with three photos and a visit that it ends, against writing the
same bytes to the same disk: as four synced files, and as four files that nobody synced.

Alternated runs, medians with their spread, ratios. `python -m benchmarks.submissions [RUNS]` prints
JSON. Client, server and engine share the machine's cores, so only ratios mean anything.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import requests
import uvicorn
from PIL import Image

from benchmarks._facts import machine
from benchmarks.ingest import free_port
from field_api.app import create_app
from field_api.app.request_log import start_logging
from field_api.app.serving import FieldServer
from field_api.database import Database
from field_api.phones.form_keys import new_key
from field_api.settings import Settings
from kobra_domain.visits import VisitState
from kobra_records.ids import new_phone_id
from tests.field_api.databases import create_database, migrate, postgresql_server
from tests.field_api.servers import WEDNESDAY
from tests.field_api.submissions.phone import form, promise_of, publish
from tests.field_api.world import TODAY, World, build_world, write

CONNECTIONS = 8
RUN_S = 3.0
VISITS = 6_000
PHOTOS = 3
_BOUNDARY = b"----kobra"


@dataclass
class Case:
    """Something that takes submissions; `rates` are submissions a second, `took` milliseconds."""

    name: str
    bodies: Iterator[bytes] = field(default_factory=lambda: iter(()))
    port: int = 0
    path: str = ""
    folder: Path | None = None
    is_synced: bool = False
    rates: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


def picture() -> bytes:
    """A photo as a phone sends it: 1600 by 1200, about 300 KB."""
    chance = random.Random(1)
    small = Image.frombytes("RGB", (320, 240), chance.randbytes(320 * 240 * 3))
    out = io.BytesIO()
    small.resize((1600, 1200)).save(out, "JPEG", quality=80)
    return out.getvalue()


def submission_parts(visit: Any, photo: bytes, number: int) -> list[tuple[str, bytes]]:
    """The four files of a submission; no two photos are the same bytes."""
    xml = form(promise_of(visit))
    photos = [
        (f"foto{n}.jpg", photo + number.to_bytes(8, "big") + bytes([n])) for n in range(PHOTOS)
    ]
    return [("xml_submission_file", xml), *photos]


def post_body(parts: list[tuple[str, bytes]]) -> bytes:
    """The multipart body of the files."""
    pieces = []
    for name, content in parts:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
        pieces += [b"--", _BOUNDARY, b"\r\n", head.encode(), content, b"\r\n"]
    return b"".join([*pieces, b"--", _BOUNDARY, b"--\r\n"])


def prepare(url: str) -> tuple[World, str, list[Any]]:
    """A world with a published form, a phone's key and many visits of today."""
    migrate(url)
    database = Database(url)
    world = build_world(database)
    publish(database)
    visits = [
        world.north.visit(
            id=new_phone_id(),
            agent_id=world.north.agent.id,
            planned_on=TODAY,
            state=VisitState.ON_PHONE,
            on_phone_at=WEDNESDAY,
        )
        for _ in range(VISITS)
    ]
    write(database, *visits)
    with database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    database.close()
    return world, key, visits


@contextmanager
def serving(url: str, folder: Path) -> Iterator[int]:
    """A server process; answers its port."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.submissions", "--serve", url, str(port)]
    process = subprocess.Popen([*command, str(folder)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    try:
        while not _is_ready(port) and time.monotonic() < until:
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _is_ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/ready", timeout=5).ok
    except requests.ConnectionError:
        return False


async def _client(case: Case, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", case.port)
    done = 0
    while time.perf_counter() < until:
        body = next(case.bodies)
        head = (
            f"POST {case.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={_BOUNDARY.decode()}\r\n\r\n"
        )
        begun = time.perf_counter()
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        said = await reader.readexactly(length)
        if b" 201 " not in answer[:15]:
            raise RuntimeError(said.decode())
        case.took.append((time.perf_counter() - begun) * 1000)
        done += 1
    writer.close()
    return done


async def _posted(case: Case) -> None:
    begun = time.perf_counter()
    done = await asyncio.gather(*(_client(case, begun + RUN_S) for _ in range(CONNECTIONS)))
    case.rates.append(sum(done) / (time.perf_counter() - begun))


def _written(case: Case, parts: Callable[[], list[tuple[str, bytes]]]) -> None:
    """Write the files of submissions from as many threads as there are connections."""
    assert case.folder is not None
    folder, begun = case.folder, time.perf_counter()

    def work(thread: int) -> int:
        for done in count():
            if time.perf_counter() >= begun + RUN_S:
                return done
            for name, content in parts():
                with (folder / f"{thread}-{done}-{name}").open("wb") as file:
                    file.write(content)
                    if case.is_synced:
                        file.flush()
                        os.fsync(file.fileno())
        return 0

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        done = sum(pool.map(work, range(CONNECTIONS)))
    case.rates.append(done / (time.perf_counter() - begun))
    shutil.rmtree(folder)
    folder.mkdir()


def summary(cases: list[Case], base: Case) -> dict[str, Any]:
    """Medians, the quartiles' spread, and the ratio to the synced files."""
    middle = statistics.median(base.rates)
    said: dict[str, Any] = {}
    for case in cases:
        low, median, high = statistics.quantiles(case.rates, n=4)
        said[case.name] = {
            "submissions_s": round(median, 1),
            "spread": round((high - low) / median, 3),
            "of_synced_files": round(median / middle, 3),
        }
        if case.took:
            slow = statistics.quantiles(case.took, n=100)
            said[case.name] |= {"p50_ms": round(slow[49], 1), "p99_ms": round(slow[98], 1)}
    return said


def main(runs: int = 8) -> dict[str, Any]:
    """Measure every case `runs` times in turn; the first round only warms up."""
    photo, numbers = picture(), count()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for name in ("pg", "synced", "unsynced"):
            (folder / name).mkdir()
        engine = stack.enter_context(postgresql_server(folder / "pg", is_durable=True))
        cases = [
            Case("four synced files", folder=folder / "synced", is_synced=True),
            Case("four files, not synced", folder=folder / "unsynced"),
        ]
        urls = {
            "sqlite": f"sqlite:///{folder / 'one.db'}",
            "postgresql": create_database(engine, "one"),
        }
        for name, url in urls.items():
            _world, key, visits = prepare(url)
            port = stack.enter_context(serving(url, folder / f"data-{name}"))
            bodies = (post_body(submission_parts(v, photo, next(numbers))) for v in visits)
            cases.append(Case(name, bodies, port, f"/key/{key}/submission"))
        sample = _world.north.visit()
        for turn in range(runs + 1):
            for case in cases:
                if case.folder is not None:
                    _written(case, lambda: submission_parts(sample, photo, next(numbers)))
                else:
                    asyncio.run(_posted(case))
                if turn == 0:
                    case.rates.clear()
                    case.took.clear()
        return {
            **machine(),
            "runs": runs,
            "connections": CONNECTIONS,
            "photos": PHOTOS,
            "bytes_a_submission": len(post_body(submission_parts(sample, photo, 0))),
            "cases": summary(cases, cases[0]),
        }


def _serve(url: str, port: str, folder: str) -> None:
    start_logging("WARNING")
    settings = Settings(
        database_url=url,
        data_folder=Path(folder),
        run_jobs=False,
        clock=lambda: WEDNESDAY,
        phone_day_bytes=2**60,
    )
    app = create_app(settings)
    FieldServer(app, uvicorn.Config(app, port=int(port), log_config=None, access_log=False)).run()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        _serve(*sys.argv[2:5])
    else:
        print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else 8), indent=2))
