"""The goals of the city's last months: what came in, a little more or less, as whoever sets goals
goes by the month before. Of the company, and of the agents whose contacts money came after.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from sqlalchemy import Connection

from field_api.reports.source import ServerSource
from field_api.simulator.script import Script
from kobra_domain.goals import Goal, goal_id
from kobra_domain.metrics.declared import COLLECTED_AMOUNT
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import EVERY
from kobra_domain.reports.source import asked
from kobra_domain.scope import EVERYTHING

_MONTHS, _ROUND = 12, {"COP": 50_000_000, "MXN": 500_000}
_LEAST, _MOST = 0.85, 1.2
Minor = Mapping[tuple[date, str], Mapping[str, int]]  # by month and currency, then by agent


def past_goals(connection: Connection, script: Script) -> Iterator[Goal]:
    """A goal a month and currency for all, and one for each agent."""
    teams = {agent.id: agent.team_id for agent in script.world.agents}
    held = _collected(connection, script)
    for (month_on, currency), by_agent in sorted(held.items())[-_MONTHS * 2 :]:
        yield _goal(script, month_on, currency, sum(by_agent.values()))
        for agent_id, minor in sorted(by_agent.items()):
            if agent_id and minor > 0:
                yield _goal(script, month_on, currency, minor, agent_id, teams[agent_id])


def _goal(
    script: Script,
    month_on: date,
    currency: str,
    minor: int,
    agent_id: str | None = None,
    team_id: str | None = None,
) -> Goal:
    made = goal_id(month_on, currency, agent_id=agent_id)
    chance = Random(f"goal {script.seed} {made}")
    step = _ROUND[currency] if agent_id is None else _ROUND[currency] // 10
    amount = max(step, round(minor * chance.uniform(_LEAST, _MOST) / step) * step)
    return Goal(
        id=made,
        month_on=month_on,
        currency=currency,
        team_id=team_id,
        agent_id=agent_id,
        amount_minor=amount,
    )


def _collected(connection: Connection, script: Script) -> Minor:
    source = ServerSource(connection, [EVERYTHING], now=script.now, zone="UTC", locale="es")
    by = (Dimension.MONTH, Dimension.AGENT)
    made: defaultdict[tuple[date, str], dict[str, int]] = defaultdict(dict)
    for (month, agent), tally in asked(source, COLLECTED_AMOUNT, by, EVERY).items():
        for currency, minor in tally.amounts.items():
            made[date.fromisoformat(f"{month}-01"), currency][str(agent)] = minor
    return made
