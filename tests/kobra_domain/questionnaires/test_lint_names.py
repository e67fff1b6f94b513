"""What the lint says of names."""

import pytest

from kobra_domain.questionnaires.acts import make
from kobra_domain.questionnaires.lint_names import is_name
from tests.kobra_domain.questionnaires.forms import group, question
from tests.kobra_domain.questionnaires.linted import called, codes, named_form, only, said


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_missing"),
        ("con espacio", "name_invalid"),
        ("1a", "name_invalid"),
        ("a!", "name_invalid"),
        ("meta", "name_reserved"),
    ],
)
def test_a_name_that_cannot_be(name: str, code: str) -> None:
    assert said(named_form(called(question(name, label="Hola"), "x"))) == [(code, "x", "name")]


@pytest.mark.parametrize("name", ["año", "a-b.c_1", "_a", "ns:a", "ñ"])
def test_a_name_that_can_be(name: str) -> None:
    assert is_name(name)
    assert codes(question(name)) == []


def test_notes_and_audits_need_no_name() -> None:
    assert codes(question("", "note", label="Hola"), question("", "audit")) == []
    assert codes(question("audit", "audit")) == []
    assert codes(question("registro", "audit")) == ["audit_name"]


def test_a_group_needs_a_name() -> None:
    assert codes(make("g", {"type": "begin_group"}, [question("a")])) == ["name_missing"]


def test_names_are_unique_beside_each_other() -> None:
    form = named_form(question("a"), group("g", called(question("a"), "a2")))
    assert said(form) == []
    assert codes(question("a"), called(question("a"), "a2")) == ["name_duplicate"]
    assert codes(group("g", question("b"), called(question("b"), "b2"))) == ["name_duplicate"]


def test_twins_in_other_letters_are_a_warning() -> None:
    twin = only(named_form(question("monto"), question("Monto")), "name_case_twin")
    assert not twin.is_error
    assert twin.params == {"name": "Monto", "other": "monto"}


def test_repeats_are_named_apart_everywhere() -> None:
    inner = group("g", group("r", question("a"), kind="repeat"))
    assert codes(inner, called(group("r", question("b"), kind="repeat"), "r2")) == [
        "repeat_name_duplicate"
    ]


def test_a_repeat_is_not_named_as_the_form() -> None:
    repeat = group("data", question("a"), kind="repeat")
    assert codes(repeat) == ["repeat_name_is_form"]
    assert codes(repeat, name="raiz") == []
    assert codes(group("data", question("a"))) == []
