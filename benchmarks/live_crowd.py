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
import sys
import tempfile
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks._crowd import Part, answer_until_end, follow_all, say, wished
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
from kobra_domain.people import Agent, Consent
from kobra_records.ids import new_id

EACH_S = 60.0  # how often a phone reports
WARM_S = 20.0  # until everybody is at work
_ME = "benchmarks.live_crowd"


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


async def _phone(port: int, number: int, answers: dict[str, int]) -> None:
    """One phone: each minute a connection, as a phone's network has it."""
    chance = Random(number)
    await asyncio.sleep(chance.random() * EACH_S)
    step = 0
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(fix_of(number, step))
            line = await reader.readline()
            answers["told" if b" 200 " in line else "refused"] += 1
            await reader.read()
            writer.close()
        except OSError:
            answers["refused"] += 1
        step += 1
        await asyncio.sleep(EACH_S)


async def _crowd() -> None:
    """A part of so many phones: {port, phones}; what it has seen is how often it was answered."""
    wish, answers = wished(), {"told": 0, "refused": 0}
    alive = [asyncio.create_task(_phone(wish["port"], n, answers)) for n in range(wish["phones"])]
    say({"phones": len(alive)})
    await asyncio.get_running_loop().run_in_executor(None, answer_until_end, answers)


# The measurement


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
            who = {"email": ADMIN, "password": city.password}
            desks = Part(_ME, ["--desks"], {"server": city.server, "count": replicas, **who})
            synced = desks.heard()["synced"]
            port = int(city.server.rpartition(":")[2])
            crowd = Part(_ME, ["--crowd"], {"port": port, "phones": phones})
            crowd.heard()
            typed = Credentials(city.server, ADMIN, city.password)
            options = Options(server=city.server, theme="light", credentials=typed)
            application = prepare(options)
            paths = paths_of(options.profile)
            paths.make()
            root = Root(options, paths)
            view = opened(root, phone)
            time.sleep(WARM_S)
            found = followed(view, agent_id, phone, fixes)
            told = crowd.seen()
            crowd.end()
            desks.end()
            root.close()
            del application
        finally:
            city.stop()
    return {"phones": phones, "each_s": EACH_S, "replicas": synced, "crowd": told, **found}


def main() -> None:
    """Measure and print; or be one of its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=40)
    parser.add_argument("--phones", type=int, default=2_000)
    parser.add_argument("--replicas", type=int, default=19)
    parser.add_argument("--crowd", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--desks", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.crowd:
        asyncio.run(_crowd())
    if asked.desks:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            follow_all(wished(), Path(name))
    facts = machine()
    with redirect_stdout(sys.stderr):  # the city says how far it is
        found = measured(asked.fixes, asked.phones, asked.replicas)
    sys.stdout.write(json.dumps({**facts, **found}, indent=1) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the web engine's own end is not what is measured


if __name__ == "__main__":
    main()
