"""What phones are answered, by a real server on both engines."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.ingest.group_commit import GroupCommit
from field_api.ingest.storing import Answer
from field_api.tables.positions import unstored
from kobra_domain.people import Role, ShiftSpan
from kobra_records.ids import new_id
from tests.field_api.servers import NOW, TIMEOUT_S, Running

pytestmark = pytest.mark.both_engines

FIX = {"id": "AG-01", "lat": "19.43", "lon": "-99.13"}


def at(moment: datetime) -> str:
    return str(int(moment.timestamp()))


def items(
    field: Running, headers: dict[str, str], path: str = "/positions"
) -> list[dict[str, Any]]:
    answer = field.get(path, headers, agent="AG-01")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_three_generations_of_the_client_are_stored_alike(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    stamps = [NOW - timedelta(minutes=n) for n in (3, 2, 1)]
    common = {"speed": "2", "batt": "80", "accuracy": "5"}
    by_query = {**FIX, **common, "timestamp": at(stamps[0])}
    by_form = {**FIX, **common, "timestamp": at(stamps[2])}
    nested = {
        "device_id": "AG-01",
        "location": {
            "timestamp": stamps[1].isoformat(),
            "coords": {"latitude": 19.43, "longitude": -99.13, "accuracy": 5, "speed": 1.028888},
            "battery": {"level": 0.8, "is_charging": False},
        },
    }
    for answer in (
        requests.post(phone, params=by_query, timeout=TIMEOUT_S),
        requests.post(phone, json=nested, timeout=TIMEOUT_S),
        requests.post(phone, data=by_form, timeout=TIMEOUT_S),
    ):
        assert (answer.status_code, answer.text) == (200, "")
    found = items(field, field.sign_in())
    assert [datetime.fromisoformat(item["fix_time"]) for item in found] == stamps
    for item in found:
        assert item["speed_mps"] == pytest.approx(1.028888)
        assert (item["lat"], item["lon"], item["battery_pct"]) == (19.43, -99.13, 80)
        assert (item["mock"], item["mock_reason"], item["accuracy_m"]) == (False, None, 5)


def test_a_slash_at_the_end_of_a_typed_address_is_no_matter(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    assert field.report(f"{phone}/", **FIX, timestamp=at(NOW)).status_code == 200
    assert len(items(field, field.sign_in())) == 1


def test_a_retry_is_stored_once_and_a_late_fix_is_not_the_latest(field: Running) -> None:
    agent = field.add_agent()
    phone, watcher = field.phone_of(agent), field.sign_in()
    newest = {**FIX, "timestamp": at(NOW - timedelta(minutes=1))}
    late = {**FIX, "lat": "19.99", "timestamp": at(NOW - timedelta(hours=5))}
    for report in (newest, newest, late):
        assert field.report(phone, **report).status_code == 200
    assert [item["lat"] for item in items(field, watcher)] == [19.99, 19.43]


@pytest.mark.parametrize("order", [(65, 20, 5), (5, 65, 20), (20, 5, 65)], ids=str)
@pytest.mark.parametrize("is_list", [False, True], ids=["apart", "together"])
def test_of_a_burst_of_one_second_the_most_exact_is_kept(
    field: Running, order: tuple[int, ...], is_list: bool
) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    burst = [{**FIX, "lat": f"19.4{n}", "accuracy": f"{n}", "timestamp": at(NOW)} for n in order]
    if is_list:
        requests.post(phone, json=burst, timeout=TIMEOUT_S)
    else:
        for report in (*burst, *burst):
            field.report(phone, **report)
    (kept,) = items(field, watcher)
    assert (kept["accuracy_m"], kept["lat"]) == (5, 19.45)
    (agent,) = field.get("/agents", watcher).json()["items"]
    assert (agent["lat"], agent["latest"]["accuracy_m"]) == (19.45, 5)


def test_a_better_fix_of_the_same_second_keeps_the_alarm_of_the_first(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    field.report(phone, **FIX, timestamp=at(NOW), accuracy="65", alarm="sos")
    field.report(phone, **FIX, timestamp=at(NOW), accuracy="5", alarm="lowBattery")
    (kept,) = items(field, watcher)
    assert (kept["accuracy_m"], kept["alarm"]) == (5, "sos")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"lat": "0", "lon": "0"}, "null_island"),
        ({"lat": "91", "lon": "0"}, "bad_coordinates"),
        ({"lat": "x", "lon": "0"}, "unreadable"),
        ({"lat": "1", "lon": "2", "timestamp": "soon"}, "unreadable"),
        ({"lat": "٤.٦٥", "lon": "-74"}, "unreadable"),
        ({"lat": "4.6_5", "lon": "-74"}, "unreadable"),
        ({"lat": "NaN", "lon": "-74"}, "unreadable"),
        ({"lat": "4.65", "lon": "-74", "timestamp": "1_772636350"}, "unreadable"),
        ({"lat": "4.65", "lon": "-74", "timestamp": "١٧٧٢٦٣٦٣٥٠"}, "unreadable"),
        ({"lat": "1e999999999", "lon": "-74"}, "unreadable"),
        ({"lat": "1", "lon": "2", "timestamp": at(NOW + timedelta(days=2))}, "future"),
        ({"lat": "1", "lon": "2", "timestamp": "99999999999999999999"}, "future"),
        ({"lat": "1", "lon": "2", "timestamp": "-99999999999999999999"}, "too_old"),
        ({"lat": "1", "lon": "2", "timestamp": "0"}, "too_old"),
        ({"lat": "1", "lon": "2", "valid": "false"}, "not_valid"),
    ],
)
def test_what_is_no_position_is_answered_200_and_set_aside(
    field: Running, keys: dict[str, str], reason: str
) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    assert field.report(phone, id="AG-01", **keys).status_code == 200
    assert items(field, watcher) == []
    (kept,) = items(field, watcher, "/quarantine")
    assert (kept["reason"], kept["agent"]) == (reason, "AG-01")


def test_hostile_bodies_are_set_aside(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    for body in (b"{", b"\xff\x00", b'{"device_id":"AG-01","location":5}', b"[1]"):
        answer = requests.post(
            f"{phone}?id=AG-01",
            data=body,
            headers={"Content-Type": "application/json"},
            timeout=TIMEOUT_S,
        )
        assert answer.status_code == 200
    assert {item["reason"] for item in items(field, watcher, "/quarantine")} == {"unreadable"}
    assert len(items(field, watcher, "/quarantine")) == 4


def test_a_heartbeat_is_heard_and_makes_no_place(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    for keys in ({"batt": "41.5"}, {"notificationToken": "t"}):
        assert field.report(phone, id="AG-01", **keys).status_code == 200
    assert items(field, watcher) == items(field, watcher, "/quarantine") == []


def test_only_a_bad_key_or_device_is_refused(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    assert field.report(f"{field.base}/phones/nobody", **FIX).status_code == 404
    assert field.report(phone, lat="1", lon="2").status_code == 400
    refused = field.report(phone, **{**FIX, "id": "AG-02"})
    assert refused.status_code == 403
    assert "/phones/" not in refused.text


def test_a_new_enrolment_ends_the_old_and_a_rename_does_not_silence(field: Running) -> None:
    agent = field.add_agent()
    old = field.phone_of(agent)
    new = field.phone_of(agent)
    assert field.report(old, **FIX).status_code == 404
    field.edit(agent, code="ZZ-9")
    assert field.report(new, **FIX).status_code == 200


def test_out_of_shift_or_without_consent_is_counted_and_not_stored(field: Running) -> None:
    span = ShiftSpan(weekday=4, start=time(8), end=time(9))
    resting = field.add_agent(shift=(span,), time_zone="America/Bogota")
    silent = field.add_agent("AG-02", consent=None)
    watcher = field.sign_in()
    in_shift = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    phone = field.phone_of(resting)
    assert field.report(phone, **FIX, timestamp=at(NOW)).status_code == 200
    assert field.report(phone, **FIX, timestamp=at(in_shift)).status_code == 200
    assert field.report(field.phone_of(silent), **{**FIX, "id": "AG-02"}).status_code == 200
    found = items(field, watcher)
    assert [datetime.fromisoformat(i["fix_time"]) for i in found] == [in_shift]
    assert field.get("/positions", watcher, agent="AG-02").json()["items"] == []
    with field.database.read() as connection:
        counts = connection.execute(select(unstored.c.reason, unstored.c.count)).all()
    assert sorted(tuple(row) for row in counts) == [("no_consent", 1), ("off_shift", 1)]


def test_what_is_set_aside_says_no_place_from_out_of_shift(field: Running) -> None:
    span = ShiftSpan(weekday=4, start=time(9), end=time(11))  # NOW is ten o'clock
    phone = field.phone_of(field.add_agent(shift=(span,), time_zone="America/Bogota"))
    for moment in (NOW - timedelta(hours=3), NOW):
        field.report(phone, **FIX, timestamp=at(moment), valid="false")
    kept = items(field, field.sign_in(), "/quarantine")
    assert [(item["lat"], bool(item["content"])) for item in kept] == [(19.43, True), (None, False)]


def test_a_list_is_stored_whole_and_another_device_in_it_is_set_aside(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    listed = [
        {
            "device_id": device,
            "location": {
                "timestamp": (NOW - timedelta(minutes=n)).isoformat(),
                "coords": {"latitude": 19.4, "longitude": -99.1},
            },
        }
        for n, device in enumerate(["AG-01", "ag-01 ", "OTHER"])
    ]
    assert requests.post(phone, json=listed, timeout=TIMEOUT_S).status_code == 200
    assert len(items(field, watcher)) == 2
    assert len(items(field, watcher, "/quarantine")) == 1


def test_a_doubted_position_says_why(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    field.report(phone, **FIX, timestamp=at(NOW - timedelta(minutes=2)), accuracy="4")
    field.report(phone, **{**FIX, "lat": "25"}, timestamp=at(NOW - timedelta(minutes=1)))
    field.report(phone, **FIX, timestamp=at(NOW), mock="true")
    doubts = [(i["mock"], i["mock_reason"]) for i in items(field, watcher)]
    assert doubts == [(False, None), (True, "impossible_speed"), (True, "flagged")]


def test_a_full_queue_answers_503_and_says_when_to_come_again(field: Running) -> None:
    phone = field.phone_of(field.add_agent())
    full: GroupCommit[object, Answer] = GroupCommit(lambda items: [], queue_limit=0)
    field.app.state.ingest._group, working = full, field.app.state.ingest._group
    try:
        refused = field.report(phone, **FIX)
    finally:
        field.app.state.ingest._group = working
    assert (refused.status_code, refused.json()["code"]) == (503, "busy")
    assert int(refused.headers["Retry-After"]) > 0
    assert field.report(phone, **FIX).status_code == 200


def test_an_administrator_enrols_and_revokes_by_the_api(field: Running) -> None:
    agent = field.add_agent()
    admin, viewer = field.sign_in(), field.sign_in(Role.VIEWER)
    address = f"{field.base}/api/v1/agents/{agent.id}/enrolment"
    assert requests.post(address, headers=viewer, timeout=TIMEOUT_S).status_code == 403
    made = requests.post(address, headers=admin, timeout=TIMEOUT_S).json()
    assert made["settings_url"].startswith(made["osmand_url"] + "?id=AG-01&interval=60")
    assert field.report(made["osmand_url"], **FIX).status_code == 200
    assert requests.delete(address, headers=admin, timeout=TIMEOUT_S).status_code == 204
    assert field.report(made["osmand_url"], **FIX).status_code == 404
    for other, status in ((new_id(), 404), ("0" * 36, 422)):
        unknown = address.replace(agent.id, other)
        assert requests.post(unknown, headers=admin, timeout=TIMEOUT_S).status_code == status


def test_a_list_longer_than_a_batch_is_stored_whole(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    count = 2_500
    listed = [
        {
            "device_id": "AG-01",
            "location": {
                "timestamp": (NOW - timedelta(seconds=n)).isoformat(),
                "coords": {"latitude": 19.4 + n * 1e-6, "longitude": -99.1},
            },
        }
        for n in range(count)
    ]
    assert requests.post(phone, json=listed, timeout=TIMEOUT_S).status_code == 200
    assert len(items(field, watcher)) == count


def test_a_body_over_every_limit_is_set_aside_and_stops_no_queue(field: Running) -> None:
    phone, watcher = field.phone_of(field.add_agent()), field.sign_in()
    body = b"id=AG-01&lat=1&lon=2&x=" + b"a" * field.settings.largest_body
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert requests.post(phone, data=body, headers=form, timeout=TIMEOUT_S).status_code == 200
    (kept,) = items(field, watcher, "/quarantine")
    assert kept["reason"] == "unreadable"
    assert kept["content"].startswith("id=AG-01")
