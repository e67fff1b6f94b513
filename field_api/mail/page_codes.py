"""Codes of six digits that open one mailed result, once, for ten minutes. Kept as keyed hashes: six
digits are soon tried through, by who has the database and not the key. Whoever has the link and not
the mailbox may ask for code after code, so that wrong ones are counted over all codes of a link.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest

from sqlalchemy import Connection, delete, select, update

from field_api.auth.tokens import keyed_hash
from field_api.database import upsert
from field_api.mail.links import GOOD_FOR as LINK_GOOD_FOR
from field_api.tables.follows import page_codes
from field_api.tables.results import deliveries

GOOD_FOR = timedelta(minutes=10)
MOST_WRONG, MOST_IN_ALL = 5, 20
CLOSED = "page.closed"  # what *Envíos* says of a mail whose page is closed
_DIGITS = 6
_p = page_codes.c


class Typed(StrEnum):
    """What a code that was typed is. `LAST`: wrong, and it closed the page; `CLOSED`: it was."""

    RIGHT = "right"
    WRONG = "wrong"
    LAST = "last"
    CLOSED = "closed"


def issue_page_code(
    connection: Connection, key: bytes, delivery_id: str, now: datetime
) -> str | None:
    """A new code for the page of a mail; the one before ends. None: the page is closed."""
    connection.execute(delete(page_codes).where(_p.expires_at < now - LINK_GOOD_FOR))
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    fresh = {
        "code_hash": _hash(key, delivery_id, code),
        "expires_at": now + GOOD_FOR,
        "tries": 0,
    }
    statement = upsert(connection, page_codes).values(delivery_id=delivery_id, wrong=0, **fresh)
    made = statement.on_conflict_do_update(
        index_elements=[_p.delivery_id], set_=fresh, where=_p.wrong < MOST_IN_ALL
    ).returning(_p.delivery_id)
    return code if connection.execute(made).one_or_none() is not None else None


def use_page_code(
    connection: Connection, key: bytes, delivery_id: str, code: str, now: datetime
) -> Typed:
    """What this code is for the page: the right one, in time and not tried too often, ends; a wrong
    one is counted.
    """
    own = _p.delivery_id == delivery_id
    # Counted before it is compared: of many at once not one more is looked at.
    counted = update(page_codes).where(own, _p.tries < MOST_WRONG, _p.wrong < MOST_IN_ALL)
    more = {"tries": _p.tries + 1, "wrong": _p.wrong + 1}
    tried = connection.execute(counted.values(more)).rowcount
    row = connection.execute(select(page_codes).where(own)).one_or_none()
    if row is None or not tried:
        return Typed.CLOSED if row is not None and row.wrong >= MOST_IN_ALL else Typed.WRONG
    is_in_time = now < row.expires_at <= now + GOOD_FOR
    if is_in_time and compare_digest(row.code_hash, _hash(key, delivery_id, code)):
        used = {"code_hash": "", "wrong": _p.wrong - 1}
        connection.execute(update(page_codes).where(own).values(used))
        return Typed.RIGHT
    if row.wrong < MOST_IN_ALL:
        return Typed.WRONG
    mail = update(deliveries).where(deliveries.c.id == delivery_id)
    connection.execute(mail.values(code=CLOSED, detail=""))
    return Typed.LAST


def is_closed(connection: Connection, delivery_id: str) -> bool:
    """Whether the page of a mail was closed by wrong codes."""
    closed = select(_p.delivery_id).where(_p.delivery_id == delivery_id, _p.wrong >= MOST_IN_ALL)
    return connection.execute(closed).one_or_none() is not None


def open_again(connection: Connection, delivery_id: str) -> None:
    """The mail is sent once more: wrong codes are counted from nothing."""
    connection.execute(delete(page_codes).where(_p.delivery_id == delivery_id))


def _hash(key: bytes, delivery_id: str, code: str) -> str:
    return keyed_hash(key, "page_code", delivery_id, code)
