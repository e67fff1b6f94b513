"""What a report is held to: its days, whose work, and what it is compared with. The same pairs of
texts say it in a link, a request and a schedule; what was not said is as by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from kobra_domain.buckets import next_month
from kobra_domain.errors import Invalid
from kobra_domain.metrics.dimensions import (
    IS_FIRST,
    Dimension,
    check_value,
    held_to_any,
    read_day,
    within,
)
from kobra_domain.metrics.predicates import All, Compare, Predicate
from kobra_domain.metrics.questions import MOST_VALUES
from kobra_domain.metrics.tallies import Metric

_D = Dimension
# Those that a person chooses values of; days are the period's, hours the chart's own.
HELD = (_D.PORTFOLIO, _D.TEAM, _D.AGENT, _D.ZONE, _D.BUCKET, _D.OUTCOME)
BEYOND = "-"  # the value that no row has: what was chosen lies beyond the reader's scope
_DAY = timedelta(days=1)
_E = TypeVar("_E", bound=StrEnum)


class Period(StrEnum):
    """Which days, as told by the day on which it is asked."""

    TODAY = "today"
    LAST_7 = "last_7"
    LAST_30 = "last_30"
    LAST_90 = "last_90"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    CUSTOM = "custom"


class Against(StrEnum):
    """What is compared with."""

    NONE = "none"
    PERIOD_BEFORE = "period_before"
    YEAR_BEFORE = "year_before"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Span:
    """Local days at the address: the first is within, `until` is not. None: without end."""

    first: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """`from_on` and `to_on` (not within) are of a custom period. `held`: values of dimensions as
    groups tell them, any of them. `measure`: the metric that is looked at, where a report has
    several. `against_team` is compared with the teams held to.
    """

    period: Period = Period.LAST_90
    from_on: date | None = None
    to_on: date | None = None
    held: Mapping[Dimension, tuple[str, ...]] = field(default_factory=dict)
    first_attempts: bool = False
    measure: str = ""
    against: Against = Against.NONE
    against_team: str = ""

    def values(self, dimension: Dimension) -> tuple[str, ...]:
        """The values that are held to, none: all."""
        return self.held.get(dimension, ())

    def holding(self, dimension: Dimension, *values: str) -> Filters:
        """The same, held to other values of a dimension; to none: to all."""
        held = {one: found for one, found in self.held.items() if one is not dimension}
        return replace(self, held={**held, dimension: values} if values else held)

    def span(self, today: date) -> Span:
        """Its days."""
        return _span(self, today)

    def other(self, today: date) -> tuple[Filters, Span] | None:
        """What it is compared with, and those days; None: with nothing, or there is nothing before
        days without a beginning.
        """
        now = self.span(today)
        match self.against:
            case Against.TEAM if self.against_team:
                return self.holding(_D.TEAM, self.against_team), now
            case Against.PERIOD_BEFORE if (span := _before(self.period, now)) is not None:
                return self, span
            case Against.YEAR_BEFORE if (span := _year_before(now)) is not None:
                return self, span
        return None

    def condition(self, metric: Metric, span: Span) -> Predicate:
        """The condition on a metric's rows of some days."""
        parts = [within(metric, span.first, span.until)]
        parts += [held_to_any(metric, one, self.held[one]) for one in HELD if self.values(one)]
        if self.first_attempts and metric.rows == "visit":
            parts.append(Compare(IS_FIRST, "=", True))
        return All(tuple(parts))


def _span(filters: Filters, today: date) -> Span:
    end, month = today + _DAY, today.replace(day=1)
    match filters.period:
        case Period.TODAY:
            return Span(today, end)
        case Period.LAST_7 | Period.LAST_30 | Period.LAST_90:
            days = int(filters.period.value.removeprefix("last_"))
            return Span(end - timedelta(days=days), end)
        case Period.LAST_WEEK:
            monday = today - timedelta(days=today.weekday())
            return Span(monday - timedelta(days=7), monday)
        case Period.THIS_MONTH:
            return Span(month, end)
        case Period.LAST_MONTH:
            return Span((month - _DAY).replace(day=1), month)
        case Period.THIS_YEAR:
            return Span(today.replace(month=1, day=1), end)
        case _:
            return Span(filters.from_on, filters.to_on)


def _before(period: Period, span: Span) -> Span | None:
    """As many days just before; of a month, the month before up to the same day of it."""
    if span.first is None or span.until is None:
        return None
    if period in (Period.THIS_MONTH, Period.LAST_MONTH):
        first = (span.first - _DAY).replace(day=1)
        if period is Period.LAST_MONTH:
            return Span(first, span.first)
        return Span(first, min(first + (span.until - span.first), next_month(first)))
    return Span(span.first - (span.until - span.first), span.first)


def _year_before(span: Span) -> Span | None:
    if span.first is None or span.until is None:
        return None
    return Span(_years_back(span.first), _years_back(span.until))


def _years_back(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1)
    return day.replace(year=day.year - 1)


def said(filters: Filters) -> list[tuple[str, str]]:
    """The pairs that say it; what is as by default is left out."""
    plain = Filters()
    pairs = [] if filters.period is plain.period else [("period", filters.period.value)]
    if filters.period is Period.CUSTOM:
        days = (("from", filters.from_on), ("to", filters.to_on))
        pairs += [(name, day.isoformat()) for name, day in days if day is not None]
    pairs += [(one.value, value) for one in HELD for value in filters.values(one)]
    if filters.first_attempts:
        pairs.append(("first_attempts", "true"))
    if filters.measure:
        pairs.append(("measure", filters.measure))
    if filters.against is not Against.NONE:
        pairs.append(("against", filters.against.value))
    if filters.against_team:
        pairs.append(("against_team", filters.against_team))
    return pairs


def read_filters(pairs: Iterable[tuple[str, str]]) -> Filters:
    """What pairs say. Raises Invalid: `unknown_field`, `wrong_type`, `too_many`,
    `ends_before_start`. Days without a period are a custom one.
    """
    held: dict[Dimension, list[str]] = {}
    one: dict[str, str] = {}
    for name, value in pairs:
        if name in {each.value for each in HELD}:
            check_value(Dimension(name), value)
            held.setdefault(Dimension(name), []).append(value)
        elif name in _SINGLE:
            one[name] = value
        else:
            raise Invalid("unknown_field", field=name)
    if any(len(values) > MOST_VALUES for values in held.values()):
        raise Invalid("too_many", field="filters", limit=MOST_VALUES)
    first = read_day(one["from"], "from") if "from" in one else None
    until = read_day(one["to"], "to") if "to" in one else None
    if first is not None and until is not None and until <= first:  # of no day nothing is said
        raise Invalid("ends_before_start", field="to")
    is_custom = first is not None or until is not None
    named = one.get("period", Period.CUSTOM if is_custom else Filters().period)
    return Filters(
        period=_member(Period, named, "period"),
        from_on=first,
        to_on=until,
        held={name: tuple(dict.fromkeys(values)) for name, values in held.items()},
        first_attempts=_flag(one.get("first_attempts", "false")),
        measure=one.get("measure", ""),
        against=_member(Against, one.get("against", Against.NONE), "against"),
        against_team=one.get("against_team", ""),
    )


_SINGLE = {"period", "from", "to", "first_attempts", "measure", "against", "against_team"}


def _member(kind: type[_E], value: str, field: str) -> _E:
    try:
        return kind(value)
    except ValueError:
        raise Invalid("wrong_type", field=field) from None


def _flag(value: str) -> bool:
    if value not in ("true", "false"):
        raise Invalid("wrong_type", field="first_attempts")
    return value == "true"
