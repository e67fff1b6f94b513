"""Days as they are typed and told by a filter: with their year, month by name, so that nobody reads
3/11 in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from kobra_desktop.models.days import NO_DAY, is_range, span
from kobra_desktop.models.listing import Days
from kobra_desktop.models.options import OptionsModel
from kobra_desktop.store.accents import plain
from kobra_domain.errors import Invalid
from kobra_domain.words.figures import EN, ES, full_day

_PARTS = re.compile(r"[0-9]+|[a-z]+")
_MONTHS = {
    name[:3]: number
    for words in (ES, EN)
    for number, name in enumerate(map(plain, words.months), start=1)
}


def read_day(text: str, days: Days) -> date | None:
    """The day that a person means: 3/11, 3-11-26, 3 de nov 2026, 2026-11-03; None for nothing.
    Without a year this one. Numbers stand in the locale's order. Raises Invalid (`not_a_date`).
    """
    parts = [part for part in _PARTS.findall(plain(text)) if part not in ("de", "del", "of")]
    if not text.strip():
        return None
    try:
        return _day(parts, days)
    except (ValueError, KeyError) as problem:
        raise Invalid("not_a_date") from problem


def _day(parts: list[str], days: Days) -> date:
    """Raises ValueError, KeyError."""
    numbers = [part for part in parts if part.isdigit()]
    names = [part for part in parts if not part.isdigit()]
    if not names and len(numbers) == 3 and len(numbers[0]) == 4:
        return date(*map(int, numbers))
    if names:
        (name,), (number, *years) = names, numbers
        return date(_year(years, days), _MONTHS[name[:3]], int(number))
    first, second, *years = numbers
    day, month = (second, first) if _is_month_first(days.locale) else (first, second)
    return date(_year(years, days), int(month), int(day))


def _year(parts: list[str], days: Days) -> int:
    if not parts:
        return days.today().year
    (year,) = parts
    if len(year) not in (2, 4):
        raise ValueError(year)
    return int(year) + (2000 if len(year) == 2 else 0)


def _is_month_first(locale: str) -> bool:
    form = QLocale(locale).dateFormat(QLocale.FormatType.ShortFormat)
    return form.index("M") < form.index("d")


def range_words(value: str, days: Days) -> str:
    """«3 nov 2026 – 9 nov 2026», or of an open end «from…», «until…»; empty for no range."""
    found, locale = span(value, days.today()), days.locale
    translate = QCoreApplication.translate
    if found is None:
        return ""
    first, last = found
    if first == date.min:
        return translate("Days", "until {day}").format(day=full_day(last, locale))
    if last == date.max:
        return translate("Days", "from {day}").format(day=full_day(first, locale))
    if first == last:
        return full_day(first, locale)
    return f"{full_day(first, locale)} – {full_day(last, locale)}"


class DaysModel(OptionsModel):
    """Days by name, any of them, or one range, alone or with «no day»."""

    def __init__(self, days: Days, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days = days

    @property
    def range_value(self) -> str:
        """The range that is chosen, empty for none."""
        return next((value for value in self.values if is_range(value)), "")

    def set_range(self, value: str) -> None:
        """Hold to a range in the place of named days; empty: no longer."""
        kept = {v for v in self.values if v == NO_DAY or not (value or is_range(v))}
        self.set_values(kept | ({value} if value else set()))

    def toggle(self, line: int) -> None:
        """A named day, or «no day», which stands beside a range as well."""
        if self.value_at(line) != NO_DAY:
            self._ticked = {value for value in self._ticked if not is_range(value)}
        super().toggle(line)

    def arrange(self) -> None:
        """Days stay in their order."""
        self._order = list(self._offered)
        self.search("")

    def has_word(self, value: str) -> bool:
        """A range has one if it can be read."""
        return super().has_word(value) or (is_range(value) and bool(range_words(value, self.days)))

    def _words_of(self, values: Iterable[str]) -> list[str]:
        named = [value for value in values if not is_range(value)]
        ranges = [range_words(value, self.days) for value in sorted(set(values) - set(named))]
        return [*super()._words_of(named), *ranges]

    @property
    def told_words(self) -> list[str]:
        """Which days are meant now, beside their names: «this week» says nothing a week later."""
        made = []
        for value in sorted(self.values):
            (word,), dates = self._words_of([value]), range_words(value, self.days)
            made.append(word if is_range(value) or not dates else f"{word} ({dates})")
        return made
