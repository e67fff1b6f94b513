"""How a kind of half a million rows is declared as a list: what its columns are, what is searched,
filtered and ordered. `LargeIndex` makes a list of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, FromClause

from kobra_desktop.store.queries.packed import Keys, Mask, row_number
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.predicates import EVERY, Predicate
from kobra_records.sql.tables import Milliseconds

if TYPE_CHECKING:
    from kobra_desktop.store.queries.large_index import LargeIndex


class Shape(Enum):
    """How a column is held: one of few values a row, a whole number, the id of one thing, the ids
    of several, or the row itself.
    """

    VALUES = auto()
    FIGURES = auto()
    NAMED = auto()
    LISTED = auto()
    ITSELF = auto()


@dataclass(frozen=True, slots=True)
class Whole:
    """Another table that says a field of all rows in the order of its values: the `number` of a
    row, and what it says.
    """

    origin: FromClause
    number: Any
    value: Any
    where: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """`value`: what one row says, over the kind's own table; `whole`, where all rows say it in the
    order of what they say; else the kind's own table is sorted by it.
    """

    shape: Shape
    value: Any
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What those are called that a `field` names: they are searched by `texts`, columns of `kind`
    or expressions over it, and stand in the order of the first. `by`: the column of `kind`, or the
    expression, that holds what the field says, such as whose door it is. Those that are not
    `is_searched` are ordered by alone. `best`: of several by whom one is called, a number that is
    least for the one that stands for them in the order; of those alike the first by its id.
    `with_others`: who has another part in an account than its holder is found by it, too.
    """

    field: str
    kind: str
    texts: tuple[Any, ...]
    by: Any = "id"
    is_searched: bool = True
    best: Any = None
    with_others: bool = False

    @property
    def columns(self) -> tuple[Any, ...]:
        """The texts as columns."""
        return tuple(self._column(one) for one in self.texts)

    @property
    def whose(self) -> Any:
        """`by` as a column."""
        return self._column(self.by)

    def _column(self, one: Any) -> Any:
        return RECORDS[self.kind].c[one] if isinstance(one, str) else one


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are ordered by: a field, and of its values a key."""

    field: str
    key: Callable[[Any], Any] = lambda one: one


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that rows of other kinds make, or what several such columns are made of: read as a
    whole when it is asked for, and again after news of one of these `kinds`, when rows come, or
    when one says something else in one of these `fields`.
    """

    kinds: frozenset[str]
    read: Callable[[LargeIndex, Connection], Any]
    fields: frozenset[str] = frozenset()


Sieve = Callable[["LargeIndex", Connection, "LargeView", frozenset[str]], Mask]
Rank = Callable[["LargeIndex", Connection, date], Keys]


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """One kind as a list.

    `names`: what is searched, by the key of its order. `fields`: columns that are no plain field of
    the entity. `qualities`: the field that a chip filters by, where it has another name; `sieves`:
    chips that go by more than one field. `usual`: the keys of who asked for no order, none below
    zero, the first before the second, made of `usual_fields`; rows that they leave equal stand as
    they are numbered. `portfolio`, `agent`: the fields that a reach narrows.
    """

    kind: str
    names: Mapping[str, Names]
    usual: tuple[Rank, ...]
    usual_fields: frozenset[str]
    orders: Mapping[str, Order]
    fields: Mapping[str, Field] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    qualities: Mapping[str, str] = field(default_factory=dict)
    sieves: Mapping[str, Sieve] = field(default_factory=dict)
    portfolio: str = "portfolio_id"
    agent: str = ""

    @property
    def number(self) -> Any:
        """What SQLite numbers its rows by."""
        return row_number(RECORDS[self.kind])

    def field(self, name: str) -> Field:
        """How a column is read."""
        if name in self.fields:
            return self.fields[name]
        value = RECORDS[self.kind].c[name]
        if any(one.field == name for one in self.names.values()) or name.endswith("_id"):
            return Field(Shape.NAMED, value)
        is_figure = isinstance(value.type, Milliseconds) or name.endswith("_minor")
        return Field(Shape.FIGURES if is_figure else Shape.VALUES, value)

    def behind(self, sort_key: str) -> str:
        """The field that an order goes by; none behind what waits to be sent."""
        if sort_key in self.names:
            return self.names[sort_key].field
        return self.orders[sort_key].field if sort_key in self.orders else ""


def listed(kind: str, name: str) -> Field:
    """A field that lists ids."""
    return Field(Shape.LISTED, RECORDS[kind].c[name])


@dataclass(frozen=True, slots=True)
class LargeView:
    """How the list is looked at. `accepted`: values by quality; `tests`: of the values of a field,
    such as days; `where`: a condition on the rows' own fields; `named`: ids of rows that who looks
    knows something of, by what it is; `today`: of the desk.
    """

    today: date
    search: str = ""
    accepted: Mapping[str, Collection[str]] = field(default_factory=dict)
    tests: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    where: Predicate = EVERY
    sort_key: str = ""
    is_descending: bool = False
    named: Mapping[str, Collection[str]] = field(default_factory=dict)
