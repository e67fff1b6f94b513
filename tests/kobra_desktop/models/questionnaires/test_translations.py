"""The grid of translations: what ought to be there, what is missing, what is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.grid import MOST_ROWS
from kobra_desktop.models.questionnaires.translations import (
    FIRST_LANGUAGE,
    Phrase,
    TranslationGrid,
)
from kobra_domain.questionnaires.columns import languages
from kobra_domain.questionnaires.form import Form
from tests.kobra_desktop.models.questionnaires.panel_forms import EN, ES, visit_form


@pytest.fixture
def editor(qtbot: QtBot) -> EditorModel:
    """The visit form."""
    return EditorModel(visit_form())


@pytest.fixture
def grid(editor: EditorModel) -> TranslationGrid:
    """All texts of it."""
    made = TranslationGrid(editor)
    made.wake()
    return made


def line_of(grid: TranslationGrid, phrase: Phrase) -> int:
    """Where a text stands."""
    return [grid.phrase_at(n) for n in range(grid.rowCount())].index(phrase)


def test_every_text_that_ought_to_be_there_has_a_row(grid: TranslationGrid) -> None:
    """Messages of constraints that have none, but no labels of calculations."""
    rows = {grid.phrase_at(n) for n in range(grid.rowCount())}
    assert Phrase("promesa_monto", "constraint_message") in rows
    assert Phrase("promesa_fecha", "hint") in rows
    assert Phrase("personas.otro", "label", True) in rows
    assert Phrase("cuota", "label") not in rows
    assert Phrase("llegada", "hint") not in rows


def test_a_text_is_missing_where_another_language_has_it(grid: TranslationGrid) -> None:
    """A label is missing anyway; a message that no language has is not."""
    spanish, english = FIRST_LANGUAGE, FIRST_LANGUAGE + 1
    vive = line_of(grid, Phrase("vive", "label"))
    assert grid.is_missing(vive, english)
    assert not grid.is_missing(vive, spanish)
    assert not grid.is_missing(vive, 0)
    message = line_of(grid, Phrase("promesa_monto", "constraint_message"))
    assert not grid.is_missing(message, english)
    assert grid.missing(ES) == 0
    assert grid.missing(EN) > 10


def test_only_what_is_missing_is_shown_and_stays_when_it_is_written(grid: TranslationGrid) -> None:
    """A row does not vanish under the hand; asking again takes it away."""
    grid.look_for(is_missing_only=True)
    before = grid.rowCount()
    vive = line_of(grid, Phrase("vive", "label"))
    assert grid.setData(grid.index(vive, FIRST_LANGUAGE + 1), "Lives here?")
    assert grid.rowCount() == before
    assert not grid.is_missing(vive, FIRST_LANGUAGE + 1)
    grid.look_for(is_missing_only=True)
    assert grid.rowCount() == before - 1


def test_a_search_looks_in_names_and_in_all_languages(grid: TranslationGrid) -> None:
    """Without accents or case."""
    grid.look_for("quien ATENDIO")
    assert grid.phrase_at(0).uid == "quien_atiende"
    grid.look_for("who answered")
    assert [grid.phrase_at(n).uid for n in range(grid.rowCount())] == ["atendio"]


def test_a_cell_is_one_act_and_the_same_text_none(
    grid: TranslationGrid, editor: EditorModel
) -> None:
    """Emptying takes the cell away; undo brings it back."""
    line = line_of(grid, Phrase("edad", "label"))
    at = grid.index(line, FIRST_LANGUAGE + 1)
    assert not grid.setData(at, "Age")
    assert editor.acts.count == 0
    assert grid.setData(at, "")
    node = editor.node("edad")
    assert node is not None
    assert f"label::{EN}" not in node.cells
    editor.acts.undo()
    assert grid.data(at) == "Age"


def test_a_block_is_pasted_as_one_act_over_questions_and_choices(
    grid: TranslationGrid, editor: EditorModel
) -> None:
    """What lies outside is left out."""
    last = grid.rowCount() - 1
    assert grid.write_block(last - 1, FIRST_LANGUAGE + 1, [["One", "x"], ["Two"], ["Three"]])
    assert editor.acts.count == 1
    assert [c.cells[f"label::{EN}"] for c in editor.form.choices[-2:]] == ["One", "Two"]
    question = line_of(grid, Phrase("temas", "label"))
    assert grid.write_block(question, FIRST_LANGUAGE + 1, [["Topics"]])
    node = editor.node("temas")
    assert node is not None
    assert node.cells[f"label::{EN}"] == "Topics"
    assert not grid.write_block(0, 0, [["x"]])


def test_texts_of_a_block_without_a_cell_are_counted(grid: TranslationGrid) -> None:
    """Below the last and beside it; what stands there already or is empty is no loss."""
    last = grid.rowCount() - 1
    names = [grid.text_at(last, 0), grid.text_at(last, 1)]
    assert grid.paste(last, 0, [[*names, "Uno", "One", "Ein"], ["", "", "Dos", "Two"]]) == 3
    assert grid.text_at(last, FIRST_LANGUAGE + 1) == "One"
    assert grid.paste(last, 0, [["another name", names[1], "Uno", ""]]) == 1
    assert grid.paste(0, FIRST_LANGUAGE, [["x"]] * (MOST_ROWS + 7)) == MOST_ROWS + 7 - last - 1


def test_languages_come_go_and_are_renamed(grid: TranslationGrid, editor: EditorModel) -> None:
    """Each as one act that can be undone."""
    assert grid.add_language("Náhuatl (nah)")
    assert grid.tongues == (ES, EN, "Náhuatl (nah)")
    assert grid.rename_language(EN, "Inglés (en)")
    assert grid.set_default("Inglés (en)")
    assert grid.headerData(FIRST_LANGUAGE + 1, Qt.Orientation.Horizontal) == "★ Inglés (en)"
    assert grid.remove_language("Inglés (en)")
    assert languages(editor.form) == (ES, "Náhuatl (nah)")
    for _ in range(4):
        editor.acts.undo()
    assert editor.form == visit_form()


def test_what_the_rules_refuse_is_told(grid: TranslationGrid, editor: EditorModel) -> None:
    """Nothing is changed."""
    told: list[object] = []
    editor.failed.connect(told.append)
    assert not grid.add_language(EN)
    assert len(told) == 1
    assert editor.acts.count == 0


def test_a_grid_that_is_asleep_reads_when_it_wakes(
    grid: TranslationGrid, editor: EditorModel
) -> None:
    """And not before."""
    grid.sleep()
    editor.act("vacío", Form())
    assert grid.rowCount() > 0
    grid.wake()
    assert grid.rowCount() == 0


def test_who_only_reads_cannot_write(qtbot: QtBot) -> None:
    """The flags say so."""
    made = TranslationGrid(EditorModel(visit_form(), is_read_only=True))
    made.wake()
    assert not made.flags(made.index(0, FIRST_LANGUAGE)) & Qt.ItemFlag.ItemIsEditable
