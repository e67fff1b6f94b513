"""Users as those who sign in: how one comes to be,
how a password is set, how all sessions end at once.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from field_api.auth.passwords import hash_password
from field_api.change_log.record import record
from field_api.change_log.rows import entities
from field_api.errors import ApiError
from field_api.tables.replicated import folded, users
from field_api.tables.sessions import access_codes, sessions, user_access
from kobra_domain.limits import check
from kobra_domain.people import User
from kobra_domain.together import check_together


def user_by_email(connection: Connection, email: str) -> User | None:
    """The user with that e-mail address, whatever its case."""
    return next(iter(entities(connection, User, users.c.email_key == folded(email))), None)


def add_user(connection: Connection, user: User, at: datetime) -> None:
    """Write a new user, who cannot sign in yet. Raises Invalid, or ApiError already_taken."""
    check(user)
    check_together(user)
    if user_by_email(connection, user.email) is not None:
        raise ApiError("already_taken", field="email")
    record(connection, user, at=at)


def password_hash_of(connection: Connection, user_id: str | None) -> str | None:
    """What is kept of the user's password; None when there is no such user or none was set."""
    kept: str | None = connection.scalar(
        select(user_access.c.password_hash).where(user_access.c.user_id == user_id)
    )
    return kept


def set_password(
    connection: Connection, user_id: str, password: str, at: datetime, *, keep: str | None = None
) -> None:
    """Give the user a password; open codes and every session but `keep` end. Raises Invalid."""
    kept = hash_password(password)
    end_sessions(connection, user_id, at, keep=keep)
    connection.execute(
        update(user_access).where(user_access.c.user_id == user_id).values(password_hash=kept)
    )
    connection.execute(delete(access_codes).where(access_codes.c.user_id == user_id))


def end_sessions(
    connection: Connection, user_id: str, at: datetime, *, keep: str | None = None
) -> None:
    """End the sessions of a user at once, access tokens too;
    `keep` goes on with its refresh token.
    """
    connection.execute(
        update(user_access)
        .where(user_access.c.user_id == user_id)
        .values(session_version=user_access.c.session_version + 1)
    )
    connection.execute(
        update(sessions)
        .where(sessions.c.user_id == user_id, sessions.c.ended_at.is_(None))
        .where(sessions.c.id != (keep or ""))
        .values(ended_at=at)
    )
