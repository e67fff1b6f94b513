"""The person behind a request, and the permission a route asks for.
A route that declares none is not served.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from fastapi.requests import HTTPConnection
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select

from field_api.auth.tokens import Access, read_access_token
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.settings import Conf, Settings
from field_api.tables.replicated import users
from field_api.tables.sessions import sessions, user_access
from kobra_domain.errors import NotAllowed
from kobra_domain.kinds import Entity
from kobra_domain.limits import ID_PATTERN
from kobra_domain.people import User
from kobra_domain.scope import Permission, keys_held, keys_over, may
from kobra_records.sql.tables import entity_of

# The id in a route's path: what has another shape is 422 before the route runs.
EntityId = Annotated[str, Path(pattern=f"^{ID_PATTERN.pattern}$")]
_bearer = HTTPBearer(auto_error=False, description="The access token of POST /session.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the user as the database has it now, and the session."""

    user: User
    session_id: str

    @property
    def keys(self) -> frozenset[str]:
        """The scope keys the user holds."""
        return keys_held(self.user)

    def sees(self, entity: Entity) -> bool:
        """Whether the row lies in the user's scope."""
        return not self.keys.isdisjoint(keys_over(entity))

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed unless the user's role has the permission."""
        if not may(self.user, permission):
            raise NotAllowed("not_allowed", permission=permission.value)


class Permitted:
    """A dependency that answers the Caller, who is signed in and has the permission."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    def __call__(
        self,
        request: Request,
        token: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
        database: Db,
        settings: Conf,
    ) -> Caller:
        if token is None:
            raise ApiError("not_signed_in", headers={"WWW-Authenticate": "Bearer"})
        access = read_access_token(
            signing_key_of(request), token.credentials, settings.clock(), settings.access_token_s
        )
        caller = _present(database, access, settings)
        request.state.caller_id = caller.user.id
        caller.require(self.permission)
        return caller


class Public:
    """A dependency that lets anybody in; `reason` says why this route may."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    async def __call__(self) -> None:  # not a plain function: those are sent to a thread
        return None


def permitted(permission: Permission) -> Any:
    """What a route writes to ask for a permission: `caller: Annotated[Caller, permitted(…)]`."""
    return Depends(Permitted(permission))


def public(reason: str) -> Any:
    """What a route writes to be open to anybody: `dependencies=[public("…")]`."""
    return Depends(Public(reason))


def declaration(route: APIRoute) -> Permission | str | None:
    """The permission a route declares, the reason why
    it is public, or None: then it may not be served.
    """
    for dependency in route.dependant.dependencies:
        if isinstance(dependency.call, Permitted):
            return dependency.call.permission
        if isinstance(dependency.call, Public):
            return dependency.call.reason
    return None


def signing_key_of(connection: HTTPConnection) -> bytes:
    """The key that signs this server's tokens (a FastAPI dependency)."""
    key: bytes = connection.app.state.signing_key
    return key


Key = Annotated[bytes, Depends(signing_key_of)]


def _present(database: Database, access: Access, settings: Settings) -> Caller:
    query = (
        select(users, user_access.c.session_version, sessions.c.ended_at, sessions.c.expires_at)
        .join(user_access, user_access.c.user_id == users.c.id)
        .join(sessions, sessions.c.user_id == users.c.id)
        .where(users.c.id == access.user_id, sessions.c.id == access.session_id)
    )
    with database.read() as connection:
        row = connection.execute(query).one_or_none()
    is_over = (
        row is None
        or row.ended_at is not None
        or row.expires_at <= settings.clock()
        or row.session_version != access.version
    )
    if row is not None and not row.is_active:
        raise ApiError("account_disabled", headers={"WWW-Authenticate": "Bearer"})
    if row is None or is_over:
        raise ApiError("session_over", headers={"WWW-Authenticate": "Bearer"})
    return Caller(entity_of(User, row), access.session_id)
