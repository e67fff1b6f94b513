"""Users as those who sign in: how one comes to be, how a password is set, how all sessions end
at once.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update

from field_api.auth.passwords import hash_password
from field_api.change_log.record import record
from field_api.change_log.rows import entities
from field_api.errors import ApiError
from field_api.tables.replicated import email_key, users
from field_api.tables.sessions import access_codes, refresh_tokens, sessions, user_access
from kobra_domain.commands import check_together
from kobra_domain.limits import check
from kobra_domain.people import User


def user_by_email(connection: Connection, email: str) -> User | None:
    """The user with that e-mail address, whatever its case."""
    return next(iter(entities(connection, User, users.c.email_key == email_key(email))), None)


def add_user(connection: Connection, user: User, at: datetime) -> None:
    """Write a new user, who cannot sign in yet. Raises Invalid, or ApiError already_taken."""
    check(user)
    check_together(user)
    if user_by_email(connection, user.email) is not None:
        raise ApiError("already_taken", field="email")
    record(connection, user, at=at)


def set_password(connection: Connection, user_id: str, password: str) -> None:
    """Give the user a password; every session and every open code of the user ends."""
    kept = hash_password(password)
    end_sessions(connection, user_id)
    connection.execute(
        update(user_access).where(user_access.c.user_id == user_id).values(password_hash=kept)
    )
    connection.execute(access_codes.delete().where(access_codes.c.user_id == user_id))


def end_sessions(connection: Connection, user_id: str) -> None:
    """End all sessions of a user at once: refresh tokens, and access tokens by their version."""
    connection.execute(
        update(user_access)
        .where(user_access.c.user_id == user_id)
        .values(session_version=user_access.c.session_version + 1)
    )
    theirs = select(sessions.c.id).where(sessions.c.user_id == user_id)
    connection.execute(refresh_tokens.delete().where(refresh_tokens.c.session_id.in_(theirs)))
