"""Planear as pictures: the day as it stands, what a lasso catches, and a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from demo.scene import Scene
from kobra_desktop.models.planning.proposals import Step, Wish
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.window import MainWindow

ALL = ((-80.0, -179.0), (-80.0, 179.0), (80.0, 179.0), (80.0, -179.0))


def scenes(window: MainWindow) -> Iterator[Scene]:
    """Today, then tomorrow with all that waits chosen, given out by the engine."""
    if "visits" not in window.keys:
        return
    window.open_page("visits", {"tab": "plan"})
    page = window.page
    if not isinstance(page, VisitsPage):
        return
    tab = page.plan_tab
    model = tab.model
    yield Scene("plan", window, lambda: tab.columns.made_of is not None)
    tab.go_to(model.on + timedelta(days=1))
    yield Scene("plan-tomorrow", window, lambda: tab.columns.made_of is model.board is not None)
    tab.ground.catch(ALL)
    yield Scene("plan-lasso", window, lambda: bool(model.chosen))
    tab.propose.ask(Wish.NEAREST)
    yield Scene("plan-proposal", window, lambda: tab.proposals.step is Step.STANDING)
    tab.proposals.leave()
    tab.ground.let_go()
