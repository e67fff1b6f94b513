"""Words that only XLSForm knows, and names that refer to nothing: each is said with its cell."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Column
from kobra_domain.questionnaires.instead import truth, type_meant
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import choice, group, question
from tests.kobra_domain.questionnaires.linted import named_form, only, said

X = (choice("x", "a"), choice("x", "b"))


def found(column: str, text: str) -> list[tuple[str, str | None]]:
    """Code and column of what is said of a cell of a question beside `edad`."""
    form = named_form(question("edad", "integer"), question("q", **{column: text}))
    wanted = ("yes_no", "bare_", "expression", "function", "name_")
    return [
        (code, place) for code, uid, place in said(form) if uid == "q" and code.startswith(wanted)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Sí",
            "si",
            "SI",
            "sí ",
            "VERDADERO",
            "verdadero",
            "Verdad",
            "x",
            "X",
            "oui",
            "sim",
            "ja",
        ),
        *("No.", "Falso", "FALSO", "non", "não", "nein", "faux", "y", "n", "✓", "✗", "-", "tRUE"),
        *("Obligatorio", "opcional", "verdadeiro", "yEs", "'yes'", "on", "off"),
    ],
)
@pytest.mark.parametrize("column", ["required", "read_only", "relevant", "constraint"])
def test_yes_and_no_in_another_language_are_said_with_their_cell(column: str, text: str) -> None:
    assert found(column, text) == [("yes_no_word", column)]


@pytest.mark.parametrize(
    "text", ["yes", "TRUE", "true()", "no", "False", "${edad} > 3", "1 = 1", "false()", ". != ''"]
)
def test_what_the_compiler_knows_is_not(text: str) -> None:
    assert found("required", text) == []


def test_a_number_works_by_luck() -> None:
    assert found("required", "1") == [("yes_no_number", "required")]
    assert found("read_only", "0") == [("yes_no_number", "read_only")]
    assert found("relevant", "1") == []


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("relevant", "edad > 18", "bare_reference"),
        ("calculation", "edad", "bare_reference"),
        ("relevant", "${edad} = si", "bare_word"),
        ("required", "tal_vez", "bare_word"),
        ("required", "n/a", "bare_word"),
        ("constraint", ". > edad", "bare_reference"),
        ("calculation", "concat(${edad}, años)", "bare_word"),
    ],
)
def test_names_without_their_signs(column: str, text: str, code: str) -> None:
    assert found(column, text) == [(code, column)]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("relevant", "../edad > 18"),
        ("relevant", "/data/edad > 18"),
        ("calculation", "instance('x')/root/item[name = current()/../edad]/label"),
        ("choice_filter", "pais = 'mx'"),
        ("relevant", "count(${edad}) > 0 and position(..) > 1"),
        ("default", "edad"),
        ("calculation", "edad["),
    ],
)
def test_paths_filters_and_plain_texts_are_no_such_names(column: str, text: str) -> None:
    assert not [code for code, _ in found(column, text) if code.startswith("bare_")]


def test_a_group_may_look_at_what_it_holds() -> None:
    form = named_form(group("g", question("hijo")))
    node = form.survey[0]
    form = replace(form, survey=(replace(node, cells={**node.cells, "relevant": "hijo = 1"}),))
    assert not [code for code, _, _ in said(form) if code.startswith("bare_")]


def test_the_remedy_can_be_copied() -> None:
    problem = only(named_form(question("edad", "integer"), question("q", relevant="edad > 1")),
                   "bare_reference")  # fmt: skip
    assert say("form.bare_reference.remedy", problem.params, "es") == "Escribir ${edad}."


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("allow_choice_duplicates", "sí", "yes_no_word"),
        ("clean_text_values", "falso", "yes_no_word"),
        ("allow_choice_duplicates", "quizá", "yes_no_unknown"),
        ("auto_send", "sí", "yes_no_word"),
        ("auto_send", "yes", "yes_no_word"),
        ("auto_delete", "TRUE", None),
        ("allow_choice_duplicates", "Yes", None),
    ],
)
def test_settings_that_take_yes_or_no(key: str, text: str, code: str | None) -> None:
    problems = [one for one, _, column in said(named_form(question("q"), choices=(), **{key: text}))
                if column == key]  # fmt: skip
    assert problems == ([code] if code else [])


def test_a_row_is_switched_off_by_a_word_that_is_known() -> None:
    form = named_form(question("q", disabled="sí"), question("r", disabled="yes"))
    assert [(code, uid) for code, uid, _ in said(form) if code == "yes_no_word"] == [
        ("yes_no_word", "q")
    ]


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("Texto", "text"),
        ("número entero", "integer"),
        ("Fecha y hora", "datetime"),
        ("TEXT", "text"),
        ("Select_One x", "select_one x"),
        ("selección única x", "select_one x"),
        ("Seleccionar varios x", "select_multiple x"),
        ("Begin Group", "begin_group"),
        ("inicio de grupo", "begin_group"),
        ("fin grupo", "end_group"),
        ("END REPEAT", "end_repeat"),
        ("foto", "image"),
        ("ubicación", "geopoint"),
        ("selct_one x", "select_one x"),
        ("integr", "integer"),
    ],
)
def test_types_in_another_language_or_dress(written: str, suggestion: str) -> None:
    problem = only(named_form(question("q", written), choices=X), "type_near")
    assert problem.params["suggestion"] == suggestion


def test_a_list_with_blanks_in_its_name() -> None:
    problem = only(named_form(question("q", "select_one mi lista")), "list_name_spaces")
    assert problem.params == {"list": "mi lista", "suggestion": "select_one mi_lista"}


@pytest.mark.parametrize(
    ("header", "suggestion"),
    [
        ("Etiqueta", "label"),
        ("requerido", "required"),
        ("Obligatorio", "required"),
        ("Restricción", "constraint"),
        ("mensaje de error", "constraint_message"),
        ("label (es)", "label::es"),
        ("label_es", "label::es"),
        ("hint - English (en)", "hint::English (en)"),
        ("etiqueta español", "label::español"),
        ("calculatoin", "calculation"),
    ],
)
def test_headers_in_another_language_or_dress(header: str, suggestion: str) -> None:
    form = named_form(question("q"))
    bare = tuple(Column(key, key) for key in ("type", "name"))
    form = replace(form, survey_columns=(*bare, Column(header, header)))
    assert only(form, "column_misspelt").params["suggestion"] == suggestion


def test_a_header_that_is_nobodys_word_is_a_note() -> None:
    form = named_form(question("q"))
    for header in ("notas de Ana", "nombre", "label", "zona (norte)"):
        own = replace(form, survey_columns=(*form.survey_columns, Column(header, header)))
        assert not [one for one in said(own) if one[0] == "column_misspelt"]


@pytest.mark.parametrize(
    ("kind", "text", "is_fit"),
    [
        ("integer", "5", True), ("integer", "cinco", False), ("integer", "1.5", False),
        ("integer", "1,5", False), ("decimal", "1.5", True), ("decimal", "1,5", False),
        ("decimal", "2.5E7", True), ("date", "2026-11-20", True), ("date", "20/11/2026", False),
        ("date", "mañana", False), ("date", "20261120", False), ("time", "10:30", True),
        ("time", "10:30 am", False), ("datetime", "2026-11-20T10:30:00", True),
        ("datetime", "2026-11-20 00:00:00", False), ("select_one x", "a", True),
        ("select_one x", "c", False), ("select_one x or_other", "other", True),
        ("select_multiple x", "a b", True), ("select_multiple x", "a c", False),
        ("select_one_from_file visitas.csv", "c", True), ("text", "lo que sea", True),
        ("integer", "${q0} + 1", True),
    ],
)  # fmt: skip
def test_what_a_question_begins_with_must_be_an_answer(kind: str, text: str, is_fit: bool) -> None:
    form = named_form(question("q0", "integer"), question("q", kind, default=text), choices=X)
    assert [one for one in said(form) if one[0] == "default_unfit"] == (
        [] if is_fit else [("default_unfit", "q", "default")]
    )


@pytest.mark.parametrize(
    ("kind", "parameters", "is_said"),
    [
        ("select_one x", "randomize=sí", True),
        ("select_one x", "randomize=true", False),
        ("audit", "track-changes=yes", True),
        ("audio", "quality=alta", True),
        ("audio", "quality=low", False),
    ],
)
def test_parameters_that_take_few_words(kind: str, parameters: str, is_said: bool) -> None:
    form = named_form(question("audit", kind, parameters=parameters), choices=X)
    assert bool([one for one in said(form) if one[0] == "parameter_value"]) is is_said


def test_words_of_the_tables() -> None:
    assert truth("${a}") is truth("") is truth("sí no") is None
    assert type_meant("") is None
    assert type_meant("algo raro") is None
