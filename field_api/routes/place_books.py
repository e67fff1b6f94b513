"""Streets and lists of doors of a municipality: what is loaded, and files that bring more."""

import asyncio
import shutil
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from fastapi import APIRouter, Query, Request, Response

from field_api.auth import audit
from field_api.auth.caller import Caller, permitted
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.imports.bringing import plain_name
from field_api.places.loading import BookLoader, Brought, brought_folder, loaded_books
from field_api.places.streets import named_town
from field_api.routes.import_parts import RAW_BYTES
from field_api.settings import Conf, Settings
from kobra_domain.scope import Permission
from kobra_domain.streets.answers import BookKind, BookLoading, LoadedBooks
from kobra_records.ids import new_id
from kobra_records.private_files import make_file

PATH = "/places/books"
router = APIRouter(prefix=PATH, tags=["places"])
_Planner = Annotated[Caller, permitted(Permission.PLAN_VISITS)]
_Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]


@router.get("", response_model=LoadedBooks)
def books(caller: _Planner, database: Db, request: Request) -> Response:
    """What is loaded of each municipality, and the file that is read or was read last."""
    with database.read() as connection:
        found = LoadedBooks(items=loaded_books(connection), loading=_loader(request).last)
    return Response(msgspec.json.encode(found), media_type="application/json")


@router.post("", status_code=202, response_model=BookLoading, openapi_extra=RAW_BYTES)
async def bring(
    request: Request,
    caller: _Admin,
    database: Db,
    settings: Conf,
    municipality: Annotated[str, Query(max_length=240)],
    kind: BookKind,
    filename: Annotated[str, Query(max_length=1_000)] = "",
) -> Response:
    """Bring a file (raw bytes) that takes the place of what the municipality has of the kind; it is
    read at once. 409 books_busy, 413 too_big, 503 import_no_room.
    """
    named_town(municipality)
    loader = _loader(request)
    folder = await asyncio.to_thread(brought_folder, loader, new_id())
    path, is_begun = folder / plain_name(filename), False
    try:
        size = await _receive(request, path, settings.largest_tiles)
        brought = Brought(path, kind, municipality.strip())
        begun = await asyncio.to_thread(loader.begin, brought)
        is_begun = True
    finally:
        if not is_begun:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    await asyncio.to_thread(_note, database, caller, settings, begun, size)
    content = msgspec.json.encode(begun)
    return Response(content, 202, media_type="application/json")


@router.delete("/loading", status_code=204)
def stop(caller: _Admin, request: Request) -> Response:
    """End the reading of a file; what was loaded before stays."""
    _loader(request).cancel()
    return Response(status_code=204)


def _loader(request: Request) -> BookLoader:
    loader: BookLoader = request.app.state.books
    return loader


async def _receive(request: Request, path: Path, most: int) -> int:
    size = 0
    try:
        make_file(path)
        with path.open("wb") as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size > most:
                    raise ApiError("too_big", limit=most)
                await asyncio.to_thread(_write, file, chunk)
    except OSError as problem:
        raise ApiError("import_no_room") from problem
    return size


def _write(file: BinaryIO, chunk: bytes) -> None:
    file.write(chunk)


def _note(
    database: Database, caller: Caller, settings: Settings, begun: BookLoading, size: int
) -> None:
    details = {"kind": begun.kind.value, "filename": begun.filename, "bytes": size}
    with database.begin() as connection:
        audit.note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="places.load",
            subject=("municipality", begun.municipality),
            details=details,
        )
