"""A small invented field in a real replica, for pages to be looked at and tested on. Not the
demonstration's city.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from kobra_desktop.api.http import FieldApi
from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.latest import keep_latest
from kobra_desktop.store.replica import Replica
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.people import Agent, Consent, Role, ShiftSpan, Team, User
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
from kobra_domain.positions import Latest, MockReason
from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome, Verdict, Visit, VisitState

E = TypeVar("E", bound=Entity)
ZONE = "America/Bogota"
NOW = datetime(2026, 11, 20, 15, 41, tzinfo=UTC)  # Friday 10:41 in Bogotá
TODAY = date(2026, 11, 20)
KEY = bytes(range(32))

FIRST = ("María", "José", "Ana", "Luis", "Iván", "Rosa", "Carlos", "Lucía", "Elena", "Óscar")
LAST = ("García", "Peña", "Rodríguez", "Muñoz", "Quiroga", "Ávila", "Torres", "Núñez", "Vega")
AREAS = ("La Candelaria", "San Fernando", "El Prado", "Las Nieves", "Santa Bárbara")

_FILES: dict[tuple[object, ...], bytes] = {}


class World:
    """Everything in it is made from a seed; ids count up, so that a failing test can be read."""

    def __init__(
        self, folder: Path, *, visits: int = 60, seed: int = 7, weeks_before: int = 0
    ) -> None:
        self.random = Random(seed)
        self.weeks_before = weeks_before
        self._count = count(1)
        self._owner = self.new_id()
        self.entities: list[Entity] = []
        self.latest: list[Latest] = []
        self._make_people()
        self._make_portfolios()
        self.visits = [self._visit(n) for n in range(visits)]
        self._make_weeks_before()
        self._make_alerts()
        self.replica = self._opened(folder / "replica.db", (visits, seed))

    def _opened(self, path: Path, made_of: tuple[int, int]) -> Replica:
        """The replica with everything in it: the same values make the same file, so it is written
        once and copied then.
        """
        made = (type(self), self.weeks_before, *made_of)
        if made not in _FILES:
            self.replica = Replica(path, KEY, self._owner)
            self._write()
            self.replica.close()
            _FILES[made] = path.read_bytes()
        path.write_bytes(_FILES[made])
        return Replica(path, KEY, self._owner)

    def new_id(self) -> str:
        """The next id."""
        return f"00000000-0000-4000-8000-{next(self._count):012d}"

    # Making

    def _make_people(self) -> None:
        self.teams = [self._add(Team(id=self.new_id(), name=n)) for n in ("Centro", "Norte")]
        names = ("Ana Ruiz", "Luis Mora", "Iván Díaz", "Rosa Pabón", "Óscar Niño", "Paola Gil")
        self.agents = [self._agent(n, name) for n, name in enumerate(names)]
        teams = tuple(team.id for team in self.teams)
        self.users = [
            self._add(User(id=self.new_id(), name=name, email=mail, role=role, team_ids=teams))
            for name, mail, role in (
                ("Marta Rey", "marta@kobra.example", Role.ADMIN),
                ("Julián Soto", "julian@kobra.example", Role.SUPERVISOR),
                ("Inés Lara", "ines@kobra.example", Role.VIEWER),
            )
        ]

    def _agent(self, n: int, name: str) -> Agent:
        week = tuple(ShiftSpan(weekday=d, start=time(7), end=time(19)) for d in range(6))
        agent = Agent(
            id=self.new_id(),
            code=f"AG-{n + 1:02d}",
            name=name,
            team_id=self.teams[n % 2].id,
            phone=f"+57 300 555 01{n:02d}",
            shift=week if n != 5 else (ShiftSpan(weekday=6, start=time(7), end=time(12)),),
            consent=Consent(
                given_at=NOW - timedelta(days=30), source="contract", purpose="location in shift"
            ),
            enrolled_at=NOW - timedelta(days=20),
        )
        heard = (0.2, 1.0, 47.0, 3.0, 0.5, 600.0)[n]
        self.latest.append(
            Latest(
                agent_id=agent.id,
                heard_at=NOW - timedelta(minutes=heard),
                fix_at=NOW - timedelta(minutes=heard, seconds=20),
                lat=4.60 + n / 100,
                lon=-74.08 + n / 120,
                accuracy_m=9.0,
                bearing=40.0 * n,
                speed_mps=1.2,
                battery_pct=(64.0, 18.0, 47.0, 88.0, 52.0, 9.0)[n],
                mock=MockReason.NO_JITTER if n == 3 else None,
                stop_since_at=NOW - timedelta(minutes=41) if n == 1 else None,
            )
        )
        return self._add(agent)

    def _make_portfolios(self) -> None:
        common: dict[str, Any] = {"creditor_type": CreditorType.FINANCIAL, "time_zone": ZONE}
        owners = [
            Institution(id=self.new_id(), name=name)
            for name in ("Banco de Prueba", "Financiera de Prueba")
        ]
        self.portfolios = [
            Portfolio(
                id=self.new_id(),
                name="Microcrédito Centro",
                institution_id=owners[0].id,
                country="CO",
                currency="COP",
                product_type=ProductType.MICROCREDIT,
                **common,
            ),
            Portfolio(
                id=self.new_id(),
                name="Consumo 31–60",
                institution_id=owners[1].id,
                country="CO",
                currency="COP",
                product_type=ProductType.CONSUMER,
                **common,
            ),
        ]
        for owner, portfolio in zip(owners, self.portfolios, strict=True):
            self._add(replace(owner, portfolio_ids=(portfolio.id,)))
            self._add(portfolio)

    def _visit(self, n: int) -> Visit:
        choose = self.random
        portfolio = self.portfolios[0 if n % 7 else 1]
        party = self._add(
            Party(
                id=self.new_id(),
                portfolio_id=portfolio.id,
                name=f"{choose.choice(LAST)} {choose.choice(LAST)}, {choose.choice(FIRST)}",
                document_type="CC",
                document_number=f"{choose.randrange(10**7, 10**8)}",
            )
        )
        address = self._address(portfolio, party)
        account = self._add(
            Account(
                id=self.new_id(),
                portfolio_id=portfolio.id,
                number=f"88{n:04d}",
                parties=(AccountParty(party_id=party.id, role=PartyRole.HOLDER),),
                currency="COP",
                overdue_minor=choose.randrange(90_000, 2_400_000) * 100,
                balance_minor=choose.randrange(2_400_000, 9_000_000) * 100,
                days_past_due=choose.randrange(5, 120),
            )
        )
        self._add(
            Authorisation(
                id=self.new_id(),
                portfolio_id=portfolio.id,
                party_id=party.id,
                account_id=account.id,
                document=f"AUT-{n:04d}",
                signed_on=TODAY - timedelta(days=90),
            )
        )
        return self._add(self._lived(n, portfolio, party, address, account))

    def _address(self, portfolio: Portfolio, party: Party) -> Address:
        choose = self.random
        street = (
            f"Calle {choose.randrange(3, 90)} #{choose.randrange(2, 40)}-{choose.randrange(2, 99)}"
        )
        return self._add(
            Address(
                id=self.new_id(),
                portfolio_id=portfolio.id,
                party_id=party.id,
                kind=AddressKind.HOME,
                street=street,
                neighbourhood=choose.choice(AREAS),
                municipality="Bogotá",
                lat=4.6 + choose.random() / 20,
                lon=-74.08 + choose.random() / 20,
                geocode_quality=GeocodeQuality.DOOR,
            )
        )

    def _lived(
        self, n: int, portfolio: Portfolio, party: Party, address: Address, account: Account
    ) -> Visit:
        start = datetime.combine(TODAY, time(7), ZoneInfo(ZONE)).astimezone(UTC)
        draft = Visit(
            id=self.new_id(),
            portfolio_id=portfolio.id,
            party_id=party.id,
            address_id=address.id,
            account_ids=(account.id,),
            created_at=start - timedelta(days=1),
            planned_on=TODAY + timedelta(days=(0, 0, 0, 0, 1, 0, 3)[n % 7]),
        )
        if n % 11 == 10:
            return replace(draft, planned_on=None)
        given = replace(
            draft,
            agent_id=self.agents[n % 5].id,
            assigned_at=start - timedelta(hours=12),
            state=VisitState.ASSIGNED,
            position=n // 5 + 1,
        )
        if n % 3 == 0 or given.planned_on != TODAY:
            return given
        on_phone = replace(
            given, state=VisitState.ON_PHONE, on_phone_at=start + timedelta(minutes=n % 30)
        )
        return on_phone if n % 3 == 1 else self._ended(n, on_phone, address, start)

    def _ended(self, n: int, visit: Visit, address: Address, start: datetime) -> Visit:
        at = start + timedelta(minutes=30 + 4 * (n % 45))
        assert address.lat is not None
        away = (0.0001, 0.0001, 0.0006, 0.004)[n % 4]
        check_in = CheckIn(
            at=at, fix_at=at, lat=address.lat + away, lon=address.lon, accuracy_m=6.0
        )
        verdict = (Verdict.AT_ADDRESS, Verdict.AT_ADDRESS, Verdict.NEAR, Verdict.AWAY)[n % 4]
        seen = replace(
            visit, check_in=check_in, verdict=verdict, distance_m=round(away * 111_000, 1)
        )
        if n % 8 == 5:
            reason = NotCompletedReason.NO_ACCESS
            state = VisitState.NOT_COMPLETED
            return replace(seen, state=state, not_completed_reason=reason, ended_at=at)
        outcome = list(Outcome)[(0, 9, 3, 2, 10, 9)[n % 6]]
        ended = at + timedelta(minutes=9)
        return replace(seen, state=VisitState.COMPLETED, outcome=outcome, ended_at=ended)

    def _make_weeks_before(self) -> None:
        """What some visits of today were in the weeks before, so that numbers have something to
        stand by: twelve, then one fewer each week further back.
        """
        ended = [v for v in self.visits if v.ended_at is not None and v.check_in][:12]
        self.before: list[Visit] = []
        for weeks in range(1, self.weeks_before + 1):
            back = timedelta(days=7 * weeks)
            for visit in ended[weeks - 1 :]:
                then = replace(
                    visit,
                    id=self.new_id(),
                    planned_on=TODAY - back,
                    ended_at=visit.ended_at - back if visit.ended_at else None,
                    created_at=visit.created_at - back,
                )
                self.before.append(self._add(then))

    def _make_alerts(self) -> None:
        facts = (
            (AlertKind.SOS, 0, 0.7, ""),
            (AlertKind.NOT_HEARD, 2, 47, "47"),
            (AlertKind.LOW_BATTERY, 1, 12, "18"),
            (AlertKind.LONG_IDLE, 1, 25, "41"),
            (AlertKind.MOCK_SUSPECTED, 3, 30, "no_jitter"),
            (AlertKind.OUTSIDE_FENCE, 4, 64, "430"),
        )
        self.alerts = [
            self._add(
                Alert(
                    id=self.new_id(),
                    kind=kind,
                    agent_id=self.agents[n].id,
                    team_id=self.agents[n].team_id,
                    raised_at=NOW - timedelta(minutes=minutes),
                    last_at=NOW - timedelta(minutes=minutes / 2),
                    detail=detail,
                )
            )
            for kind, n, minutes, detail in facts
        ]
        self._add(
            Alert(
                id=self.new_id(),
                kind=AlertKind.LONG_IDLE,
                agent_id=self.agents[4].id,
                team_id=self.agents[4].team_id,
                raised_at=NOW - timedelta(hours=3),
                last_at=NOW - timedelta(hours=2),
                state=AlertState.ATTENDED,
                attended_by=self.users[1].id,
                attended_at=NOW - timedelta(hours=2),
                note="Almuerzo antes de hora",
                detail="35",
            )
        )

    def _add(self, entity: E) -> E:
        self.entities.append(entity)
        return entity

    def _write(self) -> None:
        with self.replica.pulling() as connection:
            for entity in self.entities:
                rows.write(connection, NAMES[type(entity)], entity, 1)
        keep_latest(self.replica, self.latest)

    # Using

    def pull(self, *entities: Entity, version: int = 9) -> None:
        """Rows come as a pull brings them: written, then told to whoever has read them before."""
        with self.replica.pulling() as connection:
            for entity in entities:
                rows.write(connection, NAMES[type(entity)], entity, version)
        told = frozenset((NAMES[type(entity)], entity.id) for entity in entities)
        self.replica.tell(ChangeSet(told))

    def desk(self, who: User | None = None) -> Desk:
        """A desk whose server nobody answers at."""
        return Desk(
            store=self.replica,
            api=FieldApi("http://127.0.0.1:9", guard=nullcontext(), on_tokens=lambda _: None),
            clock=lambda: NOW,
            new_id=self.new_id,
            new_phone_id=self.new_id,
            who=who or self.users[0],
        )

    def workspace(
        self, background: Background, news: Relay, locale: str = "es", who: User | None = None
    ) -> Workspace:
        """What models are given."""
        self.replica.subscribe(news.send)
        scope = ScopeModel()
        scope.set_names(
            {team.id: team.name for team in self.teams},
            {portfolio.id: portfolio.name for portfolio in self.portfolios},
        )
        return Workspace(
            desk=self.desk(who),
            background=background,
            news=news,
            heard=Relay(),
            scope=scope,
            memory=SessionMemory(),
            locale=locale,
            zone=ZoneInfo(ZONE),
        )
