"""Conditions on the fields of a row, as data: asked of rows here, compiled to SQL by
`kobra_records.sql.metrics`.

There is no third answer: a comparison with nothing is false, and `Not` is everything else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, assert_never
from zoneinfo import ZoneInfo

Value = str | int | float | bool | date | datetime
Op = Literal["=", "<", "<=", ">", ">="]
Part = Literal["day", "weekday", "hour"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A part of the moment in `field` as the clock at the address shows it (`time_zone` of the
    row): a `day` is a date, a `weekday` 0 (Monday) to 6, an `hour` 0 to 23.
    """

    field: str
    part: Part


Term = str | Clock  # the name of a field, or what the clock says of one


@dataclass(frozen=True, slots=True)
class Compare:
    """Whether a term stands so to a value; only `=` is asked of texts, whose order is a matter of
    language.
    """

    term: Term
    op: Op
    value: Value

    def __post_init__(self) -> None:
        if self.op != "=" and isinstance(self.value, str):
            raise ValueError(f"texts have no order here: {self.term} {self.op}")


@dataclass(frozen=True, slots=True)
class Among:
    """Whether a term is one of the values."""

    term: Term
    values: Collection[Value]


@dataclass(frozen=True, slots=True)
class Absent:
    """Whether a term says nothing."""

    term: Term


@dataclass(frozen=True, slots=True)
class All:
    """Whether every part holds; without parts it always does."""

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Whether a part holds; without parts none does."""

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Whether the part does not hold."""

    part: Predicate


@dataclass(frozen=True, slots=True)
class Since:
    """Whether the part holds; it has done so since the moment in `field` (see `as_of`)."""

    part: Predicate
    field: str


Predicate = Compare | Among | Absent | All | Either | Not | Since
EVERY = All()


def read(term: Term, row: object) -> Value | None:
    """What a row (anything whose attributes are the fields) says of a term."""
    if isinstance(term, str):
        said: Value | None = getattr(row, term)
        return said
    at: datetime | None = getattr(row, term.field)
    if at is None:
        return None
    local = at.astimezone(ZoneInfo(str(read("time_zone", row))))
    parts: dict[Part, Value] = {
        "day": local.date(),
        "weekday": local.weekday(),
        "hour": local.hour,
    }
    return parts[term.part]


def holds(predicate: Predicate, row: object) -> bool:
    """Whether a row passes."""
    match predicate:
        case Compare(term, op, value):
            return _compares(read(term, row), op, value)
        case Among(term, values):
            return read(term, row) in values  # None is never one of them
        case Absent(term):
            return read(term, row) is None
        case All(parts):
            return all(holds(part, row) for part in parts)
        case Either(parts):
            return any(holds(part, row) for part in parts)
        case Not(part):
            return not holds(part, row)
        case Since(part, _):
            return holds(part, row)
        case _:
            assert_never(predicate)


def _compares(said: Any, op: Op, value: Value) -> bool:
    if said is None:
        return False
    if isinstance(said, tuple):  # of several answers any
        return any(_compares(one, op, value) for one in said)
    is_equal, is_less = bool(said == value), op != "=" and bool(said < value)
    if op == "=":
        return is_equal
    if op in ("<", ">="):
        return is_less == (op == "<")
    return (is_less or is_equal) == (op == "<=")


def as_of(predicate: Predicate, at: datetime) -> Predicate:
    """The same condition as it stood at a moment: what came later does not hold yet."""
    match predicate:
        case Since(part, field):
            return All((as_of(part, at), Compare(field, "<=", at)))
        case All(parts):
            return All(tuple(as_of(part, at) for part in parts))
        case Either(parts):
            return Either(tuple(as_of(part, at) for part in parts))
        case Not(part):
            return Not(as_of(part, at))
        case _:
            return predicate


def terms_of(predicate: Predicate) -> frozenset[Term]:
    """Every term that is asked for."""
    match predicate:
        case Compare(term) | Among(term) | Absent(term):
            return frozenset({term})
        case All(parts) | Either(parts):
            return frozenset().union(*(terms_of(part) for part in parts))
        case Not(part):
            return terms_of(part)
        case Since(part, field):
            return terms_of(part) | {field}
        case _:
            assert_never(predicate)
