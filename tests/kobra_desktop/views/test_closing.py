"""Cierre on the real window: what was not done goes on with its reason and is undone as one act;
each line leads to its rows.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPushButton
from pytestqt.qtbot import QtBot

from kobra_desktop.models.counts import counts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.outbox import next_batch
from kobra_desktop.store.queries.closing import OnPhone
from kobra_desktop.views.agreements.page import AgreementsPage
from kobra_desktop.views.agreements.promises import PromisesTab
from kobra_desktop.views.dialogs.carry import CarryDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.today.closing import ClosingTab
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_domain.dues import Promise
from kobra_domain.visits import NOT_BEGUN_STATES, CheckIn, Visit, VisitState
from tests.kobra_desktop.views.portfolio.told import tell
from tests.kobra_desktop.views.world import NOW, TODAY, World

TOMORROW = TODAY + timedelta(days=1)


def leftovers(world: World) -> list[Visit]:
    """The visits of today that nobody has begun."""
    return [
        one for one in world.visits
        if one.planned_on and one.planned_on <= TODAY and one.state in NOT_BEGUN_STATES
    ]  # fmt: skip


def planned(workspace: Workspace, wanted: list[Visit]) -> set[object]:
    """The days these visits are planned on now."""
    with workspace.desk.store.reading() as connection:
        found = [rows.one(connection, "visit", one.id) for one in wanted]
    return {one.planned_on for one in found if isinstance(one, Visit)}


@pytest.fixture
def tab(window: KobraWindow, world: World, qtbot: QtBot) -> ClosingTab:
    """Cierre with its lists."""
    window.open_page("today", {"tab": "closing"})
    page = window.page
    assert isinstance(page, TodayPage)
    made = page.tab("closing")
    assert isinstance(made, ClosingTab)
    qtbot.waitUntil(lambda: made.model.facts is not None and made.model.list.is_loaded)
    qtbot.waitUntil(lambda: made.table.model().rowCount() == len(leftovers(world)))
    return made


def asked(tab: ClosingTab, qtbot: QtBot, act: QPushButton) -> CarryDialog:
    """The dialog, once it knows where the visits would go."""
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    found = tab.findChildren(CarryDialog)
    [dialog] = [one for one in found if one.isVisible()]
    qtbot.waitUntil(lambda: any(c.isdigit() for c in dialog.foreseen.text()))
    return dialog


def test_all_go_to_tomorrow_with_one_reason_and_come_back_as_one_act(
    window: KobraWindow, tab: ClosingTab, workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    left = leftovers(world)
    dialog = asked(tab, qtbot, tab.carry)
    banned = [one for one in left if one.portfolio_id == world.portfolios[1].id]
    assert str(len(left) - len(banned)) in dialog.foreseen.text()
    assert dialog.refused.isVisible()
    chip = next(b for b in dialog.findChildren(QPushButton) if b.property("look") == "chip")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert dialog.text.text() == chip.text().strip()
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(tab.findChildren(RefusalsDialog)) == 1)
    told = tab.findChildren(RefusalsDialog)[0]
    gone = [one for one in left if one not in banned]
    assert planned(workspace, gone) == {TOMORROW}
    assert planned(workspace, banned) == {TODAY}
    qtbot.waitUntil(lambda: tab.table.model().rowCount() == len(banned))
    QTest.mouseClick(told.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: planned(workspace, gone) == {TODAY})
    assert next_batch(workspace.desk.store) == []


def test_the_acts_say_how_many_visits_they_are_about(
    tab: ClosingTab, world: World, qtbot: QtBot
) -> None:
    mine = [one.id for one in leftovers(world)]
    qtbot.waitUntil(lambda: tab.carry.text().strip() == f"Move {len(mine)} to tomorrow…")
    assert tab.carry.toolTip()
    assert tab.table.choose(*mine[:2])
    qtbot.waitUntil(lambda: tab.carry.text().strip() == "Move 2 to tomorrow…")
    assert not tab.carry.toolTip()
    told = [one.text().strip() for one in (tab.cancel, tab.reschedule)]
    assert told == ["Cancel 2…", "Reschedule 2…"]


def test_chosen_visits_alone_are_rescheduled_to_a_day(
    tab: ClosingTab, workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    mine = [one for one in leftovers(world) if one.portfolio_id == world.portfolios[0].id][:2]
    assert tab.table.choose(*(one.id for one in mine))
    dialog = asked(tab, qtbot, tab.reschedule)
    assert dialog.chosen_day == TOMORROW
    monday = TODAY + timedelta(days=3)
    dialog.editor.put(monday)
    dialog.text.setText("Lo pidió")
    qtbot.waitUntil(lambda: "23" in dialog.foreseen.text())
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: planned(workspace, mine) == {monday})
    qtbot.waitUntil(lambda: tab.table.model().rowCount() == len(leftovers(world)) - 2)


def test_a_sunday_is_refused_before_anything_is_done(
    tab: ClosingTab, workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    mine = [one for one in leftovers(world) if one.portfolio_id == world.portfolios[0].id][:1]
    tab.table.choose(mine[0].id)
    dialog = asked(tab, qtbot, tab.reschedule)
    words = dialog.foreseen.text()
    dialog.editor.put(TODAY + timedelta(days=2))
    qtbot.waitUntil(lambda: dialog.refused.isVisible() and dialog.foreseen.text() != words)
    assert "2300" in dialog.refused.text()


def test_cancelling_asks_why(
    tab: ClosingTab, workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    one = leftovers(world)[0]
    tab.table.choose(one.id)
    QTest.mouseClick(tab.cancel, Qt.MouseButton.LeftButton)
    [dialog] = tab.findChildren(ReasonDialog)
    assert not dialog.text.text()
    dialog.text.setText("Ya pagó")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.table.model().rowCount() == len(leftovers(world)) - 1)
    with workspace.desk.store.reading() as connection:
        found = rows.one(connection, "visit", one.id)
    assert isinstance(found, Visit)
    assert (found.state, found.cancel_reason) == (VisitState.CANCELLED, "Ya pagó")


def test_what_a_phone_holds_is_said_with_its_last_word(
    tab: ClosingTab, workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """The visit that was begun stands first: its form has not come."""
    begun = next(one for one in leftovers(world) if one.agent_id == world.agents[2].id)
    arrived = replace(begun, state=VisitState.CHECKED_IN, check_in=CheckIn(at=NOW), on_phone_at=NOW)
    world.pull(arrived)
    tab.reload()

    def first() -> OnPhone:
        assert tab.model.facts is not None
        return tab.model.facts.phones[0]

    qtbot.waitUntil(lambda: first().begun == 1)
    assert first().agent_id == world.agents[2].id
    assert tab.model.facts is not None
    assert tab._phones_title.text().endswith(f"({len(tab.model.facts.phones)})")


def test_promises_of_tomorrow_open_their_rows(
    window: KobraWindow, tab: ClosingTab, world: World, qtbot: QtBot
) -> None:
    visit = world.visits[0]
    made = Promise(
        id=world.new_id(), portfolio_id=visit.portfolio_id, account_id=visit.account_ids[0],
        made_at=NOW, amount_minor=50_000_00, currency="COP", due_on=TOMORROW, visit_id=visit.id,
    )  # fmt: skip
    world.pull(made)
    tab.reload()
    words = counts.due_tomorrow(1)
    see: list[QPushButton] = []

    def is_there() -> bool:
        lines = tab.findChildren(QFrame, "work_row")
        mine = [one for one in lines if words in [t.text() for t in one.findChildren(ElidedLabel)]]
        see[:] = [button for one in mine for button in one.findChildren(QPushButton)]
        return bool(see)

    qtbot.waitUntil(is_there)
    QTest.mouseClick(see[0], Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, AgreementsPage)
    assert isinstance(page.tab, PromisesTab)
    assert page.tab.box.state()["accepted"] == {"due": ["tomorrow"], "state": ["open"]}


def test_a_day_with_everything_done_says_so(tab: ClosingTab, world: World, qtbot: QtBot) -> None:
    """As a whole too, once the last that asked is gone; a search that finds nothing is no end."""
    tab.box.search.setText("zzqx")
    qtbot.waitUntil(lambda: tab.table.model().rowCount() == 0)
    assert not tab.done.isVisible()
    tab.box.search.setText("")
    qtbot.waitUntil(lambda: tab.table.model().rowCount() > 0)
    tab.table.selectAll()
    QTest.mouseClick(tab.cancel, Qt.MouseButton.LeftButton)
    [dialog] = tab.findChildren(ReasonDialog)
    dialog.text.setText("Fin de la campaña")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.table.model().rowCount() == 0)
    assert not tab.carry.isEnabled()
    qtbot.waitUntil(tab.done.isVisible)
    tell(world)  # a petition that is due
    tab.reload()
    qtbot.waitUntil(lambda: not tab.done.isVisible())


def test_a_line_that_says_the_same_is_the_same_button(tab: ClosingTab, qtbot: QtBot) -> None:
    """A phone that is heard in the middle of a click does not swallow it."""
    qtbot.waitUntil(lambda: tab._agents.list.is_loaded)
    shown = [one for one in tab.findChildren(QPushButton) if one.isVisible()]
    opened: list[str] = []
    tab.open_requested.disconnect()  # no map: its web page would outlive the test
    tab.open_requested.connect(lambda page, _state: opened.append(page))
    see = next(one for one in shown if one.text().strip("\u2009 ") in ("See", "Review"))
    QTest.mousePress(see, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tab._agents.list.loaded):
        tab._agents.list.reload()
    QTest.mouseRelease(see, Qt.MouseButton.LeftButton)
    assert len(opened) == 1
    tab.look.changed.emit()
    assert not see.isVisible()  # in the colours of another theme it is another
