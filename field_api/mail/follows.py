"""Keeps who is told by mail. Read anew with each batch of events: a change is felt at once."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from field_api.tables.follows import follows
from kobra_domain.follows import Follow, check_follow
from kobra_domain.limits import check
from kobra_records.sql.tables import entity_of


def follows_on(connection: Connection) -> list[Follow]:
    """All that are told now."""
    rows = connection.execute(select(follows).where(follows.c.is_on).order_by(follows.c.id))
    return [entity_of(Follow, row) for row in rows]


def all_follows(connection: Connection) -> list[Follow]:
    """Those that were ended too, by address."""
    rows = connection.execute(select(follows).order_by(follows.c.email_key, follows.c.id))
    return [entity_of(Follow, row) for row in rows]


def find_follow(connection: Connection, follow_id: str | None) -> Follow | None:
    """One, on or off."""
    row = connection.execute(select(follows).where(follows.c.id == follow_id)).one_or_none()
    return None if row is None else entity_of(Follow, row)


def find_follows(connection: Connection, ids: Iterable[str]) -> dict[str, Follow]:
    """Those of the ids that exist."""
    rows = connection.execute(select(follows).where(follows.c.id.in_(list(ids))))
    return {row.id: entity_of(Follow, row) for row in rows}


def follow_of(connection: Connection, email: str, portfolio_ids: Sequence[str]) -> Follow | None:
    """The one of an address about exactly these portfolios."""
    query = select(follows).where(follows.c.email_key == email.casefold())
    found = (entity_of(Follow, row) for row in connection.execute(query.order_by(follows.c.id)))
    wanted = set(portfolio_ids)
    return next((one for one in found if set(one.portfolio_ids) == wanted), None)


def save_follow(connection: Connection, follow: Follow, now: datetime) -> None:
    """Write one, new or changed. Raises Invalid."""
    check(follow)
    check_follow(follow)
    values = {**asdict(follow), "email_key": follow.email.casefold(), "changed_at": now}
    known = follows.c.id == follow.id
    if connection.execute(update(follows).where(known).values(values)).rowcount == 0:
        connection.execute(insert(follows).values(values))


def end_follow(connection: Connection, follow: Follow, now: datetime) -> None:
    """It is told nothing more."""
    save_follow(connection, replace(follow, is_on=False), now)


def remove_follow(connection: Connection, follow_id: str) -> None:
    """As if there had never been one."""
    connection.execute(delete(follows).where(follows.c.id == follow_id))
