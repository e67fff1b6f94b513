"""The audit, to be read by administrators."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from field_api.auth.audit import AuditLine, audit_lines
from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from kobra_domain.limits import MAX_INTEGER
from kobra_domain.scope import Permission

router = APIRouter(tags=["audit"])


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines newest first; `next` is what to give as `before` to go on, None at the end."""

    items: list[AuditLine]
    next: int | None


@router.get("/audit")
def audit(
    caller: Annotated[Caller, permitted(Permission.ADMINISTER)],
    database: Db,
    before: Annotated[int | None, Query(ge=1, le=MAX_INTEGER)] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
) -> AuditPage:
    """Who did or saw what, newest first, below the line numbered `before`."""
    with database.read() as connection:
        lines = audit_lines(connection, before, limit + 1)
    return AuditPage(lines[:limit], lines[limit - 1].id if len(lines) > limit else None)
