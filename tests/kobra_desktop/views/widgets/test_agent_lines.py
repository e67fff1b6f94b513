"""A line of an agent: what gives way where there is little room."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from kobra_desktop.models.agents import agent_line
from kobra_desktop.store.queries.agents import AgentRow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.agent_lines import AgentLines
from tests.kobra_desktop.views.world import NOW, World


def test_a_name_is_whole_before_there_is_a_bar_beside_it(
    qtbot: QtBot, look: Look, world: World
) -> None:
    view = QListView()
    qtbot.addWidget(view)
    cells = AgentLines(look, view, has_progress=True)
    agent = replace(world.agents[1], name="Pedro Nel Arango Acevedo de la Espriella")
    line = agent_line(AgentRow(agent=agent, latest=None), NOW, NOW, "es")
    needs = QFontMetrics(look.font("strong")).horizontalAdvance(line.name)
    assert not cells.has_bar(line, needs)
    assert cells.has_bar(line, needs + look.pixels(8))
