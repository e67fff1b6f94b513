"""The work of Jornada: where each cause leads, and what else asks beside the alerts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_desktop.models.alerts import AlertLine, Cause, alert_line
from kobra_desktop.models.today.sources import CARRY, main_act, settling_lines, visits_of
from kobra_desktop.models.today.work import WorkLine
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.alerts import AlertRow
from kobra_domain.alerts import AlertKind
from kobra_domain.people import Role
from tests.kobra_desktop.views.portfolio.told import tell
from tests.kobra_desktop.views.world import World


def line(world: World, workspace: Workspace, kind: AlertKind, **changes: object) -> AlertLine:
    alert = replace(world.alerts[1], id=world.new_id(), kind=kind, **changes)  # type: ignore[arg-type]
    known = alert_line(AlertRow(alert=world.alerts[1]), workspace.now, workspace.locale)
    return replace(known, row=AlertRow(alert=alert))  # its words are the alerts' own tests'


def cause(*lines: AlertLine) -> Cause:
    return Cause(lines[0].kind, lines, "", "")


def test_visits_that_a_rule_blocks_are_moved_where_they_stand(
    workspace: Workspace, world: World
) -> None:
    """By who may plan; a viewer sees them."""
    ids = [visit.id for visit in world.visits[:2]]
    blocked = [line(world, workspace, AlertKind.RULE_BLOCKED, visit_id=one) for one in ids]
    act = main_act(cause(*blocked), workspace)
    assert act is not None
    assert (act.key, act.opens) == (CARRY, None)
    assert visits_of(cause(*blocked)) == tuple(ids)
    workspace.desk.who = replace(workspace.desk.who, role=Role.VIEWER)
    seen = main_act(cause(*blocked), workspace)
    assert seen is not None
    assert seen.opens == ("alerts", {"kind": "rule_blocked"})


@pytest.mark.parametrize("kind", list(AlertKind))
def test_every_cause_leads_somewhere(workspace: Workspace, world: World, kind: AlertKind) -> None:
    """One of them, or several; also of no agent."""
    one = line(world, workspace, kind)
    nobodys = line(world, workspace, kind, agent_id=None)
    for told in (cause(one), cause(nobodys), cause(one, nobodys)):
        act = main_act(told, workspace)
        assert act is not None
        assert act.words
        assert act.opens is not None or act.key == CARRY


def test_a_short_visit_opens_and_missing_payments_are_listed(
    workspace: Workspace, world: World
) -> None:
    visit_id = world.visits[0].id
    short = main_act(
        cause(line(world, workspace, AlertKind.VISIT_SHORT, visit_id=visit_id)), workspace
    )
    assert short is not None
    assert short.opens == ("visits", {"visit": visit_id, "chosen": visit_id})
    absent = main_act(cause(line(world, workspace, AlertKind.PAYMENT_ABSENT)), workspace)
    assert absent is not None
    assert absent.opens is not None
    assert absent.opens[0] == "agreements"


def test_what_only_the_desktop_knows_stands_below_the_alerts(
    workspace: Workspace, world: World
) -> None:
    """Petitions that are due lead to their person."""
    assert settling_lines(workspace) == ()
    told = tell(world)
    (found,) = settling_lines(workspace)
    assert found.danger >= len(AlertKind)
    assert found.acts[0].opens == ("portfolio", {"party": told.party.id})


def test_of_two_alike_the_one_with_less_lawful_time_stands_first() -> None:
    late = WorkLine(key="a", danger=3, icon="x", words="", minutes_left=200.0)
    soon = WorkLine(key="b", danger=3, icon="x", words="", minutes_left=20.0)
    any_time = WorkLine(key="c", danger=3, icon="x", words="")
    worse = WorkLine(key="d", danger=1, icon="x", words="")
    ordered = sorted([late, any_time, soon, worse], key=lambda line: line.place)
    assert [one.key for one in ordered] == ["d", "b", "a", "c"]
