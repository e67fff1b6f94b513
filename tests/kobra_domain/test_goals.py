"""Goals: whose they are, what teams and all have together, and what a part of a month has."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.goals import Aim, Goal, Goals, goal_id, goals_in
from kobra_domain.scope import agent_key, keys_over, team_key
from tests.kobra_domain.things import an_id

NOVEMBER = date(2026, 11, 1)
NORTH, SOUTH, ANA, LUIS, EVA = (an_id(number) for number in range(1, 6))
AGENTS = {NORTH: (ANA, LUIS), SOUTH: (EVA,)}


def goal(amount: int | None, month_on: date = NOVEMBER, currency: str = "COP", **of: str) -> Goal:
    made = goal_id(month_on, currency, **of)
    return Goal(id=made, month_on=month_on, currency=currency, amount_minor=amount, **of)


def goals(*them: Goal, currency: str = "COP") -> Goals:
    return goals_in(currency, them, AGENTS)


def test_two_who_set_the_same_goal_apart_set_one() -> None:
    assert goal_id(NOVEMBER, "COP", agent_id=ANA) == goal_id(
        NOVEMBER, "COP", agent_id=ANA, team_id=NORTH
    )
    others = [{}, {"team_id": NORTH}, {"agent_id": ANA}]
    ids = [goal_id(NOVEMBER, "COP", **one) for one in others]
    assert len({*ids, goal_id(NOVEMBER, "MXN"), goal_id(date(2026, 12, 1), "COP")}) == 5


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"month_on": date(2026, 11, 2)}, "not_a_month", "month_on"),
        ({"id": an_id(9)}, "not_an_id", "id"),
        ({"amount_minor": -1}, "too_small", "amount_minor"),
    ],
)
def test_what_may_not_be(change: dict[str, Any], code: str, field: str) -> None:
    values = {
        "id": goal_id(NOVEMBER, "COP", team_id=NORTH),
        "month_on": NOVEMBER,
        "currency": "COP",
        "team_id": NORTH,
        "amount_minor": 100,
    }
    with pytest.raises(Invalid) as problem:
        revise(COMMANDS["goal.create"], None, values | change)
    assert (problem.value.code, problem.value.params["field"]) == (code, field)


def test_only_the_amount_of_a_goal_is_edited_and_taken_away() -> None:
    made = goal(100, team_id=NORTH)
    assert revise(COMMANDS["goal.edit"], made, {"amount_minor": None}) == goal(None, team_id=NORTH)
    with pytest.raises(NotAllowed):
        revise(COMMANDS["goal.edit"], made, {"team_id": SOUTH})


def test_a_goal_is_seen_by_its_team_and_its_agent() -> None:
    assert {team_key(NORTH), agent_key(ANA)} < keys_over(goal(1, team_id=NORTH, agent_id=ANA))


def test_a_team_has_its_own_goal_or_those_of_its_agents() -> None:
    of_agents = goals(goal(30, agent_id=ANA), goal(40, agent_id=LUIS))
    assert of_agents.aim(NOVEMBER, team=[NORTH]) == Aim(70)
    own = goals(goal(30, agent_id=ANA), goal(100, team_id=NORTH))
    assert own.aim(NOVEMBER, team=[NORTH]) == Aim(100)
    assert own.aim(NOVEMBER, team=[NORTH, SOUTH]) == Aim(100, lacking=1)
    assert own.aim(NOVEMBER, team=[NORTH], agent=[ANA, LUIS]) == Aim(30, lacking=1)


def test_all_have_their_own_goal_or_those_of_the_teams() -> None:
    teams = (goal(100, team_id=NORTH), goal(50, agent_id=EVA))
    assert goals(*teams).aim(NOVEMBER) == Aim(150)
    assert goals(*teams, goal(500)).aim(NOVEMBER) == Aim(500)
    assert goals(goal(100, team_id=NORTH)).aim(NOVEMBER) == Aim(100, lacking=1)
    assert goals().aim(NOVEMBER) == Aim(None, lacking=2)


def test_what_was_taken_away_or_is_of_another_currency_is_no_goal_and_zero_is_one() -> None:
    gone = goal(None, team_id=NORTH)
    other = goal(9, currency="MXN", team_id=NORTH)
    assert goals(gone, other).aim(NOVEMBER, team=[NORTH]) == Aim(None, lacking=1)
    assert goals(goal(0, team_id=NORTH)).aim(NOVEMBER, team=[NORTH]) == Aim(0)


def test_a_month_lies_evenly_over_its_days() -> None:
    held = goals(goal(3_000), goal(6_200, month_on=date(2026, 12, 1)))
    assert held.within(NOVEMBER, date(2026, 11, 16)) == Aim(1_500)
    assert held.within(date(2026, 11, 24), date(2026, 12, 8)) == Aim(700 + 1_400)
    assert held.within(NOVEMBER, date(2027, 2, 1)) == Aim(9_200, lacking=2)
    assert held.within(date(2027, 1, 1), date(2027, 1, 3)) == Aim(None, lacking=2)
    assert held.within(NOVEMBER, NOVEMBER) == Aim()


@given(st.integers(0, 10**12), st.integers(0, 30))
def test_the_days_of_a_month_are_the_month_to_the_last_unit(amount: int, cut: int) -> None:
    held = goals(goal(amount))
    middle, end = NOVEMBER + timedelta(days=cut), date(2026, 12, 1)
    parts = [held.within(NOVEMBER, middle), held.within(middle, end)]
    assert sum(one.amount_minor or 0 for one in parts) == amount
