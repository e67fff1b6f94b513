"""What those are called that visits name: the text that is searched, and their order."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.packed import (
    LAST,
    Keys,
    Mask,
    Numbers,
    Texts,
    every,
    lines,
    packed,
    packed_ids,
    pieces,
    ranks,
)
from kobra_desktop.store.queries.visit_values import Things
from kobra_desktop.store.queries.visit_views import SEARCHED
from kobra_desktop.store.tables import RECORDS


class Called:
    """The things that visits name in a field, as a search reads them."""

    def __init__(self, connection: Connection, field: str, things: Things) -> None:
        self._field, self._things = field, things
        kind, _ = SEARCHED[field]
        asked = select(every(RECORDS[kind].c.id), lines(_said(field)))
        ids, said = connection.execute(asked).one()
        parts = list(pieces(said or ""))
        self._texts = Texts(plain("\n".join(part)) for part in parts)
        self._ids = packed(ids)
        self._lines = Things(self._ids)
        self._places = things.places_of(self._ids)
        self._known = len(things)
        self._marks: Keys = np.fromiter((hash(one) for part in parts for one in part), np.int64)

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
    kind, fields = SEARCHED[field]
    record = RECORDS[kind].c
    ids, said = connection.execute(select(every(record.id), lines(record[fields[0]]))).one()
    made: Numbers = np.full(len(things), LAST, np.int32)
    if ids:
        made[things.places_of(packed(ids))] = ranks(said)
        made[0] = LAST
    return made


def _said(field: str) -> Any:
    kind, fields = SEARCHED[field]
    first, *others = (func.coalesce(RECORDS[kind].c[name], "") for name in fields)
    said: Any = first
    for one in others:
        said = said.concat(" ").concat(one)
    return said


def _line(field: str) -> Any:
    return func.replace(_said(field), "\n", " ")
