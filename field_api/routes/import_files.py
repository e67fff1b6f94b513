"""Files about imports: the template to fill in, and rows that were refused."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from field_api.auth.caller import EntityId
from field_api.database import Db
from field_api.errors import ApiError, locale_of
from field_api.imports import stage as stages
from field_api.imports.stage import StageLost
from field_api.imports.work import Files, files_of, work_of
from field_api.routes.import_parts import ANY_BYTES, PATH, Taker, mine, note_act
from field_api.settings import Conf
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.refused import refused_name, write_refused
from kobra_records.files.portfolio_files.templates import template_name, write_template

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_bytes: dict[int | str, dict[str, Any]] = {200: {"content": {ANY_BYTES: {}}}}

router = APIRouter(prefix=PATH, tags=["imports"])


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


@router.get("/{import_id}/refused", response_class=Response, responses=_bytes)
def refused(
    import_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> Response:
    """The rows that are not taken, as their own file, to be mended and brought again."""
    files = files_of(settings.data_folder, import_id)
    with database.begin() as connection:
        item = mine(connection, caller, import_id)
        said = work_of(connection, import_id).said
        if said is None:
            raise ApiError("import_state", state=item.state.value)
        note_act(connection, settings, caller, "import.refused", import_id)
    locale = locale_of(request.headers.get("Accept-Language", ""))
    try:
        made = _written(files, said.mapping, locale, item.filename)
    except FileNotFoundError as problem:  # it was left in this moment
        raise StageLost("import_stage_lost") from problem
    except OSError as problem:
        raise ApiError("import_no_room") from problem
    return FileResponse(
        made,
        media_type=ANY_BYTES,
        headers=_named(refused_name(item.filename)),
        background=BackgroundTask(made.unlink, missing_ok=True),
    )


def _written(files: Files, mapping: Mapping, locale: str, filename: str) -> Path:
    """The refused rows in a file of their own. Raises OSError, Invalid import_stage_lost."""
    handle, name = tempfile.mkstemp(dir=files.folder, prefix="refused-")
    os.close(handle)
    made = Path(name)
    try:
        with stages.opened(files.stage) as stage:
            found = stage.select('SELECT line, "column", code, params FROM refused ORDER BY line')
            refusals = (
                Refusal(line, column, RowCode(code), _params(params))
                for line, column, code, params in found
            )
            write_refused(files.raw, made, mapping, refusals, locale, name=filename)
    except BaseException:
        made.unlink()
        raise
    return made


def _params(text: str) -> dict[str, Any]:
    read: dict[str, Any] = msgspec.json.decode(text)
    return read
