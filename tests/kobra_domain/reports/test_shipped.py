"""The reports that are there from the first day, over counts in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kobra_domain.charts.spec import BarChart, BigNumber, Figure, HeatMap, Table
from kobra_domain.house_rules import HouseRules
from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    CONTACT_RATE,
    DONE,
    KEPT_AMOUNT_RATE,
    KEPT_RATE,
    PROMISE_COUNT,
)
from kobra_domain.metrics.dimensions import By, Dimension
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.declared import REPORTS, built, opened
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.names import Names
from kobra_domain.reports.numbers import bars_panel, number_panels, table_panel
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.shipped import MONTH, WEEK
from kobra_domain.reports.source import Grouped
from kobra_domain.statistics.intervals import wilson
from tests.kobra_domain.reports.sqlite_world import a_source, a_visit
from tests.kobra_domain.things import a_portfolio

MONDAY = date(2026, 11, 30)
WEEK_BEFORE = "2026-11-16"  # where the span of what is compared with begins


@dataclass
class Counted:
    """A source whose counts are by metric and value; of the days before it answers `was`."""

    now: dict[str, dict[str | int, Tally]]
    was: dict[str, Tally] = field(default_factory=dict)
    locale: str = "es"
    today: date = MONDAY
    names: Names = field(default_factory=lambda: Names(teams={"n": "Norte", "s": "Sur"}))
    portfolios: Sequence[Portfolio] = (a_portfolio(),)
    house: Sequence[HouseRules] = ()
    cut_off: str = "Datos hasta las 9:00"
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        self.asked.append(tuple(one.key for one in metrics))
        is_before = WEEK_BEFORE.replace("-", ", ").replace(", 0", ", ") in repr(where)
        if not by:
            held = {
                one.key: self.was.get(one.key, Tally())
                if is_before
                else sum(self.now.get(one.key, {}).values(), Tally())
                for one in metrics
            }
            return {(): held}
        made: dict[tuple[str | int, ...], dict[str, Tally]] = {}
        for one in metrics:
            for value, tally in self.now.get(one.key, {}).items():
                made.setdefault((value,), {})[one.key] = tally
        return made if len(by) == 1 else {}

    def doors(self, metric: Metric, where: Predicate) -> int:
        return 7

    def zone_places(self) -> Mapping[str, tuple[float, float]]:
        return {}


def source() -> Counted:
    pesos = {"COP": 15_000, "MXN": 700}
    return Counted(
        now={
            "done": {"s": Tally(30), "n": Tally(10), "": Tally(2)},
            "contact_rate": {"s": Tally(30, 12), "n": Tally(10, 8)},
            "collected_amount": {"s": Tally(3, 0, {"COP": 5_000}), "n": Tally(4, 0, pesos)},
            "promise_count": {"n": Tally(4)},
            "kept_amount_rate": {"n": Tally(4, 2, {"COP": 100}, {"COP": 25})},
        },
        was={"done": Tally(40), "collected_amount": Tally(2, 0, {"COP": 9_900})},
    )


LAST_WEEK = Filters(period=Period.LAST_WEEK)


def test_numbers_stand_beside_the_week_before_each_currency_apart() -> None:
    told = source()
    panels = number_panels(told, LAST_WEEK, (COLLECTED_AMOUNT, DONE, CONTACT_RATE, KEPT_RATE))
    charts = [one.chart for one in panels if isinstance(one.chart, BigNumber)]
    said = [(one.subtitle, one.unit.currency, one.figure.value, one.beside) for one in charts]
    assert said == [
        ("Recuperado", "COP", 20_000, "16–22 nov: $ 99 COP"),
        ("Recuperado", "MXN", 700, "16–22 nov: $0.00 MXN"),
        ("Visitas hechas", None, 42, "16–22 nov: 40"),
        ("Tasa de contacto", None, 0.5, "16–22 nov: Sin datos"),
        ("Promesas cumplidas", None, None, "16–22 nov: Sin datos"),
    ]
    low, high = wilson(20, 40)
    assert charts[3].figure == Figure(0.5, low, high, 40)
    assert [one.key for one in panels][:2] == ["collected_amount.cop", "collected_amount.mxn"]
    opened = rows_behind(panels[0], (0, 0), "Recuperado")
    number = "collected_amount?from=2026-11-23&to=2026-11-30#Recuperado"
    assert opened == ("agreements", {"tab": "payments", "number": number})
    # Rows of one kind and day are asked at once.
    assert told.asked.count(("done", "contact_rate")) == 2


def test_numbers_stand_beside_what_is_compared_with_or_nothing() -> None:
    told = source()
    filters = Filters(period=Period.LAST_WEEK, against=Against.TEAM, against_team="s")
    [panel] = number_panels(told, filters, (DONE,))
    assert isinstance(panel.chart, BigNumber)
    assert panel.chart.beside == "Sur: 42"
    [panel] = number_panels(told, Filters(period=Period.CUSTOM), (DONE,))
    assert isinstance(panel.chart, BigNumber)
    assert panel.chart.beside == ""
    told.today = date(2026, 1, 5)
    [panel] = number_panels(told, LAST_WEEK, (DONE,))
    assert isinstance(panel.chart, BigNumber)
    assert panel.chart.beside.startswith("22 dic – 28 dic 2025: ")
    [panel] = number_panels(Counted({}), LAST_WEEK, (COLLECTED_AMOUNT,))
    assert isinstance(panel.chart, BigNumber)
    assert (panel.key, panel.chart.figure) == ("collected_amount", Figure(0))


def test_a_table_is_by_name_with_the_total_of_all() -> None:
    metrics = (DONE, CONTACT_RATE, COLLECTED_AMOUNT, KEPT_AMOUNT_RATE)
    panel = table_panel(source(), LAST_WEEK, Dimension.TEAM, metrics)
    chart = panel.chart
    assert isinstance(chart, Table)
    assert [one.name for one in chart.columns] == [
        *("Equipo", "Visitas hechas", "Tasa de contacto", "Recuperado", "Recuperado"),
        "Monto cumplido (COP)",
    ]
    north, south, nobody = chart.rows
    assert [north[0], south[0], nobody[0]] == ["Norte", "Sur", "Sin equipo"]
    assert north[3:] == (Figure(15_000), Figure(700), Figure(0.25))
    assert south[3:] == (Figure(5_000), Figure(), Figure())
    assert chart.total[:2] == ("Total", Figure(42))
    assert chart.title == "Visitas hechas: 42 · Recuperado: $ 200 COP · Recuperado: $7.00 MXN"
    number = "done?from=2026-11-23&to=2026-11-30&team=s#Sur"
    assert rows_behind(panel, (1, 0), "Sur") == ("visits", {"number": number})
    assert not panel.of_people
    assert table_panel(source(), LAST_WEEK, Dimension.AGENT, (DONE,)).of_people
    empty = table_panel(Counted({}), LAST_WEEK, Dimension.TEAM, metrics).chart
    assert isinstance(empty, Table)
    assert (empty.rows, empty.total, empty.title) == ((), (), "Por equipo")


def test_buckets_stand_in_their_order() -> None:
    told = Counted({"promise_count": {2: Tally(1), "": Tally(1), 0: Tally(1), 10: Tally(1)}})
    chart = table_panel(told, LAST_WEEK, Dimension.BUCKET, (PROMISE_COUNT,)).chart
    assert isinstance(chart, Table)
    assert [row[0] for row in chart.rows] == ["Tramo 0", "Tramo 2", "Tramo 10", "Sin tramo"]


def test_bars_begin_with_the_most() -> None:
    panel = bars_panel(source(), LAST_WEEK, Dimension.TEAM, DONE)
    assert isinstance(panel.chart, BarChart)
    assert panel.chart.title == "Lo más frecuente: Sur, el 71 % de 42"
    assert panel.chart.categories == ("Sur", "Norte", "Sin equipo")
    assert [one.value for one in panel.chart.series[0].values] == [30, 10, 2]
    assert panel.behind is not None
    assert panel.behind.groups == (("s",), ("n",), ("",))
    none: list[dict[str | int, Tally]] = [{}, {"": Tally(3)}]
    for found in none:
        chart = bars_panel(Counted({"done": found}), LAST_WEEK, Dimension.TEAM, DONE).chart
        assert isinstance(chart, BarChart)
        assert chart.title == ""


def test_a_report_opens_with_its_own_days_where_none_are_said() -> None:
    week = REPORTS[WEEK]
    assert opened(week, []).period is Period.LAST_WEEK
    assert opened(week, [("team", "n")]).values(Dimension.TEAM) == ("n",)
    assert opened(week, [("period", "last_30")]).period is Period.LAST_30
    assert opened(week, [("from", "2026-11-01")]).period is Period.CUSTOM
    assert opened(REPORTS["hours"], []) == Filters()


def test_what_ships_names_nobody_to_a_client() -> None:
    week, month = REPORTS[WEEK], REPORTS[MONTH]
    assert week.opens is not None
    assert month.opens is not None
    with a_source(*(a_visit(n) for n in range(3)), today=MONDAY) as rows:
        made, client = built(week, rows, week.opens), built(month, rows, month.opens)
    assert made.title == "Semana de dirección"
    days = "Semana pasada (23 nov – 29 nov 2026)"
    assert made.about == f"{days} · comparado con 16 nov – 22 nov 2026"
    keys, charts = [one.key for one in made.panels], [one.chart for one in made.panels]
    assert isinstance(charts[0], BigNumber)
    assert isinstance(charts[-1], HeatMap)
    assert {"done", "by_portfolio", "by_team", "funnel", "hours"} <= set(keys)
    assert 3 in [one.figure.value for one in charts if isinstance(one, BigNumber)]
    days = "Mes pasado (1 oct – 31 oct 2026)"
    assert client.about == f"{days} · comparado con 1 sep – 30 sep 2026"
    behind = [one.behind.by for one in client.panels if one.behind is not None]
    assert not any(Dimension.AGENT in by or Dimension.TEAM in by for by in behind)
    assert not any(one.of_people for one in client.panels)
    assert month.for_client
    assert not week.for_client
