"""Reports as files, for who may take data along."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Header, Request, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.errors import locale_of
from field_api.reports.files import Press, dressed, named, note_file
from field_api.reports.making import Reader
from field_api.reports.saved import report_kind
from field_api.settings import Conf
from kobra_domain.errors import Invalid
from kobra_domain.reports.declared import opened
from kobra_domain.scope import Permission
from kobra_records.files.reports import ReportFormat

router = APIRouter(prefix="/reports", tags=["reports"])
_MEDIA = ("application/pdf", "text/csv", "application/zip", "application/octet-stream")
_FILES: dict[int | str, dict[str, Any]] = {200: {"content": {one: {} for one in _MEDIA}}}


@router.get(
    "/{key}/file",
    response_class=Response,
    responses=_FILES,
    description="A report as PDF, XLSX or CSV (several tables: a ZIP), which is noted in the "
    "audit. `format` is `pdf`, `xlsx` or `csv`; the other parameters are those of the report, and "
    "without days it is held to those that it opens with.",
)
def report_file(
    key: str,
    request: Request,
    caller: Annotated[Caller, permitted(Permission.EXPORT)],
    database: Db,
    settings: Conf,
    accept_language: Annotated[str, Header()] = "",
) -> Response:
    """404 for no such report; 422 for what cannot be read, `report_files_slow`."""
    pairs = request.query_params.multi_items()
    format = _format([value for name, value in pairs if name == "format"])
    held = [pair for pair in pairs if pair[0] != "format"]
    now = settings.clock()
    reader = Reader(keys=caller.keys, zone=caller.user.time_zone, now=now, is_known=True)
    with database.read() as connection:
        kind = report_kind(connection, key, caller.keys, "key")
        filters, locale = opened(kind, held), locale_of(accept_language)
        is_table = format is not ReportFormat.PDF
        made = dressed(connection, kind, filters, reader, locale, for_file=is_table)
    press: Press = request.app.state.press
    file = press.file(made, format)
    with database.begin() as connection:
        note_file(connection, made, format, caller.user.id, now)
    name = quote(named(made.report, file), safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.content, media_type=file.media_type, headers=headers)


def _format(said: list[str]) -> ReportFormat:
    if len(said) != 1 or said[0] not in set(ReportFormat):
        raise Invalid("wrong_type", field="format")
    return ReportFormat(said[0])
