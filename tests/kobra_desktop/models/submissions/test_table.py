"""Respuestas follows its questionnaire: another version brings its questions, filters stay."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kobra_desktop.models.submissions.table import AnswersModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Node, NodeKind
from tests.kobra_desktop.views.visits.answered import answer, form, write
from tests.kobra_desktop.views.world import World


def test_another_version_brings_its_questions(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """What was looked for is still looked for."""
    added = answer(world, has_photos=False)
    model = AnswersModel(workspace)
    model.open()
    qtbot.waitUntil(lambda: model.list is not None and model.list.is_loaded)
    assert model.list is not None
    with qtbot.waitSignal(model.list.loaded):
        model.list.look(search="ana")
    cells = {"type": "text", "name": "apodo", "label::Español (es)": "Apodo"}
    base = form()
    fresh = replace(
        base, survey=(*base.survey, Node(uid="n1", kind=NodeKind.QUESTION, cells=cells))
    )
    version = replace(
        added.version,
        id=world.new_id(),
        form_version="2",
        number=4,
        document=canonical.text(fresh),
        document_hash=canonical.digest(fresh),
    )
    with qtbot.waitSignal(model.table_changed):
        write(world, [version])
        world.replica.tell(ChangeSet.of("questionnaire_version", [version.id]))
    assert model.table is not None
    assert "apodo" in {column.key for column in model.table.asked.columns}
    assert model.list.view.search == "ana"
