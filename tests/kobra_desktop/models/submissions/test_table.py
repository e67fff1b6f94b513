"""Respuestas follows its questionnaire: another version brings its questions, filters stay."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kobra_desktop.models.submissions.table import AnswersModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_domain.kinds import Entity
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Node, NodeKind
from kobra_domain.submissions import Answer
from tests.kobra_desktop.views.visits.answered import answer, form
from tests.kobra_desktop.views.world import World
from tests.kobra_records.answers.forms import ask
from tests.kobra_records.answers.forms import form as one_form


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
        world.pull(version)
        world.replica.tell(ChangeSet.of("questionnaire_version", [version.id]))
    assert model.table is not None
    assert "apodo" in {column.key for column in model.table.asked.columns}
    assert model.list.view.search == "ana"


def test_each_answer_is_read_and_found_by_the_words_of_its_version(
    workspace: Workspace, world: World, qtbot: QtBot
) -> None:
    """A code was used again for something else; another type stands in a column of its own."""
    asked = ask("lugar", "select_one sitio", "Lugar")
    forms = (
        one_form(
            replace(asked, cells={**asked.cells, "label": "Sitio"}),
            ask("n", "text", "N"),
            lists={"sitio": {"1": "Casa"}},
        ),
        one_form(asked, ask("n", "integer", "N"), lists={"sitio": {"1": "Trabajo"}}),
    )
    added = answer(world, has_photos=False)
    sheet = replace(added.questionnaire, id=world.new_id(), form_id="otra", title="Otra")
    made: list[Entity] = [sheet]
    for number, one in enumerate(forms, start=9):
        version = replace(
            added.version,
            id=world.new_id(),
            questionnaire_id=sheet.id,
            form_id="otra",
            form_version=str(number),
            number=number,
            document=canonical.text(one),
            document_hash=canonical.digest(one),
        )
        sent = replace(
            added.submissions[0],
            id=world.new_id(),
            instance_id=f"uuid:{number}",
            questionnaire_id=sheet.id,
            version_id=version.id,
            form_version=version.form_version,
            answers=(
                Answer(path="lugar", value="1"),
                Answer(path="n", value=("9", "diez")[number - 9]),
            ),
        )
        made += [version, sent]
    world.pull(*made)
    model = AnswersModel(workspace)
    model.open()
    qtbot.waitUntil(lambda: len(model.forms) == 2)
    with qtbot.waitSignal(model.table_changed):
        model.choose(sheet.id)
    qtbot.waitUntil(lambda: model.list is not None and model.list.is_loaded)
    assert model.list is not None
    rows, columns = model.list.held.rows, model.list.model.columns
    said = [{c.title: c.text(row) for c in columns if c.key.startswith("q:")} for row in rows]
    titles = "Lugar (cambia según la versión)", "N (desde la versión 10: Número entero)", "N"
    assert sorted(tuple(one[title] for title in titles) for one in said) == [
        ("Casa", "", "9"),
        ("Trabajo", "diez", ""),
    ]
    read = next(column for column in columns if column.title == titles[1])
    assert read.tone
    assert read.tip
    assert sorted((read.tone(row), bool(read.tip(row))) for row in rows) == [
        ("", False),
        ("warn_fg", True),
    ]
    place = next(column for column in columns if column.key == "q:lugar")
    assert place.tip
    assert sorted(place.tip(row).rpartition(": ")[2] for row in rows) == ["", "Sitio"]
    named = next(column for column in columns if column.key == "version")
    assert [row.form_version for row in sorted(rows, key=named.sort)] == ["9", "10"]
    chip = next(quality for quality in model.list.listing.qualities if quality.key == "version")
    offered = dict(chip.offered(model.list.held))
    assert [offered[chip.read(row)] for row in sorted(rows, key=named.sort)] == [
        "v9 · 9",
        "v10 · 10",
    ]
    with qtbot.waitSignal(model.list.loaded):
        model.list.look(search="casa")
    assert model.list.model.rowCount() == 1
