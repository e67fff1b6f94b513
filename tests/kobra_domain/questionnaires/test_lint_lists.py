"""What the lint says of choice lists and of the questions that use them."""

import pytest

from kobra_domain.questionnaires.form import Choice
from kobra_domain.questionnaires.lint_lists import list_names
from tests.kobra_domain.questionnaires.forms import a_form, choice, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, said

LIST = (choice("l", "1"), choice("l", "2"))


@pytest.mark.parametrize(
    ("type_text", "found"),
    [
        ("select_one l", []),
        ("rank l", []),
        ("select_one", ["list_not_named", "list_unused"]),
        ("select_one zzz", ["list_missing", "list_unused"]),
        ("select_one lo", ["list_missing", "list_unused"]),
        ("select_one ${r}", ["reference_unknown", "list_unused"]),
        ("select_one visitas.csv", ["list_unused"]),
        ("select_one_from_file visitas.csv", ["list_unused"]),
        ("select_one_from_file visitas.txt", ["file_extension", "list_unused"]),
        ("select_one_from_file", ["file_not_named", "list_unused"]),
        ("zzz", ["type_unknown", "list_unused"]),
    ],
)
def test_the_list_of_a_question(type_text: str, found: list[str]) -> None:
    nodes = (question("a", type_text),)
    lint = [code for code in codes(*nodes, choices=LIST) if not code.startswith(("arr", "audit"))]
    assert lint == found


def test_a_list_with_a_near_name() -> None:
    form = named_form(question("a", "select_one si_noo"), choices=(choice("si_no", "si"),))
    assert only(form, "list_near").params == {"list": "si_noo", "suggestion": "si_no"}


def test_a_list_without_choices() -> None:
    nameless = Choice(uid="x", cells={"list_name": "l", "label": "Uno"})
    assert codes(question("a", "select_one l"), choices=(nameless,)) == [
        "list_empty",
        "choice_name_missing",
    ]


def test_choices_are_told_apart() -> None:
    twin = Choice(uid="twin", cells={"list_name": "l", "name": "1", "label": "Otro"})
    nodes = (question("a", "select_one l"),)
    assert said(named_form(*nodes, choices=(*LIST, twin))) == [("choice_duplicate", "twin", "name")]
    settings = {"allow_choice_duplicates": "yes"}
    assert codes(*nodes, choices=(*LIST, twin), **settings) == []


def test_choices_have_a_list_and_words() -> None:
    lost = Choice(uid="lost", cells={"name": "3"})
    note = Choice(uid="note", cells={"nota": "una nota"})
    mute = Choice(uid="mute", cells={"list_name": "l", "name": "4", "label": " "})
    shown = Choice(uid="shown", cells={"list_name": "l", "name": "5", "image::es": "a.png"})
    form = named_form(question("a", "select_one l"), choices=(*LIST, lost, note, mute, shown))
    assert said(form) == [
        ("choice_without_list", "lost", "list_name"),
        ("choice_label_missing", "mute", "label"),
        ("shown_file_missing", "shown", "image::es"),
    ]


def test_spaces_count_where_several_are_chosen() -> None:
    spaced = (choice("l", "dos palabras"),)
    assert codes(question("a", "select_one l"), choices=spaced) == ["choice_name_blank"]
    assert codes(question("a", "rank l"), choices=spaced) == ["choice_name_spaces"]
    form = named_form(question("a", "select_multiple l"), choices=spaced)
    found = only(form, "choice_name_spaces")
    assert (found.sheet, found.uid) == ("choices", "l.dos palabras")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("estado = ${e}", []),
        ("name = 'x' or estado = ''", []),
        ("stado = ${e}", ["stado"]),
        ("stado = ${e} and ciudad = 1 and stado = 2", ["stado", "ciudad"]),
        ("estado = instance('x')/root/item[otro = 1]/algo", []),
        ("../b = 1 and /data/c = 2 and . = 3 and * = 4", []),
        ("estado = (", []),
        ("true()", []),
    ],
)
def test_filters_name_columns_of_the_choices(text: str, columns: list[str]) -> None:
    form = named_form(
        question("e"),
        question("a", "select_one l", choice_filter=text),
        choices=(choice("l", "1", estado="x"), choice("l", "2")),
    )
    found = [code for code, _, _ in said(form) if code == "choice_filter_column"]
    assert len(found) == len(columns)


def test_filters_of_other_types_are_left_to_them() -> None:
    nodes = (question("a", "select_one_from_file visitas.csv", choice_filter="estado = 'x'"),)
    assert "choice_filter_column" not in codes(*nodes)
    assert codes(question("a", "select_one nada", choice_filter="x = 1")) == ["list_missing"]


def test_other_and_a_filter_do_not_go_together() -> None:
    nodes = (question("a", "select_one l or_other", choice_filter="name = '1'"),)
    assert codes(*nodes, choices=LIST) == ["choice_filter_or_other", "or_other_english"]


def test_lists_used_by_the_labels_of_a_range_are_used() -> None:
    nodes = (question("a", "range", parameters="start=0 end=2 step=1 tick_labelset=l"),)
    assert codes(*nodes, choices=LIST) == []


def test_the_lists_in_order() -> None:
    form = a_form(choices=(choice("b", "1"), choice("a", "1"), choice("b", "2"), choice("", "x")))
    assert list_names(form) == ("b", "a")
