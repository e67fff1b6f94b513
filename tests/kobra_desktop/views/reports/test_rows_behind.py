"""A figure of a report that is clicked: exactly the rows that it was counted from."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from kobra_desktop.views.agreements.page import AgreementsPage
from kobra_desktop.views.agreements.promises import PromisesTab
from kobra_desktop.views.charts.box import ChartBox
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.exits import chart_of
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage
from kobra_domain.charts.spec import BarChart, HeatMap
from tests.kobra_desktop.views.agreements.owed import owed
from tests.kobra_desktop.views.reports.driven import counted
from tests.kobra_desktop.views.world import TODAY, World


def test_an_hour_that_is_clicked_shows_its_visits_and_as_many_as_it_says(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    card = counted(window, qtbot, "hours").cards[0]
    chart = card.panel.chart
    assert isinstance(chart, HeatMap)
    assert card.box is not None
    assert card.box.chart.opens
    assert not card.box.export.isHidden()
    assert not card.box.why.isHidden()
    found = [
        ((day, hour), figure.n)
        for day, line in enumerate(chart.cells)
        for hour, figure in enumerate(line)
        if figure.n
    ]
    of, count = max(found, key=lambda one: one[1])
    card.box.mark_chosen.emit(*of)
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == count)
    assert page.box.filter_words or page.state()["number"]


def test_an_age_of_promises_that_is_clicked_shows_those_promises(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Of a broken and a partly kept one, with the days that they were due over them."""
    owed(world)
    tab = counted(window, qtbot, "promises")
    card = next(one for one in tab.cards if one.panel.key == "ages")
    chart = card.panel.chart
    assert isinstance(chart, BarChart)
    assert card.box is not None
    assert [one.n for one in chart.series[0].values] == [1, 2, 0, 0, 0]
    card.box.mark_chosen.emit(0, 1)
    page = window.page
    assert isinstance(page, AgreementsPage)
    list_tab = page.tab
    assert isinstance(list_tab, PromisesTab)
    qtbot.waitUntil(lambda: list_tab.box.table.model().rowCount() == 2)
    words = list_tab.box.held.text()
    first, last = TODAY - timedelta(days=30), TODAY - timedelta(days=8)
    assert str(first.day) in words
    assert str(last.day) in words


def test_the_window_s_own_exits_take_the_chart_that_is_meant(
    window: KobraWindow, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    first = tab.cards[0].box
    assert first is not None
    qtbot.waitUntil(lambda: chart_of(window.page) is first)
    window.exits.export(window.page)
    dialog = window.findChild(ExportListDialog)
    assert dialog is not None
    assert first.chart.scene.title in dialog.windowTitle()
    dialog.reject()
    others = [card.box for card in tab.cards[1:] if card.box is not None]
    for other in others[:1]:
        other.chart.setFocus()
        qtbot.waitUntil(other.chart.hasFocus)

        def is_meant(other: ChartBox = other) -> bool:
            tab.area.ensureWidgetVisible(other)  # once it has its place
            return chart_of(window.page) is other

        qtbot.waitUntil(is_meant)
