"""Signing in and out, the next pair of tokens, one's own password."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request, Response

from field_api.auth.caller import Caller, Key, permitted, public
from field_api.auth.passwords import check_password, is_password
from field_api.auth.people import password_hash_of, set_password, user_by_email
from field_api.auth.sessions import begin_session, end_session, next_pair
from field_api.auth.throttle import (
    count_attempt,
    forgive,
    know_address,
    limits_of,
    sign_in_limits,
)
from field_api.database import Db
from field_api.errors import ApiError
from field_api.routes.bodies import address_of, checked
from field_api.settings import Conf
from kobra_domain.answers import Pair, SessionInfo
from kobra_domain.limits import Email, Line
from kobra_domain.scope import PERMISSIONS, Permission
from kobra_domain.wire import API_VERSION, OLDEST_API_VERSION

SERVER_VERSION = "0.1.0"

router = APIRouter(prefix="/session", tags=["session"])
Own = Annotated[Caller, permitted(Permission.OWN_SESSION)]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who wants in."""

    email: Email
    password: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """The refresh token; it is good once."""

    refresh_token: Line


@dataclass(frozen=True, slots=True)
class NewPassword:
    """The password as it is and as it is to be."""

    old: str
    new: str


@router.post("", dependencies=[public("signing in is how one becomes somebody")])
def sign_in(body: SignIn, request: Request, database: Db, settings: Conf, key: Key) -> Pair:
    """Open a session. 401 wrong_password (also for an unknown e-mail), 429 too_many_attempts."""
    checked(body)
    address, now = address_of(request), settings.clock()
    with database.begin() as connection:
        user = user_by_email(connection, body.email)
        user_id = user.id if user else None
        limits = sign_in_limits(connection, key, body.email, address, user_id)
        count_attempt(connection, limits, now)
        kept = password_hash_of(connection, user_id) if user and user.is_active else None
    # The slow hash runs outside of every transaction.
    is_right = is_password(body.password, kept)
    if user is None or not is_right:
        raise ApiError("wrong_password")
    with database.begin() as connection:
        forgive(connection, limits)
        know_address(connection, key, user.id, address, now)
        return begin_session(connection, key, user.id, settings)


@router.post("/refresh", dependencies=[public("the refresh token is the proof")])
def refresh(body: Refresh, database: Db, settings: Conf, key: Key) -> Pair:
    """The next pair; a token used a second time ends the session, but for an answer that was lost
    within the last minute. 401 session_over.
    """
    checked(body)
    with database.begin() as connection:
        pair = next_pair(connection, key, body.refresh_token, settings)
    if pair is None:
        raise ApiError("session_over")
    return pair


@router.get("")
def session(caller: Own, settings: Conf) -> SessionInfo:
    """Who is in."""
    return SessionInfo(
        user=caller.user,
        permissions=tuple(sorted(PERMISSIONS[caller.user.role])),
        scope=tuple(sorted(caller.keys)),
        server_version=SERVER_VERSION,
        api_version=API_VERSION,
        retention_days=settings.retention_days,
        window_days=settings.window_days,
        oldest_api_version=OLDEST_API_VERSION,
    )


@router.delete("", status_code=204)
def sign_out(caller: Own, database: Db, settings: Conf) -> Response:
    """End this session, its access token too."""
    with database.begin() as connection:
        end_session(connection, caller.session_id, settings.clock())
    return Response(status_code=204)


@router.post("/password", status_code=204)
def change_password(
    body: NewPassword, caller: Own, request: Request, database: Db, settings: Conf, key: Key
) -> Response:
    """Set one's password; all other sessions end, this one goes on with its refresh token.

    403 wrong_old_password, 422 password_too_short, 429 too_many_attempts.
    """
    now = settings.clock()
    check_password(body.new)
    limits = limits_of(key, "password", (caller.user.id, 5))
    with database.begin() as connection:
        count_attempt(connection, limits, now)
        kept = password_hash_of(connection, caller.user.id)
    if not is_password(body.old, kept):
        raise ApiError("wrong_old_password", field="old")
    with database.begin() as connection:
        forgive(connection, limits)
        set_password(connection, caller.user.id, body.new, now, keep=caller.session_id)
    return Response(status_code=204)
