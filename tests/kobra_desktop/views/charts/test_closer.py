"""A long line, looked at closer and moved along; what all lines are at a step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kobra_desktop.views.charts.box import ChartBox
from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.charts.steps import StepWindow, Window
from kobra_desktop.views.theme import Look
from kobra_domain.charts import example
from kobra_domain.charts.spec import Figure, LineChart, Series, StepKind


def long_line(count: int = 400, series: int = 2) -> LineChart:
    days = tuple((date(2025, 1, 1) + timedelta(n)).isoformat() for n in range(count))
    values = tuple(Figure(float(n % 9)) for n in range(count))
    made = tuple(Series(name=f"Equipo {n + 1}", values=values) for n in range(series))
    return LineChart(title="Visitas", steps=days, step=StepKind.DAY, series=made)


def span(window: StepWindow) -> Window | None:
    return window.span


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> ChartView:
    made = ChartView(look, long_line(), "es_CO")
    qtbot.addWidget(made)
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def turn(chart: ChartView, by: QPoint, keys: Qt.KeyboardModifier) -> bool:
    at = QPointF(chart.width() / 2, chart.height() / 2)
    event = QWheelEvent(
        at,
        QPointF(chart.mapToGlobal(at.toPoint())),
        QPoint(),
        by,
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)
    return event.isAccepted()


def test_a_window_stays_within_its_steps_and_keeps_what_is_looked_at() -> None:
    window = StepWindow(long_line())
    assert span(window) is None
    window.zoom(0.5, 0.25)
    assert span(window) == (50, 250)
    window.zoom(0.5)
    assert span(window) == (100, 200)
    window.pan(-300)
    assert span(window) == (0, 100)
    window.pan(1_000)
    assert span(window) == (300, 400)
    window.zoom(0.0001)
    assert window.wide == 8
    window.zoom(1_000)
    assert span(window) is None
    window.pan(5)
    assert span(window) is None
    few = StepWindow(long_line(30))
    few.zoom(0.5)
    assert (span(few), few.can_zoom) == (None, False)
    assert not StepWindow(example("bar", "es")).can_zoom


def test_keys_look_closer_and_back(chart: ChartView) -> None:
    chart.setFocus()
    whole = len(chart.scene.marks)
    QTest.keyClicks(chart, "+")
    assert chart.window_of_steps.wide == 240
    assert chart.scene.marks[0].of == (0, 80)
    QTest.keyClicks(chart, "-")
    QTest.keyClicks(chart, "+")
    QTest.keyClicks(chart, "0")
    assert span(chart.window_of_steps) is None
    assert len(chart.scene.marks) == whole


def test_at_the_end_of_what_is_seen_an_arrow_brings_the_next_part(chart: ChartView) -> None:
    chart.setFocus()
    QTest.keyClicks(chart, "+++")
    window = span(chart.window_of_steps)
    assert window is not None
    last = chart.number_of((0, window[1] - 1))
    assert last is not None
    chart._go_to(last)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current is not None
    assert chart.current.of == (0, window[1])
    chart.window_of_steps.pan(-1_000)
    chart.zoom(1.0)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current.of == (0, 0)


def test_the_wheel_looks_closer_with_ctrl_and_scrolls_the_page_without(chart: ChartView) -> None:
    ctrl, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    assert not turn(chart, QPoint(0, 120), none)
    assert span(chart.window_of_steps) is None
    assert turn(chart, QPoint(0, 120), ctrl)
    first = span(chart.window_of_steps)
    assert first is not None
    assert turn(chart, QPoint(-360, 0), none)
    second = span(chart.window_of_steps)
    assert second is not None
    assert second[0] > first[0]
    assert turn(chart, QPoint(0, -240), ctrl)
    assert span(chart.window_of_steps) is None


def test_what_is_held_moves_along_and_is_no_click(chart: ChartView, qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []
    chart.chosen.connect(lambda *of: heard.append(of))
    left = Qt.MouseButton.LeftButton
    QTest.mouseDClick(chart, left, pos=QPoint(500, 200))
    first = span(chart.window_of_steps)
    assert first is not None
    QTest.mousePress(chart, left, pos=QPoint(500, 200))
    QTest.mouseMove(chart, QPoint(400, 200))
    qtbot.waitUntil(lambda: span(chart.window_of_steps) != first)
    QTest.mouseRelease(chart, left, pos=QPoint(400, 200))
    moved = span(chart.window_of_steps)
    assert moved is not None
    assert moved[0] > first[0]
    assert heard == []
    assert not chart.grab().isNull()


def test_beside_the_lines_all_are_told_at_the_nearest_step(chart: ChartView, qtbot: QtBot) -> None:
    plot = chart.scene.plot
    assert plot is not None
    scale = chart._look.scale
    empty = next(
        y
        for y in range(round(plot.y) + 2, round(plot.y + plot.height))
        if chart.scene.at(plot.places[200], y) is None
    )
    QTest.mouseMove(chart, QPoint(round(plot.places[200] * scale), round(empty * scale)))
    qtbot.waitUntil(lambda: chart._cross is not None)
    assert chart._cross == pytest.approx(plot.places[200], abs=3)
    before = chart.grab().toImage()
    QTest.mouseMove(chart, QPoint(2, 2))
    qtbot.waitUntil(lambda: chart._cross is None)
    assert chart.grab().toImage() != before


def test_acts_to_look_closer_are_there_where_there_is_something_to_see(
    look: Look, qtbot: QtBot
) -> None:
    box = ChartBox(look, example("line", "es_CO"), "es_CO")
    qtbot.addWidget(box)
    assert all(button.isHidden() for button in box.closer)
    box.show_spec(long_line())
    assert not any(button.isHidden() for button in box.closer)
    box.closer[0].click()
    assert span(box.chart.window_of_steps)
    box.closer[1].click()
    box.closer[2].click()
    assert span(box.chart.window_of_steps) is None
    box.as_table.click()
    assert all(button.isHidden() for button in box.closer)
