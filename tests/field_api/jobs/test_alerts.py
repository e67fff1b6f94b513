"""Alerts have a life: raised once a cause, told now and then, attended for good, or over."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from field_api.change_log.rows import entities
from field_api.jobs.watch import Watch
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from tests.field_api.servers import NOW, Running

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
    attend(field, alert)
    press_sos(field, phone, timestamp=stamps[0])
    assert [a.state for a in raised(field)] == [AlertState.ATTENDED]
    press_sos(field, phone, timestamp=str(int(NOW.timestamp())))
    assert [a.state for a in raised(field)] == [AlertState.ATTENDED, AlertState.OPEN]


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
