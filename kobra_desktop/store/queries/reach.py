"""«Alcance»: the team and portfolio that all pages are narrowed to, and how rows obey it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.outbox import HELD, OpState
from kobra_desktop.store.tables import OUTBOX, RECORDS


@dataclass(frozen=True, slots=True)
class Reach:
    """The chosen teams and portfolios; None: all that the user may see."""

    team_ids: frozenset[str] | None = None
    portfolio_ids: frozenset[str] | None = None


EVERYTHING = Reach()


@dataclass(frozen=True, slots=True)
class Mark:
    """What waits on a row: edits to be sent, or held ones that need a person."""

    is_pending: bool = False
    is_held: bool = False


CLEAN = Mark()


def marks(connection: Connection, kind: str, ids: Iterable[str] | None = None) -> dict[str, Mark]:
    """The marks of a kind's rows; a row without operations is absent."""
    of_kind: Select[Any] = select(OUTBOX.c.entity_id, OUTBOX.c.state).where(OUTBOX.c.kind == kind)
    asked = [of_kind]
    if ids is not None:  # an act on thousands of rows waits there whole
        asked = [of_kind.where(OUTBOX.c.entity_id.in_(part)) for part in rows.chunks(ids)]
    states: dict[str, set[str]] = {}
    for one in asked:
        for entity_id, state in connection.execute(one):
            states.setdefault(entity_id, set()).add(state)
    return {
        entity_id: Mark(OpState.WAITING in held, not held.isdisjoint(HELD))
        for entity_id, held in states.items()
    }


def agents_within(reach: Reach) -> ColumnElement[bool] | None:
    """The condition on agents, None when all are meant."""
    if reach.team_ids is None:
        return None
    return RECORDS["agent"].c.team_id.in_(reach.team_ids)


def visits_within(reach: Reach) -> list[ColumnElement[bool]]:
    """The conditions on visits; those without an agent are seen through their portfolio."""
    return work_within("visit", reach)


def work_within(kind: str, reach: Reach) -> list[ColumnElement[bool]]:
    """The conditions on rows of a kind that names a portfolio and, maybe, an agent."""
    work = RECORDS[kind].c
    conditions: list[ColumnElement[bool]] = []
    if reach.portfolio_ids is not None:
        conditions.append(work.portfolio_id.in_(reach.portfolio_ids))
    if reach.team_ids is not None and "agent_id" in work:  # the bank knows no agents
        agent = RECORDS["agent"].c
        mine = select(agent.id).where(agent.team_id.in_(reach.team_ids))
        conditions.append(or_(work.agent_id.is_(None), work.agent_id.in_(mine)))
    return conditions
