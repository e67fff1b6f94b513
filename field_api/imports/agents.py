"""Agents whom a file may name by their codes: those of the teams that work for its portfolio."""

from sqlalchemy import Connection, select

from field_api.change_log.rows import entities
from field_api.imports.rows import Tale
from field_api.tables.replicated import agents, folded
from kobra_domain.imports.problems import WarningCode
from kobra_domain.imports.targets import Target
from kobra_domain.people import User
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission, may


def teams_over(connection: Connection, portfolio: Portfolio) -> set[str]:
    """The teams of those who may take files into a portfolio because it is theirs."""
    return {
        team_id
        for user in entities(connection, User)
        if may(user, Permission.IMPORT) and portfolio.id in user.portfolio_ids
        for team_id in user.team_ids
    }


class AgentsNamed:
    """Agents by the codes of a file. Who is of another portfolio's team is as unknown as who does
    not exist, so that no file tells who works for another bank; where no team is set over the
    portfolio, all are known.
    """

    def __init__(self, connection: Connection, portfolio: Portfolio, tale: Tale) -> None:
        a, teams = agents.c, teams_over(connection, portfolio)
        query = select(a.code_key, a.id)
        if teams:
            query = query.where(a.team_id.in_(teams) | a.team_id.is_(None))
        self._ids: dict[str, str] = {row[0]: row[1] for row in connection.execute(query)}
        self._tale = tale

    def of(self, code: str | None, line: int) -> str | None:
        """The id of the agent, None where a row names none or one whom nobody knows, which is
        told.
        """
        if not code:
            return None
        found = self._ids.get(folded(code))
        if found is None:
            self._tale.doubt(WarningCode.UNKNOWN_AGENT, Target.AGENT, line, code)
        return found
