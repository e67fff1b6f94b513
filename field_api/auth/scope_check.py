"""Whether what a user is given (teams, portfolios, an agent) exists."""

from sqlalchemy import Connection

from field_api.change_log.rows import find, find_all
from kobra_domain.errors import Invalid
from kobra_domain.people import Agent, Role, Team, User
from kobra_domain.portfolios import Portfolio


def check_scope(connection: Connection, user: User) -> None:
    """Raise Invalid unknown_reference for a team, portfolio or agent that is not there."""
    if len(find_all(connection, Team, user.team_ids)) != len(set(user.team_ids)):
        raise Invalid("unknown_reference", field="team_ids")
    if len(find_all(connection, Portfolio, user.portfolio_ids)) != len(set(user.portfolio_ids)):
        raise Invalid("unknown_reference", field="portfolio_ids")
    if user.agent_id is not None and find(connection, Agent, user.agent_id) is None:
        raise Invalid("unknown_reference", field="agent_id")
    if user.role is Role.AGENT and user.agent_id is None:
        raise Invalid("missing", field="agent_id")
