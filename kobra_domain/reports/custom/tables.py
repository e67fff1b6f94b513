"""Tables and pivots of a block. Each total is counted from the rows that it is of."""

from __future__ import annotations

from collections.abc import Sequence

from kobra_domain.charts.reading import MOST_FIGURES
from kobra_domain.charts.spec import Cell, Column, Table
from kobra_domain.metrics.dimensions import By
from kobra_domain.reports.custom.asking import Asker, Found, Key, Slot
from kobra_domain.words import say

MOST_ACROSS = 60  # columns of a pivot that anybody reads; the rest is said and lies in the total


def table(asker: Asker, by: Sequence[By]) -> tuple[Table, list[Key], int]:
    """A row a group, its groups in their order, and how many find no room."""
    locale, slots, namer = asker.source.locale, asker.slots, asker.namer
    found = asker.found(by)
    keys = asker.ordered(by, found)
    shown = keys[: MOST_FIGURES // max(1, len(by) + len(slots))]
    columns = (
        *(Column(name=namer.title(one)) for one in by),
        *(Column(name=slot.name(slots, locale), unit=slot.unit) for slot in slots),
    )
    rows = tuple((*_named(asker, by, key), *_figures(slots, found, key)) for key in shown)
    total = _total(asker, len(by)) if by else ()
    return Table(columns=columns, rows=rows, total=total), shown, len(keys) - len(shown)


def _total(asker: Asker, names: int) -> tuple[Cell, ...]:
    words = say("custom.total", None, asker.source.locale)
    return (
        *(words if n == 0 else "" for n in range(names)),
        *(slot.figure(asker.whole) for slot in asker.slots),
    )


def _named(asker: Asker, by: Sequence[By], key: Key) -> tuple[str, ...]:
    return tuple(asker.namer.of(*one) for one in zip(by, key, strict=True))


def _figures(slots: Sequence[Slot], found: Found, key: Key) -> tuple[Cell, ...]:
    return tuple(slot.figure(found.get(key)) for slot in slots)


def pivot(asker: Asker, by: Sequence[By]) -> tuple[Table, int, int]:
    """Rows by all dimensions but the last, which stands across; with totals of both, and of each
    value of the first where rows have several. How many rows and columns find no room.
    """
    down, across = tuple(by[:-1]), by[-1]
    locale, slots, namer = asker.source.locale, asker.slots, asker.namer
    over, lines = asker.found([across]), asker.found(down)
    heads = [key[0] for key in asker.ordered([across], over)]
    shown_heads = heads[: max(1, MOST_ACROSS // max(1, len(slots)))]
    wide = len(down) + len(slots) * (len(shown_heads) + 1)
    keys = asker.ordered(down, lines)
    shown = keys[: max(1, MOST_FIGURES // (2 * wide))]
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
    subs = _subtotals(asker, down, across)
    for n, key in enumerate(shown):
        rows.append(line(_named(asker, down, key), cells, key, lines))
        is_last = n + 1 == len(shown) or shown[n + 1][:1] != key[:1]
        if subs and is_last:
            first = say("custom.total_of", {"name": namer.of(down[0], key[0])}, locale)
            blanks = ("",) * (len(down) - 1)
            rows.append(line((first, *blanks), subs[0], key[:1], subs[1]))
    names = tuple(total if n == 0 else "" for n in range(len(down)))
    last = line(names, over, (), {(): asker.whole})
    made = Table(columns=tuple(columns), rows=tuple(rows), total=last)
    return made, len(keys) - len(shown), len(heads) - len(shown_heads)


def _subtotals(asker: Asker, down: Sequence[By], across: By) -> tuple[Found, Found] | None:
    """Of each value of the first dimension, by what stands across and together."""
    if len(down) < 2:
        return None
    return asker.found([down[0], across]), asker.found([down[0]])
