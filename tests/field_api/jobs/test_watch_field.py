"""What a look at the field finds beyond the phone: zones, visits that go on, absence, stops, phones
at one point; and that the company's rules hold at the next look.
"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.jobs.watch import Watch
from field_api.tables.results import events
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.causes import told_hour
from kobra_domain.events import EventKind
from kobra_domain.people import Agent, Team
from kobra_domain.places import Point
from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.jobs.test_upkeep import TODAY, plan_visit
from tests.field_api.servers import NOW, Running

pytestmark = pytest.mark.both_engines

HERE = {"lat": "19.43", "lon": "-99.13"}
ZONE = (Point(19.4, -99.2), Point(19.5, -99.2), Point(19.5, -99.1), Point(19.4, -99.1))
OUT = {"lat": "19.51", "lon": "-99.13"}
JUST_IN, JUST_OUT, WELL_IN = (
    {"lat": lat, "lon": "-99.13"} for lat in ("19.4998", "19.5002", "19.496")
)


class Looking:
    """A server's watch, as it goes on from look to look."""

    def __init__(self, field: Running) -> None:
        self.field, self._watch = field, Watch(field.database)

    def set_rules(self, **rules: Any) -> None:
        with self.field.database.begin() as connection:
            record_all(connection, [(AlertRules(**rules), None)], at=self.field.clock())

    def __call__(self, minutes: float = 0) -> list[Alert]:
        self.field.clock.now += timedelta(minutes=minutes)
        self._watch.look(self.field.clock())
        with self.field.database.read() as connection:
            return sorted(
                entities(connection, Alert), key=lambda alert: (alert.raised_at, alert.id)
            )

    def said(self, minutes: float = 0) -> list[tuple[AlertKind, str]]:
        """What is open."""
        found = self(minutes)
        return [(one.kind, one.detail) for one in found if one.state is AlertState.OPEN]


@pytest.fixture
def looking(field: Running) -> Looking:
    return Looking(field)


def report(field: Running, agent: Agent, phone: str, **keys: Any) -> None:
    """At the clock's moment, unless it says another."""
    stamp = keys.pop("at", field.clock())
    keys = {"accuracy": "8", **keys}
    said = field.report(phone, id=agent.code, timestamp=str(int(stamp.timestamp())), **keys)
    assert said.status_code == 200


def events_of(field: Running) -> list[EventKind]:
    """What was told, in its order."""
    with field.database.read() as connection:
        return list(connection.scalars(select(events.c.kind).order_by(events.c.version)))


def in_zone(field: Running, **values: Any) -> tuple[Agent, str]:
    team: Team = field.add_team(zone=ZONE)
    agent = field.add_agent(team_id=team.id, **values)
    return agent, field.phone_of(agent)


def test_a_zone_is_left_after_a_dwell_and_entered_by_clear_fixes(
    field: Running, looking: Looking
) -> None:
    agent, phone = in_zone(field)
    told = []
    for _ in range(7):
        report(field, agent, phone, **OUT)
        told.append(len(looking.said()))
        field.clock.forward(minutes=1)
    assert told == [0, 0, 0, 0, 0, 1, 1]
    (alert,) = looking()
    assert (alert.kind, alert.detail, alert.lat) == (AlertKind.LEFT_ZONE, "1112", 19.51)
    report(field, agent, phone, **HERE, accuracy="9000")
    assert looking.said(1) == [(AlertKind.LEFT_ZONE, "1112")]
    report(field, agent, phone, **HERE)
    assert len(looking.said(1)) == 1
    report(field, agent, phone, **HERE)
    assert looking.said() == []
    (alert,) = looking()
    entered = field.clock() - timedelta(minutes=1)
    said = f"back {told_hour(agent, entered, field.clock())}"
    assert (alert.state, alert.detail) == (AlertState.OVER, said)
    assert alert.last_at == field.clock()
    assert events_of(field) == [EventKind.ALERT_RAISED, EventKind.ZONE_ENTERED]


def test_an_attended_exit_says_too_when_its_zone_is_entered_and_jitter_says_nothing(
    field: Running, looking: Looking
) -> None:
    agent, phone = in_zone(field)

    def walk(*where: dict[str, str]) -> list[Alert]:
        for place in where:
            report(field, agent, phone, **place)
            found = looking()
            field.clock.forward(minutes=1)
        return [one for one in found if one.kind is AlertKind.LEFT_ZONE]

    jitter = (JUST_IN, JUST_OUT) * 8
    assert walk(*jitter) == []
    (alert,) = walk(*[OUT] * 6)
    field.edit(alert, state=AlertState.ATTENDED, attended_at=field.clock())
    (alert,) = walk(*jitter)
    assert (alert.state, alert.detail) == (AlertState.ATTENDED, "1112")
    (alert,) = walk(WELL_IN, WELL_IN)
    assert (alert.state, alert.detail[:5]) == (AlertState.ATTENDED, "back ")
    assert len(walk(*jitter)) == 1
    assert events_of(field).count(EventKind.ZONE_ENTERED) == 1


def test_a_zone_that_is_taken_away_or_a_shift_that_ends_is_no_return(
    field: Running, looking: Looking
) -> None:
    agent, phone = in_zone(field)
    for _ in range(6):
        report(field, agent, phone, **OUT)
        looking()
        field.clock.forward(minutes=1)
    with field.database.read() as connection:
        (team,) = entities(connection, Team)
    field.edit(team, zone=())
    (alert,) = looking()
    assert (alert.state, alert.detail) == (AlertState.OVER, "1112")
    assert events_of(field) == [EventKind.ALERT_RAISED]


def test_what_a_phone_held_back_since_yesterday_or_hours_raises_nothing_now(
    field: Running, looking: Looking
) -> None:
    agent, phone = in_zone(field)
    for hours in (24, 3):
        for minutes in range(12):
            at = NOW - timedelta(hours=hours, minutes=-minutes)
            report(field, agent, phone, **OUT, at=at)
        assert [kind for kind, _ in looking.said()] in ([], [AlertKind.NO_POSITION])


def checked_in(field: Running, agent: Agent, minutes: float = 0, **changes: Any) -> Visit:
    visit = plan_visit(field.database, agent, TODAY)
    at = field.clock() - timedelta(minutes=minutes)
    held = CheckIn(at=at)
    made: Visit = field.edit(visit, state=VisitState.CHECKED_IN, check_in=held, **changes)
    return made


def test_a_visit_without_an_end_is_told_once_with_its_place_and_ends_with_it(
    field: Running, looking: Looking
) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    report(field, agent, phone, **HERE)
    visit = checked_in(field, agent, 44)
    assert looking.said() == []
    report(field, agent, phone, **HERE)
    (alert,) = looking(2)
    assert (alert.kind, alert.detail) == (AlertKind.VISIT_LONG, "46")
    assert (alert.visit_id, alert.lat) == (visit.id, 19.4301)
    report(field, agent, phone, **HERE)
    (told,) = looking(6)
    assert (told.id, told.count, told.detail) == (alert.id, 2, "52")
    field.edit(visit, state=VisitState.COMPLETED, outcome=Outcome.PAID, ended_at=field.clock())
    (over,) = looking()
    assert over.state is AlertState.OVER


def test_at_a_door_where_danger_was_a_quarter_of_an_hour_is_long(
    field: Running, looking: Looking
) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    visit = checked_in(field, agent, 14)
    before = Visit(
        id=new_id(),
        portfolio_id=visit.portfolio_id,
        party_id=visit.party_id,
        address_id=visit.address_id,
        account_ids=visit.account_ids,
        created_at=NOW,
        state=VisitState.NOT_COMPLETED,
        not_completed_reason=NotCompletedReason.DANGER,
    )
    with field.database.begin() as connection:
        record_all(connection, [(before, None)], at=NOW)
    report(field, agent, phone, **HERE)
    assert looking.said() == []
    report(field, agent, phone, **HERE)
    assert looking.said(2) == [(AlertKind.VISIT_LONG, "danger 16")]


def test_silence_after_an_arrival_is_told_instead_of_silence(
    field: Running, looking: Looking
) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    report(field, agent, phone, **HERE)
    visit = checked_in(field, agent)
    assert looking.said(9) == []
    (alert,) = looking(3)
    assert (alert.kind, alert.detail, alert.visit_id) == (AlertKind.VISIT_SILENT, "12", visit.id)
    report(field, agent, phone, **HERE)
    assert looking.said() == []


def test_another_visit_is_another_cause(field: Running, looking: Looking) -> None:
    agent = field.add_agent()
    first = checked_in(field, agent, 50)
    looking()
    assert [kind for kind, _ in looking.said(2)][-1:] == [AlertKind.VISIT_LONG]
    field.edit(first, state=VisitState.COMPLETED, outcome=Outcome.PAID, ended_at=field.clock())
    second = checked_in(field, agent, 60)
    looking(6)
    found = [alert for alert in looking(2) if alert.kind is AlertKind.VISIT_LONG]
    assert [one.state for one in found] == [AlertState.OVER, AlertState.OPEN]
    assert [one.visit_id for one in found] == [first.id, second.id]


def test_who_is_far_from_every_door_whose_window_runs_is_told(
    field: Running, looking: Looking
) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    visit = plan_visit(field.database, agent, TODAY)
    window = {"start": NOW - timedelta(minutes=20), "end": NOW + timedelta(minutes=40)}
    visit = field.edit(visit, window_start_at=window["start"], window_end_at=window["end"])
    report(field, agent, phone, **OUT)
    assert looking.said() == []
    field.clock.forward(minutes=10)
    report(field, agent, phone, **OUT)
    (alert,) = looking()
    assert (alert.kind, alert.visit_id) == (AlertKind.NOT_THERE, visit.id)
    field.clock.forward(minutes=6)
    report(field, agent, phone, **HERE)
    assert looking.said() == []


def test_a_stop_far_from_doors_and_colleagues_has_no_reason(
    field: Running, looking: Looking
) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    for minutes in (40, 30, 20, 10, 0):
        report(field, agent, phone, **HERE, at=NOW - timedelta(minutes=minutes))
    assert looking.said() == [(AlertKind.STOP_UNEXPLAINED, "40")]
    plan_visit(field.database, agent, TODAY)  # its door is there
    field.clock.forward(minutes=1)
    report(field, agent, phone, **HERE)
    assert looking.said() == [(AlertKind.LONG_IDLE, "41")]


def test_phones_that_tell_one_stream_name_each_other(field: Running, looking: Looking) -> None:
    agents = [field.add_agent(code) for code in ("AG-01", "AG-02", "AG-03")]
    phones = [field.phone_of(agent) for agent in agents]
    for n in range(5):
        at = NOW - timedelta(minutes=5 - n)
        for number, (agent, phone) in enumerate(zip(agents, phones, strict=True)):
            lat = 19.4312345 + n / 1000 + (0.0001111 if number == 2 else 0)
            report(field, agent, phone, lat=f"{lat:.7f}", lon="-99.1312345", at=at)
    found = looking()
    assert sorted((one.kind, one.detail) for one in found) == [
        (AlertKind.SAME_PLACE, "AG-01"),
        (AlertKind.SAME_PLACE, "AG-02"),
    ]


def test_what_began_before_the_last_few_fixes_is_read_of_what_was_kept(
    field: Running, looking: Looking
) -> None:
    """A phone that speaks each ten seconds, and a process that has just begun."""
    agent, phone = in_zone(field)
    others = [(one, field.phone_of(one)) for one in map(field.add_agent, ("AG-02", "AG-03"))]
    point = {"lat": "19.4312345", "lon": "-99.1312345"}
    for n in range(110, -1, -1):
        at = NOW - timedelta(seconds=10 * n)
        report(field, agent, phone, lat=f"{19.51 + n / 100_000:.5f}", lon="-99.13", at=at)
        for one, its in others:
            report(field, one, its, **point, at=at)
    looking()
    found = {(one.agent_id, one.kind) for one in looking(0.25)}
    assert (agent.id, AlertKind.LEFT_ZONE) in found
    assert {(one.id, AlertKind.SAME_PLACE) for one, _ in others} <= found


def test_the_companys_rules_hold_at_the_next_look(field: Running, looking: Looking) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    report(field, agent, phone, **HERE, batt="30")
    assert looking.said() == []
    looking.set_rules(low_battery_pct=30)
    assert looking.said() == [(AlertKind.LOW_BATTERY, "30")]
    with field.database.read() as connection:
        rules = entities(connection, AlertRules)[0]
    field.edit(rules, off=(AlertKind.LOW_BATTERY,))
    assert looking.said() == []
