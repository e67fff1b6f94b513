"""A list as it is declared: how rows are read and told apart, what search and filters read of
them, and the columns. `LiveList` keeps one true, `ListBox` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from kobra_desktop.models.rows import Column, Prepared, View, prepared
from kobra_desktop.store.accents import plain, words_of
from kobra_desktop.store.collation import by_word
from kobra_domain.metrics.predicates import EVERY, holds

R = TypeVar("R")
Options = list[tuple[str, str]]  # value, word
Values = frozenset[str]
Passes = Callable[[Values], Callable[[str], bool]]


def finds(typed: str, text: str) -> bool:
    """Whether every typed word occurs in the text, accents aside."""
    said = plain(text)
    return all(word in said for word in words_of(typed))


@dataclass(frozen=True, slots=True)
class Days:
    """Which day it is where the user is, and in whose words days are told."""

    today: Callable[[], date]
    locale: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a chip's range of numbers is of: `title` says what the ends are («Días»), `units` are
    the currencies there are, none for mere numbers.
    """

    locale: str
    title: str
    units: Callable[[], Sequence[str]] = tuple


@dataclass(frozen=True, slots=True)
class Quality(Generic[R]):
    """What rows are filtered by. `read` answers a row's value; `options` the values that can be
    ticked with their words, or `word` says how a row's value is called, and those are offered
    that there are.

    `passes` makes the test of values that stand for others (days: «week» for seven). With `days`
    the chip offers a range of them too (`day_quality` of `days.py` makes one), with `figures` one
    of numbers. Without a title it is not offered on a chip.
    """

    key: str
    title: str
    read: Callable[[R], str]
    options: Callable[[], Options] | None = None
    word: Callable[[R], str] | None = None
    passes: Passes | None = None
    days: Days | None = None
    figures: Figures | None = None

    def offered(self, held: Prepared[R]) -> Options:
        """The options as they are with these rows; runs on a worker."""
        if self.options is not None:
            return self.options()
        if self.word is None:
            return []
        one_of_each = dict(zip(held.qualities[self.key], held.rows, strict=True))
        return by_word((value, self.word(row)) for value, row in one_of_each.items() if value)


@dataclass(frozen=True, slots=True)
class Listing(Generic[R]):
    """`load` runs on a worker, as `load_ids`, which reads some rows for small changes of `kind`.

    `order` makes the key of who asked for no other order. `words` is
    accent-free text for the search.
    """

    name: str
    load: Callable[[], Sequence[R]]
    identity: Callable[[R], str]
    words: Callable[[R], str]
    columns: Sequence[Column[R]]
    qualities: Sequence[Quality[R]] = ()
    kind: str = ""
    load_ids: Callable[[frozenset[str]], Sequence[R]] | None = None
    order: Callable[[], Callable[[R], Any]] | None = None
    by_key: dict[str, Column[R]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def prepare(self, rows: Sequence[R]) -> Prepared[R]:
        """Rows with what search and filters read, in the order of who asked for none."""
        if self.order is not None:
            rows = sorted(rows, key=self.order())
        readers = {one.key: one.read for one in self.qualities}
        return prepared(rows, self.identity, self.words, readers)

    def offered(self, held: Prepared[R]) -> dict[str, Options]:
        """What every chip offers."""
        return {one.key: one.offered(held) for one in self.qualities if one.title}

    def passing(self, held: Prepared[R], view: View) -> Callable[[int], bool]:
        """Whether a row, by its number, passes search and filters."""
        tests: list[tuple[Sequence[str], Callable[[str], bool]]] = []
        by_key = {one.key: one for one in self.qualities}
        for key, values in view.accepted.items():
            if values:
                passes = by_key[key].passes
                test = passes(values) if passes else values.__contains__
                tests.append((held.qualities[key], test))
        words, haystacks = plain(view.search).split(), held.haystacks
        where, rows = view.where, held.rows

        def check(number: int) -> bool:
            return (
                all(test(read[number]) for read, test in tests)
                and all(word in haystacks[number] for word in words)
                and (where == EVERY or holds(where, rows[number]))
            )

        return check
