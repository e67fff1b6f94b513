"""Cuentas and Titulares in the window: one click opens the panel, Enter the holder, acts on many
are one act that is undone as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kobra_desktop.models.about import about
from kobra_desktop.store import rows
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.refusals import RefusalsDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.accounts import AccountsTab
from kobra_desktop.views.portfolio.bulk import SegmentDialog
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.portfolio.parties import PartiesTab
from kobra_domain.portfolios import AccountState
from kobra_domain.visits import VisitState
from tests.kobra_desktop.views.walk import listed, visible_dialog
from tests.kobra_desktop.views.world import TODAY, World


def tab(window: KobraWindow, qtbot: QtBot, key: str) -> Any:
    """A tab of Cartera with its rows."""
    window.open_page("portfolio", {"tab": key})
    page = window.page
    assert isinstance(page, PortfolioPage)
    made: Any = page.tab
    qtbot.waitUntil(lambda: made.model.list.is_loaded)
    return made


def accounts(window: KobraWindow, qtbot: QtBot) -> AccountsTab:
    """Cuentas."""
    made = tab(window, qtbot, "accounts")
    assert isinstance(made, AccountsTab)
    return made


def button(widget: Any, words: str) -> QPushButton:
    """A button that says it."""
    children: list[QPushButton] = widget.findChildren(QPushButton)
    found = [one for one in children if one.text().strip() == words]
    assert found, words
    return found[0]


def held(world: World, kind: str) -> list[Any]:
    """All rows of a kind."""
    with world.replica.reading() as connection:
        return rows.entities(connection, kind)


def said(widget: Any) -> str:
    """All words of it."""
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def done(window: KobraWindow, qtbot: QtBot, act: Callable[[], object], words: str) -> None:
    """Do it, and wait until it is said."""
    with qtbot.waitSignal(window.page.said) as told:
        act()
    assert words in told.args[0]


def test_one_click_opens_the_panel_of_an_account(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Amounts with their cut-off, people with their roles, doors, what was done; its visits."""
    account = next(one for one in held(world, "account") if one.number == "880009")
    world.pull(replace(account, cut_off_on=TODAY, product="Libre"))
    made = accounts(window, qtbot)
    made.choose(account.id)
    qtbot.waitUntil(made.panel.isVisible)
    words = said(made.panel)
    party = next(p for p in held(world, "party") if p.id == account.parties[0].party_id)
    for one in (party.name, account.number, "COP", "CC ", "Titular", "Libre", "Today"):
        assert one in words, one
    with qtbot.waitSignal(made.open_requested) as asked:
        button(made.panel, "Its visits").click()
    assert asked.args is not None
    assert asked.args[0] == "visits"
    thing = about(asked.args[1]["about"])
    assert thing is not None
    assert thing.ids == tuple(v.id for v in world.visits if account.id in v.account_ids)


def test_enter_opens_the_holder(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    """Of an account as of a person."""
    made = accounts(window, qtbot)
    made.table.setFocus()
    made.table.selectRow(2)
    account_id = made.table.chosen_ids[0]
    account = next(one for one in held(world, "account") if one.id == account_id)
    with qtbot.waitSignal(made.open_requested) as asked:
        QTest.keyClick(made.table, Qt.Key.Key_Return)
    assert asked.args == ["portfolio", {"party": account.parties[0].party_id}]
    people = tab(window, qtbot, "parties")
    assert isinstance(people, PartiesTab)
    people.table.selectRow(0)
    with qtbot.waitSignal(people.open_requested) as asked:
        QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert asked.args == ["portfolio", {"party": people.table.chosen_ids[0]}]


def test_the_search_looks_everywhere(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    """Name, document with points, number, street."""
    made = accounts(window, qtbot)
    party = held(world, "party")[7]
    figures = party.document_number
    pointed = f"{figures[:-6]}.{figures[-6:-3]}.{figures[-3:]}"
    count = made.model.list.model.rowCount
    assert count() == 60
    for typed, most in ((party.name.split(",")[0], 9), (pointed, 1), ("880009", 1)):
        made.box.search.setText(typed)
        qtbot.waitUntil(lambda m=most: 0 < count() <= m and made.model.list.is_settled)  # type: ignore[misc]
    made.box.search.clear()
    qtbot.waitUntil(lambda: count() == 60)


def test_a_segment_is_set_for_many_and_taken_back_as_one(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    made = accounts(window, qtbot)
    made.table.selectAll()
    assert made.bulk.isVisible()
    made.ask_segment()
    qtbot.waitUntil(lambda: isinstance(visible_dialog(window), SegmentDialog))
    dialog = visible_dialog(window)
    assert isinstance(dialog, SegmentDialog)
    dialog.text.setText("Norte A")
    done(window, qtbot, dialog.submit, "60 ")
    assert {one.segment for one in held(world, "account")} == {"Norte A"}
    window.toast.undo()
    qtbot.waitUntil(lambda: {one.segment for one in held(world, "account")} == {""})


def test_people_are_not_contacted_any_more(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    """By what was chosen in Cuentas, with a reason; the panel says it."""
    made = accounts(window, qtbot)
    made.table.selectRow(0)
    made.ask_stop()
    qtbot.waitUntil(lambda: isinstance(visible_dialog(window), ReasonDialog))
    dialog = visible_dialog(window)
    assert isinstance(dialog, ReasonDialog)
    dialog.text.setText("Lo pidió por escrito")
    done(window, qtbot, dialog.submit, "1 ")
    stopped = [one for one in held(world, "party") if one.do_not_contact_reason]
    assert [one.do_not_contact_reason for one in stopped] == ["Lo pidió por escrito"]
    qtbot.waitUntil(lambda: "Do not contact" in said(made.panel))


def test_visits_are_planned_for_accounts_and_what_is_refused_is_listed(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Paid accounts are told, the others are visited; with the agent's name."""
    paid = next(one for one in held(world, "account") if one.number == "880001")
    world.pull(replace(paid, state=AccountState.PAID))
    made = accounts(window, qtbot)
    owed = next(one for one in held(world, "account") if one.number == "880016")
    made.ask_plan([paid.id, owed.id])
    dialog = visible_dialog(window)
    assert isinstance(dialog, AssignDialog)
    qtbot.waitUntil(lambda: dialog.list.count() > 1)
    before = {one.id: one for one in held(world, "visit")}
    dialog.field.setText("ana")
    dialog.save.click()
    qtbot.waitUntil(lambda: isinstance(visible_dialog(window), RefusalsDialog))
    assert "880001" in " ".join(listed(visible_dialog(window)))
    [visit] = [one for one in held(world, "visit") if before.get(one.id) != one]
    assert visit.account_ids == (owed.id,)
    assert (visit.state, visit.planned_on) == (VisitState.ASSIGNED, TODAY)
    [ana] = [one for one in world.agents if one.name.startswith("Ana ")]
    assert visit.agent_id == ana.id


def test_what_changes_nothing_says_so(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    """Who presses a button is answered, and offered nothing to take back."""
    account = held(world, "account")[0]
    made = accounts(window, qtbot)
    told: list[tuple[str, object]] = []
    window.page.said.connect(lambda words, back: told.append((words, back)))
    made.model.segment([account.id], account.segment)
    qtbot.waitUntil(lambda: bool(told))
    [(words, back)] = told
    assert words.startswith("0 ")
    assert back is None
