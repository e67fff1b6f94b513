"""The columns of a large kind as arrays by row number: few values, whole numbers, the one thing
that each row names, the several that it names. Each is read at once, from its own index where it
has one, and then told what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from sqlalchemy import BigInteger, Connection, Text, func, select, type_coerce

from kobra_desktop.store.queries.large import Field, Large, Shape
from kobra_desktop.store.queries.packed import (
    IDS,
    NUMBERS,
    Keys,
    Mask,
    Numbered,
    Numbers,
    Packed,
    arrays,
    longer,
    packed_ids,
    said_ids,
)
from kobra_desktop.store.tables import RECORDS
from kobra_records.sql.tables import Milliseconds

NEVER = int(np.iinfo(np.int64).max)
LISTED = 39  # characters of an id in a list: itself, its quotes, and a comma or a bracket


class Column(Protocol):
    """What all rows say in one field."""

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """Rows say this now; those that said something else."""


class Values:
    """One of few values for every row, by its place in `values`; the first is none."""

    def __init__(self, size: int) -> None:
        self.values: list[Any] = [None]
        self._places: dict[Any, int] = {None: 0}
        self.codes: Numbers = np.zeros(size, np.int32)

    @classmethod
    def read(cls, connection: Connection, large: Large, field: Field, size: int) -> Values:
        """Of all rows."""
        made, value = cls(size), field.value
        asked = select(NUMBERS.text(large.number), value).select_from(RECORDS[large.kind])
        for said, one in connection.execute(asked.group_by(value)):
            numbers = NUMBERS.array(said)
            made.codes[numbers[numbers < size]] = made.place(one)
        return made

    def place(self, value: Any) -> int:
        """Where the value stands, among them from now on."""
        if value not in self._places:
            self._places[value] = len(self.values)
            self.values.append(value)
        return self._places[value]

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose value passes; each distinct value is asked once."""
        return np.fromiter(map(test, self.values), np.bool_, len(self.values))[self.codes]

    def ranks(self, key: Callable[[Any], Any]) -> Keys:
        """Row by row, where its value stands in the order of keys; `NEVER` for none."""
        return ranks_of([None if one is None else key(one) for one in self.values])[self.codes]

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """As `Column`."""
        places = np.array([self.place(one) for one in values], np.int32)
        self.codes = longer(self.codes, int(numbers.max(initial=-1)) + 1, 0)
        return _replaced(self.codes, numbers, places)


class Figures:
    """A whole number for every row, milliseconds or minor units; `NEVER` for none."""

    def __init__(self, size: int) -> None:
        self.figures: Keys = np.full(size, NEVER)

    @classmethod
    def read(cls, connection: Connection, large: Large, field: Field, size: int) -> Figures:
        """Of all rows."""
        made, value = cls(size), raw(field.value)
        asked = select(func.group_concat(large.number), func.group_concat(value))
        asked = asked.select_from(RECORDS[large.kind]).where(value.is_not(None))
        said, figures = connection.execute(asked).one()
        numbers = NUMBERS.array(said)
        is_in = numbers < size
        read = np.fromstring(figures, np.int64, sep=",") if figures else made.figures[:0]
        made.figures[numbers[is_in]] = read[is_in]
        return made

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose number passes; each distinct one is asked once."""
        distinct, places = np.unique(self.figures, return_inverse=True)
        passes = (test(None if one == NEVER else one) for one in distinct.tolist())
        return np.fromiter(passes, np.bool_, len(distinct))[places]

    def ranks(self, key: Callable[[Any], Any]) -> Keys:
        """Row by row, where its number stands in their order; `NEVER` for none."""
        # Their order, not their distance: with one in the year 9999 a key would overflow.
        ranks = np.unique(self.figures, return_inverse=True)[1]
        return np.where(self.figures == NEVER, NEVER, ranks)

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """As `Column`."""
        figures = np.array([NEVER if one is None else one for one in values], np.int64)
        self.figures = longer(self.figures, int(numbers.max(initial=-1)) + 1, NEVER)
        return _replaced(self.figures, numbers, figures)


class Things:
    """Many ids, each with a place from 1 on that it keeps; 0 is nobody's."""

    def __init__(self, ids: Packed) -> None:
        self._ids, self._order = ids, np.argsort(ids, kind="stable").astype(np.int32)

    def __len__(self) -> int:
        return len(self._ids) + 1

    @property
    def known(self) -> object:
        """Another once there are others."""
        return len(self)

    @property
    def values(self) -> list[str | None]:
        """The ids, place by place."""
        return [None, *said_ids(self._ids)]

    def places_of(self, ids: Packed) -> Numbers:
        """The places of ids, 0 for those that have none."""
        if not len(self._order):
            return np.zeros(len(ids), np.int32)
        # Through the order: putting all ids into it for a few would take as long as reading them.
        at = np.searchsorted(self._ids, ids, sorter=self._order)
        places = self._order[np.minimum(at, len(self._order) - 1)]
        return np.where(self._ids[places] == ids, places + 1, 0).astype(np.int32)

    def placed(self, ids: Packed) -> Numbers:
        """The same, with places for those that are new."""
        new = np.unique(ids[(self.places_of(ids) == 0) & (ids != b"")])
        if len(new):
            self._ids = np.concatenate([self._ids, new])
            self._order = np.argsort(self._ids, kind="stable").astype(np.int32)
        return self.places_of(ids)


class Named:
    """The one thing that each row names, by its place among `things`."""

    def __init__(self, connection: Connection, large: Large, field: Field, size: int) -> None:
        value, number, whole = field.value, large.number, field.whole
        origin = RECORDS[large.kind] if whole is None else whole.origin
        if whole is not None:
            value, number = whole.value, whole.number
        rows, count = NUMBERS.text(number).label("rows"), func.count().label("count")
        key, one = value.label("key"), value.label("one")
        asked = select(key, one, rows, count).select_from(origin).group_by(value)
        asked = asked.where(value.is_not(None), *(whole.where if whole else ()))
        ids, numbers, counts = arrays(connection, asked, IDS, NUMBERS, NUMBERS)
        self.things = Things(ids)
        is_of = np.repeat(np.arange(1, len(self.things)), counts)
        is_in = numbers < size
        self.codes: Numbers = np.zeros(size, np.int32)
        self.codes[numbers[is_in]] = is_of[is_in]

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose thing passes; each is asked once, by its id."""
        values = self.things.values
        return np.fromiter(map(test, values), np.bool_, len(values))[self.codes]

    def naming(self, is_meant: Mask) -> Mask:
        """The rows that name one of these places."""
        return is_meant[self.codes]

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """As `Column`."""
        places = self.things.placed(packed_ids(one or "" for one in values))
        self.codes = longer(self.codes, int(numbers.max(initial=-1)) + 1, 0)
        return _replaced(self.codes, numbers, places)


class Listed:
    """The several things that each row names, as pairs of row number and place."""

    def __init__(self, connection: Connection, large: Large, field: Field, size: int) -> None:
        value, number = type_coerce(field.value, Text()), large.number
        count = func.length(value) // LISTED
        asked = select(
            number.label("key"), number.label("number"), count.label("count"), value.label("ids")
        )
        found = arrays(connection, asked.select_from(RECORDS[large.kind]), NUMBERS, NUMBERS, IDS)
        numbers, counts, named = found
        self._size = size
        self.things = Things(np.unique(named))
        self._numbers: Numbers = np.repeat(numbers, counts)
        self._places = self.things.places_of(named)
        self._keep(self._numbers < size)

    def _keep(self, is_kept: Mask) -> None:
        self._numbers, self._places = self._numbers[is_kept], self._places[is_kept]

    def naming(self, is_meant: Mask) -> Mask:
        """The rows that name one of these places."""
        made = np.zeros(self._size, np.bool_)
        made[self._numbers[is_meant[self._places]]] = True
        return made

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """As `Column`; nothing is ordered by them, so none is said to be other."""
        self._size = max(self._size, int(numbers.max(initial=-1)) + 1)
        is_other = np.zeros(self._size, np.bool_)
        is_other[numbers] = True
        self._keep(~is_other[self._numbers])
        places = self.things.placed(packed_ids(one for ids in values for one in ids))
        come = np.repeat(numbers, [len(ids) for ids in values]).astype(np.int32)
        self._numbers = np.concatenate([self._numbers, come])
        self._places = np.concatenate([self._places, places])
        return numbers[:0]


class Itself:
    """Each row as a thing of its own: its place is its number and one."""

    def __init__(self, held: Numbered, size: int) -> None:
        self._held, self._size = held, size
        self.things = self

    def __len__(self) -> int:
        return self._size + 1

    @property
    def known(self) -> object:
        """Another once rows have come."""
        return id(self._held), self._size

    @property
    def codes(self) -> Numbers:
        """The place of each row."""
        return np.arange(1, self._size + 1, dtype=np.int32)

    def places_of(self, ids: Packed) -> Numbers:
        """The places of ids, 0 for those that have none."""
        numbers = self._held.numbers_of(ids)
        return np.where(numbers < self._size, numbers + 1, 0).astype(np.int32)

    def naming(self, is_meant: Mask) -> Mask:
        """The rows of these places."""
        return is_meant[1:]


Naming = Named | Listed | Itself


def column(connection: Connection, large: Large, name: str, size: int) -> Column:
    """A field of all rows whose number is below `size`."""
    field = large.field(name)
    match field.shape:
        case Shape.VALUES:
            return Values.read(connection, large, field, size)
        case Shape.FIGURES:
            return Figures.read(connection, large, field, size)
        case Shape.NAMED:
            return Named(connection, large, field, size)
        case Shape.LISTED:
            return Listed(connection, large, field, size)
        case Shape.ITSELF:
            raise ValueError(name)


def raw(value: Any) -> Any:
    """The column as it is compared: moments as their milliseconds."""
    return type_coerce(value, BigInteger()) if isinstance(value.type, Milliseconds) else value


def ranks_of(keys: Sequence[Any]) -> Keys:
    """Where each key stands in order; those that are None stand last."""
    rank = {one: n for n, one in enumerate(sorted({one for one in keys if one is not None}))}
    return np.array([NEVER if one is None else rank[one] for one in keys], np.int64)


def _replaced(held: Any, numbers: Numbers, values: Any) -> Numbers:
    is_other = held[numbers] != values
    held[numbers] = values
    other: Numbers = numbers[is_other]
    return other


def either(found: Mapping[str, Mask], values: Collection[str]) -> Mask:
    """The rows of any of these values."""
    made: Mask = np.any([found[value] for value in values], axis=0)
    return made
