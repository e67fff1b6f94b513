"""«Horarios de contacto»: when people are found, by weekday and hour at the address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kobra_domain.charts.spec import Figure, HeatMap, Unit, UnitKind
from kobra_domain.contact import RuleSet
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.declared import CONTACT_RATE, PTP_RATE, RPC_RATE
from kobra_domain.metrics.tallies import Metric
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
from kobra_domain.statistics.intervals import wilson
from kobra_domain.words import percent, say

# Those whose best hours are said in words: `report.hours.best.KEY`.
METRICS = (CONTACT_RATE, RPC_RATE, PTP_RATE)
MOST_ALSO = 3  # spans beside the best that are said


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
    """The chart, whose title is the best hours, and what else there is to say of it."""

    chart: HeatMap
    notes: tuple[str, ...]


def lawful_hours(rules: Iterable[RuleSet]) -> frozenset[Hour]:
    """The hours of a week without holidays in which the any of these rules let
    somebody who agreed nothing else be visited; of the last hour a part is enough.
    """
    made = set()
    for one in rules:
        for span in one.hours.spans:
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
        lawful=week_grid(asked.lawful),
    )
    said = (
        f"{looked_at(asked, locale)}.",
        _also(ordered[1:], locale),
        _untried(asked, locale),
        _adjusted(ordered[: MOST_ALSO + 1], locale),
    )
    return ContactHours(chart=chart, notes=(" ".join(filter(None, said)),))


def looked_at(asked: Asked, locale: str) -> str:
    """«412 intentos en 173 domicilios»."""
    attempts = sum(one.n for one in asked.tried.values())
    params: dict[str, Param] = {
        "attempts": say("report.hours.attempts", {"count": attempts}, locale),
        "doors": say("report.hours.doors", {"count": asked.doors}, locale),
    }
    return say("report.hours.looked_at", params, locale)


def _also(found: Sequence[Span], locale: str) -> str:
    """The best hours after those of the title; «» where there are none."""
    if not found:
        return ""
    said = (
        say(
            "report.hours.span_how_often",
            {**within_a_line(one, locale), "how_often": how_often(one.value, locale)},
            locale,
        )
        for one in found[:MOST_ALSO]
    )
    rest = len(found) - MOST_ALSO
    code = "report.hours.also_more" if rest > 0 else "report.hours.also"
    return say(code, {"spans": "; ".join(said), "count": rest}, locale)


def _adjusted(told: Iterable[Span], locale: str) -> str:
    """Why words differ from the cells under them; «» where none does."""
    differ = any(
        how_often(one.value, locale) != how_often(one.tried.hits / one.tried.n, locale)
        for one in told
    )
    return say("report.hours.adjusted", None, locale) if differ else ""


def _untried(asked: Asked, locale: str) -> str:
    """Of how many lawful hours nothing is known; «» where all are."""
    few = sum(asked.tried.get(hour, Tried(0, 0)).n < FLOOR for hour in asked.lawful)
    return say("report.hours.untried", {"count": few}, locale) if few else ""


def week_row(day: int) -> list[Hour]:
    """A day's hours, as a heat map has them."""
    return [Hour(day, hour) for hour in HOURS]


def week_grid(lawful: Collection[Hour]) -> tuple[tuple[bool, ...], ...]:
    """Where visiting is lawful, as a heat map has it."""
    return tuple(tuple(hour in lawful for hour in week_row(day)) for day in WEEKDAYS)


def _figure(tried: Tried | None) -> Figure:
    if tried is None or tried.n < FLOOR:
        return Figure(n=tried.n if tried else 0)
    low, high = wilson(*tried)
    return Figure(tried.hits / tried.n, low, high, tried.n)


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
    params = {**_of_span(span, locale), "how_often": how_often(span.value, locale)}
    return say(f"report.hours.best.{metric.key}", params, locale)


def _of_span(span: Span, locale: str) -> dict[str, Param]:
    days = say(f"report.hours.weekday.{span.weekday}", None, locale)
    return {"days": days, "first": span.first, "until": span.until}


def within_a_line(span: Span, locale: str) -> dict[str, Param]:
    """What a span is said by where no sentence begins: «los sábados»."""
    said = _of_span(span, locale)
    days = str(said["days"])
    return {**said, "days": days[:1].lower() + days[1:]}


def how_often(rate: float, locale: str) -> str:
    """4 de cada 10 veces; where that would say nothing, a percentage."""
    tenths = round(10 * rate)
    if tenths in (0, 10):
        return say("report.hours.of_all", {"share": percent(100 * rate, locale)}, locale)
    return say("report.hours.of_ten", {"count": tenths}, locale)
