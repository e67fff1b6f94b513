"""Which packed days a change makes stale: the rows of such a day are read until a job has packed it
anew (`field_api.jobs.packing`).

Said once the log is locked: a job packs under the same lock, so it never keeps a day that a
transaction at hand is about to change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select

from field_api.database import chunks
from field_api.tables.packs import packs
from field_api.tables.replicated import addresses, bank_payments, contacts, visits
from kobra_domain.contacts import Contact
from kobra_domain.dues import BankPayment
from kobra_domain.kinds import Entity
from kobra_domain.metrics.attribution import DAYS
from kobra_domain.metrics.dimensions import AGENT
from kobra_domain.people import Agent
from kobra_domain.portfolios import Address, Portfolio
from kobra_domain.visits import ENDED_STATES, Visit
from kobra_records.sql.packs.asking import ordinal
from kobra_records.sql.packs.blocks import forget_every, forget_over
from kobra_records.sql.packs.kinds import PACKED, PAYMENTS, PORTFOLIO, VISITS
from kobra_records.sql.tables import from_ms

_CHUNK = 500
_VISIT = (
    *("state", "outcome", "verdict", "ended_at", "bucket", "overdue_minor"),
    *("portfolio_id", "agent_id", "address_id", "party_id", "account_ids"),
)
DOOR = ("time_zone", "neighbourhood", "municipality")
_CONTACT = ("at", "channel", "is_two_way", "account_id", "portfolio_id")
_PAYMENT = ("booked_on", "account_id", "portfolio_id", "amount_minor", "currency", "is_reversal")


@dataclass(slots=True)
class Touched:
    """What some edits touch of what packs are made from."""

    visits: list[Visit] = field(default_factory=list)
    doors: set[str] = field(default_factory=set)
    values: set[tuple[str, str]] = field(default_factory=set)  # of a key
    paid_on: set[date] = field(default_factory=set)
    met: set[tuple[str, int]] = field(default_factory=set)  # accounts, and on which day
    are_payments: bool = False  # all of them

    def note(self, after: Entity | None, before: Entity | None) -> None:
        """One edit."""
        both = [one for one in (after, before) if one is not None]
        match both[0]:
            case Visit() if _differ(after, before, _VISIT):
                self.visits += [
                    one for one in both if isinstance(one, Visit) and one.state in ENDED_STATES
                ]
            case Contact() if _differ(after, before, _CONTACT):
                self.met |= {
                    (one.account_id, _day(one.at))
                    for one in both
                    if isinstance(one, Contact) and one.account_id and one.is_two_way
                }
            case BankPayment() if _differ(after, before, _PAYMENT):
                self.paid_on |= {one.booked_on for one in both if isinstance(one, BankPayment)}
            case Address(id=door) if _differ(after, before, DOOR):
                self.doors.add(door)
                self.are_payments |= _zones_differ(after, before)
            case Agent(id=agent_id) if _differ(after, before, ("team_id",)):
                self.values.add((AGENT, agent_id))
            case Portfolio(id=portfolio_id) if _differ(after, before, ("time_zone",)):
                self.values.add((PORTFOLIO, portfolio_id))
                self.are_payments |= before is not None


def _differ(after: Entity | None, before: Entity | None, names: Iterable[str]) -> bool:
    if after is None or before is None:
        return True
    return any(getattr(after, name) != getattr(before, name) for name in names)


def _zones_differ(after: Entity | None, before: Entity | None) -> bool:
    zones = [getattr(one, "time_zone", None) for one in (after, before)]
    return zones[0] != zones[1]


def touched(edits: Iterable[tuple[Entity | None, Entity | None]]) -> Touched:
    """What edits touch."""
    made = Touched()
    for after, before in edits:
        made.note(after, before)
    return made


def make_stale(connection: Connection, found: Touched) -> None:
    """Take the days away that these changes make other."""
    days = {_day(one.ended_at) for one in found.visits}
    days |= _later_at_doors(connection, found.visits)
    for ids in chunks(sorted(found.doors), _CHUNK):
        days |= _ended(connection, visits.c.address_id.in_(ids))
    _forget(connection, VISITS.kind, days)
    paid = {one.toordinal() for one in found.paid_on} | _paid_after(connection, found)
    _forget(connection, PAYMENTS.kind, paid)
    for key, value in sorted(found.values):
        for packed in PACKED.values():
            series = (packs.sums.c.series == packed.series(key), packs.sums.c.value == value)
            held = set(connection.scalars(select(packs.sums.c.day).where(*series)))
            _forget(connection, packed.kind, held)
    if found.are_payments:
        forget_every(connection, packs, PAYMENTS.kind)


def _day(moment: datetime | None) -> int:
    return 0 if moment is None else ordinal(moment)


def _ended(connection: Connection, *where: Any) -> set[int]:
    asked = select(visits.c.ended_at).distinct().where(visits.c.state.in_(sorted(ENDED_STATES)))
    return {_day(one) for one in connection.scalars(asked.where(*where))}


def _later_at_doors(connection: Connection, changed: Sequence[Visit]) -> set[int]:
    """Of visits at the same doors afterwards: they may have been the first, or no longer be."""
    doors = [one for one in changed if one.ended_at is not None]
    found: set[int] = set()
    for some in chunks(doors, _CHUNK):
        after = (
            (visits.c.address_id == one.address_id) & (visits.c.ended_at >= one.ended_at)
            for one in some
        )
        found |= _ended(connection, or_(*after))
    return found


def _paid_after(connection: Connection, changed: Touched) -> set[int]:
    """Of payments soon after, of the same accounts: they may be another's work."""
    days: dict[str, set[int]] = {}
    for one in changed.visits:
        for account_id in one.account_ids:
            days.setdefault(account_id, set()).add(_day(one.ended_at))
    for account_id, day in changed.met:
        days.setdefault(account_id, set()).add(day)
    found: set[int] = set()
    p = bank_payments.c
    for ids in chunks(sorted(days), _CHUNK):
        asked = select(p.account_id, p.booked_on).where(p.account_id.in_(ids))
        for account_id, booked_on in connection.execute(asked):
            on = booked_on.toordinal()
            if any(-1 <= on - day <= DAYS + 1 for day in days[account_id]):
                found.add(on)
    return found


def _forget(connection: Connection, kind: str, days: Iterable[int]) -> None:
    gone = sorted(days)
    for some in chunks(gone, _CHUNK):
        here = (packs.days.c.kind == kind, packs.days.c.day.in_(some))
        connection.execute(delete(packs.days).where(*here))
    forget_over(connection, packs, kind, gone)


Rows = Callable[[int], Iterable[Sequence[Any]]]  # stored rows, as the door of files has them


def of_new(kind: str, fields: Sequence[str], rows: Rows) -> Touched:
    """Of rows that come: at new doors nobody was yet."""
    made = Touched()
    if kind == "bank_payment":
        place = fields.index("booked_on")
        made.paid_on = {date.fromisoformat(row[place]) for row in rows(0)}
    elif kind == "contact":
        account, at = fields.index("account_id"), fields.index("at")
        made.met = {(row[account], _day(from_ms(row[at]))) for row in rows(0) if row[account]}
    return made


def of_ids(connection: Connection, kind: str, ids: Sequence[str]) -> Touched:
    """Of rows that go."""
    made = Touched()
    if kind == "address":
        made.doors = set(ids)
    elif kind == "bank_payment":
        p = bank_payments.c
        for some in chunks(ids, _CHUNK):
            asked = select(p.booked_on).distinct().where(p.id.in_(some))
            made.paid_on |= set(connection.scalars(asked))
    elif kind == "contact":
        c = contacts.c
        for some in chunks(ids, _CHUNK):
            told = select(c.account_id, c.at).where(c.id.in_(some), c.account_id.is_not(None))
            made.met |= {(account_id, _day(at)) for account_id, at in connection.execute(told)}
    return made


def of_changed(connection: Connection, kind: str, fields: Sequence[str], rows: Rows) -> Touched:
    """Of rows that change: of addresses only those that then lie in another zone."""
    if kind == "bank_payment":
        made = of_new(kind, fields, rows)
        place = fields.index("id")
        made.paid_on |= of_ids(connection, kind, [row[place] for row in rows(0)]).paid_on
        return made
    if kind == "contact":
        made, place = of_new(kind, fields, rows), fields.index("id")
        made.met |= of_ids(connection, kind, [row[place] for row in rows(0)]).met
        return made
    return _moved(connection, fields, rows(0)) if kind == "address" else Touched()


def _moved(connection: Connection, fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Touched:
    names = ("id", *DOOR)
    fresh = [tuple(row[fields.index(name)] for name in names) for row in rows]
    made = Touched()
    for some in chunks(fresh, _CHUNK):
        columns = [addresses.c[name] for name in names]
        asked = select(*columns).where(addresses.c.id.in_([one[0] for one in some]))
        held = {row[0]: tuple(row) for row in connection.execute(asked)}
        for one in some:
            was = held.get(one[0], one)
            if was != one:
                made.doors.add(one[0])
                made.are_payments |= was[1] != one[1]
    return made
