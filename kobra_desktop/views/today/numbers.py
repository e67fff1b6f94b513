"""The tiles of Hoy. Each opens its rows; none says good or bad by colour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.today.day import TILES, Day
from kobra_desktop.models.today.usual import COMPARED
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import row
from kobra_desktop.views.widgets.tiles import Tile
from kobra_domain.metrics.asked import about, figure_words, name_of, share_words, sureness
from kobra_domain.metrics.comparing import ENOUGH, Usual
from kobra_domain.metrics.declared import PROMISE_AMOUNT, PROMISES
from kobra_domain.metrics.tallies import Metric
from kobra_domain.words import day_words, number, say, weekday_words

SPACE = 12
FORMS = 4  # of a caption: whole, brief, of one word, in figures


class DayNumbers(QWidget):
    """`opened` brings the state that Visitas must show: exactly the rows of the number."""

    opened = Signal(object)

    def __init__(self, look: Look, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._day: Day | None = None
        self.tiles = {metric.key: self._tile(look, metric) for metric, _ in TILES}
        line = row(*self.tiles.values(), space=SPACE)
        for tile in self.tiles.values():
            line.setStretchFactor(tile, 1)
        self.setLayout(line)

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
            under, short = self.tr("of any day"), ""
            if part is not None:
                under = share_words(part, day.numbers[part.key], locale)
                short = figure_words(part, day.numbers[part.key], locale)
            more = day.more(metric)
            forms = [
                _lines(under, self._compared(day, metric)),
                _lines(short, self._compared(day, metric, is_short=True)),
                _lines(short, self._more(more) if metric in COMPARED else ""),
                "  ".join(filter(None, (short, _arrow(more, locale)))),
            ]
            figure = figure_words(metric, day.numbers[metric.key], locale)
            what = _what_it_is(day, metric, part, locale)
            self.tiles[metric.key].set_number(figure, forms, what)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No caption is cut: where one would be, all are short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tiles = self.tiles.values()
        width = (self.width() - SPACE * (len(tiles) - 1)) // len(tiles)
        fits = (n for n in range(FORMS) if all(one.wanted_width(n) <= width for one in tiles))
        form = next(fits, FORMS - 1)
        height = max(one.title_height(width) for one in tiles)
        for tile in tiles:
            tile.show_form(form, title_height=height)

    def _compared(self, day: Day, metric: Metric, *, is_short: bool = False) -> str:
        """More or fewer than is usual at this hour: an arrow and words, never colour alone."""
        if metric not in COMPARED:
            return ""
        more, locale = day.more(metric), self._locale
        weekday = weekday_words(day.on, locale)
        if more is None:
            known_on = day_words(day.usual.known_on, locale, day.on)
            return self.tr("compared from {day} on").format(day=known_on)
        if is_short:
            if more == 0:
                return self.tr("= a {weekday}").format(weekday=weekday)
            brief = (
                self.tr("▲ {n} over a {weekday}")
                if more > 0
                else self.tr("▼ {n} under a {weekday}")
            )
            return brief.format(n=number(abs(more), locale), weekday=weekday)
        if more == 0:
            return self.tr("= as usual on a {weekday} at this hour").format(weekday=weekday)
        text = (
            self.tr("▲ {n} more than on a {weekday} at this hour")
            if more > 0
            else self.tr("▼ {n} fewer than on a {weekday} at this hour")
        )
        return text.format(n=number(abs(more), locale), weekday=weekday)

    def _more(self, more: int | None) -> str:
        """The same in one word."""
        if more is None:
            return self.tr("not compared")
        if more == 0:
            return self.tr("= as usual")
        text = self.tr("▲ {n} more") if more > 0 else self.tr("▼ {n} fewer")
        return text.format(n=number(abs(more), self._locale))


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _arrow(more: int | None, locale: str) -> str:
    if more is None:
        return ""
    return f"{'▲' if more > 0 else '▼'} {number(abs(more), locale)}" if more else "="


def _what_it_is(day: Day, metric: Metric, part: Metric | None, locale: str) -> str:
    """Formula and source of what a tile says, whether more is wanted, how sure its share is, and
    what was promised.
    """
    lines = [about(metric, locale)]
    if metric.better != "none":
        lines.append(say(f"metric_better.{metric.better}", None, locale))
    if part is not None:
        lines += [about(part, locale), sureness(day.numbers[part.key], locale)]
    if metric is PROMISES:
        promised = figure_words(PROMISE_AMOUNT, day.numbers[PROMISE_AMOUNT.key], locale)
        lines.append(f"{name_of(PROMISE_AMOUNT, locale)}: {promised}")
    if (usual := day.usual.by_metric.get(metric.key)) is not None:
        lines.append(_usual_words(day, usual, locale))
    elif metric in COMPARED:
        lines.append(_lacking_words(day, locale))
    return "\n".join(filter(None, lines))


def _lacking_words(day: Day, locale: str) -> str:
    """Why nothing is compared yet, and since when it will be."""
    text = QCoreApplication.translate(
        "DayNumbers",
        "To say what is usual it takes {enough} days before that are a {weekday} with visits "
        "planned; there are {days}. From {day} on it is known.",
    )
    return text.format(
        enough=ENOUGH,
        weekday=weekday_words(day.on, locale),
        days=day.usual.worked,
        day=day_words(day.usual.known_on, locale, day.on),
    )


def _usual_words(day: Day, usual: Usual, locale: str) -> str:
    """From how many days what is usual was counted."""
    text = QCoreApplication.translate(
        "DayNumbers", "Usual on a {weekday} at this hour: {n}, the median of {days} days."
    )
    figure = number(usual.median, locale, 0 if usual.median.is_integer() else 1)
    return text.format(weekday=weekday_words(day.on, locale), n=figure, days=usual.days)
