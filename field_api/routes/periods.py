"""The stretch of time a request asks for: `from` (included) and `to` (not included)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Query

from field_api.errors import ApiError

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends in UTC; what is not named is open."""

    start_at: datetime
    end_at: datetime


def _period(
    start: Annotated[datetime | None, Query(alias="from")] = None,
    end: Annotated[datetime | None, Query(alias="to")] = None,
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
