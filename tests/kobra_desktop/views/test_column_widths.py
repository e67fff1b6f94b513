"""Columns share the width there is; what a person drew stays, now and after a start."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.rows import Column, RowsModel, prepared
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.column_widths import Wish, shared
from kobra_desktop.views.widgets.table import Table
from tests.kobra_desktop.views.columns import draw_column

COLUMNS: list[Column[object]] = [
    Column("name", "Name", str, str, width=150, stretch=2),
    Column("team", "Team", str, str, width=120, stretch=1),
    Column("count", "Count", str, str, width=90),
]


def _table(qtbot: QtBot, look: Look, memory: SessionMemory, width: int) -> Table:
    model: RowsModel[object] = RowsModel(COLUMNS)
    model.show(prepared(["Ana"], str, str, {}), [0])
    table = Table(look, model, memory, "People")
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    return table


def _widths(table: Table) -> list[int]:
    header = table.horizontalHeader()
    return [header.sectionSize(n) for n in range(header.count())]


@pytest.mark.parametrize(
    ("weights", "width", "widths"),
    [
        ((2, 1, 0), 600, [300, 200, 100]),
        ((1, 1, 1), 301, [100, 100, 101]),
        ((0, 0, 0), 400, [100, 100, 200]),  # no weights: the last fills
        ((2, 1, 0), 200, [100, 100, 100]),  # never less than declared
    ],
)
def test_what_is_left_is_shared_by_weight(
    weights: tuple[int, ...], width: int, widths: list[int]
) -> None:
    assert shared([Wish(100, weight) for weight in weights], width) == widths


@pytest.mark.parametrize("width", [760, 1_500])
def test_columns_fill_the_table_at_any_width(qtbot: QtBot, look: Look, width: int) -> None:
    table = _table(qtbot, look, SessionMemory(), width)
    name, team, count = _widths(table)
    assert name + team + count == table.viewport().width()
    assert count == look.pixels(90)
    free = table.viewport().width() - sum(look.pixels(column.width) for column in COLUMNS)
    assert name - look.pixels(150) == free * 2 // 3
    table.resize(width + 300, 300)
    assert sum(_widths(table)) == table.viewport().width()
    assert _widths(table)[2] == count


def test_a_width_drawn_by_hand_is_kept(qtbot: QtBot, look: Look) -> None:
    """The others share what is left; the column that was drawn is as wide after a start."""
    memory = SessionMemory()
    table = _table(qtbot, look, memory, 900)
    before = _widths(table)
    draw_column(table, 0, -60)
    drawn = _widths(table)[0]
    assert drawn == before[0] - 60
    assert sum(_widths(table)) == table.viewport().width()
    table.resize(1_400, 300)
    assert _widths(table)[0] == drawn
    again = _table(qtbot, look, memory, 1_200)
    assert _widths(again)[0] == drawn
    assert sum(_widths(again)) == again.viewport().width()


def test_a_column_that_goes_leaves_its_room(qtbot: QtBot, look: Look) -> None:
    table = _table(qtbot, look, SessionMemory(), 900)
    before = _widths(table)
    for is_shown in (False, True):
        table.column_menu().actions()[1].setChecked(is_shown)
        assert sum(_widths(table)) == table.viewport().width()
    assert _widths(table) == before
