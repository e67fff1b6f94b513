"""One answer as people read it: choices by their labels, dates and numbers as the reader writes
them. What cannot be read is shown as it was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kobra_desktop.models.columns import figure
from kobra_desktop.models.submissions.counts import counts
from kobra_domain.numbers import exact_number
from kobra_domain.questionnaires.results import read_day, read_fix
from kobra_domain.words import day_words, distance, moment, say
from kobra_records.answers.form_words import Question
from kobra_records.answers.reading import choice_words, read_hour, read_moment, worked_out


def value_words(question: Question | None, raw: str, locale: str, zone: str) -> str:
    """The words of an answer; `zone` is where the agent stood."""
    if question is None or not raw:
        return raw
    if question.is_choice:
        return choice_words(question, raw)
    read = _READERS.get(question.kind)
    found = read(raw, locale, zone) if read else None
    return raw if found is None else found


def _number(raw: str, locale: str, _zone: str) -> str | None:
    value = exact_number(raw)
    return None if value is None else figure(value, locale)


def _worked_out(raw: str, _locale: str, _zone: str) -> str | None:
    """A result that a phone wrote in powers of ten, in digits."""
    value = worked_out(raw)
    return f"{value:f}" if isinstance(value, Decimal) and "E" in raw else None


def _date(raw: str, locale: str, _zone: str) -> str | None:
    day = read_day(raw)
    return f"{day_words(day, locale)} {day.year}" if day else None


def _moment(raw: str, locale: str, zone: str) -> str | None:
    at = read_moment(raw, zone)
    return moment(at, zone, locale) if at else None


def _time(raw: str, _locale: str, _zone: str) -> str | None:
    found = read_hour(raw)
    return f"{found:%H:%M}" if found else None


def _point(raw: str, locale: str, _zone: str) -> str | None:
    fix = read_fix(raw)
    if fix is None:
        return None
    near = f" (± {distance(fix.accuracy_m, locale)})" if fix.accuracy_m else ""
    return f"{fix.lat:.6f}, {fix.lon:.6f}{near}"


def _line(raw: str, _locale: str, _zone: str) -> str:
    return counts.points(len([part for part in raw.split(";") if part.strip()]))


def _acknowledged(raw: str, locale: str, _zone: str) -> str | None:
    return say("answers.acknowledged", None, locale) if raw == "OK" else None


_READERS: dict[str, Callable[[str, str, str], str | None]] = {
    "integer": _number,
    "decimal": _number,
    "range": _number,
    "calculate": _worked_out,
    "date": _date,
    "today": _date,
    "datetime": _moment,
    "start": _moment,
    "end": _moment,
    "time": _time,
    "geopoint": _point,
    "start-geopoint": _point,
    "background-geopoint": _point,
    "geotrace": _line,
    "geoshape": _line,
    "acknowledge": _acknowledged,
}
