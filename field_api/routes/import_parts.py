"""What the routes of portfolios' files share: whose a file is, who reads it, how one comes."""

import asyncio
from typing import Annotated, Any

from fastapi import Request
from sqlalchemy import Connection

from field_api.auth import audit
from field_api.auth.caller import Caller, permitted
from field_api.database import Database
from field_api.errors import ApiError
from field_api.imports.bringing import Incoming
from field_api.imports.importer import Importer
from field_api.imports.told import detail_of
from field_api.imports.work import import_of
from field_api.settings import Settings
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.scope import Permission

PATH = "/imports"
ANY_BYTES = "application/octet-stream"
RAW_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {ANY_BYTES: {"schema": {"type": "string", "format": "binary"}}},
    }
}
SETTLED = (ImportState.COMMITTED, ImportState.UNDONE)
Taker = Annotated[Caller, permitted(Permission.IMPORT)]


async def receive(request: Request, coming: Incoming) -> None:
    """The body, as it comes. Raises ApiError too_big, import_no_room."""
    async for chunk in request.stream():
        await asyncio.to_thread(coming.write, chunk)
    await asyncio.to_thread(coming.settle)


def importer_of(request: Request) -> Importer:
    """Who reads, commits and takes back."""
    importer: Importer = request.app.state.importer
    return importer


def mine(connection: Connection, caller: Caller, import_id: str, *, lock: bool = False) -> Import:
    """The import, if the caller sees it. Raises ApiError not_found, and NotAllowed for a file of
    agents, who are of no portfolio.
    """
    item = import_of(connection, import_id, lock=lock)
    if not caller.sees(item):
        raise ApiError("not_found", field="import_id")
    if item.kind is ImportKind.AGENTS:
        caller.require(Permission.ADMINISTER)
    return item


def told(database: Database, settings: Settings, caller: Caller, import_id: str) -> ImportDetail:
    """All that is known of an import that the caller sees."""
    with database.read() as connection:
        item = mine(connection, caller, import_id)
        return detail_of(connection, item, settings.data_folder, caller.sees)


def note_act(
    connection: Connection,
    settings: Settings,
    caller: Caller,
    act: str,
    import_id: str,
    details: dict[str, Any] | None = None,
) -> None:
    """Write into the audit who did what to a file."""
    audit.note(
        connection,
        at=settings.clock(),
        user_id=caller.user.id,
        act=act,
        subject=("import", import_id),
        details=details,
    )
