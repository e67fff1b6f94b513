"""What those are called that visits name: the text that is searched, and their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
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
from kobra_desktop.store.queries.visit_values import Things
from kobra_desktop.store.queries.visit_views import SEARCHED
from kobra_desktop.store.tables import RECORDS


class Called:
    """The things that visits name in a field, as a search reads them."""

    def __init__(self, connection: Connection, field: str, things: Things) -> None:
        self._field, self._things = field, things
        kind, _ = SEARCHED[field]
        ids, texts, marks = [packed_ids(())], [], list[int]()
        for part, said in _pages(connection, kind, _said(field)):
            ids.append(part)
            texts.append(plain(said))
            marks += map(hash, said.split("\n"))
        self._texts, self._ids = Texts(texts), np.concatenate(ids)
        self._lines = Things(self._ids)
        self._places = things.places_of(self._ids)
        self._known = len(things)
        self._marks: Keys = np.array(marks, np.int64)

    def having(self, word: str) -> Mask:
        """The places of those that have the word in them."""
        if self._known != len(self._things):  # some were named since
            self._places, self._known = self._things.places_of(self._ids), len(self._things)
        made = np.zeros(self._known, np.bool_)
        if len(self._ids):
            made[self._places[self._texts.having(word)]] = True
        made[0] = False
        return made

    def is_as(self, connection: Connection, ids: Collection[str]) -> bool:
        """Whether these things are called as before, whatever else of them has changed."""
        kind, _ = SEARCHED[self._field]
        record, gone = RECORDS[kind], set(ids)
        for part in rows.chunks(ids):
            asked = select(record.c.id, _line(self._field)).where(record.c.id.in_(part))
            said: dict[str, str] = {row[0]: row[1] for row in connection.execute(asked)}
            gone -= said.keys()
            lines_ = self._lines.places_of(packed_ids(said)) - 1
            marks = list(map(hash, said.values()))
            if (lines_ < 0).any() or (self._marks[lines_] != marks).any():
                return False
        return not self._lines.places_of(packed_ids(gone)).any()


def ranked(connection: Connection, field: str, things: Things) -> Numbers:
    """Where each thing stands in the order of names, place by place; the nameless stand last."""
    kind, (first, *_) = SEARCHED[field]
    parts = list(_pages(connection, kind, RECORDS[kind].c[first]))
    made: Numbers = np.full(len(things), LAST, np.int32)
    if parts:
        places = np.concatenate([things.places_of(ids) for ids, _ in parts])
        made[places] = ranks(said for _, said in parts)
        made[0] = LAST
    return made


def _pages(connection: Connection, kind: str, text: Any) -> Iterator[tuple[Packed, str]]:
    """The ids of a kind's rows and their texts, one in each line."""
    record = RECORDS[kind]
    asked = select(row_number(record).label("key"), record.c.id, text.label("said"))
    for ids, said in pages(connection, asked, IDS.text, lines):
        yield IDS.array(ids), said


def _said(field: str) -> Any:
    kind, fields = SEARCHED[field]
    first, *others = (func.coalesce(RECORDS[kind].c[name], "") for name in fields)
    said: Any = first
    for one in others:
        said = said.concat(" ").concat(one)
    return said


def _line(field: str) -> Any:
    return func.replace(_said(field), "\n", " ")
