"""The OsmAnd protocol as three generations of Traccar Client speak it: query, form and JSON.

Every byte string is read: what makes no sense becomes a report marked unreadable, because an error
would stop the phone's queue for good. Whether it is a position is judged in `kobra_domain.report`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from field_api.ingest.phone_report import PhoneReport, is_sos
from field_api.phones.values import (
    METRES_PER_SECOND_IN_A_KNOT,
    clean,
    moment,
    number,
    truth,
    within,
)
from kobra_domain.report import Report

# Beyond any phone: whoever sends more, with or without a token, must not hold up the rest.
LONGEST_BODY = 2 * 2**20
MOST_RECORDS = 5_000
_MOST_KEYS = 100
_LONGEST_CONTENT = 2_000
_LONGEST_ATTRIBUTES = 4_000
_FASTEST_MPS = 2_000.0
_REPEATED = frozenset({"cell", "wifi", "alarm"})
# A call for help in what cannot be read as a whole: cut JSON, a number that JSON has not.
_ALARM = re.compile(r"""\balarm["']?\s*[=:]\s*\[?\s*["']?([^"'&{}\]]{0,80})""", re.IGNORECASE)
# Used for pushing to that one phone; nothing here pushes, so it is not kept.
_SECRET = frozenset({"notificationtoken"})
_KNOWN = frozenset(
    {
        *("id", "deviceid", "lat", "lon", "location", "timestamp", "valid", "alarm", "mock"),
        *("speed", "speed_mps", "bearing", "heading", "altitude", "accuracy", "batt", "charge"),
    }
)

Keys = dict[str, Any]


def read_request(query: bytes, content_type: str, body: bytes) -> tuple[PhoneReport, ...]:
    """The reports of one request, at least one. `query` is the raw query string, without «?».

    Keys of query and form are merged; where both name one, the body is what this request says.
    `device_id` is None where a readable record names no device; an unreadable body carries the
    query's. A body beyond LONGEST_BODY or MOST_RECORDS is unreadable.
    """
    asked = _pairs(query)
    text = body.decode(errors="replace").strip()
    if len(body) > LONGEST_BODY:
        return (_unreadable(asked, text),)
    if not text:
        return (_of_keys(asked),)
    if "json" in content_type.casefold() or text[0] in "{[":
        return _of_json(asked, text)
    return (_of_keys(_together(asked, _pairs(body))),)


def read_content(content: str) -> PhoneReport:
    """A report out of what was kept of it (`PhoneReport.content`); unreadable where it was cut."""
    try:
        keys = msgspec.json.decode(content)
    except msgspec.DecodeError:
        return _unreadable({}, content)
    return _of_keys(keys) if isinstance(keys, dict) else _unreadable({}, content)


def _pairs(raw: bytes) -> Keys:
    """The keys of a query or form: empty values say nothing, repeated ones are gathered."""
    found: Keys = {}
    text = raw.decode(errors="replace").strip()
    try:
        pairs = parse_qsl(text, max_num_fields=_MOST_KEYS, errors="replace")
    except ValueError:  # more keys than any phone sends
        parts = text.split("&")
        alarms = [part for part in parts[_MOST_KEYS:] if part.startswith("alarm=")][:_MOST_KEYS]
        pairs = parse_qsl("&".join(parts[:_MOST_KEYS] + alarms), errors="replace")
    for name, value in pairs:
        if name in _REPEATED:
            found.setdefault(name, []).append(value)
        else:
            found.setdefault(name, value)
    return found


def _together(*parts: Keys) -> Keys:
    """The keys of all parts, the later before the earlier; of alarms, none outdoes another."""
    merged = {name: value for part in parts for name, value in part.items()}
    alarms = [part["alarm"] for part in parts if "alarm" in part]
    return {**merged, "alarm": alarms} if len(alarms) > 1 else merged


def _of_json(asked: Keys, text: str) -> tuple[PhoneReport, ...]:
    try:
        decoded = msgspec.json.decode(text.encode())
        items = decoded if isinstance(decoded, list) else [decoded]
        records = list(islice(_records(asked, items), MOST_RECORDS + 1))
        if len(records) > MOST_RECORDS:
            return (_unreadable(asked, text),)
        reports = tuple(map(_of_keys, records))
    except (msgspec.DecodeError, RecursionError):  # not JSON, or nested without end
        return (_unreadable(asked, text),)
    return reports or (_of_keys(asked),)


def _records(asked: Keys, items: Iterable[Any]) -> Iterator[Keys]:
    """One set of query-like keys for each record of a JSON body."""
    for item in items:
        if not isinstance(item, dict):
            yield {**asked, "location": "?"}  # no phone sends this: it is set aside as unreadable
            continue
        outside = {name: value for name, value in item.items() if name != "location"}
        device = outside.pop("device_id", None)
        named = {**asked, **({"id": device} if device is not None else {})}
        places = item.get("location")
        if isinstance(places, str) or places is None:  # flat keys in a JSON body
            yield _together(named, outside, {"location": places} if places else {})
            continue
        for place in places if isinstance(places, list) else [places]:
            keys = _nested_keys(place) if isinstance(place, dict) else {"location": "?"}
            yield _together(named, outside, keys)


def _nested_keys(place: Mapping[str, Any]) -> Keys:
    """The keys that a query would have had, of a nested `location`; -1 is unknown there."""
    rest = dict(place)
    coords, battery = _part(rest, "coords"), _part(rest, "battery")
    activity, extras = _part(rest, "activity"), _part(rest, "extras")
    level = number(battery.pop("level", None))
    speed_mps = number(coords.pop("speed", None))
    keys: Keys = {
        **_together(extras, coords, rest),
        "lat": coords.get("latitude"),
        "lon": coords.get("longitude"),
        "speed_mps": speed_mps if speed_mps is not None and speed_mps >= 0 else None,
        "batt": round(level * 100) if level is not None and level >= 0 else None,
        "charge": battery.get("is_charging"),
        "activity": activity.get("type"),
    }
    for name in ("latitude", "longitude"):
        keys.pop(name, None)
    return {name: value for name, value in keys.items() if value is not None}


def _part(keys: dict[str, Any], name: str) -> dict[str, Any]:
    value = keys.pop(name, None)
    return dict(value) if isinstance(value, dict) else {}


def _of_keys(keys: Keys) -> PhoneReport:
    lat, lon, place_problem = _place(keys)
    stamp = keys.get("timestamp")
    fix_at = moment(stamp)
    speed_mps = number(keys.get("speed_mps"))
    knots = number(keys.get("speed"))
    if speed_mps is None and knots is not None:
        speed_mps = knots * METRES_PER_SECOND_IN_A_KNOT
    problems = [place_problem] if place_problem else []
    problems += ["timestamp"] if stamp is not None and fix_at is None else []
    return PhoneReport(
        report=Report(
            lat=lat,
            lon=lon,
            fix_at=fix_at,
            is_valid=truth(keys.get("valid")),
            unreadable=tuple(problems),
        ),
        device_id=_device_id(keys),
        accuracy_m=within(number(keys.get("accuracy")), 0, 1_000_000),
        speed_mps=within(speed_mps, 0, _FASTEST_MPS),
        bearing=within(number(_first(keys, "bearing", "heading")), 0, 360),
        altitude_m=within(number(keys.get("altitude")), -20_000, 1_000_000),
        battery_pct=within(number(keys.get("batt")), 0, 100),
        is_charging=truth(keys.get("charge")),
        is_flagged_mock=truth(keys.get("mock")) is True,
        alarm=_alarm(keys.get("alarm")),
        uuid=_uuid(keys),
        attributes=_attributes(keys),
        content=_content(keys),
    )


def _device_id(keys: Keys) -> str | None:
    named = _first(keys, "id", "deviceid")
    return clean(str(named)) if isinstance(named, str | int) and str(named) else None


def _uuid(keys: Keys) -> str:
    said = keys.get("uuid")
    return clean(str(said)) if isinstance(said, str | int) else ""


def _alarm(said: Any) -> str:
    """All alarms of a record in one text; where it has to be cut, a call for help is not."""
    whole = _alarms(said)
    text = clean(whole)
    return text if is_sos(text) or not is_sos(whole) else clean(f"sos,{whole}")


def _alarms(said: Any) -> str:
    if said is None or isinstance(said, bool | int | float):
        return ""
    if isinstance(said, list):
        return ",".join(filter(None, map(_alarms, said)))
    return said if isinstance(said, str) else _json(said)


def _first(keys: Keys, *names: str) -> Any:
    return next((keys[name] for name in names if name in keys), None)


def _place(keys: Keys) -> tuple[float | None, float | None, str]:
    """Latitude, longitude, and the name of what was sent for them but made no sense."""
    raw_lat, raw_lon = keys.get("lat"), keys.get("lon")
    if raw_lat is None and raw_lon is None and "location" in keys:
        parts = str(keys["location"]).split(",")
        if len(parts) != 2:
            return None, None, "location"
        raw_lat, raw_lon = parts
    lat, lon = number(raw_lat), number(raw_lon)
    if (raw_lat is not None and lat is None) or (raw_lon is not None and lon is None):
        return None, None, "lat" if lat is None else "lon"
    return lat, lon, ""


def _attributes(keys: Keys) -> str:
    """The JSON text of all other keys, typed where they read as such; empty if there are none."""
    kept = {
        clean(name, 60): _attribute(name, value)
        for name, value in keys.items()
        if name not in _KNOWN and name.casefold() not in _SECRET
    }
    text = _json(kept) if kept else ""
    return text if len(text) <= _LONGEST_ATTRIBUTES else ""


def _attribute(name: str, value: Any) -> Any:
    if name == "driverUniqueId":
        return clean(str(value))
    if isinstance(value, bool | int | float) or value is None:
        return value
    if not isinstance(value, str):
        return clean(_json(value))
    parsed = number(value)
    if parsed is not None:
        return int(parsed) if parsed.is_integer() and abs(parsed) < 2**53 else parsed
    return {"true": True, "false": False}.get(value.casefold(), clean(value))


def _content(keys: Keys) -> str:
    shown = {name: value for name, value in keys.items() if name.casefold() not in _SECRET}
    return clean(_json(shown), _LONGEST_CONTENT)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode(errors="replace")


def _unreadable(asked: Keys, text: str) -> PhoneReport:
    """A body that makes no sense; a call for help in it is heard all the same."""
    return PhoneReport(
        report=Report(unreadable=("body",)),
        device_id=_device_id(asked),
        alarm=_alarm([asked.get("alarm"), *islice(_ALARM.findall(text), _MOST_KEYS)]),
        content=clean(text, _LONGEST_CONTENT),
    )
