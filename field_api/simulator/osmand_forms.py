"""A report in the words of each of the three generations of phone apps that speak OsmAnd."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from field_api.simulator.events import Fix, Heartbeat

KNOT_MPS = 0.514444
Report: TypeAlias = Fix | Heartbeat


@dataclass(frozen=True, slots=True)
class Form:
    """One HTTP request without its address: query, form or JSON body."""

    method: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None


def form_of(report: Report, generation: int, device_id: str) -> Form:
    """The request of a report: up to 8 in the query, 9 as nested JSON, 10 as a form."""
    if generation == 9:
        return Form("POST", json=_nested(report, device_id))
    keys = _keys(report, device_id)
    if generation >= 10:
        return Form("POST", form=keys)
    return Form("GET" if report.at.second % 2 else "POST", query=keys)


def _keys(report: Report, device_id: str) -> dict[str, str]:
    keys = {
        "id": device_id,
        "timestamp": str(round(report.at.timestamp() * 1000)),
        "batt": f"{report.battery_pct:.1f}",
        "charge": "true" if report.is_charging else "false",
    }
    if isinstance(report, Heartbeat):
        return keys
    keys |= {
        "lat": f"{report.lat:.7f}",
        "lon": f"{report.lon:.7f}",
        "speed": f"{report.speed_mps / KNOT_MPS:.3f}",
        "altitude": f"{report.altitude_m:.1f}",
        "accuracy": f"{report.accuracy_m:.1f}",
    }
    if report.bearing is not None:
        keys["bearing"] = f"{report.bearing:.1f}"
    if report.is_mock:
        keys["mock"] = "true"
    if report.alarm:
        keys["alarm"] = report.alarm
    return keys


def _nested(report: Report, device_id: str) -> dict[str, Any]:
    location: dict[str, Any] = {
        "timestamp": _iso(report.at),
        "battery": {
            "level": round(report.battery_pct / 100, 2),
            "is_charging": report.is_charging,
        },
    }
    if isinstance(report, Heartbeat):
        return {"device_id": device_id, "location": {**location, "event": "heartbeat"}}
    is_moving = report.bearing is not None
    location |= {
        "is_moving": is_moving,
        "activity": {"type": "in_vehicle" if report.speed_mps > 3 else "walking"},
        "coords": {
            "latitude": report.lat,
            "longitude": report.lon,
            "accuracy": report.accuracy_m,
            "altitude": report.altitude_m,
            "speed": report.speed_mps if is_moving else -1,
            "heading": report.bearing if report.bearing is not None else -1,
        },
    }
    if report.is_mock:
        location["mock"] = True
    if report.alarm:
        location["alarm"] = report.alarm
    return {"device_id": device_id, "location": location}


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
