"""A call for help that nobody attends is told to one name after another, no step of it twice."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.jobs.escalation import escalate
from field_api.outbox import delivery_of
from field_api.tables.results import deliveries
from kobra_domain.alerts import Alert, AlertAct, AlertState, AlertStep
from kobra_domain.deliveries import Delivery, DeliveryPurpose, DeliveryState
from kobra_domain.people import Rescuer, Role
from kobra_records.ids import new_id
from tests.field_api.servers import TIMEOUT_S, Running

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lat": "19.43", "lon": "-99.13"}
LISTED = (Rescuer(name="Eva", email="eva@x.example"), Rescuer(name="Iván", email="ivan@x.example"))


@pytest.fixture
def alert(field: Running) -> Alert:
    """An SOS of a team with two names, just raised."""
    team = field.add_team(rescuers=LISTED)
    phone = field.phone_of(field.add_agent(team_id=team.id))
    assert field.report(phone, **FIX, alarm="sos").status_code == 200
    with field.database.read() as connection:
        return entities(connection, Alert)[0]


def pass_s(field: Running, seconds: float) -> int:
    field.clock.now += timedelta(seconds=seconds)
    return escalate(field.database, field.clock())


def steps(field: Running) -> list[AlertStep]:
    with field.database.read() as connection:
        return sorted(entities(connection, AlertStep), key=lambda step: step.at)


def sent(field: Running) -> list[Delivery]:
    query = select(deliveries).order_by(deliveries.c.created_at)
    with field.database.read() as connection:
        return [delivery_of(row) for row in connection.execute(query)]


def attend(field: Running, alert: Alert) -> None:
    field.edit(alert, state=AlertState.ATTENDED, attended_by=new_id(), attended_at=field.clock())


def test_the_first_is_told_after_a_minute_then_the_next_until_it_is_attended(
    field: Running, alert: Alert
) -> None:
    assert pass_s(field, 59) == 0
    assert pass_s(field, 1) == 1
    assert pass_s(field, 5) == 0
    assert pass_s(field, 55) == 1
    assert [(one.act, one.who, one.email) for one in steps(field)] == [
        (AlertAct.TOLD, "Eva", "eva@x.example"),
        (AlertAct.TOLD, "Iván", "ivan@x.example"),
    ]
    made = sent(field)
    assert [one.address for one in made] == ["eva@x.example", "ivan@x.example"]
    assert {(one.purpose, one.purpose.importance, one.target_id) for one in made} == {
        (DeliveryPurpose.ESCALATION, 0, alert.id)
    }
    attend(field, alert)
    assert pass_s(field, 10_000) == 0
    assert len(steps(field)) == 2


def test_what_waits_when_it_is_attended_is_not_sent(field: Running, alert: Alert) -> None:
    pass_s(field, 60)
    attend(field, alert)
    pass_s(field, 1)
    assert [one.state for one in sent(field)] == [DeliveryState.CANCELLED]


def test_after_the_last_name_the_first_is_told_again(field: Running, alert: Alert) -> None:
    told = [pass_s(field, 60) for _ in range(12)]
    assert told == [1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert [one.who for one in steps(field)] == ["Eva", "Iván", "Eva", "Iván"]


def test_a_server_that_was_away_goes_on_where_it_was(field: Running, alert: Alert) -> None:
    pass_s(field, 60)
    with_another = Database(field.settings.database_url)
    field.clock.now += timedelta(hours=2)
    assert escalate(with_another, field.clock()) == 1
    assert escalate(with_another, field.clock()) == 0
    with_another.close()
    assert [one.who for one in steps(field)] == ["Eva", "Iván"]


def test_two_processes_at_once_take_each_step_once(field: Running, alert: Alert) -> None:
    other = Database(field.settings.database_url)
    field.clock.now += timedelta(seconds=60)
    now = field.clock()
    with ThreadPoolExecutor(8) as pool:
        looks = [pool.submit(escalate, (field.database, other)[n % 2], now) for n in range(16)]
    assert sum(look.result() for look in looks) == 1
    other.close()
    assert len(steps(field)) == len(sent(field)) == 1


def test_without_a_list_its_supervisors_are_told_in_their_language(field: Running) -> None:
    team = field.add_team()
    field.sign_in(Role.SUPERVISOR, team_ids=(team.id,), language="en")
    phone = field.phone_of(field.add_agent(team_id=team.id))
    field.report(phone, **FIX, alarm="sos")
    assert pass_s(field, 60) == 1
    assert json.loads(sent(field)[0].content)["language"] == "en"


def operate(
    field: Running, headers: dict[str, str], alert: Alert, **changes: Any
) -> dict[str, Any]:
    step_id = new_id()
    told = {"id": step_id, "alert_id": alert.id, "team_id": alert.team_id}
    wanted = {**told, "at": field.clock().isoformat(), **changes}
    operation = {
        "op_id": new_id(),
        "command": "alert_step.create",
        "entity_id": step_id,
        "changed": {name: [None, value] for name, value in wanted.items()},
    }
    url = f"{field.base}/api/v1/operations"
    answer = field.http.post(url, json=[operation], headers=headers, timeout=TIMEOUT_S)
    result: dict[str, Any] = answer.json()["results"][0]
    return result


def test_who_saw_it_or_called_is_signed_by_the_server(field: Running, alert: Alert) -> None:
    headers = field.sign_in(Role.SUPERVISOR, team_ids=(alert.team_id,))
    assert operate(field, headers, alert, act="called", who="Otro")["status"] == "applied"
    (step,) = steps(field)
    assert (step.act, step.who) == (AlertAct.CALLED, "Eva")
    assert step.user_id is not None


def test_nobody_says_that_somebody_was_told(field: Running, alert: Alert) -> None:
    headers = field.sign_in(Role.SUPERVISOR, team_ids=(alert.team_id,))
    refused = operate(field, headers, alert, act="told")
    assert (refused["status"], refused["code"]) == ("rejected", "field_not_writable")
    stranger = field.sign_in(Role.SUPERVISOR)
    assert operate(field, stranger, alert, act="seen")["status"] == "rejected"
