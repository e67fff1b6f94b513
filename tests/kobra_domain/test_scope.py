"""What each role may do, and which rows each person sees."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.kinds import KINDS, NAMES, Entity
from kobra_domain.people import Role, Team, User
from kobra_domain.questionnaires.things import LibraryBlock, Questionnaire, QuestionnaireVersion
from kobra_domain.scope import EVERYTHING, Permission, has_scope, keys_held, keys_over, may, sees
from tests.kobra_domain.things import (
    AGENT_ID,
    NOW,
    PORTFOLIO_ID,
    a_party,
    a_portfolio,
    a_questionnaire,
    a_review,
    a_submission,
    a_version,
    a_visit,
    an_account,
    an_address,
    an_agent,
    an_authorisation,
    an_id,
)

TEAM_ID, OTHER_ID = an_id(20), an_id(21)


def a_user(role: Role, **changes: Any) -> User:
    return User(id=an_id(30), name="Inés", email="ines@kobra.example", role=role, **changes)


def an_alert(team_id: str | None) -> Alert:
    return Alert(id=an_id(40), kind=AlertKind.SOS, team_id=team_id, raised_at=NOW, last_at=NOW)


ADMIN = a_user(Role.ADMIN)
SUPERVISOR = a_user(Role.SUPERVISOR, team_ids=(TEAM_ID,), portfolio_ids=(PORTFOLIO_ID,))
OUTSIDER = a_user(Role.VIEWER, team_ids=(OTHER_ID,), portfolio_ids=(OTHER_ID,))
FIELD = a_user(Role.AGENT, agent_id=AGENT_ID, team_ids=(TEAM_ID,), portfolio_ids=(PORTFOLIO_ID,))
OF_THE_PORTFOLIO: list[Entity] = [
    a_portfolio(),
    a_party(),
    an_address(),
    an_account(),
    an_authorisation(),
    a_visit(),
    a_submission(portfolio_id=PORTFOLIO_ID),
    a_review(portfolio_id=PORTFOLIO_ID, team_id=OTHER_ID),
]
OF_THE_TEAM: list[Entity] = [
    Team(id=TEAM_ID, name="Norte"),
    an_agent(id=OTHER_ID, team_id=TEAM_ID),
    an_alert(TEAM_ID),
    User(id=an_id(31), name="X", email="x@kobra.example", role=Role.VIEWER, team_ids=(TEAM_ID,)),
    a_submission(team_id=TEAM_ID),
    a_review(team_id=TEAM_ID),
]
OF_NOBODY: list[Questionnaire | QuestionnaireVersion | LibraryBlock] = [
    a_questionnaire(),
    a_version(),
    LibraryBlock(id=an_id(12), name="Bloque", document="{}"),
]


@pytest.mark.parametrize("row", OF_THE_PORTFOLIO + OF_THE_TEAM)
def test_rows_are_seen_by_scope(row: Entity) -> None:
    assert sees(ADMIN, row)
    assert sees(SUPERVISOR, row)
    assert not sees(OUTSIDER, row)
    assert not sees(FIELD, row)


def test_an_agent_sees_only_what_is_its_own() -> None:
    assert sees(FIELD, a_visit(agent_id=AGENT_ID))
    assert not sees(FIELD, a_visit(agent_id=OTHER_ID))
    assert sees(FIELD, an_agent())
    assert sees(FIELD, FIELD)
    assert not sees(a_user(Role.AGENT), a_visit(agent_id=AGENT_ID))


def test_rows_without_team_are_the_admins() -> None:
    for row in (an_alert(None), an_agent(), a_submission(), a_review()):
        assert sees(ADMIN, row)
        assert not sees(SUPERVISOR, row)


@pytest.mark.parametrize("row", OF_NOBODY)
def test_questionnaires_are_for_everybody_at_a_desk(row: Entity) -> None:
    assert all(sees(user, row) for user in (ADMIN, SUPERVISOR, OUTSIDER))
    assert not sees(FIELD, row)


def test_only_an_admin_holds_the_key_to_everything() -> None:
    for user in (SUPERVISOR, OUTSIDER, FIELD):
        assert EVERYTHING not in keys_held(user)
    assert all(EVERYTHING in keys_over(row) for row in OF_THE_PORTFOLIO + OF_THE_TEAM)


@pytest.mark.parametrize(
    ("role", "may_do", "may_not"),
    [
        (Role.ADMIN, Permission.ADMINISTER, Permission.WORK_VISITS),
        (Role.SUPERVISOR, Permission.PLAN_VISITS, Permission.ADMINISTER),
        (Role.VIEWER, Permission.WATCH_FIELD, Permission.ATTEND_ALERTS),
        (Role.AGENT, Permission.WORK_VISITS, Permission.WATCH_FIELD),
    ],
)
def test_roles_bound_what_a_user_may_do(
    role: Role, may_do: Permission, may_not: Permission
) -> None:
    assert may(a_user(role), may_do)
    assert not may(a_user(role), may_not)
    assert not may(a_user(role, is_active=False), may_do)


def test_who_was_given_nothing_has_nothing_to_see() -> None:
    """A supervisor without team and portfolio; never an admin."""
    assert has_scope(a_user(Role.ADMIN))
    for role in (Role.SUPERVISOR, Role.VIEWER):
        assert not has_scope(a_user(role))
        assert has_scope(a_user(role, team_ids=(TEAM_ID,)))
        assert has_scope(a_user(role, portfolio_ids=(PORTFOLIO_ID,)))
    assert not has_scope(a_user(Role.AGENT))
    assert has_scope(a_user(Role.AGENT, agent_id=AGENT_ID))


@given(st.frozensets(st.sampled_from([TEAM_ID, OTHER_ID, an_id(22)])), st.booleans())
def test_more_teams_never_show_less(teams: frozenset[str], is_viewer: bool) -> None:
    role = Role.VIEWER if is_viewer else Role.SUPERVISOR
    less, more = a_user(role, team_ids=tuple(teams)), a_user(role, team_ids=(*teams, TEAM_ID))
    for row in OF_THE_TEAM:
        assert sees(more, row) >= sees(less, row)


def test_kinds_name_every_entity_once() -> None:
    assert {NAMES[kind] for kind in KINDS.values()} == KINDS.keys()
