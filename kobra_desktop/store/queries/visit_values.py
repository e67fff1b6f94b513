"""The columns of all visits as arrays by row number: few values, moments, the one thing that each
visit names, the several that it names. Each is read at once, from its own index where it has one,
and then told what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    func,
    select,
    type_coerce,
)

from kobra_desktop.store.queries.packed import (
    IDS,
    NUMBERS,
    Keys,
    Mask,
    Numbers,
    Packed,
    arrays,
    found,
    longer,
    packed_ids,
    said_ids,
)
from kobra_desktop.store.queries.visit_views import NUMBER, SEARCHED
from kobra_desktop.store.tables import RECORDS
from kobra_records.sql.tables import Milliseconds

NEVER = int(np.iinfo(np.int64).max)
_LISTED = 39  # characters of an id in a list: itself, its quotes, and a comma or a bracket


class Column(Protocol):
    """What all visits say in one field."""

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """Rows say this now; those that said something else."""


class Values:
    """One of few values for every row, by its place in `values`; the first is none."""

    def __init__(self, connection: Connection, name: str, size: int) -> None:
        value = RECORDS["visit"].c[name]
        asked = select(NUMBERS.text(NUMBER), value).select_from(RECORDS["visit"])
        self.values: list[Any] = [None]
        self._places: dict[Any, int] = {None: 0}
        self.codes: Numbers = np.zeros(size, np.int32)
        for said, one in connection.execute(asked.group_by(value)):
            numbers = NUMBERS.array(said)
            self.codes[numbers[numbers < size]] = self._place(one)

    def _place(self, value: Any) -> int:
        if value not in self._places:
            self._places[value] = len(self.values)
            self.values.append(value)
        return self._places[value]

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose value passes; each distinct value is asked once."""
        return np.fromiter(map(test, self.values), np.bool_, len(self.values))[self.codes]

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """As `Column`."""
        places = np.array([self._place(one) for one in values], np.int32)
        self.codes = longer(self.codes, int(numbers.max(initial=-1)) + 1, 0)
        return _replaced(self.codes, numbers, places)


class Moments:
    """Milliseconds for every row, `NEVER` for none."""

    def __init__(self, connection: Connection, name: str, size: int) -> None:
        value = raw(RECORDS["visit"].c[name])
        asked = select(func.group_concat(NUMBER), func.group_concat(value))
        said, moments = connection.execute(asked.where(value.is_not(None))).one()
        numbers = NUMBERS.array(said)
        is_in = numbers < size
        self.moments: Keys = np.full(size, NEVER)
        self.moments[numbers[is_in]] = np.fromstring(moments or "", np.int64, sep=",")[is_in]

    def put(self, numbers: Numbers, values: Sequence[Any]) -> Numbers:
        """As `Column`."""
        moments = np.array([NEVER if one is None else one for one in values], np.int64)
        self.moments = longer(self.moments, int(numbers.max(initial=-1)) + 1, NEVER)
        return _replaced(self.moments, numbers, moments)


class Things:
    """Many ids, each with a place from 1 on that it keeps; 0 is nobody's."""

    def __init__(self, ids: Packed) -> None:
        self._ids, self._order = ids, np.argsort(ids, kind="stable").astype(np.int32)

    def __len__(self) -> int:
        return len(self._ids) + 1

    @property
    def values(self) -> list[str | None]:
        """The ids, place by place."""
        return [None, *said_ids(self._ids)]

    def places_of(self, ids: Packed) -> Numbers:
        """The places of ids, 0 for those that have none."""
        at = found(self._ids[self._order], ids)
        if not len(self._order):
            return np.zeros(len(ids), np.int32)
        return np.where(at < 0, 0, self._order[at] + 1).astype(np.int32)

    def placed(self, ids: Packed) -> Numbers:
        """The same, with places for those that are new."""
        new = np.unique(ids[(self.places_of(ids) == 0) & (ids != b"")])
        if len(new):
            self._ids = np.concatenate([self._ids, new])
            self._order = np.argsort(self._ids, kind="stable").astype(np.int32)
        return self.places_of(ids)


class Named:
    """The one thing that each row names, by its place among `things`."""

    def __init__(self, connection: Connection, name: str, size: int) -> None:
        value = RECORDS["visit"].c[name]
        rows, count = NUMBERS.text(NUMBER).label("rows"), func.count().label("count")
        asked = select(value, value.label("one"), rows, count).group_by(value)
        asked = asked.where(value.is_not(None))
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

    def __init__(self, connection: Connection, name: str, size: int) -> None:
        value = type_coerce(RECORDS["visit"].c[name], Text())
        count = func.length(value) // _LISTED
        asked = select(
            NUMBER.label("key"), NUMBER.label("number"), count.label("count"), value.label("ids")
        )
        found = arrays(connection, asked.select_from(RECORDS["visit"]), NUMBERS, NUMBERS, IDS)
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


Naming = Named | Listed


def column(connection: Connection, name: str, size: int) -> Values | Moments | Naming:
    """A field of all visits whose row number is below `size`."""
    if name in SEARCHED:
        return (Listed if name == "account_ids" else Named)(connection, name, size)
    is_moment = isinstance(RECORDS["visit"].c[name].type, Milliseconds)
    return (Moments if is_moment else Values)(connection, name, size)


def raw(value: Any) -> Any:
    """The column as it is compared: moments as their milliseconds."""
    return type_coerce(value, BigInteger()) if isinstance(value.type, Milliseconds) else value


def _replaced(held: Any, numbers: Numbers, values: Any) -> Numbers:
    is_other = held[numbers] != values
    held[numbers] = values
    other: Numbers = numbers[is_other]
    return other
