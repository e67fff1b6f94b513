"""Columns of very many rows, each as codes of the few values that it has: conditions are asked of
the values, by `kobra_domain.metrics.predicates` itself, and looked up for the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from types import SimpleNamespace
from typing import Any, assert_never

import numpy as np
from numpy.typing import NDArray

from kobra_domain.metrics.predicates import (
    Absent,
    All,
    Among,
    Compare,
    Either,
    Not,
    Predicate,
    Since,
    Term,
    Value,
    holds,
)
from kobra_records.sql.packs.kinds import Leaf

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_MOST_GROUPS = 1_000_000
_HALF = 26  # bits: sums of halves are exact in the floats that `bincount` adds


@dataclass(frozen=True, slots=True)
class Coded:
    """Of each row the place of its value; a row of none has −1, the place of the last, None."""

    values: Sequence[Value | None]
    codes: NDArray[Any]

    def where(self, leaf: Leaf) -> Mask:
        """The rows whose value passes a condition on it."""
        asked = replace(leaf, term="value")
        passes = [holds(asked, SimpleNamespace(value=value)) for value in self.values]
        found: Mask = np.array(passes, bool)[self.codes]
        return found


def coded(values: Sequence[Any], codes: NDArray[Any]) -> Coded:
    """Of values that are known; −1 stands for none."""
    return Coded((*values, None), codes)


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of `size` rows: terms, and how some conditions are answered."""

    size: int
    of: Mapping[Term, Coded]
    marks: Sequence[tuple[Leaf, Callable[[], Mask]]] = ()

    def leaf(self, asked: Leaf) -> Mask:
        """The rows that pass one condition."""
        for known, found in self.marks:
            if known == asked:
                return found()
        return self.of[asked.term].where(asked)

    def mask(self, predicate: Predicate) -> Mask:
        """The rows that pass."""
        match predicate:
            case Compare() | Among() | Absent():
                return self.leaf(predicate)
            case All((part,)) | Either((part,)):
                return self.mask(part)
            case All(parts):
                return reduce(np.logical_and, map(self.mask, parts), np.ones(self.size, bool))
            case Either(parts):
                return reduce(np.logical_or, map(self.mask, parts), np.zeros(self.size, bool))
            case Not(part):
                return ~self.mask(part)
            case Since(part, _):
                return self.mask(part)
            case _:
                assert_never(predicate)


class Groups:
    """Rows by their values of some columns."""

    def __init__(self, columns: Sequence[Coded], size: int) -> None:
        self._columns = columns
        self._code = np.zeros(size, np.int64)
        self.count = 1
        for column in columns:
            many, codes = len(column.values), column.codes.astype(np.int64)
            if codes.size and codes.min() < 0:
                codes = np.where(codes < 0, many - 1, codes)
            self._code = codes if self.count == 1 else self._code * many + codes
            self.count *= many
        self._held: Numbers | None = None
        if self.count > _MOST_GROUPS:  # most of them are of no row
            self._held, self._code = np.unique(self._code, return_inverse=True)
            self.count = len(self._held)

    def keys(self, groups: Numbers) -> list[tuple[Value | None, ...]]:
        """The values of groups."""
        left = groups if self._held is None else self._held[groups]
        made: list[list[Value | None]] = []
        for column in reversed(self._columns):
            left, places = np.divmod(left, len(column.values))
            made.append([column.values[place] for place in places.tolist()])
        return list(zip(*reversed(made), strict=True)) if made else [()] * len(groups)

    def held(self, rows: Mask) -> tuple[Numbers, Numbers]:
        """The groups that the rows are in, and the place among these of each row's."""
        code = self._code[rows]
        is_held = np.zeros(self.count, bool)
        is_held[code] = True
        return np.flatnonzero(is_held), (np.cumsum(is_held) - 1)[code]

    def counts(self, rows: Mask, numbers: Numbers) -> Numbers:
        """The sum of small numbers over the rows, by group."""
        found = np.bincount(self._code, np.where(rows, numbers, 0), self.count)
        return found.astype(np.int64)

    def sums(self, rows: Mask, numbers: Numbers) -> Numbers:
        """The sum of numbers of any size over the rows, by group; exact."""
        code, held = self._code[rows], numbers[rows]
        high = np.bincount(code, held >> _HALF, self.count).astype(np.int64)
        low = np.bincount(code, held & ((1 << _HALF) - 1), self.count).astype(np.int64)
        return (high << _HALF) + low
