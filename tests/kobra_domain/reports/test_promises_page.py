"""«Promesas» over rows: by number and by amount, each currency apart, and what opens behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

import pytest

from kobra_domain.charts.reading import shape_of, spec_of
from kobra_domain.charts.spec import BarChart, ChartSpec, Figure, Series
from kobra_domain.charts.spec import Table as TableChart
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.declared import REPORTS, built
from kobra_domain.reports.filters import Filters, Period
from kobra_domain.reports.promises import Book, Kind, Open, ages, forecast, rates_of
from kobra_domain.reports.report import Panel, Report
from kobra_domain.statistics.expected import Expected
from kobra_domain.statistics.intervals import wilson
from kobra_records.sql.report_source import SqlSource
from tests.kobra_domain.reports.sqlite_world import (
    ANA,
    MEXICAN,
    MONDAY,
    NINE,
    PORTFOLIO,
    ZOE,
    a_source,
    count_behind,
)
from tests.kobra_domain.things import an_id

C = TypeVar("C", bound=ChartSpec)
S = PromiseState
LAST_30 = Filters(period=Period.LAST_30)


def a_promise(number: int, state: PromiseState, due_on: date, **changes: object) -> Promise:
    """Zoe's, of a thousand pesos."""
    values: dict[str, object] = {
        "portfolio_id": PORTFOLIO.id, "account_id": an_id(20), "made_at": NINE,
        "amount_minor": 100_000, "currency": "COP", "visit_id": an_id(1), "agent_id": ZOE,
    }  # fmt: skip
    values |= changes
    return Promise(id=an_id(5_000 + number), state=state, due_on=due_on, **values)  # type: ignore[arg-type]


def promises() -> Iterator[Promise]:
    """Ten of last week, six kept, one of those the half of all money; one cancelled; three open to
    come and one overdue; two broken long ago; and two in pesos of Mexico.
    """
    week = date(2026, 11, 23)
    for n, state in enumerate([S.KEPT] * 6 + [S.BROKEN] * 2 + [S.PARTLY_KEPT, S.CANCELLED]):
        yield a_promise(n, state, week, amount_minor=900_000 if n == 0 else 100_000,
                        agent_id=ANA if n % 2 else ZOE)  # fmt: skip
    for n, days in enumerate((-1, 0, 6, 20)):
        yield a_promise(20 + n, S.OPEN, MONDAY + timedelta(days=days))
    yield a_promise(30, S.BROKEN, MONDAY - timedelta(days=31))
    yield a_promise(31, S.BROKEN, MONDAY - timedelta(days=200), agent_id=None)
    yield a_promise(32, S.OPEN, MONDAY + timedelta(days=30))  # beyond the thirty days
    for n in range(2):
        yield a_promise(40 + n, S.KEPT if n else S.BROKEN, week, currency="MXN",
                        portfolio_id=MEXICAN.id, amount_minor=50_000)  # fmt: skip


@pytest.fixture
def source() -> Iterator[SqlSource]:
    with a_source(*promises()) as made:
        yield made


def report(source: SqlSource, filters: Filters = LAST_30) -> Report:
    return built(REPORTS["promises"], source, filters)


def panel_of(made: Report, key: str) -> Panel:
    return next(one for one in made.panels if one.key == key)


def chart_of(made: Report, key: str, kind: type[C]) -> C:
    chart = panel_of(made, key).chart
    assert isinstance(chart, kind)
    assert spec_of(shape_of(chart)) == chart
    return chart


def values(series: Series) -> list[float | None]:
    return [one.value for one in series.values]


def test_what_fell_due_by_its_day_and_what_became_of_it(source: SqlSource) -> None:
    made = report(source)
    chart = chart_of(made, "due", BarChart)
    assert chart.title == (
        "De 13 promesas que vencían en estas fechas se cumplió el 54 % (entre 29 % y 77 %); 2 "
        "siguen vigentes"
    )
    assert panel_of(made, "due").notes == (
        "De las 11 que vencían antes del 27 nov, ya sin plazo, se cumplió el 64 % (entre 35 % y "
        "85 %); las vigentes cuentan como aún no cumplidas.",
    )
    assert chart.subtitle == "Promesas por el día en que vencían"
    assert (chart.categories[0], chart.categories[-1]) == ("23 nov", "30 nov")
    assert [one.name for one in chart.series] == [
        "Vigente", "Cumplida en parte", "Cumplida", "Incumplida"
    ]  # fmt: skip
    assert values(chart.series[2]) == [7, 0, 0, 0, 0, 0, 0, 0]
    assert values(chart.series[0]) == [0, 0, 0, 0, 0, 0, 1, 1]


def test_currencies_are_never_one_sum(source: SqlSource) -> None:
    made = report(source)
    keys = [one.key for one in made.panels]
    assert keys == [
        "due", "due-COP", "due-MXN", "ahead-COP", "ages", "ages-COP", "ages-MXN",
        "agent-COP", "agent-MXN", "portfolio-COP", "portfolio-MXN",
    ]  # fmt: skip
    pesos = chart_of(made, "due-COP", BarChart)
    assert pesos.title == "De 19 mil COP prometidos se cumplió el 74 %; el 11 % sigue vigente"
    assert values(pesos.series[2])[0] == 1_400_000
    assert pesos.series[2].values[0].n is None  # of both currencies together only
    assert values(chart_of(made, "due-MXN", BarChart).series[2])[0] == 50_000
    assert panel_of(made, "due-COP").behind is None
    held = Filters(period=Period.LAST_30, held={Dimension.PORTFOLIO: (PORTFOLIO.id,)})
    alone = report(source, held)
    assert chart_of(alone, "due-COP", BarChart).series[2].values[0] == Figure(1_400_000, n=6)


def test_rows_behind_are_as_many_as_the_number_says(source: SqlSource) -> None:
    """Law 2: a state of a day, and an agent who was held to."""
    held = {Dimension.AGENT: (ZOE, ANA), Dimension.PORTFOLIO: (PORTFOLIO.id,)}
    made = report(source, Filters(period=Period.LAST_30, held=held))
    panel = panel_of(made, "due")
    assert isinstance(panel.chart, BarChart)
    for row, series in enumerate(panel.chart.series):
        for at, figure in enumerate(series.values):
            assert count_behind(source, panel, row, at) == figure.n
    table = panel_of(made, "agent-COP")
    assert isinstance(table.chart, TableChart)
    for row, line in enumerate(table.chart.rows):
        due = line[1]
        assert isinstance(due, Figure)
        assert count_behind(source, table, row, 0) == due.value


def test_few_large_amounts_say_less_than_their_number(source: SqlSource) -> None:
    """And the total is counted from all (law 1), agents in the order of their names."""
    chart = chart_of(report(source), "agent-COP", TableChart)
    assert [row[0] for row in chart.rows] == ["ana", "Zoe"]
    n, is_open, kept, amount, kept_amount = chart.total[1:]
    assert (n, is_open) == (Figure(11), Figure(2))
    assert kept == Figure(6 / 11, *wilson(6, 11), 11)
    assert amount == Figure(1_900_000, n=11)
    assert isinstance(kept_amount, Figure)
    assert kept_amount.value == pytest.approx(14 / 19)
    assert isinstance(kept, Figure)
    wide, narrow = (
        (one.high or 0) - (one.low or 0) for one in (kept_amount, kept)
    )  # fmt: skip
    assert wide > narrow
    assert Book({0: 3}).kept_amount_share == Figure(n=3)
    assert chart.title == (
        "Entre gestores no hay más diferencia que la del azar en lo que se cumple"
    )
    mexican = chart_of(report(source), "portfolio-MXN", TableChart)
    assert mexican.title == "Promesas de una cartera"


def test_how_old_what_was_not_kept_is_whatever_days_are_asked(source: SqlSource) -> None:
    today = Filters(period=Period.TODAY)
    chart = chart_of(report(source, today), "ages", BarChart)
    assert chart.title == ("7 promesas vencidas siguen sin cumplirse, 2 desde hace más de 30 días")
    assert chart.categories == (
        "1–7 días", "8–30 días", "31–60 días", "61–90 días", "Más de 90"
    )  # fmt: skip
    assert [values(one) for one in chart.series] == [[5, 0, 1, 0, 1]]
    assert panel_of(report(source, today), "ages").notes == (
        "Vigente: 1 · Cumplida en parte: 1 · Incumplida: 5",
    )
    young = [a_promise(n, S.BROKEN, MONDAY - timedelta(days=30)) for n in range(2)]
    with a_source(*young) as other:
        assert chart_of(report(other), "ages", BarChart).title == (
            "2 promesas vencidas siguen sin cumplirse, ninguna desde hace más de 30 días"
        )


def test_an_age_and_a_week_to_come_open_their_promises() -> None:
    """Law 2, to the day: at both ends of each range. Of two currencies their number alone does."""
    days = (1, 7, 8, 30, 31, 60, 61, 90, 91, 400)
    late = [a_promise(n, S.BROKEN, MONDAY - timedelta(days=age)) for n, age in enumerate(days)]
    ahead = (-40, -1, 0, 6, 7, 13, 28, 29, 30)
    open_ = [a_promise(50 + n, S.OPEN, MONDAY + timedelta(days=d)) for n, d in enumerate(ahead)]
    held = Filters(period=Period.TODAY, held={Dimension.AGENT: (ZOE, ANA)})
    others = a_promise(90, S.OPEN, MONDAY, agent_id=None)
    with a_source(*late, *open_, others) as source:
        for key in ("ages", "ages-COP", "ahead-COP"):
            panel = panel_of(report(source, held), key)
            assert isinstance(panel.chart, BarChart)
            counted = [one.n for one in panel.chart.series[0].values]
            assert counted == ([2, 2, 2, 0, 0, 2] if key == "ahead-COP" else [3, 2, 3, 2, 2])
            listed = [count_behind(source, panel, 0, at) for at in range(len(counted))]
            assert listed == counted
    foreign = a_promise(91, S.OPEN, MONDAY - timedelta(days=2), currency="MXN")
    with a_source(*late, *open_, foreign) as source:
        made = report(source)
        assert panel_of(made, "ages").behind is not None
        for key in ("ages-COP", "ages-MXN", "ahead-COP", "ahead-MXN"):
            assert panel_of(made, key).behind is None


def test_what_is_still_open_is_said_and_nobody_is_judged_by_it() -> None:
    """Zoe's are due today; of Ana's all were kept."""
    zoes = [a_promise(n, S.OPEN, MONDAY) for n in range(20)]
    anas = [a_promise(100 + n, S.KEPT, MONDAY, agent_id=ANA) for n in range(20)]
    with a_source(*zoes) as source:
        made = report(source)
        assert chart_of(made, "due", BarChart).title == (
            "20 promesas vencen en estas fechas y todas siguen vigentes"
        )
        assert chart_of(made, "due-COP", BarChart).title == (
            "Todo lo prometido para estas fechas, 20 mil COP, sigue vigente"
        )
        assert panel_of(made, "due").notes == ()
        assert chart_of(made, "agent-COP", TableChart).title == "Promesas de un gestor"
    few = "Aún no hay bastantes promesas con el plazo pasado para comparar gestores"
    with a_source(*zoes, *anas) as source:
        chart = chart_of(report(source), "agent-COP", TableChart)
        assert chart.title == few
        assert [row[2] for row in chart.rows] == [Figure(0), Figure(20)]
    week = MONDAY - timedelta(days=4)  # the last day whose grace is over
    over = [a_promise(200 + n, S.KEPT, week, agent_id=(ZOE, ANA)[n % 2]) for n in range(8)]
    with a_source(*zoes, *anas, *over) as source:
        made = report(source)
        assert panel_of(made, "due").notes[0].startswith("De las 8 que vencían antes del 27 nov")
        assert panel_of(made, "ahead-COP").notes[1].startswith("Se aprendió de 8 promesas")
        assert chart_of(made, "agent-COP", TableChart).title == (
            "Entre gestores no hay más diferencia que la del azar en lo que se cumple"
        )
    with a_source(*anas) as source:
        made = report(source)
        assert chart_of(made, "due", BarChart).title.endswith("el 100 % (entre 84 % y 100 %)")
        assert chart_of(made, "due-COP", BarChart).title.endswith("se cumplió el 100 %")
        assert panel_of(made, "due").notes == ()
    two = [a_promise(n, S.OPEN, MONDAY, agent_id=who) for n, who in enumerate((ZOE, ANA))]
    with a_source(*two) as source:
        title = chart_of(report(source), "agent-COP", TableChart).title
    assert title == few


def test_what_the_next_thirty_days_let_expect(source: SqlSource) -> None:
    made = report(source)
    panel = panel_of(made, "ahead-COP")
    chart = chart_of(made, "ahead-COP", BarChart)
    assert chart.categories == (
        "Vencidas, aún vigentes", "30 nov – 6 dic", "7 dic – 13 dic", "14 dic – 20 dic",
        "21 dic – 27 dic", "28 dic – 29 dic",
    )  # fmt: skip
    assert chart.goals is not None
    assert values(chart.goals) == [100_000, 200_000, 0, 100_000, 0, 0]
    assert panel.notes[0] == "Son 4 promesas vigentes."
    assert panel.notes[1].startswith("Se aprendió de 13 promesas del último año")
    assert chart_of(report(source), "ahead-COP", BarChart) == chart  # the same again


def test_each_amount_by_the_chance_of_its_kind() -> None:
    kinds: dict[Kind, Tally] = {
        ("A",): Tally(200, 130),
        ("B",): Tally(200, 70),
        ("C",): Tally(40, 20),
    }
    rates = rates_of(kinds)
    assert rates is not None
    assert rates.n == 440
    assert 0.6 < rates.of(("A",)) < 0.65
    assert rates.of(("new",)) == pytest.approx(rates.prior.mean)
    today = date(2026, 11, 30)
    found = forecast(rates, [Open(today, ("A",), 1_000), Open(today, ("B",), 1_000)], today)
    assert found.promised_minor == 2_000
    assert found.whole.amount_minor == pytest.approx(1_000, abs=20)
    assert (found.count, len(found.stretches)) == (2, 5)
    assert found.stretches[1][3] == Expected(0, 0, 0)
    assert rates_of({}) is None
    assert ages({}, today)[PromiseState.OPEN] == (Tally(),) * 5


def test_weeks_and_months() -> None:
    """Of longer spans; a promise of nobody stands last."""
    year = Filters(period=Period.CUSTOM, from_on=date(2026, 1, 1), to_on=date(2027, 1, 1))
    with a_source(*promises()) as source:
        made = report(source, year)
        chart = chart_of(made, "due", BarChart)
        assert (chart.categories[0], chart.subtitle) == (
            "11 may", "Promesas por la semana en que vencían"
        )  # fmt: skip
        panel = panel_of(made, "due")
        counted = [figure.n for series in chart.series for figure in series.values]
        steps = len(chart.categories)
        listed = [count_behind(source, panel, row, at) for row in range(4) for at in range(steps)]
        assert listed == counted
        names = [row[0] for row in chart_of(made, "agent-COP", TableChart).rows]
        assert names == ["ana", "Zoe", "Sin gestor"]
    old = a_promise(99, S.KEPT, date(2024, 5, 2))
    with a_source(*promises(), old, locale="en") as source:
        chart = chart_of(report(source, Filters(period=Period.CUSTOM)), "due", BarChart)
        assert (chart.categories[0], chart.subtitle) == (
            "May 2024", "Promises by the month they fell due"
        )  # fmt: skip


def test_where_there_is_nothing_a_sentence_stands() -> None:
    with a_source() as source:
        made = report(source)
    assert [(one.key, one.chart) for one in made.panels] == [
        ("due", None), ("ahead", None), ("ages", None)
    ]  # fmt: skip
    assert made.panels[0].notes == ("Ninguna promesa vencía en estas fechas con estos filtros",)
    with a_source(a_promise(1, S.OPEN, MONDAY)) as source:
        ahead = panel_of(report(source), "ahead")
    assert ahead.notes[0].startswith("Hay promesas vigentes, pero aún no ha vencido ninguna")


def test_who_keeps_otherwise_than_by_chance_is_counted() -> None:
    held = [
        a_promise(100 * n + k, S.KEPT if k < (36 if n == 3 else 8) else S.BROKEN,
                  date(2026, 11, 23), agent_id=an_id(200 + n))
        for n in range(12) for k in range(40)
    ]  # fmt: skip
    with a_source(*held) as source:
        title = chart_of(report(source), "agent-COP", TableChart).title
    assert title == "Las promesas de 1 gestor se cumplen distinto de lo que da el azar"
