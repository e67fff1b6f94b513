"""The change feed: what has changed for the reader since a cursor, as objects or as rows, and
how to check a replica.

All desktops ask in the same moment, when something has happened. They are read for a few at once:
what computes takes turns in Python anyway, and the more wait for theirs, the longer whoever writes
into the database waits between two statements.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypeVar

import orjson
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Header, Query, Request, Response

from field_api.auth.caller import Caller, permitted
from field_api.change_log.pages import objects_page, rows_page
from field_api.change_log.tally import counts, row_hash
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.settings import Conf, Settings
from kobra_domain.kinds import KINDS
from kobra_domain.scope import Permission
from kobra_domain.wire import DEFAULT_PAGE, LARGEST_PAGE, ROWS_TYPE, ChangesPage

router = APIRouter(prefix="/changes", tags=["sync"])
Reader = Annotated[Caller, permitted(Permission.READ)]
T = TypeVar("T")
AT_ONCE = 2
_forms: dict[int | str, dict[str, Any]] = {
    200: {"content": {ROWS_TYPE: {"schema": {"type": "object"}}}},
    410: {"description": "resync_required: begin again without a cursor"},
}


@router.get("", response_model=ChangesPage, responses=_forms)
async def changes(
    request: Request,
    caller: Reader,
    database: Db,
    settings: Conf,
    since: Annotated[str | None, Query(max_length=20_000)] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = DEFAULT_PAGE,
    accept: Annotated[str, Header()] = "",
) -> Response:
    """The next page after the cursor; without one, everything from the beginning."""
    is_rows = ROWS_TYPE in accept
    page = partial(_page, database, caller, settings, since, limit, is_rows=is_rows)
    media_type = ROWS_TYPE if is_rows else "application/json"
    return Response(await _in_turn(request, page), media_type=media_type)


@router.get("/counts")
async def change_counts(
    request: Request, caller: Reader, database: Db, settings: Conf
) -> dict[str, int]:
    """How many rows of each kind the reader should hold."""
    return await _in_turn(request, partial(_counts, database, caller, settings))


@router.get("/hashes")
async def change_hashes(
    request: Request,
    caller: Reader,
    database: Db,
    settings: Conf,
    kind: Annotated[str | None, Query(max_length=40)] = None,
) -> dict[str, str]:
    """For each kind (or the one asked for) SHA-256 over «id:version», a line feed each, by id."""
    if kind is not None and kind not in KINDS:
        raise ApiError("invalid", field="kind")
    kinds = [kind] if kind else list(KINDS)
    return await _in_turn(request, partial(_hashes, database, caller, settings, kinds))


async def _in_turn(request: Request, read: Callable[[], T]) -> T:
    """Read on a thread, a few of them at once."""
    turns: CapacityLimiter = request.app.state.feed_turns
    return await to_thread.run_sync(read, limiter=turns)


def _page(
    database: Database,
    caller: Caller,
    settings: Settings,
    since: str | None,
    limit: int,
    *,
    is_rows: bool,
) -> bytes:
    form = rows_page if is_rows else objects_page
    with database.read() as connection:
        page = form(connection, caller.user, since, limit, settings.clock(), settings.window_days)
    return orjson.dumps(page)


def _counts(database: Database, caller: Caller, settings: Settings) -> dict[str, int]:
    with database.read() as connection:
        return counts(connection, caller.user, settings.clock(), settings.window_days)


def _hashes(
    database: Database, caller: Caller, settings: Settings, kinds: list[str]
) -> dict[str, str]:
    now = settings.clock()
    with database.read() as connection:
        return {
            name: row_hash(connection, caller.user, name, now, settings.window_days)
            for name in kinds
        }
