"""The same weekday of the weeks before, at the same hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from kobra_domain.metrics.comparing import ENOUGH, same_weekdays, standing_on, usual
from kobra_domain.metrics.declared import DONE, PLANNED
from kobra_domain.metrics.tallies import Tally, tallies
from kobra_domain.visits import VisitState

FRIDAY = date(2026, 11, 20)


def visit(day: date, hour: int | None) -> SimpleNamespace:
    """One of a day that ended at an hour, or has not."""
    at = None if hour is None else datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    state = VisitState.ASSIGNED if at is None else VisitState.COMPLETED
    return SimpleNamespace(planned_on=day, state=state, ended_at=at)


def test_eight_fridays_come_before_one() -> None:
    days = same_weekdays(FRIDAY)
    assert len(days) == 8
    assert {day.weekday() for day in days} == {4}
    assert (days[0], days[-1]) == (date(2026, 11, 13), date(2026, 9, 25))


def test_each_day_is_asked_at_its_own_hour() -> None:
    """What ended later that day was not done yet; all days in one asking."""
    first, second = same_weekdays(FRIDAY, 2)
    rows = [visit(first, 9), visit(first, 15), visit(second, 10), visit(second, None)]
    rows += [visit(FRIDAY, 9)]
    at = {day: datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in (first, second)}
    asked = [standing_on(PLANNED, at), standing_on(DONE, at)]
    found = tallies(asked, rows, by=("planned_on",))
    assert {key[0]: (one["planned"].n, one["done"].n) for key, one in found.items()} == {
        first: (2, 1),
        second: (2, 1),
        FRIDAY: (0, 0),
    }


def days(*done: int | None) -> dict[date, dict[str, Tally]]:
    """What was done on the days before; None: nothing was planned."""
    return {
        FRIDAY - timedelta(days=7 * (n + 1)): {
            "planned": Tally(0 if one is None else 20),
            "done": Tally(one or 0),
        }
        for n, one in enumerate(done)
    }


def test_the_median_is_of_days_that_were_worked() -> None:
    """A holiday is not a bad Friday, and one bad Friday does not make the others so."""
    found = usual(DONE, days(10, None, 12, 0, 11), PLANNED)
    assert found is not None
    assert (found.median, found.days) == (10.5, 4)
    assert (found.more(12), found.more(10), found.more(7)) == (1, 0, -3)


def test_of_too_few_days_nothing_is_said() -> None:
    assert ENOUGH == 3
    assert usual(DONE, days(10, 12, None, None), PLANNED) is None
    assert usual(DONE, {}, PLANNED) is None
