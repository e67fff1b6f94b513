"""Alerts that the server raises itself: one for each team that it concerns, over once what they are
about is dealt with.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_records.ids import new_id

_LONGEST = 240


def raised_edits(
    kind: AlertKind,
    teams: Collection[str],
    detail: str,
    now: datetime,
    import_id: str | None = None,
) -> list[Edit]:
    """One for each team; without any, one for administrators."""
    whose: Collection[str | None] = teams or (None,)
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
        for team_id in whose
    ]


def over_edits(connection: Connection, ids: Sequence[str]) -> list[Edit]:
    """Nobody is asked any more by those of these that are open. Locks them."""
    return _over(connection, alerts.c.id.in_(list(ids))) if ids else []


def import_over_edits(connection: Connection, import_id: str) -> list[Edit]:
    """A held file was dealt with: nobody is asked of it any more. Locks the alerts."""
    return _over(connection, alerts.c.import_id == import_id)


def _over(connection: Connection, whose: ColumnElement[bool]) -> list[Edit]:
    held = entities(connection, Alert, whose, alerts.c.state == AlertState.OPEN, lock=True)
    return [(replace(one, state=AlertState.OVER), one) for one in held]
