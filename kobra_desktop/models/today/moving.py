"""Visits that Hoy puts on another day: the law is asked of each, what it refuses is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kobra_desktop.commands.leftovers import carry_visits
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.counts import counts
from kobra_desktop.models.workspace import Workspace


def move(
    workspace: Workspace, acts: Acts, ids: Sequence[str], on: date | None, reason: str
) -> None:
    """Put them on a day, None: on the first lawful one after today, each with its agent."""
    desk = workspace.desk
    acts.run_on(
        len(ids),
        lambda watch: carry_visits(desk, visit_ids=ids, on=on, reason=reason, watch=watch),
        lambda done: counts.moved(len(done.ids)),
    )
