"""Killed for good at each step, and two servers at once: a gestión is in one file."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from field_api.database import Database
from kobra_domain.outgoing.things import OutgoingState
from tests.field_api.outgoing.made import Desk
from tests.field_api.servers import wait_until
from tests.field_api.world import build_world

STEPS = [
    ("files", "_keep_parts"),
    ("files", "record_all"),
    ("files", "read_lines"),
    ("leaving", "_whole"),
    ("leaving", "manifest_bytes"),
    ("leaving", "_note"),
]
DOOMED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from field_api.database import Database
from field_api.outgoing import {module} as at
from field_api.outgoing.maker import OutgoingMaker
from field_api.settings import Settings
at.{name} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
now = datetime.fromisoformat(sys.argv[3])
settings = Settings(data_folder=Path(sys.argv[2]), clock=lambda: now)
OutgoingMaker(Database(sys.argv[1]), settings).work(now)
"""


@pytest.mark.parametrize(("module", "name"), STEPS)
def test_who_is_killed_leaves_it_whole_or_not_at_all(
    sqlite_url: str, tmp_path: Path, module: str, name: str
) -> None:
    out = tmp_path / "salida"
    out.mkdir()
    database = Database(sqlite_url)
    desk = Desk(database, build_world(database).north, tmp_path)
    desk.tell(folder=str(out))
    desk.visit()
    desk.ask()
    script = DOOMED.format(module=module, name=name)
    given = [sqlite_url, str(tmp_path), desk.now.isoformat()]
    ended = subprocess.run([sys.executable, "-c", script, *given], check=False)
    assert ended.returncode == -signal.SIGKILL
    for file in desk.files():
        is_made = file.manifest is not None
        assert bool(desk.content(file)) == is_made
    desk.maker.work(desk.now)
    [file] = desk.files()
    assert (file.state, file.sequence, len(desk.rows(file))) == (OutgoingState.OUT, 1, 1)
    assert (out / file.name).read_bytes() == desk.content(file)
    desk.forward(minutes=1)
    assert desk.rows(desk.make()) == []
    database.close()


@pytest.mark.both_engines
def test_two_servers_at_once_make_it_once(desk: Desk, database_url: str) -> None:
    desk.tell()
    for _ in range(20):
        desk.visit()
    others = [Desk(Database(database_url), desk.side, desk.folder, desk.now) for _ in range(3)]
    desk.ask()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda one: one.maker.work(one.now), others))
    for one in others:
        one.database.close()
    [file] = desk.files()
    assert (file.sequence, len(desk.rows(file))) == (1, 20)
    desk.forward(minutes=1)
    assert desk.rows(desk.make()) == []


def test_what_a_killed_server_left_goes_and_what_another_makes_stays(
    sqlite_url: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "outgoing-old", tmp_path / "outgoing-new"
    for one in (old, new):
        one.mkdir()
    long_ago = time.time() - 2 * 86_400
    os.utime(old, (long_ago, long_ago))
    database = Database(sqlite_url)
    desk = Desk(database, build_world(database).north, tmp_path)
    desk.maker.start()
    wait_until(lambda: not old.exists())
    desk.maker.stop()
    assert new.exists()
    database.close()
