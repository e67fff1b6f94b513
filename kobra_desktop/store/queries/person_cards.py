"""One person with everything that is here of them: one read for each kind of thing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from kobra_desktop.store import outbox, rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.accounts import accounts_of_party
from kobra_desktop.store.queries.house import laws_of
from kobra_desktop.store.queries.persons import how_sought, same_people
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, work_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.amendments import Amendment
from kobra_domain.contact import RuleSet
from kobra_domain.contacts import Contact, Petition, PetitionState
from kobra_domain.dues import BankPayment, Payment, Promise
from kobra_domain.imports.things import Import
from kobra_domain.kinds import KINDS
from kobra_domain.people import User
from kobra_domain.persons import Touch
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Institution,
    Party,
    Portfolio,
)
from kobra_domain.scope import Permission, may
from kobra_domain.visits import Visit
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """`names`: parties, agents, users and portfolios by id, as far as they are here. `others`: the
    same person's rows in the institution's other portfolios; `touches`: all contacts of all of
    them. `imports`: the files that something of it came with. `users`: who may be given work, by
    name. `rules`: the contact rules that hold. `is_pending`: something of the person waits to be
    sent.
    """

    party: Party
    portfolio: Portfolio | None
    rules: RuleSet | None = None
    institution: Institution | None = None
    addresses: tuple[Address, ...] = ()
    accounts: tuple[Account, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    visits: tuple[Visit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    petitions: tuple[Petition, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    promises: tuple[Promise, ...] = ()
    payments: tuple[Payment, ...] = ()
    bank_payments: tuple[BankPayment, ...] = ()
    imports: dict[str, Import] = field(default_factory=dict)
    others: tuple[Party, ...] = ()
    touches: tuple[Touch, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    users: tuple[User, ...] = ()
    is_pending: bool = False

    @property
    def is_deceased(self) -> bool:
        """Whether it is known, in any portfolio of the institution, that they have died."""
        return any(one.deceased_known_at is not None for one in (self.party, *self.others))

    def account_number(self, account_id: str | None) -> str:
        """The number of one of their accounts; empty for another."""
        return next((one.number for one in self.accounts if one.id == account_id), "")


def person_card(replica: Replica, party_id: str) -> PersonCard | None:
    """The person; None when they are not in sight."""
    with replica.reading() as connection:
        party = rows.one(connection, "party", party_id)
        return _card(connection, party) if isinstance(party, Party) else None


def _card(connection: Connection, party: Party) -> PersonCard:
    portfolio = rows.one(connection, "portfolio", party.portfolio_id)
    owner = portfolio.institution_id if portfolio else None
    accounts = _accounts(connection, party)
    ids = [one.id for one in accounts]
    found: dict[str, tuple[Any, ...]] = {
        kind: _where(connection, kind, RECORDS[kind].c.party_id == party.id)
        for kind in ("address", "authorisation", "visit", "contact", "petition", "amendment")
    }
    owed = {
        kind: _where(connection, kind, RECORDS[kind].c.account_id.in_(ids))
        for kind in ("promise", "payment", "bank_payment")
    }
    people = same_people(connection, [party])
    card = PersonCard(
        party=party,
        portfolio=portfolio,
        rules=laws_of(connection, [portfolio]).get(portfolio.id) if portfolio else None,
        institution=rows.one(connection, "institution", owner),
        addresses=found["address"],
        accounts=accounts,
        authorisations=found["authorisation"],
        visits=found["visit"],
        contacts=found["contact"],
        petitions=found["petition"],
        amendments=(*found["amendment"], *_unsent(connection, party, found["address"])),
        promises=owed["promise"],
        payments=owed["payment"],
        bank_payments=owed["bank_payment"],
        imports=_imports(connection, (*found["contact"], *owed["bank_payment"])),
        others=people.get(party.id, ()),
        touches=how_sought(connection, [party], people)[party.id],
        is_pending=_waits(connection, party, found),
    )
    known: list[User] = rows.entities(connection, "user")
    names = _names(connection, card) | {one.id: one.name for one in known}
    users = sorted(filter(_may_own, known), key=lambda one: name_key(one.name))
    return replace(card, names=names, users=tuple(users))


def _may_own(user: User) -> bool:
    """Whether a petition may be somebody's to answer."""
    return may(user, Permission.KEEP_PEOPLE)


def _accounts(connection: Connection, party: Party) -> tuple[Account, ...]:
    """Their own first."""
    ids = accounts_of_party(connection, party.id)
    found = {one.id: one for one in rows.entities(connection, "account", ids)}
    return tuple(found[one] for one in ids)


def _where(connection: Connection, kind: str, *where: ColumnElement[bool]) -> tuple[Any, ...]:
    found = connection.execute(select(RECORDS[kind]).where(*where))
    return tuple(sorted((entity_of(KINDS[kind], row) for row in found), key=lambda one: one.id))


def _imports(connection: Connection, came: tuple[Any, ...]) -> dict[str, Import]:
    ids = {one.import_id for one in came if one.import_id}
    return {one.id: one for one in rows.entities(connection, "import", ids)}


def _waits(connection: Connection, party: Party, found: dict[str, tuple[Any, ...]]) -> bool:
    if outbox.of_entity(connection, "party", party.id):
        return True
    return any(
        outbox.of_entities(connection, kind, [one.id for one in found[kind]])
        for kind in ("address", "authorisation", "contact", "petition")
    )


def _unsent(
    connection: Connection, party: Party, addresses: tuple[Address, ...]
) -> Iterator[Amendment]:
    """What was changed here and waits to be sent, as the server will tell it."""
    for kind, ids in (("party", [party.id]), ("address", [one.id for one in addresses])):
        for ops in outbox.of_entities(connection, kind, ids).values():
            for op in ops:
                if op.reason:
                    yield Amendment(
                        id=op.op_id,
                        portfolio_id=party.portfolio_id,
                        party_id=party.id,
                        at=op.made_at,
                        kind=kind,
                        subject_id=op.entity_id,
                        fields=tuple(op.changed),
                        reason=op.reason,
                        made_by=op.owner,
                    )


def _names(connection: Connection, card: PersonCard) -> dict[str, str]:
    wanted: dict[str, set[str]] = {
        "party": {one.party_id for account in card.accounts for one in account.parties},
        "portfolio": {one.portfolio_id for one in card.others},
        "agent": {visit.agent_id for visit in card.visits if visit.agent_id}
        | {account.agent_id for account in card.accounts if account.agent_id},
    }
    return {
        one.id: one.name
        for kind, ids in wanted.items()
        for one in rows.entities(connection, kind, ids)
    }


@dataclass(frozen=True, slots=True)
class OpenPetition:
    """A petition that waits for an answer, whose it is, and where."""

    petition: Petition
    party_name: str
    country: str
    zone: str


def open_petitions(replica: Replica, reach: Reach = EVERYTHING) -> list[OpenPetition]:
    """Petitions that wait for an answer, the next due first."""
    petition, party, portfolio = RECORDS["petition"], RECORDS["party"], RECORDS["portfolio"]
    waits = petition.c.state.in_((PetitionState.OPEN, PetitionState.PASSED_ON))
    asked = (
        select(petition, party.c.name.label("who"), portfolio.c.country, portfolio.c.time_zone)
        .select_from(
            petition.outerjoin(party, party.c.id == petition.c.party_id).outerjoin(
                portfolio, portfolio.c.id == petition.c.portfolio_id
            )
        )
        .where(waits, *work_within("petition", reach))
        .order_by(petition.c.due_on, petition.c.id)
    )
    with replica.reading() as connection:
        found: list[Row[Any]] = list(connection.execute(asked))
    return [
        OpenPetition(
            entity_of(Petition, row), row.who or "", row.country or "", row.time_zone or "UTC"
        )
        for row in found
    ]
