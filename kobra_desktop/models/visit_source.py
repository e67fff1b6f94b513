"""All visits of the reach as the source of a windowed list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from kobra_desktop.models.days import day_passes, day_value
from kobra_desktop.models.large_source import LargeSource
from kobra_desktop.models.listing import Options
from kobra_desktop.models.rows import View
from kobra_desktop.models.visit_qualities import NOBODY
from kobra_desktop.models.windows import WINDOW
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.collation import by_word
from kobra_desktop.store.queries.agents import agent_names
from kobra_desktop.store.queries.large import LargeView
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.money import visits_of
from kobra_desktop.store.queries.visit_views import VISITS, first_ids
from kobra_desktop.store.queries.visits import VisitRow, visits_by_id
from kobra_desktop.store.replica import Reading

_NAMED = tuple(names.kind for names in VISITS.names.values())
_OF_ANY = ("outbox", "submission", *_NAMED)  # news of all of them may change any row


class VisitSource(LargeSource[VisitRow]):
    """`blocked`: the open visits that the law forbids, as the page knows them; `nobody`: how it
    calls who visits without an agent are given to.
    """

    large = VISITS
    of_any = frozenset({"outbox", "submission"})
    offers_by = frozenset({"agent"})

    def __init__(
        self, workspace: Workspace, blocked: Callable[[], Collection[str]], nobody: str = ""
    ) -> None:
        super().__init__(workspace)
        self._blocked, self._nobody = blocked, nobody

    def rows(self, ids: Sequence[str]) -> Mapping[str, VisitRow]:
        """What visits say, by id."""
        return visits_by_id(self._workspace.desk.store, ids)

    def first_ids(self, connection: Reading) -> list[str]:
        """Today's, and of the days after."""
        workspace = self._workspace
        return first_ids(connection, workspace.today, workspace.reach, WINDOW)

    def wanted(self, view: View) -> LargeView:
        """The day is a test of the planned one; what the law forbids is named."""
        accepted, today = dict(view.accepted), self._workspace.today
        days = accepted.pop("day", None)
        passes = day_passes(lambda: today)(days) if days else None
        return replace(
            super().wanted(view),
            accepted=accepted,
            tests={} if passes is None else {"planned_on": lambda day: passes(day_value(day))},
            named={"blocked": self._blocked()},
        )

    def offered(self, connection: Reading, index: LargeIndex) -> dict[str, Options]:
        """The agents that visits are given to."""
        names = agent_names(connection)
        used = index.used(connection, "agent_id")
        return {
            "agent": by_word((i or NOBODY, names.get(i, "") if i else self._nobody) for i in used)
        }

    def told(self, connection: Reading, news: ChangeSet) -> Callable[[VisitRow], bool]:
        """Those that are told of, and those of which something was answered."""
        answered = visits_of(connection, news.ids_of("submission") or ())
        return lambda row: row.id in answered or _is_told_of(news, row)


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
