"""The alerts about a portfolio's files: held, or not come. They go to the teams of those who may
take files into the portfolio, and to administrators.
"""

from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.imports.things import Import
from kobra_domain.people import User
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission, may
from kobra_records.ids import new_id

_LONGEST = 240


def held_edits(
    connection: Connection, portfolio: Portfolio, item: Import, now: datetime
) -> list[Edit]:
    """A file is held or could not be read."""
    detail = f"{portfolio.name} · {item.filename}"
    return _alerts(connection, portfolio, AlertKind.IMPORT_HELD, detail, now)


def missing_edits(connection: Connection, portfolio: Portfolio, now: datetime) -> list[Edit]:
    """No file has come by the hour."""
    return _alerts(connection, portfolio, AlertKind.IMPORT_MISSING, portfolio.name, now)


def _alerts(
    connection: Connection, portfolio: Portfolio, kind: AlertKind, detail: str, now: datetime
) -> list[Edit]:
    teams: set[str | None] = {
        team_id
        for user in entities(connection, User)
        if may(user, Permission.IMPORT) and portfolio.id in user.portfolio_ids
        for team_id in user.team_ids
    }
    return [
        (
            Alert(
                id=new_id(),
                kind=kind,
                raised_at=now,
                last_at=now,
                team_id=team_id,
                detail=detail[:_LONGEST],
            ),
            None,
        )
        for team_id in teams or {None}
    ]
