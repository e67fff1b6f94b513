"""What the map of Planear shows: doors with what stands at each, the ways of the days, and what a
line drawn around them catches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_domain.geo import is_inside
from kobra_domain.places import Point
from kobra_domain.visits import VisitState

LatLon = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A visit where its door is. `order`: its number in the day that is looked at."""

    id: str
    title: str
    at: LatLon
    state: VisitState
    is_blocked: bool
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """An agent's day from door to door, with where it begins and ends as far as that is known."""

    agent_id: str
    points: tuple[LatLon, ...]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Caught:
    """What is chosen because a line was drawn around it, or a team's zone (`name`): these visits,
    of which an agent has `given` already and the law refuses `blocked` on the day.
    """

    ids: tuple[str, ...]
    given: int
    blocked: int
    name: str


class GroundModel(QObject):
    """`changed`: other doors or ways. `caught_changed`: another catch."""

    changed = Signal()
    caught_changed = Signal()

    def __init__(self, plan: DayPlanModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.hides_given = False
        self._name: str | None = None  # of the catch, while what it caught is the choice
        self._is_catching = False
        for signal in (plan.changed, plan.proposed_changed, plan.shown_changed):
            signal.connect(self.changed)
        plan.changed.connect(self.caught_changed)
        plan.chosen_changed.connect(self._on_chosen)

    @property
    def caught(self) -> Caught | None:
        """What is chosen, while a line or a zone chose it."""
        board, ids = self.plan.board, self.plan.chosen
        if self._name is None or board is None or any(one not in board.day.visits for one in ids):
            return None
        return Caught(
            ids=ids,
            given=sum(one in board.holder for one in ids),
            blocked=sum(board.day.visits[one].refusal is not None for one in ids),
            name=self._name,
        )

    @property
    def spots(self) -> list[Spot]:
        """The doors that are looked at."""
        board = self.plan.shown
        return [] if board is None else spots_of(board, self.plan.shown_agent, self.hides_given)

    @property
    def ways(self) -> list[Way]:
        """The ways of all days; only the one that is looked at, where the given are hidden."""
        board, shown = self.plan.shown, self.plan.shown_agent
        if board is None:
            return []
        found = [_way(board, agent, agent == shown) for agent in board.routes]
        return [
            one for one in found if len(one.points) > 1 and (one.is_shown or not self.hides_given)
        ]

    @property
    def zones(self) -> list[tuple[str, str, tuple[LatLon, ...]]]:
        """The teams that have a zone: id, name, corners."""
        day = self.plan.day
        teams = {} if day is None else {a.team.id: a.team for a in day.agents.values() if a.team}
        return [
            (one.id, one.name, tuple((corner.lat, corner.lon) for corner in one.zone))
            for one in sorted(teams.values(), key=lambda team: team.name)
            if len(one.zone) >= 3
        ]

    def hide_given(self, is_hidden: bool) -> None:
        """Leave out what agents have."""
        self.hides_given = is_hidden
        self.changed.emit()

    def catch(self, ring: Sequence[LatLon], *, adds: bool = False, name: str = "") -> None:
        """Choose what lies within a line; `adds` to what is chosen already. Of visits that agents
        have, those that began stay out.
        """
        board = self.plan.board
        if board is None or len(ring) < 3:
            return
        corners = tuple(Point(lat, lon) for lat, lon in ring)
        found = [
            one.id
            for one in spots_of(board, "", self.hides_given)
            if not board.day.visits[one.id].is_fixed and is_inside(corners, Point(*one.at))
        ]
        self._is_catching = True
        self.plan.choose((*self.plan.chosen, *found) if adds else found)
        self._is_catching = False
        self._call(name)

    def let_go(self) -> None:
        """Nothing is caught any more."""
        self.plan.choose(())
        self._call(None)

    def _on_chosen(self) -> None:
        """Another choice is no catch."""
        if not self._is_catching:
            self._call(None)

    def _call(self, name: str | None) -> None:
        self._name = name
        self.caught_changed.emit()


def spots_of(board: Board, shown_agent: str, hides_given: bool) -> list[Spot]:
    """The visits of a day whose doors are known."""
    places = {one: n for n, one in enumerate(board.routes.get(shown_agent, ()), 1)}
    found = []
    for one in board.day.visits.values():
        place = one.place
        is_given = one.id in board.holder or one.is_fixed
        if place is None or (hides_given and is_given and one.id not in places):
            continue
        visit = one.card.visit
        found.append(
            Spot(
                id=one.id,
                title=one.card.party.name if one.card.party is not None else "",
                at=(place.lat, place.lon),
                state=_state(visit.state, is_held=one.id in board.holder),
                is_blocked=one.refusal is not None,
                order=places.get(one.id),
            )
        )
    return found


def _state(state: VisitState, *, is_held: bool) -> VisitState:
    """As the day has it, or would by a proposal."""
    if is_held and state in (VisitState.DRAFT, VisitState.EXPIRED):
        return VisitState.ASSIGNED
    if not is_held and state in (VisitState.ASSIGNED, VisitState.ON_PHONE, VisitState.EXPIRED):
        return VisitState.DRAFT
    return state


def _way(board: Board, agent_id: str, is_shown: bool) -> Way:
    agent, order = board.day.agents[agent_id], board.routes[agent_id]
    doors = [board.day.visits[one].place for one in order]
    ends = (agent.start, *doors, agent.agent.base) if order else ()
    return Way(agent_id, tuple((one.lat, one.lon) for one in ends if one is not None), is_shown)
