"""The widget and its page together: what is said is painted, what is clicked is heard, a dead page
comes back.
"""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kobra_desktop.background import Background
from kobra_desktop.map.spec import AgentMark, MapArea, RouteMark, Trail
from kobra_desktop.map.view import MapView
from kobra_domain.agent_state import Body
from tests.kobra_desktop.map import invented
from tests.kobra_desktop.map.conftest import LivePage

LAT, LON = invented.CENTER
ANA = AgentMark("ana", "Ana Ruiz", LAT, LON, Body.MOVING, 90.0, 64)
LUIS = AgentMark("luis", "Luis Mora", LAT + 0.004, LON + 0.004, Body.STOPPED, minutes=41)


def _target(live: LivePage) -> QWidget:
    """What takes the pointer and the keys of the web view."""
    assert live.view.view is not None
    target = live.view.view.focusProxy()
    assert target is not None
    return target


def _click(live: LivePage, at: list[float]) -> None:
    target = _target(live)
    point = QPoint(round(at[0]), round(at[1]))
    QTest.mouseMove(target, point)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def _spot(live: LivePage, id_: str) -> list[float]:
    live.qtbot.waitUntil(lambda: live.ask(f"KobraMap.spot('{id_}') !== null"))
    x, y = json.loads(live.ask(f"JSON.stringify(KobraMap.spot('{id_}'))"))
    return [float(x), float(y)]


def _show_two(live: LivePage) -> None:
    live.view.show_agents([ANA, LUIS])
    live.view.look_at(LAT, LON, 15)
    live.until(lambda p: len(p["hits"]) == 2)


def test_what_was_said_before_ready_is_shown(qtbot: QtBot) -> None:
    view = MapView()
    view.show_agents([ANA, LUIS])
    view.show_visits(invented.visits(5))
    view.show_zones(invented.zones())
    view.select("luis")
    view.look_at(LAT, LON, 14)
    page = LivePage(view, qtbot)
    view.resize(900, 600)
    with qtbot.waitSignal(view.ready):
        view.show()
    page.until(lambda p: p["agents"] == 2 and p["zones"] == 1 and p["selected"] == "luis")
    assert page.errors == []
    view.dispose()


def test_click_selects_and_second_click_opens(live: LivePage) -> None:
    _show_two(live)
    at = _spot(live, "luis")
    with live.qtbot.waitSignal(live.view.selected) as chosen:
        _click(live, at)
    assert chosen.args == ["luis"]
    with live.qtbot.waitSignal(live.view.opened) as opened:
        _click(live, at)
    assert opened.args == ["luis"]
    with live.qtbot.waitSignal(live.view.selected) as nothing:
        _click(live, [20, 20])
    assert nothing.args == [""]


def test_hover_is_told(live: LivePage) -> None:
    _show_two(live)
    target = _target(live)
    at = _spot(live, "ana")
    with live.qtbot.waitSignal(live.view.hovered) as hovered:
        QTest.mouseMove(target, QPoint(5, 5))
        QTest.mouseMove(target, QPoint(round(at[0]), round(at[1])))
    assert hovered.args == ["ana"]
    card = "document.querySelector('.kobra-hover').textContent"
    live.qtbot.waitUntil(lambda: "Ana Ruiz" in live.ask(card))


def test_wall_shows_no_names(live: LivePage) -> None:
    _show_two(live)
    live.view.set_wall_mode(True)
    target = _target(live)
    at = _spot(live, "ana")
    with live.qtbot.waitSignal(live.view.hovered):
        QTest.mouseMove(target, QPoint(5, 5))
        QTest.mouseMove(target, QPoint(round(at[0]), round(at[1])))
    assert "Ana" not in live.ask("document.body.textContent")


def test_off_shift_is_not_on_the_map(live: LivePage) -> None:
    live.view.show_agents([ANA, replace(LUIS, body=Body.OFF_SHIFT)])
    live.view.look_at(LAT, LON, 15)
    live.until(lambda p: p["hits"] == [["agent", "ana"]])


def test_numbers_move_the_mark_and_nothing_else(live: LivePage) -> None:
    _show_two(live)
    before, at = live.probe(), _spot(live, "ana")
    live.view.update_agents([replace(ANA, lat=LAT + 0.002)])
    live.until(lambda p: p["version"] > before["version"])
    live.qtbot.waitUntil(lambda: _spot(live, "ana")[1] < at[1] - 20)
    assert live.probe()["center"] == before["center"]


def test_new_agent_in_an_update_appears(live: LivePage) -> None:
    _show_two(live)
    live.view.update_agents([replace(ANA, id="nora", name="Nora", lat=LAT - 0.003)])
    live.until(lambda p: len(p["hits"]) == 3)


def test_over_200_in_view_are_clustered_and_zooming_in_ends_it(live: LivePage) -> None:
    live.view.show_agents(invented.agents(600))
    live.view.look_at(LAT, LON, 12)
    live.until(lambda p: p["clustered"] and any(kind == "cluster" for kind, _ in p["hits"]))
    live.view.look_at(LAT, LON, 17)
    live.until(lambda p: not p["clustered"])


def test_follow_holds_until_moved_by_hand(live: LivePage) -> None:
    _show_two(live)
    live.view.follow("ana")
    live.view.update_agents([replace(ANA, lat=LAT + 0.01)])
    live.until(lambda p: abs(p["center"][0] - LAT - 0.01) < 0.0003)
    target = _target(live)
    with live.qtbot.waitSignal(live.view.follow_released):
        live.ask("document.querySelector('.leaflet-container').focus(); 1")
        QTest.keyClick(target, Qt.Key.Key_Left)
    live.until(lambda p: p["followed"] == "")


def test_view_reports_and_fit_shows_everything(live: LivePage) -> None:
    _show_two(live)
    with live.qtbot.waitSignal(live.view.view_changed) as changed:
        live.view.fit_all()
    area = changed.args[0]
    assert isinstance(area, MapArea)
    assert area.lat == pytest.approx(LAT + 0.002, abs=0.001)
    live.until(lambda p: len(p["hits"]) == 2)


def test_keys_reach_the_desktop(live: LivePage) -> None:
    live.ask("document.querySelector('.leaflet-container').focus(); 1")
    with live.qtbot.waitSignal(live.view.key_pressed) as pressed:
        QTest.keyClick(_target(live), Qt.Key.Key_F)
    assert pressed.args == ["F"]


def test_key_shows_everything(live: LivePage) -> None:
    _show_two(live)
    live.view.look_at(LAT + 1, LON, 15)
    live.until(lambda p: p["hits"] == [])
    live.ask("document.querySelector('.leaflet-container').focus(); 1")
    QTest.keyClick(_target(live), Qt.Key.Key_T)
    live.until(lambda p: len(p["hits"]) == 2)


def test_drawing_a_zone(live: LivePage) -> None:
    live.view.look_at(LAT, LON, 15)
    live.view.draw_zone()
    hint = "document.querySelector('.kobra-hint').hidden"
    live.qtbot.waitUntil(lambda: live.ask(hint) is False)
    corners = [[300.0, 200.0], [600.0, 200.0], [600.0, 420.0]]
    for corner in corners:
        _click(live, corner)
    with live.qtbot.waitSignal(live.view.zone_drawn) as drawn:
        _click(live, corners[0])
    ring = drawn.args[0]
    assert len(ring) == 3
    assert all(abs(lat - LAT) < 0.02 and abs(lon - LON) < 0.02 for lat, lon in ring)


def test_given_up_drawing_brings_nothing(live: LivePage) -> None:
    live.view.draw_zone()
    with live.qtbot.waitSignal(live.view.zone_drawn) as drawn:
        live.view.draw_zone(False)
    assert drawn.args == [()]


NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _drag(
    live: LivePage,
    points: list[list[float]],
    held: Qt.KeyboardModifier = NONE,
    *,
    lets_go: bool = True,
) -> None:
    """Hold the button along these points."""
    target = _target(live)
    at = [QPoint(round(x), round(y)) for x, y in points]
    QTest.mouseMove(target, at[0])
    QTest.mousePress(target, Qt.MouseButton.LeftButton, held, at[0])
    for point in at[1:]:
        QTest.mouseMove(target, point)
        live.qtbot.waitUntil(lambda: live.probe()["drawing"])  # the page has had its turn
    if lets_go:
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, held, at[-1])


def _lasso(live: LivePage) -> None:
    live.view.look_at(LAT, LON, 15)
    live.view.lasso()
    live.until(lambda p: p["drawing"] and p["zoom"] == 15)


AROUND = [[300.0, 200.0], [400.0, 180.0], [500.0, 200.0], [600.0, 300.0], [500.0, 400.0]]


def test_a_lasso_is_drawn_in_one_go_and_does_not_move_the_map(live: LivePage) -> None:
    _lasso(live)
    center = live.probe()["center"]
    with live.qtbot.waitSignal(live.view.lassoed) as drawn:
        _drag(live, AROUND)
    ring, adds = drawn.args
    assert len(ring) >= 3
    assert all(abs(lat - LAT) < 0.02 and abs(lon - LON) < 0.02 for lat, lon in ring)
    assert adds is False
    assert live.probe()["center"] == center
    live.until(lambda p: not p["drawing"])


def test_a_lasso_that_is_let_go_beside_the_map_closes_there(live: LivePage) -> None:
    _lasso(live)
    with live.qtbot.waitSignal(live.view.lassoed) as drawn:
        _drag(live, [*AROUND, [500.0, 700.0]])  # under the map, which is 600 high
    assert len(drawn.args[0]) >= 3
    live.until(lambda p: not p["drawing"])


def test_a_button_that_came_up_unheard_ends_the_line(live: LivePage) -> None:
    _lasso(live)
    _drag(live, AROUND, lets_go=False)
    over = "document.dispatchEvent(new MouseEvent('mousemove', {buttons: 0, bubbles: true})); 1"
    with live.qtbot.waitSignal(live.view.lassoed) as drawn:
        live.ask(over)
    assert len(drawn.args[0]) >= 3


def test_ctrl_that_is_held_while_the_line_is_drawn_adds(live: LivePage) -> None:
    _lasso(live)
    with live.qtbot.waitSignal(live.view.lassoed) as drawn:
        _drag(live, AROUND, CTRL)
    assert drawn.args[1] is True
    _lasso(live)
    with live.qtbot.waitSignal(live.view.lassoed) as drawn:
        _drag(live, AROUND)
    assert drawn.args[1] is False


def test_shift_draws_a_rectangle_and_does_not_zoom(live: LivePage) -> None:
    _lasso(live)
    with live.qtbot.waitSignal(live.view.lassoed) as drawn:
        _drag(live, [[300.0, 200.0], [400.0, 300.0], [500.0, 400.0]], SHIFT)
    ring = drawn.args[0]
    assert len(ring) == 4
    assert len({round(lat, 9) for lat, _ in ring}) == len({round(lon, 9) for _, lon in ring}) == 2
    assert live.probe()["zoom"] == 15


def test_ways_and_what_is_chosen_are_shown(live: LivePage) -> None:
    way = ((LAT, LON), (LAT + 0.002, LON), (LAT + 0.002, LON + 0.002))
    live.view.show_routes([RouteMark("ana", way, True), RouteMark("luis", way[:2])])
    live.view.choose(["v1", "v2"])
    live.until(lambda p: p["routes"] == [["ana", 3], ["luis", 2]] and p["chosen"] == 2)
    live.view.show_routes([])
    live.view.choose([])
    live.until(lambda p: p["routes"] == [] and p["chosen"] == 0)


def test_trail_is_asked_for_by_view(live: LivePage) -> None:
    live.view.show_trails([invented.trail()])
    live.view.fit_all()
    live.until(lambda p: p["trails"] == 1 and p["vertices"] > 20)
    near = live.probe()["vertices"]
    live.view.look_at(LAT + 5, LON, 17)
    live.until(lambda p: p["vertices"] == 0)
    live.view.show_trails([])
    live.until(lambda p: p["trails"] == 0)
    assert near > 20


def test_big_trail_ends_as_fine_as_the_view_asks(live: LivePage) -> None:
    count = 120_000
    angle = np.linspace(0, 60, count)
    times = np.arange(count, dtype=np.float64)
    lats, lons = LAT + 0.004 * np.sin(angle * 7), LON + 0.004 * np.cos(angle * 11)
    live.view.look_at(LAT, LON, 15)
    live.view.show_trails([Trail("ana", "Ana Ruiz", times, lats, lons)])
    live.until(lambda p: p["trails_zoom"] == 15 and p["vertices"] > 500)


def test_trail_tells_the_moment_under_the_pointer(live: LivePage) -> None:
    """Ten minutes due north through the middle of the map: half way up is five minutes in."""
    times = np.linspace(0, 600, 61) + invented.START
    lats = np.linspace(LAT - 0.004, LAT + 0.004, 61)
    live.view.show_trails([Trail("ana", "Ana Ruiz", times, lats, np.full(61, LON))])
    live.view.look_at(LAT, LON, 15)
    live.until(lambda p: p["vertices"] >= 2 and p["zoom"] == 15)
    with live.qtbot.waitSignal(live.view.moment_chosen) as chosen:
        _click(live, [450, 300])
    assert chosen.args[0] == "ana"
    assert chosen.args[1] == pytest.approx(invented.START + 300, abs=3)


def test_replay_runs_by_time_and_reports(live: LivePage) -> None:
    trails = [invented.trail(at) for at in range(3)]
    live.view.replay_load(trails)
    live.view.replay_seek(invented.START + 3600)
    live.until(
        lambda p: p["replay"]["actors"] == 3 and p["replay"]["time"] == invented.START + 3600
    )
    times: list[float] = []
    live.view.replay_time.connect(lambda seconds, _playing: times.append(seconds))
    live.view.replay_play(120)
    live.qtbot.waitUntil(lambda: len(times) > 4)
    live.view.replay_pause()
    live.until(lambda p: p["replay"]["speed"] == 0)
    assert times == sorted(times)
    assert times[-1] > invented.START + 3600
    live.view.replay_clear()
    live.until(lambda p: p["replay"]["actors"] == 0)


def test_replay_holds_the_view_on_the_followed_until_it_is_moved_by_hand(live: LivePage) -> None:
    trail = invented.trail(0)
    live.view.replay_load([trail])
    live.view.look_at(float(trail.lats[0]), float(trail.lons[0]), 17)
    live.until(lambda p: p["replay"]["actors"] == 1 and p["zoom"] == 17)
    far = max(range(len(trail.times)), key=lambda at: abs(trail.lats[at] - trail.lats[0]))
    live.view.replay_follow(trail.agent_id)
    live.view.replay_seek(float(trail.times[far]))
    live.until(lambda p: abs(p["center"][0] - trail.lats[far]) < 0.002)
    with live.qtbot.waitSignal(live.view.follow_released):
        live.ask("KobraMap.leafletMap().fire('dragstart'); 1")
    live.view.replay_seek(float(trail.times[0]))
    live.until(lambda p: p["replay"]["time"] == trail.times[0])
    assert abs(live.probe()["center"][0] - trail.lats[far]) < 0.002


def test_dead_page_comes_back_with_everything(live: LivePage) -> None:
    _show_two(live)
    live.view.select("ana")
    live.until(lambda p: p["selected"] == "ana")
    process = live.view._host.page.renderProcessPid()
    assert process > 0
    with live.qtbot.waitSignal(live.view.ready):
        os.kill(process, signal.SIGTERM)
    live.until(lambda p: p["agents"] == 2 and p["selected"] == "ana" and p["zoom"] == 15)


def test_page_that_keeps_dying_ends_in_a_panel_with_retry(live: LivePage) -> None:
    page = live.view._host.page
    status = type(page).RenderProcessTerminationStatus.CrashedTerminationStatus
    for _ in range(3):
        with live.qtbot.waitSignal(live.view.ready):
            page.renderProcessTerminated.emit(status, 1)
    with live.qtbot.waitSignal(live.view.page_failed):
        page.renderProcessTerminated.emit(status, 1)
    (retry,) = live.view.findChildren(QPushButton)
    assert retry.isVisible()
    with live.qtbot.waitSignal(live.view.ready):
        QTest.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert not retry.isVisible()


def test_work_may_run_on_threads(qtbot: QtBot) -> None:
    """The program's own runner: answers come from workers, for a page that may be gone by then."""
    bugs: list[BaseException] = []
    background = Background(bugs.append)
    view: MapView = MapView(lambda work, done: background.read(work, done, owner=view))
    page = LivePage(view, qtbot)
    view.resize(900, 600)
    with qtbot.waitSignal(view.ready):
        view.show()
    view.show_agents(invented.agents(50))
    view.show_trails([invented.trail()])
    view.fit_all()
    page.until(lambda p: p["vertices"] > 20 and p["agents"] == 50)
    page.ask("fetch('live/trails?-75,4,-74,5,17'); 1")
    view.dispose()
    assert background.close()
    assert bugs == []
    assert page.errors == []


def test_view_deleted_without_goodbye_ends_page_and_profile(qtbot: QtBot) -> None:
    """A page that outlives its profile crashes at exit; the engine warns, and that fails here."""
    view = MapView()
    with qtbot.waitSignal(view.ready):
        view.show()
    page, profile = view._host.page, view._host._profile
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(view)
    assert not isValid(page)
    assert not isValid(profile)


def test_the_ground_is_seen_before_the_engine_is_asked_and_no_white_after(qtbot: QtBot) -> None:
    """In the dark a page that has not painted yet is not white, from the first moment on."""
    view = MapView()
    view.set_theme("dark")
    view.resize(400, 300)
    seen: list[int] = []

    def look() -> None:
        seen.append(view.grab().toImage().pixelColor(20, 20).lightness())

    clock = QTimer()
    clock.timeout.connect(look)
    with qtbot.waitSignal(view.ready):
        view.show()
        view.repaint()
        look()
        assert view.view is None, "the engine was asked before anything was seen"
        clock.start(20)
    qtbot.waitUntil(lambda: view.view is not None and view._ground.isHidden())
    clock.stop()
    look()
    view.dispose()
    assert max(seen) < 90


def test_a_view_that_was_never_seen_has_no_page(qtbot: QtBot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.show_agents([ANA])
    view.dispose()
    assert view.view is None
