"""Files that portfolios expect each night: where they come to, and by when."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Response
from sqlalchemy import Connection

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.database import Db
from field_api.errors import ApiError
from field_api.imports.nightly import expect, expect_no_more, mapping_of, nightly_of
from field_api.routes.bodies import checked
from field_api.settings import Conf
from kobra_domain.imports.answers import NightlyFile
from kobra_domain.imports.things import ImportKind
from kobra_domain.limits import Line
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission

router = APIRouter(prefix="/portfolios/{portfolio_id}/nightly", tags=["imports"])
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
ACT = "import.nightly"


@dataclass(frozen=True, slots=True)
class NightlyWish:
    """A folder of the server and the pattern of the file's name; `control` is the name of the file
    that says that it is whole ({name}: the file's), `mapping_of` an import to read it like.
    """

    folder: Line
    pattern: Line
    control: Line = ""
    expected_by: Line = "06:00"
    mapping_of: str | None = None
    is_on: bool = True


@router.get("")
def nightly(portfolio_id: EntityId, caller: Admin, database: Db) -> list[NightlyFile]:
    """What files the portfolio expects."""
    with database.read() as connection:
        _portfolio(connection, portfolio_id)
        return list(nightly_of(connection, portfolio_id))


@router.put("/{kind}", status_code=204)
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
        expect(
            connection,
            portfolio,
            kind,
            folder=wish.folder,
            pattern=wish.pattern,
            control=wish.control,
            expected_by=wish.expected_by,
            mapping=mapping,
            is_on=wish.is_on,
        )
        _note(connection, caller, settings, portfolio_id, kind, wish.is_on)
    return Response(status_code=204)


@router.delete("/{kind}", status_code=204)
def remove(
    portfolio_id: EntityId, kind: ImportKind, caller: Admin, database: Db, settings: Conf
) -> Response:
    """Expect no file of a kind any more."""
    with database.begin() as connection:
        _portfolio(connection, portfolio_id)
        expect_no_more(connection, portfolio_id, kind)
        _note(connection, caller, settings, portfolio_id, kind, False)
    return Response(status_code=204)


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
    is_on: bool,
) -> None:
    audit.note(
        connection,
        at=settings.clock(),
        user_id=caller.user.id,
        act=ACT,
        subject=("portfolio", portfolio_id),
        details={"kind": kind.value, "is_on": is_on},
    )
