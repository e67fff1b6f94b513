"""Sessions: a family of refresh tokens, each used once.

One used twice was stolen, so the family ends; unless it comes again within a minute and nobody has
used what it was given for, because then the answer was lost on its way.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from field_api.auth.tokens import Access, access_token, hash_of, new_token
from field_api.errors import ApiError
from field_api.settings import Settings
from field_api.tables.replicated import users
from field_api.tables.sessions import refresh_tokens, sessions, user_access
from kobra_domain.answers import Pair
from kobra_records.ids import new_id

_GRACE, _MOST_SUCCESSORS = timedelta(minutes=1), 10


def begin_session(connection: Connection, key: bytes, user_id: str, settings: Settings) -> Pair:
    """Open a session for a user who has proved who they are."""
    now, session_id = settings.clock(), new_id()
    connection.execute(
        insert(sessions).values(
            id=session_id, user_id=user_id, created_at=now, expires_at=_later(now, settings)
        )
    )
    version = connection.execute(
        select(user_access.c.session_version).where(user_access.c.user_id == user_id)
    ).scalar_one()
    return _pair(connection, key, Access(user_id, session_id, version), settings)


def next_pair(
    connection: Connection, key: bytes, refresh_token: str, settings: Settings
) -> Pair | None:
    """The next pair of the token's session. None: the session is over, or ends now (commit it).

    Raises ApiError account_disabled.
    """
    now, token_hash = settings.clock(), hash_of(refresh_token)
    query = (
        select(
            refresh_tokens,
            sessions.c.user_id,
            sessions.c.ended_at,
            user_access.c.session_version,
            users.c.is_active,
        )
        .join(sessions, sessions.c.id == refresh_tokens.c.session_id)
        .join(user_access, user_access.c.user_id == sessions.c.user_id)
        .join(users, users.c.id == sessions.c.user_id)
        .where(refresh_tokens.c.token_hash == token_hash)
    )
    row = connection.execute(query).one_or_none()
    if row is not None and not row.is_active:
        raise ApiError("account_disabled")
    if row is None or row.ended_at is not None or row.expires_at <= now:
        return None
    # Two requests may come with one token at once: the row decides who was first.
    used = connection.execute(
        update(refresh_tokens)
        .where(refresh_tokens.c.token_hash == token_hash, refresh_tokens.c.used_at.is_(None))
        .values(used_at=now)
    )
    if used.rowcount != 1 and not _is_answer_lost(connection, token_hash, now):
        end_session(connection, row.session_id, now)
        return None
    connection.execute(
        update(sessions)
        .where(sessions.c.id == row.session_id)
        .values(expires_at=_later(now, settings))
    )
    _end_siblings(connection, row.parent_hash, token_hash, now)
    access = Access(row.user_id, row.session_id, row.session_version)
    return _pair(connection, key, access, settings, parent_hash=token_hash)


def _is_answer_lost(connection: Connection, token_hash: str, now: datetime) -> bool:
    """Whether a used token was used just now, and none of those that were given for it."""
    used_at = connection.scalar(
        select(refresh_tokens.c.used_at).where(refresh_tokens.c.token_hash == token_hash)
    )
    given = select(refresh_tokens.c.used_at).where(refresh_tokens.c.parent_hash == token_hash)
    successors = connection.scalars(given).all()
    return (
        used_at is not None
        and now - _GRACE <= used_at <= now
        and 0 < len(successors) < _MOST_SUCCESSORS
        and all(used is None for used in successors)
    )


def _end_siblings(
    connection: Connection, parent_hash: str | None, token_hash: str, now: datetime
) -> None:
    """Of several that were given for one token only the first to be used is good."""
    if parent_hash is not None:
        others = (
            refresh_tokens.c.parent_hash == parent_hash,
            refresh_tokens.c.token_hash != token_hash,
            refresh_tokens.c.used_at.is_(None),
        )
        connection.execute(update(refresh_tokens).where(*others).values(used_at=now))


def end_session(connection: Connection, session_id: str, at: datetime) -> None:
    """End one session, its access tokens too."""
    connection.execute(
        update(sessions)
        .where(sessions.c.id == session_id, sessions.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def _pair(
    connection: Connection,
    key: bytes,
    access: Access,
    settings: Settings,
    parent_hash: str | None = None,
) -> Pair:
    now, refresh = settings.clock(), new_token()
    connection.execute(
        insert(refresh_tokens).values(
            token_hash=hash_of(refresh),
            session_id=access.session_id,
            expires_at=_later(now, settings),
            parent_hash=parent_hash,
        )
    )
    token = access_token(key, access, now, settings.access_token_s)
    lasting_s = settings.access_token_s
    return Pair(access_token=token, refresh_token=refresh, expires_in=lasting_s)


def _later(now: datetime, settings: Settings) -> datetime:
    return now + timedelta(seconds=settings.refresh_token_s)
