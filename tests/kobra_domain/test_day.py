"""Stops, moves and gaps of a day, and that nothing of the shift is lost or told twice."""

from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.day import Day, Fence, Gap, GapCause, Move, Outage, Stop, fence_at, read_day
from kobra_domain.places import Point
from kobra_domain.shift import Span
from kobra_domain.stops import DaySettings, Fix, standing_since
from tests.kobra_domain.things import NOW, a_position, after

M = 1 / 110_574  # a metre in degrees of latitude


def fix(seconds: float, metres: float = 0.0) -> Fix:
    return Fix(after(seconds), 4.6 + metres * M, -74.08)


def walk(start_s: int, end_s: int, metres: float = 0.0, mps: float = 1.3) -> list[Fix]:
    """A fix each 30 s, the last before `end_s`."""
    return [fix(s, metres + (s - start_s) * mps) for s in range(start_s, end_s, 30)]


def stand(start_s: int, end_s: int, metres: float = 0.0) -> list[Fix]:
    return walk(start_s, end_s, metres, 0.0)


def read(fixes: list[Fix], end_s: float, **more: Any) -> Day:
    return read_day(fixes, [Span(NOW, after(end_s))], **more)


def kinds(day: Day) -> list[str]:
    return [type(part).__name__ for part in day.parts]


def test_a_walk_between_two_stops() -> None:
    fixes = stand(0, 600) + walk(600, 1200) + stand(1200, 1800, 780)
    day = read(fixes, 1800)
    assert kinds(day) == ["Stop", "Move", "Stop"]
    assert day.distance_m == pytest.approx(780, abs=90)
    assert day.moving_s + day.stopped_s == 1800
    assert day.unexplained_s == 0


def test_walking_slowly_is_not_stopping() -> None:
    assert kinds(read(walk(0, 3600, mps=0.5), 3600)) == ["Move"]


@pytest.mark.parametrize(("end_s", "expected"), [(180, ["Move"]), (210, ["Stop"])])
def test_a_stop_takes_three_minutes(end_s: int, expected: list[str]) -> None:
    assert kinds(read(stand(0, end_s), end_s)) == expected


def test_scatter_does_not_end_a_stop_of_hours() -> None:
    random = Random(3)
    fixes = [fix(s, random.gauss(0, 15)) for s in range(0, 7200, 30)]
    assert kinds(read(fixes, 7200)) == ["Stop"]


def test_one_fix_astray_does_not_end_a_stop() -> None:
    fixes = stand(0, 1200)
    fixes[20] = fix(600, 300)
    day = read(fixes, 1200)
    assert kinds(day) == ["Stop"]
    assert isinstance(day.parts[0], Stop)
    assert day.parts[0].place.lat == pytest.approx(4.6, abs=1e-9)


def test_two_stops_at_two_places_are_two() -> None:
    fixes = stand(0, 600) + stand(600, 1200, 100)
    day = read(fixes, 1200)
    assert kinds(day) == ["Stop", "Move", "Stop"]
    assert day.distance_m == pytest.approx(100, abs=1)


def test_many_fixes_at_the_last_place_do_not_lengthen_the_stay_at_the_next() -> None:
    fixes = [fix(s) for s in range(0, 150, 5)] + stand(150, 330, 500)
    assert kinds(read(fixes, 330)) == ["Move"]


def test_coming_back_later_is_a_second_stop() -> None:
    fixes = stand(0, 600) + walk(600, 900) + walk(900, 1200, 390, -1.3) + stand(1200, 1800)
    assert kinds(read(fixes, 1800)) == ["Stop", "Move", "Stop"]


@pytest.mark.parametrize(
    ("silence_s", "expected"), [(600, ["Stop"]), (601, ["Stop", "Gap", "Stop"])]
)
def test_a_gap_is_more_than_ten_minutes(silence_s: int, expected: list[str]) -> None:
    fixes = [*stand(0, 600), *stand(570 + silence_s, 1500 + silence_s)]
    assert kinds(read(fixes, 1470 + silence_s)) == expected


def test_a_gap_is_never_a_straight_line() -> None:
    fixes = walk(0, 600) + walk(2400, 3000, 5_000)
    day = read(fixes, 3000)
    assert kinds(day) == ["Move", "Gap", "Move"]
    assert day.distance_m == pytest.approx(2 * 570 * 1.3, abs=5)
    assert day.unexplained_s == 2400 - 570


def test_short_silences_at_the_ends_belong_to_the_part_beside_them() -> None:
    assert kinds(read(stand(600, 1200), 1770)) == ["Stop"]
    assert kinds(read(stand(601, 1201), 1801)) == ["Gap", "Stop", "Gap"]


def test_a_shift_without_fixes_is_one_gap() -> None:
    assert read([], 300).parts == (Gap(Span(NOW, after(300))),)


def test_a_lonely_fix_lies_in_a_gap() -> None:
    fixes = [*stand(0, 600), fix(3000), *stand(6000, 6600)]
    assert kinds(read(fixes, 6600)) == ["Stop", "Gap", "Stop"]
    assert kinds(read([fix(100)], 200)) == ["Gap"]


def test_fixes_outside_the_shift_are_not_read() -> None:
    morning, evening = Span(NOW, after(600)), Span(after(1200), after(1800))
    day = read_day(stand(0, 1800), [morning, evening])
    assert [part.span for part in day.parts] == [morning, evening]


def test_a_gap_has_the_cause_that_covers_most_of_it() -> None:
    fixes = [*stand(0, 600), *stand(3000, 3600)]
    outages = [
        Outage(Span(after(600), after(700)), GapCause.NO_SIGNAL),
        Outage(Span(after(700), after(2900)), GapCause.PHONE_OFF),
        Outage(Span(after(3200), after(3300)), GapCause.GPS_OFF),
    ]
    assert read(fixes, 3600, outages=outages).parts[1] == Gap(
        Span(after(570), after(3000)), GapCause.PHONE_OFF
    )
    assert read(fixes, 3600, outages=outages[2:]).parts[1] == Gap(Span(after(570), after(3000)))


def test_a_stop_is_named_by_the_visit_it_belongs_to() -> None:
    fences = [
        Fence("far", Point(4.7, -74.08), 60),
        Fence("nearest", Point(4.6, -74.08), 60),
        Fence("checked in", Point(4.6 + 20 * M, -74.08), 60, after(60)),
    ]
    (stop,) = read(stand(0, 600), 600, fences=fences).parts
    assert isinstance(stop, Stop)
    assert stop.visit_id == "checked in"
    (stop,) = read(stand(0, 600), 600, fences=fences[:2]).parts
    assert isinstance(stop, Stop)
    assert stop.visit_id == "nearest"
    (stop,) = read(stand(0, 600), 600, fences=fences[:1]).parts
    assert isinstance(stop, Stop)
    assert stop.visit_id is None


def test_the_nearest_fence_wins() -> None:
    near, far = Fence("a", Point(4.6, -74.08), 90), Fence("b", Point(4.6 + 60 * M, -74.08), 90)
    assert fence_at([far, near], Point(4.6 + 20 * M, -74.08)) == near
    assert fence_at([], Point(4.6, -74.08)) is None


def test_positions_are_fixes() -> None:
    assert kinds(read_day([a_position(s) for s in range(0, 300, 60)], [Span(NOW, after(300))])) == [
        "Stop"
    ]


@pytest.mark.parametrize(
    ("fixes", "known_s", "since_s"),
    [
        ([], -50, -50),
        (stand(0, 180), None, None),
        (stand(0, 210), None, 0),
        (walk(0, 300), None, None),
        (walk(0, 300, -390) + stand(300, 600), None, 270),
        (stand(0, 60), -900, -900),
        (stand(0, 60), 50, 0),
        (walk(0, 300), -900, None),
    ],
)
def test_since_when_an_agent_stands(
    fixes: list[Fix], known_s: float | None, since_s: float | None
) -> None:
    known_at = None if known_s is None else after(known_s)
    assert standing_since(fixes, known_at) == (None if since_s is None else after(since_s))


def test_settings_move_the_thresholds() -> None:
    settings = DaySettings(stop_after_s=60.0)
    assert kinds(read(stand(0, 120), 120, settings=settings)) == ["Stop"]
    assert standing_since(stand(0, 120), None, settings) == NOW


steps = st.lists(
    st.tuples(st.integers(1, 900), st.floats(-150, 150), st.floats(-150, 150)), max_size=80
)


@given(steps, st.integers(0, 1500), st.integers(1, 40_000))
def test_stops_moves_and_gaps_partition_the_shift(
    walked: list[tuple[int, float, float]], begins_s: int, lasts_s: int
) -> None:
    seconds, lat, lon, fixes = 0, 4.6, -74.08, []
    for pause, north, east in walked:
        seconds, lat, lon = seconds + pause, lat + north * M, lon + east * M
        fixes.append(Fix(after(seconds), lat, lon))
    span = Span(after(begins_s), after(begins_s + lasts_s))
    day = read_day(fixes, [span])
    assert day.parts[0].span.start_at == span.start_at
    assert day.parts[-1].span.end_at == span.end_at
    for before, following in pairwise(day.parts):
        assert before.span.end_at == following.span.start_at
    assert all(part.span.seconds > 0 for part in day.parts)
    assert day.moving_s + day.stopped_s + day.unexplained_s == pytest.approx(lasts_s)
    assert all(p.span.seconds >= 180 for p in day.parts if isinstance(p, Stop))
    assert not any(type(a) is type(b) and not isinstance(a, Stop) for a, b in pairwise(day.parts))


def test_a_move_is_as_long_as_its_fixes() -> None:
    (move,) = read(walk(0, 600), 600).parts
    assert isinstance(move, Move)
    assert move.distance_m == pytest.approx(570 * 1.3, rel=0.01)
    assert move.span == Span(NOW, NOW + timedelta(seconds=600))
