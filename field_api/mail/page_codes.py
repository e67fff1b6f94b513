"""Codes of six digits that open one mailed result, once, for ten minutes. Kept as keyed hashes: six
digits are soon tried through, by who has the database and not the key.
"""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import Connection, delete, insert, select, update

from field_api.auth.tokens import keyed_hash
from field_api.tables.follows import page_codes

GOOD_FOR = timedelta(minutes=10)
_MOST_WRONG = 5
_DIGITS = 6


def issue_page_code(connection: Connection, key: bytes, delivery_id: str, now: datetime) -> str:
    """A new code for the page of a mail; the one before ends."""
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    old = (page_codes.c.delivery_id == delivery_id) | (page_codes.c.expires_at < now - GOOD_FOR)
    connection.execute(delete(page_codes).where(old))
    connection.execute(
        insert(page_codes).values(
            delivery_id=delivery_id,
            code_hash=_hash(key, delivery_id, code),
            expires_at=now + GOOD_FOR,
            tries=0,
        )
    )
    return code


def use_page_code(
    connection: Connection, key: bytes, delivery_id: str, code: str, now: datetime
) -> bool:
    """Whether it is the code of the page, in time and not tried too often. The right one ends; a
    wrong one is counted.
    """
    own = page_codes.c.delivery_id == delivery_id
    # Counted before it is compared: of many at once not one more is looked at.
    counted = update(page_codes).where(own, page_codes.c.tries < _MOST_WRONG)
    tried = connection.execute(counted.values(tries=page_codes.c.tries + 1)).rowcount
    row = connection.execute(select(page_codes).where(own)).one_or_none()
    if row is None or not tried:
        return False
    is_in_time = now < row.expires_at <= now + GOOD_FOR
    is_right = compare_digest(row.code_hash, _hash(key, delivery_id, code))
    if is_right and is_in_time:
        connection.execute(delete(page_codes).where(own))
    return is_right and is_in_time


def _hash(key: bytes, delivery_id: str, code: str) -> str:
    return keyed_hash(key, "page_code", delivery_id, code)
