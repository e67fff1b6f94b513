"""One answer as what it is: numbers by the one grammar, days, hours, places; choices by the words
that its version had. What cannot be read stays the text that was sent.
"""

import re
from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from kobra_domain.numbers import exact_number
from kobra_domain.places import Point
from kobra_domain.questionnaires.results import read_day, read_fix
from kobra_records.answers.form_words import Question
from kobra_records.files.exports.table import ColumnType, Value

_HOUR = re.compile(r"[0-9]{2}:[0-9]{2}.*")
_YEARS = range(2, 9_999)  # a zone's offset leads out of no other
# As phones write what a form works out: no zero that says nothing, so that «0042» and «1.10» stay.
_POWER = r"-?[1-9]\.[0-9]+E-?[1-9][0-9]*"
_WORKED_OUT = re.compile(rf"-?(?:0|[1-9][0-9]*)(?:\.(?:0|[0-9]*[1-9]))?|{_POWER}")
_MOST_DIGITS = 15


def answer_type(question: Question) -> ColumnType:
    """What its answers are."""
    return ColumnType.TEXT if question.is_choice else _TYPES.get(question.kind, ColumnType.TEXT)


def answer_value(question: Question, raw: str, zone: str) -> Value:
    """An answer as what it is, None for none; what cannot be read stays text. Hours without a zone
    are those of `zone`.
    """
    if not raw:
        return None
    if question.kind == "calculate":
        return worked_out(raw)
    read = _NATIVE.get(answer_type(question))
    found = read(raw, zone) if read else None
    return raw if found is None else found


def worked_out(raw: str) -> Value:
    """A form's result: a number if it is written as phones write one, else a code."""
    value = exact_number(raw) if _WORKED_OUT.fullmatch(raw) else None
    is_held = value is not None and len(value.as_tuple().digits) <= _MOST_DIGITS
    return value if is_held else raw


def sent_value(raw: str) -> Value:
    """An answer that nobody here can read, as it was sent; a power of ten that a phone wrote is a
    number whatever was asked.
    """
    return worked_out(raw) if re.fullmatch(_POWER, raw) else raw or None


def choice_words(question: Question, raw: str) -> str:
    """The labels of what was chosen; a rank with its places."""
    labels = question.choices or {}
    if question.kind == "select_one":
        return labels.get(raw, raw)
    chosen = [labels.get(name, name) for name in raw.split()]
    if question.kind == "rank":
        return ", ".join(f"{n}. {label}" for n, label in enumerate(chosen, 1))
    return ", ".join(chosen)


def read_moment(raw: str, zone: str) -> datetime | None:
    """A moment, aware; None if it is none. One without a zone is by the clock of `zone`."""
    if raw[10:11] != "T" or read_day(raw) is None:
        return None
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        return None
    if at.year not in _YEARS:
        return None
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def read_hour(raw: str) -> time | None:
    """An hour of a day as its own clock had it; None if it is none."""
    try:
        found = time.fromisoformat(raw) if _HOUR.fullmatch(raw) else None
    except ValueError:
        return None
    return found.replace(tzinfo=None) if found else None


def _place(raw: str, _zone: str) -> Value:
    fix = read_fix(raw)
    return Point(fix.lat, fix.lon) if fix else None


_TYPES = {
    **dict.fromkeys(("integer", "decimal", "range"), ColumnType.NUMBER),
    **dict.fromkeys(("date", "today"), ColumnType.DATE),
    **dict.fromkeys(("datetime", "start", "end"), ColumnType.INSTANT),
    "time": ColumnType.TIME,
    **dict.fromkeys(("geopoint", "start-geopoint", "background-geopoint"), ColumnType.POINT),
    # What a form works out may be a number or a code, and nobody says which: «0042» stays.
    **dict.fromkeys(("barcode", "calculate", "hidden", "phonenumber"), ColumnType.CODE),
}
_NATIVE: dict[ColumnType, Callable[[str, str], Value]] = {
    ColumnType.NUMBER: lambda raw, _: exact_number(raw),
    ColumnType.DATE: lambda raw, _: read_day(raw),
    ColumnType.INSTANT: read_moment,
    ColumnType.TIME: lambda raw, _: read_hour(raw),
    ColumnType.POINT: _place,
}
