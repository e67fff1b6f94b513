"""What those are called that rows name: the text that is searched, and their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
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
    NUMBERS,
    Mask,
    Numbers,
    Packed,
    Texts,
    arrays,
    lines,
    packed_ids,
    pages,
    ranks,
    row_number,
    said_ids,
)
from kobra_desktop.store.tables import PART_IN, RECORDS


class Called:
    """The things that rows name in a field, as a search reads them: a line of text each, or several
    where `names` go by another column than their own id.
    """

    def __init__(self, connection: Connection, names: Names, things: Things | Itself) -> None:
        # Kept, so that nothing else is ever known by the same mark.
        self._names, self._things, self._known = names, things, things.known
        ids, of, texts, marks = [packed_ids(())], [packed_ids(())], [], list[int]()
        for part, whose, said in _pages(connection, names, _said(names)):
            ids.append(part)
            of.append(whose)
            texts.append(plain(said))
            marks += map(_mark, said.split("\n"))
        self._texts, every = Texts(texts), np.concatenate(ids)
        self._lines = Things(every)
        self._of = every if _is_own(names) else np.concatenate(of)
        self._places = things.places_of(self._of)
        self._marks: Numbers = np.array(marks, np.int32)
        self._others = _others(connection, names) if names.with_others else None
        if self._others is not None:
            self._other_places = things.places_of(self._others.of)

    def having(self, word: str, things: Things | Itself) -> Mask:
        """The places of those that have the word in them, among the things as they are now."""
        if self._known != things.known:  # some were named since
            self._places = things.places_of(self._of)
            self._things, self._known = things, things.known
            if self._others is not None:
                self._other_places = things.places_of(self._others.of)
        made = np.zeros(len(things), np.bool_)
        if len(self._of):
            having = self._texts.having(word)
            made[self._places[having]] = True
            if self._others is not None:
                made[self._other_places[having[self._others.lines]]] = True
        made[0] = False
        return made

    def is_as(self, connection: Connection, ids: Collection[str]) -> bool:
        """Whether these are called as before and are the same things', whatever else of them has
        changed.
        """
        names, gone = self._names, set(ids)
        record = RECORDS[names.kind]
        for part in rows.chunks(ids):
            asked = select(record.c.id, names.whose.label("whose"), _line(names))
            read = connection.execute(asked.where(record.c.id.in_(part))).all()
            gone -= {row[0] for row in read}
            lines_ = self._lines.places_of(packed_ids(row[0] for row in read)) - 1
            marks = [_mark(row[2]) for row in read]
            whose = packed_ids(row[1] for row in read)
            if (lines_ < 0).any() or (self._marks[lines_] != marks).any():
                return False
            if (self._of[lines_] != whose).any():
                return False
            if self._others is not None and not self._others.are_as(
                connection, dict(zip(lines_.tolist(), (row[0] for row in read), strict=True))
            ):
                return False
        return not self._lines.places_of(packed_ids(gone)).any()


@dataclass(frozen=True, slots=True)
class _Others:
    """Who has another part in accounts than holding them: line by line of the accounts' names."""

    lines: Numbers
    of: Packed

    def are_as(self, connection: Connection, accounts: Mapping[int, str]) -> bool:
        """Whether those of some accounts, by their lines, are the same as before."""
        is_asked = np.isin(self.lines, list(accounts))
        known = zip(self.lines[is_asked].tolist(), said_ids(self.of[is_asked]), strict=True)
        account, part, found = RECORDS["account"], PART_IN.c, set[tuple[int, str]]()
        line_of = {id_: line for line, id_ in accounts.items()}
        joined = PART_IN.join(account, row_number(account) == part.account)
        for some in rows.chunks(accounts.values()):
            asked = select(account.c.id, part.party_id).select_from(joined)
            asked = asked.where(part.is_holder == 0, account.c.id.in_(some))
            found |= {(line_of[row[0]], row[1]) for row in connection.execute(asked)}
        return set(known) == found


def _others(connection: Connection, names: Names) -> _Others:
    number, part = row_number(RECORDS[names.kind]), PART_IN.c
    asked = select(number.label("key"), number.label("number")).select_from(RECORDS[names.kind])
    (lines_,) = arrays(connection, asked, NUMBERS)
    said, count = NUMBERS.text(part.account).label("said"), func.count().label("count")
    asked = select(part.party_id.label("key"), part.party_id.label("of"), said, count)
    asked = asked.where(part.is_holder == 0).group_by(part.party_id)
    of, accounts, counts = arrays(connection, asked, IDS, NUMBERS, NUMBERS)
    places = np.searchsorted(lines_, accounts).astype(np.int32)
    return _Others(places, np.repeat(of, counts))


def ranked(connection: Connection, names: Names, things: Things | Itself) -> Numbers:
    """Where each thing stands in the order of names, place by place; the nameless stand last."""
    first, *_ = names.columns
    parts = list(_pages(connection, names, first))
    made: Numbers = np.full(len(things), LAST, np.int32)
    if parts:
        places = np.concatenate([things.places_of(whose) for _, whose, _ in parts])
        standing = ranks(said for _, _, said in parts)
        if names.best is not None:
            best_last = _best_last(connection, names)
            places, standing = places[best_last], standing[best_last]
        made[places] = standing
        made[0] = LAST
    return made


def _best_last(connection: Connection, names: Names) -> Any:
    """The lines in such an order that the one that stands for several comes last of them."""
    record = RECORDS[names.kind]
    asked = select(row_number(record).label("key"), record.c.id, names.best.label("best"))
    ids, best = arrays(connection, asked, IDS, NUMBERS)
    return np.lexsort((ids, best))[::-1]


def _pages(connection: Connection, names: Names, text: Any) -> Iterator[tuple[Packed, Packed, str]]:
    """The ids of a kind's rows, whose they are, and their texts, one in each line."""
    record = RECORDS[names.kind]
    number = row_number(record).label("key")
    if _is_own(names):
        asked = select(number, record.c.id, text.label("said"))
        for ids, said in pages(connection, asked, IDS.text, lines):
            packed = IDS.array(ids)
            yield packed, packed, said
        return
    asked = select(number, record.c.id, names.whose.label("whose"), text.label("said"))
    for ids, whose, said in pages(connection, asked, IDS.text, IDS.text, lines):
        yield IDS.array(ids), IDS.array(whose), said


def _is_own(names: Names) -> bool:
    return isinstance(names.by, str) and names.by == "id"


def _mark(line: str) -> int:
    """What a line of text is known by, in four bytes."""
    return hash(line) >> 33


def _said(names: Names) -> Any:
    first, *others = (func.coalesce(one, "") for one in names.columns)
    said: Any = first
    for one in others:
        said = said.concat(" ").concat(one)
    return said


def _line(names: Names) -> Any:
    return func.replace(_said(names), "\n", " ")
