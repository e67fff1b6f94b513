"""Half a million rows of a kind as a list: their order and filters as arrays of row numbers, their
contents in windows of a few hundred.

A column is read at once and only when something asks for it: what crosses into Python are a few
long texts, not 500,000 rows. What changed is patched into columns and orders.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import bare_figures, words_of
from kobra_desktop.store.queries.large import Large, LargeView
from kobra_desktop.store.queries.large_columns import (
    NEVER,
    Column,
    Figures,
    Itself,
    Named,
    Naming,
    Values,
    column,
    either,
    raw,
)
from kobra_desktop.store.queries.large_names import Called, ranked
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
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.predicates import EVERY, Predicate, terms_of
from kobra_records.sql.facts import facts_of
from kobra_records.sql.metrics import condition

_Order = tuple[str, bool, date]
ITSELF = "id"  # the field by which a row names itself


class LargeIndex:
    """The row numbers of a kind, asked by one worker at a time. What changed is told by `patch`,
    `rename` and `drop`. `held`: which number each id has; it is replaced, never changed.
    """

    def __init__(self, connection: Connection, large: Large, reach: Reach = EVERYTHING) -> None:
        self.large, self._reach = large, reach
        self._columns: dict[str, Column] = {}
        self._derived: dict[str, Any] = {}
        self._called: dict[str, Called] = {}
        self._ranks: dict[str, Numbers] = {}
        self._orders: dict[_Order, Numbers] = {}
        record = RECORDS[large.kind]
        asked = select(record.c.id, record.c.id.label("one"), large.number.label("number"))
        self.held = Numbered.of(*arrays(connection, asked, IDS, NUMBERS))
        self._here: Mask = self.held.places >= 0

    @property
    def size(self) -> int:
        """Below which all row numbers are."""
        return len(self._here)

    def numbers(self, connection: Connection, view: LargeView) -> Numbers:
        """The row numbers that pass, in order. Those that the view's column leaves equal stand in
        the order of who asked for none.
        """
        passing = self.within(connection)
        for quality, values in view.accepted.items():
            if values:
                passing = passing & self.passing(connection, view, quality, frozenset(values))
        for name, test in view.tests.items():
            passing = passing & self.sifted(connection, name, test)
        if view.where != EVERY:
            passing = passing & self._fulfilling(connection, view.where)
        for word in words_of(view.search):
            said = self._saying(connection, word)
            if figures := bare_figures(word):
                said = said | self._saying(connection, figures)
            passing = passing & said
        order = self._order(connection, view)
        return order if passing is self._here else order[passing[order]]

    def total(self, connection: Connection) -> int:
        """How many there are within the reach, whatever the view."""
        return int(np.count_nonzero(self.within(connection)))

    def used(self, connection: Connection, field: str) -> list[Any]:
        """What rows within the reach say in a field of few values, or the ids that they name."""
        held = self.column(connection, field)
        assert isinstance(held, Values | Named)
        said = held.values if isinstance(held, Values) else held.things.values
        counts = np.bincount(held.codes[self.within(connection)], minlength=len(said))
        return [one for one, count in zip(said, counts, strict=True) if count]

    # What has changed

    def patch(self, connection: Connection, ids: Collection[str]) -> None:
        """Read these rows anew; those that are gone are gone."""
        self.drop(self.large.kind)
        record, number = RECORDS[self.large.kind], self.large.number
        values = (
            raw(self.large.field(name).value).label(f"f{n}") for n, name in enumerate(self._columns)
        )
        asked = select(record.c.id, number, *values)
        read = [
            row
            for part in rows.chunks(sorted(ids))
            for row in connection.execute(asked.where(record.c.id.in_(part)))
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
        said_else = {name for name, numbers in other.items() if len(numbers)}
        derived = self.large.derived.items()
        self._forget_derived(name for name, one in derived if one.fields & said_else)
        self._move(connection, np.union1d(left, come), other)

    def _come(self, ids: Any, numbers: Numbers) -> Numbers:
        """Row numbers that were nobody's, or another's."""
        is_new = self.held.numbers_of(ids) != numbers
        if is_new.any():
            self.held = self.held.with_others(ids[is_new], numbers[is_new])
            self._forget_itself()
            self._forget_derived(self.large.derived)
        self._here = longer(self._here, int(numbers.max(initial=-1)) + 1, False)
        come: Numbers = numbers[is_new | ~self._here[numbers]]
        self._here[numbers] = True
        return come

    def _forget_itself(self) -> None:
        """Other rows stand under the numbers by which rows are told apart."""
        own = {key for key, names in self.large.names.items() if names.field == ITSELF}
        if own & self._ranks.keys():
            self._ranks = {key: held for key, held in self._ranks.items() if key not in own}
            self._forget_orders(ITSELF)

    def _move(self, connection: Connection, some: Numbers, other: dict[str, Numbers]) -> None:
        """Put rows that came, went or say something else in the place that they have now."""
        orders, self._orders = self._orders, {}
        fields = self.large.usual_fields & other.keys()
        usual = np.unique(np.concatenate([some, *(other[name] for name in fields)]))
        for (sort_key, is_descending, today), order in orders.items():  # the usual one is first
            moved = np.union1d(usual, other.get(self.large.behind(sort_key), usual))
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
        """Something of these rows of a kind that is searched is another, perhaps what they are
        called; None: of any.
        """
        for key in [key for key, names in self.large.names.items() if names.kind == kind]:
            called = self._called.get(key)
            if ids is not None and called is not None and called.is_as(connection, ids):
                continue
            self._called.pop(key, None)
            if self._ranks.pop(key, None) is not None:
                self._forget_orders(self.large.names[key].field)

    def drop(self, kind: str) -> None:
        """Rows of a kind are others, which columns of this list are made of."""
        derived = self.large.derived
        self._forget_derived(name for name, one in derived.items() if kind in one.kinds)

    def _forget_derived(self, names: Iterable[str]) -> None:
        for name in names:
            if self._derived.pop(name, None) is not None:
                self._forget_orders(name)

    def _forget_orders(self, field: str) -> None:
        is_usual, behind = field in self.large.usual_fields, self.large.behind
        kept = {k: o for k, o in self._orders.items() if not is_usual and behind(k[0]) != field}
        self._orders = kept

    def warm(self, connection: Connection) -> None:
        """Read what a search will ask for, before anybody types."""
        for key in self._searched:
            self._naming(connection, key)
            self._calling(connection, key)

    # What is read, also by what is declared of the kind

    def column(self, connection: Connection, name: str) -> Column:
        """What all rows say in a field."""
        if name in self.large.derived:
            held: Column = self.made(connection, name)
            return held
        if name not in self._columns:
            self._columns[name] = column(connection, self.large, name, self.size)
        return self._columns[name]

    def made(self, connection: Connection, name: str) -> Any:
        """What other kinds make of the rows, as it is declared."""
        if name not in self._derived:
            self._derived[name] = self.large.derived[name].read(self, connection)
        return self._derived[name]

    def values(self, connection: Connection, name: str) -> Values:
        """A field of few values."""
        held = self.column(connection, name)
        assert isinstance(held, Values)
        return held

    def figures(self, connection: Connection, name: str) -> Figures:
        """A field of whole numbers."""
        held = self.column(connection, name)
        assert isinstance(held, Figures)
        return held

    def named(self, connection: Connection, name: str) -> Named:
        """A field that names one thing."""
        held = self.column(connection, name)
        assert isinstance(held, Named)
        return held

    def ranked(self, connection: Connection, key: str) -> Keys:
        """Row by row, where what is named stands in the order of names; `LAST` for nobody."""
        naming = self._naming(connection, key)
        assert isinstance(naming, Named | Itself)
        if len(self._ranks.get(key, ())) != len(naming.things):
            self._ranks[key] = ranked(connection, self.large.names[key], naming.things)
        return self._ranks[key].astype(np.int64)[naming.codes]

    def mask(self, numbers: Numbers) -> Mask:
        """These rows."""
        made = np.zeros(self.size, np.bool_)
        made[numbers] = True
        return made

    def mask_of(self, ids: Iterable[str]) -> Mask:
        """The rows of these ids."""
        numbers = self.held.numbers_of(packed_ids(ids))
        return self.mask(numbers[numbers >= 0])

    @property
    def _searched(self) -> list[str]:
        return [key for key, names in self.large.names.items() if names.is_searched]

    def _naming(self, connection: Connection, key: str) -> Naming:
        field = self.large.names[key].field
        if field == ITSELF:
            return Itself(self.held, self.size)
        held = self.column(connection, field)
        assert not isinstance(held, Values | Figures)
        return held  # type: ignore[return-value]

    def _calling(self, connection: Connection, key: str) -> Called:
        if key not in self._called:
            things = self._naming(connection, key).things
            self._called[key] = Called(connection, self.large.names[key], things)
        return self._called[key]

    # Filters

    def within(self, connection: Connection) -> Mask:
        """The rows that the reach shows."""
        reach, passing = self._reach, self._here
        if reach.portfolio_ids is not None:
            held, ids = self.named(connection, self.large.portfolio), reach.portfolio_ids
            passing = passing & held.where(ids.__contains__)
        if reach.team_ids is not None and self.large.agent:
            agent = RECORDS["agent"].c
            mine = select(agent.id).where(agent.team_id.in_(reach.team_ids))
            seen = {None, *connection.execute(mine).scalars()}
            passing = passing & self.named(connection, self.large.agent).where(seen.__contains__)
        return passing

    def passing(
        self, connection: Connection, view: LargeView, quality: str, values: frozenset[str]
    ) -> Mask:
        """The rows of which a quality is one of these values."""
        if quality in self.large.sieves:
            return self.large.sieves[quality](self, connection, view, values)
        if quality == "sync":
            held, pending = self._waiting(connection)
            return either(
                {"held": held, "pending": pending & ~held, "-": ~(held | pending)}, values
            )
        is_wanted: Callable[[Any], bool] = lambda one: ("-" if one is None else one) in values  # noqa: E731
        return self.sifted(connection, self.large.qualities.get(quality, quality), is_wanted)

    def sifted(self, connection: Connection, field: str, test: Callable[[Any], bool]) -> Mask:
        """The rows of which what they say in a field passes a test."""
        held = self.column(connection, field)
        assert isinstance(held, Values | Figures | Named)
        return held.where(test)

    def _fulfilling(self, connection: Connection, where: Predicate) -> Mask:
        """The rows that pass a condition, asked of the database."""
        facts = facts_of(connection, RECORDS, self.large.kind, terms_of(where))
        asked = select(NUMBERS.text(self.large.number)).select_from(facts.origin)
        passing = numbers(connection, asked.where(condition(where, facts)))
        return self.mask(passing[passing < self.size])

    def _waiting(self, connection: Connection) -> tuple[Mask, Mask]:
        """The rows with held operations, and those with some to be sent."""
        found = marks(connection, self.large.kind)
        held = self.mask_of([i for i, mark in found.items() if mark.is_held])
        pending = self.mask_of([i for i, mark in found.items() if mark.is_pending])
        return held, pending

    def _saying(self, connection: Connection, word: str) -> Mask:
        """The rows of which anything that is searched has the word in it."""
        found = np.zeros(self.size, np.bool_)
        for key in self._searched:
            naming = self._naming(connection, key)
            found |= naming.naming(self._calling(connection, key).having(word, naming.things))
        return found

    # Order

    def _order(self, connection: Connection, view: LargeView) -> Numbers:
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
        size = self.size
        if not sort_key:
            keys = np.zeros(size, np.int64)
            for rank in self.large.usual:
                ranks = rank(self, connection, today)
                keys = keys * (int(ranks.max(initial=0)) + 1) + ranks
            return keys * size + np.arange(size)
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
        if sort_key in self.large.names:
            ranks = self.ranked(connection, sort_key)
            return np.where(ranks == LAST, NEVER, ranks)
        if sort_key == "sync":
            held, pending = self._waiting(connection)
            return np.where(held, 0, 2) + np.where(pending, 0, 1)
        order = self.large.orders[sort_key]
        held_ = self.column(connection, order.field)
        assert isinstance(held_, Values | Figures)
        return held_.ranks(order.key)
