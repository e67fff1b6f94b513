"""The visits of an agent whose phone has ended: to another agent where law and rules allow it, to
nobody where they do not. What was begun stays.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import found
from field_api.operations.visit_rules import ruled_visit
from field_api.tables.replicated import visits
from kobra_domain.answers import StayingVisit
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError, NotAllowed
from kobra_domain.people import Agent
from kobra_domain.visit_moves import UNORDERED
from kobra_domain.visits import HELD_STATES, Visit, VisitState

_NOBODY = {
    "state": VisitState.DRAFT,
    "agent_id": None,
    "assigned_at": None,
    "on_phone_at": None,
    **UNORDERED,
}


@dataclass(slots=True)
class Moves:
    """Edits of the visits, and those that did not go where they were wished to."""

    edits: list[Edit] = field(default_factory=list)
    moved: int = 0
    unassigned: int = 0
    staying: list[StayingVisit] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The visits that the agent no longer has."""
        return [after.id for after, _ in self.edits if after is not None]


def moved_visits(
    connection: Connection, agent_id: str, move_to: Agent | None, now: datetime
) -> Moves:
    """All open visits of the agent, given to another one, or to nobody. Locks them."""
    moves = Moves()
    query = select(visits.c.id).where(
        visits.c.agent_id == agent_id, visits.c.state.in_(HELD_STATES)
    )
    for visit_id in sorted(connection.scalars(query)):
        pair = found(connection, Visit, visit_id, lock=True)
        if pair is None or pair[0].agent_id != agent_id or pair[0].state not in HELD_STATES:
            continue  # meanwhile it was taken away, or has ended
        _move(connection, moves, pair[0], move_to, now)
    return moves


def _move(
    connection: Connection, moves: Moves, visit: Visit, move_to: Agent | None, now: datetime
) -> None:
    if visit.state is VisitState.CHECKED_IN:
        begun = NotAllowed("visit_begun")
        moves.staying.append(_staying(visit, begun, is_begun=True))
        return
    if move_to is not None:
        try:
            if move_to.absent_on is not None and move_to.absent_on == visit.planned_on:
                raise NotAllowed("agent_absent", name=move_to.name)
            moves.edits.append((_assigned(connection, visit, _to(move_to, now), now), visit))
            moves.moved += 1
            return
        except DomainError as reason:
            moves.staying.append(_staying(visit, reason, is_begun=False))
    moves.edits.append((_assigned(connection, visit, _NOBODY, now), visit))
    moves.unassigned += 1


def _to(agent: Agent, now: datetime) -> dict[str, Any]:
    return {
        "state": VisitState.ASSIGNED,
        "agent_id": agent.id,
        "assigned_at": now,
        "on_phone_at": None,
        **UNORDERED,
    }


def _assigned(
    connection: Connection, visit: Visit, changes: dict[str, Any], now: datetime
) -> Visit:
    """The visit after the command that any assignment is. Raises DomainError."""
    command = COMMANDS["visit.assign"]
    after = revise(command, visit, changes)
    assert isinstance(after, Visit)
    return ruled_visit(connection, command, after, visit, now)


def _staying(visit: Visit, reason: DomainError, *, is_begun: bool) -> StayingVisit:
    return StayingVisit(
        visit_id=visit.id,
        party_id=visit.party_id,
        code=reason.code,
        params=dict(reason.params),
        is_begun=is_begun,
    )
