"""Which rows are shown, in which order: worked out whole, or patched when little has changed. Pure,
on workers.

The order is total: the column that was asked for (unknown ones last), then the listing's own order,
then the number of the row; so a patched list and one made anew are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import Any, Generic, TypeVar

from kobra_desktop.models.listing import Listing
from kobra_desktop.models.rows import Column, Prepared, View, lines_of
from kobra_domain.metrics.predicates import EVERY

R = TypeVar("R")
SORTED_AT_ONCE = 8_000
MOST_STEPS = 60  # more than these and the view is quicker with a list made anew


@dataclass(frozen=True, slots=True)
class Arranged(Generic[R]):
    """Rows, the numbers of those shown in order, and the line of each id."""

    held: Prepared[R]
    shown: list[int]
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class Patch(Generic[R]):
    """A small change. `during` holds old and new rows while lines go (`out`, the last first) and
    come (`into`: line and number, in order); `changed` ids stay where they are with other
    contents.
    """

    during: Prepared[R]
    out: list[int]
    into: list[tuple[int, int]]
    changed: list[str]
    after: Arranged[R]


def arranged(
    listing: Listing[R], held: Prepared[R], view: View, kept: Sequence[str] | None = None
) -> Arranged[R]:
    """The rows that pass, in order. `kept`: ids that stay where they are while somebody points at
    the list; the rest follows them.
    """
    check = listing.passing(held, view)
    is_all = not view.search and not any(view.accepted.values()) and view.where == EVERY
    numbers = list(range(len(held.rows)))
    shown = numbers if is_all else [n for n in numbers if check(n)]
    if kept is not None:
        shown = _as_kept(held, shown, kept)
    elif (column := listing.by_key.get(view.sort_key)) is not None:
        shown = _ordered(held, shown, column, is_descending=view.is_descending)
    return Arranged(held, shown, lines_of(held, shown))


def _as_kept(held: Prepared[R], passing: list[int], kept: Sequence[str]) -> list[int]:
    still = [held.numbers[i] for i in kept if i in held.numbers]
    there = set(still)
    return still + [n for n in passing if n not in there]


def _ordered(
    held: Prepared[R], shown: list[int], column: Column[R], *, is_descending: bool
) -> list[int]:
    """In parts first: one sort of all would keep the interpreter from the window for its whole
    time.
    """
    keys = {n: column.sort(held.rows[n]) for n in shown}
    known = [n for n in shown if keys[n] is not None]
    parts: list[int] = []
    for start in range(0, len(known), SORTED_AT_ONCE):
        part = known[start : start + SORTED_AT_ONCE]
        part.sort(key=keys.__getitem__, reverse=is_descending)
        parts += part
    parts.sort(key=keys.__getitem__, reverse=is_descending)
    return parts + [n for n in shown if keys[n] is None]


def patched(
    listing: Listing[R],
    before: Arranged[R],
    view: View,
    ids: Collection[str],
    fresh: Sequence[R],
    *,
    is_kept: bool = False,
) -> Patch[R]:
    """The same list with some rows read anew: only these are prepared and placed."""
    new = listing.prepare(fresh)
    during = _with_rows(before.held, new)
    gone = [i for i in ids if i in before.held.numbers and i not in new.numbers]
    check = listing.passing(during, view)
    rank_before, rank = _ranks(listing, before.held, view), _ranks(listing, during, view)
    out: list[int] = [before.lines[i] for i in gone if i in before.lines]
    moving: list[int] = []
    changed: list[str] = []
    for row_id in new.ids:
        number, line = during.numbers[row_id], before.lines.get(row_id)
        passes = check(number)
        if line is not None and (is_kept or (passes and rank(number) == rank_before(number))):
            changed.append(row_id)
            continue
        if line is not None:
            out.append(line)
        if passes:
            moving.append(number)
    out.sort(reverse=True)
    shown = list(before.shown)
    for line in out:
        del shown[line]
    into = _placed(shown, moving, rank, view, is_kept=is_kept)
    after = _without(during, shown, gone)
    lines = before.lines if not (out or into) else lines_of(*after)
    return Patch(during, out, into, changed, Arranged(*after, lines))


def _with_rows(held: Prepared[R], new: Prepared[R]) -> Prepared[R]:
    """All rows of before with the new ones in their places; those not known stand at the end."""
    rows, ids, haystacks = list(held.rows), list(held.ids), list(held.haystacks)
    qualities = {key: list(values) for key, values in held.qualities.items()}
    numbers = held.numbers
    if any(row_id not in numbers for row_id in new.ids):
        numbers = dict(numbers)
    for at, row_id in enumerate(new.ids):
        number = numbers.get(row_id)
        if number is None:
            number = numbers[row_id] = len(rows)
            rows.append(new.rows[at])
            ids.append(row_id)
            haystacks.append(new.haystacks[at])
            for key, values in qualities.items():
                values.append(new.qualities[key][at])
            continue
        rows[number], haystacks[number] = new.rows[at], new.haystacks[at]
        for key, values in qualities.items():
            values[number] = new.qualities[key][at]
    return Prepared(rows, ids, haystacks, qualities, numbers)


Rank = Callable[[int], tuple[Any, Any]]


def _ranks(listing: Listing[R], held: Prepared[R], view: View) -> Rank:
    """A row's place by its number: the column's key, then the listing's own."""
    column = listing.by_key.get(view.sort_key)
    order = listing.order() if listing.order else None

    def rank(number: int) -> tuple[Any, Any]:
        row = held.rows[number]
        return (column.sort(row) if column else 0), (order(row) if order else 0)

    return rank


def _placed(
    shown: list[int], moving: list[int], rank: Rank, view: View, *, is_kept: bool
) -> list[tuple[int, int]]:
    """Puts the numbers into `shown`; answers on which lines, in order."""

    def stands_before(one: int, other: int) -> bool:
        (mine, own), (theirs, its) = rank(one), rank(other)
        if (mine is None) is not (theirs is None):
            return theirs is None
        if mine != theirs:
            return bool(mine > theirs) if view.is_descending else bool(mine < theirs)
        return bool(own < its) if own != its else one < other

    for number in moving:
        low, high = 0, len(shown)
        while low < high and not is_kept:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if stands_before(shown[middle], number) else (low, middle)
            )
        shown.insert(len(shown) if is_kept else low, number)
    came = set(moving)
    if not came:
        return []
    return [(line, number) for line, number in enumerate(shown) if number in came]


def _without(
    held: Prepared[R], shown: list[int], gone: Sequence[str]
) -> tuple[Prepared[R], list[int]]:
    """Without the rows that are gone: all numbers behind them are smaller."""
    if not gone:
        return held, shown
    stays = [True] * len(held.rows)
    for row_id in gone:
        stays[held.numbers[row_id]] = False
    renumbered = [place - 1 for place in accumulate(stays)]
    left = Prepared(
        list(compress(held.rows, stays)),
        list(compress(held.ids, stays)),
        list(compress(held.haystacks, stays)),
        {key: list(compress(values, stays)) for key, values in held.qualities.items()},
    )
    return left, [renumbered[number] for number in shown]
