"""What phones sent as forms and could not be taken, with the reason and the bytes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request, Response

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.database import Db
from field_api.errors import ApiError
from field_api.settings import Conf
from field_api.submissions.raw import set_aside, set_aside_of
from field_api.submissions.shown import file_answer
from field_api.submissions.store import AttachmentStore
from kobra_domain.scope import Permission

router = APIRouter(tags=["submissions"])
_Administrator = Annotated[Caller, permitted(Permission.ADMINISTER)]
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class SetAsideItem:
    """One form. `reason`: conflict (another content has its instance id) or why it was refused."""

    id: str
    agent: str | None
    received_at: datetime
    reason: str
    instance_id: str | None
    size: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAsideList:
    """Newest first, by time of arrival."""

    items: list[SetAsideItem]


@router.get("/submissions/aside", response_model=SetAsideList)
def list_set_aside(
    caller: _Administrator, database: Db, limit: Annotated[int, Query(ge=1, le=_MOST)] = 100
) -> Response:
    """Forms that were kept and could not be taken, whosever they are."""
    with database.read() as connection:
        found = set_aside(connection, limit)
    items = [
        SetAsideItem(
            id=raw.id,
            agent=code,
            received_at=raw.received_at,
            reason=raw.problem or raw.state,
            instance_id=raw.instance_id,
            size=raw.xml_size,
            files=tuple(part.name for part in raw.parts),
        )
        for raw, code in found
    ]
    return Response(msgspec.json.encode(SetAsideList(items)), media_type="application/json")


@router.get("/submissions/aside/{raw_id}/xml", response_class=Response)
def read_set_aside(
    raw_id: EntityId, caller: _Administrator, request: Request, database: Db, settings: Conf
) -> Response:
    """The bytes of one, as the phone sent them; who asked is kept in the audit."""
    with database.begin() as connection:
        raw = set_aside_of(connection, raw_id)
        if raw is None or not raw.xml_sha256:
            raise ApiError("not_found", field="raw_id")
        note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="submission.view",
            subject=("raw_submission", raw_id),
        )
    store: AttachmentStore = request.app.state.attachments
    return file_answer(store.open(raw.xml_sha256), f"{raw_id}.xml", "application/octet-stream")
