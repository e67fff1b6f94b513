"""What a replicated kind says of itself, in one row, and what is read off its fields: which rows it
names, which scope keys its rows lie under, and how long a replica holds them.

`kinds.py` has the rows; `kobra_records/sql/kinds.py` makes the same rules conditions of SQL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from kobra_domain.limits import Ref, field_types


@dataclass(frozen=True, slots=True)
class Reference:
    """A field whose ids are rows of `kind`. `inner`: the field of each nested value that has them,
    empty for plain ids; `is_list`: there are several.
    """

    kind: str
    field: str
    inner: str = ""
    is_list: bool = False

    def ids(self, row: Any) -> tuple[str, ...]:
        """The ids that a row names here."""
        value = getattr(row, self.field)
        if not self.is_list:
            return () if value is None else (value,)
        return tuple(getattr(one, self.inner) for one in value) if self.inner else tuple(value)


@dataclass(frozen=True, slots=True)
class By:
    """Rows lie under the keys of whom `field` names (`id`: of themselves; a list: of each), but
    only where the field `unless`, if there is one, names nobody.
    """

    field: str
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Under:
    """All rows lie under one key."""

    key: str


@dataclass(frozen=True, slots=True)
class Window:
    """A replica holds rows for its days after the first of `since` that is known, and while `state`
    is one of `open`. The last of `since` is always known.
    """

    since: tuple[str, ...]
    open: frozenset[StrEnum] = frozenset()

    def holds(self, row: Any, since: datetime) -> bool:
        """Whether a row is open, or not older than `since`."""
        known = (moment for name in self.since if (moment := getattr(row, name)) is not None)
        return (bool(self.open) and row.state in self.open) or next(known) >= since


@dataclass(frozen=True, slots=True)
class Unique:
    """No two rows agree in all `fields`. `folded`: the one field is compared without case, by a
    column of the server of so many characters.
    """

    fields: tuple[str, ...]
    folded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: its name on the wire, its entity, its table on the server, and its rules.

    No window: a replica holds every row. `indexes`: fields that both sides look rows up by.
    """

    name: str
    entity: type[Any]
    table: str
    scope: tuple[By | Under, ...]
    window: Window | None = None
    unique: tuple[Unique, ...] = ()
    indexes: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """What its rows name, in the order of the fields."""
        return references(self.entity)

    def owner(self, rule: By) -> str:
        """The kind whose keys the rows lie under by a rule."""
        if rule.field == "id":
            return self.name
        return next(one.kind for one in self.references if one.field == rule.field)

    def keys(self, value: Callable[[str], Any]) -> list[str]:
        """The keys that a row lies under, given the value of each field the rules ask for."""
        made: list[str] = []
        for rule in self.scope:
            if isinstance(rule, Under):
                made.append(rule.key)
            elif not rule.unless or value(rule.unless) is None:
                found = value(rule.field)
                ids = found if isinstance(found, tuple) else () if found is None else (found,)
                made += [key_of(self.owner(rule), one) for one in ids]
        return made


def key_of(owner: str, owner_id: str) -> str:
    """The scope key of one team, portfolio, agent or user."""
    return f"{owner}:{owner_id}"


def references(entity: Any) -> tuple[Reference, ...]:
    """What the rows of an entity name, in the order of the fields, nested values included."""
    return _references(entity)


@cache
def _references(entity: Any) -> tuple[Reference, ...]:
    made: list[Reference] = []
    for name, declared in field_types(entity).items():
        is_list = get_origin(declared) is tuple
        plain = get_args(declared)[0] if is_list else _known(declared)
        if kind := _ref(plain):
            made.append(Reference(kind, name, is_list=is_list))
        elif is_list and hasattr(plain, "__dataclass_fields__"):
            made += [Reference(one.kind, name, one.field, True) for one in references(plain)]
    return tuple(made)


def _known(declared: Any) -> Any:
    if get_origin(declared) in (Union, UnionType):
        return next(a for a in get_args(declared) if a is not type(None))
    return declared


def _ref(declared: Any) -> str:
    if get_origin(declared) is not Annotated:
        return ""
    return next((one.kind for one in get_args(declared) if isinstance(one, Ref)), "")
