"""A figure of a report that is clicked: exactly the rows that it was counted from."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.exits import chart_of
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.visits.page import VisitsPage
from kobra_domain.charts.spec import HeatMap
from tests.kobra_desktop.views.reports.driven import counted
from tests.kobra_desktop.views.world import World


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
        tab.area.ensureWidgetVisible(other)
        other.chart.setFocus()
        qtbot.waitUntil(other.chart.hasFocus)
        assert chart_of(window.page) is other
