"""The titulares of the town in Mexico: a shop's credits, addresses that they gave with colonia and
postal code, and a few that somebody found elsewhere.
"""

from datetime import date, datetime, timedelta
from random import Random

import numpy as np

from field_api.simulator import mexican_names, mexican_plan
from field_api.simulator.city import City
from field_api.simulator.household import Register
from field_api.simulator.ids import SeededIds
from field_api.simulator.lives import given_out
from field_api.simulator.mexican_town import TownDoor
from kobra_domain.people import Consent
from kobra_domain.places import AddressOrigin, GeocodeQuality
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Address,
    AddressKind,
    Channel,
    ChannelKind,
    Party,
    PartyRole,
    Portfolio,
)
from kobra_domain.streets.doors import keyed
from kobra_domain.streets.placing import QUALITY, RADIUS_M, PlaceMethod

FOUND_SHARE = 0.05
PLACED_SHARE, COLONIA_SHARE = 0.62, 0.12
INNER_SHARE = 0.1
_CENTAVOS = 100


def settle_town(
    city: City,
    portfolio: Portfolio,
    seed: int,
    today: date,
    born_at: datetime,
    count: int,
    register: Register,
) -> None:
    """So many households of the town, each with one account; nobody's door is walked to."""
    random, ids = Random(f"mexicans {seed}"), SeededIds(f"mexicans {seed}")
    doors = city.town.doors(count, np.random.default_rng([seed, 12]))
    for number, door in enumerate(doors):
        party = _party(portfolio, random, ids, born_at)
        register.parties.append(party)
        register.addresses.append(_address(door, party, random, ids, born_at))
        account = _account(portfolio, party, number, random, ids, born_at)
        register.accounts.append(given_out(account, today, random))


def _party(portfolio: Portfolio, random: Random, ids: SeededIds, born_at: datetime) -> Party:
    name, curp = mexican_names.person(random)
    number = mexican_names.mobile(random)
    consent = Consent(
        given_at=born_at + timedelta(hours=16),
        source="Solicitud de crédito",
        purpose="Gestión de cobro",
    )
    return Party(
        id=ids.timed(born_at),
        portfolio_id=portfolio.id,
        name=name,
        document_type="CURP",
        document_number=curp,
        channels=(Channel(kind=ChannelKind.PHONE, value=number, consent=consent),),
    )


def _address(
    door: TownDoor, party: Party, random: Random, ids: SeededIds, born_at: datetime
) -> Address:
    chance = random.random()
    method = None
    if chance < PLACED_SHARE:
        method = PlaceMethod.GIVEN
    elif chance < PLACED_SHARE + COLONIA_SHARE:
        method = PlaceMethod.NEIGHBOURHOOD
    inner = f" Int. {random.randint(1, 6)}" if random.random() < INNER_SHARE else ""
    is_found = random.random() < FOUND_SHARE
    made = Address(
        id=ids.timed(born_at),
        portfolio_id=party.portfolio_id,
        party_id=party.id,
        kind=AddressKind.HOME,
        street=f"{door.street}{inner}",
        neighbourhood=door.neighbourhood,
        municipality=mexican_plan.TOWN_NAME,
        region=mexican_plan.STATE_NAME,
        postal_code=door.postal_code,
        lat=door.lat if method else None,
        lon=door.lon if method else None,
        geocode_source=method or "",
        geocode_quality=QUALITY[method] if method else GeocodeQuality.NONE,
        place_radius_m=RADIUS_M[method] if method else None,
        origin=AddressOrigin.FOUND if is_found else AddressOrigin.GIVEN,
    )
    return keyed(made)


def _account(
    portfolio: Portfolio, party: Party, number: int, random: Random, ids: SeededIds, at: datetime
) -> Account:
    principal = random.randrange(30, 400) * 100
    balance = round(principal * random.uniform(0.2, 0.95))
    return Account(
        id=ids.timed(at),
        portfolio_id=portfolio.id,
        number=f"AM{2_040_000 + number * 7}",
        parties=(AccountParty(party_id=party.id, role=PartyRole.HOLDER),),
        currency="MXN",
        product=f"Crédito a plazos, {random.choice(mexican_names.GOODS)}",
        principal_minor=principal * _CENTAVOS,
        balance_minor=balance * _CENTAVOS,
        instalment_minor=round(principal / 24 / 10) * 10 * _CENTAVOS,
        segment=random.choice(("Contado", "Quincenal", "Quincenal", "Mensual")),
    )
