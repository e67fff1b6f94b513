"""Codes that open an account once: sent by mail, or read out by an administrator."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection, Delete, delete, insert, select

from field_api.auth.people import set_password, user_by_email
from field_api.auth.tokens import hash_of_code, new_code
from field_api.errors import ApiError
from field_api.settings import Settings
from field_api.tables.sessions import access_codes
from kobra_domain.answers import AccessCode
from kobra_domain.people import User


class CodePurpose(StrEnum):
    """What a code opens."""

    INVITATION = "invitation"
    RESET = "reset"
    MAILED_RESET = "mailed_reset"  # asked for by anybody, so it must not end the one read out


def issue_code(
    connection: Connection, user_id: str, purpose: CodePurpose, settings: Settings
) -> AccessCode:
    """A new code for a user; an older one for the same purpose ends."""
    made = AccessCode(
        code=new_code(), expires_at=settings.clock() + timedelta(seconds=settings.code_s)
    )
    connection.execute(_of(user_id, purpose))
    connection.execute(
        insert(access_codes).values(
            user_id=user_id,
            purpose=purpose.value,
            code_hash=hash_of_code(made.code),
            expires_at=made.expires_at,
        )
    )
    return made


def use_code(
    connection: Connection,
    *purposes: CodePurpose,
    email: str,
    code: str,
    password: str,
    settings: Settings,
) -> User:
    """Set the password of whoever holds the code. Raises ApiError wrong_code, or Invalid."""
    user = user_by_email(connection, email)
    if user is None or not user.is_active:
        raise ApiError("wrong_code")
    now = settings.clock()
    query = select(access_codes.c.user_id).where(
        access_codes.c.user_id == user.id,
        access_codes.c.purpose.in_([purpose.value for purpose in purposes]),
        access_codes.c.code_hash == hash_of_code(code),
        # Later than any made now would end: it was made while the clock was wrong.
        access_codes.c.expires_at > now,
        access_codes.c.expires_at <= now + 2 * timedelta(seconds=settings.code_s),
    )
    if connection.scalar(query) is None:
        raise ApiError("wrong_code")
    set_password(connection, user.id, password, now)
    return user


def _of(user_id: str, purpose: CodePurpose) -> Delete:
    return delete(access_codes).where(
        access_codes.c.user_id == user_id, access_codes.c.purpose == purpose.value
    )
