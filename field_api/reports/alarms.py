"""The alert about a report that does not get to its readers: to the teams of whoever set it, else
to administrators. It is over once the report is sent.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import User
from kobra_domain.words import has_words
from kobra_records.ids import new_id

_LONGEST = 240


def failed_edits(owner: User | None, problem: str, title: str, now: datetime) -> list[Edit]:
    """One alert for each team; its detail is why, and which report."""
    reason = problem.removeprefix("report_mail.")
    known = reason if has_words(f"alert.report_failed.{reason}") else "not_made"
    teams: Sequence[str | None] = owner.team_ids if owner is not None else ()
    return [
        (
            Alert(
                id=new_id(),
                kind=AlertKind.REPORT_FAILED,
                raised_at=now,
                last_at=now,
                team_id=team_id,
                detail=f"{known} {title}"[:_LONGEST],
            ),
            None,
        )
        for team_id in teams or (None,)
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
