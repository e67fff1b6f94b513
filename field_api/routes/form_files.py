"""Contents of questionnaires' own files, by their SHA-256: put by who designs, read by who reads
questionnaires. They lie in no portfolio, as the questionnaires that name them.
"""

import asyncio
import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from field_api.auth.caller import Caller, permitted
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.operations.form_files import ContentReader, keep_content, missing
from field_api.settings import Conf, Settings
from field_api.submissions.shown import file_answer
from kobra_domain.answers import MissingFiles
from kobra_domain.questionnaires.files import MOST_FILE_BYTES, MOST_FILES
from kobra_domain.scope import Permission

router = APIRouter(prefix="/form-files", tags=["questionnaires"])
_PATTERN = "^[0-9a-f]{64}$"
Sha256 = Annotated[str, Path(pattern=_PATTERN)]
Reader = Annotated[Caller, permitted(Permission.READ)]
Designer = Annotated[Caller, permitted(Permission.DESIGN)]
_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_answers: dict[int | str, dict[str, Any]] = {200: {"content": _BINARY}}


@router.post("/missing")
def missing_files(
    wanted: Annotated[
        list[Annotated[str, Field(pattern=_PATTERN)]], Field(max_length=2 * MOST_FILES)
    ],
    caller: Designer,
    database: Db,
) -> MissingFiles:
    """Of these contents (SHA-256, in hex) those that the server lacks."""
    with database.read() as connection:
        return MissingFiles(missing=tuple(missing(connection, wanted)))


@router.get("/{sha256}", response_class=Response, responses=_answers)
def read_file(sha256: Sha256, caller: Reader, database: Db) -> Response:
    """A content, byte for byte; never shown by a browser."""
    with database.read() as connection:
        if missing(connection, [sha256]):
            raise ApiError("not_found", field="sha256")
    return file_answer(ContentReader(database, sha256), sha256, "application/octet-stream")


@router.put(
    "/{sha256}",
    status_code=204,
    openapi_extra={"requestBody": {"required": True, "content": _BINARY}},
)
async def put_file(
    sha256: Sha256, request: Request, caller: Designer, database: Db, settings: Conf
) -> Response:
    """Keep a content, durably when this is answered; again is no harm.

    413 too_big, 422 invalid: what came is not what the address says.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MOST_FILE_BYTES:
            raise ApiError("too_big", limit=MOST_FILE_BYTES)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ApiError("invalid", field="sha256")
    await asyncio.to_thread(_keep, database, settings, bytes(content))
    return Response(status_code=204)


def _keep(database: Database, settings: Settings, content: bytes) -> None:
    with database.begin() as connection:
        keep_content(connection, content, settings.clock())
