"""Who is told of what by mail: an administrator says it of anybody, each user of themselves."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Annotated

from fastapi import APIRouter, Response
from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find_all
from field_api.database import Db
from field_api.errors import ApiError
from field_api.mail.follows import (
    all_follows,
    find_follow,
    linked,
    remove_follow,
    save_follow,
)
from field_api.routes.bodies import checked
from field_api.settings import Conf
from kobra_domain.errors import Invalid
from kobra_domain.follows import Cap, Follow, FollowMode
from kobra_domain.limits import Language, MailAddress, PortfolioId, TimeZone
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import Permission

router = APIRouter(tags=["follows"])
_Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]
_Self = Annotated[Caller, permitted(Permission.OWN_SESSION)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWish:
    """What somebody wants to be told; no portfolio: of all that they see."""

    mode: FollowMode
    portfolio_ids: tuple[PortfolioId, ...] = ()
    digest_at: time | None = None
    time_zone: TimeZone | None = None
    cap: Cap | None = None
    language: Language = "es"
    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(OwnWish):
    """What an address shall be told; a user's is known by itself."""

    email: MailAddress
    is_client: bool = False


@router.get("/follows")
def list_follows(caller: _Admin, database: Db) -> list[Follow]:
    """All of them, by address; ended ones too."""
    with database.read() as connection:
        return all_follows(connection)


@router.put("/follows/{follow_id}")
def put(follow_id: EntityId, body: Wish, caller: _Admin, database: Db, settings: Conf) -> Follow:
    """Make or change one. 422 missing, not_an_email, client_is_no_user, unknown_reference."""
    wish = checked(body)
    with database.begin() as connection:
        made = linked(connection, _follow(follow_id, wish, wish.email, is_client=wish.is_client))
        save_follow(connection, made, settings.clock())
        _note(connection, caller, settings.clock(), made)
    return made


@router.delete("/follows/{follow_id}", status_code=204)
def delete(follow_id: EntityId, caller: _Admin, database: Db, settings: Conf) -> Response:
    """It is gone; what waited for it does not leave."""
    with database.begin() as connection:
        _gone(connection, caller, settings.clock(), find_follow(connection, follow_id))
    return Response(status_code=204)


@router.get("/own-follows")
def list_own(caller: _Self, database: Db) -> list[Follow]:
    """What comes to oneself."""
    with database.read() as connection:
        found = all_follows(connection)
        return [one for one in found if one.user_id == caller.user.id]


@router.put("/own-follows/{follow_id}")
def put_own(
    follow_id: EntityId, body: OwnWish, caller: _Self, database: Db, settings: Conf
) -> Follow:
    """Make or change one of one's own. 404 for another's, 422 as of `/follows/{id}`."""
    wish = checked(body)
    with database.begin() as connection:
        known = find_follow(connection, follow_id)
        if known is not None and known.user_id != caller.user.id:
            raise ApiError("not_found", field="follow_id")
        seen = find_all(connection, Portfolio, wish.portfolio_ids).values()
        if not all(map(caller.sees, seen)):
            raise Invalid("unknown_reference", field="portfolio_ids")
        made = linked(connection, _follow(follow_id, wish, caller.user.email, is_client=False))
        save_follow(connection, made, settings.clock())
        _note(connection, caller, settings.clock(), made)
    return made


@router.delete("/own-follows/{follow_id}", status_code=204)
def delete_own(follow_id: EntityId, caller: _Self, database: Db, settings: Conf) -> Response:
    """One of one's own is gone."""
    with database.begin() as connection:
        known = find_follow(connection, follow_id)
        own = known if known is not None and known.user_id == caller.user.id else None
        _gone(connection, caller, settings.clock(), own)
    return Response(status_code=204)


def _follow(follow_id: str, wish: OwnWish, email: str, *, is_client: bool) -> Follow:
    made = Follow(
        id=follow_id,
        email=email,
        mode=wish.mode,
        portfolio_ids=wish.portfolio_ids,
        is_client=is_client,
        digest_at=wish.digest_at,
        time_zone=wish.time_zone,
        cap=wish.cap,
        language=wish.language,
        is_on=wish.is_on,
    )
    # The hour is of the digest alone.
    return made if made.mode is FollowMode.DIGEST else replace(made, digest_at=None)


def _gone(connection: Connection, caller: Caller, now: datetime, follow: Follow | None) -> None:
    if follow is None:
        raise ApiError("not_found", field="follow_id")
    remove_follow(connection, follow.id)
    subject, told = ("follow", follow.id), {"email": follow.email}
    note(
        connection,
        at=now,
        user_id=caller.user.id,
        act="follow.remove",
        subject=subject,
        details=told,
    )


def _note(connection: Connection, caller: Caller, now: datetime, follow: Follow) -> None:
    told = {
        "email": follow.email,
        "mode": follow.mode.value,
        "is_on": follow.is_on,
        "is_client": follow.is_client,
        "portfolio_ids": list(follow.portfolio_ids),
    }
    subject = ("follow", follow.id)
    note(
        connection, at=now, user_id=caller.user.id, act="follow.save", subject=subject, details=told
    )
