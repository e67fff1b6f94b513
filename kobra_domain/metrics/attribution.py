"""Whose work a payment is: the last contact with a holder or co-debtor on its account, if it was
not too long ago. What is nobody's stands as «sin gestión», so that all together are what came in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAYS = 14  # a payment is a contact's up to so many days after it


class Contact(NamedTuple):
    """A right-party contact of an agent on an account, on a day at the address."""

    account_id: str
    on: date
    at: datetime
    agent_id: str | None


class Paid(NamedTuple):
    """A payment of an account, on the day that it counts on."""

    id: str
    account_id: str
    on: date


def owners(payments: Iterable[Paid], contacts: Iterable[Contact]) -> dict[str, str | None]:
    """The agent of each payment, None of one that nobody's contact came before. The day of the
    payment is within the days after, and so is one of the same day.
    """
    held: dict[str, list[Contact]] = defaultdict(list)
    for one in sorted(contacts, key=lambda each: (each.on, each.at, each.agent_id or "")):
        held[one.account_id].append(one)
    made: dict[str, str | None] = {}
    for paid in payments:
        before = held.get(paid.account_id, [])
        place = bisect_right(before, paid.on, key=lambda each: each.on)
        last = before[place - 1] if place else None
        is_near = last is not None and paid.on - last.on <= timedelta(days=DAYS)
        made[paid.id] = last.agent_id if last is not None and is_near else None
    return made
