"""Files of gestiones that leave for a portfolio's client: how each is told to be, those that were
made, and their bytes. What takes people's data along is a line of the audit.
"""

import tempfile
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection
from starlette.background import BackgroundTask

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import entities, find
from field_api.database import Db
from field_api.errors import ApiError
from field_api.outgoing import files
from field_api.outgoing.gathering import gestiones, last_ones
from field_api.outgoing.maker import OutgoingMaker
from field_api.outgoing.sending_again import send_again
from field_api.outgoing.told_terms import end_terms, keep_terms, kept_of
from field_api.routes.bodies import checked
from field_api.settings import Conf, Settings
from kobra_domain.outgoing.answers import OutgoingFile, OutgoingSample, OutgoingSetting
from kobra_domain.outgoing.schedule import next_due
from kobra_domain.outgoing.things import OutgoingTerms
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission
from kobra_records.files.outgoing.manifest import MANIFEST_ENDING, manifest_bytes
from kobra_records.files.outgoing.writing import MEDIA

_OF = "/portfolios/{portfolio_id}/outgoing"
_FILE = f"{_OF}/files/{{file_id}}"
TERMS_ACT, END_ACT, DOWNLOAD_ACT, AGAIN_ACT = (
    *("outgoing.terms", "outgoing.end"),
    *("outgoing.download", "outgoing.again"),
)
router = APIRouter(tags=["outgoing"])
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
Taker = Annotated[Caller, permitted(Permission.EXPORT)]
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media: {} for media in sorted(MEDIA.values())}}
}


@router.get(_OF)
def setting(portfolio_id: EntityId, caller: Taker, database: Db, settings: Conf) -> OutgoingSetting:
    """How the portfolio's file is told to be, and when the next one is due."""
    with database.read() as connection:
        portfolio = _portfolio(connection, caller, portfolio_id)
        kept = kept_of(connection, portfolio_id)
    terms = kept.terms if kept is not None else None
    due = next_due(terms, portfolio.time_zone, settings.clock()) if terms is not None else None
    return OutgoingSetting(terms=terms, next_at=due)


@router.put(_OF, status_code=204)
def put(
    portfolio_id: EntityId,
    body: OutgoingTerms,
    caller: Admin,
    request: Request,
    database: Db,
    settings: Conf,
) -> Response:
    """Have files made so. One that is held is tried again at once."""
    terms = checked(body)
    with database.begin() as connection:
        portfolio = _portfolio(connection, caller, portfolio_id)
        keep_terms(connection, portfolio, terms, settings.clock())
        files.try_again(connection, portfolio_id)
        told = {"folder": terms.folder, "emails": ", ".join(terms.emails)}
        _note(connection, caller, settings, TERMS_ACT, portfolio_id, told)
    maker_of(request).wake()
    return Response(status_code=204)


@router.delete(_OF, status_code=204)
def remove(portfolio_id: EntityId, caller: Admin, database: Db, settings: Conf) -> Response:
    """Make no more files. Those that left stay, and no gestión that they told is told again."""
    with database.begin() as connection:
        _portfolio(connection, caller, portfolio_id)
        end_terms(connection, portfolio_id)
        _note(connection, caller, settings, END_ACT, portfolio_id, {})
    return Response(status_code=204)


@router.get(f"{_OF}/sample")
def sample(
    portfolio_id: EntityId,
    caller: Admin,
    database: Db,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> OutgoingSample:
    """The last real gestiones, for who looks how rows would be, and how often each result came
    among the last thousand.
    """
    with database.read() as connection:
        portfolio = _portfolio(connection, caller, portfolio_id)
        kept = kept_of(connection, portfolio_id)
        found = last_ones(connection, portfolio_id, limit)
        items = tuple(one for _, one in gestiones(connection, portfolio, found))
    return OutgoingSample(items=items, sequence=(kept.sequence if kept is not None else 0) + 1)


@router.get(f"{_OF}/files")
def listed(
    portfolio_id: EntityId,
    caller: Taker,
    database: Db,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[OutgoingFile]:
    """The files of the portfolio, the newest first."""
    with database.read() as connection:
        _portfolio(connection, caller, portfolio_id)
        return files.files_of(connection, [portfolio_id], limit)


@router.get("/outgoing/files")
def all_listed(
    caller: Taker, database: Db, limit: Annotated[int, Query(ge=1, le=500)] = 200
) -> list[OutgoingFile]:
    """The files of all portfolios that the caller sees, the newest first."""
    with database.read() as connection:
        seen = [one.id for one in entities(connection, Portfolio) if caller.sees(one)]
        return files.files_of(connection, seen, limit)


@router.post(f"{_OF}/files", status_code=202)
def make(
    portfolio_id: EntityId, caller: Taker, request: Request, database: Db, settings: Conf
) -> OutgoingFile:
    """Make the next file now; while one waits or is held it is that one, tried once more."""
    with database.begin() as connection:
        _portfolio(connection, caller, portfolio_id)
        kept = kept_of(connection, portfolio_id)
        if kept is None or kept.terms is None:
            raise ApiError("outgoing_no_terms")
        first = files.first_to_make(connection, portfolio_id)
        if first is None:
            now = settings.clock()
            file_id = files.ask(connection, portfolio_id, now, caller.user.id)
        else:
            file_id = first.id
            files.try_again(connection, portfolio_id)
        found = files.file_of(connection, portfolio_id, file_id)
    maker_of(request).wake()
    return found


@router.get(_FILE)
def one(portfolio_id: EntityId, file_id: EntityId, caller: Taker, database: Db) -> OutgoingFile:
    """One file."""
    with database.read() as connection:
        _portfolio(connection, caller, portfolio_id)
        return files.file_of(connection, portfolio_id, file_id)


@router.get(f"{_FILE}/content", response_class=Response, responses=_BYTES)
def content(
    portfolio_id: EntityId, file_id: EntityId, caller: Taker, database: Db, settings: Conf
) -> Response:
    """The file, byte for byte as it left. 410 outgoing_gone."""
    file = one(portfolio_id, file_id, caller, database)
    with tempfile.NamedTemporaryFile(dir=settings.data_folder, delete=False) as made:
        path = Path(made.name)
    try:
        files.write_content(database, file, path)
        with database.begin() as connection:
            told = {"file": file.name, "sha256": file.manifest.sha256 if file.manifest else ""}
            _note(connection, caller, settings, DOWNLOAD_ACT, portfolio_id, told)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    media = next((MEDIA[key] for key in MEDIA if file.name.endswith(key.value)), "text/plain")
    return FileResponse(
        path,
        media_type=media,
        headers=_named(file.name),
        background=BackgroundTask(path.unlink, missing_ok=True),
    )


@router.get(
    f"{_FILE}/manifest",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}},
)
def manifest(portfolio_id: EntityId, file_id: EntityId, caller: Taker, database: Db) -> Response:
    """What goes with the file: its counts, its sums and its SHA-256."""
    file = one(portfolio_id, file_id, caller, database)
    if file.manifest is None:
        raise ApiError("outgoing_not_made")
    return Response(
        manifest_bytes(file.manifest),
        media_type="application/json",
        headers=_named(file.name + MANIFEST_ENDING),
    )


@router.post(f"{_FILE}/again", status_code=202)
def again(
    portfolio_id: EntityId,
    file_id: EntityId,
    caller: Taker,
    request: Request,
    database: Db,
    settings: Conf,
) -> OutgoingFile:
    """Put a file where it goes once more, byte for byte: into its folder and by mail."""
    with database.begin() as connection:
        _portfolio(connection, caller, portfolio_id)
        file = files.file_of(connection, portfolio_id, file_id)
        send_again(connection, file, settings.clock())
        told = {"file": file.name, "sha256": file.manifest.sha256 if file.manifest else ""}
        _note(connection, caller, settings, AGAIN_ACT, portfolio_id, told)
        found = files.file_of(connection, portfolio_id, file_id)
    maker_of(request).wake()
    return found


def maker_of(request: Request) -> OutgoingMaker:
    """Who makes the files."""
    maker: OutgoingMaker = request.app.state.outgoing
    return maker


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _portfolio(connection: Connection, caller: Caller, portfolio_id: str) -> Portfolio:
    portfolio = find(connection, Portfolio, portfolio_id)
    if portfolio is None or not caller.sees(portfolio):
        raise ApiError("not_found", field="portfolio_id")
    return portfolio


def _note(
    connection: Connection,
    caller: Caller,
    settings: Settings,
    act: str,
    portfolio_id: str,
    details: dict[str, Any],
) -> None:
    audit.note(
        connection,
        at=settings.clock(),
        user_id=caller.user.id,
        act=act,
        subject=("portfolio", portfolio_id),
        details=details,
    )
