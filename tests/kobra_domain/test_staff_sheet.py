"""What a sheet of agents would do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from kobra_domain.imports.fates import Fate
from kobra_domain.imports.problems import RowCode
from kobra_domain.people import Agent, ShiftSpan, Team
from kobra_domain.staff_sheet import StaffLine, StaffPlan, plan_staff
from kobra_records.ids import new_id

WEEK = (ShiftSpan(weekday=0, start=time(8), end=time(17)),)
NORTH = Team(id=new_id(), name="Norte")
ANA = Agent(id=new_id(), code="G1", name="Ana", phone="+57 300 5550100", team_id=NORTH.id)


def _plan(*lines: StaffLine, agents: Iterable[Agent] = (ANA,)) -> StaffPlan:
    return plan_staff(lines, agents, [NORTH], new_id=new_id, time_zone="America/Bogota", shift=WEEK)


def test_new_agents_come_with_their_teams_and_the_hours_of_the_rest() -> None:
    plan = _plan(
        StaffLine(line=2, code="G2", name="Luis", team="Sur", shift=()),
        StaffLine(line=3, code="G3", name="Eva", team="SUR", email="eva@example.com"),
        StaffLine(line=4, code="G4", name="Ivo", team="norte"),
    )
    assert [team.name for team in plan.teams] == ["Sur"]
    luis, eva, ivo = plan.steps
    assert luis.after.team_id == eva.after.team_id == plan.teams[0].id
    assert ivo.after.team_id == NORTH.id
    assert (luis.after.shift, eva.after.shift) == ((), WEEK)
    assert luis.changes == {}
    assert plan.without_hours == 1
    assert (plan.count(Fate.NEW), plan.count(Fate.REFUSED)) == (3, 0)


def test_only_what_a_row_says_is_changed() -> None:
    same = StaffLine(line=2, code=" g1", name="Ana", phone="+57 3005550100")
    plan = _plan(same)
    assert (plan.count(Fate.SAME), plan.written) == (1, ())
    plan = _plan(replace(same, name="Ana María", phone="+57 300 5550199", shift=WEEK))
    (step,) = plan.written
    assert step.fate is Fate.CHANGED
    assert step.changes == {"name": "Ana María", "phone": "+57 300 5550199", "shift": WEEK}
    assert step.after.team_id == NORTH.id
    again = plan_staff(
        [replace(same, name="Ana María", phone="+57 300 5550199", shift=WEEK)],
        [step.after],
        [NORTH],
        new_id=new_id,
        time_zone="America/Bogota",
    )
    assert not again.written


def test_a_code_that_comes_twice_and_what_no_agent_can_have_are_refused() -> None:
    plan = _plan(
        StaffLine(line=2, code="G2", name="Luis"),
        StaffLine(line=3, code="g2", name="Eva"),
        StaffLine(line=4, code="G5", name="Ivo", phone="llamar"),
        StaffLine(line=5, code="G6", name="Olga", team="\x07"),
        StaffLine(line=6, code="G7", name="Olga\u202e", team="Sur"),
    )
    assert [(one.line, one.code) for one in plan.refusals] == [
        (3, RowCode.DUPLICATE),
        (4, RowCode.NOT_PHONE),
        (5, RowCode.UNREADABLE_TEXT),
        (6, RowCode.UNREADABLE_TEXT),
    ]
    assert plan.refusals[0].params == {"line": 2}
    assert not plan.teams
