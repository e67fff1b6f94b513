"""Cells: what stands for all rows of a day or block that are alike in everything a cell says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kobra_domain.metrics.predicates import Term
from kobra_domain.metrics.tallies import CURRENCY
from kobra_records.sql.packs.columns import Coded, Columns, Mask, Numbers, coded
from kobra_records.sql.packs.kinds import Leaf, Packed
from kobra_records.sql.packs.levels import Level

SHIFT, WEEKDAY, HOUR, MARKS, COUNT = "shift", "weekday", "hour", "marks", "count"
AMOUNT, COIN, COIN_LETTERS = "amount", "coin", 3
_FAR = date.max.toordinal()
_BITS = ((WEEKDAY, 3), (HOUR, 5), (SHIFT, 6))  # of a code, above marks and the coin
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows, or cells that stand for `counts` of them. `shown`: the day at the address, 0 for none
    (of a block that knows no days one that stands for them); None: nobody asks.
    """

    shown: Array
    counts: Numbers
    weekday: Array | None = None
    hour: Array | None = None
    coin: Array | None = None
    marks: Array | None = None
    amounts: Numbers | None = None


@cache
def cell_type(packed: Packed, level: Level | None) -> np.dtype[Any]:
    """The fields of a cell of days or of a level's blocks; `shift`: from the first of its days to
    the day at the address.
    """
    fields = [(SHIFT, "i1")]
    if packed.hour and level and not level.has_days:
        fields.append((WEEKDAY, "i1"))
    if packed.hour and not (level and level.has_days):
        fields.append((HOUR, "i1"))
    coin, money = ([(COIN, f"S{COIN_LETTERS}")], [(AMOUNT, "<i8")]) if packed.amount else ([], [])
    return np.dtype([*fields, *coin, (MARKS, "<u2"), (COUNT, "<u4"), *money])


def read_cells(
    packed: Packed,
    level: Level | None,
    found: Sequence[tuple[int, bytes]],
    asked: Collection[Term],
) -> tuple[Parts, Numbers]:
    """Cells of days or blocks, by the first day of each, and how many each has."""
    kind = cell_type(packed, level)
    many = np.array([len(cells) // kind.itemsize for _, cells in found], np.int64)
    made = np.frombuffer(b"".join([cells for _, cells in found]), kind)
    days = np.repeat(np.array([day for day, _ in found], np.int64), many)
    shift = made[SHIFT].astype(np.int64)
    if level and not level.has_days:
        shift[shift > 0] = level.size
    shown = days + shift
    weekday = None
    if packed.weekday in asked:
        weekday = made[WEEKDAY] if WEEKDAY in (kind.names or ()) else weekdays_of(shown)
    parts = Parts(
        shown=shown,
        counts=made[COUNT].astype(np.int64),
        weekday=weekday,
        hour=made[HOUR] if packed.hour in asked else None,
        coin=made[COIN] if packed.amount else None,
        marks=made[MARKS],
        amounts=made[AMOUNT].astype(np.int64) if packed.amount else None,
    )
    return parts, many


def weekdays_of(shown: Array) -> Array:
    """Of days; of none −1."""
    return np.where(shown > 0, (shown + 6) % 7, -1).astype(np.int8)


def together(parts: Sequence[Parts]) -> Parts:
    """Several as one."""
    if len(parts) == 1:
        return parts[0]

    def whole(name: str) -> Any:
        held = [getattr(one, name) for one in parts]
        return None if held[0] is None else np.concatenate(held)

    return Parts(*map(whole, Parts.__slots__))


def summed(
    packed: Packed, level: Level | None, first: int, parts: Parts, places: Array | None
) -> list[tuple[int, bytes]]:
    """Parts of the days from the first on as cells, those of each place of a key apart."""
    kind = cell_type(packed, level)
    names = kind.names or ()
    coins, coin = ([], None) if parts.coin is None else coins_of(parts.coin)
    held: Mapping[str, Array | None] = {
        SHIFT: _shift(level, first, parts.shown),
        WEEKDAY: parts.weekday,
        HOUR: parts.hour,
    }
    code = np.zeros(len(parts.shown), np.int64) if places is None else places + np.int64(1)
    for name, bits in reversed(_BITS):
        said = held[name]
        code = code << bits
        if name in names and said is not None:
            code = code + said + 1
    code = code * max(1, len(coins)) + (0 if coin is None else coin)
    assert parts.marks is not None
    code = (code << 16) + parts.marks
    alike, group = np.unique(code, return_inverse=True)
    cells = np.zeros(len(alike), kind)
    cells[COUNT] = np.bincount(group, parts.counts, len(alike))
    if parts.amounts is not None:
        np.add.at(cells[AMOUNT], group, parts.amounts)
    cells[MARKS], left = alike & 0xFFFF, alike >> 16
    if coins:
        left, at = np.divmod(left, len(coins))
        cells[COIN] = np.array(coins)[at]
    for name, bits in _BITS:
        if name in names:
            cells[name] = (left & ((1 << bits) - 1)) - 1
        left = left >> bits
    starts = np.flatnonzero(np.diff(left, prepend=left[:1] - 1)).tolist()
    ends = [*starts[1:], len(left)] if starts else []
    return [(int(left[a]) - 1, cells[a:b].tobytes()) for a, b in zip(starts, ends, strict=True)]


def _shift(level: Level | None, first: int, shown: Array) -> Array:
    shift = shown - first
    if level is None or level.has_days:
        return shift
    return np.where(shift >= level.size, 1, np.maximum(shift, -1).clip(max=0))


def coins_of(said: Array) -> tuple[list[bytes], Array]:
    """The currencies there are, and of each row the place of its."""
    letters = np.ascontiguousarray(said).view(np.uint8).reshape(-1, COIN_LETTERS).astype(np.int32)
    code = (letters[:, 0] << 16) | (letters[:, 1] << 8) | letters[:, 2]
    if len(code) and (code == code[0]).all():
        return [bytes(letters[0].tolist())], np.zeros(len(code), np.int64)
    alike, at = np.unique(code, return_inverse=True)
    return [int(one).to_bytes(COIN_LETTERS, "big") for one in alike], at


@dataclass(frozen=True, slots=True)
class Read:
    """Rows, or cells that stand for `counts` of them, with what is asked of them."""

    columns: Columns
    counts: Numbers
    amounts: Numbers | None


def read_of(
    packed: Packed, parts: Parts, others: Mapping[Term, Coded], asked: Collection[Term]
) -> Read:
    """Parts, and what else is known of them, as columns."""
    size = len(parts.shown)
    columns = {**dict(_columns(packed, parts, asked)), **others}
    known: list[tuple[Leaf, Callable[[], Mask]]] = [
        (leaf, partial(_none_of, size)) for leaf in packed.never
    ]
    if parts.marks is not None:
        for bit, leaf in enumerate(packed.marks):
            known.append((leaf, partial(_has_bit, parts.marks, bit)))
    return Read(Columns(size, columns, known), parts.counts, parts.amounts)


def _none_of(size: int) -> Mask:
    return np.zeros(size, bool)


def _has_bit(marks: Array, bit: int) -> Mask:
    found: Mask = marks & np.uint16(1 << bit) != 0
    return found


def _columns(packed: Packed, parts: Parts, asked: Collection[Term]) -> Iterator[tuple[Term, Coded]]:
    """What cells and lines both say, as far as it is asked."""
    if packed.shown in asked:
        known = parts.shown[parts.shown > 0]
        first = int(known.min(initial=_FAR))
        last = int(known.max(initial=first - 1))
        dates = [date.fromordinal(n) for n in range(first, last + 1)]
        yield packed.shown, coded(dates, np.maximum(parts.shown - first, -1))
    if packed.hour in asked and packed.hour and parts.hour is not None:
        yield packed.hour, coded(range(24), parts.hour)
    if packed.weekday in asked and packed.weekday and parts.weekday is not None:
        yield packed.weekday, coded(range(7), parts.weekday)
    if parts.coin is not None:
        coins, places = coins_of(parts.coin)
        yield CURRENCY, coded([one.decode() for one in coins], places)
