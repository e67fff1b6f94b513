"""Keeps who is told by mail. Read anew with each batch of events: a change is felt at once."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Connection, case, delete, insert, literal, select, update

from field_api.auth.people import user_by_email
from field_api.change_log.rows import find_all
from field_api.tables.follows import follows
from kobra_domain.errors import Invalid
from kobra_domain.follows import Follow, check_follow
from kobra_domain.limits import check
from kobra_domain.people import User
from kobra_domain.portfolios import Portfolio
from kobra_records.sql.tables import Milliseconds, entity_of


def follows_on(connection: Connection) -> list[tuple[Follow, datetime]]:
    """All that are told now, each since when."""
    rows = connection.execute(select(follows).where(follows.c.is_on).order_by(follows.c.id))
    return [(entity_of(Follow, row), row.began_at) for row in rows]


def all_follows(connection: Connection) -> list[Follow]:
    """Those that were ended too, by address."""
    rows = connection.execute(select(follows).order_by(follows.c.email_key, follows.c.id))
    return [entity_of(Follow, row) for row in rows]


def find_follow(connection: Connection, follow_id: str | None) -> Follow | None:
    """One, on or off."""
    row = connection.execute(select(follows).where(follows.c.id == follow_id)).one_or_none()
    return None if row is None else entity_of(Follow, row)


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
    if follow.is_on:  # one that was off before hears from here on
        values["began_at"] = case(
            (follows.c.is_on, follows.c.began_at), else_=literal(now, Milliseconds())
        )
    if connection.execute(update(follows).where(known).values(values)).rowcount == 0:
        connection.execute(insert(follows).values({**values, "began_at": now}))


def linked(connection: Connection, follow: Follow) -> Follow:
    """The follow with the user whose address it is, if it is one's: then their scope binds, and
    they are none of the institution's people. Raises Invalid.
    """
    user = user_by_email(connection, follow.email)
    made = replace(follow, user_id=user.id if user else None)
    check(made)
    check_follow(made)
    _check_portfolios(connection, made)
    return made


def _check_portfolios(connection: Connection, follow: Follow) -> None:
    known = find_all(connection, Portfolio, follow.portfolio_ids)
    if missing := set(follow.portfolio_ids) - known.keys():
        raise Invalid("unknown_reference", field="portfolio_ids", id=min(missing))
    institutions = {one.institution_id for one in known.values()}
    if follow.is_client and len(institutions) > 1:
        raise Invalid("client_of_others", field="portfolio_ids")


def address_of(follow: Follow, user: User | None) -> str:
    """Where it goes: to a user wherever they are reached by now."""
    return user.email if user else follow.email


def end_follow(connection: Connection, follow: Follow, now: datetime) -> None:
    """It is told nothing more."""
    save_follow(connection, replace(follow, is_on=False), now)


def remove_follow(connection: Connection, follow_id: str) -> None:
    """As if there had never been one."""
    connection.execute(delete(follows).where(follows.c.id == follow_id))
