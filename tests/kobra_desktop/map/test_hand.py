"""The pin of a person's hand: dragged with the mouse, brought by a click, nudged by arrow keys."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kobra_desktop.map.spec import MapArea, VisitMark
from kobra_domain.geo import metres
from kobra_domain.visits import VisitState
from tests.kobra_desktop.map import invented
from tests.kobra_desktop.map.conftest import LivePage

LAT, LON = invented.CENTER
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def heard(live: LivePage) -> list[MapArea]:
    """Where the pin was put, of a map that shows one in its middle."""
    put: list[MapArea] = []
    live.view.pin_moved.connect(put.append)
    live.view.show_pin((LAT, LON))
    live.view.look_at(LAT, LON, 17)
    live.until(lambda p: p["zoom"] == 17 and p["pin"] == [LAT, LON])
    return put


def target_of(live: LivePage) -> QWidget:
    assert live.view.view is not None
    target = live.view.view.focusProxy()
    assert target is not None
    return target


def head(live: LivePage) -> QPoint:
    x, y = json.loads(live.ask("JSON.stringify(KobraMap.pinSpot())"))
    return QPoint(round(x), round(y))


def test_the_pin_is_dragged_and_the_map_stays(live: LivePage, heard: list[MapArea]) -> None:
    target, at = target_of(live), head(live)
    before = live.probe()["center"]
    QTest.mouseMove(target, at)
    QTest.mousePress(target, LEFT, NONE, at)
    for step in range(1, 6):
        QTest.mouseMove(target, at + QPoint(12 * step, -8 * step))
    assert heard == []
    QTest.mouseRelease(target, LEFT, NONE, at + QPoint(60, -40))
    live.qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].lat > LAT
    assert heard[0].lon > LON
    assert 50 < metres(LAT, LON, heard[0].lat, heard[0].lon) < 120
    live.until(lambda p: p["pin"] != [LAT, LON])
    probe = live.probe()
    assert probe["center"] == before
    assert probe["pin"] == pytest.approx([heard[0].lat, heard[0].lon])
    assert head(live) == at + QPoint(60, -40)
    # The map itself is dragged as ever, and takes the pin along.
    QTest.mousePress(target, LEFT, NONE, QPoint(100, 450))
    for step in range(1, 6):
        QTest.mouseMove(target, QPoint(100 + 10 * step, 450))
    QTest.mouseRelease(target, LEFT, NONE, QPoint(150, 450))
    live.until(lambda p: p["center"] != before)
    assert len(heard) == 1


def test_a_click_brings_the_pin_but_marks_are_chosen(live: LivePage, heard: list[MapArea]) -> None:
    live.view.show_visits(
        [VisitMark("0", "1", LAT + 0.001, LON, VisitState.ASSIGNED, radius_m=20.0, order=1)]
    )
    live.qtbot.waitUntil(lambda: live.ask("KobraMap.spot('0') !== null"))
    chosen: list[str] = []
    live.view.selected.connect(chosen.append)
    target = target_of(live)
    x, y = json.loads(live.ask("JSON.stringify(KobraMap.spot('0'))"))
    QTest.mouseClick(target, LEFT, NONE, QPoint(round(x), round(y)))
    live.qtbot.waitUntil(lambda: chosen == ["0"])
    assert heard == []
    QTest.mouseClick(target, LEFT, NONE, QPoint(300, 200))
    live.qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].zoom == 17
    assert head(live) == QPoint(300, 183)


def test_arrow_keys_move_the_pin_a_little(live: LivePage, heard: list[MapArea]) -> None:
    target = target_of(live)
    before = live.probe()["center"]
    live.ask("document.querySelector('.leaflet-container').focus();1")
    QTest.keyClick(target, Qt.Key.Key_Right)
    live.qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].lat == pytest.approx(LAT, abs=1e-6)
    small = metres(LAT, LON, heard[0].lat, heard[0].lon)
    assert 0.5 < small < 5
    QTest.keyClick(target, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    live.qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].lat > heard[0].lat
    assert metres(heard[0].lat, heard[0].lon, heard[1].lat, heard[1].lon) > 5 * small
    assert live.probe()["center"] == before
    live.view.show_pin(None)
    live.until(lambda p: p["pin"] is None)
    # A key travels another road than a call: the pin may come back only once the page had the key.
    live.ask("document.addEventListener('keydown', () => { window.keyCame = true; });1")
    QTest.keyClick(target, Qt.Key.Key_Right)
    live.qtbot.waitUntil(lambda: live.ask("window.keyCame === true"))
    live.view.nudge_pin("ArrowRight")
    live.view.show_pin((LAT, LON))
    live.until(lambda p: p["pin"] == [LAT, LON])
    assert len(heard) == 2
    live.view.nudge_pin("ArrowRight")
    live.qtbot.waitUntil(lambda: len(heard) == 3)
