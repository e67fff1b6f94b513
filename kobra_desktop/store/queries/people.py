"""Teams and users as Administración lists them."""

from dataclasses import dataclass

from kobra_desktop.store import rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import CLEAN, marks
from kobra_desktop.store.replica import Replica
from kobra_domain.people import Team, User


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """One team and how many active agents it has."""

    team: Team
    agents: int = 0
    is_pending: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """One user with the names of teams and portfolios, in order."""

    user: User
    team_names: tuple[str, ...] = ()
    portfolio_names: tuple[str, ...] = ()
    agent_name: str = ""
    is_pending: bool = False
    is_held: bool = False


def team_rows(replica: Replica) -> list[TeamRow]:
    """All teams by name."""
    with replica.reading() as connection:
        teams = rows.entities(connection, "team")
        agents = rows.entities(connection, "agent")
        flags = marks(connection, "team")
    made = []
    for team in sorted(teams, key=lambda one: name_key(one.name)):
        mark = flags.get(team.id, CLEAN)
        number = sum(agent.team_id == team.id and agent.is_active for agent in agents)
        made.append(
            TeamRow(team=team, agents=number, is_pending=mark.is_pending, is_held=mark.is_held)
        )
    return made


def user_rows(replica: Replica) -> list[UserRow]:
    """All users by name."""
    with replica.reading() as connection:
        users = rows.entities(connection, "user")
        teams = {one.id: one.name for one in rows.entities(connection, "team")}
        portfolios = {one.id: one.name for one in rows.entities(connection, "portfolio")}
        agents = {one.id: one.name for one in rows.entities(connection, "agent")}
        flags = marks(connection, "user")
    made = []
    for user in sorted(users, key=lambda one: name_key(one.name)):
        mark = flags.get(user.id, CLEAN)
        made.append(
            UserRow(
                user=user,
                team_names=tuple(sorted(teams[t] for t in user.team_ids if t in teams)),
                portfolio_names=tuple(
                    sorted(portfolios[p] for p in user.portfolio_ids if p in portfolios)
                ),
                agent_name=agents.get(user.agent_id or "", ""),
                is_pending=mark.is_pending,
                is_held=mark.is_held,
            )
        )
    return made


def user(replica: Replica, user_id: str) -> User | None:
    """One user, None when not (or no longer) in sight."""
    with replica.reading() as connection:
        found = rows.row(connection, "user", user_id)
    return found[0] if found and isinstance(found[0], User) else None
