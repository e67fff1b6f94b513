"""All visits of the reach as the source of a windowed list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from kobra_desktop.models.days import day_passes, day_value
from kobra_desktop.models.listing import Options
from kobra_desktop.models.rows import View
from kobra_desktop.models.visit_columns import NOBODY
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.collation import by_word
from kobra_desktop.store.queries.packed import Numbered, Numbers, said_ids
from kobra_desktop.store.queries.visit_views import SEARCHED, VisitView
from kobra_desktop.store.queries.visit_windows import VisitIndex
from kobra_desktop.store.queries.visits import VisitRow, VisitWish, visit_rows

_NAMED = tuple(kind for kind, _ in SEARCHED.values())


class VisitArrangement:
    """Where every visit stands."""

    def __init__(
        self, held: Numbered, numbers: Numbers, total: int, options: Mapping[str, Options]
    ) -> None:
        self._held, self._numbers = held, numbers
        self._lines: Numbers | None = None
        self.count, self.total, self.options = len(numbers), total, options

    def ids(self, first: int, last: int) -> list[str]:
        """The ids of the lines from `first` to before `last`."""
        return list(said_ids(self._held.packed(self._numbers[first:last])))

    def is_as(self, other: object) -> bool:
        """Whether the same visits stand on the same lines."""
        return (
            isinstance(other, VisitArrangement)
            and other._held is self._held
            and np.array_equal(other._numbers, self._numbers)
        )

    def line_of(self, row_id: str) -> int | None:
        """Where a visit stands, None when it is not shown."""
        number = self._held.number_of(row_id)
        if number is None:
            return None
        line = int(self._line_by_number()[number])
        return None if line < 0 else line

    def _line_by_number(self) -> Numbers:
        if self._lines is None:
            lines = np.full(len(self._held.places), -1, np.int32)
            lines[self._numbers] = np.arange(self.count, dtype=np.int32)
            self._lines = lines
        return self._lines


class VisitSource:
    """`blocked`: the open visits that the law forbids, as the page knows them; `nobody`: how it
    calls who visits without an agent are given to. Another reach is read anew.
    """

    def __init__(
        self, workspace: Workspace, blocked: Callable[[], Collection[str]], nobody: str = ""
    ) -> None:
        self._workspace, self._blocked, self._nobody = workspace, blocked, nobody
        self._index: VisitIndex | None = None
        self._reach = workspace.reach

    def warm(self) -> None:
        """What a search asks for."""
        if self._index is not None:
            with self._workspace.desk.store.reading() as connection:
                self._index.warm(connection)

    def arrange(self, view: View) -> VisitArrangement:
        """Where every visit stands in the view."""
        workspace = self._workspace
        with workspace.desk.store.reading() as connection:
            if self._index is None or self._reach != workspace.reach:
                self._reach = workspace.reach
                self._index = VisitIndex(connection, self._reach)
            index, wanted = self._index, self._wanted(view)
            numbers, total = index.numbers(connection, wanted), index.total(connection)
            agents = index.agents(connection)
        offered = by_word((i or NOBODY, name if i else self._nobody) for i, name in agents.items())
        return VisitArrangement(index.held, numbers, total, {"agent": offered})

    def _wanted(self, view: View) -> VisitView:
        accepted = dict(view.accepted)
        days, today = accepted.pop("day", None), self._workspace.today
        passes = day_passes(lambda: today)(days) if days else None
        return VisitView(
            today=today,
            search=view.search,
            accepted=accepted,
            day=None if passes is None else lambda day: passes(day_value(day)),
            where=view.where,
            sort_key=view.sort_key,
            is_descending=view.is_descending,
            blocked=self._blocked(),
        )

    def follow(self, news: ChangeSet) -> bool:
        """Take in what has changed; whether any of it concerns the list."""
        if not news.touches("visit", "outbox", *_NAMED):
            return False
        if self._index is None:
            return True
        ids = news.ids_of("visit")
        if ids is None:
            self._index = None
            return True
        index, self._index = self._index, None  # read anew if this ends halfway
        with self._workspace.desk.store.reading() as connection:
            for kind in _NAMED:
                if news.touches(kind):
                    index.rename(connection, kind, news.ids_of(kind))
            index.patch(connection, ids)
        self._index = index
        return True

    def rows(self, ids: Sequence[str]) -> Mapping[str, VisitRow]:
        """What visits say, by id."""
        found = visit_rows(self._workspace.desk.store, VisitWish(ids=frozenset(ids)))
        return {row.id: row for row in found}
