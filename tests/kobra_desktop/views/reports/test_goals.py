"""Goals on the real window: typed into a sheet, saved as one act, taken back as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kobra_desktop.commands.done import undo
from kobra_desktop.commands.goals import Wanted, set_goals
from kobra_desktop.models.reports.goal_sheet import IS_SUM_ROLE, IS_WRONG_ROLE, GoalSheet
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.goals import goals_read
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.goals import GoalsDialog
from kobra_desktop.views.widgets.buttons import Button
from kobra_domain.buckets import next_month
from kobra_domain.errors import Invalid
from tests.kobra_desktop.views.reports.driven import counted

DISPLAY = Qt.ItemDataRole.DisplayRole


def this_month(workspace: Workspace) -> date:
    return workspace.today.replace(day=1)


def amounts(workspace: Workspace) -> list[int | None]:
    held = goals_read(workspace.desk.store).goals.values()
    return sorted((one.amount_minor for one in held), key=lambda one: -1 if one is None else one)


def sheet_of(workspace: Workspace) -> GoalSheet:
    return GoalSheet(workspace, goals_read(workspace.desk.store))


def shown(sheet: GoalSheet, row: int, column: int) -> str:
    return str(sheet.index(row, column).data(DISPLAY))


def row_named(sheet: GoalSheet, name: str) -> int:
    return next(n for n, one in enumerate(sheet.rows) if one.name == name)


def test_goals_are_set_together_and_taken_back_together(workspace: Workspace) -> None:
    read = goals_read(workspace.desk.store)
    team, agent = read.teams[0], read.agents[0]
    of: dict[str, Any] = {"month_on": this_month(workspace), "currency": "COP"}
    desk = workspace.desk
    done = set_goals(
        desk,
        [
            Wanted(team_id=team.id, amount_minor=500, **of),
            Wanted(team_id=agent.team_id, agent_id=agent.id, amount_minor=0, **of),
            Wanted(team_id=read.teams[1].id, **of),  # nothing there, and nothing wanted
        ],
    )
    assert amounts(workspace) == [0, 500]
    set_goals(desk, [Wanted(team_id=team.id, amount_minor=None, **of)])
    assert amounts(workspace) == [None, 0]
    again = set_goals(desk, [Wanted(team_id=team.id, amount_minor=7, **of)])
    assert again.undo is not None
    undo(desk, again.undo)
    assert amounts(workspace) == [None, 0]
    assert done.undo is not None


def test_a_team_without_a_goal_shows_those_of_its_agents(workspace: Workspace) -> None:
    sheet = sheet_of(workspace)
    team = sheet.rows.index(next(one for one in sheet.rows if one.depth == 0 and one.team_id))
    sheet.write({(team + 1, 2): "1.500.000", (team + 2, 2): "250.000,50"})
    assert shown(sheet, team, 2) == "1.750.000,50"
    assert sheet.index(team, 2).data(IS_SUM_ROLE)
    sheet.write({(team, 2): "2000000"})
    assert shown(sheet, team, 2) == "2.000.000"
    assert not sheet.index(team, 2).data(IS_SUM_ROLE)
    sheet.undo()
    assert shown(sheet, team, 2) == "1.750.000,50"
    assert [one.amount_minor for one in sheet.wanted()] == [150_000_000, 25_000_050]


def test_the_month_before_is_copied_where_there_is_nothing(workspace: Workspace) -> None:
    sheet = sheet_of(workspace)
    sheet.write({(0, 1): "100", (1, 1): "200", (1, 2): "9"})
    sheet.copy_before(2)
    assert [sheet.text_at(n, 2) for n in (0, 1)] == ["100", "9"]
    sheet.move(1)
    assert [sheet.text_at(n, 1) for n in (0, 1)] == ["100", "9"]
    sheet.move(-1)
    sheet.undo()
    assert [sheet.text_at(n, 2) for n in (0, 1)] == ["", "9"]
    assert sheet.months[1] == next_month(sheet.months[0]) == this_month(workspace)


@pytest.mark.parametrize("text", ["mucho", "-5", "9" * 30])
def test_what_is_no_amount_is_marked_and_not_saved(workspace: Workspace, text: str) -> None:
    sheet = sheet_of(workspace)
    sheet.write({(0, 2): text})
    assert sheet.problems == 1
    assert sheet.index(0, 2).data(IS_WRONG_ROLE)
    assert shown(sheet, 0, 2) == text
    with pytest.raises(Invalid):
        sheet.wanted()
    sheet.write({(0, 2): ""})
    assert (sheet.problems, sheet.is_touched) == (0, False)


def dialog(window: KobraWindow, qtbot: QtBot) -> GoalsDialog:
    tab = counted(window, qtbot, "recovery")
    button = next(one for one in tab.findChildren(Button) if one.text().strip() == "Goals…")
    button.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(GoalsDialog)))
    made = window.findChildren(GoalsDialog)[0]
    qtbot.waitUntil(made.isVisible)
    return made


def test_goals_are_typed_pasted_saved_and_undone(window: KobraWindow, qtbot: QtBot) -> None:
    form = dialog(window, qtbot)
    assert not form.save.isEnabled()
    table, sheet = form.table, form.sheet
    table.setCurrentIndex(sheet.index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_1)
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_2)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.text_at(0, 2) == "12")
    QApplication.clipboard().setText("1.000\t2.000\n3.000\n")
    table.setCurrentIndex(sheet.index(1, 2))
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [shown(sheet, 1, 2), shown(sheet, 1, 3), shown(sheet, 2, 2)] == [
        *("1.000", "2.000", "3.000")
    ]
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert sheet.text_at(1, 2) == ""
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text_at(1, 2) == "1.000"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    (asked,) = form.findChildren(Question)
    asked.leave.click()
    form.save.click()
    qtbot.waitUntil(lambda: not isValid(form))
    assert len(amounts(window.workspace)) == 4


def test_what_is_no_amount_is_said_in_the_form(window: KobraWindow, qtbot: QtBot) -> None:
    form = dialog(window, qtbot)
    form.sheet.write({(0, 2): "mucho", (2, 2): "5"})
    form.grab()  # what is wrong and what is a sum are painted
    assert form.wrong.isVisible()
    assert not form.save.isEnabled()
    form.undo.click()
    assert not form.wrong.isVisible()
    assert not form.undo.isEnabled()
    form.copy.click()
    form.later.click()
    form.earlier.click()
    form.reject()
    qtbot.waitUntil(lambda: not isValid(form))
