"""«Recuperación» as a report: its answers in words, its goals, and a sentence wherever there is
nothing to draw.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.charts.spec import (
    BarChart,
    ChartSpec,
    Figure,
    LineChart,
    Matrix,
    Series,
    Table,
    Waterfall,
)
from kobra_domain.goals import Goal, goal_id
from kobra_domain.metrics.declared import COLLECTED_AMOUNT
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import holds
from kobra_domain.metrics.questions import asked as question_of
from kobra_domain.metrics.tallies import drill, tally_of
from kobra_domain.portfolios import BUCKETS, ChannelKind
from kobra_domain.reports.books import NO_BUCKET, Cohorts, Held, Moves, Opening
from kobra_domain.reports.curves import Back, Given
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.recovery import recovery_panels
from kobra_domain.reports.report import Panel
from kobra_domain.reports.roll_rates import Flow, rolled
from kobra_domain.reports.steps import length_of, step_words, steps_of
from tests.kobra_domain.reports.in_memory import (
    ANA,
    DOLLARS,
    EVA,
    LUIS,
    MONDAY,
    NORTH,
    PESOS,
    SOUTH,
    InMemory,
    paid,
    visited,
)
from tests.kobra_domain.things import a_portfolio, an_id

NOVEMBER = date(2026, 11, 1)
THIS_MONTH = Filters(period=Period.THIS_MONTH)
ANDES = a_portfolio(id=PESOS, name="Andes")
NORTE = a_portfolio(id=DOLLARS, name="Frontera", currency="USD")
ANAS = {"agent_id": ANA, "team_id": NORTH}
EVAS = {"agent_id": EVA, "team_id": SOUTH}


def goal(amount: int, **of: str) -> Goal:
    made = goal_id(NOVEMBER, "COP", **of)
    return Goal(id=made, month_on=NOVEMBER, currency="COP", amount_minor=amount, **of)


def panels(source: InMemory, filters: Filters = THIS_MONTH) -> dict[str, Panel]:
    made = tuple(recovery_panels(source, filters))
    assert len({one.key for one in made}) == len(made)
    return {one.key: one for one in made}


def bars(panel: Panel) -> BarChart:
    assert isinstance(panel.chart, BarChart)
    return panel.chart


def values(figures: Any) -> list[Any]:
    return [one.value for one in figures]


def test_what_came_in_stands_by_day_against_the_goal_and_the_month_before() -> None:
    source = InMemory(
        payments=[
            paid(date(2026, 11, 2), 600_000_00),
            paid(date(2026, 11, 3), 100_000_00, is_reversal=True),
            paid(date(2026, 10, 2), 400_000_00),
            paid(date(2026, 11, 4), 999, account_id=None),  # of no known account
        ],
        goals=[goal(1_000_000_00)],
    )
    panel = panels(source)["collected.cop"]
    chart = bars(panel)
    assert chart.title == (
        "Entraron $ 500.000 COP, el 50 % de la meta, un 25 % más que en el periodo anterior"
    )
    assert chart.categories[:2] == ("1 nov", "2 nov")
    assert values(chart.series[0].values)[:4] == [0, 600_000_00, -100_000_00, 0]
    assert [one.name for one in chart.series] == ["Recaudado", "1 oct – 30 oct 2026"]
    assert chart.series[1].values[1] == Figure(400_000_00)
    assert chart.goals is not None
    assert sum(values(chart.goals.values)) == 1_000_000_00
    assert "reparte por igual" in panel.notes[-1]


@pytest.mark.parametrize(
    ("goals", "filters", "said"),
    [
        ([], THIS_MONTH, "Nadie ha puesto una meta en COP"),
        ([goal(0)], THIS_MONTH, "es cero: no hay de qué sacar"),
        ([goal(5, team_id=NORTH)], THIS_MONTH, "A 1 equipo o gestor le falta su meta"),
        ([goal(5)], THIS_MONTH.holding(Dimension.BUCKET, "1"), "con este filtro no hay meta"),
        ([goal(5, agent_id=ANA)], THIS_MONTH.holding(Dimension.AGENT, ANA), "reparte por igual"),
    ],
)
def test_what_is_to_be_known_of_a_goal_is_said(
    goals: list[Goal], filters: Filters, said: str
) -> None:
    source = InMemory(payments=[paid(NOVEMBER, 100, **ANAS)], goals=goals)
    panel = panels(source, filters)["collected.cop"]
    assert any(said in note for note in panel.notes), panel.notes
    zero = not goals or not goals[0].amount_minor or "filtro" in said
    assert (bars(panel).goals is None) == zero
    assert ("de la meta" in bars(panel).title) == (not zero)


def test_less_the_same_and_nothing_before_are_said() -> None:
    def title(before: int) -> str:
        payments = [paid(NOVEMBER, 100_00), *([paid(date(2026, 10, 5), before)] if before else [])]
        return bars(panels(InMemory(payments=payments))["collected.cop"]).title

    assert title(200_00).endswith(", un 50 % menos que en el periodo anterior")
    assert title(100_00).endswith(", lo mismo que en el periodo anterior")
    assert title(0) == "Entraron $ 100 COP"
    assert title(99_700_00).endswith(", un 99,9 % menos que en el periodo anterior")


def test_what_it_is_compared_with_is_said_a_year_or_a_team() -> None:
    payments = [
        paid(NOVEMBER, 300_00, **ANAS),
        paid(NOVEMBER, 200_00, **EVAS),
        paid(date(2025, 11, 3), 100_00),
    ]
    source = InMemory(payments=payments)
    year = replace(THIS_MONTH, against=Against.YEAR_BEFORE)
    assert bars(panels(source, year)["collected.cop"]).title.endswith(
        ", un 400 % más que un año antes"
    )
    north = THIS_MONTH.holding(Dimension.TEAM, NORTH)
    other = replace(north, against=Against.TEAM, against_team=SOUTH)
    assert bars(panels(source, other)["collected.cop"]).title == (
        "Entraron $ 300 COP, un 50 % más que Sur"
    )


def test_more_went_back_than_came_in() -> None:
    """No share is made of it, and of a goal nothing is said."""
    source = InMemory(
        payments=[
            paid(NOVEMBER, 50_00, **ANAS, channel=ChannelKind.VISIT),
            paid(NOVEMBER, 200_00, is_reversal=True),
            paid(date(2026, 10, 5), 100_00),
        ],
        goals=[goal(1_000_00)],
    )
    found = panels(source)
    chart = bars(found["collected.cop"])
    assert chart.title == "Se devolvieron $ 150 COP más de lo que entró"
    assert chart.series[0].values[0] == Figure(-150_00)
    for key in ("by_team.cop", "by_agent.cop", "by_channel.cop"):
        assert bars(found[key]).title == "En 1 de 2 se devolvió más de lo que entró"
    assert len(found["by_agent.cop"].notes) == 1
    before = [paid(date(2026, 10, 5), 100_00, is_reversal=True), paid(NOVEMBER, 50_00)]
    title = bars(panels(InMemory(payments=before))["collected.cop"]).title
    assert title == "Entraron $ 50 COP"  # of less than nothing nothing is more
    even = [paid(NOVEMBER, 0, **ANAS), paid(NOVEMBER, 0)]
    assert bars(panels(InMemory(payments=even))["by_team.cop"]).title == ""


def test_weeks_and_months_are_cut_at_the_ends_of_the_days() -> None:
    first, until = date(2026, 9, 2), date(2026, 12, 1)
    weeks = steps_of(length_of(first, until), first, until)
    assert (weeks[0].value, weeks[0].until) == ("2026-08-31", date(2026, 9, 7))
    assert weeks[-1].until == until
    words = [step_words(Dimension.WEEK, one, "es") for one in (weeks[0], weeks[4], weeks[-1])]
    assert words == ["2–6 sep", "28 sep – 4 oct", "30 nov"]
    year = steps_of(length_of(date(2026, 1, 15), until), date(2026, 1, 15), until)
    assert [year[0].value, len(year)] == ["2026-01", 11]
    assert step_words(Dimension.MONTH, year[0], "es") == "ene 2026"


def test_of_whole_months_the_goals_are_the_months() -> None:
    source = InMemory(payments=[paid(NOVEMBER, 100_00)], goals=[goal(200_00)])
    year = Filters(period=Period.CUSTOM, from_on=date(2026, 4, 1), to_on=date(2026, 12, 1))
    panel = panels(source, year)["collected.cop"]
    assert bars(panel).goals == Series(name="Meta", values=(*[Figure()] * 7, Figure(200_00)))
    assert panel.notes == ("A 2 equipos o gestores les falta su meta y no se cuentan en ella",)


def test_by_agent_all_together_and_nobodys_are_what_came_in() -> None:
    source = InMemory(
        payments=[
            paid(NOVEMBER, 100_00, **EVAS),
            paid(NOVEMBER, 300_00, **ANAS),
            paid(NOVEMBER, 600_00),
        ],
        goals=[goal(250_00, agent_id=ANA), goal(250_00, agent_id=EVA)],
    )
    found = panels(source)
    agents = bars(found["by_agent.cop"])
    assert agents.categories == ("Ana", "Eva")
    assert sum(values(agents.series[0].values)) == 1_000_00 - 600_00
    assert found["by_agent.cop"].notes[1].startswith("Sin gestión: $ 600 COP, el 60 %")
    teams = bars(found["by_team.cop"])
    assert teams.categories[-1] == "Sin gestión"
    assert sum(values(teams.series[0].values)) == 1_000_00
    assert agents.title == "1 de 2 gestores con meta la alcanza"
    assert agents.goals is not None
    assert values(agents.goals.values) == [250_00, 250_00]
    assert bars(found["by_team.cop"]).title == "1 de 2 equipos con meta la alcanza"
    bucketed = bars(panels(replace(source, goals=()))["by_agent.cop"])
    assert bucketed.title == "El 60 % de lo que entró quedó sin gestión"
    assert bucketed.goals is None


def test_by_channel_what_no_contact_came_before_stands_beside() -> None:
    source = InMemory(
        payments=[
            paid(NOVEMBER, 300_00, channel=ChannelKind.VISIT),
            paid(NOVEMBER, 200_00, channel=ChannelKind.PHONE),
            paid(NOVEMBER, 500_00),
        ]
    )
    panel = panels(source)["by_channel.cop"]
    chart = bars(panel)
    assert chart.title == "El 50 % de lo que entró llegó tras un contacto"
    assert chart.categories[-1] == "Sin gestión"
    assert sorted(chart.categories[:2]) == ["Llamada", "Visita"]
    assert panel.behind is not None
    assert set(panel.behind.groups) == {("visit",), ("phone",), ("",)}


def test_by_portfolio_and_bucket_who_brings_the_most_is_said() -> None:
    other = a_portfolio(id=an_id(3), name="Bosque")
    source = InMemory(
        payments=[
            paid(NOVEMBER, 300_00, bucket=3),
            paid(NOVEMBER, 100_00, portfolio_id=other.id, bucket=None),
        ],
        portfolios=[ANDES, other],
    )
    found = panels(source)
    chart = bars(found["by_portfolio.cop"])
    assert chart.title == "Andes trae el 75 % de lo que entró"
    assert chart.categories == ("Andes", "Bosque")
    buckets = bars(found["by_bucket.cop"])
    assert buckets.title == "El tramo 31–60 trae el 75 % de lo que entró"
    assert buckets.categories == ("31–60", "Sin tramo")
    back = [paid(NOVEMBER, 300_00, is_reversal=True), paid(NOVEMBER, 1, portfolio_id=other.id)]
    less = bars(panels(replace(source, payments=back))["by_portfolio.cop"])
    assert less.title == "En 1 de 2 se devolvió más de lo que entró"


def test_currencies_have_panels_of_their_own() -> None:
    source = InMemory(
        payments=[
            paid(NOVEMBER, 100_00),
            paid(NOVEMBER, 50_00, portfolio_id=DOLLARS, currency="USD"),
            paid(NOVEMBER, 7_00, currency="USD"),  # dollars in a portfolio of pesos
        ],
        portfolios=[ANDES, NORTE],
        goals=[goal(200_00)],
    )
    found = panels(source)
    assert bars(found["collected.cop"]).title.startswith("Entraron $ 100 COP, el 50 % de la meta")
    dollars = bars(found["collected.usd"])
    assert dollars.title.startswith("Entraron $57.00 USD")
    assert dollars.subtitle.endswith("USD")
    chosen = panels(source, THIS_MONTH.holding(Dimension.PORTFOLIO, DOLLARS))
    assert "collected.cop" not in chosen


def test_where_nothing_came_in_a_sentence_says_so() -> None:
    found = panels(InMemory())
    assert found["collected.cop"].chart is None
    assert found["collected.cop"].notes[0].startswith("Nada entró en COP")
    assert "servidor" in found["given_out"].notes[0]
    [nothing] = panels(InMemory(), THIS_MONTH.holding(Dimension.PORTFOLIO, an_id(99))).values()
    assert nothing.notes == ("Ninguna cartera de tu alcance pasa estos filtros",)


def test_what_begins_with_the_books_is_compared_with_nothing() -> None:
    source = InMemory(payments=[paid(NOVEMBER, 1), paid(NOVEMBER, 2, portfolio_id=an_id(3))])
    source.portfolios = [ANDES, a_portfolio(id=an_id(3), name="Bosque")]
    always = Filters(period=Period.CUSTOM)
    found = panels(source, always)
    assert [len(bars(one).series) for one in found.values() if one.chart] == [1, 1]


def test_compared_with_another_team_its_name_stands() -> None:
    source = InMemory(payments=[paid(NOVEMBER, 100_00, **ANAS), paid(NOVEMBER, 200_00, **EVAS)])
    against = replace(
        THIS_MONTH.holding(Dimension.TEAM, NORTH), against=Against.TEAM, against_team=SOUTH
    )
    chart = bars(panels(source, against)["collected.cop"])
    assert [one.name for one in chart.series] == ["Recaudado", "Sur"]
    assert chart.series[1].values[0].value == 200_00


def test_days_without_an_end_are_those_that_hold_something() -> None:
    source = InMemory(payments=[paid(date(2026, 9, 20), 1), paid(date(2026, 11, 20), 2)])
    for first in (None, date(2001, 1, 1)):
        always = Filters(period=Period.CUSTOM, from_on=first)
        assert bars(panels(source, always)["collected.cop"]).categories[0].startswith("1–6 sep")
        assert panels(InMemory(), always)["collected.cop"].chart is None


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 10**6), st.sampled_from((ANA, EVA, None))),
        min_size=1,
        max_size=12,
    )
)
def test_the_rows_behind_a_mark_are_its_number(said: list[tuple[int, int, str | None]]) -> None:
    payments = [
        paid(MONDAY - timedelta(days=back), amount, agent_id=agent) for back, amount, agent in said
    ]
    for panel in recovery_panels(InMemory(payments=payments), Filters(period=Period.LAST_90)):
        if panel.behind is None:
            continue
        chart = bars(panel)
        for group, figure in zip(panel.behind.groups, chart.series[0].values, strict=True):
            pairs = [*panel.behind.pairs]
            pairs += [(one.value, str(v)) for one, v in zip(panel.behind.by, group, strict=True)]
            asked = question_of(panel.behind.metric, pairs)
            rows = [one for one in payments if holds(drill(asked.metric, asked.where), one)]
            assert tally_of(COLLECTED_AMOUNT, rows).amounts.get("COP", 0) == figure.value


def test_a_visit_and_a_kilometre_have_brought_so_much() -> None:
    source = InMemory(
        payments=[paid(NOVEMBER, 300_00, **ANAS), paid(NOVEMBER, 100_00)],
        visits=[visited(NOVEMBER, ANA), visited(NOVEMBER, ANA), visited(NOVEMBER, LUIS)],
        gone={ANA: 3_000, LUIS: 1_000},
    )
    panel = panels(source)["efforts.cop"]
    assert isinstance(panel.chart, Table)
    assert panel.of_people
    assert panel.chart.title == (
        "Tras un contacto entraron $ 100 COP por visita y $ 75 COP por kilómetro"
    )
    told = [
        [cell if isinstance(cell, str) else cell.value for cell in row] for row in panel.chart.rows
    ]
    assert told == [
        ["Ana", 300_00, 2, 150_00, 3.0, 100_00],
        ["Luis", 0, 1, 0, 1.0, 0],
    ]
    assert values(panel.chart.total[1:]) == [300_00, 3, 100_00, 4.0, 75_00]
    assert "No están $ 100 COP que entraron sin gestión: ninguna visita los trajo" in panel.notes
    assert panel.behind is not None
    assert panel.behind.groups == ((ANA,), (LUIS,))


def test_kilometres_of_too_few_days_are_none_and_those_that_lack_are_counted() -> None:
    """Of ten days of work eight have a trail; of twelve eight are too few."""
    days = [NOVEMBER + timedelta(days=n) for n in range(12)]
    source = InMemory(
        payments=[paid(NOVEMBER, 300_00, **ANAS)],
        visits=[visited(day, ANA) for day in days[:10]],
        gone={ANA: 3_000},
        days=8,
    )
    panel = panels(source)["efforts.cop"]
    assert isinstance(panel.chart, Table)
    assert values(panel.chart.total[1:]) == [300_00, 10, 30_00, 3.0, 100_00]
    assert panel.notes[-1].startswith("Faltan los kilómetros de 2 días de trabajo")
    source.visits = [visited(day, ANA) for day in days]
    panel = panels(source)["efforts.cop"]
    assert isinstance(panel.chart, Table)
    assert values(panel.chart.total[1:]) == [300_00, 12, 25_00, None, None]
    assert "más de 1 de cada 5 días" in panel.notes[-1]


def test_without_visits_nothing_is_divided() -> None:
    found = panels(InMemory(payments=[paid(NOVEMBER, 300_00, **ANAS)]))
    assert found["efforts.cop"].chart is None
    assert found["efforts.cop"].notes[0].startswith("Nadie ha visitado en estos días")


def test_each_currency_has_its_own_visits_and_what_they_brought() -> None:
    """Ana went for pesos twice, Eva for dollars once, and nobody's visit is nobody's line."""
    source = InMemory(
        payments=[
            paid(NOVEMBER, 300_00, **ANAS),
            paid(NOVEMBER, 90_00, **EVAS, portfolio_id=DOLLARS, currency="USD"),
        ],
        visits=[
            visited(NOVEMBER, ANA),
            visited(NOVEMBER, ANA),
            visited(NOVEMBER, EVA, portfolio_id=DOLLARS),
            visited(NOVEMBER, None),
        ],
        gone={ANA: 3_000, EVA: 4_500},
        portfolios=[ANDES, NORTE],
    )
    found = panels(source)
    pesos, dollars = found["efforts.cop"].chart, found["efforts.usd"].chart
    assert isinstance(pesos, Table)
    assert isinstance(dollars, Table)
    assert values(pesos.total[1:]) == [300_00, 2, 150_00, 3.0, 100_00]
    assert values(dollars.total[1:]) == [90_00, 1, 90_00, 4.5, 20_00]
    assert [row[0] for row in dollars.rows] == ["Eva"]


def test_kilometres_of_days_that_were_for_other_money_too_are_not_said() -> None:
    source = InMemory(
        payments=[paid(NOVEMBER, 300_00, **ANAS)],
        visits=[visited(NOVEMBER, ANA), visited(NOVEMBER, ANA, portfolio_id=DOLLARS)],
        gone={ANA: 3_000},
        portfolios=[ANDES, NORTE],
    )
    panel = panels(source)["efforts.cop"]
    assert panel.chart is not None
    assert panel.chart.title == "Por cada visita entraron $ 300 COP tras un contacto"
    assert "otras carteras" in panel.notes[-1]


# What only the server keeps


@dataclass
class Kept:
    """Books that say what they were given, and what they were asked."""

    of_lots: dict[str, Cohorts] = field(default_factory=dict)
    of_vintages: dict[str, Cohorts] = field(default_factory=dict)
    moved: tuple[Moves, ...] = ()
    begun: tuple[Opening, ...] = ()
    asked: list[Held] = field(default_factory=list)

    def lots(self, held: Held) -> dict[str, Cohorts]:
        self.asked.append(held)
        return self.of_lots

    def vintages(self, held: Held) -> dict[str, Cohorts]:
        return self.of_vintages

    def moves(self, held: Held) -> tuple[Moves, ...]:
        return self.moved

    def openings(self, held: Held) -> tuple[Opening, ...]:
        return self.begun


def opening(bucket: int, **said: int) -> Opening:
    amounts = dict.fromkeys(
        ("visited", "contacted", "promised", "kept", "recovered", "paid", "overdue"), 0
    )
    minor = {f"{name}_minor": said.get(name, amount) for name, amount in amounts.items()}
    return Opening(
        portfolio_id=PESOS,
        currency="COP",
        cut_on=date(2026, 10, 31),
        bucket=bucket,
        accounts=2,
        **minor,
    )


def chart_of(kept: Kept, key: str, **filters: str) -> ChartSpec:
    source = InMemory(payments=[paid(NOVEMBER, 1)], books=kept)
    chart = panels(source)[key].chart
    assert chart is not None
    return chart


def test_the_waterfall_goes_from_assigned_to_recovered() -> None:
    kept = Kept(
        begun=(
            opening(1, overdue=600_00, visited=400_00, contacted=300_00, promised=200_00,
                    kept=100_00, recovered=90_00, paid=100_00),
            opening(4, overdue=400_00),
        )
    )  # fmt: skip
    fall = chart_of(kept, "fall.cop")
    assert isinstance(fall, Waterfall)
    assert fall.title == "De lo vencido se visitó el 40 % y volvió el 9 % por promesas cumplidas"
    assert [(one.name, one.value) for one in fall.falls if one.is_total] == [
        ("Asignado", 1_000_00), ("Visitado", 400_00), ("Contactado", 300_00),
        ("Prometido", 200_00), ("Cumplido", 100_00), ("Recuperado", 90_00),
    ]  # fmt: skip
    assert [one.value for one in fall.falls if not one.is_total] == [
        *(-600_00, -100_00, -100_00, -100_00, -10_00)
    ]
    buckets = chart_of(kept, "buckets.cop")
    assert isinstance(buckets, Table)
    assert buckets.title == "De lo vencido al empezar volvió el 10 %"
    assert [row[0] for row in buckets.rows] == ["1–7", "61–90"]
    assert values(buckets.total[1:]) == [4, 1_000_00, 100_00, 0.1]
    source = InMemory(payments=[paid(NOVEMBER, 1)], books=kept)
    assert panels(source)["fall.cop"].notes == (
        "Por el corte del 31 oct 2026",
        "Otros $ 10 COP entraron de esas cuentas sin promesa cumplida",
    )
    assert "by_bucket.cop" not in panels(source)
    kept.begun = (opening(1, overdue=100, recovered=1, paid=1),)
    assert len(panels(source)["fall.cop"].notes) == 1
    unvisited = panels(source)["fall.cop"].chart
    assert unvisited is not None
    assert unvisited.title == "Nada de lo vencido se ha visitado en estos días"


def test_rolls_are_of_two_days_of_corte() -> None:
    rates = rolled([Flow(1, 2, None, 100), Flow(1, None, None, 300)])
    moves = Moves(
        currency="COP",
        bounds=BUCKETS,
        before_on=date(2026, 9, 30),
        after_on=date(2026, 10, 31),
        rates=rates,
    )
    kept = Kept(moved=(moves, replace(moves, bounds=(30,)), replace(moves, currency="USD")))
    source = InMemory(payments=[paid(NOVEMBER, 1)], books=kept)
    found = panels(source)
    assert isinstance(found["roll.cop"].chart, Matrix)
    assert found["roll.cop"].notes == ("Del corte del 30 sep 2026 al del 31 oct 2026",)
    assert "roll1.cop" in found
    assert "roll2.cop" not in found


def given_on(cohort: str, since: date, owed: int = 1_000) -> Given:
    return Given(account_id=f"{cohort} {since}", cohort=cohort, since=since, owed_minor=owed)


def test_curves_are_drawn_no_further_than_the_youngest_has_lived() -> None:
    lots = (given_on("A", date(2026, 9, 1)), given_on("A", date(2026, 11, 20)),
            given_on("B", date(2026, 10, 1)))  # fmt: skip
    back = (Back("A 2026-09-01", date(2026, 9, 11), 200), Back("B 2026-10-01", MONDAY, 100))
    kept = Kept(of_lots={"COP": Cohorts(given=lots, back=back, older=2, unknown=1)})
    source = InMemory(payments=[paid(NOVEMBER, 1)], books=kept)
    panel = panels(source)["lots.cop"]
    chart = panel.chart
    assert isinstance(chart, LineChart)
    assert chart.title == "A 10 días ha vuelto entre el 0 % y el 10 % de lo vencido, según el lote"
    of_a = chart.series[0]
    assert [one.is_estimate for one in of_a.values[9:12]] == [False, False, True]
    assert panel.notes[:2] == (
        "2 lotes anteriores no se dibujan",
        "1 cuenta sin día de asignación no está",
    )
    later = Cohorts(given=(given_on("C", MONDAY + timedelta(days=1)),))
    not_yet = Kept(of_lots={"COP": later}, of_vintages={"COP": later})
    assert panels(InMemory(books=not_yet))["lots.cop"].chart is None
    more = Kept(of_lots={"COP": Cohorts(given=lots, back=(Back("B 2026-10-01", MONDAY, 1_001),))})
    source = InMemory(payments=[paid(NOVEMBER, 1)], books=more)
    assert panels(source)["lots.cop"].notes[0].startswith("Pasa de 100 %")
    alone = Kept(of_lots={"COP": Cohorts(given=lots[2:])})
    assert chart_of(alone, "lots.cop").title == "A 30 días ha vuelto el 0 % de lo vencido"


@pytest.mark.parametrize(
    ("months", "names"),
    [
        (("2026-03", "2026-04"), ["2026-03", "2026-04"]),
        ([f"2026-0{n}" for n in (1, 3, 4, 5, 6, 7, 8, 9)],
         [f"2026, trim. {n}" for n in (1, 2, 3)]),
        ([f"{year}-0{n}" for year in (2024, 2025, 2026) for n in (1, 2, 4, 7)],
         [f"{year}, sem. {n}" for year in (2024, 2025, 2026) for n in (1, 2)]),
        ([f"{year}-0{n}" for year in range(2019, 2027) for n in (1, 7)],
         ["2021", "2022", "2023", "2024", "2025", "2026"]),
    ],
)  # fmt: skip
def test_vintages_are_as_short_as_six_allow(months: Any, names: list[str]) -> None:
    made = tuple(given_on(one, date.fromisoformat(f"{one}-01")) for one in months)
    kept = Kept(of_vintages={"COP": Cohorts(given=made, unknown=3)})
    source = InMemory(payments=[paid(NOVEMBER, 1)], books=kept)
    panel = panels(source)["vintages.cop"]
    assert isinstance(panel.chart, LineChart)
    assert [one.name for one in panel.chart.series] == names
    assert panel.notes[-2].startswith("3 cuentas sin fecha")
    assert ("2 cosechas anteriores no se dibujan" in panel.notes) == (len(months) == 16)
    kept.of_vintages = {"COP": Cohorts(given=made)}
    assert len(panels(source)["vintages.cop"].notes) == len(panel.notes) - 1


def test_what_the_server_has_not_kept_yet_is_a_sentence_each() -> None:
    found = panels(InMemory(books=Kept()))
    for key in ("fall.cop", "buckets.cop", "roll.cop", "lots.cop", "vintages.cop"):
        assert found[key].chart is None
        assert found[key].notes[0]
    narrow = panels(InMemory(books=Kept()), THIS_MONTH.holding(Dimension.BUCKET, "4"))
    for key in ("fall.cop", "buckets.cop", "roll.cop", "lots.cop", "vintages.cop"):
        assert narrow[key].notes == (
            "Con estos filtros no queda ninguna cuenta en COP de la que contar",
        )


@pytest.mark.parametrize(
    ("team", "agent", "agents"),
    [
        ((), (), None),
        ((NORTH,), (), (ANA, LUIS)),
        ((), (EVA,), (EVA,)),
        ((NORTH,), (ANA, EVA), (ANA,)),
    ],
)
def test_accounts_are_those_of_the_agents_held_to(
    team: tuple[str, ...], agent: tuple[str, ...], agents: tuple[str, ...] | None
) -> None:
    kept = Kept()
    filters = THIS_MONTH.holding(Dimension.TEAM, *team).holding(Dimension.AGENT, *agent)
    panels(InMemory(books=kept), filters.holding(Dimension.BUCKET, "2", ""))
    [held] = kept.asked
    assert (held.portfolios, held.agents, held.buckets) == ((PESOS,), agents, (2, NO_BUCKET))
    assert (held.first, held.until) == (NOVEMBER, date(2026, 12, 1))
