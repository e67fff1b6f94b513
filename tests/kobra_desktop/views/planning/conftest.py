"""Planear on the real window, with the invented day read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.planning.tab import PlanTab
from kobra_desktop.views.visits.page import VisitsPage


@pytest.fixture
def tab(window: KobraWindow, qtbot: QtBot) -> PlanTab:
    """All three panes filled."""
    window.open_page("visits", {"tab": "plan"})
    page = window.page
    assert isinstance(page, VisitsPage)
    made = page.plan_tab
    qtbot.waitUntil(lambda: bool(made.pool.list.rows.rows) and bool(made.days.columns))
    return made
