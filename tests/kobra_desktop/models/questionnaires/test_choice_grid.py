"""The grid of choices: one list at a time, its acts, pasting and cascades."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.choice_grid import ChoiceGrid, cascade_of, lists
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.list_acts import choices_of, list_names
from tests.kobra_desktop.models.questionnaires.panel_forms import ES, visit_form


@pytest.fixture
def editor(qtbot: QtBot) -> EditorModel:
    """The visit form."""
    return EditorModel(visit_form())


@pytest.fixture
def grid(editor: EditorModel) -> ChoiceGrid:
    """The neighbourhoods."""
    made = ChoiceGrid(editor)
    made.wake()
    made.show_list("barrios")
    return made


def values(editor: EditorModel, name: str = "barrios") -> list[str]:
    """The values of a list."""
    return [choice.name for choice in choices_of(editor.form, name)]


def test_lists_say_how_many_and_for_whom(editor: EditorModel) -> None:
    """A list that a question names and nobody wrote is there too, empty."""
    editor.try_act("x", lambda form: acts.set_type(form, "vive", "select_one nadie"))
    found = {one.name: (one.choices, one.users) for one in lists(editor.form)}
    assert found["personas"] == (2, ("atendio",))
    assert found["si_no"] == (2, ())
    assert found["nadie"] == (0, ("vive",))


def test_values_stand_first_then_labels_then_the_rest(grid: ChoiceGrid) -> None:
    """With words for what is known and the header for what is not."""
    titles = [grid.headerData(n, Qt.Orientation.Horizontal) for n in range(grid.columnCount())]
    assert titles == ["Value", f"Label · {ES}", "Label · English (en)", "ciudad"]
    assert grid.text_at(0, 0) == "suba"
    assert grid.is_missing(0, 2)
    assert not grid.is_missing(0, 3)


def test_choices_are_added_moved_and_taken_away(grid: ChoiceGrid, editor: EditorModel) -> None:
    """Each is one act."""
    assert grid.add_choice()
    assert grid.add_choice(0)
    assert values(editor) == ["opcion_5", "suba", "usme", "meléndez", "opcion_4"]
    assert grid.move_choices([0, 1], 1)
    assert values(editor) == ["usme", "opcion_5", "suba", "meléndez", "opcion_4"]
    assert grid.move_choices([2], -1)
    assert values(editor) == ["usme", "suba", "opcion_5", "meléndez", "opcion_4"]
    assert not grid.move_choices([0], -1)
    assert not grid.move_choices([4], 1)
    assert grid.remove_choices([2, 4])
    assert values(editor) == ["usme", "suba", "meléndez"]
    assert editor.acts.count == 5


def test_a_value_cannot_be_emptied(grid: ChoiceGrid, editor: EditorModel) -> None:
    """A label can."""
    assert not grid.setData(grid.index(0, 0), "")
    assert grid.setData(grid.index(0, 1), "")
    assert values(editor)[0] == "suba"


def test_pasted_rows_beyond_the_last_are_new_choices(grid: ChoiceGrid, editor: EditorModel) -> None:
    """Their value is made of the label where none comes; it is one act."""
    assert grid.write_block(2, 1, [["Meléndez Alto", "Upper"], ["San Vicente"], [""], ["Suba"]])
    assert values(editor) == ["suba", "usme", "meléndez", "san_vicente", "suba_2"]
    assert grid.text_at(2, 1) == "Meléndez Alto"
    assert grid.text_at(3, 1) == "San Vicente"
    assert editor.acts.count == 1
    assert grid.write_block(5, 0, [["norte", "Norte"]])
    assert values(editor)[-1] == "norte"


def test_a_list_comes_is_renamed_and_goes(grid: ChoiceGrid, editor: EditorModel) -> None:
    """Questions follow its name."""
    assert grid.add_list("bancos")
    assert grid.list_name == "bancos"
    grid.show_list("barrios")
    assert grid.rename_list("colonias")
    node = editor.node("barrio")
    assert node is not None
    assert node.type == "select_one colonias"
    assert grid.list_name == "colonias"
    assert not grid.rename_list("bancos")
    assert grid.list_name == "colonias"
    assert grid.remove_list()
    assert "colonias" not in list_names(editor.form)
    assert grid.rowCount() == 0


def test_a_column_for_filters_comes_and_goes(grid: ChoiceGrid, editor: EditorModel) -> None:
    """With its texts."""
    assert grid.add_column("zona")
    assert list(grid.filter_columns) == ["ciudad", "zona"]
    assert grid.remove_column("ciudad")
    assert list(grid.filter_columns) == ["zona"]
    assert "ciudad" not in editor.form.choices[-1].cells


def test_a_cascade_is_set_from_questions_before_it(grid: ChoiceGrid, editor: EditorModel) -> None:
    """Only those that have one choice as answer."""
    assert [node.name for node in grid.parents_of("barrio")] == ["atendio", "vive", "ciudad"]
    assert grid.set_cascade("barrio", "ciudad", "atendio")
    node = editor.node("barrio")
    assert node is not None
    assert node.cells["choice_filter"] == "ciudad = ${atendio}"
    assert grid.set_cascade("barrio", None)
    assert [node.name for node in grid.users] == ["barrio"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ciudad = ${ciudad}", ("ciudad", "ciudad")),
        ("ciudad=${c}", ("ciudad", "c")),
        ("", None),
        ("ciudad = ${a} and zona = ${b}", None),
        ("selected(${a}, ciudad)", None),
        ("ciudad = 'x'", None),
    ],
)
def test_only_a_plain_comparison_is_a_cascade(text: str, read: tuple[str, str] | None) -> None:
    """Anything else stays text."""
    assert cascade_of(text) == read
