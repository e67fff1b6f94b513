"""A list of 100,000 rows in memory (`LiveList`) that a pull changes: 50 rows are read, prepared and
placed alone, against all of them read anew.

`worker` is the reading and arranging, whole and of 50; `painted` from the word of the change to the
painted table, `blocked` the longest time in it in which the window would not have answered.
`python -m benchmarks.live_list [--rows 100000] [--runs 7]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks._facts import machine, spread
from benchmarks.visits_table import CHANGED, Watch, filled_world
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.arranging import arranged, patched
from kobra_desktop.models.listing import Listing
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.rows import View
from kobra_desktop.models.visit_columns import visit_columns
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.visits import VisitRow, visit_rows, visits_by_id
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.table import Table
from tests.kobra_desktop.views.world import World


def listing_of(workspace: Workspace) -> Listing[VisitRow]:
    """All visits as rows in memory."""
    store = workspace.desk.store
    return Listing(
        name="visits",
        load=lambda: visit_rows(store),
        load_ids=lambda ids: list(visits_by_id(store, ids).values()),
        identity=lambda row: row.id,
        words=lambda row: row.searchable,
        columns=visit_columns(workspace),
        kind="visit",
    )


def of_a_worker(listing: Listing[VisitRow], ids: frozenset[str], runs: int) -> dict[str, object]:
    """Milliseconds of everything, and of the changed rows alone."""
    whole, patches, view = [], [], View()
    for _ in range(runs):
        begun = time.perf_counter()
        now = arranged(listing, listing.prepare(listing.load()), view, None)
        whole.append((time.perf_counter() - begun) * 1_000)
        assert listing.load_ids is not None
        begun = time.perf_counter()
        patched(listing, now, view, ids, listing.load_ids(ids), is_kept=False)
        patches.append((time.perf_counter() - begun) * 1_000)
    return {"whole": spread(whole), "patch_50": spread(patches)}


def pulling(
    world: World, shown: LiveList[VisitRow], table: Table, news: Relay, turn: int
) -> Callable[[Callable[[], None]], None]:
    """50 visits have another note; the word of it is said when asked."""
    changed = [replace(one, note=f"{turn}") for one in world.visits[:CHANGED]]
    with world.replica.pulling() as connection:
        for visit in changed:
            rows.write(connection, "visit", visit, turn + 2)
    told = ChangeSet.of("visit", [one.id for one in changed])

    def act(done: Callable[[], None]) -> None:
        def loaded() -> None:
            shown.loaded.disconnect(loaded)
            table.viewport().repaint()
            done()

        shown.loaded.connect(loaded)
        news.send(told)

    return act


def measured(count: int, runs: int) -> dict[str, object]:
    """All figures of `count` rows."""
    application = QApplication.instance() or QApplication([])
    bugs: list[BaseException] = []
    with tempfile.TemporaryDirectory() as folder:
        world, watch = filled_world(Path(folder), count), Watch()
        background, news = Background(bugs.append), Relay()
        workspace = world.workspace(background, news)
        look = Look(ThemeChoice.LIGHT)
        look.apply(ThemeChoice.LIGHT)
        listing = listing_of(workspace)
        ids = frozenset(one.id for one in world.visits[:CHANGED])
        worker = of_a_worker(listing, ids, runs)
        shown: LiveList[VisitRow] = LiveList(workspace, listing)
        table = Table(look, shown.model, SessionMemory(), "visits")
        table.resize(1366, 640)
        table.show()

        def load(done: Callable[[], None]) -> None:
            shown.loaded.connect(done)
            shown.open()

        watch.measure(load)
        taken = [watch.measure(pulling(world, shown, table, news, n)) for n in range(runs)]
        background.close(10)
        world.replica.close()
    assert not bugs, bugs
    del application
    return {
        "rows": count,
        "worker_ms": worker,
        "painted_ms": spread([whole for whole, _ in taken]),
        "blocked_ms": spread([longest for _, longest in taken]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    print(json.dumps({**machine(), **measured(asked.rows, asked.runs)}, indent=1))


if __name__ == "__main__":
    main()
