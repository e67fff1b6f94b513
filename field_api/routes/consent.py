"""An agent's yes to being located in the shift:
recorded and withdrawn by an administrator, and audited.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Response

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.record import record
from field_api.change_log.rows import found
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.routes.bodies import checked
from field_api.settings import Conf, Settings
from kobra_domain.errors import Invalid
from kobra_domain.limits import Line
from kobra_domain.people import Agent, Consent
from kobra_domain.scope import Permission

router = APIRouter(prefix="/agents", tags=["agents"])
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConsent:
    """Where the yes is written down, for what, and since when."""

    source: Line
    purpose: Line
    given_at: datetime


@router.put("/{agent_id}/consent", status_code=204)
def give_consent(
    agent_id: EntityId, body: GivenConsent, caller: Admin, database: Db, settings: Conf
) -> Response:
    """Record the yes: from now on positions in shift are stored."""
    if body.given_at.tzinfo is None:
        raise Invalid("not_utc", field="given_at")
    try:
        given_at = body.given_at.astimezone(UTC)
    except OverflowError as problem:
        raise Invalid("not_utc", field="given_at") from problem
    consent = checked(Consent(given_at=given_at, source=body.source, purpose=body.purpose))
    if not consent.source.strip() or not consent.purpose.strip():
        raise Invalid("missing", field="purpose" if consent.source.strip() else "source")
    _write(agent_id, lambda _: consent, caller, database, settings, "consent.give")
    return Response(status_code=204)


@router.delete("/{agent_id}/consent", status_code=204)
def withdraw_consent(agent_id: EntityId, caller: Admin, database: Db, settings: Conf) -> Response:
    """Record the no: from now on positions are counted, never stored."""

    def withdrawn(before: Consent | None) -> Consent | None:
        return before and replace(before, withdrawn_at=before.withdrawn_at or settings.clock())

    _write(agent_id, withdrawn, caller, database, settings, "consent.withdraw")
    return Response(status_code=204)


def _write(
    agent_id: str,
    change: Callable[[Consent | None], Consent | None],
    caller: Caller,
    database: Database,
    settings: Settings,
    act: str,
) -> None:
    with database.begin() as connection:
        pair = found(connection, Agent, agent_id, lock=True)
        if pair is None or not caller.sees(pair[0]):
            raise ApiError("not_found", field="agent_id")
        before = pair[0]
        after = replace(before, consent=change(before.consent))
        audit.note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act=act,
            subject=("agent", agent_id),
        )
        if after != before:
            record(connection, after, before, at=settings.clock())
