"""The law of Colombia told once more, in other words and by minutes, over the rows that a server
holds: when a visit may be made. Of the product it takes nothing but the things.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from field_api.change_log.rows import entities, find
from field_api.tables.replicated import authorisations, contacts, parties, visits
from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    ChannelKind,
    Party,
    PartyRole,
    Portfolio,
    ProductType,
)
from kobra_domain.visits import Visit

T = TypeVar("T", bound=Entity)
WEEK, BEHIND = timedelta(days=7), timedelta(hours=5)  # Bogotá has one offset all the year
HOLIDAYS = {date(2026, 3, 23), date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 1)}
EXCEPTED = (ContactPurpose.TRANSACTIONAL, ContactPurpose.REQUESTED_INFO)
VISITED = {
    ProductType.MICROCREDIT,
    ProductType.DEVELOPMENT,
    ProductType.AGRICULTURAL,
    ProductType.RURAL,
}
OWING = {PartyRole.HOLDER, PartyRole.CODEBTOR, PartyRole.GUARANTOR}
STAY = timedelta(minutes=60)


def is_open(at: datetime) -> bool:
    """Whether somebody may be visited at that minute at all."""
    here = at - BEHIND
    opens, closes = {5: (480, 900), 6: (0, 0)}.get(here.weekday(), (420, 1140))
    return here.date() not in HOLIDAYS and opens <= here.hour * 60 + here.minute < closes


def minutes_left(now: datetime) -> Iterator[datetime]:
    """What is left of the day at the door."""
    at = now
    while (at - BEHIND).date() == (now - BEHIND).date():
        yield at
        at += timedelta(minutes=1)


def day_begins(now: datetime) -> datetime:
    """The midnight before, at the door."""
    here = now - BEHIND
    return now - timedelta(hours=here.hour, minutes=here.minute, seconds=here.second)


@dataclass(frozen=True)
class Known:
    """What is known of one visit's person, wherever in the institution it is written."""

    visit: Visit
    party: Party
    address: Address
    product: ProductType
    accounts: list[Account]
    selves: list[Party]
    papers: list[Authorisation]
    sought: list[tuple[datetime, ChannelKind]]
    at_door: list[datetime]

    @classmethod
    def of(cls, connection: Connection, visit: Visit) -> "Known":
        """Read row by row, as somebody with all the files on a table would."""
        party = _the(connection, Party, visit.party_id)
        portfolio = _the(connection, Portfolio, visit.portfolio_id)
        address = _the(connection, Address, visit.address_id)
        selves = [
            one
            for one in entities(connection, Party, parties.c.document_number.is_not(None))
            if one.id == party.id
            or (one.document_number and one.document_number == party.document_number)
        ]
        ids = [one.id for one in selves]
        theirs = entities(connection, Visit, visits.c.party_id.in_(ids))
        begun = [
            one.check_in.at for one in theirs if one.check_in is not None and one.id != visit.id
        ]
        heard = [
            (one.at, one.channel)
            for one in entities(connection, Contact, contacts.c.party_id.in_(ids))
            if not one.is_received and one.purpose not in EXCEPTED
        ]
        here = [
            one.check_in.at
            for one in entities(connection, Visit, visits.c.check_in.is_not(None))
            if one.check_in is not None
            and one.id != visit.id
            and _the(connection, Address, one.address_id).key == address.key
        ]
        return cls(
            visit=visit,
            party=party,
            address=address,
            product=portfolio.product_type,
            accounts=[_the(connection, Account, key) for key in visit.account_ids],
            selves=selves,
            papers=entities(connection, Authorisation, authorisations.c.party_id == visit.party_id),
            sought=[*heard, *((at, ChannelKind.VISIT) for at in begun)],
            at_door=here if address.key else begun,
        )

    def may_ever(self, on: date) -> bool:
        """Whether the person may be visited about this on a date, at whatever hour."""
        if any(
            one.restricted_at or one.deceased_known_at or one.do_not_contact_reason.strip()
            for one in self.selves
        ):
            return False
        if self.product not in VISITED or not self.accounts:
            return False
        return all(self._owes(one) and self._has_signed(one, on) for one in self.accounts)

    def _owes(self, account: Account) -> bool:
        roles = {one.role for one in account.parties if one.party_id == self.party.id}
        return bool(roles) and roles <= OWING

    def _has_signed(self, account: Account, on: date) -> bool:
        return any(
            paper.account_id == account.id
            and paper.signed_on <= on
            and (paper.expires_on is None or on <= paper.expires_on)
            and (paper.revoked_on is None or on < paper.revoked_on)
            for paper in self.papers
        )

    def may(self, at: datetime) -> bool:
        """Whether the visit may begin then."""
        here = (at - BEHIND).date()
        if not self.may_ever(here) or not is_open(at):
            return False
        before = [(then, channel) for then, channel in self.sought if then <= at]
        if any((then - BEHIND).date() == here for then, _ in before):
            return False
        if any(at - then < WEEK for then, how in before if how is not ChannelKind.VISIT):
            return False
        of_month = [
            then
            for then, how in before
            if how is ChannelKind.VISIT
            and (then - BEHIND).date().replace(day=1) == here.replace(day=1)
        ]
        at_door = [then for then in self.at_door if then <= at and (then - BEHIND).date() == here]
        return len(of_month) < 4 and len(at_door) < 3

    def in_a_stay(self, at: datetime) -> bool:
        """Whether somebody was just here, so that more than this page tells decides."""
        return any(timedelta(0) <= at - then <= STAY for then, _ in self.sought) or any(
            timedelta(0) <= at - then <= STAY for then in self.at_door
        )


def _the(connection: Connection, kind: type[T], key: str) -> T:
    found = find(connection, kind, key)
    assert found is not None
    return found
