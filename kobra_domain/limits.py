"""The limits of every field, declared on its type, and the one check that reads them.

A limit is an `Annotated` marker, so that the server's
validation, the forms and the tables see the same.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kobra_domain.errors import Invalid

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ID_PATTERN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MAX_ITEMS = 20_000
LONGEST_MATCHED = 1_000
MAX_INTEGER = 2**53 - 1  # what JSON readers keep exactly


@dataclass(frozen=True)
class Length:
    """A text of `least` to `most` characters."""

    least: int
    most: int


@dataclass(frozen=True)
class Range:
    """A number from `least` to `most`, both included."""

    least: float
    most: float


@dataclass(frozen=True)
class Matches:
    """A text that a pattern matches whole; `problem` names the sentence if it does not."""

    pattern: re.Pattern[str]
    problem: str


@dataclass(frozen=True)
class Zone:
    """A text that names a time zone of the IANA database."""


@dataclass(frozen=True)
class Ref:
    """The id of a row of `kind`, by its name on the wire."""

    kind: str


_AN_ID = Matches(ID_PATTERN, "not_an_id")
Id = Annotated[str, _AN_ID]
TeamId = Annotated[str, Ref("team")]
UserId = Annotated[str, Ref("user")]
AgentId = Annotated[str, Ref("agent")]
InstitutionId = Annotated[str, Ref("institution")]
PortfolioId = Annotated[str, Ref("portfolio")]
PartyId = Annotated[str, Ref("party")]
AddressId = Annotated[str, Ref("address")]
AccountId = Annotated[str, Ref("account")]
QuestionnaireId = Annotated[str, Ref("questionnaire")]
VersionId = Annotated[str, Ref("questionnaire_version")]
VisitId = Annotated[str, Ref("visit")]
SubmissionId = Annotated[str, Ref("submission")]
ImportId = Annotated[str, Ref("import")]
AlertId = Annotated[str, Ref("alert")]
Name = Annotated[str, Length(1, 120)]
Code = Annotated[str, Length(1, 40)]
Line = Annotated[str, Length(0, 240)]
Note = Annotated[str, Length(0, 2_000)]
Picture = Annotated[str, Length(0, 120_000)]  # as base64
Email = Annotated[str, Matches(re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+"), "not_an_email")]
# What stands in the header of a mail: one plain address, never a name with one beside it.
_PLAIN = (
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,62})\.)+[A-Za-z0-9-]{2,63}"
)
_PLAIN_ADDRESS = re.compile(_PLAIN, re.ASCII)
MailAddress = Annotated[str, Length(0, 240), Matches(_PLAIN_ADDRESS, "not_an_email")]
MailAddressOrNone = Annotated[
    str, Length(0, 240), Matches(re.compile(f"({_PLAIN})?", re.ASCII), "not_an_email")
]
Phone = Annotated[str, Matches(re.compile(r"(\+?[0-9 ().-]{5,24})?"), "not_a_phone")]
Country = Annotated[str, Matches(re.compile(r"[A-Z]{2}"), "not_a_country")]
Currency = Annotated[str, Matches(re.compile(r"[A-Z]{3}"), "not_a_currency")]
Language = Annotated[str, Matches(re.compile(r"(es|en)(_[A-Z]{2})?"), "not_a_language")]
TimeZone = Annotated[str, Zone()]
Minor = Annotated[int, Range(0, MAX_INTEGER)]
Latitude = Annotated[float, Range(-90, 90)]
Longitude = Annotated[float, Range(-180, 180)]
Metres = Annotated[float, Range(0, 1_000_000)]
RadiusMetres = Annotated[float, Range(5, 5_000)]
Percent = Annotated[float, Range(0, 100)]
Weekday = Annotated[int, Range(0, 6)]
DayOfMonth = Annotated[int, Range(1, 31)]
KeptDays = Annotated[int, Range(30, 36_500)]
Seconds = Annotated[int, Range(5, 86_400)]
Count = Annotated[int, Range(0, 1_000_000)]
Bytes = Annotated[int, Range(0, MAX_INTEGER)]


def is_plain_address(text: str) -> bool:
    """Whether a text is one plain e-mail address."""
    return len(text) <= 240 and _PLAIN_ADDRESS.fullmatch(text) is not None


def check(thing: "DataclassInstance") -> None:
    """Check every field of a dataclass against its type and limits, nested ones too.

    Raises Invalid with the dotted `field` and, where there is one, the `limit` that was passed.
    """
    _check_dataclass(thing, "")


def check_field(kind: Any, field: str, value: Any) -> None:
    """Check one value as the field of a dataclass, before there is a whole one. Raises Invalid."""
    _check_value(value, field_types(kind)[field], field)


def field_types(kind: Any) -> dict[str, Any]:
    """Field name → its type with the `Annotated` markers kept, of a dataclass."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _check_dataclass(thing: "DataclassInstance", path: str) -> None:
    types = field_types(type(thing))
    for item in fields(thing):
        _check_value(getattr(thing, item.name), types[item.name], f"{path}{item.name}")


def _check_value(value: Any, declared: Any, path: str) -> None:
    origin = get_origin(declared)
    if origin is Annotated:
        base, *markers = get_args(declared)
        _check_value(value, base, path)
        for marker in markers:
            _MARKERS[type(marker)](value, marker, path)
    elif origin in (Union, UnionType):
        if value is not None:
            _check_value(value, arm_of(declared, type(value)), path)
        elif type(None) not in get_args(declared):
            raise Invalid("missing", field=path)
    elif origin is tuple:
        _check_tuple(value, get_args(declared)[0], path)
    elif is_dataclass(declared):
        _check_kind(value, declared, path)
        _check_dataclass(value, f"{path}.")
    else:
        _check_plain(value, declared, path)


def arm_of(declared: Any, kind: type) -> Any:
    """Which type of a union (`Line | Figure`, `int | None`) a value of `kind` is checked as: its
    own, else the first that is not None.
    """
    arms = [arm for arm in get_args(declared) if arm is not type(None)]
    own = (arm for arm in arms if kind in (arm, *get_args(arm)[:1]))
    return next(own, arms[0])


def _check_tuple(value: Any, item: Any, path: str) -> None:
    _check_kind(value, tuple, path)
    if len(value) > MAX_ITEMS:
        raise Invalid("too_many", field=path, limit=MAX_ITEMS)
    for position, entry in enumerate(value):
        _check_value(entry, item, f"{path}[{position}]")


def _check_kind(value: Any, kind: Any, path: str) -> None:
    if not isinstance(value, kind):
        raise Invalid("wrong_type", field=path)


def _check_plain(value: Any, declared: Any, path: str) -> None:
    if declared is float and type(value) is int:
        return
    if not isinstance(value, declared) or (isinstance(value, bool) and declared is not bool):
        raise Invalid("wrong_type", field=path)
    if isinstance(value, str) and not isinstance(value, Enum) and not _is_clean(value):
        raise Invalid("unreadable_text", field=path)
    if isinstance(value, float) and not math.isfinite(value):
        raise Invalid("not_a_number", field=path)
    if isinstance(value, datetime) and value.utcoffset() != timedelta(0):
        raise Invalid("not_utc", field=path)
    if isinstance(value, time) and value.tzinfo is not None:
        raise Invalid("wrong_type", field=path)
    if declared is date and isinstance(value, datetime):
        raise Invalid("wrong_type", field=path)


def _is_clean(text: str) -> bool:
    """No NUL, which PostgreSQL cannot hold, and no lone surrogate, which UTF-8 cannot."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _check_length(value: Any, marker: Length, path: str) -> None:
    if len(value) > marker.most:
        raise Invalid("too_long", field=path, limit=marker.most)
    if len(value.strip()) < marker.least:
        raise Invalid("missing", field=path)


def _check_range(value: Any, marker: Range, path: str) -> None:
    if value < marker.least:
        raise Invalid("too_small", field=path, limit=marker.least)
    if value > marker.most:
        raise Invalid("too_large", field=path, limit=marker.most)


def _check_pattern(value: Any, marker: Matches, path: str) -> None:
    if len(value) > LONGEST_MATCHED or not marker.pattern.fullmatch(value):
        raise Invalid(marker.problem, field=path)


def _check_ref(value: Any, marker: Ref, path: str) -> None:
    _check_pattern(value, _AN_ID, path)


def _check_zone(value: Any, marker: Zone, path: str) -> None:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise Invalid("not_a_time_zone", field=path) from problem


_MARKERS: dict[type, Callable[[Any, Any, str], None]] = {
    Length: _check_length,
    Range: _check_range,
    Matches: _check_pattern,
    Zone: _check_zone,
    Ref: _check_ref,
}
