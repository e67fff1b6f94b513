"""One period or team less another, hour by hour: what differs beyond chance, the best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kobra_domain.charts.spec import Figure, HeatMap, Unit, UnitKind
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import name_of
from kobra_domain.reports.contact_hours import Asked, looked_at, week_grid, week_row
from kobra_domain.statistics.hours import FLOOR, WEEKDAYS, Hour
from kobra_domain.statistics.intervals import Difference, difference, z_of_many
from kobra_domain.words import number, say

MOST_SAID = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedHours:
    """The chart, and what differs in words."""

    chart: HeatMap
    notes: tuple[str, ...]


def compared_hours(one: Asked, other: Asked, locale: str, cut_off: str = "") -> ComparedHours:
    """One less another where both were tried often enough: each hour with the interval of the
    difference, as wide as so many looks at once ask.
    """
    both = {
        hour
        for hour in one.tried.keys() & other.tried.keys()
        if min(one.tried[hour].n, other.tried[hour].n) >= FLOOR
    }
    z = z_of_many(len(both))
    found = {hour: difference(*one.tried[hour], *other.tried[hour], z) for hour in both}
    clear = {hour: each for hour, each in found.items() if each.is_clear}
    code = "differ" if clear else "alike" if both else "nothing_to_compare"
    cells = [[_less(found.get(hour)) for hour in week_row(day)] for day in WEEKDAYS]
    chart = HeatMap(
        title=say(f"report.hours.{code}", {"count": len(clear)}, locale),
        subtitle=name_of(one.metric, locale),
        cut_off=cut_off,
        unit=Unit(kind=UnitKind.SHARE),
        cells=tuple(map(tuple, cells)),
        lawful=week_grid({*one.lawful, *other.lawful}),
        is_difference=True,
    )
    return ComparedHours(
        chart=chart,
        notes=(_scope(one, other, len(both), locale), *_differences(clear, locale)),
    )


def _less(found: Difference | None) -> Figure:
    return Figure() if found is None else Figure(found.value, found.low, found.high)


def _scope(one: Asked, other: Asked, both: int, locale: str) -> str:
    """How much was looked at on both sides."""
    params: dict[str, Param] = {
        "one": looked_at(one, locale),
        "other": looked_at(other, locale),
    }
    said = say("report.hours.looked_at_both", params, locale)
    return f"{said} {say('report.hours.both_tried', {'count': both}, locale)}" if both else said


def _differences(clear: Mapping[Hour, Difference], locale: str) -> list[str]:
    """The largest, those that are better first."""
    largest = sorted(clear, key=lambda hour: (-abs(clear[hour].value), hour))[:MOST_SAID]
    ordered = sorted(largest, key=lambda hour: (-clear[hour].value, hour))
    return [_said(hour, clear[hour], locale) for hour in ordered]


def _said(hour: Hour, found: Difference, locale: str) -> str:
    """«Los martes de 12 a 13: +8 puntos, entre +2 y +14»."""
    days = say(f"report.hours.weekday.{hour.weekday}", None, locale)
    span: dict[str, Param] = {"days": days, "first": hour.hour, "until": hour.hour + 1}
    value = _points(found.value, locale)
    is_one = value.lstrip("+-") == "1"
    points = {"count": 1 if is_one else 2, "signed": value}
    params: dict[str, Param] = {
        "span": say("report.hours.span", span, locale),
        "points": say("report.hours.points", points, locale),
        "low": _points(found.low, locale),
        "high": _points(found.high, locale),
    }
    return say("report.hours.difference", params, locale)


def _points(share: float, locale: str) -> str:
    """Percentage points with their sign; less than one with its first decimal."""
    points = round(100 * share, 1)
    said = number(points, locale, 0 if abs(points) >= 1 else 1)
    return f"+{said}" if points > 0 else said
