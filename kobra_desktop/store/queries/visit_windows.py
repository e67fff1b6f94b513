"""Half a million visits as a list: their order and filters as arrays of row numbers, their contents
in windows of a few hundred.

A column is read at once and only when something asks for it: what crosses into Python are a few
long texts, not 500,000 rows. What changed is patched into columns and orders.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import words_of
from kobra_desktop.store.queries.packed import (
    IDS,
    LAST,
    NUMBERS,
    Keys,
    Mask,
    Numbered,
    Numbers,
    arrays,
    longer,
    numbers,
    packed_ids,
)
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, marks
from kobra_desktop.store.queries.visit_names import Called, ranked
from kobra_desktop.store.queries.visit_values import (
    NEVER,
    Column,
    Moments,
    Named,
    Naming,
    Values,
    column,
    raw,
)
from kobra_desktop.store.queries.visit_views import (
    BEHIND,
    MOMENTS,
    NUMBER,
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

_Order = tuple[str, bool, date]


class VisitIndex:
    """The row numbers of visits, asked by one worker at a time. What changed is told by `patch`
    and `rename`. `held`: which number each id has; it is replaced, never changed.
    """

    def __init__(self, connection: Connection, reach: Reach = EVERYTHING) -> None:
        self._reach = reach
        self._columns: dict[str, Column] = {}
        self._called: dict[str, Called] = {}
        self._ranks: dict[str, Numbers] = {}
        self._orders: dict[_Order, Numbers] = {}
        visit = RECORDS["visit"]
        asked = select(visit.c.id, visit.c.id.label("one"), NUMBER.label("number"))
        self.held = Numbered.of(*arrays(connection, asked, IDS, NUMBERS))
        self._here: Mask = self.held.places >= 0

    def numbers(self, connection: Connection, view: VisitView) -> Numbers:
        """The row numbers that pass, in order. Those that the view's column leaves equal stand in
        the order of who asked for none: today, the days to come, no day, the past from its end.
        """
        passing = self._within(connection)
        for quality, values in view.accepted.items():
            if values:
                passing = passing & self._passing(connection, view, quality, frozenset(values))
        if view.day is not None:
            passing = passing & self._values(connection, "planned_on").where(view.day)
        if view.where != EVERY:
            passing = passing & self._fulfilling(connection, view.where)
        for word in words_of(view.search):
            passing = passing & self._saying(connection, word)
        order = self._order(connection, view)
        return order if passing is self._here else order[passing[order]]

    def total(self, connection: Connection) -> int:
        """How many visits there are within the reach, whatever the view."""
        return int(np.count_nonzero(self._within(connection)))

    def agents(self, connection: Connection) -> dict[str | None, str]:
        """Those that visits within the reach are given to, by id, with their names; None where some
        are given to nobody.
        """
        held = self._named(connection, "agent_id")
        agent = RECORDS["agent"].c
        names = {row.id: row.name for row in connection.execute(select(agent.id, agent.name))}
        counts = np.bincount(held.codes[self._within(connection)], minlength=len(held.things))
        used = [one for one, count in zip(held.things.values, counts, strict=True) if count]
        return {one: names.get(one or "", "") for one in used}

    # What has changed

    def patch(self, connection: Connection, ids: Collection[str]) -> None:
        """Read these visits anew; those that are gone are gone."""
        visit = RECORDS["visit"]
        asked = select(visit.c.id, NUMBER, *(raw(visit.c[name]) for name in self._columns))
        read = [
            row
            for part in rows.chunks(sorted(ids))
            for row in connection.execute(asked.where(visit.c.id.in_(part)))
        ]
        numbers = np.array([row[1] for row in read], np.int32)
        before = self.held.numbers_of(packed_ids(ids))
        left = np.setdiff1d(before[before >= 0], numbers)
        left = left[self._here[left]]
        self._here[left] = False
        come = self._come(packed_ids(row[0] for row in read), numbers)
        other = {
            name: one.put(numbers, [row[place] for row in read])
            for place, (name, one) in enumerate(self._columns.items(), 2)
        }
        self._move(connection, np.union1d(left, come), other)

    def _come(self, ids: Any, numbers: Numbers) -> Numbers:
        """Row numbers that were nobody's, or another's."""
        is_new = self.held.numbers_of(ids) != numbers
        if is_new.any():
            self.held = self.held.with_others(ids[is_new], numbers[is_new])
        self._here = longer(self._here, int(numbers.max(initial=-1)) + 1, False)
        come: Numbers = numbers[is_new | ~self._here[numbers]]
        self._here[numbers] = True
        return come

    def _move(self, connection: Connection, some: Numbers, other: dict[str, Numbers]) -> None:
        """Put rows that came, went or say something else in the place that they have now."""
        orders, self._orders = self._orders, {}
        usual = np.unique(np.concatenate([some, *(other[name] for name in USUAL & other.keys())]))
        for (sort_key, is_descending, today), order in orders.items():  # the usual one is first
            moved = np.union1d(usual, other.get(BEHIND.get(sort_key, ""), usual))
            if len(moved):
                keys = self._keys(connection, sort_key, is_descending, today)
                order = self._moved(order, moved, keys)
            self._orders[(sort_key, is_descending, today)] = order

    def _moved(self, order: Numbers, moved: Numbers, keys: Keys) -> Numbers:
        is_moved = np.zeros(len(self._here), np.bool_)
        is_moved[moved] = True
        stays = order[~is_moved[order]]
        here = moved[self._here[moved]]
        here = here[np.argsort(keys[here])]
        return np.insert(stays, np.searchsorted(keys[stays], keys[here]), here)

    def rename(self, connection: Connection, kind: str, ids: Collection[str] | None) -> None:
        """Something of these parties, doors, accounts, agents or portfolios is another, perhaps
        what they are called; None: of any.
        """
        for field in [name for name, (one, _) in SEARCHED.items() if one == kind]:
            called = self._called.get(field)
            if ids is not None and called is not None and called.is_as(connection, ids):
                continue
            self._called.pop(field, None)
            if self._ranks.pop(field, None) is not None:
                is_usual = field in USUAL
                self._orders = {
                    key: order
                    for key, order in self._orders.items()
                    if not is_usual and BEHIND.get(key[0]) != field
                }

    def warm(self, connection: Connection) -> None:
        """Read what a search will ask for, before anybody types."""
        for field in SEARCHED:
            self._naming(connection, field)
            self._calling(connection, field)

    # What is read

    def _column(self, connection: Connection, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = column(connection, name, len(self._here))
        return self._columns[name]

    def _values(self, connection: Connection, name: str) -> Values:
        held = self._column(connection, name)
        assert isinstance(held, Values)
        return held

    def _named(self, connection: Connection, name: str) -> Named:
        held = self._column(connection, name)
        assert isinstance(held, Named)
        return held

    def _naming(self, connection: Connection, name: str) -> Naming:
        held = self._column(connection, name)
        assert isinstance(held, Naming)
        return held

    def _calling(self, connection: Connection, field: str) -> Called:
        if field not in self._called:
            things = self._naming(connection, field).things
            self._called[field] = Called(connection, field, things)
        return self._called[field]

    def _ranked(self, connection: Connection, field: str) -> Keys:
        """Row by row, where what is named stands in the order of names."""
        named = self._named(connection, field)
        if len(self._ranks.get(field, ())) != len(named.things):
            self._ranks[field] = ranked(connection, field, named.things)
        return self._ranks[field].astype(np.int64)[named.codes]

    # Filters

    def _within(self, connection: Connection) -> Mask:
        reach, passing = self._reach, self._here
        if reach.portfolio_ids is not None:
            ids = reach.portfolio_ids
            passing = passing & self._named(connection, "portfolio_id").where(ids.__contains__)
        if reach.team_ids is not None:
            agent = RECORDS["agent"].c
            mine = select(agent.id).where(agent.team_id.in_(reach.team_ids))
            seen = {None, *connection.execute(mine).scalars()}
            passing = passing & self._named(connection, "agent_id").where(seen.__contains__)
        return passing

    def _passing(
        self, connection: Connection, view: VisitView, quality: str, values: frozenset[str]
    ) -> Mask:
        if quality == "law":
            blocked = self._mask_of(view.blocked)
            is_open = self._values(connection, "state").where(OPEN_STATES.__contains__)
            found = {"blocked": blocked, "allowed": is_open & ~blocked, "-": ~is_open & ~blocked}
        elif quality == "sync":
            held, pending = self._waiting(connection)
            found = {"held": held, "pending": pending & ~held, "-": ~(held | pending)}
        else:
            is_wanted: Callable[[Any], bool] = lambda one: ("-" if one is None else one) in values  # noqa: E731
            if quality in ("agent", "portfolio"):
                return self._named(connection, f"{quality}_id").where(is_wanted)
            return self._values(connection, quality).where(is_wanted)
        made: Mask = np.any([found[value] for value in values], axis=0)
        return made

    def _fulfilling(self, connection: Connection, where: Predicate) -> Mask:
        """The rows that pass a condition, asked of the database."""
        facts = facts_of(connection, RECORDS, "visit", terms_of(where))
        asked = select(NUMBERS.text(NUMBER)).select_from(facts.origin)
        passing = numbers(connection, asked.where(condition(where, facts)))
        return self._mask(passing[passing < len(self._here)])

    def _mask(self, numbers: Numbers) -> Mask:
        made = np.zeros(len(self._here), np.bool_)
        made[numbers] = True
        return made

    def _mask_of(self, ids: Iterable[str]) -> Mask:
        numbers = self.held.numbers_of(packed_ids(ids))
        return self._mask(numbers[numbers >= 0])

    def _waiting(self, connection: Connection) -> tuple[Mask, Mask]:
        """The rows with held operations, and those with some to be sent."""
        found = marks(connection, "visit")
        held = self._mask_of([i for i, mark in found.items() if mark.is_held])
        pending = self._mask_of([i for i, mark in found.items() if mark.is_pending])
        return held, pending

    def _saying(self, connection: Connection, word: str) -> Mask:
        """The rows of which anything that is searched has the word in it."""
        found = np.zeros(len(self._here), np.bool_)
        for field in SEARCHED:
            is_meant = self._calling(connection, field).having(word)
            found |= self._naming(connection, field).naming(is_meant)
        return found

    # Order

    def _order(self, connection: Connection, view: VisitView) -> Numbers:
        """All row numbers in the view's order; kept, because filters change more often."""
        usual, wanted = ("", False, view.today), (view.sort_key, view.is_descending, view.today)
        if usual not in self._orders:
            self._orders.clear()
        for key in (usual, wanted if view.sort_key else usual):
            if key not in self._orders:
                keys = self._keys(connection, *key)
                here = np.flatnonzero(self._here).astype(np.int32)
                made = here[np.argsort(keys[here])]
                self._orders = {one: self._orders[one] for one in [usual] if key != usual}
                self._orders[key] = made
        made = self._orders[key]
        if view.sort_key == "sync":
            del self._orders[wanted]  # it goes by the outbox, which no `patch` tells of
        return made

    def _keys(
        self, connection: Connection, sort_key: str, is_descending: bool, today: date
    ) -> Keys:
        """What an order goes by, row by row: no two alike, so that there is but one order."""
        size = len(self._here)
        if not sort_key:
            days = self._values(connection, "planned_on")
            near = _ranks([nearness(day, today) for day in days.values])
            names = np.minimum(self._ranked(connection, "party_id"), size)
            return (near[days.codes] * (size + 1) + names) * size + np.arange(size)
        ranks = self._sorted(connection, sort_key)
        is_some = ranks != NEVER
        low, high = (int(end(ranks[is_some])) if is_some.any() else 0 for end in (np.min, np.max))
        ranks = np.where(is_some, high - ranks if is_descending else ranks - low, high - low + 1)
        usual = self._orders[("", False, today)]
        places = np.zeros(size, np.int64)
        places[usual] = np.arange(len(usual))
        return ranks * size + places

    def _sorted(self, connection: Connection, sort_key: str) -> Keys:
        """A column's order, row by row; `NEVER` where there is nothing."""
        if f"{sort_key}_id" in SEARCHED:
            ranks = self._ranked(connection, f"{sort_key}_id")
            return np.where(ranks == LAST, NEVER, ranks)
        if sort_key in MOMENTS:
            moments = self._column(connection, MOMENTS[sort_key])
            assert isinstance(moments, Moments)
            # Their order, not their distance: with one in the year 9999 a key would overflow.
            ranks = np.unique(moments.moments, return_inverse=True)[1]
            return np.where(moments.moments == NEVER, NEVER, ranks)
        if sort_key == "sync":
            held, pending = self._waiting(connection)
            return np.where(held, 0, 2) + np.where(pending, 0, 1)
        name, key = ORDERS[sort_key]
        values = self._values(connection, name)
        return _ranks([None if one is None else key(one) for one in values.values])[values.codes]


def _ranks(keys: Sequence[Any]) -> Keys:
    """Where each key stands in order; those that are None stand last."""
    rank = {one: n for n, one in enumerate(sorted({one for one in keys if one is not None}))}
    return np.array([NEVER if one is None else rank[one] for one in keys], np.int64)
