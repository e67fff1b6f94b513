"""The state of Planear: a day with its agents and visits, what is chosen of them, and the acts that
move visits. Rows are drawn from the store: a drop is one act, and what is shown follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.day_plans import Place, pin_visits, take_plan
from kobra_desktop.commands.done import Seen
from kobra_desktop.models.absences import Absences
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.counts import counts
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import Day, read_day
from kobra_desktop.models.planning.stays import stays_of
from kobra_desktop.models.planning.takers import Taker, takers
from kobra_desktop.models.planning.words import apart_words, breach_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.made_visits import made_visits
from kobra_domain.errors import DomainError
from kobra_domain.planning.learning import Learnt, learn
from kobra_domain.planning.model import moment
from kobra_domain.scope import Permission
from kobra_domain.visits import PlanPin, VisitState
from kobra_domain.words import distance, duration, hour, say

# Hours are told to phones in steps, so that a metre more does not make every list another.
STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a visit may not stand where somebody would put it, said in one sentence. `is_law`: it is
    refused; else it is only marked.
    """

    visit_id: str
    sentence: str
    is_law: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What it would mean to put visits somewhere, said before it is done."""

    objections: tuple[Objection, ...]
    told: str

    @property
    def is_refused(self) -> bool:
        """Whether the law says no."""
        return any(one.is_law for one in self.objections)

    @property
    def is_marked(self) -> bool:
        """Whether the house says something against it."""
        return bool(self.objections)

    @property
    def sentences(self) -> list[str]:
        """Why not, or what speaks against it and how much longer the day gets."""
        if self.is_refused:
            return [one.sentence for one in self.objections if one.is_law][:2]
        return [self.told, *dict.fromkeys(one.sentence for one in self.objections)][:3]


class DayPlanModel(QObject):
    """`changed`: the board is another. `chosen_changed`: other visits are chosen. `shown_changed`:
    another agent's day is looked at, `proposed_changed`: another proposal. `refused`: in words,
    what the law does not let happen.
    """

    changed = Signal()
    chosen_changed = Signal()
    shown_changed = Signal()
    proposed_changed = Signal()
    failed = Signal(object)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.absences = Absences(workspace.desk, self.acts)
        self.on = workspace.today
        self.board: Board | None = None
        self.proposed: Board | None = None
        self.chosen: tuple[str, ...] = ()
        self.shown_agent = ""
        self._is_held = False
        self._learnt: tuple[date, Learnt] | None = None
        self._read = LiveRead(workspace, self._read_day, self)
        self._read.loaded.connect(self._on_read)
        self._read.failed.connect(self.failed)

    @property
    def may_plan(self) -> bool:
        """Whether the user may give visits."""
        return self.workspace.desk.may(Permission.PLAN_VISITS)

    @property
    def shown(self) -> Board | None:
        """What is looked at: a proposal, while one stands, else the day."""
        return self.proposed or self.board

    @property
    def day(self) -> Day | None:
        """As it was read last."""
        return self.board.day if self.board is not None else None

    # What is shown

    def open(self) -> None:
        """The page is seen."""
        self._read.open()

    def rest(self) -> None:
        """It is not seen."""
        self._read.rest()

    def set_day(self, on: date) -> None:
        """Show another day."""
        if on != self.on:
            self.on, self.board = on, None
            self.choose(())
            self.changed.emit()
            self._read.reload()

    def reload(self) -> None:
        """Read the day anew: also the clock has made it another."""
        self._read.reload()

    def hold(self) -> None:
        """Something is being dragged: news wait until it is let go."""
        self._is_held = True
        self._read.rest()

    def release(self) -> None:
        """It was let go."""
        if self._is_held:
            self._is_held = False
            self._read.open()

    def preview(self, proposed: Board | None) -> None:
        """Show a proposal in the day's place, or the day again."""
        if proposed is not self.proposed:
            self.proposed = proposed
            self.proposed_changed.emit()

    def choose(self, visit_ids: Iterable[str]) -> None:
        """Choose visits, on the map, in the list and in the columns alike."""
        ids = tuple(dict.fromkeys(visit_ids))
        if ids != self.chosen:
            self.chosen = ids
            self.chosen_changed.emit()

    def show_agent(self, agent_id: str) -> None:
        """Look at the day of an agent; nobody: "" ."""
        if agent_id != self.shown_agent:
            self.shown_agent = agent_id
            self.shown_changed.emit()

    def _read_day(self) -> Day:
        """On a worker. What past visits teach is read once a day: it moves by weeks."""
        workspace, store = self.workspace, self.workspace.desk.store
        if self._learnt is None or self._learnt[0] != workspace.today:
            self._learnt = workspace.today, learn(*made_visits(store, workspace.now))
        return read_day(store, workspace.reach, self.on, workspace.now, self._learnt[1])

    def _on_read(self) -> None:
        day = self._read.value
        if day is None or day.on != self.on:
            return
        self.board = Board.of(day)
        self.choose(one for one in self.chosen if one in day.visits)
        self.changed.emit()

    # What would be, and acts

    def objections(self, board: Board, visit_ids: Sequence[str]) -> list[Objection]:
        """Why these visits should not stand as a board has them: what the law refuses on this day,
        then what the evaluator finds in the days that they would be in.
        """
        locale = self.workspace.locale
        found: list[Objection] = []
        for one in visit_ids:
            visit = board.day.visits[one]
            if visit.refusal is not None:
                found.append(Objection(one, _said(visit.refusal, locale), is_law=True))
        for one, other in stays_of(board).apart.items():
            if one in visit_ids:
                found.append(Objection(one, apart_words(board, one, other, locale), is_law=True))
        law = {id(breach) for breach in board.unlawful(visit_ids)}
        agents = {board.holder[one] for one in visit_ids if one in board.holder}
        for agent in agents:
            for breach in board.tours[agent].breaches:
                words, is_law = breach_words(board, breach, locale), id(breach) in law
                if is_law:
                    words = f"{words} {board.day.visits[breach.visit].citation}".strip()
                found.append(Objection(breach.visit, words, is_law))
        return found

    def find_takers(
        self, visit_ids: Sequence[str], then: Callable[[list[Taker]], None], owner: QObject
    ) -> None:
        """Who could take these visits, the least way first."""
        board, workspace = self.board, self.workspace
        if board is not None:
            workspace.background.read(
                lambda: takers(board, visit_ids, workspace.locale), then, owner=owner
            )

    def on_phones(self, visit_ids: Iterable[str]) -> list[str]:
        """Whose phones have one of these visits, by name: they are told only with their next look
        at the list.
        """
        day = self.day
        if day is None:
            return []
        held = (day.visits[one].card for one in visit_ids if one in day.visits)
        names = (
            card.agent.name
            for card in held
            if card.visit.state is VisitState.ON_PHONE and card.agent is not None
        )
        return sorted(dict.fromkeys(names))

    def foresee(self, visit_ids: Sequence[str], agent_id: str, place: int | None) -> Foreseen:
        """What it would mean to give visits to an agent there; what stood against the day before
        is not said again.
        """
        board = self.board
        if board is None or any(one not in board.day.visits for one in visit_ids):
            return Foreseen((), "")
        after = board.given(visit_ids, agent_id, place)
        old = {one.sentence for one in self.objections(board, board.routes[agent_id])}
        found = self.objections(after, visit_ids)
        new = tuple(one for one in found if one.sentence not in old or one.visit_id in visit_ids)
        before, then = board.tours[agent_id], after.tours[agent_id]
        hours = [stop.start_s for stop in then.stops if stop.visit == visit_ids[0]]
        locale, zone = self.workspace.locale, board.day.agents[agent_id].agent.time_zone
        at = hour(moment(hours[0], UTC), zone) if hours else ""
        more_s, more_m = then.busy_s - before.busy_s, then.metres - before.metres
        told = QCoreApplication.translate("Planning", "At {time} · {length} more · {way} more")
        words = told.format(
            time=at,
            length=duration(max(0, more_s), locale),
            way=distance(max(0.0, more_m), locale),
        )
        return Foreseen(new, words)

    def refuse(self, foreseen: Foreseen, visit_ids: Sequence[str], agent_id: str) -> None:
        """Somebody asked for what the law refuses: it is said."""
        held = [one for one in visit_ids if self._is_refused_on_day(one)]
        if held:  # asked for all the same, so that the refusal is the act's
            self.give(held, agent_id)
        else:
            first = next(one.sentence for one in foreseen.objections if one.is_law)
            self.refused.emit(first)

    def _is_refused_on_day(self, visit_id: str) -> bool:
        visit = self.day.visits.get(visit_id) if self.day is not None else None
        return visit is not None and visit.refusal is not None

    def give(self, visit_ids: Sequence[str], agent_id: str, place: int | None = None) -> None:
        """Give visits to an agent, from a place of its order on (None: wherever the day stays the
        shortest). What the law refuses stays as it was and is told.
        """
        if self.board is not None:
            after = self.board.given(visit_ids, agent_id, place)
            self._take(after, visit_ids, counts.assigned(len(visit_ids)), agent_id)

    def take_back(self, visit_ids: Sequence[str]) -> None:
        """Visits that nobody has any more."""
        if self.board is not None:
            after = self.board.without(visit_ids)
            self._take(after, visit_ids, counts.unassigned(len(visit_ids)))

    def take(self, after: Board, words: str) -> None:
        """Make the day what another board of it has, as one act."""
        self._take(after, tuple(after.day.visits), words)

    def pin(self, visit_ids: Sequence[str], pin: PlanPin, is_on: bool) -> None:
        """Hold visits to what they have, or let them go."""
        desk, seen = self.workspace.desk, self._seen(visit_ids)
        pinned = QCoreApplication.translate("Planning", "Pinned.")
        freed = QCoreApplication.translate("Planning", "No longer pinned.")
        self.acts.run(
            lambda: pin_visits(desk, visit_ids=visit_ids, pin=pin, is_on=is_on, seen=seen),
            lambda _done: pinned if is_on else freed,
        )

    def _take(self, after: Board, visit_ids: Sequence[str], words: str, agent_id: str = "") -> None:
        """Write what the board changes. What was asked for and the law refuses on the day is asked
        for all the same, so that the refusal is told and kept.
        """
        before = self.board
        if before is None:
            return
        places = self._places(before, after)
        if agent_id:
            refused = [one for one in visit_ids if one not in after.day.problem.visits]
            places |= {one: Place(agent_id=agent_id, position=0) for one in refused}
        returned = [one for one in before.holder if one not in after.holder]
        desk, on, seen = self.workspace.desk, self.on, self._seen((*places, *returned))
        agent = after.day.agents.get(agent_id)
        told = words.format(name=agent.agent.name) if agent is not None else words
        if names := self.on_phones((*places, *returned)):
            warning = QCoreApplication.translate(
                "Planning", "{names} have the old plan until the next sync."
            )
            told = f"{told} {warning.format(names=', '.join(names))}"
        self.acts.run_on(
            len(places) + len(returned),
            lambda watch: take_plan(
                desk, on=on, places=places, returned=returned, seen=seen, watch=watch
            ),
            lambda _done: told,
        )

    def _places(self, before: Board, after: Board) -> dict[str, Place]:
        """Where each visit of a day that changes stands."""
        places = {}
        for agent, order in after.routes.items():
            if order == before.routes.get(agent):
                continue
            begun = len(after.day.done.get(agent, ()))
            for index, stop in enumerate(after.tours[agent].stops, begun + 1):
                at = moment(stop.start_s // STEP.seconds * STEP.seconds, UTC)
                places[stop.visit] = Place(agent_id=agent, position=index, expected_at=at)
        return places

    def _seen(self, visit_ids: Iterable[str]) -> Seen:
        day = self.day
        held: Mapping[str, object] = {} if day is None else day.visits
        return {
            one: day.visits[one].card.visit for one in visit_ids if day is not None and one in held
        }


def _said(reason: DomainError, locale: str) -> str:
    return say(reason.code, reason.params, locale)
