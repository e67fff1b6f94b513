"""«Días» on an agent's card: the last days that were kept, each with all that is known of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.models.field_map.kept_days import SHOWN, KeptDaysModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.views.field_map.kept_days import KeptDays
from kobra_domain.agent_days import AgentDay
from tests.kobra_desktop.views.world import NOW, TODAY, World


def a_day(world: World, agent: int, day: date, **changes: Any) -> AgentDay:
    back = (TODAY - day).days
    known: dict[str, Any] = {
        "id": world.new_id(), "agent_id": world.agents[agent].id, "day": day,
        "over_at": NOW - timedelta(days=back), "counted_at": NOW,
        "team_id": world.agents[agent].team_id, "planned": 20, "done": 18, "distance_m": 8_400,
        "moving_s": 11_400, "stopped_s": 7_200, "stops": 14, "carried": 2,
        "first_at": NOW - timedelta(days=back, hours=3), "last_at": NOW - timedelta(days=back),
    }  # fmt: skip
    return AgentDay(**{**known, **changes})


def test_the_last_days_stand_there_the_newest_first(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    first = TODAY - timedelta(days=1)
    world.pull(*(a_day(world, 0, first - timedelta(days=n), done=n) for n in range(SHOWN + 2)))
    world.pull(a_day(world, 1, first, distance_m=900))
    shown = KeptDays(KeptDaysModel(workspace))
    qtbot.addWidget(shown)
    shown.show()
    shown.show_agent(world.agents[0].id)
    qtbot.waitUntil(lambda: len(shown.words) == SHOWN)
    assert shown.words[0] == "jue 19 nov 0/20 8,4 km"
    assert shown.words[-1].split()[3] == f"{SHOWN - 1}/20"
    tips = [one.toolTip() for one in shown.findChildren(QLabel) if one.text() == "8,4 km"]
    assert any("3 h 10 min" in tip and "14" in tip for tip in tips)
    shown.show_agent(world.agents[1].id)
    qtbot.waitUntil(lambda: len(shown.words) == 1)
    assert "900 m" in shown.words[0]


def test_an_agent_without_a_kept_day_is_told_so_until_one_comes(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    model = KeptDaysModel(workspace)
    shown = KeptDays(model)
    qtbot.addWidget(shown)
    shown.show()
    shown.show_agent(world.agents[2].id)
    qtbot.waitUntil(lambda: model.days == [])
    assert shown._told.isVisible()
    made = a_day(world, 2, TODAY - timedelta(days=1))
    world.pull(made)
    workspace.news.send(ChangeSet(frozenset({("agent_day", made.id)})))
    qtbot.waitUntil(lambda: len(shown.words) == 1)
    assert not shown._told.isVisible()
