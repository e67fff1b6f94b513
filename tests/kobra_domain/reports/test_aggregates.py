"""What whoever has a link may see: nothing of fewer than five people, nobody by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from kobra_domain.charts.spec import (
    BarChart,
    BigNumber,
    ChartSpec,
    Column,
    Fall,
    Figure,
    FunnelPlot,
    HeatMap,
    LineChart,
    Matrix,
    Multiples,
    Place,
    PlaceMap,
    Series,
    Table,
    Unit,
    UnitKind,
    Waterfall,
)
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.aggregates import Few, People, aggregates, rare_amounts
from kobra_domain.reports.report import Behind, Panel, Report, report_of, shape_of_report

MONEY = Unit(kind=UnitKind.MONEY, currency="COP")
SHARE = Unit(kind=UnitKind.SHARE)


def by(*groups: str, dimension: Dimension = Dimension.PORTFOLIO) -> Behind:
    return Behind(
        metric="collected", pairs=(), by=(dimension,), groups=tuple((one,) for one in groups)
    )


def seen(panel: Panel, people: Mapping[str, int] | None = None, locale: str = "es") -> Panel:
    counts = people or {}
    told = People({(key,): n for key, n in counts.items()}, sum(counts.values()))
    made = Report(key="k", title="t", about="a", cut_off="c", panels=(panel,))
    [found] = aggregates(made, lambda _: told, locale).panels
    return found


def panel(chart: ChartSpec, behind: Behind | None = None, **more: Any) -> Panel:
    return Panel(key="p", chart=chart, behind=behind, about="cómo", **more)


def bars(*values: float, **more: Any) -> BarChart:
    return BarChart(
        unit=MONEY,
        title="Norte: $ 300",
        categories=tuple(f"c{n}" for n in range(len(values))),
        series=(Series(name="s", values=tuple(Figure(one) for one in values)),),
        **more,
    )


def values_of(series: Sequence[Series]) -> list[list[float | None]]:
    return [[one.value for one in each.values] for each in series]


def test_figures_of_few_people_are_hidden_and_it_is_said() -> None:
    found = seen(panel(bars(10, 20, 30, 0), by("a", "b", "c", "d"), notes=("nota",)),
                 {"a": 9, "b": 4, "c": 1})  # fmt: skip
    assert isinstance(found.chart, BarChart)
    assert values_of(found.chart.series) == [[10, None, None, 0]]
    assert found.chart.title == ""
    assert found.notes[0] == "nota"
    assert found.notes[1].startswith("2 cifras no se muestran")
    assert found.behind is None


def test_each_series_may_have_its_own_people() -> None:
    stacked = BarChart(
        unit=MONEY,
        categories=("nov", "dic"),
        series=(
            Series(name="Cumplidas", values=(Figure(10), Figure(20))),
            Series(name="Rotas", values=(Figure(30), Figure(40))),
        ),
    )
    found = seen(panel(stacked, by("a", "b", "c", "d")), {"a": 9, "b": 2, "c": 3, "d": 8})
    assert isinstance(found.chart, BarChart)
    assert values_of(found.chart.series) == [[10, None], [None, 40]]


def test_one_alone_takes_the_next_smallest_with_it_where_figures_add_up() -> None:
    people = {"a": 9, "b": 4, "c": 30}
    added = seen(panel(bars(10, 20, 30, is_sum=True), by("a", "b", "c")), people)
    assert isinstance(added.chart, BarChart)
    assert values_of(added.chart.series) == [[None, None, 30]]
    plain = seen(panel(bars(10, 20, 30), by("a", "b", "c")), people)
    assert isinstance(plain.chart, BarChart)
    assert values_of(plain.chart.series) == [[10, None, 30]]


def test_without_rows_behind_it_a_figure_s_own_count_is_asked() -> None:
    cells = tuple(
        tuple(Figure(0.5, 0.2, 0.8, 40) if hour == 9 else Figure(n=3) for hour in range(24))
        for _ in range(7)
    )
    found = seen(panel(HeatMap(unit=SHARE, title="Los martes", cells=cells)))
    assert isinstance(found.chart, HeatMap)
    assert found.chart.cells[0][9].n == 40
    assert found.chart.cells[0][8] == Figure()
    few = tuple(tuple(Figure(0.5, n=2 if hour == 9 else 40) for hour in range(24)) for _ in cells)
    said = seen(panel(HeatMap(unit=SHARE, title="Los martes", cells=few)))
    assert isinstance(said.chart, HeatMap)
    assert (said.chart.title, said.chart.cells[0][9]) == ("Los martes", Figure())


def test_differences_of_hours_rest_on_enough() -> None:
    cells = tuple(tuple(Figure(0.1) for _ in range(24)) for _ in range(7))
    chart = HeatMap(unit=SHARE, cells=cells, is_difference=True)
    assert seen(panel(chart)).chart == chart


def test_counts_are_their_own_number() -> None:
    falls = (
        Fall(name="Asignadas", value=400, is_total=True),
        Fall(name="Visitadas", value=-3),
        Fall(name="x", value=None),
    )
    found = seen(panel(Waterfall(falls=falls)))
    assert isinstance(found.chart, Waterfall)
    assert [one.value for one in found.chart.falls] == [400, None, None]


@pytest.mark.parametrize(
    ("one", "people", "said"),
    [
        (panel(FunnelPlot(spots=(), centre=0.3, limits=(), subtitle="Gestores")), {}, "distingue"),
        (panel(bars(1, 2), by("a", "b", dimension=Dimension.AGENT)), {"a": 9, "b": 9}, "distingue"),
        (panel(bars(1, 2), of_people=True), {}, "distingue"),
        (Panel(key="p", chart=None, notes=("Ana",), of_people=True), {}, "distingue"),
        (panel(bars(1, 2), by("a", "b")), {"a": 2, "b": 2}, "menos de 5"),
        (panel(bars(1, 2), by("a", "b")), {"a": 4, "b": 3}, "menos de 5"),
        (panel(bars(1, 2)), {}, "no se sabe"),
    ],
    ids=["funnel", "agents", "marked", "said", "whole", "each", "unknown"],
)
def test_what_may_not_be_seen_at_all_is_left_out(
    one: Panel, people: dict[str, int], said: str
) -> None:
    found = seen(one, people)
    assert found.chart is None
    assert (found.about, found.behind) == ("", None)
    assert said in found.notes[-1]


def test_lines_matrices_multiples_tables_and_numbers() -> None:
    series = (Series(name="a", values=(Figure(5, n=9), Figure(6, n=2))),)
    line = seen(panel(LineChart(unit=MONEY, steps=("x", "y"), series=series)))
    assert isinstance(line.chart, LineChart)
    assert values_of(line.chart.series) == [[5, None]]
    small = seen(panel(Multiples(unit=MONEY, steps=("x", "y"), series=series, reference=series[0])))
    assert isinstance(small.chart, Multiples)
    assert small.chart.reference is not None
    assert values_of((*small.chart.series, small.chart.reference)) == [[5, None], [5, None]]
    alone = seen(panel(Multiples(unit=MONEY, steps=("x", "y"), series=series)))
    assert isinstance(alone.chart, Multiples)
    matrix = Matrix(unit=SHARE, rows=("r",), columns=("c", "d"),
                    cells=((Figure(0.4, n=8), Figure(0.6, n=3)),))  # fmt: skip
    found = seen(panel(matrix))
    assert isinstance(found.chart, Matrix)
    assert [one.value for one in found.chart.cells[0]] == [0.4, None]
    number = seen(panel(BigNumber(unit=MONEY, figure=Figure(7)), by("")), {"": 12})
    assert isinstance(number.chart, BigNumber)
    assert number.chart.figure.value == 7
    of_two = BigNumber(unit=MONEY, figure=Figure(7), beside="antes: $ 3 de dos titulares")
    beside = seen(panel(of_two, by("")), {"": 12})
    assert isinstance(beside.chart, BigNumber)
    assert (beside.chart.figure.value, beside.chart.beside) == (7, "")
    loose = panel(BigNumber(unit=MONEY, figure=Figure(7)), by("a", "b"))
    assert seen(loose, {"a": 9, "b": 9}).chart is not None


def test_a_table_hides_rows_with_what_is_said_of_them() -> None:
    table = Table(
        columns=(Column(name="Cartera"), Column(name="Recuperado", unit=MONEY)),
        rows=(("Norte", Figure(10)), ("Sur", Figure(3)), ("Este", Figure(7))),
        total=("", Figure(20)),
        notes=("mucho", "poco", "algo"),
    )
    found = seen(panel(table, by("a", "b", "c")), {"a": 40, "b": 2, "c": 9})
    assert isinstance(found.chart, Table)
    assert [row[1] for row in found.chart.rows] == [Figure(10), Figure(), Figure()]
    assert found.chart.notes == ("mucho", "", "")
    bare = replace(table, notes=(), total=())
    plain = seen(panel(bare, by("a", "b", "c")), {"a": 40, "b": 2, "c": 9})
    assert isinstance(plain.chart, Table)
    assert plain.chart.notes == ()


def test_beside_many_people_what_few_brought_is_hidden_too() -> None:
    """A row of 40 people, of whom two promised and one paid."""
    rare = tuple(rare_amounts([
        Tally(20, 1, {"COP": 700}, {"COP": 175}), Tally(3, 0, {"COP": 0}, {"COP": 0}), Tally(),
    ]))  # fmt: skip
    assert list(rare) == [700, 175, 0.25]
    table = Table(
        columns=(
            Column(name="Tramo"),
            Column(name="Visitas", unit=Unit()),
            Column(name="Promesas", unit=Unit()),
            Column(name="Prometido", unit=MONEY),
            Column(name="Cumplido", unit=SHARE),
            Column(name="Recuperado", unit=MONEY),
        ),
        rows=(("1–30", Figure(60), Figure(2), Figure(700), Figure(0.25), Figure(9_000)),),
    )
    told = People({("a",): 40}, 40)
    made = Report(key="k", title="t", about="a", cut_off="c", panels=(panel(table, by("a")),))
    [found] = aggregates(made, lambda _: told, "es", Few(amounts=rare)).panels
    assert isinstance(found.chart, Table)
    shown = [one.value for one in found.chart.rows[0] if isinstance(one, Figure)]
    assert shown == [60, None, None, None, 9_000]


def test_in_a_line_of_many_what_is_of_other_people_is_hidden() -> None:
    """Forty were visited in the north and seven promises there are of one person; in the south
    nobody was visited, whoever brought that money.
    """
    table = Table(
        columns=(
            Column(name="Zona"),
            Column(name="Visitas", unit=Unit()),
            Column(name="Promesas", unit=Unit()),
            Column(name="Recuperado", unit=MONEY),
        ),
        rows=(
            ("Norte", Figure(60), Figure(7), Figure(900)),
            ("Sur", Figure(0), Figure(0), Figure(800)),
        ),
    )
    made = Report(key="k", title="t", about="a", cut_off="c", panels=(panel(table, by("a", "b")),))
    told = People({("a",): 40}, 40)
    [found] = aggregates(made, lambda _: told, "es", Few(counts=(7,))).panels
    assert isinstance(found.chart, Table)
    assert found.chart.rows == (
        ("Norte", Figure(60), Figure(), Figure(900)),
        ("Sur", Figure(0), Figure(0), Figure()),
    )


def test_a_total_tells_nothing_that_its_rows_hide() -> None:
    table = Table(
        columns=(
            Column(name="Zona"),
            Column(name="Visitas", unit=Unit()),
            Column(name="Promesas", unit=Unit()),
            Column(name="Cumplidas", unit=Unit()),
            Column(name="Prometido", unit=MONEY),
        ),
        rows=(
            ("Norte", Figure(90), Figure(20), Figure(0), Figure(900)),
            ("Sur", Figure(9), Figure(2), Figure(2), Figure(700)),
        ),
        total=("Total", Figure(99), Figure(22), Figure(2), Figure(1_600)),
    )
    told = People({("a",): 40, ("b",): 9}, 49)
    made = Report(key="k", title="t", about="a", cut_off="c", panels=(panel(table, by("a", "b")),))
    [found] = aggregates(made, lambda _: told, "es", Few(amounts=(700,))).panels
    assert isinstance(found.chart, Table)
    assert found.chart.total == ("Total", Figure(99), Figure(), Figure(), Figure())
    [loose] = aggregates(
        replace(made, panels=(panel(replace(table, rows=table.rows[:1])),)), lambda _: told, "es"
    ).panels
    assert isinstance(loose.chart, Table)
    assert loose.chart.total == ("Total", Figure(99), Figure(22), Figure(), Figure())
    bare = replace(table, total=("Total", Figure(99), Figure(22), Figure(), Figure(1_600)))
    [none] = aggregates(replace(made, panels=(panel(bare),)), lambda _: told, "es").panels
    assert isinstance(none.chart, Table)
    assert none.chart.total[3] == Figure()


def test_goals_of_few_and_what_hidden_cells_weigh_are_hidden_too() -> None:
    """What is promised of a week is beside what is expected of it; a goal by hand is nobody's."""
    chart = bars(10, 20)
    promised = Series(name="g", values=(Figure(30, n=9), Figure(40, n=2)))
    values = (Figure(10, n=9), Figure(20, n=2))
    ahead = replace(chart, series=(replace(chart.series[0], values=values),), goals=promised)
    found = seen(panel(ahead)).chart
    assert isinstance(found, BarChart)
    assert found.goals is not None
    assert values_of((*found.series, found.goals)) == [[10, None], [30, None]]
    by_hand = replace(ahead, goals=Series(name="g", values=(Figure(30), Figure(40))))
    kept = seen(panel(by_hand)).chart
    assert isinstance(kept, BarChart)
    assert kept.goals == by_hand.goals
    matrix = Matrix(unit=SHARE, rows=("r", "s"), columns=("c",), weights=(700.0, 900.0),
                    cells=((Figure(0.4, n=8),), (Figure(0.6, n=3),)))  # fmt: skip
    few = seen(panel(matrix)).chart
    assert isinstance(few, Matrix)
    assert few.weights == ()
    many = replace(matrix, cells=((Figure(0.4, n=8),), (Figure(0.6, n=9),)))
    assert seen(panel(many)).chart == many


@pytest.mark.parametrize("each", [1, 2])
def test_the_sum_of_a_row_tells_nothing_that_the_row_hides(each: int) -> None:
    """A pivot, of one measure or of several side by side, ends with the totals of its rows."""
    names = ("Norte", "Sur", "Total")
    columns = [Column(name=f"{one} {n}", unit=Unit()) for one in names for n in range(each)]

    def line(*values: int) -> list[Figure]:
        return [Figure(one * (n + 1)) for one in values for n in range(each)]

    table = Table(
        columns=(Column(name="Tramo"), *columns),
        rows=(("1-30", *line(20, 2, 22)), ("31-60", *line(30, 40, 70))),
        total=("Total", *line(50, 42, 92)),
    )
    found = seen(panel(table)).chart
    assert isinstance(found, Table)
    few, many = found.rows
    gone = Figure()
    assert few == ("1-30", *line(20)[:each], *([gone] * each), *([gone] * each))
    assert many == table.rows[1]
    assert found.total[1 + each :] == (gone,) * (2 * each)


def test_rows_that_few_people_may_have_are_of_one_where_nobody_counted_people() -> None:
    """Four people have thirty promises together: thirty may be theirs, thirty-one are of five."""
    ages = BarChart(
        categories=("1-7", "8-15", "16-30", "más"),
        series=(Series(name="s", values=tuple(Figure(n, n=n) for n in (30, 31, 0, 90))),),
        is_sum=False,
    )
    made = Report(key="k", title="t", about="a", cut_off="c", panels=(panel(ages),))
    [found] = aggregates(made, lambda _: People({}, 0), "es", Few(rows=30)).panels
    assert isinstance(found.chart, BarChart)
    assert values_of(found.chart.series) == [[None, 31, 0, 90]]
    counted = replace(made, panels=(panel(ages, by("a", "b", "c", "d")),))
    told = People({("a",): 9, ("b",): 9, ("d",): 4}, 20)
    [known] = aggregates(counted, lambda _: told, "es", Few(rows=30)).panels
    assert isinstance(known.chart, BarChart)
    assert values_of(known.chart.series) == [[30, 31, 0, None]]


@pytest.mark.parametrize(
    ("said", "hidden", "stays"),
    [
        ("Son 147 promesas vigentes.", False, True),
        ("Son 147 promesas vigentes.", True, False),
        ("Vigente: 40 · Incumplida: 3", False, False),
        ("Por el corte del 3 nov 2026, 07:00", True, True),
        ("Se cumplió el 2 %", False, True),
        ("Se cumplió el 2 %", True, False),
        ("Otros $ 1.233.000 COP entraron", False, False),
        ("Se pagaron 1.233.000 USD", False, False),
        ("Nada entró en COP en estos días (1 ene – 31 ene 2036)", True, True),
        ("De cada autorización se guarda su nombre", True, True),
    ],
)
def test_a_sentence_tells_of_many_or_is_left_out(said: str, hidden: bool, stays: bool) -> None:
    chart = replace(bars(10, 20), is_sum=False)
    people = {"a": 9, "b": 2 if hidden else 9}
    found = seen(panel(chart, by("a", "b"), notes=(said,)), people)
    assert (said in found.notes) is stays


def test_a_sentence_in_a_chart_s_place_is_read_too() -> None:
    found = seen(Panel(key="p", chart=None, notes=("Nadie consultó", "Lo vieron 2 personas")))
    assert found.notes == ("Nadie consultó",)
    alone = seen(Panel(key="p", chart=None, notes=("Lo vieron 2 personas",)))
    assert "menos de 5 personas" in alone.notes[0]  # never an empty place


def week(*told: tuple[int, int, float, int], **more: Any) -> HeatMap:
    """The hours (weekday, hour, share, attempts) of a week."""
    found = {(day, hour): Figure(share, n=n) for day, hour, share, n in told}
    cells = tuple(tuple(found.get((day, hour), Figure()) for hour in range(24)) for day in range(7))
    return HeatMap(title="Los lunes de 9 a 10", unit=SHARE, cells=cells, **more)


def test_a_week_s_sentences_go_where_the_hour_that_they_tell_is_hidden() -> None:
    """Monday at nine is by far the best: of three people only in the first."""
    hours = [(0, 9, 0.9, 60), *((day, 11, 0.1, 60) for day in range(1, 7))]
    grid = [str(n) for n in range(168)]
    told = Behind(
        metric="rpc_rate", pairs=(), by=(Dimension.WEEKDAY,), groups=tuple((n,) for n in grid)
    )
    many = dict.fromkeys(grid, 20)
    one = panel(week(*hours), told, notes=("También los lunes",))
    other = seen(one, {**many, str(24 + 11): 3})  # Tuesday at eleven
    assert isinstance(other.chart, HeatMap)
    assert other.chart.cells[1][11] == Figure()
    assert (other.chart.title, other.notes[0]) == ("Los lunes de 9 a 10", "También los lunes")
    best = seen(one, {**many, "9": 3})
    assert isinstance(best.chart, HeatMap)
    assert (best.chart.title, len(best.notes)) == ("", 1)
    assert best.notes[0].startswith("1 cifra no se muestra")


def test_the_difference_of_an_hour_that_is_hidden_is_hidden_too() -> None:
    grid = tuple((str(n),) for n in range(168))
    told = Behind(metric="rpc_rate", pairs=(), by=(Dimension.WEEKDAY,), groups=grid)
    less = week((0, 9, -0.3, 0), (1, 9, -0.2, 0), is_difference=True)
    less = replace(
        less, cells=tuple(tuple(replace(one, n=None) for one in row) for row in less.cells)
    )
    first = panel(week((0, 9, 0.5, 60), (1, 9, 0.5, 60)), told)
    made = Report(
        key="k", title="t", about="a", cut_off="c",
        panels=(first, panel(less, notes=("más",)), panel(bars(1), by("a"))),
    )  # fmt: skip
    counted: dict[tuple[str | int, ...], int] = {(str(n),): 20 for n in range(168)}
    counted |= {("9",): 3, ("a",): 9}
    _, found, _ = aggregates(made, lambda _: People(counted, 40), "es").panels
    assert isinstance(found.chart, HeatMap)
    assert (found.chart.cells[0][9], found.chart.cells[1][9].value) == (Figure(), -0.2)
    assert (found.chart.title, found.notes) == ("", ())
    whole = {**counted, ("9",): 30}
    _, same, _ = aggregates(made, lambda _: People(whole, 40), "es").panels
    assert same.notes == ("más",)


def test_what_has_no_chart_stays_and_a_mark_survives_the_wire() -> None:
    told = Panel(key="p", chart=None, notes=("nada",))
    assert seen(told) == told
    made = Report(
        key="k", title="t", about="a", cut_off="c", panels=(panel(bars(1), of_people=True),)
    )
    assert report_of(shape_of_report(made)) == made


def test_a_zone_of_few_people_is_hollow_on_a_map() -> None:
    places = tuple(
        Place(name=name, lat=4.0, lon=-74.0, figure=Figure(0.5, n=40)) for name in ("Norte", "Sur")
    )
    chart = PlaceMap(title="2 zonas", unit=SHARE, places=places)
    found = seen(panel(chart, by("Norte", "Sur", dimension=Dimension.ZONE)), {"Norte": 9, "Sur": 2})
    assert isinstance(found.chart, PlaceMap)
    assert [one.figure for one in found.chart.places] == [Figure(0.5, n=40), Figure()]
    assert found.chart.title == ""
