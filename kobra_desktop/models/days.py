"""Days as a filter ticks them: by name, by what is left of the week, or from one to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.listing import Options, Passes, Values

TODAY, TOMORROW, WEEK, LATER, PAST, NO_DAY = "today", "tomorrow", "week", "later", "past", "none"
BETWEEN = ".."
Span = tuple[date, date]


def iso_day(day: date | None) -> str:
    """A day as it leaves the screen."""
    return day.isoformat() if day else ""


def iso_moment(at: datetime | None, zone: str) -> str:
    """A moment as it leaves the screen: to the minute, by the clock that is shown."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if at else ""


def day_value(day: date | None) -> str:
    """What a row is filtered by."""
    return day.isoformat() if day else NO_DAY


def between(start: date, end: date) -> str:
    """The value of all days from one to another, both ends included."""
    first, last = min(start, end), max(start, end)
    return f"{first.isoformat()}{BETWEEN}{last.isoformat()}"


def span(value: str, today: date) -> Span | None:
    """The days that a value stands for, both ends included; None for no day, or nonsense."""
    tomorrow = today + timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    named = {
        TODAY: (today, today),
        TOMORROW: (tomorrow, tomorrow),
        WEEK: (monday, monday + timedelta(days=6)),
        LATER: (tomorrow + timedelta(days=1), date.max),
        PAST: (date.min, today - timedelta(days=1)),
    }
    if value in named:
        return named[value]
    first, _, last = value.partition(BETWEEN)
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return None


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


def day_options() -> Options:
    """The days that have a name."""
    translate = QCoreApplication.translate
    return [
        (TODAY, translate("Days", "Today")),
        (TOMORROW, translate("Days", "Tomorrow")),
        (WEEK, translate("Days", "This week")),
        (LATER, translate("Days", "Later")),
        (PAST, translate("Days", "Before today")),
        (NO_DAY, translate("Days", "No day")),
    ]
