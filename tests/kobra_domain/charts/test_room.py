"""What finds no room is left to pointing for all alike; what would cross is moved beyond."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kobra_domain.charts import example, least_size
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
    cells[0][0], cells[1][0] = Figure(0.0004, -0.1, 0.1), Figure(-0.0004, -0.1, 0.1)
    hardly = words_of(drawn(replace(made, cells=tuple(map(tuple, cells))), (1100, 420)))
    assert "+0" not in hardly
    assert "-0" not in hardly
    flat = words_of(drawn(made, (320, 240)))
    assert "+" not in flat


def test_an_interval_that_is_too_short_to_be_seen_is_not_drawn() -> None:
    def whiskers(low: float) -> int:
        series = Series(name="x", values=(Figure(1.0, low, 1.0),))
        scene = drawn(BarChart(categories=("Visita",), series=(series,), is_horizontal=True))
        ink = theme()["text"]
        lines = [item for item in scene.items if isinstance(item, Line)]
        return len([one for one in lines if one.stroke.colour == ink])

    assert (whiskers(0.999), whiskers(0.8)) == (0, 1)


def test_an_upright_value_stands_above_its_interval() -> None:
    def values(high: float) -> list[float]:
        series = Series(name="x", values=(Figure(50.0, 30.0, high),))
        scene = drawn(BarChart(categories=("Visita",), series=(series,)))
        whisker = [item for item in scene.items if isinstance(item, Line) and item.x1 == item.x2]
        top = min(min(one.y1, one.y2) for one in whisker)
        said = [text for text in scene.texts if text.words == "50" and text.anchor == "middle"]
        return [top - one.y for one in said]

    assert min(values(72.0)) > 0
    assert min(values(80.0)) > 0  # also where that reaches the highest line


def test_a_number_without_an_answer_of_its_own_says_itself_once() -> None:
    number = BigNumber(
        figure=Figure(0.31, 0.3, 0.32, 9_715), subtitle="Contacto", beside="Antes: 0."
    )
    for size in ((560.0, 320.0), (240.0, 160.0)):
        scene = drawn(number, size)
        assert words_of(scene).count("Contacto") == 1
        assert scene.title == "Contacto: 0"
        assert max(text.y for text in scene.texts) <= size[1]
    titled = drawn(replace(number, title="Se contacta a 3 de cada 10"))
    assert {"Se contacta a 3 de cada 10", "Contacto"} <= set(words_of(titled))


def test_one_figure_needs_less_room_than_a_chart() -> None:
    assert least_size(BigNumber(figure=Figure(1.0))) == (200, 128)
    assert least_size(example("bar", "es")) == (320, 240)
    small = drawn(example("number", "es"), (200, 128))
    assert (small.width, small.height) == (200, 128)
    boxes = [(text.left, text.y - text.size * 0.72, text.left + text.width) for text in small.texts]
    assert all(left >= 0 and top >= 0 and right <= 200.5 for left, top, right in boxes)
    ends = sorted((text.y - text.size * 0.72, text.y) for text in small.texts)
    assert all(one[1] <= other[0] + 0.5 for one, other in pairwise(ends))


def test_a_name_is_never_parted_at_a_no_break_space() -> None:
    names = tuple(f"{n}\u00a0sep – {n + 6}\u00a0oct" for n in range(1, 14))
    week = Series(name="Recaudado", values=tuple(Figure(n) for n in range(13)))
    said = words_of(drawn(BarChart(categories=names, series=(week,)), size=(1080, 320)))
    assert "1\u00a0sep –" in said
    assert "7\u00a0oct" in said
