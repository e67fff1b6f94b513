"""One answer as people read it: choices by their labels, dates and numbers as the reader writes
them. What cannot be read is shown as it was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.models.submissions.form_words import Question
from kobra_domain.places import Point
from kobra_domain.words import day_words, distance, moment, number
from kobra_records.files.exports.table import ColumnType, Value


def value_words(question: Question | None, raw: str, locale: str, zone: str) -> str:
    """The words of an answer; `zone` is where the agent stood."""
    if question is None or not raw:
        return raw
    if question.is_choice:
        return choice_words(question, raw)
    read = _READERS.get(question.kind)
    try:
        return read(raw, locale, zone) if read else raw
    except (ValueError, InvalidOperation):
        return raw


def answer_type(question: Question) -> ColumnType:
    """What its answers are."""
    return ColumnType.TEXT if question.is_choice else _TYPES.get(question.kind, ColumnType.TEXT)


def answer_value(question: Question, raw: str, zone: str) -> Value:
    """An answer as what it is, None for none; what cannot be read stays text. Hours without a zone
    are those of `zone`.
    """
    read = _NATIVE.get(answer_type(question))
    if not raw or read is None:
        return raw or None
    try:
        return read(raw, zone)
    except (ValueError, InvalidOperation):
        return raw


def choice_words(question: Question, raw: str) -> str:
    """The labels of what was chosen; a rank with its places."""
    labels = question.choices or {}
    if question.kind == "select_one":
        return labels.get(raw, raw)
    chosen = [labels.get(name, name) for name in raw.split()]
    if question.kind == "rank":
        return ", ".join(f"{n}. {label}" for n, label in enumerate(chosen, 1))
    return ", ".join(chosen)


def _number(raw: str, locale: str, _zone: str) -> str:
    value = Decimal(raw)
    if not value.is_finite():
        return raw
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return number(float(value), locale, decimals) if abs(value) < Decimal(10) ** 12 else raw


def _date(raw: str, locale: str, _zone: str) -> str:
    day = date.fromisoformat(raw[:10])
    return f"{day_words(day, locale)} {day.year}"


def _moment(raw: str, locale: str, zone: str) -> str:
    return moment(_aware(raw, zone), zone, locale)


def _time(raw: str, _locale: str, _zone: str) -> str:
    return f"{time.fromisoformat(raw):%H:%M}"


def point_of(raw: str) -> tuple[float, float, float | None]:
    """Latitude, longitude and accuracy in metres of a geopoint. Raises ValueError."""
    parts = [float(part) for part in raw.split()]
    if len(parts) < 2 or not (-90 <= parts[0] <= 90 and -180 <= parts[1] <= 180):
        raise ValueError(raw)
    return parts[0], parts[1], parts[3] if len(parts) > 3 else None


def _point(raw: str, locale: str, _zone: str) -> str:
    lat, lon, accuracy_m = point_of(raw)
    near = f" (± {distance(accuracy_m, locale)})" if accuracy_m else ""
    return f"{lat:.6f}, {lon:.6f}{near}"


def _line(raw: str, _locale: str, _zone: str) -> str:
    return counts.points(len([part for part in raw.split(";") if part.strip()]))


def _acknowledged(raw: str, _locale: str, _zone: str) -> str:
    return QCoreApplication.translate("Answers", "Acknowledged") if raw == "OK" else raw


def _native_number(raw: str, _zone: str) -> Value:
    value = Decimal(raw)
    if not value.is_finite():
        raise ValueError(raw)
    return value


def _native_point(raw: str, _zone: str) -> Value:
    lat, lon, _ = point_of(raw)
    return Point(lat, lon)


def _aware(raw: str, zone: str) -> datetime:
    at = datetime.fromisoformat(raw)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


_TYPES = {
    **dict.fromkeys(("integer", "decimal", "range"), ColumnType.NUMBER),
    **dict.fromkeys(("date", "today"), ColumnType.DATE),
    **dict.fromkeys(("dateTime", "start", "end"), ColumnType.INSTANT),
    "time": ColumnType.TIME,
    "geopoint": ColumnType.POINT,
    # What a form works out may be a number or a code, and nobody says which: «0042» stays.
    **dict.fromkeys(("barcode", "calculate", "hidden", "phonenumber"), ColumnType.CODE),
}
_NATIVE: dict[ColumnType, Callable[[str, str], Value]] = {
    ColumnType.NUMBER: _native_number,
    ColumnType.DATE: lambda raw, _: date.fromisoformat(raw[:10]),
    ColumnType.INSTANT: _aware,
    ColumnType.TIME: lambda raw, _: time.fromisoformat(raw).replace(tzinfo=None),
    ColumnType.POINT: _native_point,
}
_READERS = {
    "integer": _number,
    "decimal": _number,
    "range": _number,
    "date": _date,
    "today": _date,
    "dateTime": _moment,
    "start": _moment,
    "end": _moment,
    "time": _time,
    "geopoint": _point,
    "geotrace": _line,
    "geoshape": _line,
    "acknowledge": _acknowledged,
}
