"""Parts of a form put into another."""

from dataclasses import replace

from kobra_domain.questionnaires import blocks
from kobra_domain.questionnaires.acts import Place
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.language_acts import add_language, rename_language
from tests.kobra_domain.questionnaires.forms import (
    a_form,
    choice,
    group,
    numbered,
    outline,
    question,
)
from tests.kobra_domain.questionnaires.test_files import a_file

FORM = a_form(
    question("a"),
    group("g", question("b", "select_one si_no"), question("c", relevant="${b} = 'si'")),
    choices=(choice("si_no", "si"), choice("si_no", "no"), choice("otra", "x")),
)
HERE = Place(None, 99)


def test_a_part_takes_the_lists_it_needs() -> None:
    part = blocks.copy(FORM, ["g"])
    assert outline(part.survey) == "g(b c)"
    assert [found.name for found in part.choices] == ["si", "no"]
    assert blocks.copy(FORM, ["a"]).choice_columns == ()


def test_a_block_forgets_rows_and_unused_columns() -> None:
    form = replace(FORM, survey=tuple(replace(node, row=7) for node in FORM.survey))
    form = replace(form, choices=tuple(replace(found, row=3) for found in form.choices))
    block = blocks.block_of(add_language(form, "en"), ["g", "a"])
    assert {node.row for node in block.nodes()} == {None}
    assert {found.row for found in block.choices} == {None}
    assert [c.key for c in block.survey_columns] == ["type", "name", "label"]
    assert [c.key for c in block.choice_columns] == ["list_name", "name", "label"]


def test_a_block_comes_under_names_of_its_own_with_the_list_already_there() -> None:
    after = blocks.insert_block(FORM, blocks.block_of(FORM, ["g"]), HERE, numbered())
    assert outline(after.survey) == "a g(b c) g_2(b_2 c_2)"
    assert after.survey[2].children[1].cells["relevant"] == "${b_2} = 'si'"
    assert after.survey[2].children[0].type == "select_one si_no"
    assert after.choices == FORM.choices


def test_another_list_of_the_same_name_comes_under_a_free_one() -> None:
    other = a_form(
        question("z", "select_one si_no or_other"),
        choices=(choice("si_no", "si"), choice("si_no", "no_se")),
    )
    after = blocks.insert_block(other, blocks.block_of(FORM, ["g"]), HERE, numbered())
    assert after.survey[1].children[0].type == "select_one si_no_2"
    assert [c.name for c in after.choices if c.list_name == "si_no_2"] == ["si", "no"]
    assert len({c.uid for c in after.choices}) == len(after.choices)


def test_the_words_come_in_the_languages_of_the_form() -> None:
    spanish = rename_language(FORM, None, "es")
    english = add_language(rename_language(FORM, None, "en"), "fr")
    same = blocks.insert_block(spanish, blocks.block_of(spanish, ["a"]), HERE, numbered())
    assert same.survey[2].cells["label::es"] == "A"
    other = blocks.insert_block(spanish, blocks.block_of(english, ["a"]), HERE, numbered())
    assert other.survey[2].cells == {"type": "text", "name": "a_2", "label::es": "A"}
    assert [c.key for c in other.survey_columns] == ["type", "name", "label::es"]
    plain = blocks.insert_block(FORM, blocks.block_of(english, ["g"]), HERE, numbered())
    assert plain.survey[2].cells["label"] == "g"
    named = blocks.insert_block(spanish, blocks.block_of(FORM, ["a"]), HERE, numbered())
    assert named.survey[2].cells["label::es"] == "A"


def test_words_of_other_languages_are_left_out() -> None:
    both = add_language(rename_language(a_form(question("a")), None, "es"), "en")
    said = replace(both.survey[0], cells={**both.survey[0].cells, "label::en": "Aye"})
    both = replace(both, survey=(said,))
    spanish = rename_language(a_form(question("b")), None, "es")
    after = blocks.insert_block(spanish, both, HERE, numbered())
    assert after.survey[1].cells == {"type": "text", "name": "a", "label::es": "A"}


def test_a_form_without_a_word_takes_the_block_as_it_is() -> None:
    english = rename_language(FORM, None, "en")
    after = blocks.insert_block(Form(), blocks.block_of(english, ["a"]), HERE, numbered())
    assert after.survey[0].cells["label::en"] == "A"


def test_a_block_takes_the_files_it_asks_for_along() -> None:
    asks = question("q", image="casa.png")
    form = replace(a_form(asks, question("z")), files=(a_file("casa.png"), a_file("otra.png")))
    block = blocks.block_of(form, ["q"])
    assert [file.name for file in block.files] == ["casa.png"]
    assert blocks.block_of(form, ["z"]).files == ()
    target = a_form(question("y"))
    grown = blocks.insert_block(target, block, Place(None, 0), numbered())
    assert grown.files == block.files
    mine = replace(target, files=(a_file("CASA.png", "f"),))
    kept = blocks.insert_block(mine, block, Place(None, 0), numbered())
    assert kept.files == mine.files, "the form's own stays"
