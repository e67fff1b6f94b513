"""Writes and reads the audit: who did or saw what.
Append-only; the database itself refuses more.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from field_api.tables.audit import audit
from kobra_domain.answers import AuditRow
from kobra_records import json_form

TRAIL_VIEW = "trail.view"  # somebody looked where an agent was


def note(
    connection: Connection,
    *,
    at: datetime,
    user_id: str | None,
    act: str,
    subject: tuple[str, str],
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add a line; `subject` is the kind and the id of what was acted upon."""
    connection.execute(
        insert(audit).values(
            at=at,
            user_id=user_id,
            act=act,
            subject_kind=subject[0],
            subject_id=subject[1],
            details=json_form.text(dict(details or {})),
        )
    )


def audit_lines(connection: Connection, before: int | None, limit: int) -> list[AuditRow]:
    """The lines below a number, or the newest ones; newest first."""
    asked = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(audit.c.id < before)
    rows = connection.execute(asked)
    return [
        AuditRow(**{**row._mapping, "details": msgspec.json.decode(row.details)}) for row in rows
    ]
