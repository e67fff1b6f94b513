"""An agent's day is kept when it is over, and again when something of it comes later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import inf
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from field_api.change_log.record import record, record_all
from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.days import keeping
from field_api.days.counting import count_days
from field_api.days.keeping import keep_days
from field_api.days_due import make_due, note_late
from field_api.ingest.rows import write_positions
from field_api.partitions import Partitions
from field_api.tables.days import carried_visits, days_due
from field_api.tables.positions import positions
from kobra_domain.agent_days import GRACE, AgentDay
from kobra_domain.people import Agent
from kobra_domain.positions import MockReason, Position
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.world import TODAY, World, build_world, edit, write

pytestmark = pytest.mark.both_engines
M = 1 / 110_574
DAYS = 90
MIDNIGHT = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)  # in Bogotá
OVER = MIDNIGHT + GRACE
MORNING = OVER + timedelta(hours=1)


@pytest.fixture
def small(database: Database) -> World:
    return build_world(database)


def walked(agent: Agent, start: datetime = WEDNESDAY, minutes: int = 20) -> list[Position]:
    """A fix each half minute at 1.3 m/s, received at once."""
    moments = [start + timedelta(seconds=30 * n) for n in range(2 * minutes)]
    return [
        Position(
            agent_id=agent.id, fix_at=at, received_at=at, lat=4.6 + 39 * n * M, lon=-74.0,
            accuracy_m=8.0,
        )
        for n, at in enumerate(moments)
    ]  # fmt: skip


def report(database: Database, agent: Agent, fixes: Sequence[Position]) -> None:
    """As the phones' door writes them."""
    days = {fix.fix_at.date() for fix in fixes}
    Partitions(database, retention_days=DAYS).ensure(days, MORNING.date())
    with database.begin() as connection:
        write_positions(connection, fixes)
        note_late(connection, {agent.id: agent}, fixes)


def keep(database: Database, now: datetime = MORNING, budget_s: float = inf) -> int:
    """Everything that is due, however busy the machine is."""
    return keep_days(database, now, retention_days=DAYS, budget_s=budget_s)


def kept(database: Database, agent: Agent) -> dict[date, AgentDay]:
    with database.read() as connection:
        found = entities(connection, AgentDay)
    return {one.day: one for one in found if one.agent_id == agent.id}


def made(world: World, **changes: Any) -> Visit:
    side = world.north
    return side.visit(
        **{"planned_on": TODAY, "agent_id": side.agent.id, "state": VisitState.ASSIGNED, **changes}
    )


def done(world: World, **changes: Any) -> Visit:
    return made(
        world,
        **{
            "state": VisitState.COMPLETED,
            "ended_at": WEDNESDAY,
            "outcome": Outcome.PROMISE,
            "verdict": Verdict.AT_ADDRESS,
            **changes,
        },
    )


def test_a_day_is_kept_once_it_is_over_and_late_fixes_had_their_time(
    database: Database, small: World
) -> None:
    agent = small.north.agent
    report(database, agent, walked(agent))
    write(database, done(small), done(small, outcome=Outcome.NO_CONTACT, verdict=Verdict.AWAY))
    write(database, made(small), made(small, state=VisitState.CANCELLED))
    keep(database, OVER - timedelta(seconds=1))
    assert kept(database, agent) == {}
    assert keep(database, OVER) == 1
    assert keep(database, MORNING) == 0
    day = kept(database, agent)[TODAY]
    assert (day.planned, day.done, day.at_address, day.contacts, day.promises) == (3, 2, 1, 1, 1)
    assert day.distance_m == pytest.approx(38 * 39, rel=0.01)  # as on the trail
    assert (day.moving_s, day.stops, day.fixes) == (30 * 39, 0, 40)
    assert (day.first_at, day.over_at, day.counted_at) == (WEDNESDAY, MIDNIGHT, OVER)
    assert day.team_id == agent.team_id


def test_a_doubtful_fix_is_counted_apart_and_goes_no_way(database: Database, small: World) -> None:
    agent = small.north.agent
    astray = replace(
        walked(agent)[5],
        fix_at=WEDNESDAY + timedelta(seconds=165),
        lat=9.0,
        mock=MockReason.IMPOSSIBLE_SPEED,
    )
    report(database, agent, [*walked(agent), astray])
    keep(database)
    day = kept(database, agent)[TODAY]
    assert (day.fixes, day.doubted) == (40, 1)
    assert day.distance_m < 2_000


def test_what_a_phone_held_back_has_its_day_counted_again(database: Database, small: World) -> None:
    agent = small.north.agent
    fixes = walked(agent)
    report(database, agent, fixes[:20])
    keep(database)
    first = kept(database, agent)[TODAY]
    report(database, agent, [replace(fix, received_at=MORNING) for fix in fixes[20:]])
    assert keep(database, MORNING + timedelta(minutes=1)) == 1
    again = kept(database, agent)[TODAY]
    assert again.id == first.id
    assert (first.fixes, again.fixes) == (20, 40)
    assert again.distance_m > first.distance_m


def test_what_comes_while_a_day_is_counted_has_it_counted_once_more(
    database: Database, small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent, fixes = small.north.agent, walked(small.north.agent)
    report(database, agent, fixes[:20])
    late = [replace(fix, received_at=MORNING) for fix in fixes[20:]]

    def overtaken(*args: Any) -> list[AgentDay]:
        counted = count_days(*args)
        if late:
            report(database, agent, late)
            late.clear()
        return counted

    monkeypatch.setattr(keeping, "count_days", overtaken)
    keep(database)
    keep(database)
    assert kept(database, agent)[TODAY].fixes == 40


def test_a_visit_corrected_later_has_its_day_counted_again(
    database: Database, small: World
) -> None:
    agent, visit = small.north.agent, made(small)
    write(database, visit)
    keep(database)
    after = replace(visit, state=VisitState.COMPLETED, ended_at=WEDNESDAY, outcome=Outcome.PAID)
    with database.begin() as connection:
        record(connection, after, visit, at=MORNING)
    keep(database)
    day = kept(database, agent)[TODAY]
    assert (day.planned, day.done, day.right_party) == (1, 1, 1)


def test_a_day_whose_trail_is_going_stands(database: Database, small: World) -> None:
    agent = small.north.agent
    report(database, agent, walked(agent))
    keep(database)
    first = kept(database, agent)[TODAY]
    with database.begin() as connection:
        connection.execute(delete(positions))
        make_due(connection, [(TODAY, agent.id)])
    keep(database, WEDNESDAY + timedelta(days=DAYS))
    assert kept(database, agent)[TODAY] == first
    with database.read() as connection:
        left = select(func.count()).where(days_due.c.agent_id == agent.id, days_due.c.day == TODAY)
        assert connection.scalar(left) == 0


def test_days_from_before_are_kept_while_their_trails_are_there(
    database: Database, small: World
) -> None:
    agent = small.north.agent
    for back in (3, 40, DAYS - 3, DAYS + 3):
        report(database, agent, walked(agent, WEDNESDAY - timedelta(days=back)))
    assert keep(database) == 3
    assert set(kept(database, agent)) == {TODAY - timedelta(days=n) for n in (3, 40, DAYS - 3)}


def test_a_killed_count_goes_on_where_it_was(
    database: Database, small: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the first part: what was kept stays, the rest is still due, nothing is twice."""
    agent = small.north.agent
    for back in range(25):
        report(database, agent, walked(agent, WEDNESDAY - timedelta(days=back), minutes=2))
    record_once = iter([record_all])

    def killed(*args: Any, **more: Any) -> Any:
        return next(record_once)(*args, **more)

    monkeypatch.setattr(keeping, "record_all", killed)
    with pytest.raises(StopIteration):
        keep(database)
    before = kept(database, agent)
    assert 0 < len(before) < 25
    monkeypatch.setattr(keeping, "record_all", record_all)
    keep(database)
    after = kept(database, agent)
    assert len(after) == 25
    assert {day: after[day] for day in before} == before


def test_a_run_ends_when_its_seconds_are_over(database: Database, small: World) -> None:
    agent = small.north.agent
    for back in range(25):
        report(database, agent, walked(agent, WEDNESDAY - timedelta(days=back), minutes=2))
    assert 0 < keep(database, budget_s=0.0) < 25
    assert TODAY in kept(database, agent)  # the newest first


def test_a_clock_that_was_ahead_loses_no_day(database: Database, small: World) -> None:
    agent = small.north.agent
    keep(database, MORNING + timedelta(days=30))
    report(database, agent, walked(agent))
    report(database, agent, walked(agent, WEDNESDAY + timedelta(days=1)))
    keep(database, MORNING)
    keep(database, MORNING + timedelta(days=1))
    assert TODAY + timedelta(days=1) in kept(database, agent)


class TestCarried:
    """What was planned stays planned where it was moved away on the day."""

    def moved(
        self, world: World, client: Client, visit: Visit, to: date, was: date | None = None
    ) -> None:
        was = was or visit.planned_on
        wanted = edit(visit.id, "visit.edit", planned_on=(str(was), str(to)))
        [result] = client.operate(wanted)
        assert result["status"] == "applied", result

    def test_a_visit_passed_to_tomorrow_was_planned_today(
        self, server: Running, world: World, sign_in: Any
    ) -> None:
        database, agent = server.database, world.north.agent
        visits = [made(world), made(world), done(world)]
        write(database, *visits)
        client = sign_in("supervisor")
        self.moved(world, client, visits[0], TODAY + timedelta(days=1))
        tomorrow = made(world, planned_on=TODAY + timedelta(days=2))
        write(database, tomorrow)
        self.moved(world, client, tomorrow, TODAY + timedelta(days=1))
        keep(database)
        day = kept(database, agent)[TODAY]
        assert (day.planned, day.carried, day.done) == (3, 1, 1)
        with database.read() as connection:
            rows = connection.execute(select(carried_visits)).all()
        assert [row.visit_id for row in rows] == [visits[0].id]

    def test_one_that_is_put_back_was_not_carried(
        self, server: Running, world: World, sign_in: Any
    ) -> None:
        database, agent, visit = server.database, world.north.agent, made(world)
        write(database, visit)
        client, tomorrow = sign_in("supervisor"), TODAY + timedelta(days=1)
        self.moved(world, client, visit, tomorrow)
        self.moved(world, client, visit, TODAY, was=tomorrow)
        keep(database)
        day = kept(database, agent)[TODAY]
        assert (day.planned, day.carried) == (1, 0)

    def test_what_is_moved_on_after_its_day_was_kept_has_it_counted_again(
        self, server: Running, world: World, sign_in: Any
    ) -> None:
        """As when the next morning takes up what expired: it was planned, and still is of then."""
        database, agent, visit = server.database, world.north.agent, made(world)
        write(database, visit)
        keep(database)
        server.clock.now = MORNING + timedelta(hours=3)
        self.moved(world, sign_in("supervisor"), visit, TODAY + timedelta(days=1))
        keep(database, server.clock.now)
        day = kept(database, agent)[TODAY]
        assert (day.planned, day.carried) == (1, 1)
