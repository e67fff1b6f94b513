"""The alerts about a portfolio's files: held, or not come. They go to the teams of those who may
take files into the portfolio, and to administrators; that of a held file is over once a person has
taken or left it.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.imports.agents import teams_over
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import has_words
from kobra_records.ids import new_id

_LONGEST = 240
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
    return _alerts(connection, portfolio, AlertKind.IMPORT_HELD, detail, now, import_id)


def missing_edits(connection: Connection, portfolio: Portfolio, now: datetime) -> list[Edit]:
    """No file has come by the hour."""
    return _alerts(connection, portfolio, AlertKind.IMPORT_MISSING, portfolio.name, now)


def over_edits(connection: Connection, import_id: str) -> list[Edit]:
    """A held file was dealt with: nobody is asked any more. Locks the alerts."""
    a = alerts.c
    about = (a.import_id == import_id, a.state == AlertState.OPEN)
    held = entities(connection, Alert, *about, lock=True)
    return [(replace(one, state=AlertState.OVER), one) for one in held]


def _alerts(
    connection: Connection,
    portfolio: Portfolio,
    kind: AlertKind,
    detail: str,
    now: datetime,
    import_id: str | None = None,
) -> list[Edit]:
    teams: set[str | None] = {*teams_over(connection, portfolio)}
    return [
        (
            Alert(
                id=new_id(),
                kind=kind,
                raised_at=now,
                last_at=now,
                team_id=team_id,
                import_id=import_id,
                detail=detail[:_LONGEST],
            ),
            None,
        )
        for team_id in teams or {None}
    ]
