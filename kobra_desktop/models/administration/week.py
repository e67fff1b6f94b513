"""A weekly shift as text, a line a day: «07:00–12:00, 14:00–18:00». No Qt, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from itertools import groupby, pairwise

from kobra_domain.people import ShiftSpan
from kobra_domain.words.figures import calendar

DAYS = range(7)
_HOUR = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*h?"
_SPAN = re.compile(rf"\s*{_HOUR}\s*(?:-|–|—|\ba\b|\bto\b)\s*{_HOUR}\s*")
_LAST = time(23, 59)

Spans = tuple[ShiftSpan, ...]


def read_day(text: str, weekday: int) -> Spans | None:
    """The stretches that a line says, in order; None when it cannot be read or one ends too soon.

    «7-19» and «7:00 – 12:30; 14 a 18» are read; an empty line is a free day.
    """
    made = []
    for part in re.split(r"[,;]", text) if text.strip() else ():
        span = _span(part, weekday)
        if span is None:
            return None
        made.append(span)
    made.sort(key=lambda span: span.start)
    overlaps = any(one.end > other.start for one, other in pairwise(made))
    return None if overlaps else tuple(made)


def _span(text: str, weekday: int) -> ShiftSpan | None:
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    start, end = _time(found[1], found[2]), _time(found[3], found[4])
    if start is None or end is None or end <= start:
        return None
    return ShiftSpan(weekday=weekday, start=start, end=end)


def _time(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return _LAST
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def day_text(spans: Iterable[ShiftSpan], weekday: int) -> str:
    """The line of a day."""
    mine = sorted((span.start, span.end) for span in spans if span.weekday == weekday)
    return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in mine)


def minutes_of(spans: Iterable[ShiftSpan]) -> int:
    """How long they are together."""
    return sum(_minutes(span.end) - _minutes(span.start) for span in spans)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute + (1 if at == _LAST else 0)


def week_lines(spans: Iterable[ShiftSpan], locale: str) -> list[str]:
    """The week in as few lines as it has: «lun–vie 07:00–19:00», «sáb 08:00–13:00»."""
    held, names = tuple(spans), calendar(locale).weekdays
    lines = []
    for text, days in groupby(DAYS, key=lambda day: day_text(held, day)):
        run = list(days)
        if text:
            name = names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}"
            lines.append(f"{name} {text}")
    return lines
