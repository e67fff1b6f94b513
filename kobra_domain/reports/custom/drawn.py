"""Lines and bars of a block: one chart for each unit, for no axis has two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kobra_domain.buckets import next_month
from kobra_domain.charts.spec import (
    BarChart,
    ChartSpec,
    Figure,
    LineChart,
    Series,
    StepKind,
    Unit,
)
from kobra_domain.charts.units import Printer
from kobra_domain.metrics.dimensions import By, Dimension, monday_of
from kobra_domain.reports.custom.asking import ORDERED, Asker, Found, Key, Slot
from kobra_domain.reports.custom.tables import compares
from kobra_domain.reports.report import BehindColumn
from kobra_domain.shift import FIRST_DAY, LAST_DAY
from kobra_domain.words import say

_D = Dimension
TIMES = {_D.DAY: StepKind.DAY, _D.WEEK: StepKind.WEEK, _D.MONTH: StepKind.MONTH}
_COARSER = {_D.DAY: _D.WEEK, _D.WEEK: _D.MONTH}
_MOST_STEPS = 1_500
_MOST_COMPARED = 4  # lines or bars, each beside what it is compared with
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Drawn:
    """A chart, the groups of its marks where they can be told, and how many find no room."""

    chart: ChartSpec
    slots: tuple[Slot, ...]
    by: tuple[By, ...] = ()
    groups: tuple[Key, ...] = ()
    left: int = 0
    notes: tuple[str, ...] = ()
    columns: tuple[BehindColumn, ...] = ()
    is_cut: bool = False  # also where what is left is said otherwise


def by_unit(slots: Sequence[Slot]) -> dict[Unit, tuple[Slot, ...]]:
    """The columns that stand on one axis."""
    made: dict[Unit, tuple[Slot, ...]] = {}
    for slot in slots:
        made[slot.unit] = (*made.get(slot.unit, ()), slot)
    return made


def time_of(by: Sequence[By]) -> Dimension | None:
    """The dimension that a line goes along."""
    return next((one for one in by if isinstance(one, Dimension) and one in TIMES), None)


def lines(asker: Asker, by: Sequence[By]) -> Iterator[Drawn]:
    """Figures along days, weeks or months; where there would be too many, along the next longer.
    A step without a row is a gap of a share, and zero of a count. What it is compared with is a
    line of its own, from its own first step on.
    """
    step = time_of(by) or _D.DAY
    others = tuple(one for one in by if one is not step)
    found = asker.found((step, *others))
    steps = _steps(asker, step, found)
    while len(steps) > _MOST_STEPS and step in _COARSER:
        step = _COARSER[step]
        found = asker.found((step, *others))
        steps = _steps(asker, step, found)
    older, steps = steps[:-_MOST_STEPS], steps[-_MOST_STEPS:]
    groups, left = _series_of(asker, others, asker.room.figures // max(1, len(steps)))
    keys = [(_value(step, one),) for one in steps]
    now = _Side(asker, found, keys)
    was = None if asker.other is None else _before(asker.other, step, others, len(steps))
    for unit, slots in by_unit(asker.slots).items():
        told = _told(now, was, slots, others, groups)
        most = asker.room.figures // max(1, len(steps))
        chart = LineChart(
            unit=unit,
            steps=tuple(one.isoformat() for one in steps),
            step=TIMES[step],
            title=_compared_title(asker, slots) if told.is_compared else "",
            series=told.series[:most],
            is_sum=_is_sum(asker, slots, by) and not told.is_compared,
        )
        drawn = Drawn(chart, slots, (step,), tuple(keys), left + len(older), told.notes)
        yield told.opening(drawn, others)


@dataclass(frozen=True)
class _Side:
    """What stands on one side of a comparison: whose figures, and the group of each place."""

    asker: Asker
    found: Found
    keys: Sequence[Key | None]

    def values(self, slot: Slot, group: Key) -> tuple[Figure, ...]:
        """A figure a place; where there is none, unknown."""
        return tuple(
            Figure() if key is None else slot.figure(self.found.get((*key, *group)))
            for key in self.keys
        )


@dataclass(frozen=True)
class _Told:
    """Series with what each is of."""

    series: tuple[Series, ...]
    columns: tuple[BehindColumn, ...]
    is_compared: bool
    notes: tuple[str, ...]

    def opening(self, drawn: Drawn, others: Sequence[By]) -> Drawn:
        """Of one measure told apart one way the groups say it; else each series does."""
        is_plain = len(drawn.slots) == 1 and not others and not self.is_compared
        return drawn if is_plain else replace(drawn, columns=self.columns)


def _told(
    now: _Side,
    was: _Side | None,
    slots: Sequence[Slot],
    others: Sequence[By],
    groups: Sequence[Key],
) -> _Told:
    """A series a group and measure; of few each with what it is compared with behind it."""
    asker = now.asker
    apart = [(group, slot) for group in groups for slot in slots]
    is_compared = was is not None and len(apart) <= _MOST_COMPARED and _is_alike(asker, others)
    series: list[Series] = []
    columns: list[BehindColumn] = []
    for group, slot in apart:
        name = _series_name(asker, slot, others, group)
        series.append(Series(name=name, values=now.values(slot, group)))
        columns.append(asker.column(slot, others, group))
        if was is not None and is_compared:
            said = f"{name} · {asker.other_words}"[:120]
            series.append(Series(name=said, values=was.values(slot, group)))
            own = [() if key is None else key for key in was.keys]
            columns.append(was.asker.column(slot, others, group, own))
    notes = asker.uncompared if was is not None and not is_compared else ()
    return _Told(tuple(series), tuple(columns), is_compared, notes)


def _compared_title(asker: Asker, slots: Sequence[Slot]) -> str:
    """The answer of what stands beside another: each as a whole, now and then. Of the figures alone
    it would be the highest of both.
    """
    assert asker.other is not None
    locale, said = asker.source.locale, []
    for slot in slots:
        whole = Printer(slot.unit, locale).whole
        params = {
            "name": slot.measure.name(locale),
            "now": whole(slot.figure(asker.whole).value),
            "other": asker.other_words,
            "was": whole(slot.figure(asker.other.whole).value),
        }
        said.append(say("custom.compared", params, locale))
    return "; ".join(said)[:400]


def _is_alike(asker: Asker, others: Sequence[By]) -> bool:
    """Whether a series is the same one in what it is compared with."""
    return not others or compares(asker, others)


def _before(other: Asker, step: Dimension, others: Sequence[By], count: int) -> _Side:
    """What is compared with along its own steps; places without one are empty."""
    found = other.found((step, *others))
    keys: list[Key | None] = [(_value(step, one),) for one in _steps(other, step, found)[:count]]
    return _Side(other, found, [*keys, *[None] * (count - len(keys))])


def _is_sum(asker: Asker, slots: Sequence[Slot], by: Sequence[By]) -> bool:
    """Whether series may be added: parts of one count or amount, never two measures, nor groups
    that a row stands in several of.
    """
    is_apart = not any(asker.namer.is_several(one) for one in by)
    return len(slots) == 1 and slots[0].is_sum and is_apart


def _steps(asker: Asker, step: Dimension, found: Found) -> list[date]:
    """All steps of the period, those too of which nothing is known; of a period without an end
    those between the first and the last that are.
    """
    told = sorted(str(key[0]) for key in found if key[0] != "")
    if not told:
        return []
    first, last = _begun(step, told[0]), _begun(step, told[-1])
    span = asker.span
    if span.first is not None:
        first = _first_of(step, span.first)
    if span.until is not None:
        last = max(last, _first_of(step, min(span.until - _DAY, asker.source.today)))
    made = []
    while first <= last:
        made.append(first)
        first = (
            next_month(first) if step is _D.MONTH else first + _DAY * (7 if step is _D.WEEK else 1)
        )
    return made


def _first_of(step: Dimension, day: date) -> date:
    if step is _D.MONTH:
        return day.replace(day=1)
    return monday_of(day) if step is _D.WEEK else day


def _begun(step: Dimension, text: str) -> date:
    day = date.fromisoformat(f"{text}-01" if step is _D.MONTH else text)
    return min(max(day, FIRST_DAY), _first_of(step, LAST_DAY))


def _value(step: Dimension, day: date) -> str:
    return day.isoformat()[:7] if step is _D.MONTH else day.isoformat()


def _series_of(asker: Asker, by: Sequence[By], most: int) -> tuple[list[Key], int]:
    """The groups that are a line or a bar's part, the largest first where they have no order, and
    how many are left out.
    """
    if not by:
        return [()], 0
    found = asker.found(by)
    keys = asker.ordered(by, found)
    few = max(1, min(most, asker.room.series) // max(1, len(asker.slots)))
    return keys[:few], len(keys) - len(keys[:few])


def _series_name(asker: Asker, slot: Slot, by: Sequence[By], group: Key) -> str:
    """«Andes», «Visitas», «Andes · Visitas»; as a name's limit has it."""
    slots = by_unit(asker.slots)[slot.unit]
    parts = [asker.namer.all(by, group)] if by else []
    if len(slots) > 1 or not by:
        parts.append(slot.name(asker.slots, asker.source.locale))
    return " · ".join(parts)[:120]


def bars(asker: Asker, by: Sequence[By]) -> Iterator[Drawn]:
    """A bar for each value of the first dimension, side by side those of the others."""
    if not by:
        yield from _bars_of_measures(asker)
        return
    first, others = by[0], tuple(by[1:])
    found, (keys, theirs) = asker.found(by), _categories(asker, first)
    groups, left = _series_of(asker, others, asker.room.figures // max(1, len(keys)))
    most = asker.room.figures // max(1, len(groups) * len(asker.slots))
    shown = keys[:most]
    names = _apart([asker.namer.of(first, key[0]) for key in shown])
    now = _Side(asker, found, shown)
    was = None
    if asker.other is not None and theirs is not None:
        was = _Side(asker.other, asker.other.found(by), theirs[:most])
    for unit, slots in by_unit(asker.slots).items():
        told = _told(now, was, slots, others, groups)
        chart = BarChart(
            unit=unit,
            title=_compared_title(asker, slots) if told.is_compared else "",
            categories=names,
            series=told.series,
            is_horizontal=first not in ORDERED,
            is_sum=_is_sum(asker, slots, by) and not told.is_compared,
        )
        notes = told.notes if theirs is not None else asker.uncompared
        rest = left + len(keys) - len(shown)
        drawn = Drawn(chart, slots, (first,), tuple(shown), rest, notes)
        yield told.opening(drawn, others)


def _categories(asker: Asker, first: By) -> tuple[list[Key], list[Key | None] | None]:
    """The values that bars stand by, and for each that of what is compared with: of days and months
    the one in the same place, else the same. None: there is none to compare.
    """
    outer, other = asker.found([first]), asker.other
    is_time = isinstance(first, Dimension) and first in TIMES
    if other is None or (not is_time and not compares(asker, [first])):
        return asker.ordered([first], outer), None
    if isinstance(first, Dimension) and is_time:
        steps = _steps(asker, first, outer)[-_MOST_STEPS:]
        side = _before(other, first, (), len(steps))
        return [(_value(first, one),) for one in steps], list(side.keys)
    whole = {**{key: {} for key in other.found([first])}, **outer}
    keys = asker.ordered([first], whole)
    return keys, list(keys)


def _bars_of_measures(asker: Asker) -> Iterator[Drawn]:
    for unit, slots in by_unit(asker.slots).items():
        names = tuple(slot.name(asker.slots, asker.source.locale) for slot in slots)
        values = tuple(slot.figure(asker.whole) for slot in slots)
        series = Series(name=say("custom.total", None, asker.source.locale), values=values)
        yield Drawn(
            BarChart(unit=unit, categories=names, series=(series,), is_horizontal=True), slots
        )


def _apart(names: Sequence[str]) -> tuple[str, ...]:
    """Names as a limit has them; an empty one would be none."""
    return tuple(name[:120] or "–" for name in names)


def measures_words(slots: Sequence[Slot], locale: str) -> str:
    """What is measured, in a line: «Tasa de contacto, Promesas»."""
    return ", ".join(dict.fromkeys(slot.measure.name(locale) for slot in slots))[:240]
