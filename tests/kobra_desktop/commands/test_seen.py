"""No act overwrites what the person who did it had not seen: it becomes a conflict with both sides,
whatever the command, and however late the person decides.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kobra_desktop.commands import (
    agents,
    alerts,
    authorisations,
    held,
    library,
    portfolios,
    questionnaires,
    teams,
    users,
    visits,
)
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.store import outbox, rows, settle
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.visits import VisitWish, visit_rows
from kobra_desktop.store.replica import Replica
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.errors import Invalid
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.people import Team
from kobra_domain.places import Point
from kobra_domain.questionnaires.things import LibraryBlock, Questionnaire, QuestionnaireState
from kobra_domain.visits import Priority, VisitState
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from tests.kobra_desktop.field import SUPERVISOR, a_desk, take
from tests.kobra_domain.things import (
    AGENT_ID,
    NOW,
    TODAY,
    VISIT_ID,
    a_portfolio,
    a_visit,
    an_agent,
    an_authorisation,
    an_id,
)

OTHER = an_id(71)
TEAM = Team(id=an_id(72), name="Norte")
ALERT = Alert(id=an_id(73), kind=AlertKind.NOT_HEARD, raised_at=NOW, last_at=NOW, agent_id=AGENT_ID)
BLOCK = LibraryBlock(id=an_id(74), name="Bloque", document="{}")
FORM = Questionnaire(
    id=an_id(75), form_id="f", title="F", document="{}", created_at=NOW, edited_at=NOW
)


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """An administrator's desk; nobody serves."""
    return a_desk(replica)


def _zone(desk: Desk, seen: Any) -> Done:
    ring = (Point(4.6, -74.1), Point(4.7, -74.1), Point(4.7, -74.0))
    return teams.edit_team(desk, TEAM.id, seen=seen, zone=ring)


Act = Callable[[Desk, Any], Done]
# What was there, what a colleague has made of it, and the act of who had not seen that.
ACTS: dict[str, tuple[Entity, dict[str, Any], Act]] = {
    "zone": (TEAM, {"zone": (Point(1.0, 1.0), Point(2.0, 1.0), Point(2.0, 2.0))}, _zone),
    "agent": (
        an_agent(name="Ana"),
        {"name": "Ana R."},
        lambda desk, seen: agents.edit_agent(desk, AGENT_ID, seen=seen, name="Ana Ruiz"),
    ),
    "absence": (
        an_agent(),
        {"absent_on": TODAY, "absence_reason": "médico"},
        lambda desk, seen: agents.mark_absent(
            desk, agent_id=AGENT_ID, on=TODAY, reason="permiso", seen=seen
        ),
    ),
    "user": (
        SUPERVISOR,
        {"time_zone": "America/Mexico_City"},
        lambda desk, seen: users.edit_user(
            desk, SUPERVISOR.id, seen=seen, time_zone="America/Lima"
        ),
    ),
    "revoking": (
        an_authorisation(),
        {"revoked_on": TODAY.replace(day=1)},
        lambda desk, seen: authorisations.revoke_authorisation(
            desk, an_authorisation().id, on=TODAY, seen=seen
        ),
    ),
    "portfolio": (
        a_portfolio(),
        {"name": "de Sara"},
        lambda desk, seen: portfolios.edit_portfolio(
            desk, a_portfolio().id, seen=seen, name="de Luis"
        ),
    ),
    "assigning": (
        a_visit(),
        {"state": VisitState.ASSIGNED, "agent_id": OTHER, "planned_on": TODAY, "assigned_at": NOW},
        lambda desk, seen: visits.assign_visits(
            desk, visit_ids=[VISIT_ID], agent_id=AGENT_ID, planned_on=TODAY, seen={VISIT_ID: seen}
        ),
    ),
    "cancelling": (
        a_visit(),
        {"state": VisitState.ASSIGNED, "agent_id": OTHER, "planned_on": TODAY, "assigned_at": NOW},
        lambda desk, seen: visits.cancel_visits(
            desk, visit_ids=[VISIT_ID], reason="pagó", seen={VISIT_ID: seen}
        ),
    ),
    "muting": (
        ALERT,
        {"muted_until_at": NOW.replace(hour=23)},
        lambda desk, seen: alerts.mute(
            desk, alert_ids=[ALERT.id], until=NOW.replace(hour=22), seen={ALERT.id: seen}
        ),
    ),
    "renaming": (
        BLOCK,
        {"name": "de Sara"},
        lambda desk, seen: library.rename_block(desk, BLOCK.id, "de Luis", seen=seen),
    ),
    "retiring": (
        FORM,
        {"state": QuestionnaireState.PUBLISHED},
        lambda desk, seen: questionnaires.retire_questionnaire(desk, FORM.id, seen=seen),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_was_not_seen_is_not_overwritten(desk: Desk, name: str) -> None:
    shown, changes, act = ACTS[name]
    theirs = replace(shown, **changes)
    take(desk.store, (theirs, 9))
    act(desk, shown)
    (op,) = op_rows(desk.store, OpState.CONFLICT)
    contested = [side for side in op.sides if side.is_contested]
    assert contested
    for side in contested:
        assert side.theirs == json_form.builtin(getattr(theirs, side.field))
    with desk.store.reading() as connection:
        assert rows.one(connection, NAMES[type(theirs)], theirs.id) == theirs


def test_a_line_of_a_list_says_what_was_seen(desk: Desk) -> None:
    (line,) = visit_rows(desk.store, VisitWish(ids=frozenset({VISIT_ID})))
    take(desk.store, (replace(a_visit(), state=VisitState.CANCELLED, cancel_reason="x"), 9))
    take(desk.store, (a_visit(planned_on=TODAY.replace(day=20)), 10))
    visits.assign_visits(
        desk,
        visit_ids=[VISIT_ID],
        agent_id=AGENT_ID,
        planned_on=TODAY,
        seen={VISIT_ID: replace(line, planned_on=None)},
    )
    (op,) = op_rows(desk.store, OpState.CONFLICT)
    assert [side.field for side in op.sides if side.is_contested] == ["planned_on"]


def sent(desk: Desk, *bodies: Entity) -> None:
    """The server has applied all that waits; `bodies` are the rows as it has them then."""
    results = [
        OperationResult(
            op_id=op.op_id, status=Status.APPLIED, version=20, body=json_form.body(bodies[0])
        )
        for op in outbox.next_batch(desk.store)
    ]
    settle.settle(desk.store, results)


def test_taking_back_what_was_sent_overwrites_nobody(desk: Desk) -> None:
    done = visits.edit_visit(desk, VISIT_ID, note="de Luis")
    sent(desk, a_visit(note="de Luis"))
    take(desk.store, (a_visit(note="de Sara"), 21))
    assert done.undo is not None
    undo(desk, done.undo)
    (op,) = op_rows(desk.store, OpState.CONFLICT)
    (side,) = op.sides
    assert (side.seen, side.mine, side.theirs) == ("de Luis", "", "de Sara")


def test_doing_again_what_was_taken_back_overwrites_nobody(desk: Desk) -> None:
    done = visits.edit_visit(desk, VISIT_ID, note="de Luis")
    assert done.undo is not None
    back = undo(desk, done.undo)  # it was never sent
    take(desk.store, (a_visit(note="de Sara"), 21))
    assert back.undo is not None
    undo(desk, back.undo)
    (op,) = op_rows(desk.store, OpState.CONFLICT)
    (side,) = op.sides
    assert (side.seen, side.mine, side.theirs) == ("", "de Luis", "de Sara")


def in_conflict(desk: Desk) -> str:
    """Luis's note is in conflict with Sara's; his priority stands on it."""
    visits.edit_visit(desk, VISIT_ID, note="de Luis")
    visits.edit_visit(desk, VISIT_ID, priority=Priority.HIGH)
    first = outbox.next_batch(desk.store)[0].op_id
    body = json_form.body(a_visit(note="de Sara"))
    conflict = OperationResult(
        op_id=first, status=Status.CONFLICT, fields=("note",), version=2, body=body
    )
    settle.settle(desk.store, [conflict])
    return first


def test_a_decision_is_over_what_was_shown_and_nothing_newer(desk: Desk) -> None:
    in_conflict(desk)
    (row,) = op_rows(desk.store, OpState.CONFLICT)
    take(desk.store, (a_visit(note="de Sara, otra vez"), 3))
    theirs = {side.field: side.theirs for side in row.sides}
    with pytest.raises(Invalid, match="changed_meanwhile"):
        held.keep_mine(desk, row.op_id, theirs=theirs)
    (again,) = op_rows(desk.store, OpState.CONFLICT)
    assert again.sides[0].theirs == "de Sara, otra vez"
    assert outbox.next_batch(desk.store) == []
    held.keep_mine(desk, again.op_id, theirs={"note": "de Sara, otra vez"})
    assert len(outbox.next_batch(desk.store)) == 2


@pytest.mark.parametrize("is_mine", [True, False])
def test_what_stood_on_a_decided_edit_overwrites_nothing_unasked(desk: Desk, is_mine: bool) -> None:
    first = in_conflict(desk)
    take(desk.store, (a_visit(note="de Sara", priority=Priority.LOW), 3))
    if is_mine:
        held.keep_mine(desk, first)
    else:
        held.take_theirs(desk, first)
    (row,) = op_rows(desk.store, OpState.CONFLICT)
    (side,) = row.sides
    assert (side.field, side.mine, side.theirs) == ("priority", "high", "low")
    assert len(outbox.next_batch(desk.store)) == int(is_mine)


def test_a_refused_edit_that_is_sent_again_overwrites_nothing_unseen(desk: Desk) -> None:
    visits.edit_visit(desk, VISIT_ID, note="de Luis")
    (op,) = outbox.next_batch(desk.store)
    refusal = OperationResult(op_id=op.op_id, status=Status.REJECTED, code="outside_scope")
    settle.settle(desk.store, [refusal])
    take(desk.store, (a_visit(note="de Sara"), 3))
    with pytest.raises(Invalid, match="changed_meanwhile"):
        held.retry(desk, op.op_id)
    (row,) = op_rows(desk.store, OpState.CONFLICT)
    assert (row.sides[0].mine, row.sides[0].theirs) == ("de Luis", "de Sara")
