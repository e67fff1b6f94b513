"""The alerts about a portfolio's files: held, or not come. They go to the teams of those who may
take files into the portfolio, and to administrators; that of a held file is over once a person has
taken or left it.
"""

from datetime import datetime

from sqlalchemy import Connection

from field_api.alarms import raised_edits
from field_api.change_log.record import Edit
from field_api.imports.agents import teams_over
from kobra_domain.alerts import AlertKind
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import has_words

_HELD = "import_held_"


def held_edits(
    connection: Connection,
    portfolio: Portfolio,
    filename: str,
    problem: str,
    now: datetime,
    import_id: str | None = None,
) -> list[Edit]:
    """A file is held or could not be read, and why: `problem` is the code of it."""
    reason = problem.removeprefix(_HELD)
    if not has_words(f"alert.import_held.{reason}"):
        reason = "unread"
    detail = f"{reason} {portfolio.name} · {filename}"
    teams = teams_over(connection, portfolio)
    return raised_edits(AlertKind.IMPORT_HELD, teams, detail, now, import_id)


def missing_edits(connection: Connection, portfolio: Portfolio, now: datetime) -> list[Edit]:
    """No file has come by the hour."""
    teams = teams_over(connection, portfolio)
    return raised_edits(AlertKind.IMPORT_MISSING, teams, portfolio.name, now)
