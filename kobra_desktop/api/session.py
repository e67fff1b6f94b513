"""Signing in and out, and what the server says of the user who is in."""

from dataclasses import dataclass, field
from typing import Any

from kobra_desktop.api.errors import ApiError, NewerServer
from kobra_desktop.api.http import FieldApi, read, tokens_of
from kobra_domain.people import User
from kobra_domain.wire import API_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionInfo:
    """Who is in, what they may, the scope keys they hold, and what the server is."""

    user: User
    permissions: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    server_version: str = ""
    api_version: int = API_VERSION
    retention_days: int = 90


def sign_in(api: FieldApi, *, email: str, password: str) -> SessionInfo:
    """Open a session. Raises SignInNeeded (wrong e-mail or password), Busy, NewerServer,
    ApiError.
    """
    answer = api.bare("POST", "/session", {"email": email, "password": password})
    api.take_tokens(tokens_of(answer))
    return session(api)


def session(api: FieldApi) -> SessionInfo:
    """Who is in. Raises SignInNeeded, NewerServer, ApiError."""
    found: SessionInfo = read(api.request("GET", "/session"), SessionInfo)
    if found.api_version > API_VERSION:
        raise NewerServer(version=found.server_version)
    return found


def sign_out(api: FieldApi) -> None:
    """End the session here, and on the server if it can be reached."""
    try:
        api.request("DELETE", "/session")
    except ApiError:
        pass  # it expires there by itself; here it ends now
    finally:
        api.take_tokens(None)


def change_password(api: FieldApi, *, old: str, new: str) -> None:
    """All other sessions end."""
    api.request("POST", "/session/password", json={"old": old, "new": new})


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A code that opens an account or a new password once; it may be read out."""

    code: str
    expires_at: str
    user_id: str = ""
    is_mailed: bool = False
    params: dict[str, Any] = field(default_factory=dict)


def invite(api: FieldApi, fields: dict[str, Any]) -> Invitation:
    """Invite a user. Raises Clash when the e-mail is taken."""
    found: Invitation = read(api.request("POST", "/invitations", json=fields), Invitation)
    return found


def reset_code(api: FieldApi, user_id: str) -> Invitation:
    """A code for a user who forgot the password."""
    found: Invitation = read(api.request("POST", f"/users/{user_id}/reset-code"), Invitation)
    return found


def accept_invitation(api: FieldApi, *, email: str, code: str, password: str) -> None:
    """Open the account; sign in follows."""
    api.bare("POST", "/invitations/accept", {"email": email, "code": code, "password": password})


def ask_reset(api: FieldApi, *, email: str) -> None:
    """Have a code mailed, if the server can mail; it never says whether there is such a user."""
    api.bare("POST", "/password-resets", {"email": email})


def accept_reset(api: FieldApi, *, email: str, code: str, password: str) -> None:
    """Set a new password by a code."""
    api.bare(
        "POST", "/password-resets/accept", {"email": email, "code": code, "password": password}
    )
