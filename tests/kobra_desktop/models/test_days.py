"""Days as a filter knows them: by name, by both ends or one, as typed and as told."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.days import (
    LAST_7,
    LAST_30,
    LATER,
    MONTH,
    NO_DAY,
    PAST,
    WEEK,
    YESTERDAY,
    between,
    day_passes,
    day_value,
    past_days,
    planned_days,
    span,
)
from kobra_desktop.models.listing import Days
from kobra_desktop.models.told_days import DaysModel, range_words, read_day
from kobra_domain.errors import Invalid

TODAY = date(2026, 12, 31)  # a Thursday
ES, EN = Days(lambda: TODAY, "es_CO"), Days(lambda: TODAY, "en")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (YESTERDAY, date(2026, 12, 30), date(2026, 12, 30)),
        (WEEK, date(2026, 12, 28), date(2027, 1, 3)),
        (MONTH, date(2026, 12, 1), date(2026, 12, 31)),
        (LAST_7, date(2026, 12, 25), TODAY),
        (LAST_30, date(2026, 12, 2), TODAY),
        (PAST, date.min, date(2026, 12, 30)),
        (LATER, date(2027, 1, 2), date.max),
    ],
)
def test_what_a_name_stands_for(name: str, first: date, last: date) -> None:
    """Both ends included, over the end of the year."""
    assert span(name, TODAY) == (first, last)


def test_every_name_that_is_offered_stands_for_days() -> None:
    for value, _ in (*planned_days(), *past_days()):
        assert value == NO_DAY or span(value, TODAY) is not None


@pytest.mark.parametrize(
    ("first", "last", "passing"),
    [
        (date(2026, 11, 3), date(2026, 11, 9), {"2026-11-03", "2026-11-09"}),
        (date(2026, 11, 9), None, {"2026-11-09", "2026-12-31"}),
        (None, date(2026, 11, 3), {"2026-11-02", "2026-11-03"}),
    ],
)
def test_a_range_holds_both_its_ends(
    first: date | None, last: date | None, passing: set[str]
) -> None:
    check = day_passes(lambda: TODAY)(frozenset({between(first, last)}))
    days = ["2026-11-02", "2026-11-03", "2026-11-09", "2026-12-31", NO_DAY]
    assert {day for day in days if check(day)} == passing
    assert not check(day_value(None))


def test_the_wrong_order_is_not_turned_round() -> None:
    """Whoever typed it meant something else."""
    with pytest.raises(Invalid):
        between(date(2026, 11, 9), date(2026, 11, 3))


@pytest.mark.parametrize("value", ["", "..", "nonsense", "2026-13-01..", "x..2026-01-01"])
def test_nonsense_stands_for_no_day(value: str) -> None:
    assert span(value, TODAY) is None


@pytest.mark.parametrize(
    ("text", "days", "meant"),
    [
        ("3/11", ES, date(2026, 11, 3)),
        ("3-11-26", ES, date(2026, 11, 3)),
        (" 03.11.2025 ", ES, date(2025, 11, 3)),
        ("3 de noviembre de 2026", ES, date(2026, 11, 3)),
        ("3 NOV", ES, date(2026, 11, 3)),
        ("1 ago 2026", EN, date(2026, 8, 1)),
        ("Aug 1, 2026", ES, date(2026, 8, 1)),
        ("11/3/2026", EN, date(2026, 11, 3)),
        ("2026-11-03", EN, date(2026, 11, 3)),
        ("29/2/2028", ES, date(2028, 2, 29)),
        ("", ES, None),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, days: Days, meant: date | None) -> None:
    assert read_day(text, days) == meant


@pytest.mark.parametrize("text", ["31/2/2026", "29/2/2026", "hoy", "3", "3/11/202", "1/2/3/4"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(Invalid):
        read_day(text, ES)


def test_a_range_in_words_has_its_years() -> None:
    assert range_words("2026-11-03..2027-01-09", ES) == "3 nov 2026 – 9 ene 2027"
    assert range_words("2026-11-03..2026-11-03", ES) == "3 nov 2026"
    assert range_words("2026-11-03..", EN) == "from 3 Nov 2026"
    assert range_words("..2026-11-03", EN) == "until 3 Nov 2026"


def test_either_names_or_a_range(qtbot: QtBot) -> None:
    """«No day» stands beside both."""
    model = DaysModel(EN)
    model.set_options(planned_days())
    model.arrange()
    names = [value for value, _ in planned_days()]
    for name in (WEEK, NO_DAY):
        model.toggle(names.index(name))
    with qtbot.waitSignal(model.ticked):
        model.set_range("2026-11-03..2026-11-09")
    assert model.values == {NO_DAY, "2026-11-03..2026-11-09"}
    model.toggle(names.index(PAST))
    assert model.values == {NO_DAY, PAST}


def test_what_leaves_says_the_days_that_were_meant() -> None:
    """«This week» says nothing to who reads the audit a month later."""
    model = DaysModel(EN)
    model.set_options(planned_days())
    model.set_values({WEEK, NO_DAY, "2026-11-03.."})
    assert model.told_words == [
        "from 3 Nov 2026",
        "No day",
        "This week (28 Dec 2026 – 3 Jan 2027)",
    ]
