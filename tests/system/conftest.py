"""The real server with a small lawful field, and the people who sign in to it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from field_api.auth.people import add_user, set_password
from field_api.change_log.record import record_all
from field_api.database import Database
from kobra_domain.people import Agent, Role, Team, User
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
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.conftest import postgresql, postgresql_url
from tests.field_api.databases import migrate
from tests.field_api.servers import NOW, Clock, Running, running
from tests.system.program import SARA, scheme, secrets, start
from tests.system.station import PASSWORD

__all__ = ["SARA", "postgresql", "postgresql_url", "scheme", "secrets", "start"]
ADMIN, LUIS = "admin@kobra.example", "luis@kobra.example"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("system") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


Door = tuple[Party, Address, Account, Authorisation, Visit]


@dataclass(frozen=True)
class Field:
    """What the server holds at the start."""

    north: Team
    south: Team
    ana: Agent
    bea: Agent
    micro: Portfolio
    other: Portfolio
    visits: tuple[Visit, ...]
    users: dict[str, User]


@pytest.fixture
def server(
    request: pytest.FixtureRequest, engine: str, template: Path, tmp_path: Path
) -> Iterator[Running]:
    """The server, running."""
    if engine == "sqlite":
        url = f"sqlite:///{shutil.copy(template, tmp_path / 'server.db')}"
    else:
        url = request.getfixturevalue("postgresql_url")
    with running(url, tmp_path, Clock(NOW)) as made:
        yield made


@pytest.fixture
def city(server: Running) -> Field:
    """The field, with people who can sign in."""
    made = found_city(server.database)
    for user in made.users.values():
        with server.database.begin() as connection:
            set_password(connection, user.id, PASSWORD, NOW)
    return made


def found_city(database: Database) -> Field:
    """Two teams, two portfolios, a few visits; an admin and two supervisors."""
    north, south = (Team(id=new_id(), name=name) for name in ("Norte", "Sur"))
    ana = Agent(id=new_id(), code="AG-01", name="Ana Ruiz", team_id=north.id)
    bea = Agent(id=new_id(), code="AG-02", name="Bea Peña", team_id=south.id)
    bank = Institution(id=new_id(), name="Entidad")
    micro, other = (_portfolio(name, bank) for name in ("Microcrédito", "Rural"))
    bank = replace(bank, portfolio_ids=(micro.id, other.id))
    doors = [door(micro, name) for name in ("García", "Núñez", "Óscar")] + [door(other, "Lugo")]
    users = {
        ADMIN: User(id=new_id(), name="Admin", email=ADMIN, role=Role.ADMIN),
        SARA: _supervisor(SARA, (north.id,), (micro.id,)),
        LUIS: _supervisor(LUIS, (north.id, south.id), (micro.id, other.id)),
    }
    entities = [
        north,
        south,
        ana,
        bea,
        bank,
        micro,
        other,
        *(one for door in doors for one in door),
    ]
    with database.begin() as connection:
        record_all(connection, [(one, None) for one in entities], at=NOW)
    for user in users.values():
        with database.begin() as connection:
            add_user(connection, user, NOW)
    visits = tuple(door[-1] for door in doors)
    return Field(north, south, ana, bea, micro, other, visits, users)


def _supervisor(email: str, teams: tuple[str, ...], portfolios: tuple[str, ...]) -> User:
    return User(
        id=new_id(),
        name=email.partition("@")[0].title(),
        email=email,
        role=Role.SUPERVISOR,
        team_ids=teams,
        portfolio_ids=portfolios,
    )


def _portfolio(name: str, institution: Institution) -> Portfolio:
    return Portfolio(
        id=new_id(),
        name=name,
        institution_id=institution.id,
        creditor_type=CreditorType.FINANCIAL,
        country="CO",
        currency="COP",
        time_zone="America/Bogota",
        product_type=ProductType.MICROCREDIT,
    )


def door(portfolio: Portfolio, name: str) -> Door:
    """Whoever lives behind one door, lawfully to be visited, with a draft of a visit."""
    party = Party(id=new_id(), portfolio_id=portfolio.id, name=name)
    address = Address(
        id=new_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        kind=AddressKind.HOME,
        street=f"Calle de {name}",
        lat=4.6,
        lon=-74.08,
    )
    account = Account(
        id=new_id(),
        portfolio_id=portfolio.id,
        number=f"C-{name}",
        parties=(AccountParty(party_id=party.id, role=PartyRole.HOLDER),),
        currency="COP",
    )
    paper = Authorisation(
        id=new_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        account_id=account.id,
        document="A-1",
        signed_on=date(2026, 1, 15),
    )
    visit = Visit(
        id=new_phone_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        address_id=address.id,
        account_ids=(account.id,),
        created_at=NOW,
    )
    return party, address, account, paper, visit
