"""Answers as a dimension: how they are asked for, called and ordered."""

from __future__ import annotations

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.metrics.answered import (
    Answered,
    Question,
    answer_name,
    answer_order,
    read_answered,
    round_bounds,
)
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, DONE
from kobra_domain.metrics.dimensions import Dimension, check_value, held_to, read_by, term_of
from kobra_domain.metrics.predicates import EVERY, Absent, All, Compare, Either
from kobra_domain.metrics.questions import asked
from tests.kobra_domain.things import an_id

FORM = an_id(10)
HOUSE, MONEY = Answered(FORM, "casa/tipo"), Answered(FORM, "monto", (-5.0, 100.0, 1e6))
QUESTION = Question(
    questionnaire_id=FORM,
    questionnaire="Visita",
    path="casa/tipo",
    label="Vivienda",
    choices={"own": "Propia", "rent": "Rentada"},
)


@pytest.mark.parametrize("one", [HOUSE, MONEY, Dimension.TEAM])
def test_a_dimension_is_read_as_it_is_said(one: Answered | Dimension) -> None:
    assert read_by(one.value) == one


@pytest.mark.parametrize(
    "text",
    [
        "answer:", f"answer:{FORM}/", f"answer:{FORM}/monto|5|4", f"answer:{FORM}/monto|x",
        f"answer:{FORM}/monto|1e300", f"answer:{FORM}/monto|nan", "answer:x/monto", "colour",
        f"answer:{FORM}/{'x' * 200}", f"answer:{FORM}/m" + "".join(f"|{n}" for n in range(13)),
    ],
)  # fmt: skip
def test_what_is_no_dimension_is_none(text: str) -> None:
    assert read_by(text) is None
    assert read_answered(text) is None


def test_rows_of_a_visit_have_answers_and_payments_of_the_bank_none() -> None:
    assert term_of(DONE, HOUSE) == f"answer:{FORM}/casa/tipo"
    assert term_of(COLLECTED_AMOUNT, HOUSE) is None
    assert held_to(DONE, HOUSE, "=own") == Compare(HOUSE.value, "=", "=own")
    assert held_to(DONE, HOUSE, "") == Absent(HOUSE.value)
    assert held_to(COLLECTED_AMOUNT, HOUSE, "=own") == Either()
    assert held_to(COLLECTED_AMOUNT, HOUSE, "") == EVERY
    check_value(HOUSE, "anything")


def test_a_question_over_http_is_told_apart_by_answers() -> None:
    question = asked("done", [("by", f"day,{HOUSE.value}"), (MONEY.value, "#1")])
    assert question.by == (Dimension.DAY, HOUSE)
    assert question.where == All((All(()), Compare(MONEY.value, "=", "#1")))
    with pytest.raises(Invalid):
        asked("done", [("by", "answer:nothing")])


def test_answers_stand_in_the_order_of_their_list() -> None:
    said = ["", "dropped", "=lost", "#2", "=rent", "blank", "#1", "=own", "odd", "strange"]
    ordered = sorted(said, key=lambda one: answer_order(HOUSE, QUESTION, one))
    assert ordered == [
        "#1",
        "#2",
        "=own",
        "=rent",
        "=lost",
        "odd",
        "blank",
        "dropped",
        "",
        "strange",
    ]


def test_bands_are_called_by_their_bounds() -> None:
    named = [answer_name(MONEY, QUESTION, f"#{n}", "es") for n in range(5)]
    assert named == ["menos de -5", "-5–100", "100–1.000.000", "desde 1.000.000", "#4"]
    assert answer_name(MONEY, QUESTION, "#x", "en") == "#x"


def test_numbers_are_parted_into_bands_that_are_said_shortly() -> None:
    assert round_bounds([float(n) for n in range(1_234)]) == (310.0, 620.0, 920.0)
    assert round_bounds([0.0, 0.0, 0.0, 5.0]) == (5.0,)
    assert round_bounds([3.0, 3.0]) == ()
    assert round_bounds([]) == ()
    said = Answered(FORM, "monto", round_bounds([0.0, 12_345.0, 1e16, 1e17]))
    assert read_answered(said.value) == said
