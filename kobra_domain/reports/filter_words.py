"""What a report is held to, as it says of itself: «Últimos 30 días (1–30 nov 2026) · Andes»."""

from __future__ import annotations

from datetime import date, timedelta

from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import HELD, Against, Filters, Period, Span
from kobra_domain.reports.names import Names
from kobra_domain.words import full_day, say, word

MOST_NAMED = 3  # of more values only how many there are is said


def filter_words(filters: Filters, names: Names, today: date) -> str:
    """The days, each dimension that is held to, and what is compared with."""
    locale, span = names.locale, filters.span(today)
    days = span_words(span, locale)
    is_custom = filters.period is Period.CUSTOM
    parts = [days if is_custom else f"{word(filters.period, locale)} ({days})"]
    parts += [values_words(one, filters, names) for one in HELD if filters.values(one)]
    if filters.first_attempts:
        parts.append(say("report.first_attempts", None, locale))
    if (other := filters.other(today)) is not None:
        parts.append(_against(filters, other[1], names))
    return " · ".join(parts)


def values_words(dimension: Dimension, filters: Filters, names: Names) -> str:
    """«Andes, Norte», or «7 gestores»."""
    values = filters.values(dimension)
    if len(values) > MOST_NAMED:
        return say(f"report.many.{dimension.value}", {"count": len(values)}, names.locale)
    return ", ".join(names.of(dimension, value) for value in values)


def span_words(span: Span, locale: str) -> str:
    """1 sep – 30 nov 2026, both days within; «desde el …», «hasta el …», «todo»."""
    last = None if span.until is None else span.until - timedelta(days=1)
    if span.first is None or last is None:
        if span.first is not None:
            return say("report.days.since", {"from": full_day(span.first, locale)}, locale)
        if last is not None:
            return say("report.days.until", {"until": full_day(last, locale)}, locale)
        return say("report.days.all", None, locale)
    if span.first >= last:
        return full_day(span.first, locale)
    first = full_day(span.first, locale)
    if span.first.year == last.year:
        first = first.rpartition(" ")[0]
    return f"{first} – {full_day(last, locale)}"


def _against(filters: Filters, span: Span, names: Names) -> str:
    if filters.against is Against.TEAM:
        other = names.of(Dimension.TEAM, filters.against_team)
    else:
        other = span_words(span, names.locale)
    return say("report.against", {"other": other}, names.locale)
