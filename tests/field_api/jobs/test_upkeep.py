"""Visits, parts of days, retention and the lease, on both engines."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find
from field_api.database import Database
from field_api.ingest.reading import latest_of
from field_api.jobs.dwell import note_dwelling
from field_api.jobs.expiry import expire_visits
from field_api.jobs.lateness import note_late
from field_api.jobs.retention import prepare_days, purge_trails
from field_api.jobs.runner import Job, Runner
from field_api.lease import hold, release
from field_api.notify import Notifier
from field_api.partitions import Partitions, days_with_part
from field_api.tables.positions import positions, quarantine
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import (
    Address,
    AddressKind,
    CreditorType,
    Party,
    Portfolio,
    ProductType,
)
from kobra_domain.visits import Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import NOW, TIMEOUT_S, Clock, Running, running

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lat": "19.43", "lon": "-99.13"}
TODAY = date(2026, 11, 20)


def stamp(moment: datetime) -> str:
    return str(int(moment.timestamp()))


def plan_visit(database: Database, agent: Agent, planned_on: date) -> Visit:
    """A visit at the place of FIX, in a portfolio of Bogota."""
    portfolio = Portfolio(
        id=new_id(),
        name="Micro",
        institution_id=new_id(),
        creditor_type=CreditorType.FINANCIAL,
        country="CO",
        currency="COP",
        time_zone="America/Bogota",
        product_type=ProductType.MICROCREDIT,
    )
    party = Party(id=new_id(), portfolio_id=portfolio.id, name="Luz")
    address = Address(
        id=new_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        kind=AddressKind.HOME,
        street="Calle 1",
        lat=19.4301,
        lon=-99.1301,
        geocode_quality=GeocodeQuality.DOOR,
    )
    visit = Visit(
        id=new_id(),
        portfolio_id=portfolio.id,
        party_id=party.id,
        address_id=address.id,
        account_ids=(new_id(),),
        created_at=NOW,
        state=VisitState.ASSIGNED,
        agent_id=agent.id,
        planned_on=planned_on,
    )
    with database.begin() as connection:
        record_all(connection, [(e, None) for e in (portfolio, party, address, visit)], at=NOW)
    return visit


def at_visit(field: Running, agent: Agent) -> str | None:
    with field.database.read() as connection:
        return latest_of(connection, [agent.id])[agent.id].at_visit_id


def test_standing_inside_the_fence_of_a_visit_of_the_day_is_being_at_it(field: Running) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    plan_visit(field.database, agent, TODAY + timedelta(days=1))
    visit = plan_visit(field.database, agent, TODAY)
    notifier = Notifier(field.database)
    for minutes in (5, 3, 1):
        field.report(phone, **FIX, timestamp=stamp(NOW - timedelta(minutes=minutes)))
    assert note_dwelling(notifier, NOW) == 1
    assert at_visit(field, agent) == visit.id
    assert note_dwelling(notifier, NOW) == 0
    away = {**FIX, "lat": "19.44"}
    field.report(phone, **away, timestamp=stamp(NOW))
    assert note_dwelling(notifier, NOW) == 1
    assert at_visit(field, agent) is None


def test_who_was_at_a_door_long_ago_is_not_said_to_be_there(field: Running) -> None:
    agent = field.add_agent()
    phone, notifier = field.phone_of(agent), Notifier(field.database)
    visit = plan_visit(field.database, agent, TODAY)
    for minutes in (5, 3, 1):
        field.report(phone, **FIX, timestamp=stamp(NOW - timedelta(minutes=minutes)))
    note_dwelling(notifier, NOW + timedelta(minutes=28))
    assert at_visit(field, agent) == visit.id
    note_dwelling(notifier, NOW + timedelta(minutes=30))
    assert at_visit(field, agent) is None


def test_a_visit_expires_half_a_day_after_its_day_has_ended_where_it_is(field: Running) -> None:
    visit = plan_visit(field.database, field.add_agent(), TODAY)
    end = datetime(2026, 11, 21, 5, tzinfo=UTC)  # midnight in Bogota
    assert expire_visits(field.database, end + timedelta(hours=11)) == 0
    assert expire_visits(field.database, end + timedelta(hours=13)) == 1
    with field.database.read() as connection:
        kept = find(connection, Visit, visit.id)
    assert kept is not None
    assert kept.state is VisitState.EXPIRED
    assert expire_visits(field.database, end + timedelta(hours=14)) == 0


def late_alerts(field: Running) -> list[Alert]:
    with field.database.read() as connection:
        return sorted(entities(connection, Alert), key=lambda alert: alert.id)


def test_a_visit_not_begun_by_the_end_of_its_window_is_late_until_it_begins(
    field: Running,
) -> None:
    agent = field.add_agent(team_id=field.add_team().id)
    visit = plan_visit(field.database, agent, TODAY)
    window = {"window_start_at": NOW - timedelta(hours=2), "window_end_at": NOW}
    visit = field.edit(visit, **window)
    assert note_late(field.database, NOW - timedelta(minutes=1)) == 0
    assert note_late(field.database, NOW + timedelta(minutes=2)) == 1
    assert note_late(field.database, NOW + timedelta(minutes=3)) == 0
    (alert,) = late_alerts(field)
    assert (alert.kind, alert.state, alert.detail) == (AlertKind.LATE, AlertState.OPEN, "2")
    assert (alert.visit_id, alert.agent_id, alert.team_id) == (visit.id, agent.id, agent.team_id)
    assert note_late(field.database, NOW + timedelta(minutes=10)) == 1
    assert [(one.detail, one.count) for one in late_alerts(field)] == [("10", 2)]
    field.edit(visit, state=VisitState.CHECKED_IN)
    assert note_late(field.database, NOW + timedelta(minutes=11)) == 1
    assert [one.state for one in late_alerts(field)] == [AlertState.OVER]
    assert note_late(field.database, NOW + timedelta(minutes=20)) == 0


def test_an_attended_lateness_is_raised_again_only_for_another_window(field: Running) -> None:
    visit = plan_visit(field.database, field.add_agent(), TODAY)
    visit = field.edit(visit, window_start_at=NOW - timedelta(hours=1), window_end_at=NOW)
    note_late(field.database, NOW + timedelta(minutes=1))
    (alert,) = late_alerts(field)
    field.edit(alert, state=AlertState.ATTENDED, attended_by=new_id(), attended_at=NOW)
    assert note_late(field.database, NOW + timedelta(minutes=30)) == 0
    later = NOW + timedelta(hours=1)
    field.edit(visit, window_start_at=NOW, window_end_at=later)
    assert note_late(field.database, later - timedelta(minutes=1)) == 0
    assert note_late(field.database, later + timedelta(minutes=1)) == 1
    assert [one.state for one in late_alerts(field)] == [AlertState.ATTENDED, AlertState.OPEN]


def stored(field: Running) -> int:
    with field.database.read() as connection:
        return connection.execute(select(func.count()).select_from(positions)).scalar_one()


def test_trails_are_forgotten_after_the_retention_time_and_the_last_place_too(
    field: Running,
) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    parts = Partitions(field.database, retention_days=90)
    days = (0, 1, 89, 91, 400)
    for n in days:
        field.report(phone, **FIX, timestamp=stamp(NOW - timedelta(days=n)))
    field.report(phone, **{**FIX, "lat": "0", "lon": "0"})
    assert stored(field) == len(days)
    purge_trails(field.database, parts, NOW, retention_days=90)
    assert stored(field) == 3
    later = NOW + timedelta(days=120)
    purge_trails(field.database, parts, later, retention_days=90)
    assert stored(field) == 0
    with field.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(quarantine)).scalar_one() == 0
        known = latest_of(connection, [agent.id])[agent.id]
    assert (known.lat, known.fix_at, known.heard_at) == (None, None, NOW)


def test_days_have_parts_on_postgresql_and_old_fixes_share_one(
    postgresql_url: str, tmp_path: Path
) -> None:
    with running(postgresql_url, tmp_path, Clock(NOW)) as field:
        phone = field.phone_of(field.add_agent())
        late, ancient = NOW - timedelta(days=30), NOW - timedelta(days=900)
        for moment in (NOW, late, ancient):
            field.report(phone, **FIX, timestamp=stamp(moment))
        wider = Partitions(field.database, retention_days=2_000)
        prepare_days(wider, NOW)
        with field.database.read() as connection:
            made = days_with_part(connection)
        assert made == [late.date(), TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)]
        # A longer retention later gives the old day its own part; its fix moves there.
        wider.ensure([ancient.date()], TODAY)
        assert stored(field) == 3
        assert wider.drop_before(ancient.date() + timedelta(days=1)) == 1
        assert stored(field) == 2


def test_the_lease_is_held_by_one_until_it_expires_or_is_given_back(database: Database) -> None:
    def asks(holder: str, seconds: float = 0) -> bool:
        with database.begin() as connection:
            return hold(connection, "jobs", holder, NOW + timedelta(seconds=seconds), 60)

    assert asks("one")
    assert not asks("two", 30)
    assert asks("one", 30)
    assert not asks("two", 80)
    assert asks("two", 91)
    with database.begin() as connection:
        release(connection, "jobs", "one")
    assert not asks("one", 95)
    with database.begin() as connection:
        release(connection, "jobs", "two")
    assert asks("one", 96)


def test_of_two_runners_one_works_and_a_failing_job_stops_no_other(database: Database) -> None:
    import threading

    ran: list[str] = []
    enough = threading.Event()

    def work(name: str) -> None:
        ran.append(name)
        if len(ran) >= 5:
            enough.set()
        if len(ran) % 2:
            raise ValueError("a job that fails")

    runners = [
        Runner(database, [Job("work", 0, lambda _, n=n: work(n))], lambda: NOW, tick_s=0.01)  # type: ignore[misc]
        for n in ("one", "two")
    ]
    for runner in runners:
        runner.start()
    assert enough.wait(TIMEOUT_S)
    for runner in reversed(runners):
        runner.stop()
    assert len(set(ran)) >= 1
    first = ran[0]
    assert all(name == first for name in ran[:5])
