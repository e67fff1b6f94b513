"""What people write in place of the phone's signs: said, with what to write, which is valid."""

import pytest

from kobra_domain.questionnaires.expressions import Unreadable, read_expression
from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.lint_names import is_name
from kobra_domain.questionnaires.spelling import visible
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only


def refusal(text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_expression(text)
    return caught.value


@pytest.mark.parametrize(
    ("written", "found", "meant", "mended"),
    [
        ("${a} – 1", "–", "-", "${a} - 1"),
        ("${a} − 1", "−", "-", "${a} - 1"),
        ("${a} ≥ 3", "≥", ">=", "${a} >= 3"),
        ("${a} ≤ 3", "≤", "<=", "${a} <= 3"),
        ("${a} ≠ 3", "≠", "!=", "${a} != 3"),
        ("${a} × 3", "×", "*", "${a} * 3"),
        ("${a} ÷ 3", "÷", "div", "${a} div 3"),
        ("${a} == 3", "==", "=", "${a} = 3"),
        ("${a} <> 3", "<>", "!=", "${a} != 3"),
        ("${a} => 3", "=>", ">=", "${a} >= 3"),
        ("${a} =< 3", "=<", "<=", "${a} <= 3"),
        ("${a} && ${b}", "&&", "and", "${a} and ${b}"),
        ("${a} & ${b}", "&", "and", "${a} and ${b}"),
        ("${a} || ${b}", "||", "or", "${a} or ${b}"),
        ("${a} = 1 y ${b} = 2", "y", "and", "${a} = 1 and ${b} = 2"),
        ("${a} = 1 o ${b} = 2", "o", "or", "${a} = 1 or ${b} = 2"),
        ("${a} = 1 Y ${b} = 2", "Y", "and", "${a} = 1 and ${b} = 2"),
        ("(${a} = 1 ou ${b} = 2)", "ou", "or", "(${a} = 1 or ${b} = 2)"),
        ("if(${a} = 1; 2; 3)", ";", ",", "if(${a} = 1, 2, 3)"),
        ("${a} = «x»", "«", "'", "${a} = 'x'"),
        ("${a} = ´x´", "´", "'", "${a} = 'x'"),
        ("${a} > ٣", "٣", "3", "${a} > 3"),
        ("${a} ＝ 3", "＝", "=", "${a} = 3"),
        ("${a} > 0,5", "0,5", "0.5", "${a} > 0.5"),
    ],
)
def test_the_remedy_is_what_the_phone_knows(
    written: str, found: str, meant: str, mended: str
) -> None:
    error = refusal(written)
    assert (error.params["found"], error.params["suggestion"]) == (found, meant)
    assert error.position == written.index(found)
    read_expression(mended)


@pytest.mark.parametrize("blank", "\u202f\u2009\u3000\u2007\u2002\u2003\u1680\u205f\u2000\u200a")
def test_blanks_that_the_phone_does_not_pass_over(blank: str) -> None:
    error = refusal(f"${{a}}{blank}> 3")
    assert (error.code, error.params["found"]) == ("form.expression_blank", f"U+{ord(blank):04X}")


@pytest.mark.parametrize("letter", "\u200b\u200d\ufeff\u200e\u00ad\u2060\u2028\x0b\x1c\x85")
def test_letters_that_nobody_sees(letter: str) -> None:
    error = refusal(f"${{a}} {letter}> 3")
    assert error.code == "form.expression_invisible"
    assert f"U+{ord(letter):04X}" in say(error.code, error.params, "es")
    assert not is_name(f"edad{letter}")


@pytest.mark.parametrize("blank", " \n\t\f\r\u00a0")
def test_blanks_that_it_does(blank: str) -> None:
    read_expression(f"${{a}}{blank}>{blank}3")


@pytest.mark.parametrize(
    ("name", "is_valid"),
    [
        ("año", True), ("ñandú", True), ("_x", True), ("a.b-c", True), ("Ж1", True),
        ("a\u0663", True), ("AÑO", False), ("Índice", False), ("编号", False), ("n·a", False),
        ("nin\u0303o", False), ("aª", False), ("n.º", False), ("1a", False), ("ǅa", False),
        ("a b", False), ("edad\u200b", False), ("Ⓐ", False), ("µ", False), ("💰", False),
    ],
)  # fmt: skip
def test_a_name_is_what_the_phone_and_the_compiler_take(name: str, is_valid: bool) -> None:
    assert is_name(name) is is_valid
    node: Node = question(name)
    assert ("name_invalid" in codes(node)) is not is_valid


def test_a_foreign_letter_in_an_expression_is_named() -> None:
    error = refusal("编号 = 1")
    assert (error.code, error.params["found"]) == ("form.expression_character", "编")
    assert refusal("~").code == "form.expression_character"
    assert refusal("{a} = 1").params["suggestion"] == "${ }"
    assert refusal("f(1 , , 2)").code == "form.expression_unexpected"


def test_what_is_told_can_be_seen_and_what_is_offered_is_valid() -> None:
    form = named_form(question("edad\u200b", "integer"), question("q", relevant="${edad} > 1"))
    assert only(form, "name_invalid").params["name"] == "edad[U+200B]"
    assert only(form, "reference_unknown").params == {"reference": "edad"}
    assert visible("a\u202fb\u2800\n") == "a[U+202F]b[U+2800]\n"
    assert visible("año\u00a0") == "año\u00a0"


def test_a_parameter_with_a_comma() -> None:
    problem = only(named_form(question("r", "range", parameters="start=0 end=1 step=0,5")),
                   "parameter_not_number")  # fmt: skip
    assert problem.params == {"key": "step", "value": "0,5"}
