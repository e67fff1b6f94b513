"""Phones whose clock, place or setting is wrong: nothing false outranks what is true, somebody is
told what to mend, and nobody is accused of what is not known.
"""

from datetime import timedelta
from typing import Any

import pytest
import requests

from field_api.change_log.rows import entities
from field_api.ingest.reading import trail_columns
from field_api.jobs.watch import Watch
from kobra_domain.alerts import Alert, AlertState
from kobra_domain.positions import MockReason
from kobra_domain.words import alert_sentence
from tests.field_api.servers import NOW, TIMEOUT_S, Running

HERE = {"id": "AG-01", "lat": "4.65", "lon": "-74.08", "accuracy": "8"}


class Phone:
    """One agent's phone, and what the field sees of it by the API."""

    def __init__(self, field: Running) -> None:
        self.field = field
        self.agent = field.add_agent(time_zone="America/Bogota")
        self.url = field.phone_of(self.agent)

    @property
    def watcher(self) -> dict[str, str]:
        return self.field.sign_in()

    def say(self, minutes_ago: float = 0, **keys: Any) -> None:
        """Report by query; `minutes_ago` by the phone's clock (negative: ahead)."""
        stamp = self.field.clock() - timedelta(minutes=minutes_ago)
        report = {**HERE, "timestamp": str(int(stamp.timestamp())), **keys}
        assert self.field.report(self.url, **report).status_code == 200

    def wait(self, minutes: float) -> None:
        self.field.clock.now += timedelta(minutes=minutes)

    @property
    def now(self) -> dict[str, Any]:
        (item,) = self.field.get("/agents", self.watcher).json()["items"]
        found: dict[str, Any] = item
        return found

    def alerts(self) -> dict[str, str]:
        """The open ones in words, by kind, after a look."""
        Watch(self.field.database).look(self.field.clock())
        answer = self.field.get("/alerts", self.watcher, agent="ag-01")
        return {item["kind"]: item["state"] for item in answer.json()["items"]}

    def words(self) -> list[str]:
        with self.field.database.read() as connection:
            return [alert_sentence(a.kind, a.detail) for a in entities(connection, Alert)]


@pytest.fixture
def phone(field: Running) -> Phone:
    return Phone(field)


def test_a_fix_from_the_future_is_kept_and_does_not_hold_the_marker(phone: Phone) -> None:
    phone.say(1)
    phone.say(-20 * 60, lat="4.73")
    assert phone.now["lat"] == 4.73
    assert phone.now["fix_time"] == "2026-11-20T15:00:00Z"
    for _ in range(3):
        phone.wait(1)
        phone.say()
        assert phone.now["lat"] == 4.65
    assert phone.alerts() == {"clock_wrong": "open"}
    assert phone.words() == ["El reloj de este teléfono está adelantado 20 h"]
    latest = phone.now["latest"]
    assert (latest["clock_error_s"], latest["mock"]) == (72_000, None)
    kept = phone.field.get("/positions", phone.watcher, agent="AG-01").json()["items"]
    assert 4.73 in [item["lat"] for item in kept]
    phone.wait(16)
    phone.say()
    assert phone.alerts() == {"clock_wrong": "over"}


def test_fixes_from_the_future_stand_in_the_trail_where_they_came(phone: Phone) -> None:
    phone.say(2)
    phone.say(-20 * 60, lat="4.66")
    phone.wait(1)
    phone.say(lat="4.67")
    with phone.field.database.read() as connection:
        span = (NOW - timedelta(hours=1), NOW + timedelta(hours=1))
        columns = trail_columns(connection, phone.agent.id, *span)
    assert columns["lat"].tolist() == [4.65, 4.66, 4.67]
    assert (columns["fix_ms"][1:] >= columns["fix_ms"][:-1]).all()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"timestamp": "1173000000"}, "anterior a 2015"),
        ({"timestamp": "2030-01-01T00:00:00Z"}, "fecha futura"),
        ({"lat": "0", "lon": "0"}, "son 0, 0"),
        ({"lat": "0.004", "lon": "0.004"}, "no sabe dónde está"),
        ({"lat": "%LAT"}, "plantilla"),
        ({"lat": "-99.1", "lon": "19.4"}, "no caben en el mapa"),
        ({"valid": "false"}, "no válidas"),
    ],
    ids=["weeks", "future", "zero", "nowhere", "template", "swapped", "invalid"],
)
def test_reports_set_aside_in_a_row_are_told_with_their_reason(
    phone: Phone, keys: dict[str, Any], words: str
) -> None:
    for n in range(30):
        phone.say(**({"lon": f"-74.0{n}"} | keys))
    assert phone.alerts()["phone_setup"] == "open"
    assert any(words in said for said in phone.words())
    phone.say()
    assert phone.alerts()["phone_setup"] == "over"


def test_another_reason_than_the_one_attended_is_told(phone: Phone) -> None:
    for _ in range(5):
        phone.say(timestamp="1173000000")
    assert phone.alerts() == {"phone_setup": "open"}
    with phone.field.database.read() as connection:
        (alert,) = entities(connection, Alert)
    at = phone.field.clock()
    phone.field.edit(alert, state=AlertState.ATTENDED, attended_by=alert.id, attended_at=at)
    phone.wait(6)
    phone.say(timestamp="1173000000")
    assert phone.alerts() == {"phone_setup": "attended"}
    phone.wait(6)
    phone.say(lat="0", lon="0")
    Watch(phone.field.database).look(phone.field.clock())
    assert len(phone.words()) == 2
    assert any("son 0, 0" in said for said in phone.words())


def test_a_phone_that_goes_by_another_name_is_refused_and_told_of(phone: Phone) -> None:
    for _ in range(5):
        assert phone.field.report(phone.url, **{**HERE, "id": "OTHER"}).status_code == 403
    assert phone.alerts() == {"phone_setup": "open"}


def test_a_doubted_place_stands_beside_the_last_trusted(phone: Phone) -> None:
    phone.say(1)
    phone.say(lat="0.004", lon="0.004")
    known = phone.now
    assert (known["lat"], known["lon"]) == (4.65, -74.08)
    latest = known["latest"]
    assert (latest["doubt_lat"], latest["mock"]) == (0.004, MockReason.NOWHERE)
    assert phone.alerts() == {}


@pytest.mark.parametrize(
    "keys",
    [
        {"lon": "74.08"},
        {"lat": "-4.65"},
        {"lat": "0"},
        {"lon": "-0.0"},
        {"mock": "true", "lat": "5"},
    ],
    ids=["east", "south", "no-lat", "no-lon", "mock"],
)
def test_a_place_that_cannot_be_does_not_take_the_markers(
    phone: Phone, keys: dict[str, Any]
) -> None:
    phone.say(2)
    phone.say(1, **keys)
    assert (phone.now["lat"], phone.now["lon"]) == (4.65, -74.08)
    assert phone.now["latest"]["doubt_at"] is not None
    phone.say(lat="4.651")
    assert (phone.now["lat"], phone.now["latest"]["mock"]) == (4.651, None)


def test_a_call_from_nowhere_tells_the_last_trusted_place(phone: Phone) -> None:
    phone.say(1)
    phone.say(lat="0.004", lon="0.004", alarm="sos")
    assert phone.alerts() == {"sos": "open"}
    with phone.field.database.read() as connection:
        (alert,) = entities(connection, Alert)
    assert (alert.lat, alert.lon) == (4.65, -74.08)


def test_the_same_old_fix_while_the_phone_talks_is_no_standing_agent(phone: Phone) -> None:
    stamp = str(int((NOW - timedelta(minutes=1)).timestamp()))
    for _ in range(10):
        phone.say(timestamp=stamp)
        phone.wait(6)
    phone.say(timestamp=stamp)
    assert phone.alerts() == {"no_position": "open"}
    assert phone.words() == ["Sin posición nueva desde 09:59"]


def test_one_fix_of_unknown_accuracy_between_good_ones_accuses_nobody(phone: Phone) -> None:
    phone.say(2)
    coords = {"latitude": 4.6501, "longitude": -74.08, "accuracy": 0, "speed": -1}
    stamp = (NOW - timedelta(minutes=1)).isoformat()
    body = {"device_id": "AG-01", "location": {"timestamp": stamp, "coords": coords}}
    requests.post(phone.url, json=body, timeout=TIMEOUT_S)
    phone.say()
    assert phone.alerts() == {}
    doubts = phone.field.get("/positions", phone.watcher, agent="AG-01").json()["items"]
    assert [item["mock"] for item in doubts] == [False] * 3


def test_accuracy_zero_that_lasts_is_told(phone: Phone) -> None:
    for n in range(6, 0, -1):
        phone.say(n, accuracy="0", lat=f"4.65{n}")
    assert phone.alerts() == {"mock_suspected": "open"}


def test_a_phone_that_tells_its_place_only_roughly_is_told_of(phone: Phone) -> None:
    for n in range(6, 0, -1):
        phone.say(n, accuracy="2000")
    assert phone.alerts() == {"phone_setup": "open"}


def test_alerts_are_for_who_may_watch_and_sees_the_agent(phone: Phone) -> None:
    phone.say(alarm="sos")
    field = phone.field
    item = field.get("/alerts", phone.watcher, agent="AG-01").json()["items"][0]
    assert item == {
        "kind": "sos",
        "state": "open",
        "opened_at": "2026-11-20T15:00:00Z",
        "count": 1,
    }
    assert field.get("/alerts", phone.watcher, agent="ZZ").status_code == 404
    assert field.get("/alerts", phone.watcher).status_code == 422
    assert field.get("/alerts", {}, agent="AG-01").status_code == 401
