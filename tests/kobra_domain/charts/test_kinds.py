"""What each kind of chart promises."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from kobra_domain.charts import ChartSpec, Scene, example, resolve
from kobra_domain.charts.colours import cividis
from kobra_domain.charts.lines import thinned
from kobra_domain.charts.others import few_of
from kobra_domain.charts.reading import shape_of, spec_of
from kobra_domain.charts.scene import Hatch, Line, Path, Rect
from kobra_domain.charts.spec import (
    BarChart,
    BarLayout,
    BigNumber,
    Fall,
    Figure,
    FunnelPlot,
    HeatMap,
    Limit,
    LineChart,
    Matrix,
    Multiples,
    Series,
    Spot,
    StepKind,
    Unit,
    UnitKind,
    Waterfall,
)
from kobra_domain.charts.units import ramp_of
from kobra_domain.charts.waterfall import levels_of
from kobra_domain.statistics.funnel import FunnelPlace
from tests.kobra_domain.charts.drawing import drawn, measure, theme, words_of

NBSP = "\N{NO-BREAK SPACE}"
SHARE = Unit(kind=UnitKind.SHARE)
TOKENS = theme()


def of(*values: float | None) -> tuple[Figure, ...]:
    return tuple(map(Figure, values))


def said(scene: Scene) -> list[str]:
    return [mark.words.replace(NBSP, " ") for mark in scene.marks]


def week(**cells: Figure) -> tuple[tuple[Figure, ...], ...]:
    """A week where only `d3h10` and the like are known."""
    return tuple(
        tuple(cells.get(f"d{day}h{hour}", Figure()) for hour in range(24)) for day in range(7)
    )


# The week's heat map


def heat(**changes: object) -> HeatMap:
    lawful = tuple(tuple(day < 6 and 7 <= hour < 19 for hour in range(24)) for day in range(7))
    cells = week(d0h8=Figure(0.0, n=12), d1h9=Figure(0.5, 0.3, 0.7, 20), d6h9=Figure(0.4, n=5))
    return replace(HeatMap(cells=cells, lawful=lawful, unit=SHARE), **changes)  # type: ignore[arg-type]


def test_zero_unknown_and_unlawful_are_three_looks() -> None:
    scene = drawn(heat())
    rects = [item for item in scene.items if isinstance(item, Rect)]
    zero = [item for item in rects if item.fill == cividis(0.0) and item.width > 30]
    unlawful = [item for item in rects if item.fill == TOKENS["window"] and item.width > 30]
    hatched = [item for item in scene.items if isinstance(item, Hatch) and item.width > 30]
    assert (len(zero), len(hatched), len(unlawful)) == (1, 6 * 12 - 2, 7 * 24 - 6 * 12)
    assert {item.fill for item in hatched} == {TOKENS["sunken"]}
    assert said(scene)[8] == "Lunes 8:00–9:00: 0 % (de 12)"
    assert said(scene)[24 + 9] == "Martes 9:00–10:00: 50 % (entre 30 % y 70 %; de 20)"
    assert said(scene)[24 + 10] == "Martes 10:00–11:00: Sin datos"
    assert said(scene)[6] == "Lunes 6:00–7:00: Fuera del horario permitido"
    assert said(scene)[6 * 24 + 9] == (
        "Domingo 9:00–10:00: Fuera del horario permitido; 40 % (de 5)"
    )


def test_weekday_and_hour_are_always_all_there() -> None:
    scene = drawn(heat(cells=week()))
    assert len(scene.marks) == 168
    assert {"lun", "dom", "0", "23"} <= set(words_of(scene))
    assert "Hay qué medir, pero aún no se conoce ningún valor" in words_of(scene)
    assert scene.title == "Sin datos"
    assert len(scene.twin.rows) == 24


def test_lawful_hours_are_outlined() -> None:
    scene = drawn(heat())
    lines = [item for item in scene.items if isinstance(item, Line) and item.stroke.width == 2.0]
    assert len(lines) == 4
    assert {line.stroke.colour for line in lines} == {TOKENS["text"]}
    none = drawn(heat(lawful=()))
    assert not [i for i in none.items if isinstance(i, Line) and i.stroke.width == 2.0]
    assert not any("permitido" in words for words in words_of(none))


def test_values_are_printed_where_a_cell_is_wide_enough() -> None:
    assert {"0", "50"} <= set(words_of(drawn(heat())))
    assert "50" not in words_of(drawn(heat(), (560, 320)))


def test_a_week_without_gaps_has_no_key_for_the_unknown() -> None:
    whole = tuple(of(*[0.2] * 24) for _ in range(7))
    assert "Sin datos" not in words_of(drawn(heat(cells=whole)))


def test_of_a_difference_only_what_is_one_has_a_colour() -> None:
    cells = week(
        d0h8=Figure(0.2, 0.1, 0.3), d0h9=Figure(-0.1, -0.2, -0.02), d0h10=Figure(0.1, -0.1, 0.3)
    )
    scene = drawn(heat(cells=cells, is_difference=True))
    grounds = {item.fill for item in scene.items if isinstance(item, Rect) and item.width > 30}
    assert {TOKENS.series[0], TOKENS["surface"]} <= grounds
    assert len(grounds) == 4  # and the other side's, and the unlawful
    assert {"+20", "-10", "+10", "Más alto", "Más bajo"} <= set(words_of(scene))
    assert said(scene)[10].endswith("(entre -10 % y 30 %); sin diferencia clara")
    assert scene.twin.rows[10][1] == said(scene)[10].replace(" %", f"{NBSP}%").partition(": ")[2]
    alike = drawn(heat(cells=week(d0h8=Figure(0.1)), is_difference=True))
    assert {"Sin diferencia clara"} <= set(words_of(alike))
    assert "Más alto" not in words_of(alike)
    every = drawn(heat(cells=week(d0h8=Figure(0.2, 0.1, 0.3)), is_difference=True))
    assert "Sin diferencia clara" not in words_of(every)


def test_the_answer_of_its_own_claims_no_best_hour() -> None:
    assert drawn(heat()).title.replace(NBSP, " ") == "Entre 0 % y 50 %, según el día y la hora"
    one = drawn(heat(cells=week(d0h8=Figure(0.0))))
    assert one.title.replace(NBSP, " ") == "0 %"


# Lines


def lines(*series: Series, **changes: object) -> LineChart:
    steps = tuple(f"p{n}" for n in range(len(series[0].values)))
    return replace(LineChart(steps=steps, series=series), **changes)  # type: ignore[arg-type]


def nine(*, is_sum: bool) -> LineChart:
    made = (Series(name=f"s{n}", values=of(1.0, None if n > 6 else 2.0)) for n in range(9))
    return lines(*made, is_sum=is_sum)


def test_what_is_more_than_six_is_summed_where_it_may_be() -> None:
    scene = drawn(nine(is_sum=True))
    assert [words for words in words_of(scene) if words in ("s4", "s5", "Otros")] == ["s4", "Otros"]
    assert said(scene)[-2:] == ["Otros, p0: 4", "Otros, p1: 4"]
    assert len(scene.twin.columns) == 10


def test_shares_are_never_summed_and_what_is_left_out_is_told() -> None:
    scene = drawn(nine(is_sum=False))
    assert "s5" in words_of(scene)
    assert "3 series más no caben aquí: están en la tabla." in words_of(scene)


def test_nothing_known_sums_to_nothing_known() -> None:
    made = [Series(name="x", values=(Figure(is_estimate=True),)) for _ in range(7)]
    shown, left, own = few_of(made, "Otros", is_sum=True)
    assert (shown[-1].values, left, own) == (of(None), 0, 5)


def test_a_line_breaks_where_nothing_is_known_and_is_dotted_beyond() -> None:
    values = (*of(1, 2, None, 4), Figure(5, is_estimate=True), Figure(6, is_estimate=True))
    scene = drawn(lines(Series(name="x", values=values)))
    strokes = [
        (len(item.steps), item.stroke.dash)
        for item in scene.items
        if isinstance(item, Path) and item.stroke and not item.fill
    ]
    assert strokes == [(2, ()), (3, (1.5, 3.5))]
    assert "Aún incompleto" in words_of(scene)
    assert said(scene)[4] == "x, p4: 5 (aún incompleto)"
    assert scene.title == "p3: 4"


def test_one_series_has_a_band_and_several_have_whiskers() -> None:
    sure = (Figure(1, 0.5, 2), Figure(2, 1, 3), Figure(3), Figure(1, 0.5, 2))
    band = drawn(lines(Series(name="x", values=sure)))
    assert [item.opacity for item in band.items if isinstance(item, Path) and item.opacity < 1]
    two = drawn(lines(Series(name="x", values=sure), Series(name="y", values=of(1, 1, 1, 1))))
    assert not [item for item in two.items if isinstance(item, Path) and item.opacity < 1]
    whiskers = [i for i in two.items if isinstance(i, Line) and i.stroke.colour == TOKENS.series[0]]
    assert len([line for line in whiskers if line.x1 == line.x2]) == 3


def test_a_line_of_more_steps_than_pixels_keeps_what_is_seen_of_it() -> None:
    high = {1_234: 90.0, 1_235: -40.0}
    values = of(*(high.get(n, float(n % 7)) for n in range(8_000)))
    scene = drawn(lines(Series(name="x", values=values), Series(name="y", values=values)))
    drawn_lines = [i for i in scene.items if isinstance(i, Path) and i.stroke and not i.fill]
    assert all(len(item.steps) < 4_400 and not item.stroke.dash for item in drawn_lines)  # type: ignore[union-attr]
    heights: list[float] = [step[2] for item in drawn_lines for step in item.steps]  # type: ignore[misc]
    ticks = {text.words: text.y - 4 for text in scene.texts if text.anchor == "end"}
    assert min(heights) < ticks["80"]
    assert max(heights) > ticks["-20"]
    assert len(scene.marks) < 1_200
    assert len(scene.twin.rows) == 8_000


@pytest.mark.parametrize("kind", ["bar", "waterfall"])
def test_values_are_all_printed_with_their_unit_or_all_without(kind: str) -> None:
    for wide in range(400, 1_300, 60):
        texts = drawn(example(kind, "es_CO"), (wide, 360)).texts
        values = [one.words for one in texts if one.anchor == "middle" and " M" in one.words]
        assert len({words.endswith("COP") for words in values}) <= 1


def test_zero_is_drawn_and_within_the_axis() -> None:
    scene = drawn(lines(Series(name="x", values=of(900, 1000))))
    assert "0" in words_of(scene)
    ground = [
        item
        for item in scene.items
        if isinstance(item, Line) and item.stroke.colour == TOKENS["border_control"]
    ]
    assert len(ground) == 1


def test_days_lie_as_far_apart_as_they_are_and_say_their_year_once() -> None:
    days = ("2025-12-29", "2026-01-05", "2026-02-02")
    spec = lines(Series(name="x", values=of(1, 2, 3)), steps=days, step=StepKind.WEEK)
    scene = drawn(spec)
    assert words_of(scene)[-3:] == ["29 dic 2025", "5 ene 2026", "2 feb"]
    first, second, third = (mark.x + mark.width / 2 for mark in scene.marks)
    assert second - first < third - second
    assert said(scene)[2] == "x, 2 feb 2026: 3"
    day = drawn(replace(spec, step=StepKind.DAY))
    assert said(day)[2] == "x, lun 2 feb 2026: 3"
    months = ("2026-01-01", "2026-02-01", "2026-03-01")
    month = drawn(replace(spec, steps=months, step=StepKind.MONTH))
    assert "ene" in words_of(month)


def test_several_lines_are_counted_when_nobody_says_what_they_answer() -> None:
    scene = drawn(lines(Series(name="x", values=of(1)), Series(name="y", values=of(1))))
    assert scene.title == "2 series"


# Bars


def bars(*series: Series, **changes: object) -> BarChart:
    names = tuple(f"c{n}" for n in range(len(series[0].values)))
    return replace(BarChart(categories=names, series=series), **changes)  # type: ignore[arg-type]


def bar_rects(scene: Scene, n: int = 0) -> list[Rect]:
    return [
        item
        for item in scene.items
        if isinstance(item, Rect) and item.fill == TOKENS.series[n] and item.height != 12
    ]


def test_bars_start_at_zero_whatever_they_are() -> None:
    high, higher = bar_rects(drawn(bars(Series(name="x", values=of(900, 1000)))))
    assert high.height / higher.height == pytest.approx(0.9)
    assert high.y + high.height == higher.y + higher.height
    up, down = bar_rects(drawn(bars(Series(name="x", values=of(10, -10)))))
    assert up.y + up.height == pytest.approx(down.y)


def test_stacked_bars_stand_on_each_other_and_their_total_is_the_axis() -> None:
    pair = (Series(name="x", values=of(3, -1)), Series(name="y", values=of(4, -2)))
    scene = drawn(bars(*pair, layout=BarLayout.STACKED))
    lower, upper = bar_rects(scene, 0)[0], bar_rects(scene, 1)[0]
    seam = lower.y - upper.y - upper.height
    assert 1 <= seam <= 2  # parts are told apart without colours
    below, lowest = bar_rects(scene, 0)[1], bar_rects(scene, 1)[1]
    assert 1 <= lowest.y - below.y - below.height <= 2
    assert said(scene)[:2] == ["x, c0: 3", "y, c0: 4"]


@pytest.mark.parametrize("is_horizontal", [False, True])
@pytest.mark.parametrize("layout", BarLayout)
def test_goals_are_lines_across_the_bars_and_within_the_axis(
    layout: BarLayout, is_horizontal: bool
) -> None:
    goals = Series(name="Meta", values=of(90, 0, None))
    series = Series(name="x", values=of(30, 20, 10))
    changes = {"goals": goals, "layout": layout, "is_horizontal": is_horizontal}
    scene = drawn(bars(series, **changes))
    ink = [i for i in scene.items if isinstance(i, Line) and i.stroke.colour == TOKENS["text"]]
    assert len([line for line in ink if line.stroke.width == 2.5]) == 3  # with the legend's
    assert said(scene) == ["c0: 30; Meta: 90", "c1: 20; Meta: 0", "c2: 10; Meta: Sin datos"]
    assert "Meta" in words_of(scene)
    assert scene.twin.columns == ("", "x", "Meta")


@pytest.mark.parametrize("value", [85.0, 89.0, 90.0, -9.0])
def test_a_value_is_written_beyond_its_goal(value: float) -> None:
    goals = Series(name="Meta", values=of(90.0 if value > 0 else -10.0))
    scene = drawn(bars(Series(name="x", values=of(value)), goals=goals, unit=Unit(decimals=1)))
    line = [item for item in scene.items if isinstance(item, Line)]
    goal = next(one for one in line if one.stroke.width == 2.5 and one.x2 - one.x1 > 20)
    words = f"{value:.1f}".replace(".", ",")
    label = next(one for one in scene.texts if one.words == words and one.anchor == "middle")
    assert not label.y - 10 < goal.y1 < label.y + 2


def test_lying_bars_say_their_values_beside_them() -> None:
    scene = drawn(bars(Series(name="x", values=of(30, -12, None)), is_horizontal=True))
    assert {"30", "-12", "c0"} <= set(words_of(scene))
    assert [item for item in scene.items if isinstance(item, Hatch)]
    sure = bars(Series(name="x", values=(Figure(30, 20, 40),)), is_horizontal=True)
    beside = drawn(sure)
    value = next(text for text in beside.texts if text.words == "30" and text.anchor == "start")
    whisker = max(item.x2 for item in beside.items if isinstance(item, Line) and item.y1 == item.y2)
    assert value.left > whisker
    mostly = drawn(bars(Series(name="x", values=of(61, 1)), is_horizontal=True), (330, 300))
    assert "80" not in words_of(mostly)


def test_names_that_would_be_cut_stand_beside_lying_bars() -> None:
    long = tuple(f"Una cartera de nombre muy largo, la {n}" for n in range(4))
    series = Series(name="x", values=of(1, 2, 3, 4))
    scene = drawn(replace(bars(series), categories=long), (560, 320))
    first, second = bar_rects(scene)[:2]
    assert first.x == second.x


def test_categories_that_have_no_room_are_told() -> None:
    scene = drawn(bars(Series(name="x", values=of(*range(300)))))
    note = next(words for words in words_of(scene) if "caben" in words)
    assert int(note.split()[0]) + len(scene.marks) == 300
    assert len(scene.twin.rows) == 300


def test_series_that_may_not_be_summed_are_told_beside_bars_too() -> None:
    made = (Series(name=f"s{n}", values=of(1.0)) for n in range(8))
    assert "2 series más no caben aquí: están en la tabla." in words_of(drawn(bars(*made)))


def test_a_bar_as_high_as_its_plot_says_its_value_above_itself_as_all_do() -> None:
    scene = drawn(bars(Series(name="x", values=of(10, 1))))
    labels = {text.words: text for text in scene.texts if text.anchor == "middle"}
    assert labels["10"].fill == labels["1"].fill
    assert labels["10"].y < min(bar.y for bar in bar_rects(scene))


def test_few_bars_that_lie_stand_close_to_each_other() -> None:
    scene = drawn(bars(Series(name="x", values=of(10, 4)), is_horizontal=True), size=(600, 900))
    first, second = (one for one in bar_rects(scene) if one.width > 30)
    assert max(first.height, second.height) <= 26
    assert second.y - first.y < 60


def test_ticks_that_find_no_room_beside_each_other_are_the_ends() -> None:
    unit = Unit(kind=UnitKind.MONEY, currency="MXN")
    spec = bars(Series(name="x", values=of(9e19)), is_horizontal=True, unit=unit)
    ticks = [text.words for text in drawn(spec, size=(320, 240)).texts if text.anchor == "middle"]
    assert len(ticks) == 2
    assert ticks[0] == "0"
    assert ticks[1].endswith("MXN")


def test_many_ages_are_named_at_round_ones() -> None:
    ages = tuple(str(n) for n in range(181))
    spec = LineChart(steps=ages, series=(Series(name="x", values=of(*range(181))),))
    named = [one.words for one in drawn(spec, size=(1100, 420)).texts if one.words.isdigit()]
    assert {"0", "30", "60", "180"} <= set(named)
    assert all(int(one) % 5 == 0 for one in named)


def test_colours_begin_below_the_least_where_all_lie_far_from_zero_and_apart() -> None:
    assert ramp_of([0.25, 0.54], Unit(kind=UnitKind.SHARE)) == (0.2, 0.54)
    assert ramp_of([0.50, 0.54], Unit(kind=UnitKind.SHARE)) == (0.0, 0.54)
    assert ramp_of([-3, 8], Unit()) == (-3, 8)
    assert ramp_of([], Unit()) == (0, 0)


def test_what_is_not_known_yet_answers_nothing() -> None:
    ahead = (Figure(5, is_estimate=True),)
    assert drawn(lines(Series(name="x", values=ahead))).title == "1 serie"


def test_a_name_with_no_room_at_all_is_not_written() -> None:
    spec = bars(Series(name="x", values=of(*range(60))))
    long = replace(spec, categories=tuple("M" * 120 for _ in range(60)))
    assert len(drawn(long, (320, 240)).marks) <= 60


def test_the_own_answer_of_bars_is_the_highest() -> None:
    """Whole where they stand on each other: beside each other two periods are no sum."""
    pair = (Series(name="x", values=of(3, 1)), Series(name="y", values=of(3, 4)))
    stacked = bars(*pair, is_sum=True, layout=BarLayout.STACKED)
    assert drawn(stacked).title == "Lo más alto: c0: 6"
    assert drawn(bars(*pair, is_sum=True)).title == "Lo más alto: c1: 4"
    assert drawn(bars(*pair)).title == "Lo más alto: c1: 4"


# Waterfall, funnel, matrix, multiples, number


def test_a_waterfall_counts_from_what_was_reached() -> None:
    falls = (
        Fall(name="a", value=100, is_total=True),
        Fall(name="b", value=-30),
        Fall(name="c", value=None),
        Fall(name="d", value=10),
        Fall(name="e", value=75, is_total=True),
    )
    spec = Waterfall(falls=falls)
    assert levels_of(spec) == [(0, 100), (100, 70), None, (70, 80), (0, 75)]
    scene = drawn(spec)
    assert said(scene) == ["a: 100", "b: -30 (70)", "c: Sin datos", "d: +10 (80)", "e: 75"]
    assert scene.title == "a: 100 › e: 75"
    assert {"Se llega a", "Suma", "Resta", "+10"} <= set(words_of(scene))
    assert scene.twin.rows[1] == ("b", "-30", "70")
    assert drawn(Waterfall(falls=falls[:1])).title == "a: 100"


LIMITS = (
    Limit(n=10, low_95=0.1, high_95=0.6, low_998=0.0, high_998=0.8),
    Limit(n=100, low_95=0.2, high_95=0.4, low_998=0.15, high_998=0.45),
)


def funnel(*spots: Spot, **changes: object) -> FunnelPlot:
    made = FunnelPlot(spots=spots, centre=0.3, limits=LIMITS, unit=SHARE, of="visitas")
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("n", "value", "words"),
    [
        (55, 0.30, "30 % de 55 visitas; dentro de lo que da el azar"),
        (55, 0.55, "55 % de 55 visitas; por encima de 95 de cada 100 por azar"),
        (55, 0.65, "65 % de 55 visitas; por encima de lo que da el azar"),
        (55, 0.10, "10 % de 55 visitas; por debajo de 95 de cada 100 por azar"),
        (100, 0.10, "10 % de 100 visitas; por debajo de lo que da el azar"),
        (500, 0.90, "90 % de 500 visitas; sin límites para juzgarlo"),
    ],
)
def test_a_spot_is_judged_by_the_limits(n: int, value: float, words: str) -> None:
    scene = drawn(funnel(Spot(name="Ana", n=n, value=value)))
    assert said(scene) == [f"Ana: {words}"]
    is_far = words.endswith("de lo que da el azar") and "dentro" not in words
    assert ("Ana" in words_of(scene)) == is_far


def test_whoever_knows_more_of_a_spot_than_its_count_says_where_it_lies() -> None:
    spot = Spot(name="Ana", n=55, value=0.65, place=FunnelPlace.WITHIN)
    assert said(drawn(funnel(spot))) == ["Ana: 65 % de 55 visitas; dentro de lo que da el azar"]
    chart = funnel(replace(spot, place=FunnelPlace.FAR_LOW))
    assert spec_of(shape_of(chart)) == chart
    assert said(drawn(chart))[0].endswith("por debajo de lo que da el azar")


def test_limits_of_one_count_judge_that_count() -> None:
    scene = drawn(funnel(Spot(name="Ana", n=10, value=0.9), limits=LIMITS[:1]))
    assert said(scene)[0].endswith("por encima de lo que da el azar")


def test_names_that_would_cover_each_other_are_left_to_pointing() -> None:
    spots = [Spot(name=f"Nombre largo {n}", n=60 + n // 9, value=0.7) for n in range(30)]
    scene = drawn(funnel(*spots))
    assert len(scene.marks) == 30
    assert 0 < sum(words.startswith("Nombre") for words in words_of(scene)) < 30


def test_who_lies_beyond_is_counted() -> None:
    inside, beyond = Spot(name="a", n=50, value=0.3), Spot(name="b", n=50, value=0.9)
    assert drawn(funnel(inside, beyond)).title == "1 caso está fuera de lo que da el azar"
    assert drawn(funnel(inside, limits=())).title == "1 caso, sin límites para juzgarlo"


def test_a_matrix_outlines_what_stayed_and_says_what_rows_weigh() -> None:
    spec = cast(Matrix, example("matrix", "es"))
    scene = drawn(spec)
    outlined = [i for i in scene.items if isinstance(i, Rect) and i.stroke and not i.fill]
    assert len(outlined) == 5
    assert "4.120 M COP" in words_of(scene)
    assert said(scene)[6] == "1–30 › Al día: 60 %"
    assert scene.twin.columns[-1] == "Peso"
    assert drawn(replace(spec, title="")).title.replace(NBSP, " ") == (
        "Lo más alto: Más de 90 › Más de 90: 91 %"
    )


def test_rows_and_columns_that_have_no_room_are_told() -> None:
    names = tuple(f"n{n}" for n in range(40))
    cells = tuple(of(*([1.0] + [0.0] * 39)) for _ in range(40))
    scene = drawn(Matrix(rows=names, columns=names, cells=cells, unit=SHARE))
    assert any("no caben aquí" in words for words in words_of(scene))
    assert len(scene.twin.rows) == 40


def test_a_cell_without_room_says_its_value_by_pointing_alone() -> None:
    names = tuple(f"n{n}" for n in range(9))
    unit = Unit(kind=UnitKind.SHARE, decimals=4)
    cells = tuple(of(1.0, *[0.0] * 8) for _ in names)
    spec = Matrix(rows=names, columns=names, cells=cells, unit=unit, weights=(1e9,) * 9)
    scene = drawn(spec, (320, 300))
    assert not any(words.startswith("100,0000") for words in words_of(scene))
    assert said(scene)[0] == "n0 › n0: 100,0000 %"


def test_multiples_share_one_scale_and_say_the_rest() -> None:
    spec = cast(Multiples, example("multiples", "es"))
    many = tuple(replace(one, name=f"{one.name} {n}") for n in range(9) for one in spec.series)
    scene = drawn(replace(spec, series=many), (560, 320))
    assert any("series más no caben" in words for words in words_of(scene))
    below = (Series(name="x", values=(*of(-5, 5), *of(*[None] * 10))),)
    assert {"-5", "0", "5"} <= set(words_of(drawn(replace(spec, series=below, reference=None))))
    empty = (Series(name="x", values=of(*[None] * 12)), spec.series[0])
    assert drawn(replace(spec, series=empty)).marks


@pytest.mark.parametrize("size", [(560, 320), (1100, 420)])
def test_a_number_says_its_interval_and_what_it_is_beside(size: tuple[float, float]) -> None:
    scene = drawn(example("number", "es"), size)
    words = [one.replace(NBSP, " ") for one in words_of(scene)]
    assert "49 %" in words
    assert "Entre 44 % y 54 %; de 412" in words
    assert said(scene)[0].endswith("Octubre: 46 %. No hay diferencia clara.")
    assert said(scene)[1] == "1/8: 44 %"


def test_a_long_number_is_smaller_and_its_title_says_it() -> None:
    unit = Unit(kind=UnitKind.MONEY, currency="COP")
    spec: ChartSpec = BigNumber(figure=Figure(9e15), unit=unit, subtitle="Saldo")
    scene = drawn(spec, (320, 240))
    assert scene.title == "Saldo: $ 90.000.000.000.000 COP"
    assert 12 < max(text.size for text in scene.texts) < 56
    assert drawn(BigNumber(figure=Figure(1))).title == "1"
    assert drawn(BigNumber(figure=Figure(1))).twin.columns == ("Valor",)
    flat = BigNumber(figure=Figure(0), past=of(0, 0, 0))
    assert len(drawn(flat).marks) == 4


def test_part_of_a_long_line_is_seen_with_its_own_addresses_on_the_scale_of_all() -> None:
    steps = tuple(f"2026-{n // 28 + 1:02d}-{n % 28 + 1:02d}" for n in range(300))
    values = of(*(float(n) for n in range(300)))
    spec = LineChart(steps=steps, step=StepKind.DAY, series=(Series(name="x", values=values),))
    scene = resolve(spec, measure, (1100, 420), TOKENS, "es_CO", (100, 120))
    assert [mark.of for mark in scene.marks] == [(0, n) for n in range(100, 120)]
    assert scene.marks[0].words.endswith(" 2026: 100")
    assert any(words.startswith("Se ve de ") for words in words_of(scene))
    assert "300" in words_of(scene)
    assert len(scene.twin.rows) == 300
    plot = scene.plot
    assert plot is not None
    assert scene.across(plot.places[7] + 1, plot.y + 1) == (7,)
    assert scene.across(plot.x - 5, plot.y + 1) == ()
    assert drawn(BigNumber(figure=Figure(1))).across(50, 50) == ()


def test_of_each_pixel_a_line_keeps_what_reaches_farthest_and_its_ends() -> None:
    points = [(10 + n / 10, float((n * 7) % 5)) for n in range(25)]
    kept = thinned(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    for pixel in (10, 11, 12):
        heights = [y for x, y in points if int(x) == pixel]
        seen = [y for x, y in kept if int(x) == pixel]
        assert (min(seen), max(seen)) == (min(heights), max(heights))
        assert len(seen) <= 3
    assert thinned(points[:2]) == points[:2]
