"""What the lint says of words that are missing, and of languages."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Form, Node
from tests.kobra_domain.questionnaires.forms import choice, columns, group, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems, said

ES, EN = "label::Español (es)", "label::English (en)"


def in_two(*nodes: Node, default_language: str = "") -> Form:
    """A form whose columns name two languages."""
    form = named_form(*nodes, default_language=default_language)
    return replace(form, survey_columns=columns("type", "name", ES, EN))


def worded(name: str, type_text: str = "text", **cells: str) -> Node:
    made = question(name, type_text)
    plain = {key: text for key, text in made.cells.items() if key != "label"}
    return replace(made, cells={**plain, **cells})


def test_each_missing_translation_is_placed() -> None:
    form = in_two(worded("a", **{ES: "Hola"}), worded("b", **{ES: "Dos", EN: "Two"}))
    found = only(form, "translation_missing")
    assert (found.uid, found.column) == ("a", EN)
    assert found.params["language"] == "English (en)"


def test_words_without_a_language_are_one_more() -> None:
    form = replace(
        named_form(worded("a", label="Hola"), worded("b", **{ES: "Dos"})),
        survey_columns=columns("type", "name", "label", ES),
    )
    assert said(form) == [("translation_missing", "a", ES), ("translation_missing", "b", "label")]


def test_what_nobody_translated_is_not_missing() -> None:
    assert said(in_two(worded("a", **{ES: "Hola", EN: "Hi", "hint": "x"}))) == []


def test_choices_are_translated_too() -> None:
    form = in_two(worded("a", "select_one l", **{ES: "Uno", EN: "One"}))
    choices = (
        replace(choice("l", "1"), cells={"list_name": "l", "name": "1", ES: "Sí"}),
        replace(choice("", "x"), cells={ES: "nota"}),
    )
    form = replace(form, choices=choices, choice_columns=columns("list_name", "name", ES, EN))
    assert said(form) == [("translation_missing", "l.1", EN)]


def test_languages_on_one_sheet_only() -> None:
    form = in_two(worded("a", "select_one l", **{ES: "Uno", EN: "One"}))
    form = replace(
        form,
        choices=(choice("l", "1"),),
        choice_columns=columns("list_name", "name", "label", "label::Français"),
    )
    found = [
        (one.sheet, one.row, one.params["language"])
        for one in problems(form)
        if one.code == "form.language_on_one_sheet"
    ]
    assert found == [
        ("survey", 1, "Français"),
        ("choices", 1, "Español (es)"),
        ("choices", 1, "English (en)"),
    ]


def test_the_default_language_is_one_of_the_form() -> None:
    node = worded("a", **{ES: "Hola", EN: "Hi"})
    assert said(in_two(node, default_language="Español (es)")) == []
    assert said(in_two(node, default_language="default")) == []
    found = only(in_two(node, default_language="fr"), "default_language_unknown")
    assert found.params == {"language": "fr", "known": "Español (es), English (en)"}
    assert only(in_two(node, default_language="es"), "language_twins").sheet == "settings"
    assert codes(question("a"), default_language="es") == []


@pytest.mark.parametrize(
    ("type_text", "cells"),
    [
        ("text", {"label": "Hola"}),
        ("image", {"hint::es": "Toma la foto"}),
        ("note", {"image": "a.png"}),
        ("start", {}),
        ("calculate", {"calculation": "1"}),
        ("text", {"calculation": "1"}),
        ("select_one l", {"appearance": "list-nolabel"}),
    ],
)
def test_what_has_words_or_needs_none(type_text: str, cells: dict[str, str]) -> None:
    form = named_form(worded("a", type_text, **cells), choices=(choice("l", "1"),))
    assert "label_missing" not in [code for code, _, _ in said(form)]


def test_a_question_without_words() -> None:
    assert codes(worded("a", label=" ")) == ["label_missing"]
    bare = group("r", question("a"), kind="repeat")
    nameless = {key: text for key, text in bare.cells.items() if key != "label"}
    assert codes(replace(bare, cells=nameless)) == ["label_missing"]
    bare = group("g", question("a"))
    assert codes(replace(bare, cells=nameless | {"type": "begin_group"})) == []


def test_refusals_say_why() -> None:
    form = named_form(question("a", constraint=". > 1", required="yes"))
    assert said(form) == [
        ("constraint_message_missing", "a", "constraint_message"),
        ("required_message_missing", "a", "required_message"),
    ]
    told = {"constraint_message": "No", "required_message::es": "Falta"}
    assert codes(question("a", constraint=". > 1", required="yes", **told)) == []
    assert codes(question("a", required="no")) == []
    assert codes(question("a", "calculate", calculation="1", required="yes")) == []
