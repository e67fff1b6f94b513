"""What may be shared: filters of its own, readers that are addresses."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from kobra_domain.errors import DomainError
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import Period
from kobra_domain.reports.schedules import Every
from kobra_domain.reports.sharing import (
    MOST_PAIRS,
    MOST_READERS,
    LinkWish,
    Pair,
    ScheduleWish,
    check_schedule,
    filters_of,
)


def wish(**more: Any) -> ScheduleWish:
    values: dict[str, Any] = {
        "report": "hours",
        "every": Every.WEEK,
        "at": time(7),
        "time_zone": "America/Bogota",
        "to": ("jefa@entidad.example",),
        **more,
    }
    return ScheduleWish(**values)


def test_filters_are_read_from_their_pairs() -> None:
    shared = LinkWish(report="hours", filters=(Pair("period", "last_month"), Pair("bucket", "2")))
    found = filters_of(shared)
    assert (found.period, found.values(Dimension.BUCKET)) == (Period.LAST_MONTH, ("2",))
    assert shared.days == 7


def test_a_schedule_says_its_rhythm() -> None:
    check_schedule(wish())
    assert wish(weekday=3).rhythm.weekday == 3


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"to": ()}, "missing", "to"),
        ({"to": tuple(f"a{n}@b.example" for n in range(MOST_READERS + 1))}, "too_many", "to"),
        ({"to": ("a@b.example, c@d.example",)}, "not_an_email", "to[0]"),
        ({"time_zone": "Mars/Olympus"}, "not_a_time_zone", "time_zone"),
        ({"month_day": 32}, "too_large", "month_day"),
        ({"filters": (Pair("colour", "red"),)}, "unknown_field", "colour"),
        ({"filters": (Pair("zone", "x"),) * (MOST_PAIRS + 1)}, "too_many", "filters"),
    ],
    ids=["nobody", "many", "two", "zone", "day", "filter", "filters"],
)
def test_what_cannot_be_sent_is_refused(changes: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        check_schedule(wish(**changes))
    assert (refused.value.code, refused.value.params.get("field")) == (code, field)
