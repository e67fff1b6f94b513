"""What the lint says of expressions, and of the functions in them."""

import pytest

from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems, said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("((1 =", "expression_unfinished"),
        ("foo(1)", "function_unknown"),
        ("selectd(${q}, 'x')", "function_near"),
        ("substring('a', 1)", "function_near"),
        ("selected(${q})", "function_few_arguments"),
        ("today(1)", "function_many_arguments"),
        ("indexed-repeat(${q}, ${q}, 1, ${q}) = 1", "function_odd_arguments"),
        ("sum(1) > 1", "function_needs_question"),
        ("count(${q} + 1) > 1", "function_needs_question"),
        ("geofence(${q}, '0 0;1 1')", "function_needs_question"),
        ("selected(${q}, 1)", "function_needs_quotes"),
        ("selected(1, 'a')", "function_needs_quotes"),
        ("not(${q} = 'x') AND true()", "expression_capitals"),
    ],
)
def test_what_is_wrong(text: str, code: str) -> None:
    form = named_form(question("q"), question("a", relevant=text))
    assert said(form) == [(code, "a", "relevant")]
    assert problems(form)[0].is_error


@pytest.mark.parametrize(
    "text",
    [
        "selected(${q}, 'x') and not(${q} = '')",
        "count(${q} | ${q}) > 1",
        "sum(${q}[1]) > 0",
        "selected('a b', 'a')",
        "geofence('1 1 0 0', ${q})",
        "instance('visitas')/root/item[name = ${q}]/saldo > 0",
        "pulldata('l', 'c', 'k', ${q}) != ''",
        "yes",
        "TRUE",
    ],
)
def test_what_is_right(text: str) -> None:
    assert not [
        code for code in codes(question("q"), question("a", relevant=text)) if "fun" in code
    ]
    assert not [
        code for code in codes(question("q"), question("a", relevant=text)) if "exp" in code
    ]


def test_all_calls_are_looked_at_with_their_position() -> None:
    form = named_form(question("q"), question("a", relevant="foo(bar(1)) = today(2)"))
    found = [(one.code, one.params["function"], one.params["position"]) for one in problems(form)]
    assert found == [
        ("form.function_unknown", "foo", 1),
        ("form.function_unknown", "bar", 5),
        ("form.function_many_arguments", "today", 15),
    ]


def test_what_may_be_meant_is_said() -> None:
    found = only(named_form(question("a", calculation="substring('x', 1)")), "function_near")
    assert say(found.code, found.params, "es") == (
        "El teléfono no conoce la función «substring». ¿Se quiso decir «substr»?"
    )


def test_the_name_of_an_instance_is_an_expression() -> None:
    form = named_form(question("a"), instance_name="concat('x', ${a}")
    found = only(form, "expression_unclosed_bracket")
    assert (found.sheet, found.uid, found.column) == ("settings", None, "instance_name")
    assert said(named_form(question("a"), instance_name="concat('x', ${a})")) == []
