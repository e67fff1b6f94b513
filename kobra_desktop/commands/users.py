"""Users: edit anywhere; invite and reset only with the server, for they make codes and mail."""

from collections.abc import Iterable
from typing import Any

from kobra_desktop.api import session
from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.answers import AccessCode, Invited
from kobra_domain.people import Role, User
from kobra_domain.scope import Permission


def edit_user(desk: Desk, user_id: str, *, seen: User | None = None, **changes: Any) -> Done:
    """Write these fields (role, teams, active…). Raises DomainError."""
    return edits.edit(desk, "user.edit", user_id, changes, seen)


def invite_user(
    desk: Desk,
    *,
    name: str,
    email: str,
    role: Role,
    team_ids: Iterable[str] = (),
    portfolio_ids: Iterable[str] = (),
    agent_id: str | None = None,
    language: str = "es",
) -> Invited:
    """Invite somebody; the code may be read out. Needs the server. Raises ApiError."""
    desk.require(Permission.ADMINISTER)
    fields = {
        "name": name,
        "email": email,
        "role": role.value,
        "team_ids": list(team_ids),
        "portfolio_ids": list(portfolio_ids),
        "agent_id": agent_id,
        "language": language,
    }
    return session.invite(desk.api, fields)


def reset_code(desk: Desk, user_id: str) -> AccessCode:
    """A code for a user who forgot the password. Needs the server. Raises ApiError."""
    desk.require(Permission.ADMINISTER)
    return session.reset_code(desk.api, user_id)


def change_password(desk: Desk, *, old: str, new: str) -> None:
    """The user's own. Needs the server. Raises ApiError."""
    session.change_password(desk.api, old=old, new=new)
