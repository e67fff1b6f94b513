"""The change feed: what has changed for the reader since a cursor, as objects or as rows, and
how to check a replica.
"""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Response

from field_api.auth.caller import Caller, permitted
from field_api.change_log.pages import objects_page, rows_page
from field_api.change_log.tally import counts, row_hash
from field_api.database import Db
from field_api.errors import ApiError
from field_api.settings import Conf
from kobra_domain.kinds import KINDS
from kobra_domain.scope import Permission
from kobra_domain.wire import DEFAULT_PAGE, LARGEST_PAGE, ROWS_TYPE, ChangesPage

router = APIRouter(prefix="/changes", tags=["sync"])
Reader = Annotated[Caller, permitted(Permission.READ)]
_forms: dict[int | str, dict[str, Any]] = {
    200: {"content": {ROWS_TYPE: {"schema": {"type": "object"}}}},
    410: {"description": "resync_required: begin again without a cursor"},
}


@router.get("", response_model=ChangesPage, responses=_forms)
def changes(
    caller: Reader,
    database: Db,
    settings: Conf,
    since: Annotated[str | None, Query(max_length=20_000)] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = DEFAULT_PAGE,
    accept: Annotated[str, Header()] = "",
) -> Response:
    """The next page after the cursor; without one, everything from the beginning."""
    form = rows_page if ROWS_TYPE in accept else objects_page
    with database.read() as connection:
        page = form(connection, caller.user, since, limit, settings.clock(), settings.window_days)
    media_type = ROWS_TYPE if ROWS_TYPE in accept else "application/json"
    return Response(orjson.dumps(page), media_type=media_type)


@router.get("/counts")
def change_counts(caller: Reader, database: Db, settings: Conf) -> dict[str, int]:
    """How many rows of each kind the reader should hold."""
    with database.read() as connection:
        return counts(connection, caller.user, settings.clock(), settings.window_days)


@router.get("/hashes")
def change_hashes(
    caller: Reader,
    database: Db,
    settings: Conf,
    kind: Annotated[str | None, Query(max_length=40)] = None,
) -> dict[str, str]:
    """For each kind (or the one asked for) SHA-256 over «id:version», a line feed each, by id."""
    if kind is not None and kind not in KINDS:
        raise ApiError("invalid", field="kind")
    now = settings.clock()
    with database.read() as connection:
        return {
            name: row_hash(connection, caller.user, name, now, settings.window_days)
            for name in ([kind] if kind else KINDS)
        }
