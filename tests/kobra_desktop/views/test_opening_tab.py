"""Arranque on the real window: what stands in the way of the day, and each line ends by its act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.lawfulness import permission
from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.opening import Cause, OpeningModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.views import outside
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.opening import OpeningTab
from kobra_desktop.views.widgets.buttons import Button
from kobra_domain.contact import Allowed
from kobra_domain.people import Agent, Role
from kobra_domain.positions import Latest
from kobra_domain.visits import VisitState
from tests.kobra_desktop.views.world import NOW, TODAY, World

SEVEN = datetime(2026, 11, 20, 12, 10, tzinfo=UTC)  # 7:10 in Bogotá
LEFT = Qt.MouseButton.LeftButton


class Morning(World):
    """The field a few minutes after the shift has begun: who has reported, and what is missing."""

    def _agent(self, n: int, name: str) -> Agent:
        made = super()._agent(n, name)
        heard = SEVEN - timedelta(minutes=(2, 3, 600, 4, 5, 6)[n])
        self.latest[-1] = Latest(
            agent_id=made.id, heard_at=heard, fix_at=heard, battery_pct=(88, 31, 90, 70, 66, 64)[n]
        )
        changes: dict[int, dict[str, Any]] = {
            3: {"enrolled_at": None},
            4: {"consent": None},
        }
        other = replace(made, **changes.get(n, {}))
        self.entities = [other if one is made else one for one in self.entities]
        return other


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[World]:
    """Nothing has ended yet."""
    made = Morning(tmp_path)
    yield made
    made.replica.close()


@pytest.fixture
def space(morning: World, background: Background) -> Workspace:
    """The administrator's, at ten past seven."""
    made = morning.workspace(background, Relay(), who=replace(morning.users[0], role=Role.ADMIN))
    return replace(made, desk=replace(made.desk, clock=lambda: SEVEN))


@pytest.fixture
def tab(look: Look, space: Workspace, morning: World, qtbot: QtBot) -> OpeningTab:
    """Shown, with its lines."""
    morning.replica.subscribe(space.news.send)
    status = StatusModel(space.zone)
    made = OpeningTab(look, OpeningModel(space, AgentsModel(space, status)), status)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitUntil(lambda: bool(made.work.lines))
    return made


def causes(tab: OpeningTab) -> list[Cause]:
    return [Cause(line.danger) for line in tab.work.lines]


def words_of(tab: OpeningTab, cause: Cause) -> str:
    line = next(one for one in tab.work.lines if one.danger == cause)
    return f"{line.words}: {line.detail}"


def press(tab: OpeningTab, cause: Cause, act: str) -> None:
    """Its button."""
    key = next(one.key for one in tab.work.lines if one.danger == cause)
    line = tab.work.rows[key]
    button = next(one for one in line.findChildren(Button) if act in one.text())
    QTest.mouseClick(button, LEFT)


def dialog(kind: type[QDialog]) -> Any:
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def test_what_stands_in_the_way_is_said_the_worst_first(tab: OpeningTab, morning: World) -> None:
    """One line an agent, and what of the plan cannot be as it is."""
    assert causes(tab)[:3] == [Cause.NOT_REPORTED, Cause.NOT_ENROLLED, Cause.NO_CONSENT]
    silent, not_enrolled = morning.agents[2], morning.agents[3]
    assert words_of(tab, Cause.NOT_REPORTED).startswith(f"{silent.name}: has not reported")
    assert "shift from 07:00" in words_of(tab, Cause.NOT_REPORTED)
    assert words_of(tab, Cause.NOT_ENROLLED).startswith(not_enrolled.name)
    assert causes(tab) == sorted(causes(tab))
    assert morning.agents[5].name not in " ".join(one.words for one in tab.work.lines)
    assert tab.ready.text().startswith("4 of 5 have reported")


def test_who_reports_is_no_line_any_more(tab: OpeningTab, morning: World, qtbot: QtBot) -> None:
    """By itself, as it is heard."""
    heard = Latest(agent_id=morning.agents[2].id, heard_at=SEVEN, battery_pct=80)
    tab.model.workspace.heard.send([heard])
    qtbot.waitUntil(lambda: Cause.NOT_REPORTED not in causes(tab))
    assert tab.ready.text().startswith("5 of 5")


def test_who_does_not_come_is_marked_absent(tab: OpeningTab, morning: World, qtbot: QtBot) -> None:
    """And the line has ended."""
    press(tab, Cause.NOT_REPORTED, "Absent")
    asked = dialog(AbsenceDialog)
    asked.save.click()
    qtbot.waitUntil(lambda: Cause.NOT_REPORTED not in causes(tab))
    with morning.replica.reading() as connection:
        agent = rows.one(connection, "agent", morning.agents[2].id)
    assert isinstance(agent, Agent)
    assert agent.absent_on == TODAY


def test_who_does_not_come_is_called(
    tab: OpeningTab, morning: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line stays until somebody is heard."""
    opened: list[str] = []
    monkeypatch.setattr(outside, "_OPENER", "no-such-program")  # whatever this machine has
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    press(tab, Cause.NOT_REPORTED, "Call")
    assert opened == ["tel:" + morning.agents[2].phone.replace(" ", "")]
    assert Cause.NOT_REPORTED in causes(tab)


def test_what_no_phone_has_is_given_to_another(
    tab: OpeningTab, morning: World, qtbot: QtBot
) -> None:
    """«on the phone 3/8», and the visits that are not go to who has a phone that works."""
    line = next(one for one in tab.work.lines if one.danger == Cause.NOT_ON_PHONE)
    assert "on the phone" in line.detail
    assert isinstance(line.about, tuple)
    agent, ids = line.about
    before = causes(tab).count(Cause.NOT_ON_PHONE)
    press(tab, Cause.NOT_ON_PHONE, f"Reassign {len(ids)}")
    asked = dialog(AssignDialog)
    qtbot.waitUntil(lambda: asked.list.count() > 1)
    nobody = asked.list.item(asked.list.count() - 1)
    asked.list.itemClicked.emit(nobody)
    qtbot.waitUntil(
        lambda: (
            agent.id not in [o.about[0].id for o in tab.work.lines if o.key[0] == "N"]  # type: ignore[index]
            or causes(tab).count(Cause.NOT_ON_PHONE) < before
        )
    )
    card = visit_card(morning.replica, ids[0])
    assert card is not None
    assert card.visit.state is VisitState.DRAFT


def test_what_a_rule_forbids_today_is_moved_if_waiting_helps(
    tab: OpeningTab, morning: World, qtbot: QtBot
) -> None:
    """The reason is said; what may never be made stays, and is told with it."""
    line = next(one for one in tab.work.lines if one.danger == Cause.BLOCKED)
    assert line.detail
    assert isinstance(line.about, tuple)
    card = visit_card(morning.replica, str(line.about[0]))
    assert card is not None
    assert not isinstance(permission(card, now=SEVEN), Allowed)
    press(tab, Cause.BLOCKED, "Reschedule")
    qtbot.waitUntil(
        lambda: any(
            isinstance(one, RefusalsDialog) and one.isVisible()
            for one in QApplication.topLevelWidgets()
        )
    )
    assert Cause.BLOCKED in causes(tab)


def test_what_was_left_over_comes_to_today(tab: OpeningTab, morning: World, qtbot: QtBot) -> None:
    """Each with its agent; the line has ended."""
    visit = next(
        v
        for v in morning.visits
        if v.agent_id == morning.agents[0].id
        and v.state is VisitState.ASSIGNED
        and v.portfolio_id == morning.portfolios[0].id
    )
    morning.pull(replace(visit, planned_on=TODAY - timedelta(days=1)))
    qtbot.waitUntil(lambda: Cause.LEFT_OVER in causes(tab))
    press(tab, Cause.LEFT_OVER, "Move to today")
    qtbot.waitUntil(lambda: Cause.LEFT_OVER not in causes(tab))
    card = visit_card(morning.replica, visit.id)
    assert card is not None
    assert (card.visit.planned_on, card.visit.agent_id) == (TODAY, visit.agent_id)


def test_a_low_battery_is_said_once_a_day(
    look: Look, space: Workspace, tab: OpeningTab, morning: World, qtbot: QtBot
) -> None:
    """Whoever has seen it is not told again."""
    agent = morning.agents[1]
    for visit in [v for v in morning.visits if v.agent_id == agent.id]:
        if visit.state is VisitState.ASSIGNED and visit.planned_on == TODAY:
            morning.pull(
                replace(visit, state=VisitState.ON_PHONE, on_phone_at=SEVEN),
            )
    qtbot.waitUntil(lambda: Cause.LOW_BATTERY in causes(tab))
    assert words_of(tab, Cause.LOW_BATTERY).startswith(f"{agent.name}: battery 31")
    press(tab, Cause.LOW_BATTERY, "Seen")
    qtbot.waitUntil(lambda: Cause.LOW_BATTERY not in causes(tab))


def test_before_the_shift_nobody_is_late(space: Workspace, look: Look, qtbot: QtBot) -> None:
    """At half past six nobody needs to have reported."""
    early = SEVEN - timedelta(minutes=40)
    workspace = replace(space, desk=replace(space.desk, clock=lambda: early))
    status = StatusModel(workspace.zone)
    made = OpeningTab(look, OpeningModel(workspace, AgentsModel(workspace, status)), status)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.work.lines))
    assert Cause.NOT_REPORTED not in causes(made)


def test_a_viewer_reads(look: Look, morning: World, background: Background, qtbot: QtBot) -> None:
    """What asks, and no act but the telephone's."""
    workspace = morning.workspace(background, Relay(), who=morning.users[2])
    workspace = replace(workspace, desk=replace(workspace.desk, clock=lambda: SEVEN))
    status = StatusModel(workspace.zone)
    made = OpeningTab(look, OpeningModel(workspace, AgentsModel(workspace, status)), status)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.work.lines))
    acts = {act.key for line in made.work.lines for act in line.acts}
    assert acts <= {"call", "see", "seen"}


def test_the_page_opens_on_it_in_the_morning(look: Look, space: Workspace, qtbot: QtBot) -> None:
    """By the clock; another tab may be chosen."""
    from kobra_desktop.models.today.head import HeadModel
    from kobra_desktop.views.today.page import TodayPage
    from kobra_desktop.views.today.tabs import today_tabs

    status = StatusModel(space.zone)
    page = TodayPage(look, HeadModel(space), status, today_tabs(look, space, status))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.tabs.key == "opening" and page.shown.isVisible())
    assert isinstance(page.shown, OpeningTab)
    page.tabs.choose("workday")
    page._on_head()
    assert page.tabs.key == "workday"
    assert isinstance(page.shown, QWidget)
    assert NOW > SEVEN
