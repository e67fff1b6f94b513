"""500,000 visits of 120,000 parties in the table, read in windows: from the wish to the painted
table, as `visits_table` measures, and what it costs beside an empty page.

`first_ms` is until the first rows are painted, `all_ms` until it is known where every row stands,
`warm_ms` reads what a search asks for, after that; `all_chosen_ms` is what Ctrl+A and then a pull
hold the window. The replica is filled by another process, so that memory is the list's alone;
`--folder` keeps it for the next run. `python -m benchmarks.visit_windows [--rows 500000] [--runs 5]
[--folder DIR]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks._facts import machine, resident_mb, spread
from benchmarks._kept_replica import HOMES, fill, opened
from benchmarks.visits_table import CHANGED, SCROLLS, Watch
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.visit_columns import visit_columns
from kobra_desktop.models.visit_source import VisitSource
from kobra_desktop.models.windowed import WindowedList
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.table import Table
from tests.kobra_desktop.views.world import World

PARTIES = 120_000
Shows = Callable[[Workspace], WindowedList[Any]]
_BYTES = ", ".join(f"hex(randomblob({size}))" for size in (4, 2, 2, 2, 6))
AN_ID = f"lower(printf('%s-%s-%s-%s-%s', {_BYTES}))"


def filled(folder: Path, count: int) -> World:
    """A world whose visits are repeated by SQL: other ids, other parties and doors, other days."""
    world = World(folder, visits=HOMES)
    with world.replica.pulling() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA cache_size = -600000")
        for kind, like, changed in (
            ("party", HOMES, {"name": "name || ' ' || n"}),
            ("address", HOMES, {"street": "street || ' ' || n", "party_id": nth("party")}),
            ("account", HOMES, {"number": "printf('%012d', 7919 * n)"}),
        ):
            repeat(raw, kind, PARTIES, like, changed)
        day = "date(coalesce(planned_on, '2026-11-20'), '-' || (n % 400) || ' days')"
        doors = {
            "party_id": nth("party"),
            "address_id": nth("address"),
            "account_ids": f"json_array({nth('account')})",
        }
        ended = {"ended_at": "ended_at - n * 1000", "planned_on": day}
        repeat(raw, "visit", count - HOMES, HOMES, doors | ended, "ended_at IS NOT NULL")
        raw.execute("PRAGMA cache_size = -16384")
    return world


def nth(kind: str, count: int = PARTIES) -> str:
    return f'(SELECT id FROM "{kind}" p WHERE p.rowid = 1 + (n * 7919) % {count})'


def repeat(
    raw: Any, kind: str, count: int, like: int, changed: dict[str, str], where: str = "1"
) -> None:
    names = [row[1] for row in raw.execute(f'PRAGMA table_info("{kind}")')]
    made = ", ".join({**changed, "id": AN_ID}.get(name, f'"{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    ids = [row[0] for row in raw.execute(f'SELECT rowid FROM "{kind}" WHERE {where} LIMIT {like}')]
    raw.execute("CREATE TEMP TABLE model (place INTEGER PRIMARY KEY, number INTEGER)")
    raw.executemany("INSERT INTO model VALUES (?, ?)", enumerate(ids))
    raw.execute(
        f"WITH RECURSIVE seq(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq WHERE n < {count}) "
        f'INSERT INTO "{kind}" ({listed}) SELECT {made} FROM seq '
        f"JOIN model ON model.place = n % {len(ids)} "
        f'JOIN "{kind}" ON "{kind}".rowid = model.number'
    )
    raw.execute("DROP TABLE model")


def visits_list(workspace: Workspace) -> WindowedList[Any]:
    """The list of visits."""
    return WindowedList(workspace, VisitSource(workspace, lambda: ()), visit_columns(workspace))


class Shown:
    """A table over a windowed list, as a page has it."""

    def __init__(self, world: World, made: Shows = visits_list) -> None:
        self.world, self.bugs = world, list[BaseException]()
        self.background = Background(self.bugs.append)
        self.news = Relay()
        workspace = world.workspace(self.background, self.news)
        look = Look(ThemeChoice.LIGHT)
        look.apply(ThemeChoice.LIGHT)
        self.list = made(workspace)
        self.table = Table(look, self.list.model, SessionMemory(), "visits")
        self.table.resize(1366, 640)
        self.table.show()

    def painted(self, act: Callable[[], object], done: Callable[[], None]) -> None:
        """Do it; `done` when the next rows are painted."""

        def loaded() -> None:
            self.list.loaded.disconnect(loaded)
            self.table.viewport().repaint()
            done()

        self.list.loaded.connect(loaded)
        act()

    def begin(self, done: Callable[[], None]) -> None:
        """Show it; `done` when the first rows are painted."""

        def begun() -> None:
            self.table.viewport().repaint()
            done()

        self.list.begun.connect(begun)
        self.list.open()

    def choose_all(self) -> float:
        """Milliseconds of Ctrl+A, of who asks what is chosen, and of the list shown anew."""
        begun = time.perf_counter()
        self.table.selectAll()
        chosen = self.table.chosen_ids
        self.list.model.show(self.list._standing, self.list.model.windows)
        assert self.table.chosen_ids == chosen
        assert len(chosen) == self.list.model.rowCount()
        self.table.viewport().repaint()
        taken = time.perf_counter() - begun
        self.table.clearSelection()
        return taken * 1_000

    def pull(self, turn: int) -> Callable[[Callable[[], None]], None]:
        """What a pull leaves: changed rows in the replica; the word of it is said when asked."""
        changed = [replace(v, note=f"{turn}") for v in self.world.visits[:CHANGED]]
        with self.world.replica.pulling() as connection:
            for visit in changed:
                rows.write(connection, "visit", visit, turn + 2)
        news = ChangeSet.of("visit", [visit.id for visit in changed])
        return lambda done: self.painted(lambda: self.news.send(news), done)

    def scroll(self) -> list[tuple[float, float]]:
        """Milliseconds of each step through the list, windows coming in: by the clock, and of the
        GUI thread's own work, which a loaded machine does not stretch.
        """
        bar, taken = self.table.verticalScrollBar(), []
        for step in range(SCROLLS):
            begun, worked = time.perf_counter(), time.thread_time()
            bar.setValue(bar.maximum() * (step + 1) // (SCROLLS + 1))
            self.table.viewport().repaint()
            QApplication.processEvents()
            now = time.perf_counter(), time.thread_time()
            taken.append(((now[0] - begun) * 1_000, (now[1] - worked) * 1_000))
        bar.setValue(0)
        return taken


def waited(is_so: Callable[[], bool]) -> float:
    """Milliseconds until it is so, the event loop running."""
    loop, begun = QEventLoop(), time.perf_counter()
    timer = QTimer(interval=2)
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start()
    loop.exec()
    timer.stop()
    return (time.perf_counter() - begun) * 1_000


def _rounds(shown: Shown, watch: Watch, runs: int) -> dict[str, list[float]]:
    """Milliseconds of each act, and under `own` of the GUI thread's work in a frame."""
    ms: dict[str, list[float]] = defaultdict(list)

    def look(name: str, **changes: object) -> None:
        act = lambda done: shown.painted(lambda: shown.list.look(**changes), done)  # noqa: E731
        ms[name].append(watch.measure(act)[0])

    for turn in range(runs):
        for word in ("g", "ga", ""):
            look("letter", search=word)
        look("account", search="7919")
        look("letter", search="")
        look("sort", sort_key="party", is_descending=bool(turn % 2))
        look("sort_back", sort_key="")
        ms["pulled_50_rows"].append(watch.measure(shown.pull(turn))[0])
        ms["all_chosen"].append(shown.choose_all())
        frames = shown.scroll()
        ms["scroll_frame"] += [whole for whole, _ in frames]
        ms["own"] += [own for _, own in frames]
    return ms


def measured(folder: Path, count: int, runs: int) -> dict[str, object]:
    """All figures of `count` visits."""
    application = QApplication.instance() or QApplication([])
    world, watch = opened(folder, "visit", count, "visit_windows"), Watch()
    shown = Shown(world)
    waited(lambda: True)
    before_mb = resident_mb()
    first_ms, _ = watch.measure(shown.begin)
    all_ms = first_ms + waited(lambda: shown.list.is_loaded)
    warm_ms = waited(lambda: not shown.list.is_busy)
    warm_mb = resident_mb() - before_mb
    ms = _rounds(shown, watch, runs)
    memory_mb = resident_mb() - before_mb
    shown.background.close(10)
    world.replica.close()
    shutil.rmtree(world.replica.path.parent)
    assert not shown.bugs, shown.bugs
    del application
    own = ms.pop("own")
    return {
        "rows": count,
        "first_ms": round(first_ms),
        "all_ms": round(all_ms),
        "warm_ms": round(warm_ms),
        "memory_mb": {"once_read": round(warm_mb), "at_the_end": round(memory_mb)},
        "scrollp95_ms": p95(ms["scroll_frame"]),
        "scroll_own_ms": {"median": round(median(own), 1), "p95": p95(own)},
        "ms": {name: spread(taken) for name, taken in ms.items()},
    }


def p95(taken: list[float]) -> float:
    return round(sorted(taken)[int(len(taken) * 0.95)], 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        fill(asked.fill, asked.rows, filled)
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = asked.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps({**machine(), **measured(folder, asked.rows, asked.runs)}, indent=1))


if __name__ == "__main__":
    main()
