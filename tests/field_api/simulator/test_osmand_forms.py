"""The three generations of phone apps: what the server reads is what the phone meant."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from field_api.ingest.phone_report import PhoneReport
from field_api.phones.osmand import read_request
from field_api.simulator.events import Fix, Heartbeat
from field_api.simulator.osmand_forms import Form, form_of

AT = datetime(2026, 11, 18, 15, 0, 1, 250_000, tzinfo=UTC)
FIX = Fix(
    at=AT,
    sent_at=AT,
    lat=4.3512345,
    lon=-70.2011111,
    accuracy_m=7.5,
    speed_mps=6.2,
    bearing=271.5,
    altitude_m=170.5,
    battery_pct=64.0,
    is_charging=True,
    is_mock=True,
    alarm="sos",
)


def _read(form: Form) -> PhoneReport:
    body, kind = urlencode(form.form).encode(), "application/x-www-form-urlencoded"
    if form.json is not None:
        body, kind = json.dumps(form.json).encode(), "application/json"
    (report,) = read_request(urlencode(form.query).encode(), kind if body else "", body)
    return report


@pytest.mark.parametrize("generation", [8, 9, 10])
def test_a_fix_is_read_as_it_was_meant(generation: int) -> None:
    read = _read(form_of(FIX, generation, "AG-01"))
    assert read.device_id == "AG-01"
    assert (read.report.lat, read.report.lon) == (FIX.lat, FIX.lon)
    assert read.report.fix_at == AT
    assert read.speed_mps == pytest.approx(FIX.speed_mps, abs=0.01)
    assert (read.accuracy_m, read.bearing, read.altitude_m) == (7.5, 271.5, 170.5)
    assert (read.battery_pct, read.is_charging) == (64, True)
    assert read.is_sos
    assert read.is_flagged_mock


@pytest.mark.parametrize("generation", [8, 9, 10])
def test_a_heartbeat_has_no_place(generation: int) -> None:
    beat = Heartbeat(at=AT, sent_at=AT, battery_pct=31.0, is_charging=False)
    read = _read(form_of(beat, generation, "AG-02"))
    assert (read.report.lat, read.report.lon) == (None, None)
    assert not read.report.unreadable
    assert (read.battery_pct, read.is_charging) == (31, False)


def test_each_generation_has_its_own_form() -> None:
    later = Fix(
        **{
            **{n: getattr(FIX, n) for n in FIX.__dataclass_fields__},
            "at": AT - timedelta(seconds=1),
        }
    )
    assert form_of(FIX, 8, "x").query
    assert form_of(FIX, 8, "x").method == "GET"
    assert form_of(later, 8, "x").method == "POST"
    assert not form_of(later, 8, "x").form
    assert form_of(FIX, 9, "x").json
    assert not form_of(FIX, 9, "x").query
    assert form_of(FIX, 10, "x").form
    assert form_of(FIX, 10, "x").method == "POST"
