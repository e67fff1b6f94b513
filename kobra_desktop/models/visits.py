"""The state of the Visitas page: its list, its chips' values, who can be given visits, and its
acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from kobra_desktop.commands.done import NOTHING_SEEN, Done, Seen
from kobra_desktop.commands.visits import assign_visits, cancel_visits, reopen_visits
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.counts import counts
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.visit_card import law_of
from kobra_desktop.models.visit_columns import visit_columns
from kobra_desktop.models.visit_form import VisitFormModel, saved_words
from kobra_desktop.models.visit_qualities import Block, visit_qualities
from kobra_desktop.models.visit_source import VisitSource
from kobra_desktop.models.windowed import WindowedList
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import words_of
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.cards import VisitCard, open_cards
from kobra_desktop.store.queries.visits import ManyVisits, VisitRow, many_visits
from kobra_domain.scope import Permission
from kobra_domain.visits import VisitState

LAW_EVERY_MS = 5 * 60_000
MOST_READ = 1_000  # of more visits only what an act asks is read, not their rows


@dataclass(frozen=True, slots=True)
class AgentChoice:
    """Somebody a visit can be given to, with the day's load."""

    id: str
    name: str
    team_name: str
    planned: int
    done: int
    is_absent: bool
    searchable: str

    def matches(self, typed: str) -> bool:
        """Whether every typed word occurs, accents aside."""
        return all(word in self.searchable for word in words_of(typed))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Visits that something is about to be done to: the `day` they are planned on, today at the
    earliest, how many of them phones hold, and the states that they are in.
    """

    ids: Sequence[str]
    day: date
    on_phones: int
    states: frozenset[VisitState]
    seen: Seen  # by id; empty of so many that no one looks at each


class VisitsModel(QObject):
    """The list follows the news by itself; agents are read when they are asked for."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = Acts(workspace, self)
        self.blocked: Mapping[str, Block] = {}
        self.law = LiveRead(workspace, lambda: blocked_visits(workspace), self)
        self.law.loaded.connect(self._on_law)
        self._clock = QTimer(self)
        self._clock.setInterval(LAW_EVERY_MS)
        self._clock.timeout.connect(self.law.reload)
        nobody = QCoreApplication.translate("Visits", "Nobody")
        self.list: WindowedList[VisitRow] = WindowedList(
            workspace,
            VisitSource(workspace, self._why_blocked, nobody),
            visit_columns(workspace, self._why_blocked),
            parent=self,
            qualities=visit_qualities(workspace, self._why_blocked),
            name="visits",
        )

    @property
    def may_plan(self) -> bool:
        """Whether the user may create and assign."""
        return self.workspace.desk.may(Permission.PLAN_VISITS)

    def open(self) -> None:
        """The page is seen; what the law says changes with the clock."""
        self.list.open()
        self.law.open()
        self._clock.start()

    def rest(self) -> None:
        """The page is not seen."""
        self.list.rest()
        self.law.rest()
        self._clock.stop()

    # The law

    def _why_blocked(self) -> Mapping[str, Block]:
        return self.blocked

    def _on_law(self) -> None:
        blocked = self.law.value or {}
        is_other = blocked != self.blocked
        self.blocked = blocked
        if is_other:
            self.list.mark_anew()

    # Acts

    def look_at(self, ids: Sequence[str], then: Callable[[Chosen], None]) -> None:
        """What is to be known before an act: at once when they were read for the screen."""
        today, store = self.workspace.today, self.workspace.desk.store

        def known(rows: Sequence[VisitRow]) -> None:
            day = next((row.planned_on for row in rows if row.planned_on), today)
            on_phones = sum(row.on_phone_at is not None for row in rows)
            states = frozenset(row.state for row in rows)
            seen = {row.id: row for row in rows}
            then(Chosen(ids, max(day, today), on_phones, states, seen))

        def counted(many: ManyVisits) -> None:
            day = many.planned_on or today
            then(Chosen(ids, max(day, today), many.on_phones, many.states, {}))

        if len(ids) > MOST_READ:
            read = lambda: many_visits(store, ids)  # noqa: E731
            self.workspace.background.read(read, counted, owner=self)
        else:
            self.list.model.with_rows(ids, known)

    def find_agents(self, on: date, then: Callable[[list[AgentChoice]], None]) -> None:
        """Read who could be given visits on a day; `then` is called with AgentChoices."""
        workspace = self.workspace
        workspace.background.read(lambda: agent_choices(workspace, on), then, owner=self)

    def assign(
        self,
        ids: Sequence[str],
        agent_id: str | None,
        name: str,
        on: date | None,
        seen: Seen = NOTHING_SEEN,
    ) -> None:
        """Give visits to an agent, or to nobody; says what was done, refusals included."""
        desk = self.workspace.desk

        def words(count: int) -> str:
            if agent_id is None:
                return counts.unassigned(count)
            return counts.assigned(count).format(name=name)

        self.acts.run_on(
            len(ids),
            lambda watch: assign_visits(
                desk, visit_ids=ids, agent_id=agent_id, planned_on=on, seen=seen, watch=watch
            ),
            lambda done: words(len(done.ids)),
        )

    def form(self, visit: VisitCard | None = None) -> VisitFormModel:
        """The state of a form that makes a visit, or changes one."""

        def said(done: Done, is_new: bool) -> None:
            self.acts.acted.emit(saved_words(is_new), done)

        return VisitFormModel(self.workspace, visit, said, self)

    def cancel(self, ids: Sequence[str], reason: str, seen: Seen = NOTHING_SEEN) -> None:
        """Call visits off."""
        desk = self.workspace.desk
        self.acts.run_on(
            len(ids),
            lambda watch: cancel_visits(desk, visit_ids=ids, reason=reason, seen=seen, watch=watch),
            lambda done: counts.cancelled(len(done.ids)),
        )

    def reopen(self, ids: Sequence[str]) -> None:
        """Make cancelled and expired visits drafts again."""
        desk = self.workspace.desk
        self.acts.run_on(
            len(ids),
            lambda watch: reopen_visits(desk, visit_ids=ids, watch=watch),
            lambda done: counts.reopened(len(done.ids)),
        )


def agent_choices(workspace: Workspace, on: date) -> list[AgentChoice]:
    """Who could be given visits on a day. Runs on a worker."""
    return [
        AgentChoice(
            row.agent.id,
            row.agent.name,
            row.team_name,
            row.planned,
            row.done,
            row.agent.absent_on == on,
            row.searchable,
        )
        for row in agent_rows(workspace.desk.store, on, reach=workspace.reach)
    ]


def blocked_visits(workspace: Workspace) -> dict[str, Block]:
    """Why and until when, by open visit that may not be made as it is planned. Runs on a worker."""
    now, locale = workspace.now, workspace.locale
    answers = {
        card.visit.id: law_of(card, now, locale)
        for card in open_cards(workspace.desk.store, workspace.reach)
    }
    return {
        i: Block(law.sentence, law.until_at) for i, law in answers.items() if law and law.is_refusal
    }
