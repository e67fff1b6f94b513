"""The zones of contact hours on a map: laid over the chart, told by the keyboard, and holding the
page to one of them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.panel import PanelCard
from kobra_desktop.views.reports.tab import ReportTab
from kobra_domain.charts.places import ground_of
from kobra_domain.charts.spec import PlaceMap
from kobra_domain.metrics.dimensions import Dimension
from tests.kobra_desktop.views.reports.driven import counted, wait_counted
from tests.kobra_desktop.views.world import World


def the_map(tab: ReportTab) -> PanelCard:
    return next(card for card in tab.cards if card.panel.key == "zones_map")


def test_zones_lie_on_the_map_and_one_that_is_chosen_holds_the_page(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    card = the_map(tab)
    chart, zones = card.panel.chart, card.map
    assert isinstance(chart, PlaceMap)
    assert zones is not None
    assert card.box is not None
    chart_view = card.box.chart
    assert zones.height() == 1  # the drawing is seen until the page is there

    def is_laid() -> bool:
        tab.area.ensureWidgetVisible(zones, 0, 100)  # what is read meanwhile may push it away
        ground = ground_of(chart_view.scene)  # as cards above and beside come, so does its room
        assert ground is not None
        there = zones.geometry()
        is_over = there.top() >= ground[1] - 1 and there.width() >= ground[2] - 1
        return is_over and there.height() >= ground[3] - 1

    qtbot.waitUntil(is_laid)
    assert zones.map is not None
    zones.map.page_failed.emit("")
    assert zones.height() == 1
    behind = card.panel.behind
    assert behind is not None
    zones.map.selected.emit("0")
    zone = str(behind.groups[0][0])
    assert tab.bar.filters.values(Dimension.ZONE) == (zone,)
    wait_counted(tab, qtbot)
    qtbot.waitUntil(lambda: len(card.panel.behind.groups) == 1)  # type: ignore[union-attr]
    assert the_map(tab) is card  # and so is its page
    zones.map.selected.emit("0")  # the same once more: all of them
    assert tab.bar.filters.values(Dimension.ZONE) == ()


def test_the_keyboard_walks_the_chart_and_holds_the_page_too(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    card = the_map(tab)
    assert card.box is not None
    chart = card.box.chart
    assert not chart.opens
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current is not None
    assert chart.current.of is not None
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert len(tab.bar.filters.values(Dimension.ZONE)) == 1


def test_a_map_of_circles_without_streets_is_the_drawing(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    tab = counted(window, qtbot, "hours")
    bare = PanelCard(window.look, the_map(tab).panel, "es")
    qtbot.addWidget(bare)
    assert bare.map is None
    assert bare.box is not None
    assert bare.box.chart.scene.marks
