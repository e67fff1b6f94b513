"""Files of portfolios: brought here, read, looked at, and left."""

import asyncio
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from field_api.alarms import import_over_edits
from field_api.auth.caller import Caller, EntityId
from field_api.change_log.record import record_all
from field_api.change_log.rows import find
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.imports.bringing import Incoming, record_incoming
from field_api.imports.told import VIEWS, detail_of, rows_page
from field_api.imports.work import files_of, note_work
from field_api.operations.named import portfolios_named
from field_api.routes.import_parts import (
    PATH,
    RAW_BYTES,
    SETTLED,
    Taker,
    importer_of,
    mine,
    note_act,
    receive,
    told,
)
from field_api.settings import Conf, Settings
from kobra_domain.imports.answers import ImportDetail, ImportRows
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.limits import ID_PATTERN
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission
from kobra_records.files.portfolio_files.mapping_json import read_mapping

MOST_ROWS = 500
LAST_ROW = 2**53

router = APIRouter(prefix=PATH, tags=["imports"])


@dataclass(frozen=True, slots=True)
class ReadingWish:
    """How a file is to be read anew: as another kind, by another mapping (its JSON form)."""

    kind: ImportKind | None = None
    mapping: dict[str, Any] | None = None
    is_strict: bool = False


@router.post("", status_code=201, openapi_extra=RAW_BYTES)
async def bring(
    request: Request,
    caller: Taker,
    database: Db,
    settings: Conf,
    portfolio: str,
    kind: ImportKind = ImportKind.ACCOUNTS,
    filename: Annotated[str, Query(max_length=1_000)] = "cartera.csv",
) -> ImportDetail:
    """Bring a file (raw bytes) for a portfolio, by its id or its name; it is read at once. 413
    too_big, 503 import_no_room.
    """
    owner = await asyncio.to_thread(_portfolio, database, caller, portfolio, kind)
    with Incoming(settings.data_folder) as coming:
        await receive(request, coming)
        item = coming.item(owner, kind, filename, settings.clock(), caller.user.id)
        detail = await asyncio.to_thread(_record, database, settings, caller, coming, item)
    importer_of(request).read(item.id)
    return detail


def _portfolio(database: Database, caller: Caller, named: str, kind: ImportKind) -> Portfolio:
    """The portfolio, if the caller sees it. Raises ApiError not_found."""
    with database.read() as connection:
        if ID_PATTERN.fullmatch(named):
            found = find(connection, Portfolio, named)
            all_named = [found] if found else []
        else:
            all_named = portfolios_named(connection, named)
    seen = [one for one in all_named if caller.sees(one)]
    if len(seen) != 1:
        raise ApiError("not_found", field="portfolio")
    if kind is ImportKind.AGENTS:
        caller.require(Permission.ADMINISTER)
    return seen[0]


def _record(
    database: Database, settings: Settings, caller: Caller, coming: Incoming, item: Import
) -> ImportDetail:
    with database.begin() as connection:
        record_incoming(connection, item, None)
        details = {"filename": item.filename, "bytes": item.bytes, "sha256": item.sha256}
        note_act(connection, settings, caller, "import.receive", item.id, details)
        detail = detail_of(connection, item, settings.data_folder, caller.sees)
    coming.keep()
    return detail


@router.get("/{import_id}")
def detail(import_id: EntityId, caller: Taker, database: Db, settings: Conf) -> ImportDetail:
    """A file and all that is known of it."""
    return told(database, settings, caller, import_id)


@router.post("/{import_id}/reading", status_code=202)
def read_anew(
    import_id: EntityId,
    body: ReadingWish,
    caller: Taker,
    request: Request,
    database: Db,
    settings: Conf,
) -> ImportDetail:
    """Read a file once more, as it is said; one that is being read is begun again."""
    mapping = None if body.mapping is None else read_mapping(body.mapping)
    if ImportKind.AGENTS in (body.kind, mapping and mapping.kind):
        caller.require(Permission.ADMINISTER)
    _stop(import_id, caller, request, database, settings)
    with database.begin() as connection:
        item = mine(connection, caller, import_id, lock=True)
        kind = body.kind or (mapping.kind if mapping else item.kind)
        if mapping is not None and mapping.kind is not kind:
            mapping = replace(mapping, kind=kind)
        # A file of the night that a person reads anew is taken by that person.
        wish = {"asked": mapping, "is_strict": body.is_strict, "nightly_id": None}
        note_work(connection, import_id, **wish, said=None)
        after = replace(item, kind=kind, state=ImportState.RECEIVED, problem="")
        if after != item:
            record_all(connection, [(after, item)], at=settings.clock())
    importer_of(request).read(import_id)
    return told(database, settings, caller, import_id)


@router.post("/{import_id}/reading/stop")
def stop(
    import_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> ImportDetail:
    """Stop the reading of a file; it stays."""
    _stop(import_id, caller, request, database, settings)
    return told(database, settings, caller, import_id)


def _stop(
    import_id: str, caller: Caller, request: Request, database: Database, settings: Settings
) -> None:
    with database.begin() as connection:
        item = mine(connection, caller, import_id, lock=True)
        if item.state in (*SETTLED, ImportState.DISCARDED):
            raise ApiError("import_state", state=item.state.value)
        note_work(connection, import_id, step="")
        if item.state is ImportState.READING:
            stopped = replace(item, state=ImportState.RECEIVED)
            record_all(connection, [(stopped, item)], at=settings.clock())
    importer_of(request).stop_reading(import_id)


@router.get("/{import_id}/rows")
def rows(
    import_id: EntityId,
    caller: Taker,
    database: Db,
    settings: Conf,
    fate: Annotated[str, Query(pattern=f"^({'|'.join(VIEWS)})$")],
    after: Annotated[int, Query(ge=0, le=LAST_ROW)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 100,
    absent: Annotated[str, Query(pattern="^(keep|close)$")] = "keep",
) -> ImportRows:
    """The rows of one fate, values that are kept out, or visits that are called off, by what is to
    become of `absent` accounts.
    """
    closes = absent == "close"
    with database.read() as connection:
        item = mine(connection, caller, import_id)
        folder = settings.data_folder
        return rows_page(connection, item, folder, fate, after, limit, closes=closes)


@router.delete("/{import_id}", status_code=204)
def discard(
    import_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> Response:
    """Leave a file that is not taken; what was read of it goes."""
    with database.begin() as connection:
        item = mine(connection, caller, import_id, lock=True)
        if item.state in SETTLED:
            raise ApiError("import_state", state=item.state.value)
        if item.state is not ImportState.DISCARDED:
            note_act(connection, settings, caller, "import.discard", import_id)
            note_work(connection, import_id, step="", said=None)
            left = replace(item, state=ImportState.DISCARDED)
            edits = [*import_over_edits(connection, import_id), (left, item)]
            record_all(connection, edits, at=settings.clock())
    importer_of(request).stop_reading(import_id)
    files_of(settings.data_folder, import_id).remove()
    return Response(status_code=204)
