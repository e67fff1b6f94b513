"""All rows of a large kind, within the reach, as the source of a windowed list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from kobra_desktop.models.arrangement import LargeArrangement
from kobra_desktop.models.listing import Options
from kobra_desktop.models.rows import View
from kobra_desktop.models.windows import Few
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.large import Large, LargeView
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.replica import Reading
from kobra_domain.metrics.predicates import EVERY

R = TypeVar("R")


class LargeSource(Generic[R]):
    """What is the same of every kind; each says the rest. Another reach is read anew.

    `of_any`: kinds of which any news may change any row's words, though not its place. `offers_by`:
    kinds beside its own that what chips offer is made of.
    """

    large: Large
    of_any: frozenset[str] = frozenset({"outbox"})
    offers_by: frozenset[str] = frozenset()

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index: LargeIndex | None = None
        self._reach = workspace.reach
        self._offered: dict[str, Options] | None = None  # until something is another
        declared = self.large
        self._named = {names.kind for names in declared.names.values()}
        self._makers = frozenset[str]().union(*(one.kinds for one in declared.derived.values()))

    # What each kind says

    def rows(self, ids: Sequence[str]) -> Mapping[str, R]:
        """What rows say, by id; those that are gone are absent."""
        raise NotImplementedError

    def first_ids(self, connection: Reading) -> list[str]:
        """The first rows of the usual order, where they are known before all are; else none."""
        return []

    def wanted(self, view: View) -> LargeView:
        """How the index is asked for what the list shows."""
        return LargeView(
            today=self._workspace.today,
            search=view.search,
            accepted=view.accepted,
            where=view.where,
            sort_key=view.sort_key,
            is_descending=view.is_descending,
        )

    def offered(self, connection: Reading, index: LargeIndex) -> dict[str, Options]:
        """What chips offer that depends on the rows."""
        return {}

    def told(self, connection: Reading, news: ChangeSet) -> Callable[[R], bool]:
        """Which rows that were read may say something else after news."""
        return lambda _: True

    # What a windowed list asks

    def first(self, view: View) -> Few | None:
        """The first rows of the usual order; None of another one, or when all is known."""
        is_plain = not (view.search or view.sort_key or any(view.accepted.values()))
        if self._index is not None or not is_plain or view.where != EVERY:
            return None
        with self._workspace.desk.store.reading() as connection:
            ids = self.first_ids(connection)
        return Few(ids) if ids else None

    def warm(self) -> None:
        """What a search asks for."""
        if self._index is not None:
            with self._workspace.desk.store.reading() as connection:
                self._index.warm(connection)

    def arrange(self, view: View) -> LargeArrangement:
        """Where every row stands in the view."""
        workspace = self._workspace
        with workspace.desk.store.reading() as connection:
            if self._index is None or self._reach != workspace.reach:
                self._reach = workspace.reach
                self._index = LargeIndex(connection, self.large, self._reach)
                self._offered = None
            index = self._index
            numbers = index.numbers(connection, self.wanted(view))
            total = index.total(connection)
            if self._offered is None:
                self._offered = self.offered(connection, index)
        return LargeArrangement(index.held, numbers, total, self._offered)

    def follow(self, news: ChangeSet) -> Callable[[R], bool] | None:
        """Take in what has changed; which rows may say something else, None: it is no matter."""
        kind = self.large.kind
        followed = {kind, *self._named, *self._makers, *self.of_any}
        if not news.touches(*followed):
            return None
        if news.touches(kind, *self.offers_by):
            self._offered = None
        if self._index is None:
            return lambda _: True
        ids = news.ids_of(kind)
        if ids is None:
            self._index = None
            return lambda _: True
        index, self._index = self._index, None  # read anew if this ends halfway
        with self._workspace.desk.store.reading() as connection:
            for named in self._named & news.kinds:
                index.rename(connection, named, news.ids_of(named))
            for maker in self._makers & news.kinds:
                index.drop(maker)
            index.patch(connection, ids)
            told = self.told(connection, news)
        self._index = index
        return told
