"""How rows lie in a pack: a cell stands for all rows of a day that are alike in everything a cell
says, a line for one row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from kobra_domain.metrics.predicates import Term
from kobra_domain.metrics.tallies import CURRENCY
from kobra_records.sql.clocks import shown_at
from kobra_records.sql.packs.columns import Coded, Columns, Mask, Numbers, coded
from kobra_records.sql.packs.kinds import Leaf, Packed

Cells = NDArray[Any]
_SHIFT, _HOUR, _MARKS, _COUNT = "shift", "hour", "marks", "count"
_AMOUNT, _COIN, _COIN_LETTERS = "amount", "coin", 3
_FAR = date.max.toordinal()
# As lines are kept: in which shape, the values of each field of `keys` and `more`, the lines.
_Kept = tuple[str, list[msgspec.Raw], bytes]
_read_lines = msgspec.msgpack.Decoder(_Kept).decode
_read_values = msgspec.msgpack.Decoder(list[str | int | bool]).decode
_NOBODY = "0" * 32
Values = dict[str, list[Any]]
Ids = NDArray[np.uint64]


@cache
def cell_type(packed: Packed) -> np.dtype[Any]:
    """The fields of a cell; `shift`: by how many days the day at the address is another."""
    return np.dtype([*_when(packed), *_coin(packed), (_MARKS, "<u2"), (_COUNT, "<u4"),
                     *_money(packed)])  # fmt: skip


@cache
def line_type(packed: Packed) -> np.dtype[Any]:
    """The fields of a line; ids and texts are places in a list beside."""
    codes = [(name, "i1") for name in packed.codes]
    texts = [(name, "<i4") for name in (*packed.keys, *packed.more)]
    return np.dtype([*_when(packed), *_coin(packed), *codes, *texts, *_money(packed)])


def _when(packed: Packed) -> list[tuple[str, str]]:
    return [(_SHIFT, "i1"), *([(_HOUR, "i1")] if packed.hour else [])]


def _coin(packed: Packed) -> list[tuple[str, str]]:
    return [(_COIN, f"S{_COIN_LETTERS}")] if packed.amount else []


def _money(packed: Packed) -> list[tuple[str, str]]:
    return [(_AMOUNT, "<i8")] if packed.amount else []


def terms(packed: Packed) -> list[str]:
    """What is asked of each row that is packed, after its moment, in the order of `lines`."""
    clock = ["time_zone"] if packed.hour else []
    money = [CURRENCY, packed.amount] if packed.amount else []
    return [*clock, *packed.codes, *packed.keys, *packed.more, *money, *packed.ids]


def lines(packed: Packed, day: int, rows: Sequence[Sequence[Any]]) -> tuple[Cells, Values]:
    """The rows of a day, moment and `terms`, as lines with the values of their places. Codes are
    texts.
    """
    made, values = np.zeros(len(rows), line_type(packed)), Values()
    moments, *others = zip(*rows, strict=True)
    for term, said in zip(terms(packed), others, strict=True):
        if term == "time_zone":
            _set_clock(made, day, moments, said)
        elif term == CURRENCY:
            made[_COIN] = [one.encode() for one in said]
        elif term == packed.amount:
            made[_AMOUNT] = said
        elif term in packed.codes:
            made[term] = _placed(said, map(_text, packed.codes[term]))
        elif term not in packed.ids:
            values[term] = [one for one in dict.fromkeys(said) if one is not None]
            made[term] = _placed(said, values[term])
    return made, values


def ids(packed: Packed, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, bytes]]:
    """The ids of a day's rows, by where they lie: as many as lines and in their order."""
    first = 1 + len(terms(packed)) - len(packed.ids)
    for place, name in enumerate(packed.ids.values(), first):
        yield name, id_bytes([row[place] for row in rows])


def id_bytes(said: Iterable[str | None]) -> bytes:
    """Ids side by side, 16 bytes each."""
    return bytes.fromhex("".join([one or _NOBODY for one in said]).replace("-", ""))


def read_ids(found: Sequence[bytes]) -> Ids:
    """Ids as two halves each, both 0 for none."""
    return np.frombuffer(b"".join(found), "<u8").reshape(-1, 2)


def _text(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _set_clock(made: Cells, day: int, moments: Sequence[Any], zones: Sequence[str]) -> None:
    """The day and hour at the address of each row; without a moment there are none."""
    if not day:
        made[_HOUR] = -1
        return
    at, named = np.array(moments, np.int64), np.array(zones)
    for zone in dict.fromkeys(zones):
        here = named == zone
        days, hours = shown_at(at[here], zone)
        made[_SHIFT][here], made[_HOUR][here] = days - day, hours


def _placed(said: Iterable[Any], values: Iterable[Any]) -> list[int]:
    places = {value: place for place, value in enumerate(values)}
    return [-1 if one is None else places[one] for one in said]


def marked(packed: Packed, made: Cells) -> Cells:
    """The answers of lines to the conditions that are marked, a bit each."""
    known: dict[Term, Coded] = {
        name: coded(values, made[name]) for name, values in packed.codes.items()
    }
    columns = Columns(len(made), known)
    found = np.zeros(len(made), np.uint16)
    for bit, leaf in enumerate(packed.marks):
        found |= columns.leaf(leaf).astype(np.uint16) << bit
    return found


def summed(packed: Packed, made: Cells, marks: Cells, key: str = "") -> list[tuple[int, bytes]]:
    """Lines as cells, those of each place of a key apart."""
    kind = cell_type(packed)
    same = [("key", "<i4"), *_when(packed), *_coin(packed), (_MARKS, "<u2")]
    plain = np.zeros(len(made), np.dtype(same))
    plain["key"], plain[_MARKS] = made[key] if key else 0, marks
    names = [name for name, _ in same[1:]]
    for name in names[:-1]:
        plain[name] = made[name]
    raw = plain.view(f"V{plain.dtype.itemsize}")  # in order of bytes, those of a key side by side
    _, first, group = np.unique(raw, return_index=True, return_inverse=True)
    cells = np.zeros(len(first), kind)
    for name in names:
        cells[name] = plain[name][first]
    cells[_COUNT] = np.bincount(group, minlength=len(first))
    if packed.amount:
        np.add.at(cells[_AMOUNT], group, made[_AMOUNT])
    places = plain["key"][first]
    starts = np.flatnonzero(np.diff(places, prepend=places[:1] - 1)).tolist()
    ends = [*starts[1:], len(places)]
    return [(int(places[a]), cells[a:b].tobytes()) for a, b in zip(starts, ends, strict=True)]


def written(packed: Packed, made: Cells, values: Values) -> bytes:
    """Lines as they are kept."""
    return msgspec.msgpack.encode((packed.shape, [*values.values()], made.tobytes()))


def kept_values(packed: Packed, kept: bytes) -> Values | None:
    """The values of what is kept; None: it is of another shape."""
    try:
        shape, values, _ = _read_lines(kept)
    except msgspec.DecodeError:
        return None
    names = (*packed.keys, *packed.more)
    held = map(_read_values, values)
    return dict(zip(names, held, strict=True)) if shape == packed.shape else None


@dataclass(frozen=True, slots=True)
class Read:
    """Rows, or cells that stand for `counts` of them."""

    columns: Columns
    counts: Numbers
    amounts: Numbers | None


def read_cells(packed: Packed, found: Sequence[tuple[str, int, bytes]], key: str) -> Read:
    """Cells of values of a key (without one, of ""), by day."""
    kind = cell_type(packed)
    many = [len(cells) // kind.itemsize for _, _, cells in found]
    made = np.frombuffer(b"".join([cells for _, _, cells in found]), kind)
    columns = dict(_columns(packed, made, np.repeat([day for _, day, _ in found], many)))
    if key:
        places: dict[str, int] = {}
        held = [places.setdefault(value, len(places)) if value else -1 for value, _, _ in found]
        columns[key] = coded([*places], np.repeat(held, many))
    bits = made[_MARKS]
    marks = [(leaf, (bits >> bit) & 1 == 1) for bit, leaf in enumerate(packed.marks)]
    read = Columns(len(made), columns, [*marks, *_never(packed, made)])
    return Read(read, made[_COUNT].astype(np.int64), _amounts(packed, made))


def read_lines(packed: Packed, found: Sequence[tuple[int, bytes]], asked: Collection[Term]) -> Read:
    """Rows, by day, with what is asked of them."""
    kind = line_type(packed)
    read = [_read_lines(said) for _, said in found]
    many = [len(raw) // kind.itemsize for *_, raw in read]
    made = np.frombuffer(b"".join([raw for *_, raw in read]), kind)
    columns = dict(_columns(packed, made, np.repeat([day for day, _ in found], many)))
    for name, values in packed.codes.items():
        columns[name] = coded(values, made[name])
    for n, name in enumerate((*packed.keys, *packed.more)):
        if name in asked:
            columns[name] = _told(made[name], [_read_values(held[n]) for _, held, _ in read], many)
    ones = np.ones(len(made), np.int64)
    return Read(Columns(len(made), columns, _never(packed, made)), ones, _amounts(packed, made))


def _never(packed: Packed, made: Cells) -> list[tuple[Leaf, Mask]]:
    return [(leaf, np.zeros(len(made), bool)) for leaf in packed.never]


def _told(at: Cells, values: Sequence[Sequence[Any]], many: Sequence[int]) -> Coded:
    """Places among the values of each day as places among those of all days."""
    places: dict[Any, int] = {}
    flat = [
        place
        for held in values
        for place in (*[places.setdefault(one, len(places)) for one in held], -1)
    ]
    # The last place of each day is that of -1; a day's places begin behind those of the day before.
    starts = np.cumsum([0, *(len(held) + 1 for held in values)])
    shift = np.repeat(np.stack([starts[:-1], starts[1:]]), many, axis=1)
    codes = np.array(flat, np.int32)[at + np.where(at < 0, shift[1], shift[0])]
    return coded([*places], codes)


def _amounts(packed: Packed, made: Cells) -> Numbers | None:
    return made[_AMOUNT].astype(np.int64) if packed.amount else None


def _columns(packed: Packed, made: Cells, days: Cells) -> Iterator[tuple[Term, Coded]]:
    """What cells and lines both say; a day 0 is none."""
    shown, is_known = days + made[_SHIFT], days > 0
    known = shown[is_known]
    first = int(known.min(initial=_FAR))
    last = int(known.max(initial=first - 1))
    dates = [date.fromordinal(n) for n in range(first, last + 1)]
    yield packed.shown, coded(dates, np.where(is_known, shown - first, -1))
    if packed.hour and packed.weekday:
        yield packed.hour, coded(range(24), made[_HOUR])
        yield packed.weekday, coded(range(7), np.where(is_known, (shown + 6) % 7, -1))
    if packed.amount:
        coins, places = np.unique(made[_COIN], return_inverse=True)
        yield CURRENCY, coded([one.decode() for one in coins.tolist()], places)
