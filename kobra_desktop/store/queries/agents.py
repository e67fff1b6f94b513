"""Agents with what is known of them now, their day's work, and what waits on their rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import CLEAN, EVERYTHING, Mark, Reach, agents_within, marks
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import LATEST, RECORDS
from kobra_domain.agent_state import StateSettings, limits_by
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertState
from kobra_domain.metrics.declared import DONE, ON_PHONES, PLANNED
from kobra_domain.metrics.tallies import tally_of
from kobra_domain.people import Agent
from kobra_domain.positions import Latest
from kobra_domain.visits import OPEN_STATES, Visit
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow:
    """One agent. `planned` and `done` count the day's visits, `on_phone` those the phone has.

    `next_visit` is the first open one of the day in the agent's order, `next_party` who lives
    there.
    `open_alerts` are those of this agent, and `limits` by what the company's rules call silent or
    low: `agent_state.read_state` wants them.
    """

    agent: Agent
    team_name: str = ""
    latest: Latest | None = None
    planned: int = 0
    done: int = 0
    on_phone: int = 0
    next_visit: Visit | None = None
    next_party: str = ""
    open_alerts: tuple[Alert, ...] = ()
    limits: StateSettings | None = None
    is_pending: bool = False
    is_held: bool = False
    searchable: str = ""


def agent_rows(
    replica: Replica,
    today: date,
    *,
    ids: Iterable[str] | None = None,
    reach: Reach = EVERYTHING,
    with_inactive: bool = False,
) -> list[AgentRow]:
    """The agents by name; `today` is the day whose visits are counted."""
    with replica.reading() as connection:
        agents = _agents(connection, ids, reach, with_inactive)
        known = {agent.id for agent in agents}
        teams = {team.id: team.name for team in rows.entities(connection, "team")}
        latest = {
            row.agent_id: entity_of(Latest, row) for row in connection.execute(select(LATEST))
        }
        days = _days(connection, today, known)
        parties = _party_names(connection, days)
        alerts = _open_alerts(connection)
        flags = marks(connection, "agent", known)
        limits = limits_by(next(iter(rows.entities(connection, "alert_rules")), AlertRules()))
    return [
        replace(
            _row(agent, teams, latest, days.get(agent.id, []), parties, alerts, flags),
            limits=limits,
        )
        for agent in sorted(agents, key=lambda one: name_key(one.name))
    ]


def agents_here(replica: Replica, reach: Reach = EVERYTHING) -> list[Agent]:
    """The agents who work, in no order, and nothing else of them."""
    with replica.reading() as connection:
        return agents_of(connection, reach)


def agents_of(connection: Connection, reach: Reach = EVERYTHING) -> list[Agent]:
    """As `agents_here`, inside a transaction."""
    return _agents(connection, None, reach, with_inactive=False)


def _agents(
    connection: Connection, ids: Iterable[str] | None, reach: Reach, with_inactive: bool
) -> list[Agent]:
    agent = RECORDS["agent"]
    asked = select(agent)
    within = agents_within(reach)
    if within is not None:
        asked = asked.where(within)
    if not with_inactive:
        asked = asked.where(agent.c.is_active)
    found = [entity_of(Agent, row) for row in connection.execute(asked)]
    wanted = None if ids is None else set(ids)
    return [one for one in found if wanted is None or one.id in wanted]


def _days(connection: Connection, today: date, known: set[str]) -> dict[str, list[Visit]]:
    visit = RECORDS["visit"]
    asked = (
        select(visit)
        .where(visit.c.planned_on == today, visit.c.agent_id.is_not(None))
        .order_by(visit.c.position, func.coalesce(visit.c.window_start_at, 0), visit.c.id)
    )
    made: dict[str, list[Visit]] = {}
    for row in connection.execute(asked):
        if row.agent_id in known:
            made.setdefault(row.agent_id, []).append(entity_of(Visit, row))
    return made


def _party_names(connection: Connection, days: dict[str, list[Visit]]) -> dict[str, str]:
    wanted = {visit.party_id for visits in days.values() for visit in visits}
    return {party.id: party.name for party in rows.entities(connection, "party", wanted)}


def _open_alerts(connection: Connection) -> dict[str | None, list[Alert]]:
    alert = RECORDS["alert"]
    made: dict[str | None, list[Alert]] = {}
    for row in connection.execute(select(alert).where(alert.c.state == AlertState.OPEN)):
        made.setdefault(row.agent_id, []).append(entity_of(Alert, row))
    return made


def _row(
    agent: Agent,
    teams: dict[str, str],
    latest: dict[str, Latest],
    visits: list[Visit],
    parties: dict[str, str],
    alerts: dict[str | None, list[Alert]],
    flags: dict[str, Mark],
) -> AgentRow:
    following = next((visit for visit in visits if visit.state in OPEN_STATES), None)
    mark = flags.get(agent.id, CLEAN)
    team_name = teams.get(agent.team_id or "", "")
    return AgentRow(
        agent=agent,
        team_name=team_name,
        latest=latest.get(agent.id),
        planned=tally_of(PLANNED, visits).n,
        done=tally_of(DONE, visits).n,
        on_phone=tally_of(ON_PHONES, visits).n,
        next_visit=following,
        next_party=parties.get(following.party_id, "") if following else "",
        open_alerts=tuple(alerts.get(agent.id, ())),
        is_pending=mark.is_pending,
        is_held=mark.is_held,
        searchable=plain(f"{agent.name} {agent.code} {team_name}"),
    )


def agent_names(connection: Connection) -> dict[str, str]:
    """What every agent is called, by id."""
    agent = RECORDS["agent"].c
    return {row.id: row.name for row in connection.execute(select(agent.id, agent.name))}


def latest_positions(replica: Replica) -> list[Latest]:
    """What was last known of every agent."""
    with replica.reading() as connection:
        return [entity_of(Latest, row) for row in connection.execute(select(LATEST))]
