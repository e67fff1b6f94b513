"""Replicas that are filled once, by a process of their own, and copied for each run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from tests.kobra_desktop.views.world import KEY, World

HOMES = 200  # of the world that is repeated until there are enough rows


def opened(folder: Path, kind: str, count: int, benchmark: str) -> World:
    """The world of a replica with so many rows of a kind; a benchmark that is told `--fill`
    makes it if there is none.
    """
    replica = folder / f"{kind}s-{count}.db"
    if not replica.exists():
        print(f"{benchmark}: filling", file=sys.stderr)
        itself = [sys.executable, "-m", f"benchmarks.{benchmark}", "--fill", str(replica)]
        subprocess.run([*itself, "--rows", str(count)], check=True)
    empty = Path(tempfile.mkdtemp(dir=folder))
    world = World(empty, visits=HOMES)
    world.replica.close()
    shutil.copy(replica, empty / "replica.db")
    world.replica = Replica(empty / "replica.db", KEY, world.replica.owner)
    with world.replica.reading() as connection:
        held = connection.scalar(select(func.count()).select_from(RECORDS[kind]))
    assert held == count, f"{replica} is of another program: remove it"
    return world


def fill(replica: Path, count: int, filled: Callable[[Path, int], World]) -> None:
    """Leave what `filled` makes there."""
    with tempfile.TemporaryDirectory(dir=replica.parent) as folder:
        filled(Path(folder), count).replica.close()
        (Path(folder) / "replica.db").replace(replica)
