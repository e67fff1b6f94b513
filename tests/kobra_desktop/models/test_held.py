"""A conflict in words, and each decision a person can take on it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import do
from kobra_desktop.commands.questionnaires import create_questionnaire, save_questionnaire
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.models.held import HeldModel
from kobra_desktop.models.questionnaires.new_forms import blank_form
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.making import Edit
from kobra_desktop.store.outbox import next_batch
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.store.queries.questionnaires import questionnaire
from kobra_desktop.store.settle import settle
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.visits import Priority, Visit, VisitState
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from tests.kobra_desktop.views.world import World


@pytest.fixture
def conflict(workspace: Workspace, world: World) -> Visit:
    """A note that somebody else has written too; the priority is mine alone."""
    target = next(v for v in world.visits if v.state is VisitState.ASSIGNED)
    edit_visit(workspace.desk, target.id, note="Mía", priority=Priority.HIGH)
    (sent,) = next_batch(world.replica)
    body = {**json_form.builtin(target), "note": "De otra persona"}
    answer = OperationResult(
        op_id=sent.op_id,
        status=Status.CONFLICT,
        code="conflict",
        fields=("note",),
        version=2,
        body=body,
    )
    settle(world.replica, [answer])
    return target


def loaded(workspace: Workspace, qtbot: QtBot) -> HeldModel:
    """A model that has read the outbox."""
    model = HeldModel(workspace)
    with qtbot.waitSignal(model.changed):
        model.reload()
    return model


def note_of(world: World, visit: Visit) -> tuple[str, Priority]:
    """What the replica shows."""
    card = visit_card(world.replica, visit.id)
    assert card is not None
    return card.visit.note, card.visit.priority


def test_both_sides_stand_field_by_field(
    workspace: Workspace, conflict: Visit, qtbot: QtBot
) -> None:
    """With labels and words; only the contested one is chosen between."""
    (line,) = loaded(workspace, qtbot).conflicts
    sides = {side.label: side for side in line.sides}
    note = sides["Nota para el gestor"]
    assert (note.mine, note.theirs, note.is_contested) == ("Mía", "De otra persona", True)
    assert sides["Prioridad"].mine == "Alta"
    assert not sides["Prioridad"].is_contested


def test_theirs_leaves_the_servers(
    workspace: Workspace, world: World, conflict: Visit, qtbot: QtBot
) -> None:
    """Nothing is sent any more."""
    model = loaded(workspace, qtbot)
    with qtbot.waitSignal(model.changed):
        model.take_theirs(model.lines[0].row.op_id)
    assert not model.lines
    assert note_of(world, conflict) == ("De otra persona", Priority.NORMAL)


def test_mine_is_sent_again(
    workspace: Workspace, world: World, conflict: Visit, qtbot: QtBot
) -> None:
    """It waits, no longer a conflict."""
    model = loaded(workspace, qtbot)
    with qtbot.waitSignal(model.changed):
        model.keep_mine(model.lines[0].row)
    assert [line.is_waiting for line in model.lines] == [True]
    assert note_of(world, conflict) == ("Mía", Priority.HIGH)


def test_some_of_mine_can_be_kept(
    workspace: Workspace, world: World, conflict: Visit, qtbot: QtBot
) -> None:
    """The priority is mine, the note theirs."""
    model = loaded(workspace, qtbot)
    with qtbot.waitSignal(model.changed):
        model.keep_mine(model.lines[0].row, {"priority"})
    assert note_of(world, conflict) == ("De otra persona", Priority.HIGH)


def test_who_and_where_are_named_never_their_ids(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """The agent of an assignment that waits."""
    draft = next(v for v in world.visits if v.state is VisitState.DRAFT)
    agent = world.agents[1]
    changes = {
        "state": VisitState.ASSIGNED,
        "agent_id": agent.id,
        "assigned_at": workspace.now,
        "planned_on": workspace.today,
    }
    do(workspace.desk, [Edit("visit.assign", draft.id, changes)])
    (line,) = loaded(workspace, qtbot).lines
    shown = {side.field: side.mine for side in line.sides}
    assert shown["agent_id"] == agent.name


def test_two_editors_of_a_questionnaire_read_what_each_changed(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """No JSON; title, id and who edited when go with the side that is chosen."""
    desk, form = workspace.desk, blank_form("Visita")
    (one,) = create_questionnaire(desk, form).ids
    (sent,) = next_batch(world.replica)
    row = questionnaire(world.replica, one)
    assert row is not None
    applied = OperationResult(
        op_id=sent.op_id, status=Status.APPLIED, version=1, body=json_form.builtin(row)
    )
    settle(world.replica, [applied])
    mine = acts.set_setting(acts.rename(form, "meta-start", "inicio"), "form_title", "Otra")
    save_questionnaire(desk, one, mine, seen=row.document)
    (sent,) = next_batch(world.replica)
    theirs = canonical.text(acts.remove(form, ["meta-end"]))
    body = {**json_form.builtin(row), "document": theirs}
    answer = OperationResult(
        op_id=sent.op_id,
        status=Status.CONFLICT,
        code="conflict",
        fields=("document",),
        version=2,
        body=body,
    )
    settle(world.replica, [answer])
    model = loaded(workspace, qtbot)
    (line,) = model.conflicts
    (side,) = line.sides
    assert "inicio" in side.mine
    assert "end" in side.theirs
    assert "survey" not in side.mine + side.theirs + side.seen
    assert "title" in side.leads
    assert line.title.endswith("Visita")
    model.take_theirs(line.row.op_id)
    qtbot.waitUntil(lambda: not model.conflicts)
    after = questionnaire(world.replica, one)
    assert after is not None
    assert (after.document, after.title) == (theirs, "Visita")
