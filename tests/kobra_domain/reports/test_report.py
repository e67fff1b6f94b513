"""A report as JSON and back, and the reports there are, over rows in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from kobra_domain.charts.spec import (
    BigNumber,
    Figure,
    HeatMap,
    PlaceMap,
    Table,
)
from kobra_domain.errors import Invalid
from kobra_domain.house_rules import HouseRules
from kobra_domain.metrics.declared import CONTACT_RATE, RPC_RATE
from kobra_domain.metrics.dimensions import By, Dimension
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.declared import REPORTS, ReportKind, building, built, fitting
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.hours import hours_panels
from kobra_domain.reports.names import Names
from kobra_domain.reports.report import (
    Behind,
    Panel,
    Report,
    ReportSaid,
    ReportsSaid,
    report_of,
    shape_of_report,
)
from kobra_domain.reports.shipped import MONTH, WEEK
from kobra_domain.reports.source import Grouped, asked, cut_off_words, whole
from kobra_domain.words.say import has_words
from tests.kobra_domain.things import a_portfolio, an_id

MONDAY = date(2026, 11, 30)


@dataclass
class Told:
    """A source that answers the same of every question, and keeps what it was asked."""

    found: Grouped
    locale: str = "es"
    today: date = MONDAY
    names: Names = field(default_factory=Names)
    portfolios: Sequence[Portfolio] = (a_portfolio(),)
    house: Sequence[HouseRules] = ()
    cut_off: str = "Datos hasta las 9:00"
    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    questions: list[tuple[tuple[str, ...], Predicate]] = field(default_factory=list)

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        self.questions.append((tuple(one.key for one in metrics), where))
        if by[:1] == [Dimension.ZONE] or by[:1] == (Dimension.ZONE,):
            return {("Norte", *key): found for key, found in self.found.items()}
        return self.found

    def doors(self, metric: Metric, where: Predicate) -> int:
        return 7

    def zone_places(self) -> dict[str, tuple[float, float]]:
        return self.places


def hours(metric: Metric = CONTACT_RATE) -> Grouped:
    return {
        (2, 9): {metric.key: Tally(40, 30)},
        (2, 10): {metric.key: Tally(40, 4)},
        ("", ""): {metric.key: Tally(3, 3)},
    }


REPORT = Report(
    key="hours",
    title="Horarios",
    about="Hoy",
    cut_off="ayer",
    panels=(
        Panel(
            key="one",
            chart=BigNumber(figure=Figure(0.5)),
            notes=("nota",),
            about="cómo",
            behind=Behind(
                metric="done",
                pairs=(("from", "2026-11-01"),),
                by=(Dimension.HOUR,),
                groups=((9,), ("",)),
            ),
            is_wide=True,
        ),
        Panel(key="two", chart=None, notes=("Nada que dibujar",)),
    ),
)


def test_a_report_comes_back_from_json() -> None:
    assert report_of(json.loads(json.dumps(shape_of_report(REPORT)))) == REPORT


@pytest.mark.parametrize(
    "spoilt",
    [
        None,
        {},
        {**shape_of_report(REPORT), "title": 3},
        {**shape_of_report(REPORT), "panels": [{}]},
        {**shape_of_report(REPORT), "panels": [{**shape_of_report(REPORT)["panels"][0], "by": 3,
                                                "behind": {"metric": "done", "pairs": [],
                                                           "by": ["colour"], "groups": []}}]},
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(spoilt: Any) -> None:
    with pytest.raises(Invalid) as refused:
        report_of(spoilt)
    assert refused.value.code == "wrong_type"


def test_contact_hours_say_what_was_looked_at_and_what_is_behind() -> None:
    source = Told(hours())
    report = built(REPORTS["hours"], source, Filters(held={Dimension.TEAM: ("t",)}))
    panel, zones = report.panels
    assert isinstance(panel.chart, HeatMap)
    assert panel.chart.cells[2][9].value == 0.75
    assert panel.notes[0].startswith("80 intentos en 7 domicilios. ")
    assert panel.behind is not None
    assert panel.behind.groups[2 * 24 + 9] == (2, 9)
    assert panel.behind.pairs == (
        ("from", "2026-09-02"),
        ("to", "2026-12-01"),
        ("team", "t"),
    )
    assert report.cut_off == source.cut_off
    assert isinstance(zones.chart, Table)
    assert zones.chart.total[1] == Figure(83.0)  # with those of no hour
    assert zones.behind is not None
    assert (zones.behind.pairs, zones.behind.groups) == (panel.behind.pairs, (("Norte",),))


def test_a_measure_is_chosen_and_compared_with_the_period_before() -> None:
    source = Told(hours(RPC_RATE))
    filters = Filters(
        period=Period.LAST_MONTH,
        measure="rpc_rate",
        against=Against.PERIOD_BEFORE,
        held={Dimension.PORTFOLIO: (an_id(99),)},
    )
    report = built(REPORTS["hours"], source, filters)
    assert [one.key for one in report.panels] == ["hours", "compared", "zones"]
    assert {keys for keys, _ in source.questions} == {("rpc_rate",)}
    chart = report.panels[0].chart
    assert isinstance(chart, HeatMap)
    assert not any(map(any, chart.lawful))  # of no portfolio that is seen nothing is known


def test_a_report_comes_about_panel_by_panel() -> None:
    source = Told(hours(), places={"Norte": (4.6, -74.1)})
    came = [*building(REPORTS["hours"], source, Filters())]
    whole = built(REPORTS["hours"], source, Filters())
    assert came[-1] == whole
    assert [one.panels for one in came] == [whole.panels[:n] for n in range(len(came))]


def test_where_nobody_knocked_is_said_once() -> None:
    [panel] = built(REPORTS["hours"], Told({}), Filters()).panels
    assert (panel.key, panel.chart, panel.behind) == ("hours", None, None)
    assert panel.notes[0] == "Nadie ha tocado una puerta en este periodo con estos filtros"


def test_zones_are_on_a_map_where_their_doors_are() -> None:
    report = built(REPORTS["hours"], Told(hours(), places={"Norte": (4.6, -74.1)}), Filters())
    assert [one.key for one in report.panels] == ["hours", "zones_map", "zones"]
    chart, behind = report.panels[1].chart, report.panels[1].behind
    assert isinstance(chart, PlaceMap)
    assert (chart.places[0].lat, chart.places[0].lon) == (4.6, -74.1)
    assert behind is not None
    assert behind.groups == (("Norte",),)


def test_a_report_is_held_to_what_it_can_be_and_says_no_more() -> None:
    kind = ReportKind(
        key="hours", build=hours_panels, held=(Dimension.TEAM,), against=(Against.NONE,)
    )
    filters = Filters(
        held={Dimension.TEAM: ("t",), Dimension.ZONE: ("Meta",)},
        first_attempts=True,
        against=Against.PERIOD_BEFORE,
    )
    assert fitting(kind, filters) == Filters(held={Dimension.TEAM: ("t",)})
    assert fitting(REPORTS["hours"], filters) == filters
    report = built(kind, Told(hours()), filters)
    assert "Meta" not in report.about
    assert [one.key for one in report.panels] == ["hours", "zones"]


@pytest.mark.parametrize("key", ["recovery", WEEK, MONTH])
def test_a_report_that_is_never_told_alone_says_what_it_is_compared_with(key: str) -> None:
    kind = REPORTS[key]
    assert Against.NONE not in kind.against
    assert fitting(kind, Filters()).against is Against.PERIOD_BEFORE
    chosen = Filters(against=Against.YEAR_BEFORE)
    assert fitting(kind, chosen) == chosen


def test_one_metric_by_groups_and_whole() -> None:
    source = Told({(): {"contact_rate": Tally(4, 1)}})
    where = Filters().condition(CONTACT_RATE, Filters().span(MONDAY))
    assert asked(source, CONTACT_RATE, (), where) == {(): Tally(4, 1)}
    assert whole(source, CONTACT_RATE, where) == Tally(4, 1)
    assert whole(Told({}), CONTACT_RATE, where) == Tally()


def test_how_far_data_go_is_said() -> None:
    said = cut_off_words("18:31", date(2026, 11, 28), MONDAY, "es")
    assert said == "Datos hasta 18:31 · pagos del banco hasta el sáb 28 nov"
    assert cut_off_words("18:31", None, MONDAY, "en") == ("Data until 18:31 · no bank payments")


@pytest.mark.parametrize("locale", ["es", "en"])
def test_every_report_has_a_name(locale: str) -> None:
    said = ReportsSaid(items=tuple(ReportSaid(key=key, name=key) for key in REPORTS))
    assert all(has_words(f"report.{one.key}", locale) for one in said.items)
