"""Acts on a form: undone and done again by name, with the selection that was there."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.tree import QuestionTree
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.form import Column, Form, Node, NodeKind
from kobra_domain.questionnaires.language_acts import remove_language


def _question(name: str) -> Node:
    return Node(uid=name, kind=NodeKind.QUESTION, cells={"type": "text", "name": name})


def _group(name: str, *children: Node) -> Node:
    cells = {"type": "begin group", "name": name}
    return Node(uid=name, kind=NodeKind.GROUP, cells=cells, children=children)


@pytest.fixture
def model(qtbot: QtBot) -> EditorModel:
    """A group of two questions and one after it."""
    return EditorModel(Form(survey=(_group("g", _question("a"), _question("b")), _question("c"))))


def _without(form: Form, uid: str) -> Form:
    return replace(form, survey=tuple(node for node in form.survey if node.uid != uid))


def test_an_act_is_undone_and_done_again_with_its_selection(model: EditorModel) -> None:
    """By name; what is gone is not selected."""
    before = model.form
    model.select(("c",))
    model.act("Borrar c", _without(before, "c"), select=("g",))
    assert model.acts.undo_text == "Borrar c"
    assert (model.node("c"), model.selection) == (None, ("g",))
    model.acts.undo()
    assert model.form is before
    assert model.selection == ("c",)
    model.acts.redo()
    assert model.selection == ("g",)


def test_typing_in_one_cell_is_one_act(model: EditorModel) -> None:
    """Another cell is another act."""
    before = model.form
    for words, key in (("H", "title"), ("Ho", "title"), ("x", "version")):
        model.act(key, replace(model.form, settings={key: words}), merge=key)
    assert model.acts.count == 2
    model.acts.undo()
    assert model.form.settings == {"title": "Ho"}
    model.acts.undo()
    assert model.form == before


def test_selection_follows_the_form_and_forgets_what_is_gone(model: EditorModel) -> None:
    """In the form's order; strangers are left out."""
    model.select(("c", "nobody", "a"))
    assert list(model.selection) == ["a", "c"]
    model.act("Borrar c", _without(model.form, "c"))
    assert list(model.selection) == ["a"]
    assert model.current is model.node("a")


def test_the_same_form_is_no_act_and_who_reads_changes_nothing(model: EditorModel) -> None:
    """Nothing to undo."""
    model.act("Nada", replace(model.form))
    reader = EditorModel(model.form, is_read_only=True)
    reader.act("Borrar", Form())
    assert not model.acts.undo_text
    assert reader.form is model.form


def test_what_the_rules_refuse_is_told(model: EditorModel, qtbot: QtBot) -> None:
    """And changes nothing."""

    def refuse(form: Form) -> Form:
        raise Invalid("into_itself", field="parent")

    with qtbot.waitSignal(model.failed):
        assert not model.try_act("Mover", refuse)
    assert not model.acts.undo_text


def test_a_problem_leads_to_its_field(model: EditorModel, qtbot: QtBot) -> None:
    """Selected, and asked to be brought in front."""
    with qtbot.waitSignal(model.attention_requested) as asked:
        model.attend("b", "relevant")
    assert asked.args == ["b", "relevant"]
    assert model.selection == ("b",)


def test_another_form_from_outside_is_not_undone(model: EditorModel) -> None:
    """The stack begins anew."""
    model.act("Borrar c", _without(model.form, "c"))
    model.show_anew(Form(survey=(_question("z"),)))
    assert not model.acts.undo_text
    assert model.node("z") is not None


def test_labels_are_read_in_the_forms_own_language_until_another_is_chosen(qtbot: QtBot) -> None:
    """A saved form has its columns by the alphabet: English stands before Spanish."""
    cells = {"label::English (en)": "Name?", "label::Español (es)": "¿Nombre?", "name": "n"}
    settings = {"default_language": "Español (es)"}
    asked = Node(uid="n", kind=NodeKind.QUESTION, cells={**cells, "type": "text"})
    columns = tuple(Column(key, key) for key in asked.cells)
    form = Form(survey=(asked,), survey_columns=columns, settings=settings)
    model = EditorModel(form)
    tree = QuestionTree(model, parent=model)
    assert (model.language, tree.index(0, 0).data()) == ("Español (es)", "¿Nombre?")
    model.set_language("English (en)")
    assert (model.language, tree.index(0, 0).data()) == ("English (en)", "Name?")
    model.act("Remove", remove_language(model.form, "English (en)"))
    assert model.language == "Español (es)"


def test_an_editor_with_acts_is_freed_in_any_order(qtbot: QtBot) -> None:
    """What somebody held for a while is met first by the collector: Qt's own commands died so."""
    model = EditorModel(Form())
    gone = weakref.ref(model)
    for number in range(5):
        model.act(f"{number}", replace(model.form, settings={"title": f"{number}"}))
    held = [model.acts]
    del model
    gc.collect()
    held.clear()
    gc.collect()
    assert gone() is None
