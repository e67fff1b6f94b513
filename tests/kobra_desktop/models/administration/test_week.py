"""A shift as text: what people type is read, what cannot be meant is refused."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_desktop.models.administration.week import day_text, minutes_of, read_day, week_lines
from kobra_domain.people import ShiftSpan


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("7-19", "07:00–19:00"),
        ("7:00 – 12:30; 14 a 18", "07:00–12:30, 14:00–18:00"),
        ("14-18, 7-12", "07:00–12:00, 14:00–18:00"),
        ("7.30h to 12h", "07:30–12:00"),
        ("20-24", "20:00–23:59"),
        ("  ", ""),
    ],
)
def test_reads_hours_as_people_type_them(typed: str, tidy: str) -> None:
    spans = read_day(typed, 2)
    assert spans is not None
    assert day_text(spans, 2) == tidy
    assert day_text(spans, 3) == ""


@pytest.mark.parametrize(
    "typed", ["19-7", "7-7", "25-26", "7-12, 11-15", "siete", "7", "7-12,", "7:75-9", "-"]
)
def test_refuses_what_is_no_stretch_of_a_day(typed: str) -> None:
    assert read_day(typed, 0) is None


@given(st.lists(st.times(), min_size=2, max_size=8, unique_by=lambda t: (t.hour, t.minute)))
def test_what_is_written_is_read_back(moments: list[time]) -> None:
    sorted_ = sorted(at.replace(second=0, microsecond=0) for at in moments)
    pairs = list(zip(sorted_[::2], sorted_[1::2], strict=False))
    spans = tuple(ShiftSpan(weekday=4, start=start, end=end) for start, end in pairs)
    assert read_day(day_text(spans, 4), 4) == spans


def test_equal_days_in_a_row_are_one_line() -> None:
    week = tuple(ShiftSpan(weekday=day, start=time(7), end=time(19)) for day in range(5))
    saturday = ShiftSpan(weekday=5, start=time(8), end=time(15))
    assert week_lines((*week, saturday), "es") == ["lun–vie 07:00–19:00", "sáb 08:00–15:00"]
    assert week_lines((week[0], week[2]), "en") == ["Mon 07:00–19:00", "Wed 07:00–19:00"]
    assert week_lines((), "es") == []


def test_a_day_to_midnight_is_counted_whole() -> None:
    assert minutes_of(read_day("0-24", 0) or ()) == 24 * 60
    assert minutes_of(read_day("7-12, 14-18", 0) or ()) == 9 * 60
