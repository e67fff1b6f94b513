"""The logic builder shows an expression only if it would print as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.conditions import (
    SELF,
    All,
    Answered,
    Any,
    Ask,
    Comparison,
    Empty,
    Logic,
    Matches,
    Measure,
    Not,
    Operand,
    OperandKind,
    Operator,
    Selected,
    Style,
    ask_of,
    asks_for,
    condition_of,
)
from kobra_domain.questionnaires.logic import print_logic, questions_of, read_logic
from kobra_domain.questionnaires.question_types import ValueKind
from tests.kobra_domain.questionnaires.forms import a_form, question
from tests.kobra_domain.questionnaires.test_expressions import EXPRESSIONS, TEXTS

FORM = a_form(*(question(name) for name in "abcr"))
QUESTIONS = st.sampled_from(["a", "b", "c", SELF])
WORDS = st.text(st.characters(exclude_characters='"“”\x00', codec="utf-8"), max_size=8)
OPERANDS = st.one_of(
    WORDS.filter(bool).map(lambda text: Operand(OperandKind.TEXT, text)),
    st.integers(-99, 99).map(lambda number: Operand(OperandKind.NUMBER, str(number))),
    st.dates().map(lambda day: Operand(OperandKind.DATE, day.isoformat())),
    st.sampled_from([Operand(OperandKind.TODAY), Operand(OperandKind.NOW)]),
    QUESTIONS.map(lambda name: Operand(OperandKind.QUESTION, name)),
)
STYLES = st.builds(Style, st.just("'"), st.booleans(), st.booleans())
LEAVES = st.one_of(
    st.builds(Answered, QUESTIONS, STYLES),
    st.builds(Empty, QUESTIONS, STYLES),
    st.builds(Selected, QUESTIONS, WORDS, STYLES),
    st.builds(Matches, QUESTIONS, WORDS, STYLES),
    st.builds(
        Comparison, QUESTIONS, st.sampled_from(Operator), OPERANDS, st.sampled_from(Measure), STYLES
    ),
)
CONDITIONS: st.SearchStrategy[Logic] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner, STYLES),
        st.builds(All, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=2, max_size=4).map(tuple)),
    ),
    max_leaves=10,
)


@given(CONDITIONS)
def test_what_the_builder_makes_it_can_show_again(logic: Logic) -> None:
    text = print_logic(logic)
    shown = read_logic(text, FORM)
    assert shown is not None
    assert print_logic(shown) == text
    assert questions_of(shown) == questions_of(logic)


@given(st.one_of(TEXTS, EXPRESSIONS))
def test_what_is_shown_is_never_rewritten(text: str) -> None:
    logic = read_logic(text, FORM)
    assert logic is None or print_logic(logic) == text


@pytest.mark.parametrize(
    "text",
    [
        "${a} = 'x'",
        "${a}='x'",
        '${a} = "it\'s"',
        "(${a} = 'x') and (${b} > 3 or not(selected(${c}, 'y')))",
        ". >= 5 and . <= 10",
        "${a} = 'x' and ${b} = 'y' or ${c} != ''",
        "${a} = 'x' or ${b} = 'y' and ${c} = ''",
        "${a} = 'x' and (${b} = 'y' and ${c} = 'z')",
        "(${a} = 'x' and ${b} = 'y') or ${c} = 'z'",
        "count-selected(.) >= 2",
        "string-length(.)<=100",
        "regex(., '[0-9]{10}')",
        "selected(${a},'x')",
        "${a} = ${b}",
        ". <= today() and . != now()",
        ". > date('2026-01-01')",
        "${a} = -5",
        "${a} > ''",
        "not(not(${a} = 1))",
        "(not(${a} = 1)) and ${b} = 2",
        " and ".join(["${a} = 1"] * 1_500),
    ],
)
def test_shown(text: str) -> None:
    logic = read_logic(text, FORM)
    assert logic is not None
    assert print_logic(logic) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "((1 =",
        "${a}  = 'x'",
        " ${a} = 'x'",
        "((${a} = 'x'))",
        "(${a} = 'x' and ${b} = 'y')",
        "not( ${a} = 'x' )",
        "${a} + 1 > 3",
        "${unknown} = 'x'",
        "${last-saved#a} = 'x'",
        "'x' = ${a}",
        "${a} = today() + 1",
        "${a} = concat('x', 'y')",
        "../a = 'x'",
        "selected(${a}, ${b})",
        "true()",
        "${a} = ‘x’",
        "if(${a} = 1, 1, 0)",
        "count-selected(${a}, 1) > 1",
        "${a}",
    ],
)
def test_not_shown(text: str) -> None:
    assert read_logic(text, FORM) is None


def test_the_tree() -> None:
    assert read_logic("${a} = 'x' and (selected(${b}, 'y') or . > 3)", FORM) == All(
        (
            Comparison("a", Operator.EQUAL, Operand(OperandKind.TEXT, "x")),
            Any(
                (
                    Selected("b", "y"),
                    Comparison(SELF, Operator.MORE, Operand(OperandKind.NUMBER, "3")),
                )
            ),
        ),
        is_bracketed=False,
    )


def test_how_groups_are_written() -> None:
    one, other = Answered("a"), Empty("b")
    both = All((one, other), is_bracketed=False)
    either = Any((one, other), is_bracketed=False)
    assert print_logic(All()) == ""
    assert print_logic(Any((one,))) == "${a} != ''"
    assert print_logic(Any((both, one))) == "${a} != '' and ${b} = '' or ${a} != ''"
    assert print_logic(All((either, one))) == "(${a} != '' or ${b} = '') and ${a} != ''"
    assert print_logic(All((both, one))) == "(${a} != '' and ${b} = '') and ${a} != ''"


def test_a_text_takes_the_quotes_it_lacks() -> None:
    assert print_logic(Selected("a", "it's")) == 'selected(${a}, "it\'s")'
    assert print_logic(Selected("a", "it’s")) == 'selected(${a}, "it’s")'
    for text in ("'\"", '’"', "'”"):
        with pytest.raises(Invalid, match="both_quotes"):
            print_logic(Selected("a", text))


@pytest.mark.parametrize("kind", list(ValueKind))
def test_what_the_builder_offers_it_recognises(kind: ValueKind) -> None:
    offered = asks_for(kind)
    assert offered[-2:] == (Ask.ANSWERED, Ask.EMPTY)
    for ask in offered:
        condition = condition_of("a", ask, Operand(OperandKind.NUMBER, "2"))
        assert ask_of(condition) is ask
        assert read_logic(print_logic(condition), FORM) is not None


def test_what_the_builder_has_no_single_ask_for() -> None:
    assert ask_of(All()) is None
    assert ask_of(Not(Answered("a"))) is None
    less = Comparison("a", Operator.LESS, Operand(OperandKind.NUMBER, "2"), Measure.CHOICES)
    assert ask_of(less) is None
    assert condition_of("a", Ask.EQUAL) == Comparison(
        "a", Operator.EQUAL, Operand(OperandKind.TEXT, "")
    )
