"""What the lint says of types, parameters, appearances and columns."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.appearances import unknown_words
from kobra_domain.questionnaires.form import Column
from kobra_domain.questionnaires.parameters import is_number, read_parameters
from kobra_domain.questionnaires.question_types import CATALOGUE
from kobra_domain.questionnaires.spelling import nearest, plain
from tests.kobra_domain.questionnaires.forms import choice, columns, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems, said


def test_types_that_do_not_exist() -> None:
    near = only(named_form(question("a", "integr")), "type_near")
    assert (near.column, near.params["suggestion"]) == ("type", "integer")
    assert codes(question("a", "zzz")) == ["type_unknown"]
    assert codes(question("a", "select_on l"))[0] == "type_near"


@pytest.mark.parametrize(
    "type_text",
    ["osm", "osm c1", "percentage", "uri:deviceid", "number of days in last month", "add date"],
)
def test_types_that_only_compilers_know(type_text: str) -> None:
    assert codes(question("a", type_text)) == []


def test_every_type_of_the_catalogue_is_known() -> None:
    for base in CATALOGUE:
        found = codes(question("audit" if base == "audit" else "a", base))
        assert not {"type_unknown", "type_near"} & set(found)


def test_a_row_without_a_type_is_a_comment_unless_it_is_named() -> None:
    named = question("a", "", label="")
    worded = question("", "", label="", **{"label::es": "Hola"})
    bare = question("", "", label="", nota="solo una nota")
    assert codes(question("q"), named) == ["type_missing"]
    assert codes(question("q"), worded) == ["type_missing"]
    assert codes(question("q"), bare) == []


def test_a_cell_that_the_type_ignores() -> None:
    form = named_form(question("a", "note", constraint=". > 1", constraint_message="No"))
    found = only(form, "column_ignored")
    assert (found.uid, found.column, found.is_error) == ("a", "constraint", False)
    assert found.params == {"column": "constraint", "type": "note"}
    assert codes(question("a", "note", required="no")) == []
    assert codes(question("a", "start", label="Inicio")) == []


def test_a_calculation_needs_one() -> None:
    assert codes(question("a", "calculate")) == ["calculation_missing"]
    assert codes(question("a", "calculate", default="today()")) == []
    assert codes(question("a", "calculate", calculation="1")) == []


@pytest.mark.parametrize(
    ("type_text", "parameters", "found"),
    [
        ("range", "start=0 end=10 step=1", []),
        ("range", "start = 0; end=10, step=1", []),
        ("range", "start 0", ["parameters_unreadable"]),
        ("range", "start=cero", ["parameter_not_number"]),
        ("range", "inicio=0", ["parameter_unknown"]),
        ("image", "max-pixels=1024", []),
        ("geopoint", "capture-accuracy=abc warning-accuracy=100", ["parameter_not_number"]),
        ("text", "rows=3", []),
        ("integer", "lo=que sea=1", []),
        ("acknowledge", "a=1", []),
        ("text", "  ", []),
    ],
)
def test_parameters(type_text: str, parameters: str, found: list[str]) -> None:
    assert codes(question("a", type_text, parameters=parameters)) == found


def test_pairs_of_parameters() -> None:
    assert read_parameters("A=1;b=2") == {"a": "1", "b": "2"}
    assert read_parameters("a=1=2") is None
    assert [text for text in ("1", "-1.5", ".5", "1.", "+2") if not is_number(text)] == []
    assert [text for text in ("", "a", "1,5", "1e3", "٣") if is_number(text)] == []


def test_appearances() -> None:
    form = named_form(
        question("a", "select_one l", appearance="minmal"), choices=(choice("l", "1"),)
    )
    assert only(form, "appearance_near").params["suggestion"] == "minimal"
    assert codes(question("a", appearance="multiline w3 zzzz")) == ["appearance_unknown"]
    assert unknown_words("columns-3 search('visitas') ex:org.app.DO(a='b c') compact-2") == []
    assert unknown_words("") == []


def test_columns_that_are_nearly_right() -> None:
    form = named_form(question("a", "select_one l"), choices=(choice("l", "1"),))
    form = replace(
        form,
        survey_columns=(*form.survey_columns, Column("relevent", "Relevent"), Column("", "")),
        choice_columns=(*form.choice_columns, *columns("labels::es", "municipio", "label2")),
        setting_columns=columns("form_idd", "form_id"),
    )
    assert [
        (one.sheet, one.row, one.column, one.params["suggestion"])
        for one in problems(form)
        if one.code == "form.column_misspelt"
    ] == [
        ("settings", 1, "form_idd", "form_id"),
        ("survey", 1, "relevent", "relevant"),
        ("choices", 1, "labels::es", "label"),
    ]


def test_a_choice_column_that_a_filter_uses_is_meant() -> None:
    form = named_form(
        question("a", "select_one l", choice_filter="names = 'x'"),
        choices=(choice("l", "1", names="x"),),
    )
    assert said(replace(form, choice_columns=columns("list_name", "name", "label", "names"))) == []


def test_the_nearest_word() -> None:
    assert nearest("monto_pagdo", ["monto", "monto_pagado", "pago"]) == "monto_pagado"
    assert nearest("Monto Pagado", ["monto_pagado"]) == "monto_pagado"
    assert nearest("x", ["xx"]) is None
    assert nearest("y" * 81, ["y" * 81]) is None
    assert nearest("visita", [f"vi{n:04}" for n in range(500)]) is None
    assert nearest("zz", ["promesa"]) is None


def test_plain_words() -> None:
    assert plain("  ¿Por qué NO_pagó?  ") == "por que no pago"
    assert plain("É" * 500) == "e" * 500
