"""Portfolios with their authorisations, and the parties, doors and accounts in them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import CLEAN, marks
from kobra_desktop.store.queries.search import search
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Institution,
    Party,
    Portfolio,
)
from kobra_domain.visits import OPEN_STATES
from kobra_records.sql.tables import entity_of

_OWNERS = select(RECORDS["institution"].c.id, RECORDS["institution"].c.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One portfolio and how much is in it."""

    portfolio: Portfolio
    institution: str = ""
    parties: int = 0
    accounts: int = 0
    authorisations: int = 0
    open_visits: int = 0
    is_pending: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisationRow:
    """One authorisation with the names of its party and account."""

    authorisation: Authorisation
    party_name: str = ""
    account_number: str = ""
    is_pending: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCard:
    """A party with its doors, its accounts and its authorisations: what a new visit chooses
    from.
    """

    party: Party
    portfolio: Portfolio | None
    addresses: tuple[Address, ...] = ()
    accounts: tuple[Account, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()


def portfolios_here(replica: Replica) -> list[Portfolio]:
    """All portfolios by name; what they hold is not counted."""
    with replica.reading() as connection:
        found: list[Portfolio] = rows.entities(connection, "portfolio")
    return sorted(found, key=lambda one: name_key(one.name))


def portfolio_rows(replica: Replica) -> list[PortfolioRow]:
    """All portfolios by name, with how much they hold: every party and account is counted."""
    with replica.reading() as connection:
        portfolios = rows.entities(connection, "portfolio")
        numbers = {
            kind: _numbers(connection, kind)
            for kind in ("party", "account", "authorisation", "visit")
        }
        owners = dict(connection.execute(_OWNERS).all())
        flags = marks(connection, "portfolio")
    made = []
    for one in sorted(portfolios, key=lambda portfolio: name_key(portfolio.name)):
        mark = flags.get(one.id, CLEAN)
        made.append(
            PortfolioRow(
                portfolio=one,
                institution=owners.get(one.institution_id, ""),
                parties=numbers["party"].get(one.id, 0),
                accounts=numbers["account"].get(one.id, 0),
                authorisations=numbers["authorisation"].get(one.id, 0),
                open_visits=numbers["visit"].get(one.id, 0),
                is_pending=mark.is_pending,
                is_held=mark.is_held,
            )
        )
    return made


def institution_of(replica: Replica, institution_id: str) -> Institution | None:
    """An institution; None when it is not here."""
    with replica.reading() as connection:
        found: Institution | None = rows.one(connection, "institution", institution_id)
    return found


def _numbers(connection: Connection, kind: str) -> dict[str, int]:
    record = RECORDS[kind].c
    asked = select(record.portfolio_id, func.count()).group_by(record.portfolio_id)
    if kind == "visit":
        asked = asked.where(record.state.in_(OPEN_STATES))
    return dict(connection.execute(asked).all())


def authorisation_rows(replica: Replica, portfolio_id: str) -> list[AuthorisationRow]:
    """The authorisations of a portfolio, newest first."""
    paper, party, account = RECORDS["authorisation"], RECORDS["party"], RECORDS["account"]
    joined = paper.outerjoin(party, party.c.id == paper.c.party_id).outerjoin(
        account, account.c.id == paper.c.account_id
    )
    asked = (
        select(*paper.c, party.c.name.label("party_name"), account.c.number.label("number"))
        .select_from(joined)
        .where(paper.c.portfolio_id == portfolio_id)
        .order_by(paper.c.signed_on.desc(), party.c.name)
    )
    with replica.reading() as connection:
        flags = marks(connection, "authorisation")
        found: list[Row[Any]] = list(connection.execute(asked))
    made = []
    for row in found:
        mark = flags.get(row.id, CLEAN)
        made.append(
            AuthorisationRow(
                authorisation=entity_of(Authorisation, row),
                party_name=row.party_name or "",
                account_number=row.number or "",
                is_pending=mark.is_pending,
                is_held=mark.is_held,
            )
        )
    return made


def parties_found(replica: Replica, typed: str, portfolio_id: str = "") -> list[tuple[str, str]]:
    """People by name, document or credit, of one portfolio or of all: (id, words)."""
    hits: dict[str, str] = {}
    for hit in search(replica, typed, kinds=("party", "account"), limit=12):
        card = party_card(replica, hit.party_id) if hit.party_id else None
        if card is not None and portfolio_id in ("", card.party.portfolio_id):
            told = (card.party.name, card.party.document)
            hits[card.party.id] = "   ·   ".join(part for part in told if part)
    return list(hits.items())


def party_card(replica: Replica, party_id: str) -> PartyCard | None:
    """A party with what belongs to it; None when it is not in sight."""
    with replica.reading() as connection:
        found = rows.row(connection, "party", party_id)
        if found is None or not isinstance(found[0], Party):
            return None
        party = found[0]
        held = rows.row(connection, "portfolio", party.portfolio_id)
        doors, papers = RECORDS["address"], RECORDS["authorisation"]
        accounts = RECORDS["account"]
        addresses = connection.execute(select(doors).where(doors.c.party_id == party_id))
        signed = connection.execute(select(papers).where(papers.c.party_id == party_id))
        owed = connection.execute(
            select(accounts).where(
                accounts.c.portfolio_id == party.portfolio_id,
                accounts.c.parties.contains(party_id, autoescape=True),
            )
        )
        return PartyCard(
            party=party,
            portfolio=held[0] if held and isinstance(held[0], Portfolio) else None,
            addresses=tuple(entity_of(Address, row) for row in addresses),
            accounts=tuple(entity_of(Account, row) for row in owed),
            authorisations=tuple(entity_of(Authorisation, row) for row in signed),
        )
