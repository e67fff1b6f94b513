"""People as rows of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries import people_facts as facts
from kobra_desktop.store.queries.packed import row_number
from kobra_desktop.store.queries.people_facts import Door
from kobra_desktop.store.queries.reach import CLEAN, marks
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import PART_IN, RECORDS
from kobra_domain.portfolios import ChannelKind, Party


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody holds in one currency: how many accounts, what is overdue and the balance
    (minor units).
    """

    currency: str
    accounts: int
    overdue_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One line of the table. `owed`: by currency, the most accounts first."""

    party: Party
    portfolio_name: str
    time_zone: str
    owed: tuple[Owed, ...]
    door: Door | None
    last_at: datetime | None
    is_pending: bool = False
    is_held: bool = False

    @property
    def id(self) -> str:
        """Of the party."""
        return self.party.id

    @property
    def accounts(self) -> int:
        """How many they hold."""
        return sum(one.accounts for one in self.owed)

    @property
    def document(self) -> str:
        """Its type and number."""
        return self.party.document

    @property
    def phones(self) -> tuple[str, ...]:
        """Their numbers."""
        return facts.phones_of(self.party.channels)

    @property
    def contact(self) -> str:
        """As `facts.contact_of`."""
        party = self.party
        return facts.contact_of(
            party.restricted_at, party.deceased_known_at, party.do_not_contact_reason
        )

    @property
    def consents(self) -> tuple[ChannelKind, ...]:
        """The channels that they have said yes to."""
        return facts.consented(self.party.channels)


def parties_by_id(replica: Replica, ids: Iterable[str]) -> dict[str, PartyRow]:
    """The named rows; those that are gone are absent."""
    wanted = list(ids)
    with replica.reading() as connection:
        parties: list[Party] = rows.entities(connection, "party", wanted)
        portfolio = RECORDS["portfolio"].c
        asked = select(portfolio.id, portfolio.name, portfolio.time_zone)
        names = {one.id: (one.name, one.time_zone) for one in connection.execute(asked)}
        flags = marks(connection, "party", wanted)
        doors = facts.best_doors(connection, wanted)
        owed = owed_by(connection, wanted)
        last = _last_contacts(connection, wanted)
    made = {}
    for party in parties:
        name, zone = names.get(party.portfolio_id, ("", "UTC"))
        mark, door = flags.get(party.id, CLEAN), doors.get(party.id)
        made[party.id] = PartyRow(
            party, name, (door.time_zone if door else None) or zone, owed.get(party.id, ()), door,
            last.get(party.id), mark.is_pending, mark.is_held,
        )  # fmt: skip
    return made


def owed_by(connection: Connection, party_ids: Iterable[str]) -> dict[str, tuple[Owed, ...]]:
    """What each party holds, by currency."""
    account = RECORDS["account"]
    a, part = account.c, PART_IN.c
    asked = (
        select(
            part.party_id, a.currency, func.count(), func.sum(a.overdue_minor),
            func.sum(a.balance_minor),
        )
        .select_from(PART_IN.join(account, row_number(account) == part.account))
        .where(part.is_holder == 1)
        .group_by(part.party_id, a.currency)
        .order_by(func.count().desc(), a.currency)
    )  # fmt: skip
    found: dict[str, list[Owed]] = defaultdict(list)
    for some in rows.chunks(party_ids):
        for party_id, *said in connection.execute(asked.where(part.party_id.in_(some))):
            found[party_id].append(Owed(*said))
    return {one: tuple(owed) for one, owed in found.items()}


def _last_contacts(connection: Connection, party_ids: Iterable[str]) -> dict[str, datetime]:
    """When each was last visited or otherwise contacted."""
    found: dict[str, datetime] = {}
    ids = list(party_ids)
    for party_id, visits in facts.visits_of_parties(connection, ids).items():
        if at := facts.last_seen(visits).ended_at:
            found[party_id] = at
    contact = RECORDS["contact"].c
    asked = select(contact.party_id, func.max(contact.at)).group_by(contact.party_id)
    for some in rows.chunks(ids):
        for party_id, at in connection.execute(asked.where(contact.party_id.in_(some))):
            found[party_id] = max(at, found.get(party_id, at))
    return found
