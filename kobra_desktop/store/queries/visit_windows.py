"""Half a million visits as a list: their order and filters as arrays of row numbers, their contents
in windows of a few hundred.

Each column is read once, from its own index and only when something asks for it: SQLite gathers
the row numbers of each distinct value, so what crosses into Python is a few hundred or thousand
texts, not 500,000 rows. Names are looked up in what visits name, once for each party or door.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Connection, Table, func, literal_column, select, type_coerce

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain, words_of
from kobra_desktop.store.collation import Key, name_key_or_last
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, marks
from kobra_desktop.store.queries.visit_views import (
    BEHIND,
    MOMENTS,
    ORDERS,
    SEARCHED,
    USUAL,
    VisitView,
    nearness,
)
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.predicates import EVERY, Predicate, terms_of
from kobra_domain.visits import OPEN_STATES
from kobra_records.sql.metrics import condition, facts_of
from kobra_records.sql.tables import Milliseconds

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NEVER = int(np.iinfo(np.int64).max)


@dataclass(slots=True)
class _Column:
    """A value for every row number, by its place in `values`; the first is none."""

    values: list[Any]
    codes: NDArray[np.int32]
    places: dict[Any, int]

    def place(self, value: Any) -> int:
        """The place of a value, given one if it is new."""
        if value not in self.places:
            self.places[value] = len(self.values)
            self.values.append(value)
        return self.places[value]

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose value passes; each distinct value is asked once."""
        return np.fromiter(map(test, self.values), np.bool_, len(self.values))[self.codes]


@dataclass(frozen=True, slots=True)
class _Names:
    """What those named in a column are called, place by place: the accent-free text that is
    searched, and where each stands in order.
    """

    said: list[str]
    ranks: NDArray[np.int64]


class VisitIndex:
    """The row numbers of visits, asked by one worker at a time. What changed is told by `patch`
    and `rename`.
    """

    def __init__(self, connection: Connection, reach: Reach = EVERYTHING) -> None:
        self._reach = reach
        self._columns: dict[str, _Column] = {}
        self._moments: dict[str, Numbers] = {}
        self._names: dict[str, _Names] = {}
        self._orders: dict[tuple[str, bool, date], Numbers] = {}
        self._here = np.zeros(0, np.bool_)
        self._ids = np.zeros(0, "S36")  # in their own order
        self._numbers: Numbers = np.zeros(0, np.int64)  # of the rows of those ids
        self._places = np.zeros(0, np.int32)  # of a row number's id among them
        self._fresh: dict[str, int] = {}  # come since
        self._read_here(connection)

    def numbers(self, connection: Connection, view: VisitView) -> Numbers:
        """The row numbers that pass, in order. Those that the view's column leaves equal stand in
        the order of who asked for none: today, the days to come, no day, the past from its end.
        """
        passing = self._within(connection)
        for quality, values in view.accepted.items():
            if values:
                passing = passing & self._passing(connection, view, quality, frozenset(values))
        if view.day is not None:
            passing = passing & self._column(connection, "planned_on").where(view.day)
        if view.where != EVERY:
            passing = passing & self._fulfilling(connection, view.where)
        for word in words_of(view.search):
            passing = passing & self._saying(connection, word)
        order = self._order(connection, view)
        return order[passing[order]]

    def ids(self, numbers: Numbers) -> list[str]:
        """The ids of rows, in their order."""
        places = self._places[numbers]
        made = [one.decode() for one in self._ids[np.maximum(places, 0)].tolist()]
        if self._fresh and (places < 0).any():
            fresh = {number: one for one, number in dict(self._fresh).items()}
            for line in np.flatnonzero(places < 0).tolist():
                made[line] = fresh[int(numbers[line])]
        return made

    def number_of(self, visit_id: str) -> int | None:
        """The row number of a visit, None when there is none."""
        if visit_id in self._fresh:
            return self._fresh[visit_id]
        wanted = np.bytes_(visit_id.encode())
        place = int(np.searchsorted(self._ids, wanted))
        if place == len(self._ids) or self._ids[place] != wanted:
            return None
        return int(self._numbers[place])

    def total(self, connection: Connection) -> int:
        """How many visits there are within the reach, whatever the view."""
        return int(np.count_nonzero(self._within(connection)))

    def agents(self, connection: Connection) -> dict[str | None, str]:
        """Those that visits within the reach are given to, by id, with their names; None where some
        are given to nobody.
        """
        column = self._column(connection, "agent_id")
        agent = RECORDS["agent"].c
        found = connection.execute(select(agent.id, agent.name))
        names = {row.id: row.name for row in found}
        used = np.unique(column.codes[self._within(connection)]).tolist()
        return {one: names.get(one, "") for one in (column.values[place] for place in used)}

    def patch(self, connection: Connection, ids: Iterable[str]) -> None:
        """Read these visits anew; those that are gone are gone."""
        visit = RECORDS["visit"]
        names = [*self._columns, *self._moments]
        asked = select(visit.c.id, _row_number(visit), *(_raw(visit.c[name]) for name in names))
        changed: set[str] = set()
        gone = set(ids)
        for part in rows.chunks(sorted(gone)):
            for one, number, *values in connection.execute(asked.where(visit.c.id.in_(part))):
                gone.discard(one)
                self._come(one, number)
                changed.update(
                    name
                    for name, value in zip(names, values, strict=True)
                    if self._put(name, number, value)
                )
        for number in [n for n in map(self.number_of, gone) if n is not None]:
            self._here[number] = False
            self._orders.clear()
        if not changed.isdisjoint(USUAL):
            self._orders.clear()
        for key in [key for key in self._orders if BEHIND.get(key[0]) in changed]:
            del self._orders[key]

    def _come(self, visit_id: str, number: int) -> None:
        self._grow(number + 1)
        if not self._here[number]:
            self._here[number] = True
            if self.number_of(visit_id) != number:
                self._fresh[visit_id], self._places[number] = number, -1
            self._orders.clear()

    def rename(self, kind: str) -> None:
        """Some of these parties, doors, agents or portfolios are called otherwise."""
        for field_name in [name for name in self._names if SEARCHED[name][0] == kind]:
            del self._names[field_name]
        self._orders.clear()

    def warm(self, connection: Connection) -> None:
        """Read what a search will ask for, before anybody types."""
        for name in SEARCHED:
            self._named(connection, name)

    # What is read

    def _put(self, name: str, number: int, value: Any) -> bool:
        """Whether the row had another value."""
        if name in self._moments:
            moments, moment = self._moments[name], _NEVER if value is None else value
            is_other = bool(moments[number] != moment)
            moments[number] = moment
            return is_other
        column = self._columns[name]
        place = column.place(value)
        is_other = bool(column.codes[number] != place)
        column.codes[number] = place
        return is_other

    def _read_here(self, connection: Connection) -> None:
        visit = RECORDS["visit"]
        asked = select(func.group_concat(_row_number(visit)), func.group_concat(visit.c.id))
        said, ids = connection.execute(asked.select_from(visit)).one()
        numbers = _parsed([said])
        self._grow(int(numbers.max(initial=0)) + 1)
        self._here[numbers] = True
        held = np.frombuffer(f"{ids},".encode() if ids else b"", "S37").astype("S36")
        by_id = np.argsort(held, kind="stable")
        self._ids, self._numbers = held[by_id], numbers[by_id]
        self._places[self._numbers] = np.arange(len(by_id))

    def _grow(self, size: int) -> None:
        more = size - len(self._here)
        if more > 0:
            self._here = np.pad(self._here, (0, more))
            self._places = np.pad(self._places, (0, more), constant_values=-1)
            for column in self._columns.values():
                column.codes = np.pad(column.codes, (0, more))
            for name, moments in self._moments.items():
                self._moments[name] = np.pad(moments, (0, more), constant_values=_NEVER)

    def _column(self, connection: Connection, name: str) -> _Column:
        if name not in self._columns:
            value, visit = RECORDS["visit"].c[name], RECORDS["visit"]
            asked = select(func.group_concat(_row_number(visit)), value).group_by(value)
            held = connection.execute(asked).all()
            numbers = _parsed(row[0] for row in held)
            every = [None, *(row[1] for row in held if row[1] is not None)]
            places = {value: place for place, value in enumerate(every)}
            counts = [row[0].count(",") + 1 for row in held]
            codes = np.zeros(len(self._here), np.int32)
            is_in = numbers < len(codes)  # one that has just come is told of by `patch`
            codes[numbers[is_in]] = np.repeat([places[row[1]] for row in held], counts)[is_in]
            self._columns[name] = _Column(every, codes, places)
        return self._columns[name]

    def _moment(self, connection: Connection, name: str) -> Numbers:
        """Milliseconds by row number."""
        if name not in self._moments:
            value, visit = _raw(RECORDS["visit"].c[name]), RECORDS["visit"]
            asked = select(func.group_concat(_row_number(visit)), func.group_concat(value)).where(
                value.is_not(None)
            )
            numbers, moments = map(_parsed, zip(connection.execute(asked).one(), strict=True))
            self._moments[name] = np.full(len(self._here), _NEVER)
            is_in = numbers < len(self._here)
            self._moments[name][numbers[is_in]] = moments[is_in]
        return self._moments[name]

    def _named(self, connection: Connection, name: str) -> _Names:
        """What those are called that the column names."""
        column = self._column(connection, name)
        if name not in self._names or len(self._names[name].said) < len(column.values):
            kind, fields = SEARCHED[name]
            record, places = RECORDS[kind], column.places
            firsts: list[Key | None] = [None] * len(column.values)
            said = [""] * len(column.values)
            asked = select(record.c.id, *(record.c[one] for one in fields))
            for one, *words in connection.execute(asked):
                place = places.get(one)
                if place is not None:
                    firsts[place] = name_key_or_last(words[0])
                    said[place] = plain(" ".join(words))
            self._names[name] = _Names(said, _ranks(firsts))
        return self._names[name]

    # Filters

    def _within(self, connection: Connection) -> Mask:
        reach, passing = self._reach, self._here
        if reach.portfolio_ids is not None:
            ids = reach.portfolio_ids
            passing = passing & self._column(connection, "portfolio_id").where(ids.__contains__)
        if reach.team_ids is not None:
            agent = RECORDS["agent"].c
            mine = select(agent.id).where(agent.team_id.in_(reach.team_ids))
            seen = {None, *connection.execute(mine).scalars()}
            passing = passing & self._column(connection, "agent_id").where(seen.__contains__)
        return passing

    def _passing(
        self, connection: Connection, view: VisitView, quality: str, values: frozenset[str]
    ) -> Mask:
        column = partial(self._column, connection)
        if quality == "law":
            blocked = self._mask_of(view.blocked)
            is_open = column("state").where(OPEN_STATES.__contains__)
            found = {"blocked": blocked, "allowed": is_open & ~blocked, "-": ~is_open & ~blocked}
        elif quality == "sync":
            held, pending = self._waiting(connection)
            found = {"held": held, "pending": pending & ~held, "-": ~(held | pending)}
        else:
            name = {"agent": "agent_id", "portfolio": "portfolio_id"}.get(quality, quality)
            return column(name).where(lambda value: ("-" if value is None else value) in values)
        made: Mask = np.any([found[value] for value in values], axis=0)
        return made

    def _fulfilling(self, connection: Connection, where: Predicate) -> Mask:
        """The rows that pass a condition, asked of the database."""
        facts = facts_of(connection, RECORDS, "visit", terms_of(where))
        asked = select(func.group_concat(_row_number(RECORDS["visit"])))
        said = connection.scalar(asked.select_from(facts.origin).where(condition(where, facts)))
        numbers = _parsed([said])
        found = np.zeros(len(self._here), np.bool_)
        found[numbers[numbers < len(found)]] = True
        return found

    def _mask_of(self, ids: Iterable[str]) -> Mask:
        made = np.zeros(len(self._here), np.bool_)
        made[[number for one in ids if (number := self.number_of(one)) is not None]] = True
        return made

    def _waiting(self, connection: Connection) -> tuple[Mask, Mask]:
        """The rows with held operations, and those with some to be sent."""
        found = marks(connection, "visit")
        held = self._mask_of([i for i, mark in found.items() if mark.is_held])
        pending = self._mask_of([i for i, mark in found.items() if mark.is_pending])
        return held, pending

    def _saying(self, connection: Connection, word: str) -> Mask:
        """The rows of which anything that is searched has the word in it."""
        found = np.zeros(len(self._here), np.bool_)
        for name in SEARCHED:
            said = self._named(connection, name).said
            hits = np.fromiter((word in text for text in said), np.bool_, len(said))
            found |= hits[self._columns[name].codes]
        return found

    # Order

    def _order(self, connection: Connection, view: VisitView) -> Numbers:
        """All row numbers in the view's order; kept, because filters change more often."""
        usual, wanted = ("", False, view.today), (view.sort_key, view.is_descending, view.today)
        if usual not in self._orders:
            self._orders.clear()
            here = np.flatnonzero(self._here)
            keys = self._nearness(connection, view.today)[here]
            self._orders[usual] = here[np.argsort(keys, kind="stable")]
        if view.sort_key and wanted not in self._orders:
            order = self._orders[usual]
            keys = self._keys(connection, view.sort_key)[order]
            if view.is_descending:
                keys = np.where(keys == _NEVER, _NEVER, -keys)
            self._orders = {usual: order, wanted: order[np.argsort(keys, kind="stable")]}
        made = self._orders[wanted if view.sort_key else usual]
        if view.sort_key == "sync":
            del self._orders[wanted]  # it goes by the outbox, which no `patch` tells of
        return made

    def _nearness(self, connection: Connection, today: date) -> Numbers:
        """One number by which the usual order goes: the day, then the party's name."""

        days = self._column(connection, "planned_on")
        names = self._named(connection, "party_id").ranks
        nameless = np.minimum(names, len(names))
        near_days = np.array([nearness(day, today) for day in days.values], np.int64)
        parties = self._columns["party_id"].codes
        made: Numbers = near_days[days.codes] * (len(names) + 1) + nameless[parties]
        return made

    def _keys(self, connection: Connection, sort_key: str) -> Numbers:
        """What a column's order goes by, row by row; `_NEVER` where there is nothing."""
        if f"{sort_key}_id" in SEARCHED:
            name = f"{sort_key}_id"
            return self._named(connection, name).ranks[self._columns[name].codes]
        if sort_key in MOMENTS:
            return self._moment(connection, MOMENTS[sort_key])
        if sort_key == "sync":
            held, pending = self._waiting(connection)
            return np.where(held, 0, 2) + np.where(pending, 0, 1)
        name, key = ORDERS[sort_key]
        column = self._column(connection, name)
        return _ranks([None if one is None else key(one) for one in column.values])[column.codes]


def _ranks(keys: Sequence[Any]) -> Numbers:
    """Where each key stands in order; those that are None stand last."""
    rank = {one: n for n, one in enumerate(sorted({one for one in keys if one is not None}))}
    return np.array([_NEVER if one is None else rank[one] for one in keys], np.int64)


def _row_number(table: Table) -> Any:
    return literal_column(f'"{table.name}".rowid', BigInteger())


def _raw(column: Any) -> Any:
    """The column as it is compared: moments as their milliseconds."""
    return type_coerce(column, BigInteger()) if isinstance(column.type, Milliseconds) else column


def _parsed(texts: Iterable[str | None]) -> Numbers:
    """The numbers of texts like «3,5,8», one after the other."""
    said = ",".join(filter(None, texts))
    return np.fromstring(said, np.int64, sep=",") if said else np.zeros(0, np.int64)
