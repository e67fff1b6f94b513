"""The goals of months, and whose they can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kobra_desktop.store import rows
from kobra_desktop.store.replica import Replica
from kobra_domain.goals import Goal
from kobra_domain.people import Agent, Team
from kobra_domain.portfolios import Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsRead:
    """Goals by id; the teams and agents that work, by name, and the currencies of portfolios."""

    goals: Mapping[str, Goal]
    teams: tuple[Team, ...]
    agents: tuple[Agent, ...]
    currencies: tuple[str, ...]


def goals_read(store: Replica) -> GoalsRead:
    """What the replica holds."""
    with store.reading() as connection:
        goals: list[Goal] = rows.entities(connection, "goal")
        teams: list[Team] = rows.entities(connection, "team")
        agents: list[Agent] = rows.entities(connection, "agent")
        portfolios: list[Portfolio] = rows.entities(connection, "portfolio")
    return GoalsRead(
        goals={one.id: one for one in goals},
        teams=tuple(sorted((one for one in teams if one.is_active), key=_name)),
        agents=tuple(sorted((one for one in agents if one.is_active), key=_name)),
        currencies=tuple(sorted({one.currency for one in portfolios if one.is_active})),
    )


def _name(one: Team | Agent) -> str:
    return one.name.casefold()
