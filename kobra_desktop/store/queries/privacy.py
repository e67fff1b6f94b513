"""Persons whose data is kept for a court, or only kept."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from kobra_desktop.store.queries.reach import CLEAN, marks
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.portfolios import Party
from kobra_domain.privacy import LegalHold
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPerson:
    """A legal hold, or a restriction of the person's data (`hold` None)."""

    party: Party
    portfolio_name: str
    hold: LegalHold | None = None
    is_pending: bool = False

    @property
    def id(self) -> str:
        """The hold's, or the person's."""
        return self.hold.id if self.hold else self.party.id


def kept_persons(replica: Replica) -> list[KeptPerson]:
    """Restrictions and holds, lifted ones too."""
    party, hold = RECORDS["party"], RECORDS["legal_hold"]
    with replica.reading() as connection:
        names = _names(connection)
        restricted = connection.execute(select(party).where(party.c.restricted_at.is_not(None)))
        made = [_kept(entity_of(Party, row), names) for row in restricted]
        holds = [entity_of(LegalHold, row) for row in connection.execute(select(hold))]
        flags = marks(connection, "legal_hold")
        asked = select(party).where(party.c.id.in_({one.party_id for one in holds}))
        people = {row.id: entity_of(Party, row) for row in connection.execute(asked)}
    for one in holds:
        if one.party_id in people:
            is_pending = flags.get(one.id, CLEAN).is_pending
            made.append(_kept(people[one.party_id], names, one, is_pending))
    return made


def _names(connection: Connection) -> dict[str, str]:
    portfolio = RECORDS["portfolio"].c
    return dict(connection.execute(select(portfolio.id, portfolio.name)).all())


def _kept(
    party: Party, names: dict[str, str], hold: LegalHold | None = None, is_pending: bool = False
) -> KeptPerson:
    name = names.get(party.portfolio_id, "")
    return KeptPerson(party=party, portfolio_name=name, hold=hold, is_pending=is_pending)
