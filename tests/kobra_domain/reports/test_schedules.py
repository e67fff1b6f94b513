"""When reports are due: by the clock of the zone that is named, wherever the machine stands."""

from __future__ import annotations

import os
import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.reports.schedules import (
    LAST_DAY,
    Every,
    Rhythm,
    next_sending,
    next_sendings,
    rhythm_words,
)

TIJUANA = "America/Tijuana"
ZONES = (TIJUANA, "America/Bogota", "America/Mexico_City", "Asia/Tokyo", "Pacific/Apia", "UTC")


@pytest.fixture(params=["Asia/Tokyo", "America/Tijuana"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A machine whose clock is of another zone."""
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield request.param
    monkeypatch.undo()
    clock.tzset()


def rhythm(every: Every = Every.DAY, at: time = time(7), **more: int | str) -> Rhythm:
    return Rhythm(**{"every": every, "at": at, "time_zone": TIJUANA, **more})  # type: ignore[arg-type]


def local(found: tuple[datetime, ...], zone: str = TIJUANA) -> list[str]:
    return [f"{one.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for one in found]


def test_each_day_keeps_its_hour_across_a_change_of_the_clock(machine: str) -> None:
    """In Tijuana clocks went forward on 8 March 2026 at 2:00, and back on 1 November."""
    found = next_sendings(rhythm(), datetime(2026, 3, 7, 12, tzinfo=UTC))
    assert local(found) == ["2026-03-07 07:00", "2026-03-08 07:00", "2026-03-09 07:00"]
    assert [one.hour for one in found] == [15, 14, 14]
    assert os.environ["TZ"] == machine


def test_an_hour_that_is_left_out_is_later_and_one_that_comes_twice_is_once() -> None:
    out = next_sendings(rhythm(at=time(2, 30)), datetime(2026, 3, 7, 20, tzinfo=UTC), 2)
    assert local(out) == ["2026-03-08 03:30", "2026-03-09 02:30"]
    twice = next_sendings(rhythm(at=time(1, 30)), datetime(2026, 10, 31, 20, tzinfo=UTC), 2)
    assert local(twice) == ["2026-11-01 01:30", "2026-11-02 01:30"]
    assert twice[0] == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_each_week_on_its_day() -> None:
    monday = datetime(2026, 11, 30, 16, tzinfo=UTC)  # 8:00 there
    friday = rhythm(Every.WEEK, weekday=4)
    assert local(next_sendings(friday, monday)) == [
        "2026-12-04 07:00",
        "2026-12-11 07:00",
        "2026-12-18 07:00",
    ]
    assert local(next_sendings(rhythm(Every.WEEK, weekday=0), monday, 1)) == ["2026-12-07 07:00"]


def test_each_month_on_its_day_or_its_last() -> None:
    january = datetime(2027, 1, 20, 12, tzinfo=UTC)
    assert local(next_sendings(rhythm(Every.MONTH, month_day=LAST_DAY), january)) == [
        "2027-01-31 07:00",
        "2027-02-28 07:00",
        "2027-03-31 07:00",
    ]
    assert local(next_sendings(rhythm(Every.MONTH, month_day=5), january, 2)) == [
        "2027-02-05 07:00",
        "2027-03-05 07:00",
    ]


def test_it_says_itself() -> None:
    said = [
        rhythm_words(one, "es")
        for one in (
            rhythm(),
            rhythm(Every.WEEK, weekday=2),
            rhythm(Every.MONTH, month_day=5),
            rhythm(Every.MONTH, month_day=LAST_DAY),
        )
    ]
    assert said == [
        "Cada día a las 07:00",
        "Cada miércoles a las 07:00",
        "Cada mes, el día 5, a las 07:00",
        "Cada mes, el último día, a las 07:00",
    ]


@given(
    every=st.sampled_from(Every),
    at=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    weekday=st.integers(0, 6),
    month_day=st.integers(1, 31),
    after=st.datetimes(datetime(2005, 1, 1), datetime(2060, 1, 1)),
)
def test_they_follow_one_another_once_a_day(
    every: Every, at: time, zone: str, weekday: int, month_day: int, after: datetime
) -> None:
    asked = Rhythm(every=every, at=at, time_zone=zone, weekday=weekday, month_day=month_day)
    now = after.replace(tzinfo=UTC)
    found = next_sendings(asked, now, 6)
    assert now < found[0]
    assert list(found) == sorted(set(found))
    assert next_sending(asked, found[0]) == found[1]
    # Nothing is due between two of them, and none is left out.
    assert next_sending(asked, found[1] - timedelta(seconds=1)) == found[1]
    days = [one.astimezone(ZoneInfo(zone)).date() for one in found]
    assert len(set(days)) == len(days)
    longest = {Every.DAY: 3, Every.WEEK: 9, Every.MONTH: 33}[every]
    assert all(b - a <= timedelta(days=longest) for a, b in pairwise(found))
    if every is Every.WEEK:
        assert {one.weekday() for one in days} <= {weekday, (weekday + 1) % 7}
