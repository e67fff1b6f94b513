"""Every form in which phones speak OsmAnd, and that no byte string whatever is an error."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_api.ingest.phone_report import PhoneReport
from field_api.phones.osmand import LONGEST_BODY, MOST_RECORDS, read_request

FORM = "application/x-www-form-urlencoded"
AT = datetime(2026, 11, 21, 15, 4, 5, tzinfo=UTC)
KEYS = {
    "id": "AG-01",
    "lat": "19.4326",
    "lon": "-99.1332",
    "timestamp": str(int(AT.timestamp())),
    "speed": "10",
    "bearing": "271.5",
    "altitude": "2240",
    "accuracy": "6.5",
    "batt": "81.4",
    "charge": "true",
}


def read(query: str = "", content_type: str = "", body: str | bytes = b"") -> PhoneReport:
    raw = body.encode() if isinstance(body, str) else body
    (report,) = read_request(query.encode(), content_type, raw)
    return report


def nested(**location: object) -> str:
    return json.dumps({"device_id": "AG-01", "location": location})


def check_full(report: PhoneReport) -> None:
    assert report.device_id == "AG-01"
    assert (report.report.lat, report.report.lon) == (19.4326, -99.1332)
    assert report.report.fix_at == AT
    assert report.report.unreadable == ()
    assert report.speed_mps == pytest.approx(5.14444)
    assert (report.bearing, report.altitude_m, report.accuracy_m) == (271.5, 2240, 6.5)
    assert report.is_charging is True


@pytest.mark.parametrize("asked", [[], ["id"], ["id", "lat", "timestamp"], list(KEYS)])
def test_keys_are_read_from_the_query_the_form_and_any_mix_of_both(asked: list[str]) -> None:
    query = urlencode({k: v for k, v in KEYS.items() if k in asked})
    form = urlencode({k: v for k, v in KEYS.items() if k not in asked})
    report = read(query, FORM, form)
    check_full(report)
    assert report.battery_pct == 81.4


def test_nested_json_is_read_with_speed_in_metres_and_battery_rounded() -> None:
    report = read(
        "",
        "application/json; charset=utf-8",
        nested(
            timestamp="2026-11-21T15:04:05.000Z",
            coords={
                "latitude": 19.4326,
                "longitude": -99.1332,
                "speed": 5.14444,
                "heading": 271.5,
                "accuracy": 6.5,
                "altitude": 2240,
            },
            is_moving=True,
            odometer=1234.5,
            activity={"type": "walking"},
            battery={"level": 0.814, "is_charging": True},
            extras={"route": 7},
        ),
    )
    check_full(report)
    assert report.battery_pct == 81
    kept = json.loads(report.attributes)
    assert kept["route"] == 7
    assert kept["activity"] == "walking"
    assert kept["is_moving"] is True


def test_minus_one_is_unknown_in_json() -> None:
    coords = {"latitude": 1.5, "longitude": 2.5, "speed": -1, "heading": -1, "accuracy": 5}
    report = read("", "application/json", nested(coords=coords, battery={"level": -1}))
    assert (report.speed_mps, report.bearing, report.battery_pct) == (None, None, None)


def test_a_list_of_records_and_a_list_of_locations_give_one_report_each() -> None:
    places = [{"coords": {"latitude": n, "longitude": n}} for n in (1.0, 2.0)]
    listed = [{"device_id": "AG-01", "location": place} for place in places]
    for body in (listed, {"device_id": "AG-01", "location": places}):
        reports = read_request(b"", "application/json", json.dumps(body).encode())
        assert [r.report.lat for r in reports] == [1.0, 2.0]
        assert {r.device_id for r in reports} == {"AG-01"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2147483646", datetime(2038, 1, 19, 3, 14, 6, tzinfo=UTC)),
        ("2147483647", datetime(1970, 1, 25, 20, 31, 23, 647000, tzinfo=UTC)),
        ("1795273445000", AT),
        ("2026-11-21T15:04:05Z", AT),
        ("2026-11-21T15:04:05", AT),
        ("2026-11-21T09:04:05-06:00", AT),
        ("2026-11-21T17:04:05+02:00", AT),
        ("2026-11-21 15:04:05", AT),
    ],
)
def test_times_in_every_form(text: str, expected: datetime) -> None:
    assert read(urlencode({"id": "1", "timestamp": text})).report.fix_at == expected


def test_a_plus_sign_lost_in_the_url_is_a_plus_sign() -> None:
    assert read("id=1&timestamp=2026-11-21T17:04:05+02:00").report.fix_at == AT


@pytest.mark.parametrize("text", ["99999999999999999999", "yesterday", "2026-11-21", "T", "nan"])
def test_a_time_that_is_none_is_never_the_time_of_arrival(text: str) -> None:
    report = read(urlencode({"id": "1", "lat": "1", "lon": "2", "timestamp": text})).report
    assert report.unreadable == ("timestamp",) or (report.fix_at and report.fix_at.year == 9999)


def test_location_in_one_key_and_other_names() -> None:
    report = read("deviceid=AG-01&location=19.4,-99.1&heading=12")
    assert (report.report.lat, report.report.lon, report.bearing) == (19.4, -99.1, 12)
    assert report.device_id == "AG-01"


def test_a_heartbeat_and_a_token_only_post_have_no_place() -> None:
    for query in ("id=AG-01&batt=50", "id=AG-01&notificationToken=secret"):
        report = read(query)
        assert (report.report.lat, report.report.lon) == (None, None)
        assert "secret" not in report.content + report.attributes


def test_other_keys_keep_their_type() -> None:
    report = read(
        "id=1&steps=12&ratio=0.5&on=true&word=hola&driverUniqueId=007"
        "&cell=334,20,1,2&cell=334,20,1,3&wifi=aa-bb-cc-dd-ee-ff,-60"
    )
    assert json.loads(report.attributes) == {
        "steps": 12,
        "ratio": 0.5,
        "on": True,
        "word": "hola",
        "driverUniqueId": "007",
        "cell": '["334,20,1,2","334,20,1,3"]',
        "wifi": '["aa-bb-cc-dd-ee-ff,-60"]',
    }


@pytest.mark.parametrize("alarm", ["sos", "SOS", "lowBattery,sos"])
def test_a_call_for_help_is_heard(alarm: str) -> None:
    assert read(urlencode({"id": "1", "alarm": alarm})).is_sos
    assert read("", "application/json", nested(alarm=alarm)).is_sos


def test_other_alarms_are_no_call_for_help() -> None:
    assert not read("id=1&alarm=lowBattery").is_sos


@pytest.mark.parametrize("body", ["{", "[{]", "\xff\xfe", '{"a":' * 5_000, "[" * 900 + "]" * 900])
def test_a_cut_or_hostile_body_is_unreadable_and_keeps_the_query_s_device(body: str) -> None:
    report = read("id=AG-01", "application/json", body.encode("latin-1"))
    assert report.report.unreadable
    assert report.device_id == "AG-01"
    assert report.content


@pytest.mark.parametrize("field", ["lat=x&lon=2", "lat=1&lon=nan", "location=1", "lat=1e999&lon=1"])
def test_a_place_that_is_no_number_is_unreadable(field: str) -> None:
    assert read(f"id=1&{field}").report.unreadable


def check_storable(reports: tuple[PhoneReport, ...]) -> None:
    assert reports
    for report in reports:
        for text in (report.device_id or "", report.alarm, report.attributes, report.content):
            assert "\0" not in text
            text.encode()
        if report.attributes:
            json.loads(report.attributes)
        if report.battery_pct is not None:
            assert 0 <= report.battery_pct <= 100


@given(st.binary(max_size=300), st.sampled_from(["", FORM, "application/json"]), st.binary())
def test_any_bytes_give_reports(query: bytes, content_type: str, body: bytes) -> None:
    check_storable(read_request(query, content_type, body))


_KEY = st.sampled_from([*KEYS, "deviceid", "location", "valid", "alarm", "mock", "cell", "odd\0"])


@given(st.lists(st.tuples(_KEY, st.text(max_size=30)), max_size=12))
def test_any_values_under_known_keys_give_reports(pairs: list[tuple[str, str]]) -> None:
    query = urlencode(pairs, errors="replace").encode()
    check_storable(read_request(query, FORM, query))


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["location", "coords", "latitude", "timestamp", "battery", "extras", "id"]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_gives_reports(value: object) -> None:
    check_storable(read_request(b"id=1", "application/json", json.dumps(value).encode()))


@pytest.mark.parametrize(
    "body",
    [
        "[" + ",".join(["{}"] * (MOST_RECORDS + 1)) + "]",
        '{"location":[' + ",".join(["{}"] * (MOST_RECORDS + 1)) + "]}",
        "id=AG-01&x=" + "a" * LONGEST_BODY,
    ],
    ids=["records", "places", "bytes"],
)
def test_more_than_any_phone_sends_is_one_unreadable_report(body: str) -> None:
    report = read("id=AG-01", FORM, body)
    assert report.report.unreadable == ("body",)
    assert 0 < len(report.content) <= 2_000


@pytest.mark.parametrize(
    "query",
    [
        "alarm=sos",
        "alarm=SOS",
        "alarm=lowBattery,sos",
        "alarm=sos;general",
        "alarm=general&alarm=sos",
        "&".join(f"k{n}=1" for n in range(200)) + "&alarm=sos",
        f"alarm={'x' * 300},sos",
        "lat=x&alarm=sos",
    ],
    ids=["plain", "case", "comma", "semicolon", "twice", "many-keys", "long", "unreadable"],
)
def test_a_call_for_help_is_found_among_other_alarms(query: str) -> None:
    assert read(query).is_sos
    assert read("", FORM, query).is_sos
    assert read(query, "application/json", nested(coords={})).is_sos
    assert read(query, "application/json", "{").is_sos


@pytest.mark.parametrize("query", ["alarm=sosa", "alarm=lowBattery", "alarm=", "alert=sos", ""])
def test_nothing_else_is_a_call(query: str) -> None:
    assert not read(query).is_sos


@pytest.mark.parametrize(
    "body",
    [
        nested(extras={"alarm": "sos"}),
        nested(alarm=["general", "sos"]),
        nested(extras={"alarm": "sos"}, alarm="general"),
        '{"device_id": "AG-01", "alarm": "sos", "location": {"coords": {"latitude": NaN}}}',
        '{"location": {"extras": {"alarm": "sos"',
        '{"alarm":"sos","pad":"' + "a" * LONGEST_BODY + '"}',
    ],
    ids=["extras", "list", "both", "nan", "cut", "long"],
)
def test_a_call_in_json_is_found_also_where_the_rest_is_unreadable(body: str) -> None:
    assert read("", "application/json", body).is_sos
