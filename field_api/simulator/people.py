"""The titulares of the city: doors, pins (some wrong), micro-credits, signed permissions."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import numpy as np

from field_api.simulator import city_plan, lenders, names, world
from field_api.simulator.city import City
from field_api.simulator.doors import Door, doors, street_middle
from field_api.simulator.household import Register
from field_api.simulator.ids import SeededIds
from field_api.simulator.lives import given_out
from field_api.simulator.mexicans import settle_town
from field_api.simulator.plane import degrees
from field_api.simulator.world import Scale, World
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.people import Consent
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Address,
    AddressKind,
    Authorisation,
    Channel,
    ChannelKind,
    Party,
    PartyRole,
    Portfolio,
    ProductType,
)
from kobra_domain.streets.doors import keyed
from kobra_domain.streets.placing import QUALITY, RADIUS_M, PlaceMethod

PESO_MINOR = 100
WRONG_PIN_SHARE = 0.05
UNPLACED_SHARE = 0.04
STREET_PIN_SHARE = 0.07
UNIT_SHARE = 0.12
UNSIGNED_SHARE = 0.12
EXPIRED_SHARE = 0.03
AGREED_HOURS_SHARE = 0.08
SPECIAL_HOURS_SHARE = 0.85
HOURS_ASKED_DAYS = 60


def build_world(city: City, seed: int, now: datetime, scale: Scale | None = None) -> World:
    """Everybody in the city as of now; equal arguments give equal worlds, ids included.

    Only the date of `now` and whether it is an ordinary working hour matter; if not, the hour.
    """
    size = scale or Scale()
    is_special = not world.is_ordinary(now)
    born_at = datetime.combine(world.today_in(now), time.min, UTC) - timedelta(days=200)
    crew = lenders.staff(seed, size.agents, born_at, now if is_special else None)
    maker = _Maker(city, seed, world.today_in(now), born_at, is_special)
    for index, door in enumerate(doors(city, size.parties, np.random.default_rng([seed, 11]))):
        is_north = door.y > lenders.PARTING_Y_M
        maker.settle(door, crew.portfolios[0 if is_north else 1], index)
    made = maker.register
    settle_town(
        city,
        crew.portfolios[lenders.MEXICAN],
        seed,
        world.today_in(now),
        born_at,
        size.mexicans,
        made,
    )
    return World(
        city=city,
        seed=seed,
        born_at=born_at,
        today=world.today_in(now),
        is_special_hours=is_special,
        teams=crew.teams,
        institutions=crew.institutions,
        portfolios=crew.portfolios,
        users=crew.users,
        agents=crew.agents,
        parties=tuple(made.parties),
        addresses=tuple(made.addresses),
        accounts=tuple(made.accounts),
        authorisations=tuple(made.authorisations),
        doors=made.doors,
    )


class _Maker:
    """Makes one household after the other; all chance comes from one seeded source."""

    def __init__(
        self, city: City, seed: int, today: date, born_at: datetime, is_special: bool
    ) -> None:
        self._city, self._today, self._born_at = city, today, born_at
        self._is_special = is_special
        self._random, self._ids = Random(f"people {seed}"), SeededIds(f"people {seed}")
        self.register = Register()

    def settle(self, door: Door, portfolio: Portfolio, index: int) -> None:
        """A holder with a home at the door, one or two accounts, perhaps a codebtor."""
        holder = self._party(portfolio)
        address = self._address(door, holder, portfolio)
        codebtor = self._party(portfolio) if self._random.random() < 0.12 else None
        count = 2 if self._random.random() < 0.14 else 1
        accounts = [
            self._account(portfolio, holder, codebtor, index * 2 + number)
            for number in range(count)
        ]
        self._sign(portfolio, holder, accounts)
        register = self.register
        register.parties.extend([holder] if codebtor is None else [holder, codebtor])
        register.addresses.append(address)
        register.accounts.extend(accounts)
        register.doors[address.id] = door

    def _party(self, portfolio: Portfolio) -> Party:
        random = self._random
        share = SPECIAL_HOURS_SHARE if self._is_special else AGREED_HOURS_SHARE
        has_agreed = random.random() < share
        number = names.document_number(random)
        asked = (self._asked_hours(number),) if has_agreed else ()
        return Party(
            id=self._ids.timed(self._born_at),
            portfolio_id=portfolio.id,
            name=names.full_name(random),
            document_type="CC",
            document_number=number,
            channels=self._channels(),
            hours_exceptions=asked,
            do_not_contact_reason="Lo pidió por escrito" if random.random() < 0.01 else "",
        )

    def _asked_hours(self, number: str) -> HoursException:
        """After every contract: those were signed four months ago and more."""
        asked_on = self._today - timedelta(days=HOURS_ASKED_DAYS)
        return HoursException(
            spans=world.around_the_clock(),
            document=f"Solicitud de horario {number[-5:]}",
            asked_on=asked_on,
            expires_on=asked_on + timedelta(days=730),
        )

    def _channels(self) -> tuple[Channel, ...]:
        """A mobile; whether messages are agreed to is known for most."""
        number = names.mobile(self._random)
        consent = Consent(
            given_at=self._born_at + timedelta(hours=10),
            source="Solicitud de crédito",
            purpose="Gestión de cobro",
        )
        agreed = consent if self._random.random() < 0.8 else None
        return (
            Channel(kind=ChannelKind.PHONE, value=number, consent=consent),
            Channel(kind=ChannelKind.WHATSAPP, value=number, consent=agreed),
        )

    def _address(self, door: Door, party: Party, portfolio: Portfolio) -> Address:
        method, pin = self._pin(door)
        made = Address(
            id=self._ids.timed(self._born_at),
            portfolio_id=portfolio.id,
            party_id=party.id,
            kind=AddressKind.BUSINESS if self._random.random() < 0.1 else AddressKind.HOME,
            street=f"{door.street} {self._unit()}".strip(),
            neighbourhood=door.neighbourhood,
            municipality=city_plan.CITY_NAME,
            region=city_plan.REGION_NAME,
            directions=self._random.choice(
                (
                    "",
                    "",
                    "Casa de rejas verdes",
                    "Segundo piso",
                    "Portón café",
                    "Al lado de la tienda",
                )
            ),
            lat=pin[0] if pin else None,
            lon=pin[1] if pin else None,
            geocode_source=method or "",
            geocode_quality=QUALITY[method] if method else GeocodeQuality.NONE,
            place_radius_m=RADIUS_M[method] if method else None,
        )
        return keyed(made)

    def _unit(self) -> str:
        """What stands behind the door, as the cadastre shortens it."""
        if self._random.random() >= UNIT_SHARE:
            return ""
        floor, side = self._random.randint(1, 5), self._random.randint(1, 4)
        return self._random.choice((f"AP {floor}0{side}", f"IN {side}", f"TO {side} AP {floor}01"))

    def _pin(self, door: Door) -> tuple[PlaceMethod | None, tuple[float, float] | None]:
        """Where the map says the door is; a wrong pin looks as sure as a right one."""
        chance = self._random.random()
        if chance < UNPLACED_SHARE:
            return None, None
        if chance < UNPLACED_SHARE + STREET_PIN_SHARE:
            return PlaceMethod.STREET, street_middle(self._city, door)
        if chance < UNPLACED_SHARE + STREET_PIN_SHARE + WRONG_PIN_SHARE:
            reach, turn = self._random.uniform(180, 900), self._random.uniform(0, 6.283)
            x, y = door.x + reach * float(np.cos(turn)), door.y + reach * float(np.sin(turn))
            return PlaceMethod.GIVEN, degrees(x, y)
        return PlaceMethod.GIVEN, (door.lat, door.lon)

    def _account(
        self, portfolio: Portfolio, holder: Party, codebtor: Party | None, number: int
    ) -> Account:
        random = self._random
        principal = random.randrange(8, 90) * 100_000
        balance = round(principal * random.uniform(0.15, 0.95), -3)
        parties = [AccountParty(party_id=holder.id, role=PartyRole.HOLDER)]
        if codebtor is not None:
            parties.append(AccountParty(party_id=codebtor.id, role=PartyRole.CODEBTOR))
        prefix = "MC" if portfolio.product_type is ProductType.MICROCREDIT else "RU"
        account = Account(
            id=self._ids.timed(self._born_at),
            portfolio_id=portfolio.id,
            number=f"{prefix}-{100_000 + number}",
            parties=tuple(parties),
            currency="COP",
            product=f"Microcrédito, {random.choice(names.TRADES)}"
            if prefix == "MC"
            else "Crédito rural de pequeña producción",
            principal_minor=principal * PESO_MINOR,
            balance_minor=int(balance) * PESO_MINOR,
            instalment_minor=int(round(principal / 18, -3)) * PESO_MINOR,
            segment=random.choice(("A", "B", "B", "C")),
        )
        return given_out(account, self._today, random)

    def _sign(self, portfolio: Portfolio, party: Party, accounts: list[Account]) -> None:
        """Permission to visit for each account; some never signed, some papers have run out."""
        chance = self._random.random()
        if chance < UNSIGNED_SHARE:
            return
        has_expired = chance < UNSIGNED_SHARE + EXPIRED_SHARE
        signed_on = self._today - timedelta(days=self._random.randrange(90, 190))
        for account in accounts:
            self.register.authorisations.append(
                Authorisation(
                    id=self._ids.timed(self._born_at),
                    portfolio_id=portfolio.id,
                    party_id=party.id,
                    account_id=account.id,
                    document=f"Autorización de visita {account.number}",
                    signed_on=signed_on,
                    expires_on=self._today - timedelta(days=9)
                    if has_expired
                    else signed_on + timedelta(days=730),
                )
            )
