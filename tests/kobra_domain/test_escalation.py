"""Who is told of a call for help, when, and who is near."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.escalation import nearest, next_told, rescuers_of
from kobra_domain.people import Rescuer, Role, Team, User
from kobra_domain.positions import Latest, MockReason
from tests.kobra_domain.things import AGENT_ID, NOW, after, an_agent, an_id

TEAM = Team(id=an_id(20), name="Norte")
SOS = Alert(id=an_id(1), kind=AlertKind.SOS, raised_at=NOW, last_at=NOW, team_id=TEAM.id)


def user(number: int, name: str, role: Role, **more: object) -> User:
    email = f"{name.lower()}@kobra.example"
    return User(id=an_id(number), name=name, email=email, role=role, **more)  # type: ignore[arg-type]


USERS = [
    user(30, "Zoe", Role.ADMIN),
    user(31, "Luis", Role.SUPERVISOR, team_ids=(TEAM.id,)),
    user(32, "Ana", Role.SUPERVISOR, team_ids=(TEAM.id,)),
    user(33, "Otra", Role.SUPERVISOR, team_ids=(an_id(99),)),
    user(34, "Mira", Role.VIEWER, team_ids=(TEAM.id,)),
    user(35, "Ida", Role.ADMIN, is_active=False),
]


def names(team: Team | None) -> list[str]:
    return [one.name for one in rescuers_of(team, USERS)]


def test_without_a_list_those_who_see_the_agent_are_told_administrators_last() -> None:
    assert names(TEAM) == ["Ana", "Luis", "Zoe"]
    assert names(None) == ["Zoe"]


def test_a_team_s_own_list_goes_in_its_order_and_tells_nobody_twice() -> None:
    listed = [("B", "b@x.example"), ("A", "a@x.example"), ("B otra vez", "B@x.example")]
    team = replace(TEAM, rescuers=tuple(Rescuer(name=n, email=e) for n, e in listed))
    assert names(team) == ["B", "A"]


def told(*seconds: float) -> list[object]:
    return [after(one) for one in seconds]


@pytest.mark.parametrize(
    ("told_at", "now_s", "expected"),
    [
        ([], 59, None),
        ([], 60, 0),
        ([], 4_000, 0),
        ([60], 119, None),
        ([60], 120, 1),
        ([60, 120], 420 - 1, None),  # all were told: the first again after five minutes
        ([60, 120], 420, 0),
        ([60, 120, 420], 480, 1),
        ([60, 120, 3_700, 3_760], 3_760 + 1_799, None),  # after an hour, each half hour
        ([60, 120, 3_700, 3_760], 3_760 + 1_800, 0),
    ],
)
def test_one_name_after_another_then_from_the_first_again(
    told_at: list[float], now_s: float, expected: int | None
) -> None:
    assert next_told(SOS, [after(one) for one in told_at], 2, after(now_s)) == expected


def test_nobody_is_told_of_what_was_attended_or_is_no_call() -> None:
    late = after(999)
    assert next_told(replace(SOS, state=AlertState.ATTENDED), [], 2, late) is None
    assert next_told(replace(SOS, kind=AlertKind.LATE), [], 2, late) is None
    assert next_told(SOS, [], 0, late) is None


def known(number: int, north_deg: float, *, age_s: float = 10, **more: object) -> tuple:  # type: ignore[type-arg]
    agent = an_agent(id=an_id(number), name=f"G{number}", code=f"C{number}")
    place = {"lat": 4.6 + north_deg, "lon": -74.0, "fix_at": after(-age_s)}
    return agent, Latest(agent_id=agent.id, **{**place, **more})  # type: ignore[arg-type]


def test_the_two_nearest_are_named_with_minutes() -> None:
    colleagues = [known(11, 0.03), known(12, 0.01), known(13, 0.02), known(14, 0.9)]
    found = nearest(4.6, -74.0, AGENT_ID, colleagues, NOW)
    assert [one.agent.name for one in found] == ["G12", "G13"]
    assert 1_100 < found[0].distance_m < 1_110
    assert (found[0].walking_min, found[0].driving_min) == (20, 7)


def test_only_who_was_heard_just_now_is_near() -> None:
    stale = known(11, 0.001, age_s=timedelta(minutes=16).total_seconds())
    nowhere = known(12, 0.001, lat=None)
    doubted = known(13, 0.001, mock=MockReason.FLAGGED)
    gone = (replace(known(14, 0.001)[0], is_active=False), known(14, 0.001)[1])
    caller = (an_agent(), replace(known(15, 0.0)[1], agent_id=AGENT_ID))
    found = nearest(4.6, -74.0, AGENT_ID, [stale, nowhere, doubted, gone, caller], NOW)
    assert found == []
