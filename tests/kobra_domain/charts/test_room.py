"""What finds no room is left to pointing for all alike; what would cross is moved beyond."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.charts import example
from kobra_domain.charts.scene import Line, Rect
from kobra_domain.charts.spec import (
    BarChart,
    BarLayout,
    BigNumber,
    Figure,
    HeatMap,
    Matrix,
    Series,
    Unit,
    UnitKind,
    Waterfall,
)
from tests.kobra_domain.charts.drawing import drawn, theme, words_of


def bars(*values: float | None, **changes: object) -> BarChart:
    series = tuple(Series(name=f"s{n}", values=(Figure(one),)) for n, one in enumerate(values))
    made = BarChart(categories=("Visita",), series=series)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_values_of_a_heat_map_stand_in_all_cells_or_in_none() -> None:
    spec = example("heat_map", "es_CO")
    assert isinstance(spec, HeatMap)
    cells = [list(row) for row in spec.cells]
    assert "41" in words_of(drawn(spec))
    cells[0][8] = Figure(123_456.0)
    unit = Unit(kind=UnitKind.NUMBER)
    crowded = replace(spec, cells=tuple(map(tuple, cells)), unit=unit)
    assert "0,4" not in words_of(drawn(crowded, (800, 420)))
    assert not [words for words in words_of(drawn(crowded, (800, 420))) if "123 mil" in words][1:]


def test_values_of_a_waterfall_stand_at_all_falls_or_at_none() -> None:
    spec = example("waterfall", "es_CO")
    assert isinstance(spec, Waterfall)
    assert "98 M" in words_of(drawn(spec, (560, 320)))
    assert "98 M" not in words_of(drawn(spec, (420, 300)))


@pytest.mark.parametrize("is_horizontal", [False, True])
def test_a_stack_says_its_sum(is_horizontal: bool) -> None:
    unit = Unit(decimals=1)
    changes = {"layout": BarLayout.STACKED, "is_horizontal": is_horizontal, "unit": unit}
    assert "7,3" in words_of(drawn(bars(3.1, 4.2, **changes)))
    assert "7,3" not in words_of(drawn(bars(3.1, 4.2, unit=unit, is_horizontal=is_horizontal)))
    for values in ((3.1, None, 4.2), (8.4, -1.1), (7.3,)):
        assert "7,3" not in words_of(drawn(bars(*values, **changes)))


@pytest.mark.parametrize("value", [50.0, -50.0])
def test_a_value_beside_a_lying_bar_stands_beyond_its_goal(value: float) -> None:
    goal = Series(name="Meta", values=(Figure(value * 1.04),))
    scene = drawn(bars(value, value * 2, goals=goal, is_horizontal=True))
    lines = [item for item in scene.items if isinstance(item, Line)]
    place = next(line.x1 for line in lines if line.stroke.width == 2.5 and line.x1 == line.x2)
    text = next(
        one
        for one in scene.texts
        if one.words in ("50", "-50") and one.size == 12 and one.anchor != "middle"
    )
    assert text.left > place if value > 0 else text.left + text.width < place


def test_where_nothing_went_a_matrix_is_quiet() -> None:
    spec = example("matrix", "es")
    assert isinstance(spec, Matrix)
    for look in ("light", "dark"):
        colours = theme(look)
        fills = [item.fill for item in drawn(spec, look=look).items if isinstance(item, Rect)]
        assert colours.series[0] not in fills
        assert colours["surface"] in fills


def test_nothing_known_is_not_said_louder_than_a_figure() -> None:
    known, unknown = (drawn(BigNumber(figure=one)) for one in (Figure(5.0), Figure()))
    sizes = [max(text.size for text in scene.texts) for scene in (known, unknown)]
    assert sizes == [56, 28]


def test_a_difference_says_its_side_where_its_value_has_no_room() -> None:
    spec = example("heat_map", "es_CO")
    assert isinstance(spec, HeatMap)
    cells = [[Figure(0.1, 0.05, 0.15)] * 24, [Figure(-0.1, -0.15, -0.05)] * 24]
    cells += [[Figure(0.1, -0.1, 0.3)] * 24] * 5
    made = replace(spec, cells=tuple(map(tuple, cells)), lawful=(), is_difference=True)
    narrow, wide = words_of(drawn(made, (520, 340))), words_of(drawn(made, (1100, 420)))
    assert [narrow.count(sign) for sign in "+–"] == [24, 24]
    assert [wide.count(sign) for sign in "+–"] == [0, 0]
    assert wide.count("+10") == 24 * 6
    flat = words_of(drawn(made, (320, 240)))
    assert "+" not in flat
