"""Reports, built from the rows of the reader's scope."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Request, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.errors import ApiError, locale_of
from field_api.reports.source import ServerSource
from field_api.settings import Conf
from kobra_domain.reports.declared import REPORTS, ReportKind, built
from kobra_domain.reports.filters import read_filters
from kobra_domain.reports.report import ReportSaid, ReportsSaid, shape_of_report
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
    kind, locale = _kind(key), locale_of(accept_language)
    filters = read_filters(request.query_params.multi_items())
    with database.read() as connection:
        source = ServerSource(
            connection, caller.keys, now=settings.clock(), zone=caller.user.time_zone, locale=locale
        )
        made = built(kind, source, filters)
    return Response(msgspec.json.encode(shape_of_report(made)), media_type="application/json")


def _kind(key: str) -> ReportKind:
    found = REPORTS.get(key)
    if found is None:
        raise ApiError("not_found", field="key")
    return found
