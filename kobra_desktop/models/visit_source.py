"""All visits of the reach as the source of a windowed list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from kobra_desktop.models.days import day_passes, day_value
from kobra_desktop.models.rows import View
from kobra_desktop.models.visit_arrangement import VisitArrangement
from kobra_desktop.models.visit_columns import NOBODY
from kobra_desktop.models.windows import WINDOW, Few
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.collation import by_word
from kobra_desktop.store.queries.money import visits_of
from kobra_desktop.store.queries.visit_views import SEARCHED, VisitView, first_ids
from kobra_desktop.store.queries.visit_windows import VisitIndex
from kobra_desktop.store.queries.visits import VisitRow, visits_by_id
from kobra_domain.metrics.predicates import EVERY

_NAMED = tuple(kind for kind, _ in SEARCHED.values())
_OF_ANY = ("outbox", "submission", *_NAMED)  # news of all of them may change any row


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

    def first(self, view: View) -> Few | None:
        """The first rows of the usual order; None of another one, or when all is known."""
        is_plain = not (view.search or view.sort_key or any(view.accepted.values()))
        if self._index is not None or not is_plain or view.where != EVERY:
            return None
        workspace = self._workspace
        with workspace.desk.store.reading() as connection:
            ids = first_ids(connection, workspace.today, workspace.reach, WINDOW)
        return Few(ids) if ids else None

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

    def follow(self, news: ChangeSet) -> Callable[[VisitRow], bool] | None:
        """Take in what has changed; which rows may say something else, None: it is no matter."""
        if not news.touches("visit", *_OF_ANY):
            return None
        if self._index is None:
            return lambda _: True
        ids = news.ids_of("visit")
        if ids is None:
            self._index = None
            return lambda _: True
        index, self._index = self._index, None  # read anew if this ends halfway
        with self._workspace.desk.store.reading() as connection:
            for kind in _NAMED:
                if news.touches(kind):
                    index.rename(connection, kind, news.ids_of(kind))
            index.patch(connection, ids)
            answered = visits_of(connection, news.ids_of("submission") or ())
        self._index = index
        return lambda row: row.id in answered or _is_told_of(news, row)

    def rows(self, ids: Sequence[str]) -> Mapping[str, VisitRow]:
        """What visits say, by id."""
        return visits_by_id(self._workspace.desk.store, ids)


def _is_told_of(news: ChangeSet, row: VisitRow) -> bool:
    """Whether the visit, what waits on it or something that it names is among the news; what was
    answered of it is asked of the store.
    """
    return not news.all_of.isdisjoint(_OF_ANY) or not news.ids.isdisjoint(
        (
            ("visit", row.id),
            ("outbox", row.id),
            ("party", row.party_id),
            ("address", row.address_id),
            ("agent", row.agent_id or ""),
            ("portfolio", row.portfolio_id),
        )
    )
