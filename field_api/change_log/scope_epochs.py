"""A user's scope over time: each change of the keys a user holds begins an epoch, so that a cursor
can tell the shift.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Update, insert, select, update

from field_api.tables.change_log import scope_epochs
from field_api.tables.sessions import sessions, user_access
from kobra_domain.kinds import Entity
from kobra_domain.people import User
from kobra_domain.scope import keys_held


def note_users(
    connection: Connection, edits: Sequence[tuple[Entity | None, Entity | None]], at: datetime
) -> None:
    """Begin an epoch for each user whose keys change,
    and end the sessions of whoever is disabled.
    """
    for after, before in edits:
        if isinstance(after, User) and not isinstance(before, User):
            connection.execute(
                insert(user_access).values(user_id=after.id, session_version=1, scope_epoch=1)
            )
            _begin(connection, after, 1, at)
        elif isinstance(after, User) and isinstance(before, User):
            if keys_held(before) != keys_held(after):
                epoch = connection.execute(
                    _of(after)
                    .values(scope_epoch=user_access.c.scope_epoch + 1)
                    .returning(user_access.c.scope_epoch)
                ).scalar_one()
                _begin(connection, after, epoch, at)
            if before.is_active and not after.is_active:
                connection.execute(
                    _of(after).values(session_version=user_access.c.session_version + 1)
                )
                connection.execute(_sessions_of(after).values(ended_at=at))


def current_epoch(connection: Connection, user_id: str) -> int:
    """The number of the user's present epoch."""
    epoch: int = connection.execute(
        select(user_access.c.scope_epoch).where(user_access.c.user_id == user_id)
    ).scalar_one()
    return epoch


def keys_of_epoch(connection: Connection, user_id: str, epoch: int) -> frozenset[str] | None:
    """The keys the user held in an epoch, None when it is not known (any more)."""
    raw = connection.scalar(
        select(scope_epochs.c.held_keys).where(
            scope_epochs.c.user_id == user_id, scope_epochs.c.epoch == epoch
        )
    )
    return None if raw is None else frozenset(msgspec.json.decode(raw, type=list[str]))


def _begin(connection: Connection, user: User, epoch: int, at: datetime) -> None:
    keys = msgspec.json.encode(sorted(keys_held(user))).decode()
    connection.execute(
        insert(scope_epochs).values(user_id=user.id, epoch=epoch, held_keys=keys, begun_at=at)
    )


def _of(user: User) -> Update:
    return update(user_access).where(user_access.c.user_id == user.id)


def _sessions_of(user: User) -> Update:
    return update(sessions).where(sessions.c.user_id == user.id, sessions.c.ended_at.is_(None))
