"""The alerts about outgoing files: held, or not to be put where they go. They go to the teams of
those who may take the portfolio's data along, and are over once the file is made.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.imports.agents import teams_over
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.portfolios import Portfolio
from kobra_records.ids import new_id

_LONGEST = 240
_OURS = "outgoing_"


def held_alerts(
    connection: Connection, portfolio: Portfolio, file_id: str, problem: str, now: datetime
) -> list[Edit]:
    """A file is held, or is not where it goes to: one alert for each team."""
    teams: set[str | None] = {*teams_over(connection, portfolio)}
    detail = f"{problem.removeprefix(_OURS)} {portfolio.name}"[:_LONGEST]
    return [
        (
            Alert(
                id=new_id(),
                kind=AlertKind.OUTGOING_HELD,
                raised_at=now,
                last_at=now,
                team_id=team_id,
                import_id=file_id,
                detail=detail,
            ),
            None,
        )
        for team_id in teams or {None}
    ]


def over_edits(connection: Connection, ids: Sequence[str]) -> list[Edit]:
    """Nobody is asked any more. Locks the alerts."""
    if not ids:
        return []
    theirs = (alerts.c.id.in_(list(ids)), alerts.c.state == AlertState.OPEN)
    return [
        (replace(one, state=AlertState.OVER), one)
        for one in entities(connection, Alert, *theirs, lock=True)
    ]
