"""500 visits given to an agent on the page Visitas: the rules asked of each, edits and outbox in
one transaction, and the table painted with its new agent.

`answered_ms`: what the dialog asks before (which of them the law refuses). `painted_ms`: from the
wish to the painted table. `python -m benchmarks.assign [--visits 500] [--runs 7]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks._facts import machine, spread
from benchmarks.visits_table import Ours, Watch, filled_world
from kobra_desktop.commands.visits import refusals
from kobra_domain.visit_moves import is_open_to
from tests.kobra_desktop.views.world import TODAY

ROWS = 20_000


def assigning(ours: Ours, ids: list[str], agent_id: str) -> Callable[[Callable[[], None]], None]:
    """Give them all to the agent; done when every one of them in sight is painted as theirs."""
    chosen = frozenset(ids)

    def act(done: Callable[[], None]) -> None:
        model = ours.model.list.model

        def loaded() -> None:
            seen = [row for row in model.windows[0] if row is not None and row.id in chosen]
            if seen and all(row.agent_id == agent_id for row in seen):
                ours.model.list.loaded.disconnect(loaded)
                ours.page.table.viewport().repaint()
                done()

        ours.model.list.loaded.connect(loaded)
        ours.model.assign(ids, agent_id, "", TODAY)

    return act


def measured(count: int, runs: int) -> dict[str, object]:
    """Both times, `runs` of each; every run gives all of them to somebody else."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        world = filled_world(Path(folder), ROWS)
        watch, ours = Watch(), Ours(world)
        watch.measure(ours.load)
        movable = [v.id for v in world.visits if is_open_to("visit.assign", v.state)]
        desk = ours.workspace.desk
        refused = {one.entity_id for one in refusals(desk, visit_ids=movable, planned_on=TODAY)}
        movable = [one for one in movable if one not in refused][:count]
        assert len(movable) == count
        asked, painted, blocked = [], [], []
        for turn in range(runs):
            begun = time.perf_counter()
            refusals(desk, visit_ids=movable, planned_on=TODAY)
            asked.append((time.perf_counter() - begun) * 1_000)
            agent_id = world.agents[turn % 2].id
            whole, longest = watch.measure(assigning(ours, movable, agent_id))
            painted.append(whole)
            blocked.append(longest)
        ours.background.close(10)
        world.replica.close()
    assert not ours.bugs, ours.bugs
    del application
    return {
        "visits": count,
        "of_rows": ROWS,
        "answered_ms": spread(asked),
        "painted_ms": spread(painted),
        "blocked_ms": spread(blocked),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=500)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    print(json.dumps({**machine(), **measured(asked.visits, asked.runs)}, indent=1))


if __name__ == "__main__":
    main()
