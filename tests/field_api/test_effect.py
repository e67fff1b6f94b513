"""What rules would have told in the last seven days: counted by their own code, part by part."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from field_api.database import Database
from field_api.ingest.rows import write_positions
from field_api.partitions import Partitions
from field_api.watching.effect import counting
from kobra_domain.alert_rules import THRESHOLDS, AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent, Consent, ShiftSpan
from kobra_domain.places import Point
from kobra_domain.positions import Position
from kobra_domain.visits import CheckIn, Outcome, VisitState
from kobra_records import json_form
from kobra_records.ids import new_id
from tests.field_api.jobs.test_absent_payments import a_file, heard, line
from tests.field_api.servers import NOW, Running
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines

DAY = NOW.date() - timedelta(days=2)
MORNING = datetime.combine(DAY, time(13), UTC)  # eight in Bogota
SHIFT = tuple(ShiftSpan(weekday=d, start=time(8), end=time(10)) for d in range(7))
ALL = [kind.value for kind in {*THRESHOLDS.values()}]


def at(minutes: float) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def put(database: Database, *fixes: Position) -> None:
    parts = Partitions(database, retention_days=90)
    parts.ensure({fix.fix_at.date() for fix in fixes}, NOW.date())
    with database.begin() as connection:
        write_positions(connection, fixes)


def walked(agent: Agent, minutes: range, **values: Any) -> list[Position]:
    """A fix each minute, a hundred metres apart."""
    return [
        Position(
            **{
                "agent_id": agent.id,
                "fix_at": at(n),
                "received_at": at(n),
                "lat": 4.5 + n / 1_100,
                "lon": -74.01,
                "accuracy_m": 8.0,
                "battery_pct": 80.0,
                **values,
            }
        )
        for n in minutes
    ]


@pytest.fixture
def agent(field: Running, world: World) -> Agent:
    """On shift from eight to ten each day, with a zone that reaches as far as the first walk."""
    field.clock.now = NOW
    zone = tuple(Point(lat, lon) for lat, lon in ((4, -75), (4.6, -75), (4.6, -73), (4, -73)))
    field.edit(world.north.team, zone=zone)
    consent = Consent(given_at=NOW - timedelta(days=90), source="firma", purpose="ruta")
    enrolled: dict[str, Any] = {"enrolled_at": NOW - timedelta(days=80), "consent": consent}
    field.edit(world.south.agent, is_active=False)
    made: Agent = field.edit(world.north.agent, shift=SHIFT, **enrolled)
    return made


def effect(
    field: Running, world: World, first: int = 0, kinds: list[str] | None = None, **rules: Any
) -> dict[str, Any]:
    client = field.client().sign_in(world.email("admin"))
    body = {
        "rules": json_form.body(AlertRules(**rules)),
        "kinds": ALL if kinds is None else kinds,
        "first": first,
    }
    answer = client.post("/api/v1/alert-rules/effect", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_walk_finds_what_a_look_would_have_told(
    field: Running, world: World, agent: Agent
) -> None:
    put(
        field.database,
        *walked(agent, range(30)),
        *walked(agent, range(50, 90), lat=4.5),
        *walked(agent, range(90, 100), lat=4.7, battery_pct=12.0),
        *walked(agent, range(100, 120), lat=4.5, battery_pct=12.0),
    )
    counts = effect(field, world)["counts"]
    # Two of the days of shift had no report at all, before and after.
    assert counts["not_heard"] >= 2
    assert counts["stop_unexplained"] == 1
    assert counts["left_zone"] == 1
    assert counts["low_battery"] == 1
    eased = effect(field, world, low_battery_pct=10, zone_dwell_min=30, unexplained_min=60)
    assert {"left_zone", "low_battery"}.isdisjoint(eased["counts"])
    assert eased["counts"]["long_idle"] == 1
    patient = effect(field, world, kinds=["not_heard"], not_heard_min=240)
    assert patient["counts"] == {}


def test_visits_count_by_their_arrival_end_and_window(
    field: Running, world: World, agent: Agent
) -> None:
    def visit(begun: float, ended: float, **more: Any) -> None:
        made = world.north.visit(
            agent_id=agent.id,
            planned_on=DAY,
            state=VisitState.COMPLETED,
            outcome=Outcome.PAID,
            check_in=CheckIn(at=at(begun)),
            ended_at=at(ended),
            **more,
        )
        write(field.database, made)

    window = {"window_start_at": at(0), "window_end_at": at(20)}
    put(field.database, *walked(agent, range(120)))
    visit(30, 100, **window)
    visit(100, 100.5)
    kinds = ["visit_long", "visit_short", "late"]
    found = effect(field, world, kinds=kinds)
    assert found["counts"] == {"visit_long": 1, "visit_short": 1, "late": 1}
    assert found["next_agent"] is None
    assert effect(field, world)["counts"]["visit_long"] == 1
    eased = effect(field, world, kinds=kinds, visit_long_min=90, visit_short_s=20, late_min=15)
    assert eased["counts"] == {}
    assert effect(field, world, kinds=kinds, off=(AlertKind.LATE,))["counts"].keys() == {
        "visit_long",
        "visit_short",
    }


def test_payments_count_by_the_days_on_which_files_came(
    field: Running, world: World, agent: Agent
) -> None:
    north = world.north
    paid_on = DAY - timedelta(days=8)
    files = [replace(a_file(north), received_at=NOW - timedelta(days=n)) for n in (9, 2)]
    write(
        field.database,
        line(north, value_on=paid_on - timedelta(days=5)),
        heard(north, paid_on=paid_on),
        *files,
    )
    kinds = ["payment_absent"]
    assert effect(field, world, kinds=kinds)["counts"] == {"payment_absent": 1}
    assert effect(field, world, kinds=kinds, payment_days=12)["counts"] == {}


def test_phones_at_one_point_count_each(field: Running, world: World, agent: Agent) -> None:
    other = field.add_agent("AG-77", enrolled_at=NOW - timedelta(days=80))
    for one in (agent, other):
        put(field.database, *walked(one, range(15), lat=4.5123457, lon=-74.0123457))
    found = effect(field, world, kinds=["same_place"])
    assert found["counts"] == {"same_place": 2}
    assert effect(field, world, kinds=["same_place"], same_place_min=30)["counts"] == {}


def test_agents_are_counted_part_by_part_and_the_first_tells_what_was(
    field: Running, world: World, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "_PART_S", 0.0)
    field.add_agent("AG-77", enrolled_at=NOW - timedelta(days=80))
    told = [
        Alert(
            id=new_id(),
            kind=AlertKind.NOT_HEARD,
            raised_at=NOW - timedelta(days=days),
            last_at=NOW,
            state=state,
        )
        for days, state in ((1, AlertState.OVER), (2, AlertState.ATTENDED), (9, AlertState.OVER))
    ]
    write(field.database, *told)
    first = effect(field, world)
    assert (first["agents"], first["next_agent"]) == (2, 1)
    assert (first["told"], first["attended"]) == ({"not_heard": 2}, {"not_heard": 1})
    second = effect(field, world, first=1)
    assert (second["next_agent"], second["told"]) == (None, {})
    monkeypatch.setattr(counting, "_MOST_FOR_TWINS", 1)
    assert effect(field, world)["unknown"] == ["same_place"]


def test_rules_that_may_not_be_are_refused(field: Running, world: World) -> None:
    client = field.client().sign_in(world.email("admin"))
    for rules in ({"idle_min": 1}, {"off": ["sos"]}, {"idle_min": "x"}, {"off": ["?"]}):
        body = {"rules": {**json_form.body(AlertRules()), **rules}, "kinds": [], "first": 0}
        answer = client.post("/api/v1/alert-rules/effect", json=body)
        assert answer.status_code == 422, rules
