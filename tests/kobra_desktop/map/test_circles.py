"""Circles on the map: as large and coloured as they are said to be, pointed at, chosen, in view."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kobra_desktop.map.spec import CircleMark
from tests.kobra_desktop.map import invented
from tests.kobra_desktop.map.conftest import LivePage

LAT, LON = invented.CENTER
BIG = CircleMark("0", "Centro", ("41 % (de 412)",), LAT, LON, 20.0, "#00204D")
SMALL = CircleMark("1", "Norte", ("Sin datos (de 4)",), LAT + 0.02, LON, 5.0)
CARD = "document.querySelector('.kobra-hover').textContent"


def shown(live: LivePage, *circles: CircleMark) -> None:
    live.view.show_circles(circles)
    live.view.look_at(LAT, LON, 13)
    live.until(lambda p: len(p["circles"]) == len(circles))


def spot(live: LivePage, number: str) -> QPoint:
    x, y = json.loads(live.ask(f"JSON.stringify(KobraMap.spot('{number}'))"))
    return QPoint(round(x), round(y))


def test_a_circle_says_itself_and_is_chosen_by_a_click(live: LivePage) -> None:
    shown(live, BIG, SMALL)
    assert live.probe()["circles"] == [["1", 6], ["0", 20]]  # a small one is easy to hit too
    assert live.view.view is not None
    target = live.view.view.focusProxy()
    assert target is not None
    with live.qtbot.waitSignal(live.view.hovered) as hovered:
        QTest.mouseMove(target, QPoint(5, 5))
        QTest.mouseMove(target, spot(live, "0"))
    assert hovered.args == ["0"]
    live.qtbot.waitUntil(lambda: live.ask(CARD) == "Centro41 % (de 412)")
    with live.qtbot.waitSignal(live.view.selected) as chosen:
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, none, spot(live, "1"))
    assert chosen.args == ["1"]


def test_all_circles_are_brought_into_view_and_leave(live: LivePage) -> None:
    far = CircleMark("2", "Lejos", (), LAT + 3, LON, 8.0, "#FFEA46")
    shown(live, BIG)
    live.view.show_circles([BIG, far])
    live.view.fit_all()
    live.until(lambda p: len(p["circles"]) == 2 and p["zoom"] < 10)
    live.view.show_circles([])
    live.until(lambda p: p["circles"] == [])


def test_a_circle_on_another_is_above_when_it_is_smaller(live: LivePage) -> None:
    shown(live, BIG, CircleMark("3", "Dentro", (), LAT, LON, 8.0, "#FFEA46"))
    assert [one[0] for one in live.probe()["circles"]] == ["3", "0"]
