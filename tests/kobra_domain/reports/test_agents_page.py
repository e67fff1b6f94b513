"""«Gestores» over rows: what is counted, in the order of names, and what opens behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import pytest

from kobra_domain.agent_days import AgentDay
from kobra_domain.charts.reading import shape_of, spec_of
from kobra_domain.charts.spec import BarChart, ChartSpec, Figure, FunnelPlot, Multiples, StepKind
from kobra_domain.charts.spec import Table as TableChart
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.agents_done import Done, all_of
from kobra_domain.reports.declared import REPORTS, built
from kobra_domain.reports.filters import Filters, Period
from kobra_domain.reports.report import Panel, Report
from kobra_domain.reports.work import Trail, Walk, walks
from kobra_domain.statistics.funnel import FunnelPlace
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from kobra_records.sql.report_source import SqlSource
from tests.kobra_domain.reports.sqlite_world import ANA, NINE, ZOE, a_source, a_visit, count_behind
from tests.kobra_domain.things import an_id

C = TypeVar("C", bound=ChartSpec)
LAST_MONTH = Filters(period=Period.LAST_30)


def visits() -> Iterator[Visit]:
    """Zoe's ten on Tuesday, eight verified, in order but for one; Ana's four, one of them planned
    and never made; and a visit of nobody.
    """
    for n in range(10):
        verdict = Verdict.AWAY if n < 2 else Verdict.AT_ADDRESS
        outcome = Outcome.PROMISE if n % 2 else Outcome.NO_CONTACT
        yield a_visit(n, verdict=verdict, outcome=outcome, position=99 if n == 4 else n)
    for n in range(3):
        at = NINE + timedelta(days=7 * n - 14, minutes=50 * n)
        yield a_visit(
            20 + n, agent_id=ANA, ended_at=at, planned_on=at.date(), account_ids=(an_id(21),)
        )
    yield a_visit(30, agent_id=ANA, state=VisitState.ASSIGNED, ended_at=None, outcome=None,
                  verdict=None)  # fmt: skip
    yield a_visit(31, agent_id=None)


DAY = AgentDay(
    id=an_id(4_000), agent_id=ZOE, day=NINE.date(), over_at=NINE, counted_at=NINE,
    distance_m=7_400, fixes=80,
)  # fmt: skip


@pytest.fixture
def source() -> Iterator[SqlSource]:
    with a_source(*visits(), DAY) as made:
        yield made


def report(source: SqlSource, filters: Filters = LAST_MONTH) -> Report:
    return built(REPORTS["agents"], source, filters)


def panel_of(made: Report, key: str) -> Panel:
    return next(one for one in made.panels if one.key == key)


def chart_of(made: Report, key: str, kind: type[C]) -> C:
    chart = panel_of(made, key).chart
    assert isinstance(chart, kind)
    assert spec_of(shape_of(chart)) == chart
    return chart


def test_a_day_of_work_beside_what_was_planned(source: SqlSource) -> None:
    chart = chart_of(report(source), "productivity", BarChart)
    assert chart.categories == ("ana", "Zoe")
    assert chart.title == "En un día de trabajo se comprueban 2,8 visitas de 3,5 planeadas"
    assert panel_of(report(source), "productivity").notes == (
        "Se hacen 3,3 por día, comprobadas o no.",
    )
    # Ana was given four on three days and three of them were verified; Zoe had one day.
    assert [one.value for one in chart.series[0].values] == [1, 8]
    assert chart.goals is not None
    assert [one.value for one in chart.goals.values] == [4 / 3, 10]


@pytest.mark.parametrize("key", ["productivity", "verified", "funnel", "order", "pace"])
def test_rows_behind_are_as_many_as_the_number_says(source: SqlSource, key: str) -> None:
    """Law 2, also where agents were held to; behind steps are the visits that they join."""
    filters = Filters(period=Period.LAST_30, held={Dimension.AGENT: (ZOE, ANA)})
    panel = panel_of(report(source, filters), key)
    for at, n in enumerate({"productivity": (3, 8)}.get(key, (3, 10))):
        assert count_behind(source, panel, 0, at) == n


def test_shares_have_their_interval_and_differences_within_chance_are_worded_so(
    source: SqlSource,
) -> None:
    made = report(source)
    chart = chart_of(made, "verified", BarChart)
    assert chart.title == (
        "El 85 % de las completadas fue en el domicilio; entre gestores no hay más diferencia "
        "que la del azar"
    )
    zoe = chart.series[0].values[1]
    assert (zoe.value, zoe.n) == (0.8, 10)
    assert zoe.low == pytest.approx(0.4902, abs=1e-4)
    alone = report(source, Filters(period=Period.LAST_30, held={Dimension.AGENT: (ZOE,)}))
    assert chart_of(alone, "verified", BarChart).title == (
        "El 80 % de las completadas fue en el domicilio"
    )


def test_the_order_of_the_route_and_the_time_between_visits(source: SqlSource) -> None:
    made = report(source)
    order = chart_of(made, "order", BarChart)
    assert order.title == "El 89 % de las visitas siguió el orden de la ruta"
    assert order.series[0].values[0] == Figure(n=0)  # Ana's are each of a day of their own
    assert order.series[0].values[1].value == pytest.approx(8 / 9)
    pace = chart_of(made, "pace", BarChart)
    assert pace.title == "De una visita a la siguiente suelen pasar 20 min"
    assert [one.value for one in pace.series[0].values] == [None, 1_200]


def test_the_table_s_total_is_counted_from_all_and_kilometres_are_of_whole_days(
    source: SqlSource,
) -> None:
    """Law 1."""
    made = report(source)
    chart = chart_of(made, "table", TableChart)
    assert [row[0] for row in chart.rows] == ["ana", "Zoe"]
    days, planned, done, verified, share, order, pace, way = chart.total[1:]
    assert isinstance(share, Figure)
    assert (share.value, share.n) == (11 / 13, 13)
    assert [one.value for one in (days, planned, done, verified, order, pace, way)  # type: ignore[union-attr]
            ] == [4, 14 / 4, 13 / 4, 11 / 4, 8 / 9, 1_200, 7.4]  # fmt: skip
    assert count_behind(source, panel_of(made, "table"), 1, 0) == 10
    held = Filters(period=Period.LAST_30, held={Dimension.BUCKET: ("1",)})
    narrowed = panel_of(report(source, held), "table")
    assert isinstance(narrowed.chart, TableChart)
    assert len(narrowed.chart.columns) == 8
    assert narrowed.notes[0].startswith("Los kilómetros son de días enteros")


def test_each_week_beside_that_of_all(source: SqlSource) -> None:
    chart = chart_of(report(source), "weeks", Multiples)
    assert chart.step is StepKind.DAY
    ana, zoe = chart.series
    assert [n for n, one in enumerate(ana.values) if one.value] == [0, 7, 14]
    assert zoe.values[14] == Figure(8, n=8)
    assert chart.reference is not None
    assert chart.reference.values[14] == Figure(4.5, n=9)
    assert chart.title == (
        "De 1,0 a 4,5 visitas comprobadas por día entre la primera fecha y la última"
    )


def test_over_long_days_are_weeks_and_months() -> None:
    old = [
        a_visit(50 + n, ended_at=at, planned_on=at.date())
        for n, at in enumerate(NINE - timedelta(days=30 * n) for n in (0, 3, 20))
    ]
    with a_source(*old, today=NINE.date() + timedelta(days=1)) as source:
        ever = Filters(period=Period.CUSTOM, from_on=date(2020, 1, 1))
        chart = chart_of(report(source, ever), "weeks", Multiples)
        assert (chart.step, chart.steps[0], len(chart.steps)) == (StepKind.MONTH, "2025-04-01", 20)
        season = Filters(period=Period.CUSTOM, from_on=date(2026, 8, 1))
        chart = chart_of(report(source, season), "weeks", Multiples)
        assert (chart.step, chart.steps[0]) == (StepKind.WEEK, "2026-08-24")
        assert chart.title == "Se mantienen en 1,0 las visitas comprobadas por día"
        today = Filters(period=Period.CUSTOM, from_on=NINE.date())
        keys = [one.key for one in report(source, today).panels]
        assert keys == ["funnel", "productivity", "verified", "order", "pace", "table"]
        assert panel_of(report(source, today), "pace").notes == (
            "Ningún gestor tiene dos visitas en un mismo día",
        )
        assert panel_of(report(source, today), "order").notes == (
            "Ninguna ruta tenía un orden en este periodo",
        )


@pytest.mark.parametrize("locale", ["es", "en"])
def test_who_lies_far_beyond_chance_is_said_in_words(locale: str) -> None:
    """Of twelve who find somebody in three of ten visits, one who does in eight."""
    chance, names = Random(4), [an_id(100 + n) for n in range(12)]
    held = [
        a_visit(
            100 * n + k,
            agent_id=who,
            ended_at=NINE + timedelta(minutes=k),
            outcome=Outcome.PROMISE if chance.random() < (0.8 if n == 3 else 0.3)
            else Outcome.NO_CONTACT,
        )
        for n, who in enumerate(names)
        for k in range(60)
    ]  # fmt: skip
    with a_source(*held, locale=locale) as source:
        panel = panel_of(report(source), "funnel")
    assert isinstance(panel.chart, FunnelPlot)
    assert len(panel.chart.spots) == 12
    said = {"es": "más de lo que da el azar", "en": "more than chance makes"}[locale]
    assert any(said in note for note in panel.notes)
    assert panel.of_people


def test_an_agent_with_one_visit_is_neither_good_nor_bad() -> None:
    """Nor is a day on which nothing was done of what was planned."""
    alone = a_visit(40, agent_id=ANA, verdict=Verdict.AWAY)
    planned = a_visit(41, agent_id=ANA, state=VisitState.ASSIGNED, ended_at=None, outcome=None,
                      verdict=None, planned_on=NINE.date() + timedelta(days=1))  # fmt: skip
    zoes = [a_visit(n) for n in range(30)]
    with a_source(*zoes, alone, planned) as source:
        made = report(source)
    share = chart_of(made, "verified", BarChart)
    assert share.title.endswith("; entre gestores no hay más diferencia que la del azar")
    ana = share.series[0].values[0]
    assert (ana.value, ana.n) == (0, 1)
    assert ana.high == pytest.approx(0.7935, abs=1e-4)
    each = chart_of(made, "productivity", BarChart)
    assert each.series[0].values[0].value == 0  # of two days of work
    assert each.goals is not None
    assert each.goals.values[0].value == 1
    pace = chart_of(made, "pace", BarChart).series[0].values
    assert pace[0] == Figure(n=0)
    plot = chart_of(made, "funnel", FunnelPlot)
    assert [one.place for one in plot.spots] == [FunnelPlace.WITHIN] * 2


def test_where_nothing_was_planned_or_made_a_sentence_says_so() -> None:
    with a_source() as source:
        [panel] = report(source).panels
    assert (panel.chart, panel.notes) == (
        None, ("Nadie ha visitado en este periodo con estos filtros",)
    )  # fmt: skip
    with a_source(a_visit(1, state=VisitState.ASSIGNED, ended_at=None)) as source:
        made = report(source)
    for key in ("verified", "funnel"):
        panel = panel_of(made, key)
        assert panel.chart is None
        assert panel.notes[0].startswith("Nadie ha")


def test_a_sum_of_agents_is_that_of_all_their_visits() -> None:
    one = Done(days=1, done=2, walk=Walk(2, 1, {5: 1}), trail=Trail(1, 10, 1, 2, 3, 4))
    both = all_of([one, one])
    assert (both.days, both.done, both.walk) == (2, 4, Walk(4, 2, {5: 2}))
    assert both.trail == Trail(2, 20, 2, 4, 6, 8)
    assert Walk().usual_minutes is None
    assert Walk(gaps={3: 2, 9: 2}).usual_minutes == 3
    assert Walk(gaps={3: 1, 9: 2}).usual_minutes == 9


def test_who_followed_whom_at_which_distance() -> None:
    """A visit of nobody, one that did not end and the next day's follow none."""
    rounds = [
        a_visit(1), a_visit(2, position=1), a_visit(3, position=0), a_visit(4, agent_id=None),
        a_visit(5, state=VisitState.ASSIGNED, ended_at=None), a_visit(6, agent_id=ANA),
        a_visit(7, agent_id=ANA, ended_at=NINE + timedelta(days=3)),
        a_visit(8, position=4, ended_at=NINE + timedelta(minutes=61, seconds=59)),
    ]  # fmt: skip
    found = walks(rounds, lambda one: one.position != 0)
    assert found == {ZOE: Walk(1, 1, {20: 1, 1: 1})}
