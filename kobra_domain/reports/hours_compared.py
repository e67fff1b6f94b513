"""One period or team less another, hour by hour: what differs beyond chance, the best first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kobra_domain.charts.spec import Figure, HeatMap, Unit, UnitKind
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import name_of
from kobra_domain.reports.contact_hours import Asked, looked_at, week_grid, week_row
from kobra_domain.statistics.hours import FLOOR, WEEKDAYS, Hour, Tried
from kobra_domain.statistics.intervals import Difference, difference, z_of_many
from kobra_domain.statistics.standard import standardised
from kobra_domain.words import number, say

K = TypeVar("K", bound=Hashable)
MOST_SAID = 5
_ENOUGH = 0.5  # of all attempts: of fewer nothing is said of the mix


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


def at_one_mix(one: Mapping[K, Tried], other: Mapping[K, Tried], locale: str) -> tuple[str, ...]:
    """What is left of the difference where both had the same mix of doors; nothing is said where
    too few attempts tell of it.
    """
    found = standardised(one, other)
    if found is None or found.share < _ENOUGH:
        return ()
    plain = _rate(one.values()) - _rate(other.values())
    code = "same_mix" if found.difference.is_clear else "same_mix_alike"
    params = {**_figures(found.difference, locale), "plain": _in_points(plain, locale)}
    return (say(f"report.hours.{code}", params, locale),)


def _rate(tried: Iterable[Tried]) -> float:
    held = list(tried)
    return sum(one.hits for one in held) / sum(one.n for one in held)


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
    params = {**_figures(found, locale), "span": say("report.hours.span", span, locale)}
    return say("report.hours.difference", params, locale)


def _figures(found: Difference, locale: str) -> dict[str, Param]:
    return {
        "points": _in_points(found.value, locale),
        "low": _points(found.low, locale),
        "high": _points(found.high, locale),
    }


def _in_points(share: float, locale: str) -> str:
    """«+8 puntos»."""
    value = _points(share, locale)
    count = 1 if value.lstrip("+-") == "1" else 2
    return say("report.hours.points", {"count": count, "signed": value}, locale)


def _points(share: float, locale: str) -> str:
    """Percentage points with their sign; less than one with its first decimal."""
    points = round(100 * share, 1)
    said = number(points, locale, 0 if abs(points) >= 1 else 1)
    return f"+{said}" if points > 0 else said
