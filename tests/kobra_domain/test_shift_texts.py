"""Weeks as people write them in a cell."""

from datetime import time

import pytest

from kobra_domain.people import ShiftSpan
from kobra_domain.shift_texts import read_hour, read_week, read_weekdays, week_of


def _said(text: str) -> dict[str, str] | None:
    """The hours of each day, by the days' letters."""
    spans = read_week(text)
    if spans is None:
        return None
    made: dict[str, list[str]] = {}
    for one in spans:
        hours = f"{one.start:%H:%M}-{one.end:%H:%M}"
        made.setdefault("LMXJVSD"[one.weekday], []).append(hours)
    found: dict[str, str] = {}
    for day, hours_of_day in made.items():
        key = " ".join(hours_of_day)
        found[key] = found.get(key, "") + day
    return found


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("8-17", {"08:00-17:00": "LMXJV"}),
        ("8h–17h", {"08:00-17:00": "LMXJV"}),
        ("L-V 08:00–17:00", {"08:00-17:00": "LMXJV"}),
        ("L a V de 8 a 17 hrs", {"08:00-17:00": "LMXJV"}),
        ("8-17 L-S", {"08:00-17:00": "LMXJVS"}),
        ("LMMJV 7:30-16:30", {"07:30-16:30": "LMXJV"}),
        ("L,M,M,J,V 9-18", {"09:00-18:00": "LMXJV"}),
        ("Mar y jue 9-18,", {"09:00-18:00": "MJ"}),
        ("Todos los días 7-19", {"07:00-19:00": "LMXJVSD"}),
        ("vie a lun 7-24:00", {"07:00-23:59": "LVSD"}),
        ("L-J 8-18 V 8-17", {"08:00-18:00": "LMXJ", "08:00-17:00": "V"}),
        ("L-V: 8-17. S: 8-13", {"08:00-17:00": "LMXJV", "08:00-13:00": "S"}),
        ("L-V 8-12 y 14-18", {"08:00-12:00 14:00-18:00": "LMXJV"}),
        ("Mon-Fri 9am-6pm, Sat 9-13", {"09:00-18:00": "LMXJV", "09:00-13:00": "S"}),
        (
            "Lunes a Viernes 8 a.m. a 5 p.m.\nsábado de 8 a 1 pm",
            {"08:00-17:00": "LMXJV", "08:00-13:00": "S"},
        ),
    ],
)
def test_a_week_is_read_as_it_is_written(text: str, week: dict[str, str]) -> None:
    assert _said(text) == week


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hola",
        "22-6",
        "8",
        "L-V",
        "9-18 8-12",
        "8-17 L-V 9-18",
        "8-25",
        "13 pm - 14",
        "¿?",
        "8-",
    ],
)
def test_what_is_no_week_is_not_guessed(text: str) -> None:
    assert read_week(text) is None


def test_days_and_hours_in_columns_of_their_own() -> None:
    assert read_weekdays("lun, mié y vie") == (0, 2, 4)
    assert read_weekdays("x 8") is None
    assert read_weekdays("?") is None
    assert [read_hour(one) for one in ("8", "5 p.m.", "12 am", "17.30 h", "24:00", "8 x")] == [
        *(time(8), time(17), time(0), time(17, 30), time(23, 59), None),
    ]
    assert week_of((0,), time(8), time(9)) == (ShiftSpan(weekday=0, start=time(8), end=time(9)),)
    assert week_of((0,), time(8), time(8)) is None
