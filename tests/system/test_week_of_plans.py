"""A week in which two supervisors plan one team over real HTTP, and agents work what they have:
nothing is made that the law forbids, and each visit has one agent, one place and one end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from field_api.auth.people import add_user, set_password
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.tables.replicated import visits as visit_rows
from kobra_desktop.commands.day_plans import Place, take_plan
from kobra_desktop.commands.done import do
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day import Day, read_day
from kobra_desktop.planning.engine import solve
from kobra_desktop.planning.stages import Asked
from kobra_desktop.store import conflicts
from kobra_desktop.store.making import Edit
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.reach import EVERYTHING
from kobra_domain.people import Agent, Role, User
from kobra_domain.planning.model import moment
from kobra_domain.planning.solver import PlanScope
from kobra_domain.planning.why import Why
from kobra_domain.visits import CheckIn, NotCompletedReason, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import NOW, Running
from tests.system.conftest import LUIS, SARA, Door, Field, door
from tests.system.station import PASSWORD, Station, station

ZONE = ZoneInfo("America/Bogota")
ANA, CID = "ana@kobra.example", "cid@kobra.example"
DAYS = [NOW.date() + timedelta(days=n) for n in range(6)]  # Tuesday to Sunday
NAMES = ("Ríos", "Paz", "Sáenz", "Mora", "Gil", "Duque", "Vega", "Cano")


@pytest.fixture(scope="session")
def engine() -> str:
    """A week is long: on the engine that offices run on."""
    return "postgresql"


@dataclass(frozen=True)
class Office:
    """Both supervisors, both agents of the team as their phones, and the server."""

    server: Running
    sara: Station
    luis: Station
    phones: dict[str, Station]
    agents: tuple[Agent, Agent]

    def at(self, day: date, hour: time) -> datetime:
        """Everybody's clock, by the wall in Bogotá."""
        self.server.clock.now = datetime.combine(day, hour, ZONE).astimezone(UTC)
        return self.server.clock.now

    def meet(self) -> None:
        """All hear of all."""
        for one in (*self.everybody, *self.everybody):
            assert one.sync().is_synced

    @property
    def everybody(self) -> tuple[Station, ...]:
        return (self.sara, self.luis, *self.phones.values())

    def day(self, who: Station, on: date) -> Day:
        return read_day(who.replica, EVERYTHING, on, self.server.clock.now)

    def visits(self) -> list[Visit]:
        with self.server.database.read() as connection:
            return entities(connection, Visit, visit_rows.c.id.is_not(None))


@pytest.fixture
def office(server: Running, city: Field, tmp_path: Path) -> Iterator[Office]:
    """The north team with two agents and a dozen doors a minute's drive apart."""
    cid = Agent(id=new_id(), code="AG-03", name="Cid Vera", team_id=city.north.id)
    doors = [_placed(door(city.micro, name), n) for n, name in enumerate(NAMES)]
    with server.database.begin() as connection:
        rows = [cid, *(one for made in doors for one in made)]
        record_all(connection, [(one, None) for one in rows], at=NOW)
    for email, agent in ((ANA, city.ana), (CID, cid)):
        user = User(id=new_id(), name=agent.name, email=email, role=Role.AGENT, agent_id=agent.id)
        with server.database.begin() as connection:
            add_user(connection, user, NOW)
            set_password(connection, user.id, PASSWORD, NOW)
    with ExitStack() as stack:
        ana, vera, sara, luis = (
            stack.enter_context(station(server, tmp_path, email))
            for email in (ANA, CID, SARA, LUIS)
        )
        phones = {city.ana.id: ana, cid.id: vera}
        yield Office(server, sara, luis, phones, (city.ana, cid))


def _placed(made: Door, n: int) -> Door:
    party, address, *rest = made
    return (party, replace(address, lat=4.6 + n / 500, lon=-74.08), *rest)  # type: ignore[return-value]


def take(who: Station, before: Board, after: Board) -> None:
    """The board becomes the day, as the page does it."""
    places = {
        stop.visit: Place(agent_id=agent, position=n, expected_at=moment(stop.start_s, UTC))
        for agent, order in after.routes.items()
        if order != before.routes.get(agent)
        for n, stop in enumerate(after.tours[agent].stops, 1)
    }
    held = before.day.visits
    seen = {one: held[one].card.visit for one in places}
    returned = [one for one in before.holder if one not in after.holder]
    take_plan(who.desk, on=before.day.on, places=places, returned=returned, seen=seen)


def give_up_mine(who: Station) -> int:
    """What the other supervisor did stands; how many edits were in conflict."""
    held = [one.op_id for one in op_rows(who.replica, OpState.CONFLICT)]
    conflicts.take_theirs(who.replica, held, new_id=who.desk.new_id, now=who.desk.clock())
    return len(held)


def work(phone: Station, agent: Agent, visit: Visit, at: datetime) -> None:
    """The agent is at the door, and says what came of it."""
    here = CheckIn(at=at, fix_at=at, lat=4.6, lon=-74.08, accuracy_m=5.0)
    arrive = {"state": VisitState.CHECKED_IN, "check_in": here}
    end = {
        "state": VisitState.NOT_COMPLETED,
        "ended_at": at + timedelta(minutes=4),
        "not_completed_reason": NotCompletedReason.NO_ACCESS,
    }
    do(phone.desk, [Edit("visit.check_in", visit.id, arrive)])
    do(phone.desk, [Edit("visit.fail", visit.id, end)])


def routes(day: Day) -> dict[str, tuple[str, ...]]:
    return {agent: order for agent, order in day.routes.items() if order}


def test_a_week_of_plans_keeps_the_law_and_every_visit_in_one_place(office: Office) -> None:
    fought, refused_at_law, left_over = 0, 0, 0
    for on in DAYS:
        office.at(on, time(7, 30))
        office.meet()
        left_over += sum(
            Why.LEFT_OVER in one.why for one in office.day(office.luis, on).visits.values()
        )
        # Sara takes the engine's plan; Luis, who has not heard of it, gives one visit by hand.
        day = office.day(office.sara, on)
        board = Board.of(day)
        found = solve(Asked(problem=day.problem, scope=PlanScope.ALL, turns=20, seed=1))
        mine = Board.of(office.day(office.luis, on))
        take(office.sara, board, board.planned(found.plan))
        # The other portfolio's are not Sara's to see.
        both = mine.day.problem.visits.keys() & day.visits.keys()
        free = [one for one in mine.waiting if one in both]
        if free:
            take(office.luis, mine, mine.given(free[:1], office.agents[1].id))
        assert office.sara.sync().is_synced
        office.luis.sync()
        fought += give_up_mine(office.luis)
        office.meet()
        assert routes(office.day(office.sara, on)) == routes(office.day(office.luis, on))
        # Each agent makes the first two of the day, at the hour of the plan.
        for agent in office.agents:
            phone = office.phones[agent.id]
            for visit_id in office.day(office.sara, on).routes.get(agent.id, ())[:2]:
                visit = office.sara.visit(visit_id)
                assert visit.expected_at is not None
                at = max(visit.expected_at, office.server.clock.now)
                office.server.clock.now = at
                work(phone, agent, visit, at)
            phone.sync()
        office.meet()
        # After hours nobody is let in at a door, whoever asks.
        night = office.at(on, time(20, 15))
        rest = [v for v in office.visits() if v.state is VisitState.ASSIGNED]
        if rest:
            phone = office.phones[rest[0].agent_id or ""]
            here = CheckIn(at=night, fix_at=night, lat=4.6, lon=-74.08, accuracy_m=5.0)
            do(
                phone.desk,
                [
                    Edit(
                        "visit.check_in",
                        rest[0].id,
                        {"state": VisitState.CHECKED_IN, "check_in": here},
                    )
                ],
            )
            phone.sync()
            held = op_rows(phone.replica, OpState.REJECTED)
            refused_at_law += len(held)
            conflicts.take_theirs(
                phone.replica,
                [one.op_id for one in held],
                new_id=phone.desk.new_id,
                now=night,
            )
            office.meet()
    made = [one for one in office.visits() if one.check_in is not None]
    assert made
    assert fought > 0
    assert left_over > 0
    assert refused_at_law > 0
    for one in made:
        assert one.check_in is not None
        local = one.check_in.at.astimezone(ZONE)
        assert local.weekday() < 6
        assert time(7) <= local.time() < (time(15) if local.weekday() == 5 else time(19))
    people = Counter((one.party_id, one.check_in.at.date()) for one in made if one.check_in)
    assert max(people.values()) == 1
