"""From a phone's 200 to its painted marker while everybody is at work: the real server with a crowd
of phones that report each minute, one real window on its map, and replicas of further control
centers that follow and sync without a screen in one process; each part a process of its own.

`python -m benchmarks.live_crowd [--fixes 40] [--phones 2000] [--replicas 19]` prints JSON; with
`--phones 60 --replicas 2 --fixes 5` it is small enough to be tried. Only a machine at rest says
anything: all share its cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks._facts import machine
from benchmarks.live import add_phone, followed, opened
from demo.city import City
from field_api.simulator.verbs import ADMIN
from kobra_desktop.app import Options, Root, prepare
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import paths_of

from sqlalchemy import insert  # isort: skip

from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.phones.door import token_hash
from field_api.tables.phones import phone_tokens
from kobra_desktop.api import session
from kobra_desktop.api.http import FieldApi
from kobra_desktop.background import Pulse
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.loops import Follower, keep_syncing
from kobra_domain.people import Agent, Consent
from kobra_records.ids import new_id

EACH_S = 60.0  # how often a phone reports
WARM_S = 20.0  # until everybody is at work


# The crowd of phones


def add_crowd(folder: Path, phones: int) -> None:
    """Agents with consent and without a shift, each with a phone; before the server starts."""
    database, now = Database(f"sqlite:///{(folder / 'city.db').as_posix()}"), datetime.now(UTC)
    yes = Consent(given_at=now - timedelta(days=30), source="bench", purpose="bench")
    agents = [
        Agent(id=new_id(), code=f"CR-{n}", name=f"Fija {n}", consent=yes) for n in range(phones)
    ]
    tokens = [
        {
            "token_hash": token_hash(f"crowd-{n}"),
            "agent_id": agent.id,
            "device_id": agent.code,
            "created_at": now,
        }
        for n, agent in enumerate(agents)
    ]
    with database.begin() as connection:
        connection.execute(insert(phone_tokens), tokens)
        record_all(connection, [(agent, None) for agent in agents], at=now)
    database.close()


def fix_of(number: int, step: int) -> bytes:
    """A form as Traccar Client 10 sends it: near the city, a little further each time."""
    row, column = divmod(number, 50)
    body = (
        f"id=CR-{number}&lat={4.30 + row * 1e-3 + step % 7 * 2e-4:.6f}"
        f"&lon={-70.25 + column * 1e-3:.6f}&timestamp={int(time.time() * 1000)}"
        "&speed=1.4&bearing=12.5&accuracy=6.5&batt=81.0"
    ).encode()
    head = (
        f"POST /phones/crowd-{number} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode() + body


async def _phone(port: int, number: int, told: list[int]) -> None:
    """One phone: each minute a connection, as a phone's network has it."""
    chance = Random(number)
    await asyncio.sleep(chance.random() * EACH_S)
    step = 0
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(fix_of(number, step))
            line = await reader.readline()
            told[0 if b" 200 " in line else 1] += 1
            await reader.read()
            writer.close()
        except OSError:
            told[1] += 1
        step += 1
        await asyncio.sleep(EACH_S)


async def _crowd(port: int, phones: int) -> None:
    told = [0, 0]
    alive = [asyncio.create_task(_phone(port, n, told)) for n in range(phones)]
    # Ends with whoever began it.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    for one in alive:
        one.cancel()
    print(json.dumps({"told": told[0], "refused": told[1]}), flush=True)


# The replicas without a screen


def _replica(server: str, email: str, password: str, path: Path, number: int) -> Engine:
    api = FieldApi(server, guard=threading.Lock(), on_tokens=lambda _: None)
    info = session.sign_in(api, email=email, password=password)
    replica = Replica(path / f"replica-{number}.db", bytes(range(32)), info.user.id)
    clock = partial(datetime.now, UTC)
    engine = Engine(replica, api, clock, threading.Lock(), lambda _: None)
    syncing, listening = Pulse(), Pulse()
    follower = Follower(
        api,
        replica,
        clock,
        on_latest=lambda _positions, _is_whole: None,
        on_hint=syncing.poke,
        on_live=engine.set_live,
        chance=Random(number),
    )
    for loop in (
        lambda: keep_syncing(engine, syncing, Random(number)),
        lambda: follower.run(listening),
    ):
        threading.Thread(target=loop, daemon=True).start()
    return engine


def _replicas(server: str, count: int) -> None:
    """Say a line once all have synced once; end with whoever began it."""
    email, password = (sys.stdin.readline().rstrip("\n") for _ in range(2))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        made = [_replica(server, email, password, Path(name), n) for n in range(count)]
        while any(one.status.synced_at is None for one in made):
            time.sleep(0.2)
        print("synced", flush=True)
        sys.stdin.readline()
        os._exit(0)


# The measurement


def _begin(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.live_crowd", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _end(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate("\n", timeout=30)
    return said


def measured(fixes: int, phones: int, replicas: int) -> dict[str, Any]:
    """Start everything, measure, end everything."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["KOBRA_DESKTOP_HOME"] = str(folder / "desktop")
        city = City(folder, agents=24, days=21)  # as the demonstration: one kept past
        try:
            city.build()
            city.wait_built()
            add_crowd(folder, phones)
            city.start()
            agent_id, phone = add_phone(folder, city.server)
            others = _begin("--follow", city.server, "--replicas", str(replicas))
            assert others.stdin is not None
            assert others.stdout is not None
            others.stdin.write(f"{ADMIN}\n{city.password}\n")
            others.stdin.flush()
            if replicas:
                others.stdout.readline()
            port = city.server.rpartition(":")[2]
            crowd = _begin("--crowd", port, "--phones", str(phones))
            typed = Credentials(city.server, ADMIN, city.password)
            options = Options(server=city.server, theme="light", credentials=typed)
            application = prepare(options)
            paths = paths_of(options.profile)
            paths.make()
            root = Root(options, paths)
            view = opened(root, phone)
            time.sleep(WARM_S)
            found = followed(view, agent_id, phone, fixes)
            told = json.loads(_end(crowd))
            _end(others)
            root.close()
            del application
        finally:
            city.stop()
    return {"phones": phones, "each_s": EACH_S, "replicas": replicas, "crowd": told, **found}


def main() -> None:
    """Measure and print; or be one of its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=40)
    parser.add_argument("--phones", type=int, default=2_000)
    parser.add_argument("--replicas", type=int, default=19)
    parser.add_argument("--crowd", type=int, metavar="PORT", help=argparse.SUPPRESS)
    parser.add_argument("--follow", metavar="URL", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.crowd is not None:
        asyncio.run(_crowd(asked.crowd, asked.phones))
        os._exit(0)
    if asked.follow is not None:
        _replicas(asked.follow, asked.replicas)
    facts = machine()
    with redirect_stdout(sys.stderr):  # the city says how far it is
        found = measured(asked.fixes, asked.phones, asked.replicas)
    sys.stdout.write(json.dumps({**facts, **found}, indent=1) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the web engine's own end is not what is measured


if __name__ == "__main__":
    main()
