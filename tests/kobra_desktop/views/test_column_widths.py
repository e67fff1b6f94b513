"""Columns share the width there is; what a person drew stays, now and after a start."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.rows import Column, RowsModel, prepared
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.cells import Cells
from kobra_desktop.views.widgets.column_widths import Wish, shared
from kobra_desktop.views.widgets.table import Table
from tests.kobra_desktop.views.columns import draw_column
from tests.kobra_desktop.views.walk import pages

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


def _wish(least: int, need: int, title: int, *, is_name: bool = False) -> Wish:
    return Wish(least, 0, need, title, is_name=is_name)


@pytest.mark.parametrize(
    ("declared", "room", "widths"),
    [
        ((300, 200, 150), 700, [300, 200, 200]),  # what is declared; the last has what is left
        ((300, 140, 120), 520, [295, 120, 105]),  # the air goes first: nothing is cut
        ((240, 70, 60), 480, [290, 100, 90]),
        ((240, 70, 60), 450, [290, 80, 80]),  # the others give way before a name does
        ((240, 70, 60), 400, [270, 70, 60]),
        ((240, 70, 60), 360, [240, 70, 50]),  # what few rows say at length
        ((240, 70, 60), 340, [240, 60, 40]),  # then they are as narrow as their titles
        ((240, 70, 60), 330, [290, 100, 90]),  # what must scroll sideways is whole
    ],
)
def test_what_is_missing_is_taken_where_it_hurts_least(
    declared: tuple[int, ...], room: int, widths: list[int]
) -> None:
    """A name is whole while another column has air, and cut after the ends of other texts."""
    seen = zip(
        declared, (290, 100, 90), (50, 60, 40), (290, 80, 50), (True, False, False), strict=True
    )
    wishes = [
        Wish(least, 0, need, title, usual, is_name=is_name)
        for least, need, title, usual, is_name in seen
    ]
    assert shared(wishes, room) == widths


LONG = "María del Rosario Ahumada de la Concepción Villaseñor"


def _named(qtbot: QtBot, look: Look, names: list[str], width: int) -> Table:
    columns: list[Column[str]] = [
        Column("state", "State", lambda _: "Planned", str, width=188, stretch=2),
        Column("name", "Name", str, str, width=120, is_name=True),
        Column("team", "Team", lambda _: "Norte", str, width=200),
    ]
    model: RowsModel[str] = RowsModel(columns)
    model.show(prepared(names, str, str, {}), list(range(len(names))))
    table = Table(look, model, SessionMemory(), "People")
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    return table


def _need(table: Table, line: int) -> int:
    cells = table.itemDelegate()
    assert isinstance(cells, Cells)
    return cells.need(table._rows.cell(table._rows.index(line, 1)))


def test_no_name_is_cut_beside_air(qtbot: QtBot, look: Look) -> None:
    """Declared widths give way to what stands there, without scrolling sideways."""
    table = _named(qtbot, look, ["Ana", LONG], 860)
    qtbot.waitUntil(lambda: _widths(table)[1] >= _need(table, 1))
    assert sum(_widths(table)) == table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()


def test_columns_move_only_for_what_would_be_cut(qtbot: QtBot, look: Look) -> None:
    """Scrolling to shorter names moves nothing; to a longer one it is given its room."""
    table = _named(qtbot, look, [*["Ana"] * 60, LONG, *["Luz"] * 60], 860)
    settled = table.columns._widths._settled
    qtbot.waitUntil(lambda: not settled.isActive())
    before = _widths(table)
    table.verticalScrollBar().setValue(300)
    assert settled.isActive()
    qtbot.waitUntil(lambda: not settled.isActive())
    assert _widths(table) == before
    table.scrollTo(table._rows.index(60, 0))
    qtbot.waitUntil(lambda: _widths(table)[1] >= _need(table, 60))
    table.scrollToBottom()
    after = _widths(table)
    qtbot.waitUntil(lambda: not settled.isActive())
    assert _widths(table) == after


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
        table.columns.menu().actions()[1].setChecked(is_shown)
        assert sum(_widths(table)) == table.viewport().width()
    assert _widths(table) == before


def test_a_column_that_says_nothing_of_what_is_listed_is_put_away(qtbot: QtBot, look: Look) -> None:
    """Neither seen nor offered; what a person chose stays, now and after a start."""
    memory = SessionMemory()
    table = _table(qtbot, look, memory, 900)
    table.columns.put_away(("count",))
    assert table.isColumnHidden(2)
    assert sum(_widths(table)) == table.viewport().width()
    assert [one.text() for one in table.columns.menu().actions()] == ["Name", "Team"]
    assert [title for _, title in table.columns.titles] == ["Name", "Team"]
    table.columns.show_one(1, is_shown=False)
    assert table.columns.shown_keys == ["name", "count"]  # what is kept as a view
    again = _table(qtbot, look, memory, 900)
    assert not again.isColumnHidden(2)
    again.columns.put_away(("count",))
    again.columns.show_only(["team"])
    again.columns.put_away()
    assert again.isColumnHidden(2)


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 1366, 768), (1.5, 1280, 720)])
def test_no_list_of_the_program_cuts_a_name_beside_air(
    window: KobraWindow, qtbot: QtBot, look: Look, scale: float, width: int, height: int
) -> None:
    """Every list, as it is first shown and with a panel beside it."""
    look.apply(ThemeChoice.LIGHT, scale)
    window.resize(width, height)
    seen = set()
    for name, root in pages(window, qtbot):
        for table in root.findChildren(Table):
            if not table.isVisible():
                continue
            settled = table.columns._widths._settled
            qtbot.waitUntil(lambda one=settled: not one.isActive())  # type: ignore[misc]
            wishes, widths = table.columns._widths.wishes(), table.columns._widths.widths()
            cut = [
                wish.is_name and width < wish.whole
                for wish, width in zip(wishes, widths, strict=True)
            ]
            air = [width > wish.whole for wish, width in zip(wishes, widths, strict=True)]
            assert not (any(cut) and any(air)), f"{name}: {wishes} {widths}"
            is_wide = sum(widths) > table.viewport().width()
            titles = sum(min(wish.title, wish.least) for wish in wishes)
            assert not (is_wide and titles * 2 < table.viewport().width()), name
            seen.add(name)
    assert {"visits", "visits with panel", "alerts"} <= seen
