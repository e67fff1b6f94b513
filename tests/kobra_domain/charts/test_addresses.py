"""Each mark knows what of its chart it shows, so that a page can open the rows behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.charts import KINDS, example
from kobra_domain.charts.spec import BarChart, Figure, FunnelPlot, LineChart, Multiples, Series
from kobra_domain.charts.telling import address_in_twin
from tests.kobra_domain.charts.drawing import drawn

WIDE = (1500.0, 700.0)


def addresses(kind: str) -> set[tuple[int, int] | None]:
    return {mark.of for mark in drawn(example(kind, "es_CO"), WIDE).marks}


@pytest.mark.parametrize(
    ("kind", "rows", "columns"),
    [
        ("heat_map", 7, 24),
        ("line", 4, 10),
        ("bar", 2, 4),
        ("waterfall", 1, 9),
        ("funnel", 1, 12),
        ("matrix", 5, 6),
        ("multiples", 8, 12),
        ("table", 5, 5),
        ("map", 1, 7),
    ],
)
def test_every_figure_has_its_mark(kind: str, rows: int, columns: int) -> None:
    assert addresses(kind) == {(row, column) for row in range(rows) for column in range(columns)}


def test_a_number_and_those_before_it() -> None:
    assert addresses("number") == {(0, 0), *((1, n) for n in range(8))}


def test_a_spot_is_found_by_its_place_in_the_chart_not_on_the_sheet() -> None:
    spec = example("funnel", "es_CO")
    assert isinstance(spec, FunnelPlot)
    for mark in drawn(spec, WIDE).marks:
        assert mark.of is not None
        assert mark.words.startswith(spec.spots[mark.of[1]].name)


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_the_sum_of_several_series_is_none_of_them(kind: str) -> None:
    spec = example(kind, "es_CO")
    assert isinstance(spec, LineChart | BarChart)
    nine = replace(spec, series=tuple(replace(spec.series[0], name=f"{n}") for n in range(9)))
    of = {mark.of for mark in drawn(nine, WIDE).marks}
    assert None in of
    assert {one[0] for one in of if one} == set(range(5))
    shares = replace(nine, is_sum=False)
    assert {mark.of[0] for mark in drawn(shares, WIDE).marks if mark.of} == set(range(6))


def test_where_there_is_nothing_no_mark_shows_any_of_it() -> None:
    assert [mark.of for mark in drawn(LineChart(steps=(), series=())).marks] == [None]


def test_panels_say_their_own_series() -> None:
    spec = example("multiples", "es_CO")
    assert isinstance(spec, Multiples)
    for mark in drawn(spec, WIDE).marks:
        assert mark.of is not None
        assert mark.words.startswith(spec.series[mark.of[0]].name)


@pytest.mark.parametrize("kind", KINDS)
def test_words_and_table_are_made_when_they_are_asked_for_and_alike_each_time(kind: str) -> None:
    scene = drawn(example(kind, "es_CO"))
    assert scene.twin == scene.twin
    assert [mark.words for mark in scene.marks] == [mark.words for mark in scene.marks]


def test_intervals_of_several_series_give_way_where_they_would_crowd() -> None:
    def lines(count: int) -> LineChart:
        values = tuple(Figure(n % 7, n % 7 - 1, n % 7 + 1) for n in range(count))
        series = tuple(Series(name=name, values=values) for name in "ab")
        return LineChart(steps=tuple(map(str, range(count))), series=series)

    note = "Los intervalos, tan juntos, no se dibujan: los dice cada punto y están en la tabla."
    few, many = drawn(lines(12)), drawn(lines(365))
    assert note not in [text.words for text in few.texts]
    assert note in [text.words for text in many.texts]
    assert len(many.items) < 500
    assert "entre" in many.marks[0].words
    alone = replace(lines(365), series=lines(365).series[:1])
    assert note not in [text.words for text in drawn(alone).texts]


@pytest.mark.parametrize("kind", KINDS)
def test_cells_of_the_twin_have_the_addresses_of_the_marks(kind: str) -> None:
    """The words of a mark end with those of the twin's cell of the same address."""
    spec = example(kind, "es_CO")
    scene = drawn(spec, (1500.0, 700.0))
    words = {mark.of: mark.words for mark in scene.marks if mark.of}
    found = set()
    for row, cells in enumerate(scene.twin.rows):
        for column, cell in enumerate(cells):
            of = address_in_twin(spec, row, column)
            if of is not None:
                found.add(of)
                if kind in ("heat_map", "line", "multiples", "matrix", "table"):
                    assert words[of].endswith(cell)
    assert found == set(words)


def test_names_and_goals_are_no_figures_of_their_chart() -> None:
    bar, multiples = example("bar", "es"), example("multiples", "es")
    assert [address_in_twin(bar, 0, n) for n in range(4)] == [None, (0, 0), (1, 0), None]
    assert isinstance(multiples, Multiples)
    assert address_in_twin(multiples, 3, len(multiples.series) + 1) is None
    assert address_in_twin(example("matrix", "es"), 0, 7) is None
    assert address_in_twin(example("table", "es"), 0, 5) is None
