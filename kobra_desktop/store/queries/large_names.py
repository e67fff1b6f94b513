"""What those are called that rows name: the text that is searched, and their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.large import Names
from kobra_desktop.store.queries.large_columns import Itself, Things
from kobra_desktop.store.queries.packed import (
    IDS,
    LAST,
    Keys,
    Mask,
    Numbers,
    Packed,
    Texts,
    lines,
    packed_ids,
    pages,
    ranks,
    row_number,
)
from kobra_desktop.store.tables import RECORDS


class Called:
    """The things that rows name in a field, as a search reads them: a line of text each, or several
    where `names` go by another column than their own id.
    """

    def __init__(self, connection: Connection, names: Names, things: Things | Itself) -> None:
        self._names, self._things = names, things
        ids, of, texts, marks = [packed_ids(())], [packed_ids(())], [], list[int]()
        for part, whose, said in _pages(connection, names, _said(names)):
            ids.append(part)
            of.append(whose)
            texts.append(plain(said))
            marks += map(hash, said.split("\n"))
        self._texts, self._lines = Texts(texts), Things(np.concatenate(ids))
        self._of = np.concatenate(of)
        self._places = things.places_of(self._of)
        self._known = len(things)
        self._marks: Keys = np.array(marks, np.int64)

    def having(self, word: str) -> Mask:
        """The places of those that have the word in them."""
        if self._known != len(self._things):  # some were named since
            self._places, self._known = self._things.places_of(self._of), len(self._things)
        made = np.zeros(self._known, np.bool_)
        if len(self._of):
            made[self._places[self._texts.having(word)]] = True
        made[0] = False
        return made

    def is_as(self, connection: Connection, ids: Collection[str]) -> bool:
        """Whether these are called as before and are the same things', whatever else of them has
        changed.
        """
        names, gone = self._names, set(ids)
        record = RECORDS[names.kind]
        for part in rows.chunks(ids):
            asked = select(record.c.id, record.c[names.by], _line(names))
            read = connection.execute(asked.where(record.c.id.in_(part))).all()
            gone -= {row[0] for row in read}
            lines_ = self._lines.places_of(packed_ids(row[0] for row in read)) - 1
            marks = [hash(row[2]) for row in read]
            whose = packed_ids(row[1] for row in read)
            if (lines_ < 0).any() or (self._marks[lines_] != marks).any():
                return False
            if (self._of[lines_] != whose).any():
                return False
        return not self._lines.places_of(packed_ids(gone)).any()


def ranked(connection: Connection, names: Names, things: Things | Itself) -> Numbers:
    """Where each thing stands in the order of names, place by place; the nameless stand last."""
    first, *_ = names.columns
    parts = list(_pages(connection, names, first))
    made: Numbers = np.full(len(things), LAST, np.int32)
    if parts:
        places = np.concatenate([things.places_of(whose) for _, whose, _ in parts])
        made[places] = ranks(said for _, _, said in parts)
        made[0] = LAST
    return made


def _pages(connection: Connection, names: Names, text: Any) -> Iterator[tuple[Packed, Packed, str]]:
    """The ids of a kind's rows, whose they are, and their texts, one in each line."""
    record = RECORDS[names.kind]
    number = row_number(record).label("key")
    if names.by == "id":
        asked = select(number, record.c.id, text.label("said"))
        for ids, said in pages(connection, asked, IDS.text, lines):
            packed = IDS.array(ids)
            yield packed, packed, said
        return
    asked = select(number, record.c.id, record.c[names.by].label("whose"), text.label("said"))
    for ids, whose, said in pages(connection, asked, IDS.text, IDS.text, lines):
        yield IDS.array(ids), IDS.array(whose), said


def _said(names: Names) -> Any:
    first, *others = (func.coalesce(one, "") for one in names.columns)
    said: Any = first
    for one in others:
        said = said.concat(" ").concat(one)
    return said


def _line(names: Names) -> Any:
    return func.replace(_said(names), "\n", " ")
