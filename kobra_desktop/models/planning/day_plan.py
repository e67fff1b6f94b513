"""The state of Planear: a day with its agents and visits, what is chosen of them, and the acts that
move visits. Rows are drawn from the store: a drop is one act, and what is shown follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, timedelta

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.commands.day_plans import Place, pin_visits, take_plan
from kobra_desktop.commands.done import Seen
from kobra_desktop.models.absences import Absences
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.counts import counts
from kobra_desktop.models.live import MINUTE_MS, LiveRead
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import Day, read_day
from kobra_desktop.models.planning.foreseen import Foreseen, foresee
from kobra_desktop.models.planning.takers import Taker, takers
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.made_visits import made_visits
from kobra_domain.planning.learning import Learnt, learn
from kobra_domain.planning.model import moment
from kobra_domain.scope import Permission
from kobra_domain.visits import PlanPin, VisitState

# Hours are told to phones in steps, so that a metre more does not make every list another.
STEP = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


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
        self._foreseen: tuple[tuple[object, ...], Foreseen] | None = None
        self._learnt: tuple[date, Learnt] | None = None
        self._read = LiveRead(workspace, self._read_board, self)
        self._read.loaded.connect(self._on_read)
        self._read.failed.connect(self.failed)
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE_MS)
        self._minutes.timeout.connect(self._on_minute)

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
        """The page is seen; the clock went on unseen."""
        self._read.open()
        if self.day is not None and self.workspace.now - self.day.at >= MINUTE:
            self._on_minute()
        self._minutes.start()

    def rest(self) -> None:
        """It is not seen."""
        self._read.rest()
        self._minutes.stop()

    def set_day(self, on: date) -> None:
        """Show another day."""
        if on != self.on:
            self.on, self.board = on, None
            self.choose(())
            self.changed.emit()
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

    def _on_minute(self) -> None:
        """What the clock makes late or unlawful shows, on the day that is on, while nothing is
        being dragged.
        """
        if not self._is_held and self.on == self.workspace.today:
            self._read.reload_soon()

    def _read_board(self) -> Board:
        """On a worker, its tours walked. What past visits teach is read once a day: it moves by
        weeks.
        """
        workspace, store = self.workspace, self.workspace.desk.store
        if self._learnt is None or self._learnt[0] != workspace.today:
            self._learnt = workspace.today, learn(*made_visits(store, workspace.now))
        now, learnt = workspace.now, self._learnt[1]
        board = Board.of(read_day(store, workspace.reach, self.on, now, learnt))
        board.tours  # noqa: B018
        return board

    def _on_read(self) -> None:
        board = self._read.value
        if board is None or board.day.on != self.on:
            return
        self.board = board
        self.choose(one for one in self.chosen if one in board.day.visits)
        self.changed.emit()

    # What would be, and acts

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

    def foresee(
        self, visit_ids: Sequence[str], agent_id: str, place: int | None
    ) -> Foreseen | None:
        """What it would mean to give visits to an agent there, walked once for the hint under the
        cursor, the drop and the act. None: no day is read.
        """
        board = self.board
        if board is None:
            return None
        known = tuple(one for one in visit_ids if one in board.day.visits)
        key = (id(board), known, agent_id, place)
        if self._foreseen is None or self._foreseen[0] != key:
            found = foresee(board, known, agent_id, place, self.workspace.locale)
            self._foreseen = key, found
        return self._foreseen[1]

    def refuse(self, foreseen: Foreseen, visit_ids: Sequence[str], agent_id: str) -> None:
        """Somebody asked for what the law refuses: it is said."""
        held = self._refused_for(visit_ids, agent_id)
        if held:  # asked for all the same, so that the refusal is the act's
            self.give(held, agent_id)
        else:
            first = next(one.sentence for one in foreseen.objections if one.is_law)
            self.refused.emit(first)

    def _is_refused_on_day(self, visit_id: str) -> bool:
        visit = self.day.visits.get(visit_id) if self.day is not None else None
        return visit is not None and visit.refusal is not None

    def _refused_for(self, visit_ids: Iterable[str], agent_id: str) -> list[str]:
        """What the law keeps from being given to an agent who does not have it."""
        held = {} if self.board is None else self.board.holder
        wanted = (one for one in visit_ids if held.get(one) != agent_id)
        return [one for one in wanted if self._is_refused_on_day(one)]

    def give(self, visit_ids: Sequence[str], agent_id: str, place: int | None = None) -> None:
        """Give visits to an agent, from a place of its order on (None: wherever the day stays the
        shortest). What the law refuses on the day stays as it was and is told; where the rest would
        bring the day past the lawful hours, nothing is given.
        """
        lawful = [one for one in visit_ids if not self._is_refused_on_day(one)]
        foreseen = self.foresee(lawful, agent_id, place)
        if foreseen is None:
            return
        if foreseen.is_refused:
            self.refuse(foreseen, lawful, agent_id)
            return
        self._take(foreseen.after, visit_ids, counts.assigned(len(visit_ids)), agent_id)

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
            refused = self._refused_for(visit_ids, agent_id)
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
        held = {} if self.day is None else self.day.visits
        return {one: held[one].card.visit for one in visit_ids if one in held}
