"""A chart on the screen: pointed at, walked through, read as a table, copied, saved."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.views.charts import box as box_module
from kobra_desktop.views.charts.box import ChartBox
from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_domain.charts import KINDS, example
from kobra_domain.charts.scene import Mark

SPEC = example("heat_map", "es_CO")


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> ChartView:
    made = ChartView(look, SPEC, "es_CO")
    qtbot.addWidget(made)
    made.resize(1100, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def box(look: Look, qtbot: QtBot) -> Iterator[ChartBox]:
    made = ChartBox(look, SPEC, "es_CO")
    qtbot.addWidget(made)
    made.resize(1100, 480)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    QGuiApplication.clipboard().clear()


def middle(chart: ChartView, mark: Mark) -> QPoint:
    scale = chart._look.scale
    return QPoint(
        round((mark.x + mark.width / 2) * scale), round((mark.y + mark.height / 2) * scale)
    )


def test_the_pointer_says_each_mark(chart: ChartView, qtbot: QtBot) -> None:
    heard: list[str] = []
    chart.said.connect(heard.append)
    for mark in chart.scene.marks[:3]:
        QTest.mouseMove(chart, middle(chart, mark))
        qtbot.waitUntil(lambda m=mark: chart.current == m)  # type: ignore[misc]
        assert chart.accessibleDescription() == mark.words
    assert heard == [mark.words for mark in chart.scene.marks[:3]]
    QTest.mouseMove(chart, QPoint(3, 3))
    qtbot.waitUntil(lambda: chart.current is None)
    assert chart.accessibleDescription() == chart.scene.description


def test_arrows_walk_from_mark_to_mark_with_a_ring(chart: ChartView, qtbot: QtBot) -> None:
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(chart.hasFocus)
    before = chart.grab().toImage()
    for key, place in (
        (Qt.Key.Key_Right, (0, 0)),
        (Qt.Key.Key_Right, (0, 1)),
        (Qt.Key.Key_Down, (1, 1)),
        (Qt.Key.Key_Left, (1, 0)),
        (Qt.Key.Key_Up, (0, 0)),
        (Qt.Key.Key_End, (6, 23)),
        (Qt.Key.Key_Home, (0, 0)),
    ):
        QTest.keyClick(chart, key)
        assert chart.current is not None
        assert (chart.current.row, chart.current.column) == place
    assert chart.grab().toImage() != before
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.current is None
    QTest.keyClick(chart, Qt.Key.Key_Tab)


def test_it_has_the_name_of_its_answer_and_follows_the_look(chart: ChartView, look: Look) -> None:
    assert chart.accessibleName() == SPEC.title
    assert SPEC.subtitle in chart.accessibleDescription()
    light = chart.scene.ground
    look.apply(ThemeChoice.DARK)
    assert chart.scene.ground != light
    look.apply(ThemeChoice.LIGHT)
    chart.show_spec(replace(SPEC, title="Otra respuesta"))
    assert chart.accessibleName() == "Otra respuesta"


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_painted_at_every_text_scale(
    kind: str, scale: float, look: Look, qtbot: QtBot
) -> None:
    look.apply(ThemeChoice.DARK, scale)
    made = ChartView(look, example(kind, "es_CO"), "es_CO")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    assert made.scene.width == pytest.approx(560, abs=1)
    assert not made.grab().isNull()


def test_the_table_holds_the_figures_and_is_copied_as_a_block(box: ChartBox, qtbot: QtBot) -> None:
    box.as_table.click()
    assert box.table.isVisible()
    rows = box.table.rows
    model = rows.model_of_twin
    assert (model.rowCount(), model.columnCount()) == (24, 8)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.headerData(1, Qt.Orientation.Horizontal) == "lunes"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.index(9, 6, QModelIndex()).data().startswith("41")
    rows.setCurrentIndex(model.index(9, 6))
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("41")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.currentIndex().row() == 10
    rows.clearSelection()
    box.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("Hora\tlunes")
    box.as_table.click()
    assert box.chart.isVisible()


def test_the_chart_is_copied_as_a_picture_and_as_svg(box: ChartBox) -> None:
    box.copy.click()
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage()
    assert bytes(held.data("image/svg+xml").data()).startswith(b"<svg")
    assert not box.failure.isVisible()


def _full(*_given: object) -> bytes:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_it_is_saved_where_a_person_says(
    box: ChartBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, name: str) -> Path:
        asked.append(name)
        return tmp_path / ("a.svg" if len(asked) == 1 else "b")

    monkeypatch.setattr(box_module, "ask_where", answer)
    box.save.click()
    box.save.click()
    assert asked[0] == "Los-sábados-de-9-00-a-11-00-se-encuentra-a-4-de-cada-10.png"
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<svg")
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")
    with monkeypatch.context() as while_full:
        while_full.setattr(box_module, "chart_file", _full)
        box.save_to(tmp_path / "a.svg")
    assert "a.svg" in box.failure.text()
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<svg")  # what was there stays
    box.save_to(tmp_path / "none" / "c.png")
    assert "c.png" in box.failure.text()
    assert box.failure.isVisible()


def test_another_chart_takes_its_place(box: ChartBox) -> None:
    other = example("number", "es_CO")
    box.as_table.click()
    box.show_spec(other)
    assert box.chart.accessibleName() == box.table.rows.accessibleName() == other.title
    assert box.table.rows.model_of_twin.rowCount() == 9
    assert box.table.title.text() == other.title
