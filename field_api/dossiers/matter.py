"""What a dossier is about: a person with everything of theirs, or one visit with what is its own.
Read in one moment; knows no file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Text, and_, false, or_, type_coerce

from field_api.change_log.rows import entities, find
from field_api.operations.persons import how_sought, same_people, who_came
from field_api.tables.replicated import TABLES, accounts, authorisations
from kobra_domain.alerts import Alert
from kobra_domain.amendments import Amendment
from kobra_domain.contact import RuleSet, rules_of
from kobra_domain.contacts import Contact, Petition
from kobra_domain.dues import BankPayment, Payment, Promise
from kobra_domain.kinds import Entity
from kobra_domain.persons import Touch
from kobra_domain.portfolios import Account, Address, Authorisation, Party, Portfolio
from kobra_domain.privacy import LegalHold
from kobra_domain.submissions import Proposal, Review, Submission
from kobra_domain.visits import Visit
from kobra_records.sql.house import house_rows

T = TypeVar("T", bound=Entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The rows. `visit_id` is empty for a person's whole dossier; visits, oldest first; `rules` are
    those that hold now. `selves`,
    the same person's rows in the institution's other portfolios, and `touches`, how all of these
    were sought, and `at_doors`, by id of an address all visits to its door, are asked about and not
    told.
    """

    visit_id: str
    portfolio: Portfolio
    rules: RuleSet
    party: Party
    addresses: tuple[Address, ...]
    accounts: tuple[Account, ...]
    authorisations: tuple[Authorisation, ...]
    holds: tuple[LegalHold, ...]
    visits: tuple[Visit, ...]
    submissions: tuple[Submission, ...]
    reviews: tuple[Review, ...]
    proposals: tuple[Proposal, ...]
    promises: tuple[Promise, ...]
    payments: tuple[Payment, ...]
    alerts: tuple[Alert, ...]
    bank_payments: tuple[BankPayment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    petitions: tuple[Petition, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    selves: tuple[Party, ...] = ()
    touches: tuple[Touch, ...] = ()
    at_doors: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict)

    @property
    def subject(self) -> tuple[str, str]:
        """The kind and the id that the dossier is of."""
        return ("visit", self.visit_id) if self.visit_id else ("party", self.party.id)

    def rows(self) -> Iterable[Entity]:
        """Every row, whose edits and looks belong to the dossier."""
        yield self.party
        for some in (
            *(self.addresses, self.accounts, self.authorisations, self.holds, self.visits),
            *(self.submissions, self.reviews, self.proposals, self.promises, self.payments),
            *(self.alerts, self.bank_payments, self.contacts, self.petitions, self.amendments),
        ):
            yield from some


def matter_of_party(connection: Connection, party: Party) -> Matter | None:
    """Everything of a person in one portfolio; None where the portfolio is gone."""
    visits = entities(connection, Visit, TABLES["visit"].c.party_id == party.id)
    named = type_coerce(accounts.c.parties, Text).contains(party.id, autoescape=True)
    theirs = entities(connection, Account, accounts.c.portfolio_id == party.portfolio_id, named)
    papers = entities(connection, Authorisation, authorisations.c.party_id == party.id)
    return _matter(connection, party, visits, theirs, papers, visit_id="")


def matter_of_visit(connection: Connection, visit: Visit) -> Matter | None:
    """One visit with the papers that let it be made; None where its person is gone."""
    party = find(connection, Party, visit.party_id)
    if party is None:
        return None
    theirs = entities(connection, Account, accounts.c.id.in_(visit.account_ids))
    papers = entities(
        connection,
        Authorisation,
        authorisations.c.party_id == party.id,
        authorisations.c.account_id.in_(visit.account_ids),
    )
    return _matter(connection, party, [visit], theirs, papers, visit_id=visit.id)


def _matter(
    connection: Connection,
    party: Party,
    visits: list[Visit],
    theirs: list[Account],
    papers: list[Authorisation],
    *,
    visit_id: str,
) -> Matter | None:
    portfolio = find(connection, Portfolio, party.portfolio_id)
    if portfolio is None:
        return None
    ids = [visit.id for visit in visits]
    sent = _all(connection, Submission, _sent_for(ids))
    addresses = TABLES["address"].c
    here = addresses.id.in_([v.address_id for v in visits])
    doors = _all(
        connection, Address, here if visit_id else or_(here, addresses.party_id == party.id)
    )
    people = same_people(connection, [party])
    return Matter(
        visit_id=visit_id,
        portfolio=portfolio,
        rules=rules_of(portfolio, house_rows(connection, TABLES["house_rules"])),
        party=party,
        addresses=doors,
        accounts=tuple(theirs),
        authorisations=tuple(papers),
        holds=_all(connection, LegalHold, TABLES["legal_hold"].c.party_id == party.id),
        visits=tuple(sorted(visits, key=lambda v: (v.created_at, v.id))),
        submissions=sent,
        reviews=_all(
            connection, Review, TABLES["review"].c.submission_id.in_([one.id for one in sent])
        ),
        proposals=_all(connection, Proposal, _proposed(party, ids, visit_id)),
        promises=_all(connection, Promise, _owed("promise", theirs, ids, visit_id)),
        payments=_all(connection, Payment, _owed("payment", theirs, ids, visit_id)),
        alerts=_all(connection, Alert, TABLES["alert"].c.visit_id.in_(ids)),
        selves=people.get(party.id, ()),
        touches=how_sought(connection, [party], people)[party.id],
        at_doors=who_came(connection, doors),
        **({} if visit_id else _between_visits(connection, party, theirs)),
    )


def _between_visits(
    connection: Connection, party: Party, theirs: list[Account]
) -> dict[str, tuple[Any, ...]]:
    """What is a person's and no visit's."""
    paid = TABLES["bank_payment"].c.account_id.in_([account.id for account in theirs])
    return {
        "bank_payments": _all(connection, BankPayment, paid),
        "contacts": _all(connection, Contact, TABLES["contact"].c.party_id == party.id),
        "petitions": _all(connection, Petition, TABLES["petition"].c.party_id == party.id),
        "amendments": _all(connection, Amendment, TABLES["amendment"].c.party_id == party.id),
    }


def _sent_for(visit_ids: list[str]) -> ColumnElement[bool]:
    """Also forms of who might not visit there: they are filed under no visit, and name it."""
    table = TABLES["submission"].c
    said = type_coerce(table.answers, Text)
    names_it = or_(false(), *(said.contains(one, autoescape=True) for one in visit_ids))
    return or_(table.visit_id.in_(visit_ids), and_(table.visit_id.is_(None), names_it))


def _proposed(party: Party, visit_ids: list[str], visit_id: str) -> ColumnElement[bool]:
    table = TABLES["proposal"].c
    return table.visit_id.in_(visit_ids) if visit_id else table.party_id == party.id


def _owed(
    kind: str, theirs: list[Account], visit_ids: list[str], visit_id: str
) -> ColumnElement[bool]:
    table = TABLES[kind].c
    at_visits: ColumnElement[bool] = table.visit_id.in_(visit_ids)
    return at_visits if visit_id else or_(at_visits, table.account_id.in_([a.id for a in theirs]))


def _all(connection: Connection, kind: type[T], where: ColumnElement[bool]) -> tuple[T, ...]:
    return tuple(sorted(entities(connection, kind, where), key=lambda one: one.id))
