"""What places say: a zone's edge under noise, stops, absence, phones at one point."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.alert_rules import AlertRules
from kobra_domain.place_causes import (
    Awaited,
    Spot,
    company,
    company_at,
    crossing,
    has_reason,
    is_crossed,
    not_there,
    twins,
)
from kobra_domain.places import Point

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
RULES = AlertRules()
SQUARE = (Point(4, -75), Point(5, -75), Point(5, -74), Point(4, -74))
DEGREE_M = 110_574.0
HERE = Point(4.5, -74.5)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def times_told(beyond_m: float, accuracy_m: float, seed: int, count: int = 240) -> int:
    """How often an agent who stands so far beyond the edge is told to have left, in fixes of one a
    minute whose errors are what their accuracy says (68 % within).
    """
    random, told, was_out = Random(seed), 0, False
    fixes: list[Spot] = []
    since_at = None
    for n in range(count):
        north_m = beyond_m + random.gauss(0, accuracy_m / 1.5)
        at = NOW + minutes(n)
        fixes = [*fixes, Spot(at, 5 + north_m / DEGREE_M, -74.5, accuracy_m)][-12:]
        found = crossing(SQUARE, fixes, NOW, was_out=was_out, known_since_at=since_at)
        since_at = found.since_at if found else None
        if is_crossed(found, RULES, was_out=was_out):
            was_out, since_at = not was_out, None
            told += was_out
    return told


@given(st.floats(-60, 60), st.sampled_from([5.0, 12.0, 30.0, 65.0]), st.integers(0, 1_000_000))
@settings(max_examples=60, deadline=None)
def test_who_stands_at_the_edge_is_told_at_most_twice_in_four_hours(
    beyond_m: float, accuracy_m: float, seed: int
) -> None:
    assert times_told(beyond_m, accuracy_m, seed) <= 2


def test_who_is_well_outside_is_told_once_and_who_is_inside_never() -> None:
    assert [times_told(400, 20, seed) for seed in range(8)] == [1] * 8
    assert [times_told(-100, 20, seed) for seed in range(8)] == [0] * 8


def test_a_stop_has_its_reason_at_a_door_of_the_day_or_among_colleagues() -> None:
    assert has_reason(HERE, [Point(4.501, -74.5)], 0)
    assert not has_reason(HERE, [Point(4.502, -74.5)], 1)
    assert has_reason(HERE, [], 2)
    found = company([HERE, Point(4.5005, -74.5), Point(4.4995, -74.5005), Point(4.6, -74.5)])
    assert company_at(found, HERE) == 2
    assert company_at(found, Point(4.6, -74.5)) == 0


def away(
    now: datetime, *awaited: Awaited, accuracy_m: float | None = 9.0, was: bool = False
) -> str:
    found = not_there(awaited, HERE, accuracy_m, now, RULES, was_away=was)
    return found[0] if found else ""


def a_window(visit_id: str, ends_min: float, lat: float = 4.6, lasts_min: float = 60) -> Awaited:
    end_at = NOW + minutes(ends_min)
    return Awaited(visit_id, end_at - minutes(lasts_min), end_at, lat, -74.5)


def test_a_window_is_missed_when_half_of_it_is_over() -> None:
    assert away(NOW, a_window("v", 31)) == ""
    assert away(NOW, a_window("v", 30)) == "v"
    assert away(NOW, a_window("v", 0)) == ""
    assert away(NOW, a_window("v", 10, lasts_min=20)) == ""  # ten minutes are not enough
    assert away(NOW, a_window("a", 20), a_window("b", 10)) == "b"


def test_who_is_near_any_door_whose_window_runs_is_where_one_should_be() -> None:
    assert away(NOW, a_window("v", 20), a_window("n", 50, lat=4.505)) == ""
    near = a_window("v", 20, lat=4.5095)  # 1,050 m, and the fix is 100 m vague
    assert away(NOW, near) == "v"
    assert away(NOW, near, accuracy_m=None) == ""


def test_who_was_told_to_be_away_has_to_come_nearer() -> None:
    edge = a_window("v", 20, lat=4.5085)
    assert away(NOW, edge) == ""
    assert away(NOW, edge, was=True) == "v"


def walk(seed: int, count: int = 8, accuracy_m: float = 8.0) -> list[Spot]:
    random = Random(seed)
    return [
        Spot(
            NOW - minutes(count - n),
            round(4.5 + random.random() / 50, 7),
            round(-74.5 + random.random() / 50, 7),
            accuracy_m,
        )
        for n in range(count)
    ]


def test_one_stream_told_by_two_phones_is_found() -> None:
    copied = walk(1)
    late = [spot._replace(at=spot.at + minutes(2)) for spot in copied]
    told = {"a": copied, "b": late, "c": walk(2)}
    assert twins(told, RULES, NOW).found == {"a": ("b",), "b": ("a",)}


def test_one_place_that_two_phones_keep_telling_is_found_once_it_lasts() -> None:
    placed = [Spot(NOW - minutes(12 - n), 4.5123457, -74.5765431, 5.0) for n in range(12)]
    assert twins({"a": placed, "b": placed}, RULES, NOW).found == {"a": ("b",), "b": ("a",)}
    assert twins({"a": placed[-9:], "b": placed[-9:]}, RULES, NOW).found == {}
    assert twins({"a": placed, "b": placed}, RULES, NOW + minutes(61)).found == {}
    assert twins({"a": placed[:2], "b": placed}, RULES, NOW).found == {}  # once is a coincidence
    hours_apart = [spot._replace(at=spot.at - minutes(60)) for spot in placed]
    assert twins({"a": placed, "b": hours_apart}, RULES, NOW).found == {}


def test_a_phone_that_speaks_each_few_seconds_is_remembered() -> None:
    placed = [Spot(NOW - minutes(2 - n / 6), 4.5123457, -74.5765431, 5.0) for n in range(12)]
    told = {"a": placed, "b": placed}
    first = twins(told, RULES, NOW)
    assert (dict(first.found), dict(first.since)) == ({}, {("a", "b"): NOW - minutes(2)})
    known = {("a", "b"): NOW - minutes(12)}
    assert twins(told, RULES, NOW, known).found == {"a": ("b",), "b": ("a",)}


@pytest.mark.parametrize(
    "spot",
    [
        Spot(NOW, 4.5123457, -74.5765431, 60.0),
        Spot(NOW, 4.5123457, -74.5765431, None),
        Spot(NOW, 4.51, -74.57, 5.0),
        Spot(NOW + timedelta(hours=1), 4.5123457, -74.5765431, 5.0),
    ],
    ids=["of the network", "unknown", "rounded", "clock"],
)
def test_what_is_the_same_for_other_reasons_says_nothing(spot: Spot) -> None:
    told = [spot._replace(at=spot.at - minutes(20 - n)) for n in range(20)]
    if spot.at > NOW:
        told = [one._replace(at=one.at + minutes(21)) for one in told]
    assert twins({"a": told, "b": told}, RULES, NOW).found == {}


def test_two_people_in_one_car_are_two_receivers() -> None:
    one = walk(3)
    random = Random(4)
    other = [
        spot._replace(lat=spot.lat + random.gauss(0, 2e-5), lon=spot.lon + random.gauss(0, 2e-5))
        for spot in one
    ]
    assert twins({"a": one, "b": other}, RULES, NOW).found == {}
