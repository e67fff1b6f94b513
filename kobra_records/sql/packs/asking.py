"""Whether packs can answer a question, and from what of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_

from kobra_domain.metrics.predicates import (
    Absent,
    All,
    Among,
    Compare,
    Either,
    Predicate,
    Since,
    Term,
    Value,
)
from kobra_domain.metrics.tallies import CURRENCY, Metric
from kobra_records.sql.packs.kinds import PACKED, Leaf, Packed, leaves, leaves_of
from kobra_records.sql.packs.levels import Level
from kobra_records.sql.packs.scopes import predicate_of
from kobra_records.sql.packs.tables import Packs, packs_of
from kobra_records.sql.tables import DateText

Days = tuple[int | None, int | None]  # the first and the last of a range; None: however far
_MOST_VALUES = 100  # of a key; beyond, the lines are read


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which packs: of those between `days`, the sums by a `key` of `values` (None:
    of any), or the `lines`. `of_days`: the conditions that tell days apart.
    """

    packed: Packed
    packs: Packs
    table: Table
    metrics: Sequence[Metric]
    where: Predicate
    by: Sequence[Term]
    days: Days
    terms: Collection[Term]
    asked: Sequence[Leaf] = ()
    key: str = ""
    values: tuple[str, ...] | None = None
    reads_lines: bool = False

    @property
    def levels(self) -> tuple[Level, ...]:
        """Blocks that say all that is asked of their days; some where they are `uniform`."""
        is_by_day, is_by_hour = self.packed.shown in self.by, self.packed.hour in self.terms
        return tuple(
            one for one in self.packed.levels if not (is_by_hour if one.has_days else is_by_day)
        )

    def is_uniform(self, first: int, last: int) -> bool:
        """Whether no condition tells these days at addresses apart."""
        of_days = (leaf for leaf in self.asked if leaf.term == self.packed.shown)
        return all(_is_uniform(leaf, first, last) for leaf in of_days)

    @property
    def is_of_any_day(self) -> bool:
        """Whether rows without a day can pass too."""
        return self.days == (None, None)

    def rest(self, ranges: Sequence[Days]) -> ColumnElement[bool] | None:
        """The condition on the rows of days that packs do not answer; None: there are none."""
        if not ranges:
            return None
        column = self.table.c[self.packed.moment]
        return or_(false(), *(between(column, days) for days in ranges))


def between(column: ColumnElement[Any], days: Days) -> ColumnElement[bool]:
    """The condition on the moments of a range of days."""
    first, last = days
    if last == 0:
        return column.is_(None)
    parts: list[ColumnElement[bool]] = [column.is_not(None)]
    if first is not None:
        parts.append(column >= _begun(column, first))
    if last is not None:
        parts.append(column < _begun(column, last + 1))
    return and_(*parts)


def ordinal(moment: date) -> int:
    """The number of a day, and of the day (UTC) of a time."""
    return (moment.astimezone(UTC) if isinstance(moment, datetime) else moment).toordinal()


def _begun(column: ColumnElement[Any], day: int) -> date:
    """The beginning of a day as a column holds it."""
    on = date.fromordinal(day)
    return on if isinstance(column.type, DateText) else datetime.combine(on, time.min, UTC)


def question_of(
    tables: Mapping[str, Table],
    metrics: Sequence[Metric],
    where: Predicate,
    by: Sequence[Term],
    within: Sequence[ColumnElement[bool]],
) -> Question | None:
    """The question as packs are asked; None: they know nothing of it."""
    packed, packs = PACKED.get(metrics[0].rows), packs_of(tables)
    if packed is None or packs is None:
        return None
    table = tables[packed.kind]
    scopes = [predicate_of(one, table) for one in within]
    known = [one for one in scopes if one is not None]
    where = All((where, *known))
    asked = [*leaves(where), *(leaf for metric in metrics for leaf in leaves_of(metric))]
    known_leaves = (*packed.marks, *packed.never)
    terms = frozenset(by).union(leaf.term for leaf in asked if leaf not in known_leaves)
    if len(known) < len(scopes) or not terms <= _told(packed):
        return None
    if not all(_is_packed(packed, All((where, metric.filter))) for metric in metrics):
        return None
    made = Question(packed, packs, table, metrics, where, by, span_of(packed, where), terms, asked)
    others = terms.difference(packed.clocks, [CURRENCY])
    if not others:
        return made
    key = str(next(iter(others)))
    held = _held(where, key)
    if others != {key} or key not in packed.keys or len(held or ()) > _MOST_VALUES:
        return replace(made, reads_lines=True)
    values = None if held is None else tuple(sorted(str(one or "") for one in held))
    return replace(made, key=key, values=values)


def _is_uniform(leaf: Leaf, first: int, last: int) -> bool:
    match leaf:
        case Compare(_, "=", date() as day):
            return not first <= day.toordinal() <= last
        case Compare(_, op, date() as day):
            cut = day.toordinal() + (op in ("<=", ">"))  # the first of the other days
            return not first < cut <= last
        case Absent():
            return True
        case _:
            return False


def _told(packed: Packed) -> frozenset[Term]:
    """All that lines say of a row."""
    money = [CURRENCY] if packed.amount else []
    return frozenset((*packed.clocks, *packed.codes, *packed.keys, *packed.more, *money))


def _conjuncts(predicate: Predicate) -> list[Predicate]:
    """The conditions of which every one must hold."""
    match predicate:
        case All(parts):
            return [one for part in parts for one in _conjuncts(part)]
        case Since(part, _):
            return _conjuncts(part)
        case Either((part,)):
            return _conjuncts(part)
        case _:
            return [predicate]


def _is_packed(packed: Packed, predicate: Predicate) -> bool:
    """Whether only rows that are packed can pass."""
    must, parts = packed.filter, _conjuncts(predicate)  # of all that are packed
    if not isinstance(must, Among):
        return must in parts
    return any((held := _values(one, must.term)) and held <= {*must.values} for one in parts)


def _values(predicate: Predicate, term: Term) -> frozenset[Value | None] | None:
    """The values of a term of which a row that passes must have one; None: it may have any."""
    match predicate:
        case Compare(one, "=", value) if one == term:
            return frozenset({value})
        case Among(one, values) if one == term:
            return frozenset(values)
        case Absent(one) if one == term:
            return frozenset({None})
        case Either(parts) if parts:
            found = [_values(part, term) for part in parts]
            known = [one for one in found if one is not None]
            return frozenset().union(*known) if len(known) == len(found) else None
        case _:
            return None


def _held(where: Predicate, term: Term) -> Collection[Value | None] | None:
    """The fewest values of a term that rows can have."""
    found = [held for one in _conjuncts(where) if (held := _values(one, term)) is not None]
    return min(found, key=len) if found else None


def span_of(packed: Packed, where: Predicate) -> Days:
    """The days of which rows can pass: a day at an address begins or ends a day beside UTC's."""
    slack = int(packed.hour is not None)
    first, last = None, None
    for one in _conjuncts(where):
        match one:
            case Compare(term, op, date() as day) if term == packed.shown:
                if op in ("=", ">", ">="):
                    first = max(first or 1, day.toordinal() - slack)
                if op in ("=", "<", "<="):
                    last = min(last or 10**7, day.toordinal() + slack)
    return first, last
