"""«Horarios de contacto»: when people are found, by weekday and hour at the address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kobra_domain.charts.spec import Figure, HeatMap, Unit, UnitKind
from kobra_domain.contact import rules_for
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.declared import CONTACT_RATE, PTP_RATE, RPC_RATE
from kobra_domain.metrics.tallies import Metric
from kobra_domain.portfolios import Portfolio
from kobra_domain.statistics.hours import (
    FLOOR,
    HOURS,
    WEEKDAYS,
    Hour,
    HourRate,
    Span,
    Tried,
    best,
    hour_rates,
    spans,
)
from kobra_domain.statistics.intervals import Difference, difference, wilson, z_of_many
from kobra_domain.words import percent, say

# Those whose best hours are said in words: `report.hours.best.KEY`.
METRICS = (CONTACT_RATE, RPC_RATE, PTP_RATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was counted: attempts and hits by hour of the week, the lawful hours of whoever was
    visited, and at how many doors.
    """

    metric: Metric
    tried: Mapping[Hour, Tried]
    lawful: Collection[Hour]
    doors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHours:
    """The chart, the best hours in words (none, if chance alone could have made them), and how much
    was looked at: «412 intentos en 173 domicilios».
    """

    chart: HeatMap
    best: tuple[str, ...]
    looked_at: str


def lawful_hours(portfolios: Iterable[Portfolio]) -> frozenset[Hour]:
    """The hours of a week without holidays in which the rules of any of these portfolios let
    somebody who agreed nothing else be visited; of the last hour a part is enough.
    """
    made = set()
    for one in portfolios:
        for span in rules_for(one.country, one.creditor_type).hours.spans:
            until = span.end.hour + (span.end.minute > 0)
            made |= {Hour(span.weekday, hour) for hour in range(span.start.hour, until)}
    return frozenset(made)


def contact_hours(asked: Asked, locale: str, cut_off: str = "") -> ContactHours:
    """The report. An hour of fewer than `FLOOR` attempts is unknown, whatever they brought."""
    rates = hour_rates(asked.tried, asked.lawful)
    found = spans(best(rates))
    ordered = sorted(found, key=lambda one: (-one.value, one.weekday, one.first))
    attempts = sum(one.n for one in asked.tried.values())
    chart = HeatMap(
        title=_title(asked.metric, ordered, rates, attempts, locale),
        subtitle=name_of(asked.metric, locale),
        cut_off=cut_off,
        unit=Unit(kind=UnitKind.SHARE),
        cells=tuple(
            tuple(_figure(asked.tried.get(Hour(day, hour))) for hour in HOURS) for day in WEEKDAYS
        ),
        lawful=_grid(asked.lawful),
    )
    return ContactHours(
        chart=chart,
        best=tuple(_said(asked.metric, one, locale) for one in ordered),
        looked_at=say(
            "report.hours.looked_at",
            {
                "attempts": say("report.hours.attempts", {"count": attempts}, locale),
                "doors": say("report.hours.doors", {"count": asked.doors}, locale),
            },
            locale,
        ),
    )


def compared_hours(one: Asked, other: Asked, locale: str, cut_off: str = "") -> HeatMap:
    """One period or team less another, hour by hour, where both were tried often enough: each with
    the interval of the difference, as wide as so many looks at once ask.
    """
    both = {
        hour
        for hour in one.tried.keys() & other.tried.keys()
        if min(one.tried[hour].n, other.tried[hour].n) >= FLOOR
    }
    z = z_of_many(len(both))
    found = {hour: difference(*one.tried[hour], *other.tried[hour], z) for hour in both}
    cells = [[_less(found.get(hour)) for hour in _row(day)] for day in WEEKDAYS]
    clear = sum(each.is_clear for each in found.values())
    code = "differ" if clear else "alike" if both else "nothing_to_compare"
    return HeatMap(
        title=say(f"report.hours.{code}", {"count": clear}, locale),
        subtitle=name_of(one.metric, locale),
        cut_off=cut_off,
        unit=Unit(kind=UnitKind.SHARE),
        cells=tuple(map(tuple, cells)),
        lawful=_grid({*one.lawful, *other.lawful}),
        is_difference=True,
    )


def _row(day: int) -> list[Hour]:
    return [Hour(day, hour) for hour in HOURS]


def _grid(lawful: Collection[Hour]) -> tuple[tuple[bool, ...], ...]:
    return tuple(tuple(hour in lawful for hour in _row(day)) for day in WEEKDAYS)


def _figure(tried: Tried | None) -> Figure:
    if tried is None or tried.n < FLOOR:
        return Figure(n=tried.n if tried else 0)
    low, high = wilson(*tried)
    return Figure(tried.hits / tried.n, low, high, tried.n)


def _less(found: Difference | None) -> Figure:
    return Figure() if found is None else Figure(found.value, found.low, found.high)


def _title(
    metric: Metric,
    found: Sequence[Span],
    rates: Mapping[Hour, HourRate],
    attempts: int,
    locale: str,
) -> str:
    """The answer: the best hours, that none is better beyond chance, or what there is too little
    of.
    """
    if found:
        return _said(metric, found[0], locale)
    if not attempts:
        return say("report.hours.none", None, locale)
    return say("report.hours.alike_all" if rates else "report.hours.few", {"count": FLOOR}, locale)


def _said(metric: Metric, span: Span, locale: str) -> str:
    """«Los sábados de 9 a 11 atienden en 4 de cada 10 visitas»."""
    params: dict[str, Param] = {
        "days": say(f"report.hours.weekday.{span.weekday}", None, locale),
        "first": span.first,
        "until": span.until,
        "how_often": _often(span.value, locale),
    }
    return say(f"report.hours.best.{metric.key}", params, locale)


def _often(rate: float, locale: str) -> str:
    """4 de cada 10; where that would say nothing, a percentage."""
    tenths = round(10 * rate)
    if tenths in (0, 10):
        return say("report.hours.of_all", {"share": percent(100 * rate, locale)}, locale)
    return say("report.hours.of_ten", {"count": tenths}, locale)
