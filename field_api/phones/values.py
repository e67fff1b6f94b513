"""Single values as phones write them: numbers, truths, times, texts.

Any input gives a value or None, never an error.
"""

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from kobra_domain.numbers import measured_number

METRES_PER_SECOND_IN_A_KNOT = 0.514444
LONGEST_TEXT = 240
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A number below is seconds, else milliseconds (the largest 32-bit integer is milliseconds).
_FIRST_MILLISECOND_VALUE = 2_147_483_647
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
# An unescaped plus sign of a zone has become a blank on its way through the URL.
_LOST_PLUS = re.compile(r"(T\S+) (\d\d:?\d\d)$")


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text without what no database holds (NUL, lone surrogates), cut to its limit."""
    return _UNREADABLE.sub("\ufffd", text[:longest])


def number(raw: Any) -> float | None:
    """A finite number of a text or JSON number; None for anything else."""
    if isinstance(raw, str):
        return measured_number(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    try:
        value = float(raw)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def truth(raw: Any) -> bool | None:
    """True or false of a JSON truth or its text; None for anything else."""
    if isinstance(raw, bool):
        return raw
    return _TRUTHS.get(str(raw).strip().casefold()) if isinstance(raw, str | int) else None


def within(value: float | None, least: float, most: float) -> float | None:
    """The value if it lies between both limits."""
    return value if value is not None and least <= value <= most else None


def moment(raw: Any) -> datetime | None:
    """A time in UTC: seconds, milliseconds, ISO-8601, or `yyyy-MM-dd HH:mm:ss`; no zone is UTC.

    What lies outside the calendar becomes its first or last moment, to be set aside.
    """
    value = number(raw)
    if value is not None:
        return _counted(value)
    if not isinstance(raw, str):
        return None
    text = _LOST_PLUS.sub(r"\1+\2", raw.strip())
    if "-" not in text or len(text) < len("2026-01-01 00:00"):  # a bare date is no time
        return None
    try:
        read = datetime.fromisoformat(text)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _counted(value: float) -> datetime:
    ms = value * 1000 if value < _FIRST_MILLISECOND_VALUE else value
    try:
        return _EPOCH + timedelta(milliseconds=round(ms))
    except OverflowError:
        return (datetime.max if ms > 0 else datetime.min).replace(tzinfo=UTC)
