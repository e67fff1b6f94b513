"""Files of portfolios: brought here, read, looked at, taken into the book and taken back."""

import asyncio
import hashlib
import os
import tempfile
from concurrent.futures import TimeoutError as StillWorking
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection
from starlette.background import BackgroundTask

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find
from field_api.database import Database, Db
from field_api.errors import ApiError, locale_of
from field_api.imports import stage as stages
from field_api.imports.alarms import over_edits
from field_api.imports.importer import Importer
from field_api.imports.told import VIEWS, detail_of, preview_of, rows_page
from field_api.imports.undoing import undo_preview
from field_api.imports.work import files_of, import_of, make_work, note_work, work_of
from field_api.settings import Conf, Settings
from kobra_domain.imports.answers import ImportDetail, ImportRows, UndoPreview
from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.limits import ID_PATTERN
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission
from kobra_records.files.portfolio_files.mapping_json import read_mapping
from kobra_records.files.portfolio_files.packing import MOST_BYTES
from kobra_records.files.portfolio_files.refused import refused_name, write_refused
from kobra_records.files.portfolio_files.templates import template_name, write_template
from kobra_records.ids import new_id
from kobra_records.private_files import make_file, make_folder

PATH = "/imports"
MOST_ROWS = 500
LAST_ROW = 2**53
_WAITED_S = 20.0
_LONGEST_NAME = 120
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANY_BYTES = "application/octet-stream"
_bytes: dict[int | str, dict[str, Any]] = {200: {"content": {_ANY_BYTES: {}}}}
_SETTLED = (ImportState.COMMITTED, ImportState.UNDONE)

router = APIRouter(prefix=PATH, tags=["imports"])
Taker = Annotated[Caller, permitted(Permission.IMPORT)]


@dataclass(frozen=True, slots=True)
class ReadingWish:
    """How a file is to be read anew: as another kind, by another mapping (its JSON form)."""

    kind: ImportKind | None = None
    mapping: dict[str, Any] | None = None
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class CommitWish:
    """What becomes of accounts that the file does not name: keep, or close."""

    absent: str = "keep"


@dataclass(frozen=True, slots=True)
class UndoWish:
    """Rows that were changed since and go back all the same."""

    also: tuple[str, ...] = ()


@router.post(
    "",
    status_code=201,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {_ANY_BYTES: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
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
    import_id = new_id()
    files = files_of(settings.data_folder, import_id)
    try:
        size, digest = await _receive(request, files.raw)
    except BaseException as problem:
        files.remove()
        if isinstance(problem, OSError):
            raise ApiError("import_no_room") from problem
        raise
    item = Import(
        id=import_id,
        portfolio_id=owner.id,
        kind=kind,
        filename=_plain_name(filename),
        bytes=size,
        sha256=digest,
        received_at=settings.clock(),
        received_by=caller.user.id,
    )
    detail = await asyncio.to_thread(_begin, database, settings, caller, item)
    _importer(request).read(import_id)
    return detail


def _plain_name(name: str) -> str:
    """The name without folders, as long as one may be."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(one for one in last if one.isprintable()).strip()
    return clean[-_LONGEST_NAME:].strip() or "cartera"


def _portfolio(database: Database, caller: Caller, named: str, kind: ImportKind) -> Portfolio:
    """The portfolio, if the caller sees it. Raises ApiError not_found."""
    with database.read() as connection:
        if ID_PATTERN.fullmatch(named):
            found = find(connection, Portfolio, named)
            all_named = [found] if found else []
        else:
            wanted = named.strip().casefold()
            all_named = [
                one for one in entities(connection, Portfolio) if one.name.casefold() == wanted
            ]
    seen = [one for one in all_named if caller.sees(one)]
    if len(seen) != 1:
        raise ApiError("not_found", field="portfolio")
    if kind is ImportKind.AGENTS:
        caller.require(Permission.ADMINISTER)
    return seen[0]


async def _receive(request: Request, path: Path) -> tuple[int, str]:
    await asyncio.to_thread(make_folder, path.parent)
    await asyncio.to_thread(make_file, path)
    size, digest = 0, hashlib.sha256()
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_BYTES:
                raise ApiError("too_big", limit=MOST_BYTES)
            digest.update(chunk)
            await asyncio.to_thread(file.write, chunk)
        await asyncio.to_thread(_settle, file)
    return size, digest.hexdigest()


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _begin(database: Database, settings: Settings, caller: Caller, item: Import) -> ImportDetail:
    with database.begin() as connection:
        make_work(connection, item.id, None)
        details = {"filename": item.filename, "bytes": item.bytes, "sha256": item.sha256}
        _note(connection, settings, caller, "import.receive", item.id, details)
        record_all(connection, [(item, None)], at=settings.clock())
        return detail_of(connection, item, settings.data_folder, caller.sees)


def _note(
    connection: Connection,
    settings: Settings,
    caller: Caller,
    act: str,
    import_id: str,
    details: dict[str, Any] | None = None,
) -> None:
    audit.note(
        connection,
        at=settings.clock(),
        user_id=caller.user.id,
        act=act,
        subject=("import", import_id),
        details=details,
    )


def _importer(request: Request) -> Importer:
    importer: Importer = request.app.state.importer
    return importer


def _mine(connection: Connection, caller: Caller, import_id: str, *, lock: bool = False) -> Import:
    """The import, if the caller sees it. Raises ApiError not_found, and NotAllowed for a file of
    agents, who are of no portfolio.
    """
    item = import_of(connection, import_id, lock=lock)
    if not caller.sees(item):
        raise ApiError("not_found", field="import_id")
    if item.kind is ImportKind.AGENTS:
        caller.require(Permission.ADMINISTER)
    return item


def _detail(database: Database, settings: Settings, caller: Caller, import_id: str) -> ImportDetail:
    with database.read() as connection:
        item = _mine(connection, caller, import_id)
        return detail_of(connection, item, settings.data_folder, caller.sees)


@router.get("/template", response_class=Response, responses=_bytes)
def template(
    caller: Taker, request: Request, kind: ImportKind = ImportKind.ACCOUNTS, country: str = "CO"
) -> Response:
    """The template of a kind of file, as XLSX."""
    locale = locale_of(request.headers.get("Accept-Language", ""))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, kind, country, locale)
        content = path.read_bytes()
    return Response(content, media_type=_XLSX, headers=_named(template_name(kind, locale)))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


@router.get("/{import_id}")
def detail(import_id: EntityId, caller: Taker, database: Db, settings: Conf) -> ImportDetail:
    """A file and all that is known of it."""
    return _detail(database, settings, caller, import_id)


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
        item = _mine(connection, caller, import_id, lock=True)
        kind = body.kind or (mapping.kind if mapping else item.kind)
        if mapping is not None and mapping.kind is not kind:
            mapping = replace(mapping, kind=kind)
        note_work(connection, import_id, asked=mapping, is_strict=body.is_strict, said=None)
        after = replace(item, kind=kind, state=ImportState.RECEIVED, problem="")
        if after != item:
            record_all(connection, [(after, item)], at=settings.clock())
    _importer(request).read(import_id)
    return _detail(database, settings, caller, import_id)


@router.post("/{import_id}/reading/stop")
def stop(
    import_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> ImportDetail:
    """Stop the reading of a file; it stays."""
    _stop(import_id, caller, request, database, settings)
    return _detail(database, settings, caller, import_id)


def _stop(
    import_id: str, caller: Caller, request: Request, database: Database, settings: Settings
) -> None:
    with database.begin() as connection:
        item = _mine(connection, caller, import_id, lock=True)
        if item.state in (*_SETTLED, ImportState.DISCARDED):
            raise ApiError("import_state", state=item.state.value)
        note_work(connection, import_id, step="")
        if item.state is ImportState.READING:
            stopped = replace(item, state=ImportState.RECEIVED)
            record_all(connection, [(stopped, item)], at=settings.clock())
    _importer(request).stop_reading(import_id)


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
        item = _mine(connection, caller, import_id)
        folder = settings.data_folder
        return rows_page(connection, item, folder, fate, after, limit, closes=closes)


@router.post("/{import_id}/commit")
def commit(
    import_id: EntityId,
    body: CommitWish,
    caller: Taker,
    request: Request,
    database: Db,
    settings: Conf,
) -> ImportDetail:
    """Take the plan into the book. What takes longer is told as the step `committing`. 409
    changed_since (it is planned anew), import_state.
    """
    _check_absent(body)
    with database.read() as connection:
        item = _mine(connection, caller, import_id)
        if item.state not in (ImportState.READY, ImportState.HELD, ImportState.COMMITTED):
            raise ApiError("import_state", state=item.state.value)
    if item.state is not ImportState.COMMITTED:
        closes = body.absent == "close"
        done = _importer(request).commit(import_id, caller.user.id, closes_absent=closes)
        _wait(done)
    return _detail(database, settings, caller, import_id)


def _check_absent(body: CommitWish) -> None:
    if body.absent not in ("keep", "close"):
        raise ApiError("invalid", field="absent")


def _wait(done: Any) -> None:
    try:
        done.result(_WAITED_S)
    except StillWorking:
        return


@router.post("/{import_id}/undo/preview")
def preview(import_id: EntityId, caller: Taker, database: Db, settings: Conf) -> UndoPreview:
    """What taking an import back would do."""
    with database.read() as connection:
        _mine(connection, caller, import_id)
    undoing = undo_preview(database, settings.data_folder, import_id, settings.clock())
    with database.read() as connection:
        return preview_of(connection, undoing)


@router.post("/{import_id}/undo")
def undo(
    import_id: EntityId,
    body: UndoWish,
    caller: Taker,
    request: Request,
    database: Db,
    settings: Conf,
) -> ImportDetail:
    """Take an import back, with the rows that were changed since if they are named."""
    with database.read() as connection:
        item = _mine(connection, caller, import_id)
        if item.state not in _SETTLED:
            raise ApiError("import_state", state=item.state.value)
    if item.state is not ImportState.UNDONE:
        _wait(_importer(request).undo(import_id, caller.user.id, frozenset(body.also)))
    return _detail(database, settings, caller, import_id)


@router.delete("/{import_id}", status_code=204)
def discard(
    import_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> Response:
    """Leave a file that is not taken; what was read of it goes."""
    with database.begin() as connection:
        item = _mine(connection, caller, import_id, lock=True)
        if item.state in _SETTLED:
            raise ApiError("import_state", state=item.state.value)
        if item.state is not ImportState.DISCARDED:
            _note(connection, settings, caller, "import.discard", import_id)
            note_work(connection, import_id, step="", said=None)
            left = replace(item, state=ImportState.DISCARDED)
            edits = [*over_edits(connection, import_id), (left, item)]
            record_all(connection, edits, at=settings.clock())
    _importer(request).stop_reading(import_id)
    files_of(settings.data_folder, import_id).remove()
    return Response(status_code=204)


@router.get("/{import_id}/refused", response_class=Response, responses=_bytes)
def refused(
    import_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> Response:
    """The rows that are not taken, as their own file, to be mended and brought again."""
    files = files_of(settings.data_folder, import_id)
    with database.begin() as connection:
        item = _mine(connection, caller, import_id)
        said = work_of(connection, import_id).said
        if said is None:
            raise ApiError("import_state", state=item.state.value)
        _note(connection, settings, caller, "import.refused", import_id)
    locale = locale_of(request.headers.get("Accept-Language", ""))
    handle, name = tempfile.mkstemp(dir=files.folder, prefix="refused-")
    os.close(handle)
    made = Path(name)
    with stages.opened(files.stage) as stage:
        found = stage.select('SELECT line, "column", code, params FROM refused ORDER BY line')
        refusals = (
            Refusal(line, column, RowCode(code), _params(params))
            for line, column, code, params in found
        )
        write_refused(files.raw, made, said.mapping, refusals, locale, name=item.filename)
    return FileResponse(
        made,
        media_type=_ANY_BYTES,
        headers=_named(refused_name(item.filename)),
        background=BackgroundTask(made.unlink, missing_ok=True),
    )


def _params(text: str) -> dict[str, Any]:
    read: dict[str, Any] = msgspec.json.decode(text)
    return read
