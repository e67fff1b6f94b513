"""The rows that a plan touches, each held once while its block is planned, then laid in the stage.

A value goes in through `say`, which asks whether a person settled the field: then it is kept out
and listed, and the row stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from field_api.imports.stage import Stage
from field_api.imports.stored import Row, fields_of, place_of
from field_api.operations.settled import former_names, settled_fields
from kobra_domain.imports.fates import KeptOut

_NOTHING: Mapping[str, set[str]] = MappingProxyType({})


class Thing:
    """A row of the plan: its values, and what it was if it is of the book. `number` is where it
    lies in the stage, 0 while it does not. `former`: what it was called before people corrected it.
    """

    __slots__ = ("former", "is_said", "line", "number", "seen", "settled", "values", "was")

    def __init__(self, values: list[Any], line: int, was: Row | None = None, seen: int = 0) -> None:
        self.values = values
        self.line = line
        self.was = was
        self.seen = seen
        self.number = 0
        self.is_said = False
        self.settled: frozenset[str] = frozenset()
        self.former = _NOTHING

    @property
    def id(self) -> str:
        """Its id, which is the first field of each kind."""
        id_: str = self.values[0]
        return id_

    @property
    def is_new(self) -> bool:
        """Whether the book does not have it."""
        return self.was is None


class Things:
    """The rows of one kind. `is_kept`: a row of an earlier block may be named again."""

    def __init__(self, kind: str, stage: Stage, *, is_kept: bool) -> None:
        self.kind = kind
        self._stage = stage
        self._is_kept = is_kept
        self._live: dict[str, Thing] = {}
        self._placed: dict[str, int] = {}  # below 0: in the table of rows that change
        self._kept: list[Sequence[Any]] = []
        self._width = len(fields_of(kind))

    def new(self, values: list[Any], line: int) -> Thing:
        """One that comes."""
        made = self._live[values[0]] = Thing(values, line)
        made.is_said = True
        return made

    def bring(self, rows: Sequence[Sequence[Any]]) -> None:
        """Rows that come and that nothing more of the block is about: line, then values."""
        first = self._stage.add_new(self.kind, rows)
        if self._is_kept:
            self._placed.update((row[1], number) for number, row in enumerate(rows, first))

    def of_book(self, row: Row) -> Thing:
        """One of the book, by its stored row with the version; the same one if it is known."""
        known = self.get(row[0])
        if known is not None:
            return known
        was = row[: self._width]
        made = self._live[row[0]] = Thing(list(was), 0, was, row[self._width])
        return made

    def get(self, id_: str) -> Thing | None:
        """One that this file has touched, from the stage if need be."""
        found = self._live.get(id_)
        if found is None and id_ in self._placed:
            found = self._live[id_] = self._again(self._placed[id_])
        return found

    def of_the_book(self) -> list[str]:
        """The ids of those at hand that the book has."""
        return [one.id for one in self._live.values() if one.seen]

    def settle(self, connection: Connection) -> None:
        """Learn what people settled of the rows of the book, and what they were called before."""
        settled = settled_fields(connection, self.kind, self.of_the_book())
        for id_, named in settled.items():
            self._live[id_].settled = frozenset(named)
        for id_, former in former_names(connection, self.kind, settled).items():
            self._live[id_].former = former

    def say(self, thing: Thing, place: int, value: Any, line: int) -> bool:
        """Give a field its value; whether that changed anything."""
        if thing.values[place] == value:
            return False
        if thing.settled:
            field = fields_of(self.kind)[place]
            if field in thing.settled:
                self.keep(thing, field, value, line, KeptOut.SETTLED)
                return False
        thing.values[place] = value
        thing.is_said = True
        if not thing.line:
            thing.line = line
        return True

    def keep(self, thing: Thing, field: str, value: Any, line: int, why: KeptOut) -> None:
        """List a value that is not taken."""
        ours = thing.values[place_of(self.kind, field)]
        told = (None if one is None else str(one) for one in (ours, value))
        self._kept.append((line, self.kind, thing.id, field, *told, why.value))

    def flush(self) -> None:
        """Lay the rows of the block into the stage."""
        new, changed, said = [], [], []
        for one in self._live.values():
            if not one.is_said:
                continue
            if one.number:
                said.append(one)
            elif one.was is None:
                new.append(one)
            elif tuple(one.values) != one.was:
                changed.append(one)
        first = self._stage.add_new(self.kind, [(one.line, *one.values) for one in new])
        self._place(new, first, 1)
        rows = [(one.line, one.seen, one.was or (), one.values) for one in changed]
        self._place(changed, self._stage.add_changed(self.kind, rows), -1)
        for one in said:
            table = "new" if one.was is None else "changed"
            self._stage.put(table, self.kind, one.number, one.values)
        self._stage.add("kept", self._kept)
        self._kept.clear()
        self._live.clear()

    def _place(self, things: Iterable[Thing], first: int, sign: int) -> None:
        if self._is_kept:
            for number, one in enumerate(things, first):
                self._placed[one.id] = sign * number

    def _again(self, number: int) -> Thing:
        if number > 0:
            row = self._stage.row("new", self.kind, number)
            made = Thing(list(row[1:]), row[0])
        else:
            line, seen, was, *values = self._stage.row("changed", self.kind, -number)
            made = Thing(list(values), line, was[: self._width], seen)
        made.number = abs(number)
        return made
