"""Days as a filter ticks them: by name, by what is left of the week, or from one to another with
either end open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.listing import Days, Options, Passes, Quality, Values
from kobra_desktop.models.workspace import Workspace
from kobra_domain.errors import Invalid

R = TypeVar("R")
TODAY, YESTERDAY, TOMORROW, WEEK, MONTH = "today", "yesterday", "tomorrow", "week", "month"
LAST_7, LAST_30, LATER, PAST, NO_DAY = "last_7", "last_30", "later", "past", "none"
BETWEEN = ".."
Span = tuple[date, date]


def day_value(day: date | None) -> str:
    """What a row is filtered by."""
    return day.isoformat() if day else NO_DAY


def between(first: date | None, last: date | None) -> str:
    """The value of all days from one to another, both included; None: no such end. Raises Invalid
    (`wrong_order`).
    """
    if first is not None and last is not None and first > last:
        raise Invalid("wrong_order")
    return BETWEEN.join(end.isoformat() if end else "" for end in (first, last))


def is_range(value: str) -> bool:
    """Whether it is told by its dates, having no name."""
    return value[:1].isdigit() or value.startswith(BETWEEN)


def span(value: str, today: date) -> Span | None:
    """The days that a value stands for, both ends included; None for no day, or nonsense."""
    one, first = timedelta(days=1), today.replace(day=1)
    monday = today - today.weekday() * one
    named = {
        TODAY: (today, today),
        YESTERDAY: (today - one, today - one),
        TOMORROW: (today + one, today + one),
        WEEK: (monday, monday + 6 * one),
        MONTH: (first, (first + 31 * one).replace(day=1) - one),
        LAST_7: (today - 6 * one, today),
        LAST_30: (today - 29 * one, today),
        LATER: (today + 2 * one, date.max),
        PAST: (date.min, today - one),
    }
    if value in named:
        return named[value]
    start, is_between, end = value.partition(BETWEEN)
    try:
        found = date.fromisoformat(start) if start else date.min
        last = date.fromisoformat(end) if end else date.max if is_between else found
    except ValueError:
        return None
    return (found, last) if start or end else None


def day_passes(today: Callable[[], date]) -> Passes:
    """The test of rows' days against ticked values."""

    def passes(values: Values) -> Callable[[str], bool]:
        # ISO dates stand in the order of their text: no row's day is parsed.
        spans = [
            (found[0].isoformat(), found[1].isoformat())
            for value in values
            if (found := span(value, today())) is not None
        ]
        has_none = NO_DAY in values

        def check(day: str) -> bool:
            if day == NO_DAY:
                return has_none
            return any(first <= day <= last for first, last in spans)

        return check

    return passes


def day_quality(
    key: str,
    title: str,
    day: Callable[[R], date | None],
    workspace: Workspace,
    options: Callable[[], Options],
) -> Quality[R]:
    """Rows by a day of theirs: `options` by name, and any range."""
    days = Days(lambda: workspace.today, workspace.locale)
    read = lambda row: day_value(day(row))  # noqa: E731
    return Quality(key, title, read, options, passes=day_passes(days.today), days=days)


def planned_days() -> Options:
    """The names of days that something is planned on, or is not."""
    translate = QCoreApplication.translate
    return [
        (TODAY, translate("Days", "Today")),
        (TOMORROW, translate("Days", "Tomorrow")),
        (WEEK, translate("Days", "This week")),
        (MONTH, translate("Days", "This month")),
        (LATER, translate("Days", "Later")),
        (PAST, translate("Days", "Before today")),
        (NO_DAY, translate("Days", "No day")),
    ]


def past_days() -> Options:
    """The names of days on which something happened."""
    translate = QCoreApplication.translate
    return [
        (TODAY, translate("Days", "Today")),
        (YESTERDAY, translate("Days", "Yesterday")),
        (WEEK, translate("Days", "This week")),
        (LAST_7, translate("Days", "Last 7 days")),
        (MONTH, translate("Days", "This month")),
        (LAST_30, translate("Days", "Last 30 days")),
    ]
