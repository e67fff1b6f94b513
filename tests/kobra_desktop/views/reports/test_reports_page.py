"""Reportes on the real window: counted on this computer, held to filters that stay, asked of the
server where no replica can say.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.api.errors import Offline
from kobra_desktop.models.reports.kept_filters import filters_of, kept_filters
from kobra_desktop.sync.status import Link
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.grid import COLUMNS
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.panel import PanelCard, height_of
from kobra_desktop.views.theme import Look
from kobra_domain.charts.spec import BigNumber, ChartSpec, Column, Figure, HeatMap, Table
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Against, Filters, Period, said
from kobra_domain.reports.report import Panel, Report
from tests.kobra_desktop.views.reports.driven import counted, wait_counted
from tests.kobra_desktop.views.world import World


def attempts(report: Report | None) -> int:
    """How many visits the week's hours hold, also those too few to say a rate of."""
    assert report is not None
    chart = report.panels[0].chart
    assert isinstance(chart, HeatMap)
    return sum(figure.n or 0 for line in chart.cells for figure in line)


def test_hours_are_counted_on_this_computer_and_follow_the_news(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    before = attempts(tab.report)
    ended = [one for one in (*world.visits, *world.before) if one.ended_at is not None]
    assert before == len(ended)
    assert "Counted on this computer" in tab.about.text()
    world.pull(replace(ended[0], id=world.new_id()))
    qtbot.waitUntil(lambda: attempts(tab.report) == before + 1)


def test_a_filter_holds_says_itself_stays_and_is_taken_back(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    whole = attempts(tab.report)
    agent = world.agents[2]
    tab.bar.chips[Dimension.AGENT].set_values([agent.id])
    qtbot.waitUntil(lambda: not tab.model.is_asking and attempts(tab.report) < whole)
    assert agent.name in tab.about.text()
    assert kept_filters(window.workspace.memory).values(Dimension.AGENT) == (agent.id,)
    assert tab.bar.clear.isVisible()
    QTest.mouseClick(tab.bar.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: attempts(tab.report) == whole)
    assert not tab.bar.clear.isVisible()


def test_dates_that_cannot_be_read_are_said_and_hold_nothing(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    bar = tab.bar
    bar.period.choose(Period.CUSTOM)
    bar.period.edited.emit()
    assert bar.first.isVisible()
    bar.first.setText("pronto")
    bar.first.editingFinished.emit()
    assert "pronto" in bar.wrong.text()
    for text in ("31/12/9999", "1/1/0001"):
        bar.first.setText(text)
        bar.last.setText(text)
        bar.first.editingFinished.emit()
        assert text in bar.wrong.text()
    bar.first.setText("20/11/2026")
    bar.last.setText("1/11/2026")
    bar.first.editingFinished.emit()
    assert bar.wrong.isVisible()
    bar.first.setText("1/11/2026")
    bar.last.setText("20/11/2026")
    bar.last.editingFinished.emit()
    assert not bar.wrong.isVisible()
    wait_counted(tab, qtbot)
    assert "1 nov – 20 nov 2026" in tab.about.text()


def test_what_a_report_is_always_compared_with_is_said_and_stays_its_own(
    window: KobraWindow, qtbot: QtBot
) -> None:
    bar = counted(window, qtbot, "recovery").bar
    assert bar.against.chosen is Against.PERIOD_BEFORE
    bar.period.choose(Period.LAST_30)
    bar.period.edited.emit()
    assert bar.filters == Filters(period=Period.LAST_30)
    hours = counted(window, qtbot, "hours").bar
    assert (hours.period.chosen, hours.against.chosen) == (Period.LAST_30, Against.NONE)
    hours.against.choose(Against.YEAR_BEFORE)
    hours.against.edited.emit()
    assert counted(window, qtbot, "recovery").bar.against.chosen is Against.YEAR_BEFORE


def test_a_link_opens_with_its_own_filters_and_back_restores_them(
    window: KobraWindow, qtbot: QtBot
) -> None:
    counted(window, qtbot, "hours")
    mine = Filters(period=Period.LAST_30, measure="rpc_rate", against=Against.PERIOD_BEFORE)
    window.open_page("reports", {"tab": "hours", "filters": said(mine)})
    page = window.page
    assert isinstance(page, ReportsPage)
    wait_counted(page.tab, qtbot)
    assert page.tab.report is not None
    assert [one.key for one in page.tab.report.panels][:2] == ["hours", "compared"]
    assert filters_of(page.state()["filters"]) == mine
    assert page.tab.bar.measure.chosen == "rpc_rate"


@pytest.mark.parametrize("spoilt", [None, 3, [["period", "always"]], [["a"]], [1, 2]])
def test_filters_that_cannot_be_read_are_as_at_first(spoilt: object) -> None:
    assert filters_of(spoilt) == Filters()


def test_what_the_replica_does_not_hold_is_asked_of_the_server_when_there_is_one(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    today = window.workspace.today
    old = Filters(period=Period.CUSTOM, from_on=today - timedelta(days=3_000), to_on=today)
    tab.model.filters = old
    assert not tab.model.is_held
    assert tab.model.is_of_server


def test_what_needs_a_server_that_does_not_answer_is_counted_here_as_far_as_it_can_be(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "recovery")
    assert tab.model.made is not None
    assert tab.model.made.is_partial
    assert not tab.model.made.is_of_server
    assert tab.report is not None
    assert any("servidor" in note for panel in tab.report.panels for note in panel.notes)


def test_what_was_counted_here_is_asked_of_the_server_once_it_answers_again(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    status = tab.model.status
    online = status.status
    status.show(replace(online, link=Link.OFFLINE))
    tab = counted(window, qtbot, "recovery")
    was_of_server = tab.model.is_of_server
    assert not was_of_server
    asked: list[bool] = []
    tab.model.changed.connect(lambda: asked.append(tab.model.is_asking))
    status.show(online)
    assert asked[0]  # and of the server, which nobody answers at here
    assert tab.model.is_of_server
    wait_counted(tab, qtbot)


@pytest.mark.parametrize("key", list(REPORTS))
def test_each_report_is_shown_with_its_panels(window: KobraWindow, qtbot: QtBot, key: str) -> None:
    tab = counted(window, qtbot, key)
    assert tab.cards
    assert all(card.box is not None or card.notes.text() for card in tab.cards)


def test_a_report_that_ships_is_of_its_own_days_and_leaves_those_of_the_others(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "semana-direccion")
    assert tab.bar.filters.period is Period.LAST_WEEK
    assert not tab.bar.clear.isVisible()
    tab.bar.period.choose(Period.LAST_30)
    wait_counted(tab, qtbot)
    assert tab.bar.clear.isVisible()
    assert counted(window, qtbot, "hours").bar.filters.period is Period.LAST_90
    assert counted(window, qtbot, "semana-direccion").bar.filters.period is Period.LAST_30
    tab.bar.reset()
    assert tab.bar.filters.period is Period.LAST_WEEK


@pytest.mark.parametrize(
    ("chart", "is_wide", "columns"),
    [
        (BigNumber(figure=Figure(1)), False, COLUMNS // 4),
        (BigNumber(figure=Figure(1)), True, COLUMNS),
        (Table(columns=(Column(name="a"),) * 4, rows=()), False, COLUMNS // 2),
        (Table(columns=(Column(name="a"),) * 5, rows=()), False, COLUMNS),
        (None, False, COLUMNS // 2),
    ],
)
def test_a_panel_takes_the_columns_that_its_chart_needs(
    look: Look, qtbot: QtBot, chart: ChartSpec | None, is_wide: bool, columns: int
) -> None:
    card = PanelCard(look, Panel(key="one", chart=chart, is_wide=is_wide), "es")
    qtbot.addWidget(card)
    assert card.columns == columns


def test_what_failed_is_said_over_what_is_shown_and_can_be_tried_again(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    tab.model.failed.emit(Offline())
    assert tab.failure.isVisible()
    assert tab.stack.is_content
    QTest.mouseClick(tab.retry, Qt.MouseButton.LeftButton)
    wait_counted(tab, qtbot)
    assert not tab.failure.isVisible()
    assert not tab.retry.isVisible()


def test_a_report_that_is_being_counted_shows_that_it_is(window: KobraWindow, qtbot: QtBot) -> None:
    tab = counted(window, qtbot, "hours")
    high = tab.stack.y()
    tab.model.reload()
    assert tab.counting.isVisible()
    assert tab.stack.y() == high
    tab.model.made = None
    tab.model.changed.emit()
    assert tab.stack.is_loading
    assert tab.about.text()
    wait_counted(tab, qtbot)
    assert not tab.counting.isVisible()


def test_esc_gives_up_what_is_counted_and_the_filters_of_what_is_shown_hold_again(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    whole, page = attempts(tab.report), window.page
    assert isinstance(page, ReportsPage)
    assert not page.escape()  # nothing is under way
    tab.bar.chips[Dimension.AGENT].set_values([world.agents[2].id])
    assert tab.model.is_asking
    assert page.escape()
    qtbot.waitUntil(lambda: not tab.model.is_asking)
    assert tab.bar.chips[Dimension.AGENT].values == frozenset()
    assert attempts(tab.report) == whole


def test_a_card_is_no_higher_than_its_chart_asks_for(look: Look, qtbot: QtBot) -> None:
    table = Table(columns=(Column(name="a"), Column(name="b")), rows=(("x", "y"), ("z", "w")))
    for chart in (table, BigNumber(figure=Figure(1), subtitle="Visitas")):
        card = PanelCard(look, Panel(key="one", chart=chart), "es")
        qtbot.addWidget(card)
        assert card.sizeHint().height() <= look.pixels(height_of(chart)) + 8  # its seams
