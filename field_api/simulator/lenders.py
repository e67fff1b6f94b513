"""Who lends and who works in the invented city: portfolios, teams, agents, users."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from field_api.simulator import mexican_plan, names, world
from field_api.simulator.countryside import LAND_RADIUS_M
from field_api.simulator.ids import SeededIds
from field_api.simulator.plane import degrees
from kobra_domain.people import Agent, Consent, Rescuer, Role, Team, User
from kobra_domain.places import Point
from kobra_domain.portfolios import CreditorType, Institution, Portfolio, ProductType

DOMAIN = "villa-ambar.example"
_RESCUERS = tuple(
    Rescuer(name=name, email=f"{address}@{DOMAIN}")
    for name, address in (("Turno de guardia", "guardia"), ("Dirección de campo", "direccion"))
)
MOVING_INTERVAL_S = 10
STILL_INTERVAL_S = 60
# Which of the portfolios is that of the town in Mexico.
MEXICAN = 2
MEXICAN_SUPERVISOR = "Araceli Saucedo Ibarra"
# The avenue that runs east to west parts the work of the two teams.
PARTING_Y_M = 150.0
ZONE_OVERLAP_M = 350.0
ZONE_REACH_M = 4_200.0


@dataclass(frozen=True, slots=True)
class Staff:
    """Teams in the order of their portfolios, and who belongs to them."""

    teams: tuple[Team, ...]
    institutions: tuple[Institution, ...]
    portfolios: tuple[Portfolio, ...]
    agents: tuple[Agent, ...]
    users: tuple[User, ...]


def staff(seed: int, count: int, born_at: datetime, special_at: datetime | None) -> Staff:
    """Three portfolios, the first two with a team each; three fifths of the agents work the first.
    Nobody goes to the doors of the third yet.

    `special_at`: when a demonstration runs at an hour that is not ordinary.
    """
    random, ids = Random(f"staff {seed}"), SeededIds(f"staff {seed}")
    owners = _institutions(SeededIds(f"institutions {seed}"), born_at)
    portfolios = _portfolios(ids, owners, born_at)
    owners = tuple(
        replace(owner, portfolio_ids=(one.id,))
        for owner, one in zip(owners, portfolios, strict=True)
    )
    teams = _teams(ids, born_at)
    agents = tuple(
        _agent(number, teams[0 if number <= count * 0.6 else 1], random, ids, born_at, special_at)
        for number in range(1, count + 1)
    )
    users = tuple(_users(teams, portfolios, agents, ids, born_at, random))
    return Staff(teams, owners, portfolios, agents, users)


def _institutions(ids: SeededIds, born_at: datetime) -> tuple[Institution, ...]:
    known = (
        ("Banco Ámbar de Microfinanzas", "900418233"),
        ("Cooperativa Agraria del Llano Dorado", "890207116"),
        ("Almacenes El Mezquite", "AME9503128Z9"),
    )
    return tuple(
        Institution(
            id=ids.timed(born_at),
            name=name,
            tax_number=f"{'NIT' if number.isdigit() else 'RFC'} {number}",
            data_requests_to=f"datos@{number}.example",
        )
        for name, number in known
    )


def _portfolios(
    ids: SeededIds, owners: tuple[Institution, ...], born_at: datetime
) -> tuple[Portfolio, ...]:
    lenders, shop = CreditorType.FINANCIAL, CreditorType.COMMERCIAL
    kinds = (
        ("Microcrédito urbano", ProductType.MICROCREDIT, lenders, "CO", "COP", world.ZONE),
        ("Crédito rural", ProductType.RURAL, lenders, "CO", "COP", world.ZONE),
        ("Muebles a crédito", ProductType.CONSUMER, shop, "MX", "MXN", mexican_plan.ZONE),
    )
    return tuple(
        Portfolio(
            id=ids.timed(born_at),
            name=name,
            institution_id=owner.id,
            creditor_type=creditor,
            country=country,
            currency=currency,
            time_zone=zone,
            product_type=product,
            radius_m=60.0,
            allows_away_completion=product is ProductType.RURAL,
        )
        for (name, product, creditor, country, currency, zone), owner in zip(
            kinds, owners, strict=True
        )
    )


def _teams(ids: SeededIds, born_at: datetime) -> tuple[Team, ...]:
    north = _zone(PARTING_Y_M - ZONE_OVERLAP_M, ZONE_REACH_M)
    south = _zone(-ZONE_REACH_M, PARTING_Y_M + ZONE_OVERLAP_M)
    return (
        Team(id=ids.timed(born_at), name="Equipo Norte", zone=north, rescuers=_RESCUERS),
        Team(id=ids.timed(born_at), name="Equipo Sur", zone=south, rescuers=_RESCUERS),
    )


def _zone(low_m: float, high_m: float) -> tuple[Point, ...]:
    """The city's ground between two latitudes of the plane, corners cut."""
    reach, cut = min(ZONE_REACH_M, LAND_RADIUS_M), 900.0
    outer = high_m if abs(high_m) > abs(low_m) else low_m
    inner = low_m if outer == high_m else high_m
    rounded = outer - cut if outer > 0 else outer + cut
    ring = (
        (-reach, inner), (reach, inner), (reach, rounded),
        (reach - cut, outer), (-reach + cut, outer), (-reach, rounded),
    )  # fmt: skip
    return tuple(Point(*degrees(x, y)) for x, y in ring)


def _agent(
    number: int,
    team: Team,
    random: Random,
    ids: SeededIds,
    born_at: datetime,
    special_at: datetime | None,
) -> Agent:
    code = f"AG-{number:02d}"
    consent = Consent(
        given_at=born_at + timedelta(days=random.randrange(5), hours=9),
        source=f"Otrosí al contrato, {code}",
        purpose="Ubicación durante el turno",
    )
    return Agent(
        id=ids.timed(born_at),
        code=code,
        name=names.full_name(random),
        team_id=team.id,
        phone=names.mobile(random),
        email=f"{code.lower()}@{DOMAIN}",
        time_zone=world.ZONE,
        shift=world.shift(special_at),
        breaks=world.breaks(special_at),
        consent=consent,
        moving_interval_s=MOVING_INTERVAL_S,
        still_interval_s=STILL_INTERVAL_S,
        sos_tested_at=consent.given_at + timedelta(hours=1),
    )


def _users(
    teams: tuple[Team, ...],
    portfolios: tuple[Portfolio, ...],
    agents: tuple[Agent, ...],
    ids: SeededIds,
    born_at: datetime,
    random: Random,
) -> list[User]:
    every_team, every_portfolio = tuple(t.id for t in teams), tuple(p.id for p in portfolios)

    def user(
        address: str, role: Role, name: str, reach: tuple[int, ...], *, mexican: bool = False
    ) -> User:
        extra = (MEXICAN,) if mexican else ()
        return User(
            id=ids.timed(born_at),
            name=name,
            email=f"{address}@{DOMAIN}",
            role=role,
            team_ids=tuple(every_team[i] for i in reach),
            portfolio_ids=tuple(every_portfolio[i] for i in (*reach, *extra)),
            time_zone=world.ZONE,
        )

    people = [
        user("admin", Role.ADMIN, names.full_name(random), ()),
        # As in many a small office, she who supervises administers too: the demo shows every page.
        user("supervisora", Role.ADMIN, "Luz Marina Castañeda Rojas", (0, 1), mexican=True),
        user("supervisor.norte", Role.SUPERVISOR, names.full_name(random), (0,)),
        user("supervisor.sur", Role.SUPERVISOR, names.full_name(random), (1,)),
        user("consulta", Role.VIEWER, names.full_name(random), (0, 1)),
        user(
            "supervisor.mezquital",
            Role.SUPERVISOR,
            MEXICAN_SUPERVISOR,
            (),
            mexican=True,
        ),
    ]
    return [*people, *(_user_of(agent, ids.timed(born_at)) for agent in agents)]


def _user_of(agent: Agent, user_id: str) -> User:
    return User(
        id=user_id,
        name=agent.name,
        email=agent.email,
        role=Role.AGENT,
        agent_id=agent.id,
        time_zone=world.ZONE,
    )
