"""The stretch of time a request asks for, `from` and `to`, both included to the millisecond."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BeforeValidator

from field_api.errors import ApiError

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 1, 1, tzinfo=UTC)
_LOST_PLUS = re.compile(r"(T\S+) (\d\d:?\d\d)$")


def restored_plus(raw: Any) -> Any:
    """The plus sign of a zone, where it has become a blank on its way through a URL."""
    return _LOST_PLUS.sub(r"\1+\2", raw) if isinstance(raw, str) else raw


Moment = Annotated[datetime | None, BeforeValidator(restored_plus)]


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends in UTC, both included; what is not named is open."""

    start_at: datetime
    end_at: datetime


def _period(
    start: Annotated[Moment, Query(alias="from")] = None,
    end: Annotated[Moment, Query(alias="to")] = None,
) -> Period:
    return Period(_utc(start, _FIRST, "from"), _utc(end, _LAST, "to"))


def _utc(moment: datetime | None, otherwise: datetime, field: str) -> datetime:
    if moment is None:
        return otherwise
    try:
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as problem:
        raise ApiError("invalid", field=field) from problem
    return min(max(aware, _FIRST), _LAST)


Asked = Annotated[Period, Depends(_period)]
