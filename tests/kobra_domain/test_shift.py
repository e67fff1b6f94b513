"""Shifts, breaks and absences in the agent's own zone, and what may be kept of a position."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.people import Consent
from kobra_domain.shift import (
    Presence,
    Span,
    day_span,
    in_shift,
    local_day,
    may_store,
    noon,
    presence,
    shift_spans,
    spans_on,
    stands,
)
from tests.kobra_domain.things import NOW, TODAY, after, an_agent, weekly

ZONE = "America/Bogota"
WORKER = an_agent(
    shift=weekly(time(8), time(12), 0, 1, 2, 3, 4) + weekly(time(13), time(18), 0, 1, 2, 3, 4),
    breaks=weekly(time(10), time(10, 15), 1),
)


def local(hour: int, minute: int = 0, day: int = 3, zone: str = ZONE) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (local(7, 59), Presence.OFF_SHIFT),
        (local(8), Presence.ON_SHIFT),
        (local(10), Presence.ON_BREAK),
        (local(10, 15), Presence.ON_SHIFT),
        (local(12), Presence.OFF_SHIFT),
        (local(13), Presence.ON_SHIFT),
        (local(18), Presence.OFF_SHIFT),
        (local(9, day=7), Presence.OFF_SHIFT),
    ],
)
def test_presence_follows_the_week(at: datetime, expected: Presence) -> None:
    assert presence(WORKER, at) is expected
    assert in_shift(WORKER, at) is (expected in (Presence.ON_SHIFT, Presence.ON_BREAK))


def test_the_shift_is_read_in_the_agents_zone() -> None:
    tijuana = replace(WORKER, time_zone="America/Tijuana")
    assert in_shift(tijuana, local(8, zone="America/Tijuana"))
    assert not in_shift(tijuana, local(8))


def test_no_spans_are_always_in_shift() -> None:
    assert in_shift(an_agent(), local(3, day=8))
    assert shift_spans(an_agent(), TODAY) == (day_span(ZONE, TODAY),)


def test_a_day_of_absence_has_no_shift() -> None:
    absent = an_agent(absent_on=TODAY)
    assert presence(absent, local(23, 59)) is Presence.ABSENT
    assert presence(absent, local(0, day=4)) is Presence.ON_SHIFT
    assert shift_spans(absent, TODAY) == ()


def test_the_bounds_of_a_shift() -> None:
    assert shift_spans(WORKER, TODAY) == (Span(local(8), local(12)), Span(local(13), local(18)))
    assert shift_spans(WORKER, date(2026, 3, 8)) == ()


def test_touching_spans_are_joined_and_inverted_ones_do_not_count() -> None:
    touching = weekly(time(8), time(12), 1) + weekly(time(12), time(13), 1)
    inside = weekly(time(9), time(10), 1)
    inverted = weekly(time(15), time(14), 1)
    found = spans_on(touching + inside + inverted, ZONE, TODAY)
    assert found == (Span(local(8), local(13)),)


@pytest.mark.parametrize(("day", "hours"), [(29, 23), (28, 24)])
def test_a_day_is_shorter_where_the_clocks_change(day: int, hours: int) -> None:
    assert day_span("Europe/Madrid", date(2026, 3, day)).seconds == hours * 3600


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(["America/Bogota", "America/Tijuana", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_every_moment_lies_in_its_local_day(at: datetime, zone: str) -> None:
    assert day_span(zone, local_day(zone, at)).holds(at)


GIVEN = Consent(given_at=after(-86_400), source="paper", purpose="work")
WITHDRAWN = replace(GIVEN, withdrawn_at=NOW)


def test_a_day_without_an_hour_is_its_noon() -> None:
    assert noon("America/Bogota", date(2026, 3, 4)) == datetime(2026, 3, 4, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("consent", "at", "expected"),
    [
        (None, NOW, False),
        (GIVEN, NOW, True),
        (WITHDRAWN, after(-1), True),
        (WITHDRAWN, NOW, False),
    ],
)
def test_a_consent_stands_until_it_is_withdrawn(
    consent: Consent | None, at: datetime, expected: bool
) -> None:
    assert stands(consent, at) is expected


@pytest.mark.parametrize(
    ("changes", "fix_at", "received_at", "expected"),
    [
        ({}, NOW, after(5), True),
        ({"consent": None}, NOW, NOW, False),
        ({"is_active": False}, NOW, NOW, False),
        ({"absent_on": TODAY}, NOW, NOW, False),
        ({"shift": weekly(time(8), time(9), 1)}, NOW, NOW, False),
        ({"consent": WITHDRAWN}, after(-60), after(-30), True),
        ({"consent": WITHDRAWN}, after(-60), after(60), False),
        ({"consent": WITHDRAWN}, after(60), after(-60), False),
        ({"shift": WORKER.shift, "breaks": WORKER.breaks}, local(10, 5), NOW, True),
    ],
)
def test_a_position_is_kept_only_in_shift_and_with_consent(
    changes: dict[str, Any], fix_at: datetime, received_at: datetime, expected: bool
) -> None:
    assert may_store(an_agent(**changes), fix_at, received_at) is expected


def test_a_span_knows_its_length() -> None:
    assert Span(NOW, NOW + timedelta(minutes=2)).seconds == 120
