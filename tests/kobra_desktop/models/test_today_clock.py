"""Which tab of Hoy the clock chooses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from kobra_desktop.models.today.clock import DayHours, DayPart, day_hours, hours_of
from kobra_desktop.models.workspace import Workspace
from kobra_domain.contact import RuleSet, rules_of
from kobra_domain.people import Agent, ShiftSpan
from kobra_domain.portfolios import Portfolio
from tests.kobra_desktop.views.world import World

FRIDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 22)


def laws(world: World) -> list[tuple[Portfolio, RuleSet]]:
    return [(one, rules_of(one, ())) for one in world.portfolios]


def bogota(hour: int, minute: int = 0) -> datetime:
    """Friday by the clock of Bogotá."""
    return datetime(2026, 11, 20, 5, tzinfo=UTC) + timedelta(hours=hour, minutes=minute)


def of_shift(world: World, start: int, end: int, *, agents: int) -> list[Agent]:
    span = (ShiftSpan(weekday=4, start=time(start), end=time(end)),)
    return [replace(agent, shift=span) for agent in world.agents[:agents]]


def test_most_agents_say_when_the_day_begins(world: World) -> None:
    """One who comes early or late moves nothing."""
    early, most = of_shift(world, 5, 17, agents=1), of_shift(world, 8, 18, agents=3)
    hours = hours_of([*early, *most], laws(world), FRIDAY)
    assert (hours.starts_at, hours.ends_at) == (bogota(8), bogota(18))
    assert hours.lawful_until == bogota(19)


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (bogota(3), DayPart.OPENING),
        (bogota(8, 59), DayPart.OPENING),
        (bogota(9), DayPart.WORKDAY),
        (bogota(16, 59), DayPart.WORKDAY),
        (bogota(17), DayPart.CLOSING),
    ],
)
def test_the_parts_of_a_day(at: datetime, part: DayPart) -> None:
    """Until an hour after the shift has begun; from the last lawful hour on."""
    assert DayHours(bogota(8), bogota(18), bogota(18)).part(at) is part


def test_a_shift_that_ends_before_the_law_closes_the_day(world: World) -> None:
    """Doors could be knocked at until 19:00, but nobody works any more."""
    hours = hours_of(of_shift(world, 7, 15, agents=2), laws(world), FRIDAY)
    assert hours.part(bogota(14, 59)) is DayPart.WORKDAY
    assert hours.part(bogota(15)) is DayPart.CLOSING


def test_a_day_without_shifts_and_lawful_hours_is_a_workday(world: World) -> None:
    """Nothing is known to choose by."""
    hours = hours_of(of_shift(world, 7, 15, agents=2), laws(world), SUNDAY)
    assert hours == DayHours()
    assert hours.part(bogota(9)) is DayPart.WORKDAY


def test_the_hours_are_those_of_the_scope(workspace: Workspace, world: World) -> None:
    """Read from the replica."""
    hours = day_hours(workspace)
    assert hours.part(workspace.now) is DayPart.WORKDAY
    assert hours.lawful_until == bogota(19)
