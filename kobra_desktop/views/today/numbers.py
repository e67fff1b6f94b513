"""The tiles of Hoy. Each opens its rows; none says good or bad by colour."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.today import TILES, Day
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import row
from kobra_desktop.views.widgets.tiles import Tile
from kobra_domain.metrics.asked import about, figure_words, name_of, share_words, sureness
from kobra_domain.metrics.declared import PROMISE_AMOUNT, PROMISES
from kobra_domain.metrics.tallies import Metric
from kobra_domain.words import day_words, number


class DayNumbers(QWidget):
    """`opened` brings the state that Visitas must show: exactly the rows of the number."""

    opened = Signal(object)

    def __init__(self, look: Look, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._day: Day | None = None
        self.tiles = {metric.key: self._tile(look, metric) for metric, _ in TILES}
        self.setLayout(row(*self.tiles.values(), space=12))

    def _tile(self, look: Look, metric: Metric) -> Tile:
        tile = Tile(look, name_of(metric, self._locale))
        tile.opened.connect(lambda: self._open(metric))
        return tile

    def _open(self, metric: Metric) -> None:
        if self._day is not None:  # until there are numbers, none has rows
            self.opened.emit({"number": self._day.asked(metric).text})

    def show_numbers(self, day: Day) -> None:
        """The figures, each with its share of what it is part of, and what they are."""
        self._day, locale = day, self._locale
        for metric, part in TILES:
            tally = day.numbers[metric.key]
            under = share_words(part, day.numbers[part.key], locale) if part else self._any_day()
            compared = self._compared(day, metric)
            caption = "\n".join(words for words in (under, compared) if words)
            figure = figure_words(metric, tally, locale)
            self.tiles[metric.key].set_number(
                figure, caption, _what_it_is(day, metric, part, locale)
            )

    def _any_day(self) -> str:
        return self.tr("of any day")

    def _compared(self, day: Day, metric: Metric) -> str:
        """More or fewer than a week ago at this hour: an arrow and words, never colour alone."""
        if day.before is None or metric.key not in day.before:
            return ""
        more = day.numbers[metric.key].n - day.before[metric.key].n
        when = day_words(day.before_on, self._locale)
        if more == 0:
            return self.tr("= as on {day} at this hour").format(day=when)
        text = self.tr("↑ {n} more than {day}") if more > 0 else self.tr("↓ {n} fewer than {day}")
        return text.format(n=number(abs(more), self._locale), day=when)


def _what_it_is(day: Day, metric: Metric, part: Metric | None, locale: str) -> str:
    """Formula and source of what a tile says, how sure its share is, and what was promised."""
    lines = [about(metric, locale)]
    if part is not None:
        lines += [about(part, locale), sureness(day.numbers[part.key], locale)]
    if metric is PROMISES:
        promised = figure_words(PROMISE_AMOUNT, day.numbers[PROMISE_AMOUNT.key], locale)
        lines.append(f"{name_of(PROMISE_AMOUNT, locale)}: {promised}")
    return "\n".join(line for line in lines if line)
