"""The audit, to be read by administrators."""

from typing import Annotated

from fastapi import APIRouter, Query

from field_api.auth.audit import audit_lines
from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from kobra_domain.answers import AuditPage
from kobra_domain.limits import MAX_INTEGER
from kobra_domain.scope import Permission

router = APIRouter(tags=["audit"])


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
    more = lines[limit - 1].id if len(lines) > limit else None
    return AuditPage(items=tuple(lines[:limit]), next=more)
