"""Very many ids, numbers and texts as a few large arrays, taken from what SQLite says of all of
them at once: nothing here is an object a row. Knows nothing of visits.

All is read in pieces, so that the window gets its turn between them.
"""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Connection, Select, Table, func, literal_column, select

from kobra_desktop.store.collation import name_key

Numbers = NDArray[np.int32]
Keys = NDArray[np.int64]
Mask = NDArray[np.bool_]
Packed = NDArray[np.bytes_]  # an id in sixteen bytes
LAST = int(np.iinfo(np.int32).max)  # the rank of what has no name
_ROWS = 5_000
_ID = "S16"
_BETWEEN = b'-,"[]'


@dataclass(frozen=True, slots=True)
class Said:
    """How the values of a column come over: what SQL makes of those of many rows, and the array."""

    text: Callable[[Any], Any]
    array: Callable[[str | None], NDArray[Any]]


def _parsed(said: str | None) -> Numbers:
    return np.fromstring(said, np.int32, sep=",") if said else np.zeros(0, np.int32)


def _packed(said: str | None) -> Packed:
    return np.frombuffer(unhexlify((said or "").encode().translate(None, _BETWEEN)), _ID)


def _large(said: str | None) -> Keys:
    return np.fromstring(said, np.int64, sep=",") if said else np.zeros(0, np.int64)


NUMBERS = Said(lambda value: func.group_concat(value), _parsed)  # a number of each, or several
FIGURES = Said(lambda value: func.group_concat(value), _large)  # as numbers, of any size
IDS = Said(lambda ids: func.group_concat(ids, ""), _packed)  # an id of each, or several


def lines(text: Any) -> Any:
    """Of many rows: a text each in a line of its own, for `Texts` and `ranks`."""
    return func.group_concat(func.replace(func.coalesce(text, ""), "\n", " "), "\n")


def row_number(table: Table) -> Any:
    """What SQLite numbers the rows of a table by."""
    return literal_column(f'"{table.name}".rowid', BigInteger())


def pages(
    connection: Connection, asked: Select[Any], *made: Callable[[Any], Any]
) -> Iterator[tuple[Any, ...]]:
    """What is made of each column but the first, by which alone rows are told apart and ordered,
    some thousand rows at a time: texts of all rows would leave large holes in memory.
    """
    key, *_ = asked.selected_columns
    last: Any = None
    while True:
        some = asked if last is None else asked.where(key > last)
        first, *others = some.order_by(key).limit(_ROWS).subquery().c
        texts = (make(column) for make, column in zip(made, others, strict=True))
        last, *read = connection.execute(select(func.max(first), *texts)).one()
        if last is None:
            return
        yield tuple(read)


def arrays(connection: Connection, asked: Select[Any], *said: Said) -> list[NDArray[Any]]:
    """The columns but the first, each as one array; no row is left out."""
    read = [[one.array(None)] for one in said]
    for texts in pages(connection, asked, *(one.text for one in said)):
        for parts, one, text in zip(read, said, texts, strict=True):
            parts.append(one.array(text))
    return [np.concatenate(parts) for parts in read]


def numbers(connection: Connection, asked: Select[Any]) -> Numbers:
    """The numbers of the one row and column that was asked for."""
    return _parsed(connection.scalar(asked))


def packed_ids(ids: Iterable[str]) -> Packed:
    """These ids; what is none is nobody's."""
    return np.frombuffer(b"".join(map(_bytes_of, ids)), _ID)


def _bytes_of(one: str) -> bytes:
    try:
        made = bytes.fromhex(one.replace("-", ""))
    except ValueError:
        made = b""
    return made if len(made) == 16 else bytes(16)


def said_ids(ids: Packed) -> Iterator[str]:
    """The texts of ids."""
    for start in range(0, len(ids), _ROWS):
        text = ids[start : start + _ROWS].tobytes().hex()
        for at in range(0, len(text), 32):
            one = text[at : at + 32]
            yield f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}"


def found(ordered: Packed, wanted: Packed) -> Numbers:
    """The place of each wanted id among ordered ones, -1 where it is not there."""
    if not len(ordered):
        return np.full(len(wanted), -1, np.int32)
    places = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.where(ordered[places] == wanted, places, -1).astype(np.int32)


def longer(held: NDArray[Any], size: int, filling: Any) -> NDArray[Any]:
    """The array with at least so many values."""
    more = size - len(held)
    return np.pad(held, (0, more), constant_values=filling) if more > 0 else held


@dataclass(frozen=True, slots=True)
class Numbered:
    """Ids in their own order and the row number of each. It never changes, so any thread may ask.
    `places`: by row number, where its id stands; -1 for none.
    """

    ids: Packed
    numbers: Numbers
    places: Numbers

    @classmethod
    def of(cls, ids: Packed, numbers: Numbers) -> Numbered:
        """Of ids in any order."""
        order = np.argsort(ids, kind="stable")
        ids, numbers = ids[order], numbers[order]
        places = np.full(int(numbers.max(initial=-1)) + 1, -1, np.int32)
        places[numbers] = np.arange(len(numbers), dtype=np.int32)
        return cls(ids, numbers, places)

    def packed(self, numbers: Numbers) -> Packed:
        """The ids of rows, in their order; of a row that never was, nobody's."""
        if not len(self.ids):
            return packed_ids("" for _ in numbers)
        places = longer(self.places, int(numbers.max(initial=-1)) + 1, -1)[numbers]
        made: Packed = self.ids[places]
        made[places < 0] = bytes(16)
        return made

    def number_of(self, one: str) -> int | None:
        """The row number of an id."""
        number = int(self.numbers_of(packed_ids([one]))[0])
        return None if number < 0 else number

    def numbers_of(self, ids: Packed) -> Numbers:
        """The row numbers of ids, -1 for those that are not there."""
        places = found(self.ids, ids)
        if not len(self.ids):
            return places
        return np.where(places < 0, -1, self.numbers[places]).astype(np.int32)

    def with_others(self, ids: Packed, numbers: Numbers) -> Numbered:
        """With these too; who had one of the ids or numbers has it no longer."""
        stays = ~(np.isin(self.numbers, numbers) | np.isin(self.ids, ids))
        return Numbered.of(
            np.concatenate([self.ids[stays], ids]), np.concatenate([self.numbers[stays], numbers])
        )


class Texts:
    """Lines of accent-free text, one after the other, that are looked through for a word."""

    def __init__(self, texts: Iterable[str]) -> None:
        pieces = [text.encode() for text in texts]
        self._all = np.frombuffer(b"\n".join(pieces) + b"\n", np.uint8)
        ends = np.flatnonzero(self._all == ord("\n"))
        self._ends = ends.astype(np.int32)

    def having(self, word: str) -> Mask:
        """The lines that have the word in them."""
        wanted = word.encode()
        last = len(self._all) - len(wanted)
        if not wanted or last < 0:
            return np.full(len(self._ends), not wanted)
        is_start = self._all[: last + 1] == wanted[0]
        if len(wanted) > 1:
            is_start &= self._all[1 : last + 2] == wanted[1]
        starts = np.flatnonzero(is_start)
        for place in range(2, len(wanted)):
            starts = starts[self._all[starts + place] == wanted[place]]
        before = np.searchsorted(starts, self._ends)
        return np.diff(before, prepend=0) > 0


def ranks(names: Iterable[str]) -> Numbers:
    """Where each line of these texts stands in the order of names; those alike stand alike, empty
    ones last.
    """
    keys = [name_key(text) for text in names]
    letters, spelled = (
        np.array("\n".join(key[part] for key in keys).encode().split(b"\n")) for part in (0, 1)
    )
    order = np.argsort(spelled, kind="stable")
    order = order[np.argsort(letters[order], kind="stable")]
    letters_, spelled_ = letters[order], spelled[order]
    is_other = (letters_[1:] != letters_[:-1]) | (spelled_[1:] != spelled_[:-1])
    made = np.zeros(len(order), np.int32)
    made[order[1:]] = np.cumsum(is_other)
    made[spelled == b""] = LAST
    return made
