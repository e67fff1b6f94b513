"""Tables and pivots of a block. Each total is counted from the rows that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kobra_domain.charts.spec import Cell, Column, Table
from kobra_domain.metrics.dimensions import By, Dimension
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.custom.asking import Asker, Found, Key, Slot
from kobra_domain.reports.filters import Against
from kobra_domain.reports.report import BehindColumn
from kobra_domain.words import say

_PEOPLE = frozenset({Dimension.TEAM, Dimension.AGENT})
_TIMES = frozenset({Dimension.DAY, Dimension.WEEK, Dimension.MONTH})


Tallied = Mapping[str, Tally] | None


@dataclass(frozen=True)
class Laid:
    """A table, the groups of its rows (a total's is none, a subtotal's the first), what each column
    of figures is of, and how many rows and columns find no room.
    """

    table: Table
    groups: tuple[Key, ...]
    columns: tuple[BehindColumn, ...]
    left: int = 0
    left_across: int = 0


def compares(asker: Asker, by: Sequence[By]) -> bool:
    """Whether a group is the same one in what it is compared with: other days have other days, and
    another team other people.
    """
    is_of_team = asker.filters.against is Against.TEAM
    apart = _PEOPLE if is_of_team else _TIMES
    return asker.other is not None and apart.isdisjoint(by)


def table(asker: Asker, by: Sequence[By]) -> Laid:
    """A row a group; beside each figure how much more it is than what it is compared with."""
    locale, slots, namer = asker.source.locale, asker.slots, asker.namer
    found = asker.found(by)
    other = asker.other if compares(asker, by) else None
    was: Found = {} if other is None else other.found(by)
    keys = asker.ordered(by, {**{key: {} for key in was}, **found})
    wide = len(by) + len(slots) * (1 if other is None else 2)
    shown = keys[: asker.room.figures // max(1, wide)]
    columns = [Column(name=namer.title(one)) for one in by]
    behind: list[BehindColumn] = []
    for slot in slots:
        columns.append(Column(name=slot.name(slots, locale), unit=slot.unit))
        behind.append(asker.column(slot))
        if other is not None:
            columns.append(Column(name=slot.change_name(locale), unit=slot.change_unit))
            behind.append(BehindColumn(metric=""))

    def cells(now: Tallied, before: Tallied) -> Iterator[Cell]:
        for slot in slots:
            yield slot.figure(now)
            if other is not None:
                yield slot.change(now, before)

    rows = tuple((*_named(asker, by, key), *cells(found.get(key), was.get(key))) for key in shown)
    total: tuple[Cell, ...] = ()
    if by:
        whole = cells(asker.whole, None if other is None else other.whole)
        total = (*_total_names(locale, len(by)), *whole)
    made = Table(columns=tuple(columns), rows=rows, total=total)
    return Laid(made, (*shown, ()), tuple(behind), len(keys) - len(shown))


def _total_names(locale: str, names: int) -> tuple[str, ...]:
    words = say("custom.total", None, locale)
    return tuple(words if n == 0 else "" for n in range(names))


def _named(asker: Asker, by: Sequence[By], key: Key) -> tuple[str, ...]:
    return tuple(asker.namer.of(*one) for one in zip(by, key, strict=True))


def _figures(slots: Sequence[Slot], found: Found, key: Key) -> tuple[Cell, ...]:
    return tuple(slot.figure(found.get(key)) for slot in slots)


def pivot(asker: Asker, by: Sequence[By]) -> Laid:
    """Rows by all dimensions but the last, which stands across; with totals of both, and of each
    value of the first where rows have several.
    """
    down, across = tuple(by[:-1]), by[-1]
    locale, slots, namer = asker.source.locale, asker.slots, asker.namer
    over, lines = asker.found([across]), asker.found(down)
    heads = [key[0] for key in asker.ordered([across], over)]
    shown_heads = heads[: max(1, asker.room.across // max(1, len(slots)))]
    wide = len(down) + len(slots) * (len(shown_heads) + 1)
    keys = asker.ordered(down, lines)
    shown = keys[: max(1, asker.room.figures // (2 * wide))]
    columns = [Column(name=namer.title(one)) for one in down]
    total = say("custom.total", None, locale)
    for name in (*(namer.of(across, head) for head in shown_heads), total):
        for slot in slots:
            said = name if len(slots) == 1 else f"{name} · {slot.name(slots, locale)}"
            columns.append(Column(name=said[:240], unit=slot.unit))
    cells = asker.found(by)

    def line(names: tuple[str, ...], within: Found, key: Key, whole: Found) -> tuple[Cell, ...]:
        """A row: its names, each head's figures, and those of all heads together."""
        parts = [_figures(slots, within, (*key, head)) for head in shown_heads]
        flat = tuple(cell for part in parts for cell in part)
        return (*names, *flat, *_figures(slots, whole, key))

    rows: list[tuple[Cell, ...]] = []
    groups: list[Key] = []
    subs = _subtotals(asker, down, across)
    for n, key in enumerate(shown):
        rows.append(line(_named(asker, down, key), cells, key, lines))
        groups.append(key)
        is_last = n + 1 == len(shown) or shown[n + 1][:1] != key[:1]
        if subs and is_last:
            first = say("custom.total_of", {"name": namer.of(down[0], key[0])}, locale)
            blanks = ("",) * (len(down) - 1)
            rows.append(line((first, *blanks), subs[0], key[:1], subs[1]))
            groups.append(key[:1])
    last = line(_total_names(locale, len(down)), over, (), {(): asker.whole})
    made = Table(columns=tuple(columns), rows=tuple(rows), total=last)
    behind = [asker.column(slot, (across,), (head,)) for head in shown_heads for slot in slots]
    behind += [asker.column(slot) for slot in slots]
    return Laid(
        made, (*groups, ()), tuple(behind),
        len(keys) - len(shown), len(heads) - len(shown_heads),
    )  # fmt: skip


def _subtotals(asker: Asker, down: Sequence[By], across: By) -> tuple[Found, Found] | None:
    """Of each value of the first dimension, by what stands across and together."""
    if len(down) < 2:
        return None
    return asker.found([down[0], across]), asker.found([down[0]])
