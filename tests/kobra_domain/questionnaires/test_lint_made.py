"""What the compiler makes by itself, how phones number what they send, and which answer counts."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.dialects import merged
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import choice, columns, group, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems, said

X = (choice("x", "a"),)


def test_a_name_beside_the_one_that_makes_it() -> None:
    other = named_form(question("c", "select_one x or_other"), question("c_other"), choices=X)
    assert only(other, "name_made").params == {"name": "c_other", "other": "c"}
    repeat = group("r", question("a"), kind="repeat")
    counted = replace(repeat, cells={**repeat.cells, "repeat_count": "${n} + 1"})
    form = named_form(question("n", "integer"), counted, question("r_count"))
    assert only(form, "name_made").uid == "r_count"
    alone = replace(repeat, cells={**repeat.cells, "repeat_count": "${n}"})
    assert "name_made" not in codes(question("n", "integer"), alone, question("r_count"))
    apart = (question("c", "select_one x or_other"), group("g", question("c_other")))
    assert "name_made" not in codes(*apart, choices=X)


def test_a_name_that_the_form_has_itself() -> None:
    asked = question("b", relevant="${data} = 1")
    assert only(named_form(question("data"), asked), "name_of_form").uid == "data"
    assert only(
        named_form(question("instanceID"), question("b", relevant="${instanceID} = 1")),
        "name_of_form",
    ).params == {"name": "instanceID"}
    assert codes(question("data")) == []
    assert "name_of_form" not in codes(question("data"), asked, name="raiz")


@pytest.mark.parametrize(
    ("second", "is_twice"),
    [
        (question("x", "csv-external"), True),
        (question("b", "select_one_from_file x.csv"), True),
        (question("b", "select_one x"), False),
        (question("y", "csv-external"), False),
        (question("b", "select_one_external x"), False),
    ],
)
def test_a_list_that_two_sources_would_fill(second: object, is_twice: bool) -> None:
    form = named_form(question("a", "select_one x"), second, choices=X)  # type: ignore[arg-type]
    assert bool([one for one in said(form) if one[0] == "source_twice"]) is is_twice


def test_other_is_english_unless_the_form_is() -> None:
    nodes = (question("a", "select_one x or_other"),)
    assert only(named_form(*nodes, choices=X), "or_other_english").params["name"] == "a"
    english = replace(
        named_form(*nodes, choices=X), survey_columns=columns("type", "label::English (en)")
    )
    assert not [one for one in said(english) if one[0] == "or_other_english"]


@pytest.mark.parametrize(
    ("key", "text", "is_said"),
    [
        ("instance_id", "concat('v-', today())", True),
        ("instance_id", "uid", False),
        ("omit_instanceID", "yes", True),
        ("omit_instanceID", "no", False),
    ],
)
def test_how_phones_number_what_they_send(key: str, text: str, is_said: bool) -> None:
    found = said(named_form(question("a"), choices=(), **{key: text}))
    assert (("instance_id", None, key) in found) is is_said
    assert not [one for one in found if one[0] == "column_misspelt"]


def test_which_of_several_answers_counts() -> None:
    once = named_form(question("visita"), question("resultado"))
    assert not [one for one in said(once) if one[0].startswith("result_")]
    repeat = named_form(group("hogar", question("visita"), kind="repeat"))
    assert only(repeat, "result_in_repeat").params == {"name": "visita", "repeat": "hogar"}
    twice = named_form(
        group("g", replace(question("resultado"), uid="one")),
        group("h", replace(question("resultado"), uid="two")),
    )
    found = only(twice, "result_twice")
    assert (found.uid, found.params) == ("two", {"name": "resultado", "path": "g/resultado"})


def test_a_consent_that_nobody_can_sign_is_warned_of() -> None:
    asked, signed = question("consiente_sms"), question("firma", "image", appearance="signature")
    assert only(named_form(asked), "consent_unsigned").params == {"name": "consiente_sms"}
    assert "consent_unsigned" not in codes(asked, signed)


def test_an_appearance_in_capitals_works_and_is_better_in_small_letters() -> None:
    form = named_form(question("a", appearance="Minimal"), question("b", appearance="Firma"))
    assert only(form, "appearance_capitals").params["suggestion"] == "minimal"
    assert only(form, "appearance_near").params["suggestion"] == "signature"


def test_another_system_is_told_once() -> None:
    nodes = [
        question("a", calculation="count-if(${b}, ${b} > 1)"),
        question("b", calculation="item-at(' ', ${a}, 1)"),
        question("c", "text audit"),
        question("d", appearance="db-object"),
        question("e", calculation="z-score('x', 1, 2)"),
        question("f", relevant="nadie()"),
        question("g", "kobomatrix"),
        question("h", calculation="instance('casedb')/casedb/case/name"),
    ]
    found = {
        (p.code, p.params.get("system"), p.params.get("words"), p.uid)
        for p in problems(named_form(*nodes))
        if p.code.startswith(("form.dialect", "form.function_", "form.type_", "form.appearance_"))
    }
    assert found == {
        ("form.dialect_error", "SurveyCTO", "count-if, item-at, text audit", "a"),
        ("form.dialect_error", "CHT (Medic)", "db-object, z-score", "d"),
        ("form.dialect_error", "KoboToolbox", "kobomatrix", "g"),
        ("form.dialect_error", "CommCare", "casedb", "h"),
        ("form.function_unknown", None, None, "f"),
    }


def test_a_dialect_of_appearances_alone_keeps_nobody_from_publishing() -> None:
    form = named_form(question("d", appearance="select-contact type-person"))
    (found,) = (p for p in problems(form) if p.code.startswith("form.dialect"))
    assert not found.is_error
    assert "CHT (Medic)" in say(found.code, found.params, "es")
    assert merged([]) == []
