"""What the lint says of answers that a repeat holds many of."""

import pytest

from kobra_domain.questionnaires.acts import make
from kobra_domain.questionnaires.form import Form
from tests.kobra_domain.questionnaires.forms import group, question
from tests.kobra_domain.questionnaires.linted import named_form, only, said


def payments(column: str, text: str) -> Form:
    """A repeat of amounts, with a group in it, and a question after it."""
    repeat = group(
        "pagos",
        question("monto", "decimal"),
        group("detalle", question("fecha", "date", relevant="${monto} > 0")),
        kind="repeat",
    )
    return named_form(repeat, question("fin", **{column: text}))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("relevant", "${monto} > 0"),
        ("relevant", "sum(${monto}) > 0 and ${fecha} = today()"),
        ("calculation", "if(${monto} = 1, 1, 2)"),
        ("label", "Pagó ${monto}"),
        ("hint::es", "Pagó ${monto}"),
    ],
)
def test_one_answer_of_many(column: str, text: str) -> None:
    found = only(payments(column, text), "reference_into_repeat")
    assert (found.uid, found.column, found.is_error) == ("fin", column, False)
    assert found.params["repeat"] == "pagos"


@pytest.mark.parametrize(
    "text",
    [
        "sum(${monto}) > 0",
        "max(${monto} | ${monto}) > 0",
        "indexed-repeat(${monto}, ${pagos}, 1) > 0",
        "count(${pagos}) > 1",
        "${pagos}[1]/monto > 1",
        "${monto}[position() = 1] > 1",
        "${last-saved#monto} > 1",
        "(${monto}",
        "${nadie} = 1",
        "1 = 1",
    ],
)
def test_many_answers_or_the_one_that_is_meant(text: str) -> None:
    codes = [code for code, _, _ in said(payments("relevant", text))]
    assert "reference_into_repeat" not in codes


def test_a_repeat_may_name_itself_by_an_answer() -> None:
    cells = {"type": "begin_repeat", "name": "r", "label": "Pago de ${m}"}
    assert said(named_form(make("r", cells, [question("m")]))) == []
    cells = {"type": "begin_repeat", "name": "r", "label": "Pago", "relevant": "${m} = 1"}
    found = only(named_form(make("r", cells, [question("m")])), "reference_into_repeat")
    assert found.uid == "r"


def test_a_repeat_within_a_repeat() -> None:
    inner = group("hijos", question("hijo"), kind="repeat")
    outer = group("casas", inner, question("c", relevant="${hijo} = 1"), kind="repeat")
    assert only(named_form(outer), "reference_into_repeat").params["repeat"] == "hijos"
