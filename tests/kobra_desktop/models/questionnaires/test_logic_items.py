"""Conditions while they are being built."""

from __future__ import annotations

import pytest

from kobra_desktop.models.questionnaires.logic_items import (
    Group,
    GroupKind,
    Line,
    items_of,
    leaf_of,
    logic_of,
    styled_as,
)
from kobra_desktop.models.questionnaires.logic_questions import LogicQuestions
from kobra_desktop.models.questionnaires.logic_values import (
    Source,
    literal,
    literal_kind,
    operand_of,
    sources,
)
from kobra_domain.questionnaires.conditions import (
    Ask,
    Operand,
    OperandKind,
    Selected,
    condition_of,
)
from kobra_domain.questionnaires.logic import print_logic, read_logic
from tests.kobra_desktop.models.questionnaires.panel_forms import ES, visit_form

FORM = visit_form()
QUESTIONS = LogicQuestions(FORM, ES)


@pytest.mark.parametrize(
    "text",
    [
        "${edad} > 18",
        "(${edad} > 18)",
        '${edad} >= 18 and ${edad}<120 and ${vive} = "si"',
        "${edad} > 1 or (${vive} = 'si' and ${atendio} = 'otro')",
        "${edad} > 1 or ${vive} = 'si' and ${atendio} = 'otro'",
        "not(${edad} > 1)",
        "not(${edad} > 1 and ${vive} = 'no')",
        "not(${edad} > 1 or ${vive} = 'no')",
        "not(not(${edad} > 1))",
        "not(selected(${temas},'pago')) and selected(${temas}, \"saldo\")",
        "string-length(.) >= 3 and regex(., '[a-z]+')",
        "${promesa_fecha} > today() or ${promesa_fecha} = date('2026-03-03')",
        "${vive} != '' and ${edad} = ''",
    ],
)
def test_taken_apart_and_put_together_it_is_the_same_text(text: str) -> None:
    """Nothing is rewritten by looking at it."""
    logic = read_logic(text, FORM)
    assert logic is not None
    again = logic_of(items_of(logic))
    assert again is not None
    assert print_logic(again) == text


def test_unfinished_lines_say_nothing() -> None:
    """Nor do groups of them."""
    line = Line(condition_of("edad", Ask.EMPTY))
    group = Group(GroupKind.ALL, [Line(), line, Group(GroupKind.ANY, [Line()])])
    assert logic_of(group) == line.logic
    assert logic_of(Group()) is None
    assert items_of(None).parts == []


def test_a_group_of_none_is_the_opposite_of_any() -> None:
    """Even of one."""
    line = Line(condition_of("edad", Ask.EMPTY))
    made = logic_of(Group(GroupKind.NONE, [line]))
    assert made is not None
    assert print_logic(made) == "not(${edad} = '')"


def test_another_value_is_spaced_as_its_author_wrote() -> None:
    """Also inside «not selected»."""
    logic = read_logic("(${edad}>=18)", FORM)
    new = condition_of("edad", Ask.AT_LEAST, Operand(OperandKind.NUMBER, "21"))
    assert print_logic(styled_as(new, logic)) == "(${edad}>=21)"
    logic = read_logic('not(selected(${temas},"pago"))', FORM)
    new = condition_of("temas", Ask.NOT_SELECTED, Operand(OperandKind.TEXT, "saldo"))
    assert print_logic(styled_as(new, logic)) == 'not(selected(${temas},"saldo"))'
    assert styled_as(new, None) == new
    leaf = leaf_of(logic)
    assert isinstance(leaf, Selected)
    assert operand_of(leaf) == Operand(OperandKind.TEXT, "pago")


def test_questions_know_their_choices_and_what_can_be_asked() -> None:
    """Groups are not asked; the own question is the dot."""
    assert "acuerdo" not in QUESTIONS.by_name
    assert QUESTIONS.choices(QUESTIONS.by_name["vive"]) == [("si", "Sí"), ("no", "No")]
    assert QUESTIONS.choices(QUESTIONS.by_name["edad"]) == []
    own = next(node for node in FORM.nodes() if node.name == "edad")
    assert LogicQuestions(FORM, ES, own, "Esta").by_name["."].label == "Esta"
    assert Ask.MORE in QUESTIONS.by_name["edad"].asks
    assert Ask.SELECTED in QUESTIONS.by_name["temas"].asks


def test_values_come_from_where_they_make_sense() -> None:
    """Where one comes from now is always offered."""
    edad, fecha = QUESTIONS.by_name["edad"], QUESTIONS.by_name["promesa_fecha"]
    temas = QUESTIONS.by_name["temas"]
    assert sources(edad, Ask.EMPTY, None) == []
    assert sources(edad, Ask.MORE, None) == [Source.VALUE, Source.QUESTION]
    assert sources(fecha, Ask.MORE, None) == [Source.VALUE, Source.TODAY, Source.QUESTION]
    assert sources(temas, Ask.SELECTED, None) == [Source.VALUE]
    assert Source.NOW in sources(edad, Ask.MORE, Operand(OperandKind.NOW))


def test_a_value_is_written_as_it_was_or_as_its_question_is_answered() -> None:
    """A number in quotes stays in quotes."""
    edad, fecha = QUESTIONS.by_name["edad"], QUESTIONS.by_name["promesa_fecha"]
    assert literal_kind(edad, Ask.MORE, None) is OperandKind.NUMBER
    assert literal_kind(edad, Ask.MORE, Operand(OperandKind.TEXT, "18")) is OperandKind.TEXT
    assert literal_kind(fecha, Ask.MORE, None) is OperandKind.DATE
    assert literal_kind(edad, Ask.MATCHES, None) is OperandKind.TEXT
    assert literal_kind(edad, Ask.LENGTH_AT_MOST, None) is OperandKind.NUMBER


@pytest.mark.parametrize(
    ("kind", "text", "is_value"),
    [
        (OperandKind.NUMBER, "18", True), (OperandKind.NUMBER, "-1.5", True),
        (OperandKind.NUMBER, "1e3", False), (OperandKind.NUMBER, "", False),
        (OperandKind.DATE, "2026-03-03", True), (OperandKind.DATE, "3/3", False),
        (OperandKind.TEXT, "x", True), (OperandKind.TEXT, "", False),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_value_or_not_yet(kind: OperandKind, text: str, is_value: bool) -> None:
    """Nothing unfinished is written."""
    assert (literal(kind, text) is not None) is is_value
