"""Signing in and out, and what the server says of the user who is in."""

from dataclasses import dataclass
from typing import Any

import msgspec

from kobra_desktop.api import wires
from kobra_desktop.api.errors import ApiError
from kobra_desktop.api.http import FieldApi, read, tokens_of
from kobra_domain.answers import AccessCode, Invited, SessionInfo


@dataclass(frozen=True, slots=True)
class _Spoken:
    api_version: int
    server_version: str = ""
    oldest_api_version: int | None = None


def sign_in(api: FieldApi, *, email: str, password: str) -> SessionInfo:
    """Open a session; no password goes to a server that speaks another wire. Raises SignInNeeded
    (wrong e-mail or password), Busy, NewerServer, OlderServer, ApiError.
    """
    api.knock()
    answer = api.bare("POST", "/session", {"email": email, "password": password})
    api.take_tokens(tokens_of(answer))
    return session(api)


def session(api: FieldApi) -> SessionInfo:
    """Who is in. Raises SignInNeeded, NewerServer, OlderServer, ApiError."""
    answer = api.request("GET", "/session")
    spoken: _Spoken = read(answer, _Spoken)  # the rest may have another shape by then
    oldest = spoken.oldest_api_version
    wires.hold(
        spoken.api_version,
        spoken.api_version if oldest is None else oldest,
        spoken.server_version,
    )
    found: SessionInfo = read(answer, SessionInfo)
    return found


def remembered(said: Any) -> SessionInfo | None:
    """The session as it was kept here as JSON values; None when it is of another shape, as another
    version of the program leaves it: then the server has to say it anew.
    """
    try:
        return msgspec.convert(said, SessionInfo)
    except msgspec.ValidationError:
        return None


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


def invite(api: FieldApi, fields: dict[str, Any]) -> Invited:
    """Invite a user. Raises Clash when the e-mail is taken."""
    found: Invited = read(api.request("POST", "/invitations", json=fields), Invited)
    return found


def reset_code(api: FieldApi, user_id: str) -> AccessCode:
    """A code for a user who forgot the password."""
    found: AccessCode = read(api.request("POST", f"/users/{user_id}/reset-code"), AccessCode)
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
