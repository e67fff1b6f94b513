"""The city's vector tiles: one PMTiles archive that an administrator puts here and every
control center reads in parts.
"""

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask

from field_api.auth import audit
from field_api.auth.caller import Caller, permitted
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.places.archive import BASEMAP
from field_api.settings import Conf, Settings
from kobra_domain.answers import ServerBasemap
from kobra_domain.scope import Permission
from kobra_records.private_files import make_folder

MEDIA_TYPE = "application/vnd.pmtiles"
_MAGIC = b"PMTiles\x03"
_HEADER_BYTES = 127
_CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")

router = APIRouter(prefix="/tiles", tags=["map"])
Reader = Annotated[Caller, permitted(Permission.READ)]
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
_binary: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}},
    206: {"description": "the range asked for"},
    304: {"description": "the archive with that ETag is still the one"},
    404: {"description": "no archive has been put here"},
    416: {"description": "the range lies outside the archive"},
}


@router.get("")
def tiles(caller: Reader, settings: Conf) -> ServerBasemap:
    """Whether there is an archive, and which."""
    path = _path(settings)
    if not path.exists():
        return ServerBasemap(size=None, etag=None)
    return ServerBasemap(size=path.stat().st_size, etag=_etag(path.stat()))


@router.get(f"/{BASEMAP}", responses=_binary, response_class=Response)
def download(
    caller: Reader,
    settings: Conf,
    wanted: Annotated[str | None, Header(alias="Range")] = None,
    if_none_match: Annotated[str | None, Header()] = None,
    if_range: Annotated[str | None, Header()] = None,
) -> Response:
    """The archive, or the one range of it that is asked for."""
    try:
        file = _path(settings).open("rb")
    except FileNotFoundError as problem:
        raise ApiError("not_found", field="basemap") from problem
    try:
        # Size and tag are of the file that is open: meanwhile another may take its place.
        size, etag = os.fstat(file.fileno()).st_size, _etag(os.fstat(file.fileno()))
        headers = {"ETag": etag, "Accept-Ranges": "bytes", "Cache-Control": "private, no-cache"}
        span = None if wanted is None or (if_range or etag) != etag else _span(wanted, size)
    except ApiError:
        file.close()
        raise
    if if_none_match is not None and etag in if_none_match:
        file.close()
        return Response(status_code=304, headers=headers)
    first, last = span or (0, size - 1)
    if span is not None:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    headers["Content-Length"] = str(last - first + 1)
    return StreamingResponse(
        _part(file, first, last),
        206 if span else 200,
        headers,
        media_type=MEDIA_TYPE,
        background=BackgroundTask(file.close),
    )


@router.put(
    f"/{BASEMAP}",
    status_code=204,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload(
    request: Request,
    caller: Admin,
    settings: Conf,
    database: Db,
) -> Response:
    """Put an archive in place of the one that is there. 413 too_big, 415 not_tiles."""
    path = _path(settings)
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="upload-")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            size = await _receive(request, file, settings.largest_tiles)
        _check_archive(made, size)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    await asyncio.to_thread(_note, database, caller, settings, size)
    return Response(status_code=204)


async def _receive(request: Request, file: BinaryIO, most: int) -> int:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise ApiError("too_big", limit=most)
        await asyncio.to_thread(file.write, chunk)
    await asyncio.to_thread(_settle, file)
    return size


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _check_archive(path: Path, size: int) -> None:
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise ApiError("not_tiles")
    # Offset and length of root directory, metadata, leaf directories and tile data.
    numbers = [int.from_bytes(header[at : at + 8], "little") for at in range(8, 72, 8)]
    if any(
        first + length > size for first, length in zip(numbers[::2], numbers[1::2], strict=True)
    ):
        raise ApiError("not_tiles")


def _note(database: Database, caller: Caller, settings: Settings, size: int) -> None:
    with database.begin() as connection:
        audit.note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="tiles.put",
            subject=("tiles", BASEMAP),
            details={"bytes": size},
        )


def _path(settings: Settings) -> Path:
    return settings.data_folder / BASEMAP


def _etag(found: os.stat_result) -> str:
    seed = f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"
    return f'"{hashlib.sha256(seed.encode()).hexdigest()[:32]}"'


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """First and last byte of one range; None for what is not one, which HTTP says to ignore."""
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or (match[1] is None and match[2] is None):
        return None
    if match[1] is None:
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size - 1), size - 1)
        if match[2] is not None and int(match[2]) < first:
            return None
    if first > last:
        headers = {"Content-Range": f"bytes */{size}"}
        raise ApiError("range_not_satisfiable", headers=headers)
    return first, last


def _part(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
