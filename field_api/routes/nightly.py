"""Files that portfolios expect each night: where they come to, and by when. An upload address takes
such a file from who holds its key, who can do nothing else with it.
"""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Connection

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, Key, permitted, public
from field_api.auth.throttle import count_attempt, forgive, limits_of
from field_api.budgets.room import RETRY_AFTER_S, Room
from field_api.change_log.rows import find
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.imports.bringing import Incoming, plain_name
from field_api.imports.expected import (
    PATH,
    end_key,
    expect,
    expect_no_more,
    make_key,
    mapping_of,
    nightly_of,
    opened_by,
)
from field_api.imports.nightly import record_of_night
from field_api.routes.bodies import address_of, checked
from field_api.routes.import_parts import RAW_BYTES, importer_of, receive
from field_api.settings import Conf, Settings
from kobra_domain.imports.answers import NightlyFile, UploadAddress, Uploaded
from kobra_domain.imports.things import ImportKind, NightlyTerms
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission

_UPLOAD = "upload_nightly_file"
_OF = "/portfolios/{portfolio_id}/nightly"
router = APIRouter(tags=["imports"])
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
ACT, KEY_ACT, KEY_END_ACT = "import.nightly", "import.upload_key", "import.upload_key_end"
_WRONG_KEYS, _FILES = 20, 30  # in a quarter of an hour: of one network address, of one address here
_bearer = HTTPBearer(auto_error=False, description="The key of the upload address.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyWish(NightlyTerms):
    """Where it comes from and by when; `mapping_of`: an import to read it like."""

    mapping_of: str | None = None


@router.get(_OF)
def nightly(portfolio_id: EntityId, caller: Admin, database: Db) -> list[NightlyFile]:
    """What files the portfolio expects."""
    with database.read() as connection:
        _portfolio(connection, portfolio_id)
        return list(nightly_of(connection, portfolio_id))


@router.put(f"{_OF}/{{kind}}", status_code=204)
def put(
    portfolio_id: EntityId,
    kind: ImportKind,
    body: NightlyWish,
    caller: Admin,
    database: Db,
    settings: Conf,
) -> Response:
    """Expect a file of a kind each night."""
    wish = checked(body)
    with database.begin() as connection:
        portfolio = _portfolio(connection, portfolio_id)
        mapping = mapping_of(connection, wish.mapping_of) if wish.mapping_of else None
        expect(connection, portfolio, kind, wish, mapping)
        _note(connection, caller, settings, portfolio_id, kind, is_on=wish.is_on)
    return Response(status_code=204)


@router.delete(f"{_OF}/{{kind}}", status_code=204)
def remove(
    portfolio_id: EntityId, kind: ImportKind, caller: Admin, database: Db, settings: Conf
) -> Response:
    """Expect no file of a kind any more."""
    with database.begin() as connection:
        _portfolio(connection, portfolio_id)
        expect_no_more(connection, portfolio_id, kind)
        _note(connection, caller, settings, portfolio_id, kind, is_on=False)
    return Response(status_code=204)


@router.post(f"{_OF}/{{kind}}/key", status_code=201)
def create_key(
    portfolio_id: EntityId,
    kind: ImportKind,
    caller: Admin,
    request: Request,
    database: Db,
    settings: Conf,
) -> UploadAddress:
    """A new key to the upload address of an expected file; the old one ends. It is told once."""
    base = (settings.public_url or str(request.base_url)).rstrip("/")
    with database.begin() as connection:
        _portfolio(connection, portfolio_id)
        nightly_id, made = make_key(connection, portfolio_id, kind, settings.clock())
        _note(connection, caller, settings, portfolio_id, kind, act=KEY_ACT)
    path = request.app.url_path_for(_UPLOAD, nightly_id=nightly_id)
    return UploadAddress(url=f"{base}{path}", key=made)


@router.delete(f"{_OF}/{{kind}}/key", status_code=204)
def delete_key(
    portfolio_id: EntityId, kind: ImportKind, caller: Admin, database: Db, settings: Conf
) -> Response:
    """End the key to the upload address."""
    with database.begin() as connection:
        _portfolio(connection, portfolio_id)
        end_key(connection, portfolio_id, kind)
        _note(connection, caller, settings, portfolio_id, kind, act=KEY_END_ACT)
    return Response(status_code=204)


@router.post(
    f"{PATH}/{{nightly_id}}",
    name=_UPLOAD,
    status_code=201,
    dependencies=[public("the bearer token is the key of this upload address")],
    openapi_extra=RAW_BYTES,
)
async def upload(
    nightly_id: EntityId,
    request: Request,
    token: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    database: Db,
    settings: Conf,
    signing: Key,
    filename: Annotated[str, Query(max_length=1_000)] = "cartera.csv",
) -> Uploaded:
    """Bring tonight's file (raw bytes); it is read, held or taken as one of the folder is. 401
    wrong_upload_key, 413 too_big, 429 too_many_attempts, 503 import_no_room.
    """
    room: Room = request.app.state.room
    if room.is_short:
        raise ApiError("import_no_room", headers={"Retry-After": str(RETRY_AFTER_S)})
    key, address = token.credentials if token else "", address_of(request)
    admit = (database, settings, signing, nightly_id, key, address)
    row, portfolio = await asyncio.to_thread(_admitted, *admit)
    with Incoming(settings.data_folder) as coming:
        await receive(request, coming)
        name, now = plain_name(filename), settings.clock()
        bring = (database, row, portfolio, coming, name, now)
        item = await asyncio.to_thread(record_of_night, *bring)
    if item is not None:
        importer_of(request).read(item.id)
    return Uploaded(bytes=coming.bytes, sha256=coming.sha256, is_again=item is None)


def _admitted(
    database: Database, settings: Settings, signing: bytes, nightly_id: str, key: str, address: str
) -> tuple[Any, Portfolio]:
    """The expected file that the key opens. Wrong keys count against the network address that they
    come from, files against their address here.
    """
    now = settings.clock()
    guesses = limits_of(signing, "upload_key", (address, _WRONG_KEYS))
    with database.begin() as connection:
        count_attempt(connection, guesses, now)
    with database.begin() as connection:
        found = opened_by(connection, nightly_id, key)
        forgive(connection, guesses)
        count_attempt(connection, limits_of(signing, "upload", (nightly_id, _FILES)), now)
    return found


def _portfolio(connection: Connection, portfolio_id: str) -> Portfolio:
    portfolio = find(connection, Portfolio, portfolio_id)
    if portfolio is None:
        raise ApiError("not_found", field="portfolio_id")
    return portfolio


def _note(
    connection: Connection,
    caller: Caller,
    settings: Conf,
    portfolio_id: str,
    kind: ImportKind,
    *,
    act: str = ACT,
    **details: bool,
) -> None:
    audit.note(
        connection,
        at=settings.clock(),
        user_id=caller.user.id,
        act=act,
        subject=("portfolio", portfolio_id),
        details={"kind": kind.value, **details},
    )
