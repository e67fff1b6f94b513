"""Alerts have a life: raised once a cause, told now and then, attended for good, or over."""

from datetime import timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.change_log.rows import entities
from field_api.jobs.watch import Watch
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from tests.field_api.servers import NOW, TIMEOUT_S, Running

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lat": "19.43", "lon": "-99.13"}


def raised(field: Running) -> list[Alert]:
    with field.database.read() as connection:
        return sorted(entities(connection, Alert), key=lambda alert: alert.raised_at)


def look(field: Running, minutes: float = 0) -> list[Alert]:
    field.clock.now += timedelta(minutes=minutes)
    Watch(field.database).look(field.clock())
    return raised(field)


def attend(field: Running, alert: Alert) -> None:
    field.edit(alert, state=AlertState.ATTENDED, attended_by=alert.id, attended_at=field.clock())


def press_sos(field: Running, phone: str, **keys: Any) -> None:
    assert field.report(phone, **FIX, alarm="sos", **keys).status_code == 200


def test_an_sos_is_heard_out_of_shift_and_without_consent_with_its_one_position(
    field: Running,
) -> None:
    phone = field.phone_of(field.add_agent(consent=None))
    press_sos(field, phone, timestamp=str(int(NOW.timestamp())))
    field.report(phone, **FIX)
    (alert,) = raised(field)
    assert (alert.kind, alert.state, alert.lat, alert.lon) == (
        AlertKind.SOS,
        AlertState.OPEN,
        19.43,
        -99.13,
    )
    assert alert.detail == "10:00"
    kept = field.get("/positions", field.sign_in(), agent="AG-01").json()["items"]
    assert [item["alarm"] for item in kept] == ["sos"]


def test_a_repeated_sos_is_one_alert_and_a_retry_does_not_count(field: Running) -> None:
    agent = field.add_agent()
    phone = field.phone_of(agent)
    stamps = [str(int(NOW.timestamp()) - n) for n in (60, 60, 30)]
    for stamp in stamps:
        press_sos(field, phone, timestamp=stamp)
    (alert,) = raised(field)
    assert alert.count == 2
    with field.database.read() as connection:
        assert entities(connection, Agent)[0].sos_tested_at == NOW
    field.clock.now += timedelta(minutes=3)
    press_sos(field, phone, timestamp=stamps[0])  # minutes later it is no retry
    assert raised(field)[0].count == 3
    attend(field, alert)
    press_sos(field, phone, timestamp=stamps[0])
    assert [a.state for a in raised(field)] == [AlertState.ATTENDED, AlertState.OPEN]


def nested(uuid: str, **location: Any) -> dict[str, Any]:
    """As the client of 9.x sends the last known fix with an alarm."""
    coords = {"latitude": 19.43, "longitude": -99.13}
    known = {"timestamp": NOW.isoformat(), "coords": coords, "extras": {"alarm": "sos"}}
    return {"device_id": "AG-01", "location": {"uuid": uuid, **known, **location}}


def states(field: Running) -> list[AlertState]:
    return [alert.state for alert in raised(field)]


def test_a_second_record_of_the_same_last_known_fix_is_a_second_call(field: Running) -> None:
    phone = field.phone_of(field.add_agent())

    def post(uuid: str) -> requests.Response:
        return requests.post(phone, json=nested(uuid), timeout=TIMEOUT_S)

    assert post("u1").status_code == 200
    attend(field, raised(field)[0])
    assert post("u1").status_code == 200
    assert states(field) == [AlertState.ATTENDED]
    field.clock.now += timedelta(minutes=4)
    for uuid in ("u2", "u2"):
        assert post(uuid).status_code == 200
    assert states(field) == [AlertState.ATTENDED, AlertState.OPEN]
    attend(field, raised(field)[1])
    field.clock.now += timedelta(hours=3)
    post("u2")
    assert states(field) == [AlertState.ATTENDED, AlertState.ATTENDED]


def test_a_uuid_that_never_changes_swallows_no_call(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    requests.post(phone, json=nested("device"), timeout=TIMEOUT_S)
    attend(field, raised(field)[0])
    later = (NOW + timedelta(minutes=9)).isoformat()
    requests.post(phone, json=nested("device", timestamp=later), timeout=TIMEOUT_S)
    assert states(field) == [AlertState.ATTENDED, AlertState.OPEN]


@pytest.mark.parametrize(
    "body",
    [
        '{"device_id":"AG-01","location":{"coords":{"latitude":NaN},"extras":{"alarm":"sos"}}}',
        '{"device_id":"AG-01","alarm":"sos","location":{"coords"',
        "id=AG-01&lat=x&lon=y&alarm=sos",
        "id=AG-01&name=%FF&alarm=SOS,lowBattery&lat=200&lon=9",
        "id=AG-01&alarm=lowBattery&alarm=sos",
        "id=OTHER&alarm=sos&lat=19.4&lon=-99.1&timestamp=1794000000",
        "alarm=sos",
        "id=AG-01&lat=19.4&lon=-99.1&alarm=sos&timestamp=1000",
    ],
    ids=["nan", "cut", "place", "world", "two", "device", "nobody", "clock"],
)
def test_a_call_is_heard_whatever_else_is_wrong_with_its_record(field: Running, body: str) -> None:
    phone = field.phone_of(field.add_agent(consent=None))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    requests.post(phone, data=body, headers=form, timeout=TIMEOUT_S)
    (alert,) = raised(field)
    assert (alert.kind, alert.state) == (AlertKind.SOS, AlertState.OPEN)


def test_a_refused_phone_that_calls_again_and_again_is_one_call(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    for _ in range(3):
        assert field.report(phone, id="OTHER", alarm="sos", lat="1").status_code == 403
        field.clock.now += timedelta(minutes=5)
    (alert,) = raised(field)
    assert alert.count == 1


def test_a_call_with_a_wrong_clock_tells_its_place(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    press_sos(field, phone, timestamp=str(int((NOW + timedelta(days=9)).timestamp())))
    (alert,) = raised(field)
    assert (alert.lat, alert.lon) == (19.43, -99.13)


def test_an_sos_with_a_place_reported_before_is_heard(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    stamp = str(int(NOW.timestamp()))
    field.report(phone, **FIX, timestamp=stamp)
    press_sos(field, phone, timestamp=stamp)
    press_sos(field, phone, timestamp=stamp)
    (alert,) = raised(field)
    assert alert.count == 1


def test_an_sos_needs_no_place_and_is_never_over(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    assert field.report(phone, id="AG-01", alarm="sos").status_code == 200
    assert field.report(phone, id="AG-01", lat="0", lon="0", alarm="sos").status_code == 200
    (alert,) = look(field, minutes=1)
    assert (alert.count, alert.lat, alert.state) == (2, None, AlertState.OPEN)


def test_silence_raises_one_alert_which_ends_when_the_phone_is_heard(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    field.report(phone, **FIX)
    assert look(field, minutes=10) == []
    (alert,) = look(field, minutes=2)
    assert (alert.kind, alert.detail, alert.count) == (AlertKind.NOT_HEARD, "12", 1)
    (again,) = look(field, minutes=1)
    assert again == alert  # not told at each look
    (told,) = look(field, minutes=5)
    assert (told.id, told.count, told.detail) == (alert.id, 2, "18")
    field.report(phone, **FIX)
    (over,) = look(field)
    assert (over.id, over.state) == (alert.id, AlertState.OVER)


def test_an_attended_alert_is_not_raised_again_while_its_cause_lasts(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    field.report(phone, **FIX, batt="12")
    (alert,) = look(field)
    assert alert.kind is AlertKind.LOW_BATTERY
    attend(field, alert)
    field.report(phone, **FIX, batt="9")
    (same,) = look(field, minutes=6)
    assert (same.state, same.count) == (AlertState.ATTENDED, 1)
    field.report(phone, **FIX, batt="90")
    look(field)
    field.report(phone, **FIX, batt="10")
    assert [a.state for a in look(field)] == [AlertState.ATTENDED, AlertState.OPEN]


def test_a_doubted_fix_raises_an_alert_with_its_reason_and_team(field: Running) -> None:
    team = field.add_team()
    phone = field.phone_of(field.add_agent(team_id=team.id))
    field.report(phone, **FIX, mock="true")
    (alert,) = look(field)
    assert (alert.kind, alert.detail, alert.team_id) == (
        AlertKind.MOCK_SUSPECTED,
        "flagged",
        team.id,
    )


def test_the_feed_hears_of_a_lasting_cause_now_and_then_only(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    field.report(phone, **FIX, batt="12")
    look(field)
    with field.database.read() as connection:
        before = connection.execute(select(alerts.c.version)).scalar_one()
    for _ in range(8):
        field.report(phone, **FIX, batt="12")
        look(field, minutes=0.25)
    with field.database.read() as connection:
        assert connection.execute(select(alerts.c.version)).scalar_one() == before
