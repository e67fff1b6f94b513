"""Mis reportes on the real window: a report is put together with a live picture, kept, opened
again, given to a team and seen at a colleague's desk.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from kobra_desktop.commands import saved_reports
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.mine.designer import Designer
from kobra_desktop.views.reports.mine.listed import MyList
from kobra_desktop.views.reports.mine.opened import Opened
from kobra_desktop.views.reports.mine.ready import Ready
from kobra_desktop.views.reports.mine.tab import MyReports
from kobra_desktop.views.reports.page import ReportsPage
from kobra_domain.charts.spec import BarChart, HeatMap, LineChart, Table
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.questionnaires import canonical
from kobra_domain.reports.custom.things import Block, SavedReport, Shape
from kobra_domain.reports.filters import Period
from kobra_domain.reports.shipped import MONTH, WEEK
from kobra_domain.submissions import Answer
from tests.kobra_desktop.views.reports.driven import wait_counted
from tests.kobra_desktop.views.world import World
from tests.kobra_domain.things import NOW, a_questionnaire, a_submission, a_version
from tests.kobra_records.answers.forms import ask, form

NARROWEST = 1_024  # what it may ask of a window
LEFT = Qt.MouseButton.LeftButton
LONG = "¿Autoriza que se le escriba a ese correo de lo que tiene que ver con su crédito?"


def mine(window: KobraWindow, qtbot: QtBot) -> MyReports:
    """The tab, once it is known which reports there are."""
    window.open_page("reports", {"tab": "mine"})
    page = window.page
    assert isinstance(page, ReportsPage)
    assert page.mine is not None
    tab = page.mine
    qtbot.waitUntil(lambda: tab.model.is_loaded)
    return tab


def designed(tab: MyReports, qtbot: QtBot) -> Designer:
    """A new report, once it shows its first chart."""
    tab.create_new()
    made = tab.front
    assert isinstance(made, Designer)
    wait_counted(made.tab, qtbot)
    return made


def shown(made: Designer | Opened, number: int = 0) -> object:
    """The chart of a panel."""
    report = made.tab.report
    assert report is not None
    return report.panels[number].chart


def test_a_new_report_shows_a_chart_at_once_and_each_edit_is_drawn(
    window: KobraWindow, qtbot: QtBot
) -> None:
    made = designed(mine(window, qtbot), qtbot)
    assert isinstance(shown(made), LineChart)
    assert window.minimumSizeHint().width() <= NARROWEST
    QTest.mouseClick(made.ingredients.lines["team"].tick, LEFT)
    QTest.mouseClick(made.blocks.shapes[Shape.BAR], LEFT)
    qtbot.waitUntil(lambda: isinstance(shown(made), BarChart))
    assert [*made.design.block.dimensions] == ["week", "team"]
    made.ingredients.lines["done"].tick.setFocus()
    QTest.keyClick(made.ingredients.lines["done"].tick, Qt.Key.Key_Space)
    assert [*made.design.block.measures] == ["contact_rate", "done"]
    QTest.mouseClick(made.blocks.chips[0], LEFT)
    assert [*made.design.block.measures] == ["done"]


def test_a_block_that_is_added_comes_into_sight_and_a_heat_map_says_what_it_is_told_apart_by(
    window: KobraWindow, qtbot: QtBot
) -> None:
    made = designed(mine(window, qtbot), qtbot)
    QTest.mouseClick(made.blocks.add, LEFT)
    QTest.mouseClick(made.blocks.shapes[Shape.HEAT], LEFT)
    bar = made.tab.area.verticalScrollBar()
    qtbot.waitUntil(lambda: len(made.tab.cards) == 2 and bar.value() > 0)
    card = made.tab.cards[1]
    top = card.mapTo(made.tab.area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < made.tab.area.viewport().height() // 2
    said = [one.text() for one in made.blocks.findChildren(QLabel)]
    assert any(one.startswith("always told apart by") for one in said)
    assert not made.ingredients.lines["team"].tick.isEnabled()
    made.design.toggle_dimension("team")
    assert made.design.block.dimensions == ("week",)


def test_a_measure_for_each_of_another_is_one_step_and_stands_as_a_chip(
    window: KobraWindow, qtbot: QtBot
) -> None:
    made = designed(mine(window, qtbot), qtbot)
    QTest.mouseClick(made.blocks.chips[0], LEFT)
    menus = {one.title(): one for one in made.ingredients.divide.menu().findChildren(QMenu)}
    acts = {one.text(): one for one in menus["Recuperado ÷"].actions()}
    acts["Hechas"].trigger()
    assert made.design.block.measures == ("collected_amount/done",)
    assert made.blocks.chips[0].text().endswith("Recuperado ÷ Hechas")
    wait_counted(made.tab, qtbot)
    made.design.undo()
    assert [*made.design.block.measures] == []


def test_what_is_searched_is_seen_alone(window: KobraWindow, qtbot: QtBot) -> None:
    made = designed(mine(window, qtbot), qtbot)
    made.ingredients.search.setText("EQUIPO")
    qtbot.waitUntil(lambda: not made.ingredients.lines["done"].isVisible())
    assert made.ingredients.lines["team"].isVisible()
    made.ingredients.search.setText("nothing is so called")
    qtbot.waitUntil(lambda: made.ingredients.none.isVisible())


def test_blocks_are_moved_widened_duplicated_removed_and_it_is_all_undone(
    window: KobraWindow, qtbot: QtBot
) -> None:
    made = designed(mine(window, qtbot), qtbot)
    first = made.design.now
    QTest.mouseClick(made.blocks.add, LEFT)
    QTest.mouseClick(made.blocks.shapes[Shape.HEAT], LEFT)
    QTest.mouseClick(made.blocks.up, LEFT)
    QTest.mouseClick(made.blocks.wide, LEFT)
    QTest.mouseClick(made.blocks.copy, LEFT)
    assert [one.shape for one in made.design.now.blocks] == [Shape.HEAT, Shape.HEAT, Shape.LINE]
    assert [one.is_wide for one in made.design.now.blocks] == [False, False, True]
    qtbot.waitUntil(lambda: len(made.tab.cards) == 3 and isinstance(shown(made), HeatMap))
    box = made.tab.cards[2].box
    assert box is not None
    QTest.mouseClick(box.chart, LEFT)
    qtbot.waitUntil(lambda: made.design.at == 2)
    QTest.mouseClick(made.blocks.remove, LEFT)
    last = made.design.now
    for _ in range(6):
        assert window.page.undo()
    assert made.design.now == first
    for _ in range(6):
        window.page.redo()
    assert made.design.now == last


def test_it_is_saved_opened_again_and_a_draft_outlives_the_program(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = mine(window, qtbot)
    made = designed(tab, qtbot)
    made.name.setText("Semana del equipo")
    made.name.editingFinished.emit()
    made.bar.chips[Dimension.TEAM].set_values([world.teams[0].id])
    made.bar.chips[Dimension.TEAM].values_changed.emit()
    QTest.mouseClick(made.save, LEFT)
    qtbot.waitUntil(lambda: isinstance(tab.front, Opened))
    opened = tab.front
    assert isinstance(opened, Opened)
    wait_counted(opened.tab, qtbot)
    assert world.teams[0].name in opened.tab.about.text()
    report_id = opened.report.id
    assert window.page.state() == {"tab": "mine", "report": report_id}
    tab.edit(opened.report)
    edited = tab.front
    assert isinstance(edited, Designer)
    edited.design.shape(Shape.TABLE)
    desk = window.workspace.desk
    qtbot.waitUntil(lambda: report_id in saved_reports.drafts(desk))
    window.page.escape()
    assert isinstance(tab.front, MyList)
    QTest.mouseClick(tab.list.names[report_id], LEFT)
    window.open_page("reports", {"tab": "mine", "report": report_id, "edits": True})
    qtbot.waitUntil(lambda: isinstance(tab.front, Designer))
    again = tab.front
    assert isinstance(again, Designer)
    assert again.design.block.shape is Shape.TABLE
    QTest.mouseClick(again.discard, LEFT)
    qtbot.waitUntil(lambda: report_id not in saved_reports.drafts(desk))


def test_what_is_given_to_a_team_is_seen_by_a_colleague_who_keeps_a_copy(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    block = Block(shape=Shape.TABLE, measures=("done", "applause"), dimensions=("colour", "team"))
    given = SavedReport(
        id=world.new_id(), name="De Ana", owner_id=world.new_id(),
        team_id=world.teams[0].id, blocks=(block,),
    )  # fmt: skip
    tab = mine(window, qtbot)
    world.pull(given)
    qtbot.waitUntil(lambda: given.id in tab.list.names)
    QTest.mouseClick(tab.list.names[given.id], LEFT)
    opened = tab.front
    assert isinstance(opened, Opened)
    wait_counted(opened.tab, qtbot)
    assert isinstance(shown(opened), Table)
    assert opened.tab.report is not None
    assert len(opened.tab.report.panels[0].notes) == 2
    assert not opened.edit.isVisible()
    QTest.mouseClick(opened.copy, LEFT)
    copied = tab.front
    assert isinstance(copied, Designer)
    assert copied.design.now.name == "De Ana (copy)"
    assert copied.design.now.owner_id == window.workspace.desk.who.id


def test_a_report_is_given_and_taken_away(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    tab = mine(window, qtbot)
    made = designed(tab, qtbot)
    QTest.mouseClick(made.save, LEFT)
    qtbot.waitUntil(lambda: isinstance(tab.front, Opened))
    opened = tab.front
    assert isinstance(opened, Opened)
    qtbot.waitUntil(lambda: opened.give.isEnabled())
    tab.model.give(opened.report, world.teams[0].id, world.teams[0].name)
    qtbot.waitUntil(lambda: world.teams[0].name in opened.whose.text())
    QTest.mouseClick(opened.remove, LEFT)
    qtbot.waitUntil(lambda: isinstance(tab.front, MyList))
    qtbot.waitUntil(lambda: opened.report.id not in tab.list.names)


def test_what_ships_heads_the_list_is_opened_in_place_and_a_base_of_one_s_own(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = mine(window, qtbot)
    page = window.page
    assert isinstance(page, ReportsPage)
    assert not {WEEK, MONTH} & {*page.tab_keys}
    QTest.mouseClick(tab.list.names[WEEK], LEFT)
    ready = tab.front
    assert isinstance(ready, Ready)
    wait_counted(ready.tab, qtbot)
    assert ready.tab.bar.filters.period is Period.LAST_WEEK
    assert page.share.isEnabled()
    assert page.state()["tab"] == WEEK
    ready.tab.bar.period.choose(Period.LAST_30)
    ready.tab.bar.period.edited.emit()
    state = page.state()
    assert page.escape()
    assert isinstance(tab.front, MyList)
    page.restore(state)
    again = tab.front
    assert isinstance(again, Ready)
    QTest.mouseClick(again.copy, LEFT)
    based = tab.front
    assert isinstance(based, Designer)
    assert based.design.filters.period is Period.LAST_30
    assert based.design.now.blocks[0].measures[0] == "collected_amount"
    assert "metas" in window.toast.text


def test_a_link_of_a_saved_report_opens_held_to_what_the_link_says(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = mine(window, qtbot)
    saved = SavedReport(
        id=world.new_id(), name="Mío", owner_id=window.workspace.desk.who.id,
        blocks=(Block(shape=Shape.NUMBER, measures=("done",)),),
    )  # fmt: skip
    world.pull(saved)
    qtbot.waitUntil(lambda: saved.id in tab.list.names)
    window.open_page("reports", {"tab": saved.id, "filters": [["period", "last_30"]]})
    opened = tab.front
    assert isinstance(opened, Opened)
    wait_counted(opened.tab, qtbot)
    assert opened.tab.bar.filters.period is Period.LAST_30
    window.open_page("reports", {"tab": "hours"})
    page = window.page
    assert isinstance(page, ReportsPage)
    assert page.tab.bar.filters.period is Period.LAST_90


def test_what_it_asks_for_is_asked_when_it_opens_and_kept_for_the_next_time(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = mine(window, qtbot)
    page, team = window.page, world.teams[0]
    assert isinstance(page, ReportsPage)
    saved = SavedReport(
        id=world.new_id(), name="Mío", owner_id=window.workspace.desk.who.id,
        parameters=("period", "team"), blocks=(Block(shape=Shape.NUMBER, measures=("done",)),),
    )  # fmt: skip
    world.pull(saved)
    qtbot.waitUntil(lambda: saved.id in tab.list.names)
    QTest.mouseClick(tab.list.names[saved.id], LEFT)
    opened = tab.front
    assert isinstance(opened, Opened)
    assert opened.asks.isVisible()
    assert [one.value for one in opened.asks.bar.chips] == ["team"]
    assert not page.share.isEnabled()
    page.reload()
    assert opened.shown.made is None
    opened.asks.bar.period.choose(Period.LAST_7)
    opened.asks.bar.period.edited.emit()
    qtbot.waitUntil(lambda: opened.asks.bar.chips[Dimension.TEAM].isEnabled())
    opened.asks.bar.chips[Dimension.TEAM].set_values([team.id])
    opened.asks.bar.chips[Dimension.TEAM].values_changed.emit()
    QTest.mouseClick(opened.asks.show_it, LEFT)
    wait_counted(opened.tab, qtbot)
    assert team.name in opened.tab.about.text()
    assert page.share.isEnabled()
    state = page.state()
    assert state["filters"] == [["period", "last_7"], ["team", team.id]]
    page.escape()
    tab.list.names[saved.id].setFocus()
    QTest.keyClick(tab.list.names[saved.id], Qt.Key.Key_Return)
    again = tab.front
    assert isinstance(again, Opened)
    assert again.is_asking
    assert again.asks.show_it.hasFocus()  # Enter is enough
    assert again.asks.bar.filters.values(Dimension.TEAM) == (team.id,)
    QTest.keyClick(again.asks.show_it, Qt.Key.Key_Return)
    wait_counted(again.tab, qtbot)
    page.escape()
    page.restore(state)  # as Back does, and a link: what was chosen is there
    back = tab.front
    assert isinstance(back, Opened)
    assert not back.is_asking


def given_report(window: KobraWindow, world: World, **known: Any) -> SavedReport:
    """One of the person's own, saved."""
    block = Block(shape=Shape.NUMBER, measures=("done",))
    return SavedReport(
        id=world.new_id(), name="Mío", owner_id=window.workspace.desk.who.id,
        blocks=(block,), edited_at=NOW, **known,
    )  # fmt: skip


def test_what_was_saved_elsewhere_meanwhile_is_told_and_neither_is_lost(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab, saved = mine(window, qtbot), given_report(window, world)
    world.pull(saved)
    qtbot.waitUntil(lambda: saved.id in tab.list.names)
    tab.edit(saved)
    made = tab.front
    assert isinstance(made, Designer)
    made.design.entitle("Aquí")
    assert made.save.isEnabled()
    theirs = replace(saved, name="Allá", edited_at=NOW + timedelta(minutes=1))
    world.pull(theirs)
    qtbot.waitUntil(made.rival.isVisible)
    assert not made.save.isEnabled()
    QTest.mouseClick(made.rival.copy, LEFT)
    qtbot.waitUntil(lambda: isinstance(tab.front, Opened))
    kept = {one.report.name: one.report.blocks[0].title for one in tab.model.rows}
    assert kept == {"Allá": "", "Mío (copy)": "Aquí"}
    tab.edit(theirs)
    again = tab.front
    assert isinstance(again, Designer)
    again.design.entitle("Otra vez")
    world.pull(replace(theirs, is_active=False, edited_at=NOW + timedelta(minutes=2)))
    qtbot.waitUntil(again.rival.isVisible)
    assert not again.rival.over.isVisible()
    QTest.mouseClick(again.rival.copy, LEFT)
    qtbot.waitUntil(lambda: isinstance(tab.front, Opened))
    assert {one.report.name for one in tab.model.rows} == {"Mío (copy)", "Allá (copy)"}


def test_who_saves_over_what_was_saved_elsewhere_may(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab, saved = mine(window, qtbot), given_report(window, world)
    world.pull(saved)
    qtbot.waitUntil(lambda: saved.id in tab.list.names)
    tab.edit(saved)
    made = tab.front
    assert isinstance(made, Designer)
    made.design.entitle("Aquí")
    world.pull(replace(saved, name="Allá", edited_at=NOW + timedelta(minutes=1)))
    qtbot.waitUntil(made.rival.isVisible)
    QTest.mouseClick(made.rival.over, LEFT)
    qtbot.waitUntil(lambda: isinstance(tab.front, Opened))
    assert [(one.report.name, one.report.blocks[0].title) for one in tab.model.rows] == [
        ("Mío", "Aquí")
    ]


def test_what_a_team_lost_says_so_and_a_team_that_is_gone_too(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = mine(window, qtbot)
    lost = given_report(window, world, team_id=world.new_id())
    theirs = replace(
        lost, id=world.new_id(), owner_id=world.new_id(), team_id=world.teams[0].id, name="De Ana"
    )
    world.pull(lost, theirs)
    qtbot.waitUntil(lambda: theirs.id in tab.list.names)
    tab.show_report(lost)
    front = tab.front
    assert isinstance(front, Opened)
    assert "there no longer" in front.whose.text()
    tab.show_report(theirs)
    world.pull(replace(theirs, is_active=False))
    qtbot.waitUntil(lambda: isinstance(tab.front, MyList))
    assert "De Ana" in window.toast.text


def test_a_link_to_what_is_gone_says_so(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    tab = mine(window, qtbot)
    window.open_page("reports", {"tab": "mine", "report": world.new_id()})
    assert isinstance(tab.front, MyList)
    qtbot.waitUntil(window.toast.isVisible)


def test_a_block_has_filters_of_its_own(window: KobraWindow, world: World, qtbot: QtBot) -> None:
    made = designed(mine(window, qtbot), qtbot)
    QTest.mouseClick(made.filters, LEFT)
    QTest.mouseClick(made.of_block, LEFT)
    made.bar.chips[Dimension.TEAM].set_values([world.teams[0].id])
    assert made.design.filters.values(Dimension.TEAM) == ()
    assert made.design.block_filters.values(Dimension.TEAM) == (world.teams[0].id,)

    def notes() -> str:
        report = made.tab.report
        return "" if report is None else " ".join(report.panels[0].notes)

    qtbot.waitUntil(lambda: world.teams[0].name in notes())
    QTest.mouseClick(made.of_block, LEFT)
    assert not made.bar.chips[Dimension.TEAM].values


def test_answers_of_questionnaires_tell_numbers_apart(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    form_id, version_id = world.new_id(), world.new_id()
    asked = form(
        ask("tipo", "select_one tipo", "Vivienda"),
        ask("monto", "integer", "Monto"),
        ask("correo", "select_one tipo", LONG),
        lists={"tipo": {"own": "Propia", "rent": "Rentada"}},
    )
    ended = [one for one in (*world.visits, *world.before) if one.ended_at is not None]
    world.pull(
        a_questionnaire(id=form_id),
        a_version(id=version_id, questionnaire_id=form_id, document=canonical.text(asked)),
        *(
            a_submission(
                id=(one_id := world.new_id()), instance_id=one_id, visit_id=visit.id,
                questionnaire_id=form_id, version_id=version_id,
                portfolio_id=visit.portfolio_id,
                answers=(Answer(path="tipo", value="own"), Answer(path="monto", value=str(n))),
            )
            for n, visit in enumerate(ended[:8])
        ),
    )  # fmt: skip
    made = designed(mine(window, qtbot), qtbot)
    key = f"answer:{form_id}/tipo"
    qtbot.waitUntil(lambda: key in made.ingredients.lines)
    assert any(one.startswith(f"answer:{form_id}/monto|2|4|6") for one in made.ingredients.lines)
    area, long = made.ingredients.area, made.ingredients.lines[f"answer:{form_id}/correo"].tick
    qtbot.waitUntil(lambda: long.text().endswith("…"))
    assert (long.toolTip(), long.accessibleName()) == (LONG, LONG)
    assert made.ingredients.lines[key].width() <= area.viewport().width()
    QTest.mouseClick(made.blocks.shapes[Shape.BAR], LEFT)
    made.ingredients.lines["week"].tick.click()
    made.ingredients.lines[key].tick.click()

    def categories() -> tuple[str, ...]:
        chart = shown(made)
        return chart.categories if isinstance(chart, BarChart) else ()

    qtbot.waitUntil(lambda: "Propia" in categories())
    assert made.blocks.chips[-1].text().endswith("Vivienda")
