"""What rows of accounts and of people say beside their own fields: doors, papers, visits of some
hundred parties, read together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.tables import RECORDS
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import TALKED, Channel, ChannelKind
from kobra_domain.visits import OPEN_STATES, Outcome, VisitState

QUALITY_ORDER = {quality: n for n, quality in enumerate(GeocodeQuality)}  # the best first
_OUTCOMES: dict[Outcome | None, int] = {outcome: n for n, outcome in enumerate(Outcome, 1)}
_BETWEEN = str.maketrans("", "", " -.")  # what people write between the figures of a number


@dataclass(frozen=True, slots=True)
class Door:
    """A door of a party, as a list says it."""

    id: str
    street: str
    neighbourhood: str
    municipality: str
    quality: GeocodeQuality
    time_zone: str | None

    @property
    def words(self) -> str:
        """On one line."""
        return ", ".join(one for one in (self.street, self.neighbourhood, self.municipality) if one)


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit, as a list of accounts or people says it."""

    party_id: str
    account_ids: tuple[str, ...]
    state: VisitState
    outcome: Outcome | None
    ended_at: datetime | None
    planned_on: date | None


@dataclass(frozen=True, slots=True)
class LastSeen:
    """What the last visit came to and when, and the day of the next open one."""

    outcome: Outcome | None = None
    ended_at: datetime | None = None
    next_on: date | None = None


def best_doors(connection: Connection, party_ids: Iterable[str]) -> dict[str, Door]:
    """The best placed door of each party; of doors placed alike the first that is there."""
    a = RECORDS["address"].c
    asked = select(
        a.party_id, a.id, a.street, a.neighbourhood, a.municipality, a.geocode_quality, a.time_zone
    ).order_by(a.id)
    found: dict[str, Door] = {}
    for part in rows.chunks(set(party_ids)):
        for party_id, *said in connection.execute(asked.where(a.party_id.in_(part))):
            door, held = Door(*said), found.get(party_id)
            if held is None or _rank(door) < _rank(held):
                found[party_id] = door
    return found


def _rank(door: Door) -> int:
    return QUALITY_ORDER[door.quality]


def visits_of_parties(connection: Connection, party_ids: Iterable[str]) -> dict[str, list[Seen]]:
    """The visits to each party, in no order."""
    v = RECORDS["visit"].c
    asked = select(v.party_id, v.account_ids, v.state, v.outcome, v.ended_at, v.planned_on)
    found: dict[str, list[Seen]] = defaultdict(list)
    for part in rows.chunks(set(party_ids)):
        for one in connection.execute(asked.where(v.party_id.in_(part))):
            found[one.party_id].append(Seen(*one))
    return found


def last_seen(visits: Collection[Seen]) -> LastSeen:
    """Of these visits; of several that ended together the one whose outcome is named last."""
    ended = [(one.ended_at, _OUTCOMES.get(one.outcome, 0), one) for one in visits if one.ended_at]
    *_, last = max(ended, key=lambda one: one[:2], default=(None,))
    days = [one.planned_on for one in visits if one.planned_on and one.state in OPEN_STATES]
    next_on = min(days, default=None)
    return LastSeen(last.outcome, last.ended_at, next_on) if last else LastSeen(next_on=next_on)


def papers_of(connection: Connection, party_ids: Iterable[str]) -> dict[str, date | None]:
    """By account: until when a visit is authorised; None for good, absent without a paper."""
    p = RECORDS["authorisation"].c
    asked = select(p.account_id, p.expires_on).where(p.revoked_on.is_(None))
    found: dict[str, date | None] = {}
    for part in rows.chunks(set(party_ids)):
        for account_id, until in connection.execute(asked.where(p.party_id.in_(part))):
            held = found.get(account_id, date.min)
            found[account_id] = None if until is None or held is None else max(until, held)
    return found


def phones_of(channels: Iterable[Channel]) -> tuple[str, ...]:
    """The telephones, each once."""
    found: dict[str, str] = {}
    for one in channels:
        if one.kind in TALKED and one.value:
            found.setdefault(bare(one.value), one.value)
    return tuple(found.values())


def bare(phone: str) -> str:
    """A number as it is searched and ordered."""
    return phone.translate(_BETWEEN)


def consented(channels: Iterable[Channel]) -> tuple[ChannelKind, ...]:
    """The kinds of channels that the party has said yes to."""
    stands = (one for one in channels if one.consent and one.consent.withdrawn_at is None)
    return tuple(dict.fromkeys(one.kind for one in stands))


def contact_of(restricted_at: Any, deceased_known_at: Any, reason: str) -> str:
    """`restricted`, `deceased`, `do_not_contact` or `may`."""
    if restricted_at is not None:
        return "restricted"
    if deceased_known_at is not None:
        return "deceased"
    return "do_not_contact" if reason else "may"
