"""A small field to test with: two teams, two portfolios, people of every role, one lawful visit."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import update

from field_api.auth.passwords import hash_password
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.tables.sessions import user_access
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, Role, Team, User
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Address,
    AddressKind,
    Authorisation,
    CreditorType,
    Institution,
    Party,
    PartyRole,
    Portfolio,
    ProductType,
)
from kobra_domain.visits import Visit
from kobra_records import json_form
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.servers import PASSWORD, WEDNESDAY

TODAY = date(2026, 3, 4)
DOOR = (4.65, -74.06)


@cache
def _hash() -> str:
    return hash_password(PASSWORD)


@dataclass(frozen=True)
class Side:
    """One team with its portfolio and what lies in it."""

    team: Team
    agent: Agent
    institution: Institution
    portfolio: Portfolio
    party: Party
    address: Address
    account: Account
    authorisation: Authorisation

    def rows(self) -> list[Entity]:
        """All of them."""
        return [
            self.team,
            self.agent,
            self.institution,
            self.portfolio,
            self.party,
            self.address,
            self.account,
            self.authorisation,
        ]

    def another(self) -> "Side":
        """The same team and portfolio, with another person whose door may be visited."""
        party = replace(self.party, id=new_id())
        holder = AccountParty(party_id=party.id, role=PartyRole.HOLDER)
        account_id = new_id()
        account = replace(self.account, id=account_id, number=account_id, parties=(holder,))
        return replace(
            self,
            party=party,
            address=replace(self.address, id=new_id(), party_id=party.id),
            account=account,
            authorisation=replace(
                self.authorisation, id=new_id(), party_id=party.id, account_id=account.id
            ),
        )

    def of_person(self) -> list[Entity]:
        """The person with door, account and paper."""
        return [self.party, self.address, self.account, self.authorisation]

    def visit(self, **changes: Any) -> Visit:
        """A draft for the party's door."""
        values: dict[str, Any] = {
            "id": new_phone_id(),
            "portfolio_id": self.portfolio.id,
            "party_id": self.party.id,
            "address_id": self.address.id,
            "account_ids": (self.account.id,),
            "created_at": WEDNESDAY,
        }
        return Visit(**{**values, **changes})


@dataclass(frozen=True)
class World:
    """North and south, and who works there."""

    north: Side
    south: Side
    users: dict[str, User]

    def email(self, who: str) -> str:
        """The e-mail address of admin, supervisor, viewer or agent (north), stranger (south)."""
        return self.users[who].email


def build_side(name: str, number: int) -> Side:
    """A team, an agent, a portfolio of Colombian micro-credit with one authorised door."""
    team = Team(id=new_id(), name=name)
    agent = Agent(id=new_id(), code=f"AG-{number:02}", name=f"Gestor {name}", team_id=team.id)
    institution = Institution(id=new_id(), name=f"Banco {name}")
    portfolio = Portfolio(
        id=new_id(),
        name=f"Microcrédito {name}",
        institution_id=institution.id,
        creditor_type=CreditorType.FINANCIAL,
        country="CO",
        currency="COP",
        time_zone="America/Bogota",
        product_type=ProductType.MICROCREDIT,
    )
    institution = replace(institution, portfolio_ids=(portfolio.id,))
    party = Party(id=new_id(), portfolio_id=portfolio.id, name=f"Titular {name}")
    address = Address(
        id=new_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        kind=AddressKind.HOME,
        street="Calle 1 # 2-03",
        lat=DOOR[0],
        lon=DOOR[1],
        geocode_quality=GeocodeQuality.DOOR,
    )
    account = Account(
        id=new_id(),
        portfolio_id=portfolio.id,
        number=f"C-{number}",
        parties=(AccountParty(party_id=party.id, role=PartyRole.HOLDER),),
        currency="COP",
    )
    authorisation = Authorisation(
        id=new_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        account_id=account.id,
        document="Autorización 1",
        signed_on=date(2026, 1, 15),
    )
    return Side(team, agent, institution, portfolio, party, address, account, authorisation)


def build_world(database: Database, at: datetime = WEDNESDAY) -> World:
    """Write the world into a database."""
    north, south = build_side("Norte", 1), build_side("Sur", 2)
    users = {
        "admin": _user("admin", Role.ADMIN),
        "supervisor": _user("supervisor", Role.SUPERVISOR, north),
        "viewer": _user("viewer", Role.VIEWER, north),
        "agent": _user("agent", Role.AGENT, north, agent_id=north.agent.id),
        "stranger": _user("stranger", Role.SUPERVISOR, south),
        "nobody": _user("nobody", Role.SUPERVISOR),
    }
    write(database, *north.rows(), *south.rows(), *users.values(), at=at)
    with database.begin() as connection:
        connection.execute(update(user_access).values(password_hash=_hash()))
    return World(north, south, users)


def write(database: Database, *rows: Entity, at: datetime = WEDNESDAY) -> None:
    """New rows, straight into the database."""
    with database.begin() as connection:
        record_all(connection, [(row, None) for row in rows], at=at)


def late_alert(visit: Visit) -> Alert:
    """What was raised of a visit that was missed."""
    return Alert(
        id=new_id(),
        kind=AlertKind.LATE,
        raised_at=WEDNESDAY,
        last_at=WEDNESDAY,
        agent_id=visit.agent_id,
        visit_id=visit.id,
    )


def _user(name: str, role: Role, side: Side | None = None, agent_id: str | None = None) -> User:
    return User(
        id=new_id(),
        name=name.capitalize(),
        email=f"{name}@kobra.example",
        role=role,
        team_ids=(side.team.id,) if side else (),
        portfolio_ids=(side.portfolio.id,) if side else (),
        agent_id=agent_id,
    )


def creation(entity: Entity, command: str, **more: Any) -> dict[str, Any]:
    """The operation that creates a row: every field that is not at its default."""
    body = json_form.body(entity)
    changed = {name: [None, value] for name, value in body.items() if _is_said(entity, name)}
    return {
        "op_id": new_id(),
        "command": command,
        "entity_id": entity.id,
        "changed": changed,
        **more,
    }


def edit(entity_id: str, command: str, **changed: tuple[Any, Any] | Any) -> dict[str, Any]:
    """An operation on a row; each field `(seen, wanted)`."""
    after, base = changed.pop("after", None), changed.pop("base_version", None)
    return {
        "op_id": new_id(),
        "command": command,
        "entity_id": entity_id,
        "base_version": base,
        "after": after,
        "changed": {name: list(pair) for name, pair in changed.items()},
    }


def _is_said(entity: Entity, name: str) -> bool:
    value = getattr(entity, name)
    return value is not None and value != "" and value != () and name not in _FOUND


_FOUND = {"verdict", "distance_m", "review", "enrolled_at", "sos_tested_at", "consent", "position",
          "bucket", "overdue_minor", "result_note", "cancel_reason", "edition"}  # fmt: skip
