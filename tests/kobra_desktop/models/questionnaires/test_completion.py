"""What is offered while an expression is written, and what is wrong with it."""

from __future__ import annotations

import pytest

from kobra_desktop.models.questionnaires.completion import (
    candidates,
    function_at,
    mistakes,
    signature,
)
from kobra_domain.questionnaires.functions import FUNCTIONS
from tests.kobra_desktop.models.questionnaires.panel_forms import ES, visit_form

FORM = visit_form()


def offered(text: str, caret: int | None = None) -> list[str]:
    """What would be written."""
    at = len(text) if caret is None else caret
    return [one.insert for one in candidates(FORM, text, at, ES, "es")]


def test_names_are_found_by_name_or_label() -> None:
    """Those that begin with it first."""
    assert offered("${prom") == ["${promesa_monto}", "${promesa_fecha}"]
    assert offered("${prometido") == ["${promesa_monto}"]
    assert offered("1 + $mont") == ["${promesa_monto}"]
    assert offered("${aten")[0] == "${atendio}"


def test_functions_come_before_names() -> None:
    """With the caret between the brackets where arguments are wanted."""
    found = candidates(FORM, "sel", 3, ES, "es")
    assert found[0].insert == "selected()"
    assert (found[0].start, found[0].end, found[0].back) == (0, 3, 1)
    today = next(c for c in candidates(FORM, ". > toda", 8, ES, "es") if c.insert == "today()")
    assert today.back == 0


def test_nothing_is_offered_in_quotes_or_after_a_number() -> None:
    """A choice's value is no question."""
    assert offered("${atendio} = 'sel") == []
    assert offered(". > 12") == []
    assert offered("${edad}") == []


def test_a_reference_is_replaced_whole() -> None:
    """Also when its bracket is closed already."""
    text = "${prom} > 1"
    found = candidates(FORM, text, 6, ES, "es")[0]
    assert text[: found.start] + found.insert + text[found.end :] == "${promesa_monto} > 1"


def test_the_function_around_the_caret_is_known() -> None:
    """The innermost that is one."""
    text = "if(selected(${temas}, 'pago'), 1, 2)"
    assert function_at(text, 12) is FUNCTIONS["selected"]
    assert function_at(text, 31) is FUNCTIONS["if"]
    assert function_at(text, len(text)) is None
    assert signature(FUNCTIONS["round"], "en") == "round(number, [number])"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("${edad} > 18", []),
        ("", []),
        ("yes", []),
        ("${nadie} = 1", ["${nadie}"]),
        ("${edad} > ", [" "]),
        ("(${edad} > 1", ["("]),
        ("${edad} # 1", ["#"]),
    ],
)
def test_what_is_wrong_is_placed(text: str, wrong: list[str]) -> None:
    """Unknown names too."""
    found = mistakes(FORM, text, "es")
    assert [text[one.start : one.end] for one in found] == wrong
    assert all(one.sentence for one in found)


def test_a_plain_default_is_no_expression() -> None:
    """A computed one is."""
    assert mistakes(FORM, "Bogotá D.C. #", "es", is_default=True) == []
    assert len(mistakes(FORM, "concat(${nadie}, 'x')", "es", is_default=True)) == 1
