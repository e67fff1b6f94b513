"""A week of work as people write it in one cell: «L-V 08:00–17:00, S 8 a 13», «Mon-Fri 9-6pm»."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise

from kobra_domain.people import ShiftSpan

WORKDAYS = tuple(range(5))  # of hours for which no days are said
_LAST = time(23, 59)
_NAMES: tuple[str, ...] = (
    "l lu lun lunes mo mon monday",
    "m ma mar martes tu tue tues tuesday",
    "x mi mie mier miercoles we wed wednesday",
    "j ju jue jueves th thu thur thurs thursday",
    "v vi vie vier viernes fr fri friday",
    "s sa sab sabado sabados sat saturday",
    "d do dom domingo domingos su sun sunday",
)
_DAYS = {name: day for day, names in enumerate(_NAMES) for name in names.split()}
_EVERY = re.compile(r"\b(?:todos los dias|diario|diariamente|daily|every day)\b")
_TO = frozenset({"-", "a", "al", "hasta", "to", "until"})
_SILENT = frozenset({"de", "desde", "h", "hs", "hr", "hrs", "hora", "horas", "las", "from"})
_BETWEEN = frozenset({",", ";", "/", "|", "+", "y", "e", "and", "&"})
_HOUR = r"\d{1,2}(?:\s*[:.h]\s*\d{2}(?::\d{2})?)?(?:\s*[ap]\.?\s?m\b\.?)?"
_TOKEN = re.compile(rf"\s*({_HOUR}|[a-z]+|[-,;/|+&])\.?:?")
_PARTS = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})(?::\d{2})?)?\s*(?:([ap])\.?\s?m\b\.?)?")
Spans = tuple[ShiftSpan, ...]


def read_week(text: str) -> Spans | None:
    """The stretches that a text says, by day and hour; None for one that is not understood, whose
    hours overlap or that goes past midnight. Hours without days are those of Monday to Friday.
    """
    tokens = _tokens(text)
    if not tokens:
        return None
    reading = _Reading(tokens)
    return reading.spans() if reading.is_read() else None


def read_weekdays(text: str) -> tuple[int, ...] | None:
    """The days that a text says (0 = Monday): «L-V», «lun, mié y vie»; None for no days."""
    tokens = _tokens(text)
    reading = _Reading(tokens or [])
    days = reading.days()
    return tuple(sorted(days)) if days and reading.at == len(reading.tokens) else None


def read_hour(text: str) -> time | None:
    """«8», «8:00», «8 am», «17.30 h», «24:00» (a minute before midnight)."""
    found = _PARTS.fullmatch(_plain(text).removesuffix("h").removesuffix("hrs").strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[3] == "p")
    if (hour, minute) == (24, 0):
        return _LAST
    return time(hour, minute) if hour < 24 and minute < 60 else None


def week_of(days: Sequence[int], start: time, end: time) -> Spans | None:
    """The same hours on each of the days; None where they end before they begin."""
    if end <= start:
        return None
    return tuple(ShiftSpan(weekday=day, start=start, end=end) for day in days)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[\u2010-\u2015\u2212]", "-", plain).strip()


def _tokens(text: str) -> list[str] | None:
    """Hours, days and signs in their order; None where something else stands."""
    rest, at, made = _EVERY.sub("l-d", _plain(text)).replace("\n", ";"), 0, []
    while at < len(rest):
        found = _TOKEN.match(rest, at)
        if found is None:
            return None
        at = found.end()
        if found[1] not in _SILENT:
            made += _letters(found[1])
    return made


def _letters(token: str) -> list[str]:
    """«lmxjv» and «lmmjv» are days side by side."""
    if token in _DAYS or not re.fullmatch(r"l?m?[mx]?j?v?s?d?", token) or len(token) < 2:
        return [token]
    return list(token.replace("mm", "mx"))


@dataclass(slots=True)
class _Reading:
    """The tokens from the first on; `held` are stretches by day."""

    tokens: Sequence[str]
    at: int = 0
    held: dict[int, list[tuple[time, time]]] = field(default_factory=dict)

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def is_read(self) -> bool:
        """Whether all of it says days with their hours."""
        days: set[int] = set()
        while self.next:
            days = self.days() or days
            hours = self._hours()
            if not hours:
                return False
            behind = set() if days else self.days()
            for day in sorted(days or behind or WORKDAYS):
                self.held.setdefault(day, []).extend(hours)
            if behind and self.next:
                return False
        return True

    def spans(self) -> Spans | None:
        """What was read, in order; None where stretches overlap."""
        made: list[ShiftSpan] = []
        for day, hours in sorted(self.held.items()):
            ordered = sorted(hours)
            if any(one[1] > other[0] for one, other in pairwise(ordered)):
                return None
            made += (ShiftSpan(weekday=day, start=one, end=end) for one, end in ordered)
        return tuple(made)

    def days(self) -> set[int]:
        """Days one after another: «l - v», «lun , mie y vie»."""
        made: set[int] = set()
        while self.next in _DAYS:
            first = last = _DAYS[self.next] + (self.next == "m" and 1 in made)  # «L, M, M, J, V»
            self.at += 1
            if self.next in _TO and self._beyond() in _DAYS:
                last = _DAYS[self._beyond()]
                self.at += 2
            made.update((first + n) % 7 for n in range((last - first) % 7 + 1))
            if self.next in _BETWEEN and self._beyond() in _DAYS:
                self.at += 1
        return made

    def _beyond(self) -> str:
        return self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else ""

    def _hours(self) -> list[tuple[time, time]]:
        """Stretches one after another; none where one of them is none."""
        made: list[tuple[time, time]] = []
        while self.next[:1].isdigit():
            end = self.tokens[self.at + 2] if self.at + 2 < len(self.tokens) else ""
            if self._beyond() not in _TO or not end[:1].isdigit():
                return []
            span = _span(self.next, end)
            if span is None:
                return []
            made.append(span)
            self.at += 3
            beyond = self._beyond()
            goes_on = beyond[:1].isdigit() or beyond in _DAYS
            if self.next in _BETWEEN and (goes_on or not beyond):
                self.at += 1
        return made


def _span(start: str, end: str) -> tuple[time, time] | None:
    """«9 - 6pm» is from nine in the morning."""
    begun, ended = read_hour(start), read_hour(end)
    if begun is None or ended is None or ended <= begun:
        return None
    return begun, ended
