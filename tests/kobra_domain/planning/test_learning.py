"""What visits that were made teach: only of enough of them, and no lunch counts as a way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.places import Point
from kobra_domain.planning.learning import (
    LEAST_DAYS,
    LEAST_LEGS,
    LEAST_SERVED,
    MOST_FACTOR,
    USUAL_SERVICE,
    Learnt,
    MadeVisit,
    learn,
    legs_of,
)
from kobra_domain.planning.travel import USUAL_FACTOR, haversine_m
from kobra_domain.visits import Purpose

MORNING = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)  # 09:00 in Bogotá
MINUTE = timedelta(minutes=1)
HERE, THERE = Point(4.65, -74.06), Point(4.66, -74.06)
STRAIGHT = haversine_m(HERE, THERE)


def made(at: datetime, place: Point | None, lasting: timedelta = 10 * MINUTE) -> MadeVisit:
    return MadeVisit(
        agent_id="ana",
        mode="motorcycle",
        purpose=Purpose.COLLECTION,
        place=place,
        area="Bogotá",
        zone="America/Bogota",
        began_at=at,
        ended_at=at + lasting,
    )


def day(n: int, ways: int, took: timedelta = 6 * MINUTE) -> list[MadeVisit]:
    """To and fro on the n-th day, so many ways of so long."""
    at, found = MORNING + timedelta(days=n), []
    for step in range(ways + 1):
        found.append(made(at, THERE if step % 2 else HERE))
        at += 10 * MINUTE + took
    return found


def test_a_way_is_from_the_end_of_a_visit_to_the_beginning_of_the_next() -> None:
    legs = legs_of(day(0, 2))
    assert [leg.seconds for leg in legs] == [360.0, 360.0]
    assert [leg.hour for leg in legs] == [9, 9]
    assert legs[0].straight_m == pytest.approx(STRAIGHT)


@pytest.mark.parametrize(
    "then",
    [
        made(MORNING + 9 * MINUTE, THERE),  # begun before the other ended
        made(MORNING + 71 * MINUTE, THERE),  # lunch lay between
        made(MORNING + 20 * MINUTE, None),  # nobody knows where
        made(MORNING + 20 * MINUTE, Point(4.6505, -74.06)),  # next door
        replace(made(MORNING + 20 * MINUTE, THERE), agent_id="luis"),
        made(MORNING + timedelta(days=1, minutes=20), THERE),
    ],
)
def test_what_is_no_way_teaches_nothing(then: MadeVisit) -> None:
    assert legs_of([made(MORNING, HERE), then]) == []


def test_too_few_say_nothing() -> None:
    found = learn(day(0, LEAST_LEGS - 1)[: LEAST_SERVED - 1])
    assert found == Learnt()
    assert found.lasting(Purpose.COLLECTION) == USUAL_SERVICE


def test_enough_say_how_long_and_how_fast_by_municipality_mode_and_hour() -> None:
    visits = [one for n in range(LEAST_DAYS) for one in day(n, 2)]
    found = learn(visits)
    assert found.lasting(Purpose.COLLECTION) == 10 * MINUTE
    assert found.lasting(Purpose.NOTICE) == USUAL_SERVICE
    pace = found.paces["Bogotá", "motorcycle", 9]
    assert pace.factor == USUAL_FACTOR
    assert pace.seconds_per_km == pytest.approx(360 / (STRAIGHT * USUAL_FACTOR / 1_000))
    assert found.ways["Bogotá", "motorcycle", -1] == found.ways["Bogotá", "", -1] == 2 * LEAST_DAYS
    travel = found.travel({HERE: "Bogotá"}, -5 * 3_600)
    metres, seconds = travel.leg(HERE, THERE, "motorcycle", round(MORNING.timestamp()))
    assert metres == pytest.approx(STRAIGHT * USUAL_FACTOR)
    assert seconds == pytest.approx(360, abs=1)


def test_what_streets_add_is_learnt_from_the_metres_of_trails() -> None:
    visits = [one for n in range(LEAST_DAYS) for one in day(n, 2)]
    dates = {leg.day for leg in legs_of(visits)}
    gone = {("ana", one): 2 * STRAIGHT * 1.6 for one in dates}
    pace = learn(visits, gone).paces["Bogotá", "motorcycle", -1]
    assert pace.factor == pytest.approx(1.6)
    assert pace.seconds_per_km == pytest.approx(360 / (STRAIGHT * 1.6 / 1_000))
    wild = {one: 100 * metres for one, metres in gone.items()}
    assert learn(visits, wild).paces["Bogotá", "motorcycle", -1].factor == MOST_FACTOR
    few = dict(list(gone.items())[1:])
    assert learn(visits, few).paces["Bogotá", "motorcycle", -1].factor == USUAL_FACTOR


@given(st.lists(st.integers(1, 59), min_size=LEAST_LEGS, max_size=40))
def test_a_pace_lies_among_the_ways_it_was_learnt_from(minutes: list[int]) -> None:
    visits = [one for n, took in enumerate(minutes) for one in day(n, 1, took * MINUTE)]
    pace = learn(visits).paces["Bogotá", "motorcycle", -1]
    seconds = pace.seconds_per_km * STRAIGHT * pace.factor / 1_000
    assert min(minutes) * 60 - 1e-6 <= seconds <= max(minutes) * 60 + 1e-6


def test_a_visit_without_a_length_or_with_a_night_in_it_teaches_no_service() -> None:
    odd = [made(MORNING + n * MINUTE, HERE, timedelta(hours=9)) for n in range(LEAST_SERVED)]
    none = [made(MORNING + n * MINUTE, HERE, timedelta(0)) for n in range(LEAST_SERVED)]
    assert learn([*odd, *none]).service == {}
