"""Reports, built from the rows of the reader's scope."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Request, Response
from sqlalchemy import Connection

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.errors import locale_of
from field_api.reports.saved import report_kind
from field_api.reports.source import ServerSource
from field_api.routes.bodies import checked
from field_api.settings import Conf, Settings
from kobra_domain.reports.custom.build import kind_of_saved
from kobra_domain.reports.custom.things import SavedReport, check_saved
from kobra_domain.reports.declared import REPORTS, built
from kobra_domain.reports.filters import read_filters
from kobra_domain.reports.report import Report, ReportSaid, ReportsSaid, shape_of_report
from kobra_domain.scope import Permission
from kobra_domain.words import say

router = APIRouter(prefix="/reports", tags=["reports"])
_Reader = Annotated[Caller, permitted(Permission.READ)]
_Language = Annotated[str, Header()]
_ASKED = (
    "`period` (or `from`, included, and `to`, not), any of `portfolio`, `team`, `agent`, `zone`, "
    "`bucket`, `outcome` (several of one name: any of them), `first_attempts`, `measure`, "
    "`against`, `against_team`. Periods are told by the reader's clock."
)


@router.get("", response_model=ReportsSaid)
def list_reports(caller: _Reader, accept_language: _Language = "") -> ReportsSaid:
    """The reports there are, in the reader's language."""
    locale = locale_of(accept_language)
    items = [
        ReportSaid(key=one.key, name=say(f"report.{one.key}", None, locale))
        for one in REPORTS.values()
    ]
    return ReportsSaid(items=tuple(items))


@router.get("/{key}", description=f"A report as data: its charts with their figures. {_ASKED}")
def report(
    key: str,
    request: Request,
    caller: _Reader,
    database: Db,
    settings: Conf,
    accept_language: _Language = "",
) -> Response:
    """404 for no such report, 422 for what cannot be read."""
    filters = read_filters(request.query_params.multi_items())
    with database.read() as connection:
        kind = report_kind(connection, key, caller.keys, "key")
        source = _source(connection, caller, settings, accept_language)
        made = built(kind, source, filters)
    return _answer(made)


@router.post("/design", description=f"A report as it is being put together. {_ASKED}")
def design(
    body: SavedReport,
    request: Request,
    caller: _Reader,
    database: Db,
    settings: Conf,
    accept_language: _Language = "",
) -> Response:
    """422 for what cannot be read; what it names and is not there is said in its panels."""
    report, filters = checked(body), read_filters(request.query_params.multi_items())
    check_saved(report)
    with database.read() as connection:
        source = _source(connection, caller, settings, accept_language)
        made = built(kind_of_saved(report), source, filters)
    return _answer(made)


def _source(
    connection: Connection, caller: Caller, settings: Settings, language: str
) -> ServerSource:
    return ServerSource(
        connection,
        caller.keys,
        now=settings.clock(),
        zone=caller.user.time_zone,
        locale=locale_of(language),
    )


def _answer(made: Report) -> Response:
    return Response(msgspec.json.encode(shape_of_report(made)), media_type="application/json")
