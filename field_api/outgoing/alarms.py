"""The alerts about outgoing files: held, or not to be put where they go. They go to the teams of
those who may take the portfolio's data along, and are over once the file is made.
"""

from datetime import datetime

from sqlalchemy import Connection

from field_api.alarms import raised_edits
from field_api.change_log.record import Edit
from field_api.imports.agents import teams_over
from kobra_domain.alerts import AlertKind
from kobra_domain.portfolios import Portfolio

_OURS = "outgoing_"


def held_alerts(
    connection: Connection, portfolio: Portfolio, file_id: str, problem: str, now: datetime
) -> list[Edit]:
    """A file is held, or is not where it goes to: one alert for each team."""
    detail = f"{problem.removeprefix(_OURS)} {portfolio.name}"
    teams = teams_over(connection, portfolio)
    return raised_edits(AlertKind.OUTGOING_HELD, teams, detail, now, file_id)
