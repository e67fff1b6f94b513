"""Shapes that need no clipping, and marks that are found by pointer and by arrow keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.charts import example
from kobra_domain.charts.scene import Hatch, Mark, Stroke, joined
from kobra_domain.charts.sheet import marker_steps
from tests.kobra_domain.charts.drawing import drawn

side = st.floats(0, 500)


@given(side, side, st.floats(1, 80), st.floats(1, 80), st.floats(2, 9))
def test_the_lines_of_a_hatch_end_at_its_edges(
    x: float, y: float, wide: float, high: float, gap: float
) -> None:
    hatch = Hatch(x, y, wide, high, "#FFFFFF", Stroke("#000000"), gap)
    for line in hatch.lines:
        for across, down in ((line.x1, line.y1), (line.x2, line.y2)):
            assert x - 1e-6 <= across <= x + wide + 1e-6
            assert y - 1e-6 <= down <= y + high + 1e-6


def test_a_cell_has_some_lines() -> None:
    assert len(list(Hatch(10, 10, 20, 20, "#FFFFFF", Stroke("#000000")).lines)) > 4


def test_pieces_that_touch_are_one_line() -> None:
    pieces = [(0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 2.0, 0.0)]
    pieces += [(0.0, 1.0, 0.0, 2.0), (5.0, 0.0, 6.0, 0.0), (0.0, 3.0, 1.0, 3.0)]
    assert joined(pieces) == [
        (0.0, 0.0, 0.0, 2.0),
        (0.0, 0.0, 2.0, 0.0),
        (5.0, 0.0, 6.0, 0.0),
        (0.0, 3.0, 1.0, 3.0),
    ]


def test_the_pointer_finds_the_nearest_of_marks_on_each_other() -> None:
    scene = replace(
        drawn(example("number", "es")),
        marks=(Mark(0, 0, 20, 20, "a"), Mark(10, 10, 20, 20, "b")),
    )
    assert [scene.at(*place) for place in ((5, 5), (18, 18), (29, 29), (31, 3))] == [0, 1, 1, None]


@pytest.mark.parametrize(
    ("at", "down", "right", "found"),
    [
        (None, 0, 1, 0),
        (0, 0, 1, 1),
        (1, 0, 1, 1),
        (1, 0, -1, 0),
        (1, 1, 0, 3),
        (3, 1, 0, 3),
        (2, -1, 0, 0),
    ],
)
def test_arrows_walk_row_by_row(at: int | None, down: int, right: int, found: int) -> None:
    marks = tuple(Mark(0, 0, 1, 1, "x", row, column) for row in (0, 1) for column in (0, 1))
    scene = replace(drawn(example("number", "es")), marks=marks)
    assert scene.beside(at, down, right) == found


def test_without_marks_there_is_nowhere_to_go() -> None:
    scene = replace(drawn(example("number", "es")), marks=())
    assert scene.beside(None, 1, 0) is None


def test_six_series_have_six_markers() -> None:
    assert len({marker_steps(n, 0, 0) for n in range(7)}) == 6
