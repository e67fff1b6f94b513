"""Lines: one for each row of a day, and the ids that rows name, beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from kobra_domain.metrics.predicates import Term
from kobra_domain.metrics.tallies import CURRENCY
from kobra_records.sql.clocks import shown_at
from kobra_records.sql.packs.cells import (
    AMOUNT,
    COIN,
    COIN_LETTERS,
    HOUR,
    SHIFT,
    Array,
    Parts,
    weekdays_of,
)
from kobra_records.sql.packs.columns import Coded, Columns, coded
from kobra_records.sql.packs.kinds import Packed

# As lines are kept: in which shape, the values of each field of `keys` and `more`, the lines.
_Kept = tuple[str, list[msgspec.Raw], bytes]
_read_lines = msgspec.msgpack.Decoder(_Kept).decode
_read_values = msgspec.msgpack.Decoder(list[str | int | bool]).decode
_NOBODY = "0" * 32
Values = dict[str, list[Any]]
Ids = NDArray[np.uint64]


@cache
def line_type(packed: Packed) -> np.dtype[Any]:
    """The fields of a line; ids and texts are places in a list beside."""
    when = [(SHIFT, "i1"), *([(HOUR, "i1")] if packed.hour else [])]
    coin, money = ([(COIN, f"S{COIN_LETTERS}")], [(AMOUNT, "<i8")]) if packed.amount else ([], [])
    codes = [(name, "i1") for name in packed.codes]
    texts = [(name, "<i4") for name in (*packed.keys, *packed.more)]
    return np.dtype([*when, *coin, *codes, *texts, *money])


def terms(packed: Packed) -> list[str]:
    """What is asked of each row that is packed, after its moment, in the order of `lines`."""
    clock = ["time_zone"] if packed.hour else []
    money = [CURRENCY, packed.amount] if packed.amount else []
    return [*clock, *packed.codes, *packed.keys, *packed.more, *money, *packed.ids]


def lines(packed: Packed, day: int, rows: Sequence[Sequence[Any]]) -> tuple[Array, Values]:
    """The rows of a day, moment and `terms`, as lines with the values of their places. Codes are
    texts.
    """
    made, values = np.zeros(len(rows), line_type(packed)), Values()
    moments, *others = zip(*rows, strict=True)
    for term, said in zip(terms(packed), others, strict=True):
        if term == "time_zone":
            _set_clock(made, day, moments, said)
        elif term == CURRENCY:
            made[COIN] = [one.encode() for one in said]
        elif term == packed.amount:
            made[AMOUNT] = said
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


def _set_clock(made: Array, day: int, moments: Sequence[Any], zones: Sequence[str]) -> None:
    """The day and hour at the address of each row; without a moment there are none."""
    if not day:
        made[HOUR] = -1
        return
    at, named = np.array(moments, np.int64), np.array(zones)
    for zone in dict.fromkeys(zones):
        here = named == zone
        days, hours = shown_at(at[here], zone)
        made[SHIFT][here], made[HOUR][here] = days - day, hours


def _placed(said: Iterable[Any], values: Iterable[Any]) -> list[int]:
    places = {value: place for place, value in enumerate(values)}
    return [-1 if one is None else places[one] for one in said]


def _marked(packed: Packed, made: Array) -> Array:
    """The answers of lines to the conditions that are marked, a bit each."""
    known: dict[Term, Coded] = {
        name: coded(values, made[name]) for name, values in packed.codes.items()
    }
    columns = Columns(len(made), known)
    found = np.zeros(len(made), np.uint16)
    for bit, leaf in enumerate(packed.marks):
        found |= columns.leaf(leaf).astype(np.uint16) << bit
    return found


def written(packed: Packed, made: Array, values: Values) -> bytes:
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


def read_lines(
    packed: Packed,
    found: Sequence[tuple[int, bytes]],
    asked: Collection[Term],
    *,
    has_marks: bool = False,
) -> tuple[Parts, dict[Term, Coded]]:
    """Rows, by day, with what is asked of them."""
    kind = line_type(packed)
    read = [_read_lines(said) for _, said in found]
    many = [len(raw) // kind.itemsize for *_, raw in read]
    made = np.frombuffer(b"".join([raw for *_, raw in read]), kind)
    days = np.repeat(np.array([day for day, _ in found], np.int64), many)
    columns: dict[Term, Coded] = {
        name: coded(values, made[name])
        for name, values in packed.codes.items()
        if has_marks or name in asked
    }
    for n, name in enumerate((*packed.keys, *packed.more)):
        if name in asked:
            held = [_read_values(values[n]) for _, values, _ in read]
            columns[name] = _told(made[name], held, many)
    return _parts(packed, made, days, asked, has_marks), columns


def parts_of(packed: Packed, day: int, made: Array) -> Parts:
    """The lines of a day, with their marks."""
    return _parts(packed, made, np.full(len(made), day), packed.clocks, has_marks=True)


def _parts(
    packed: Packed, made: Array, days: Array, asked: Collection[Term], has_marks: bool
) -> Parts:
    shown = days + made[SHIFT]
    return Parts(
        shown=shown,
        counts=np.ones(len(made), np.int64),
        weekday=weekdays_of(shown) if packed.weekday in asked else None,
        hour=made[HOUR] if packed.hour in asked else None,
        coin=made[COIN] if packed.amount else None,
        marks=_marked(packed, made) if has_marks else None,
        amounts=made[AMOUNT].astype(np.int64) if packed.amount else None,
    )


def _told(at: Array, values: Sequence[Sequence[Any]], many: Sequence[int]) -> Coded:
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
