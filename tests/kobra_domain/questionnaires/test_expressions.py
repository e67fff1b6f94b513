"""Expressions: any text has its pieces, and what is no expression says where it fails."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kobra_domain.questionnaires.expressions import (
    Bracketed,
    Call,
    Constant,
    Negative,
    Operation,
    Path,
    Reference,
    Unreadable,
    inner_expressions,
    read_expression,
)
from kobra_domain.questionnaires.functions import FUNCTIONS
from kobra_domain.questionnaires.tokens import (
    TokenKind,
    malformed_references,
    references,
    tokens,
)

_PIECES = """
${a} ${last-saved#b} 'x' " ' 1 .5 and or ( ) [ ] selected( , .. . / // = <= - * @ :: ${ } $ é
"""
PIECES = st.sampled_from([*_PIECES.split(), " "])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))
LEAVES = st.sampled_from(["${a}", "1", "'x y'", ".", "../b", "/d/a", "today()", "${r}[1]/b", "*"])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or", "=", "<", "+", "div", "|"]), inner).map(
            " ".join
        ),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"not( {text} )"),
        inner.map(lambda text: f"-{text}"),
        st.tuples(inner, inner).map(lambda two: f"concat({two[0]},{two[1]})"),
        inner.map(lambda text: f"instance('v')/root/item[name={text}]/geometry"),
    ),
    max_leaves=12,
)


def trouble(text: str) -> Unreadable | None:
    """What keeps a text from being an expression."""
    try:
        read_expression(text)
    except Unreadable as error:
        return error
    return None


@given(TEXTS)
@example("")
@example("‘x’ = “y”")
def test_the_pieces_are_the_whole_text(text: str) -> None:
    pieces = tokens(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces)][:-1]


@given(TEXTS)
def test_no_text_breaks_the_reader(text: str) -> None:
    found = trouble(text)
    if found is None:
        parts = inner_expressions(read_expression(text))
        assert all(0 <= part.start < part.end <= len(text) for part in parts)
    else:
        assert 0 <= found.position <= len(text)
        assert found.code.startswith("form.")


@given(EXPRESSIONS)
def test_what_is_well_made_is_read_whole(text: str) -> None:
    tree = read_expression(text)
    assert (tree.start, tree.end) == (0, len(text))
    mentioned = {part.name for part in inner_expressions(tree) if isinstance(part, Reference)}
    assert mentioned == set(references(text))


def test_and_binds_before_or_and_sides_before_both() -> None:
    tree = read_expression("${a} = 1 or ${b} + 2 * 3 > 4 and true()")
    assert isinstance(tree, Operation)
    assert tree.operator == "or"
    assert isinstance(tree.right, Operation)
    assert tree.right.operator == "and"
    more = tree.right.left
    assert isinstance(more, Operation)
    assert more.operator == ">"
    assert isinstance(more.left, Operation)
    assert more.left.operator == "+"


def test_operators_of_one_strength_go_from_left_to_right() -> None:
    tree = read_expression("5 - 2 - 1")
    assert isinstance(tree, Operation)
    assert isinstance(tree.left, Operation)
    assert tree.right == Constant("1", True, 8, 9)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("'it is'", Constant),
        ("${a}", Reference),
        (".", Path),
        ("..", Path),
        ("../../name", Path),
        ("/data/group/name", Path),
        ("child::name", Path),
        ("../@id", Path),
        ("*", Path),
        ("ns:name", Path),
        ("${repeat}[position() = 1]/name", Path),
        ("instance('visitas')/root/item[name = current()/../visita]/label", Path),
        ("(.)[1]", Path),
        ("jr:choice-name(${a}, '${a}')", Call),
        ("(1)", Bracketed),
        ("-1", Negative),
        ("- - 1", Negative),
        ("a-b", Path),
        ("${a}-1", Operation),
        ("1div 2", Operation),
        ("2 * * ", Operation),
        ("‘x’ = “y”", Operation),
        ("mod mod mod", Operation),
    ],
)
def test_what_there_is(text: str, kind: type) -> None:
    assert isinstance(read_expression(text), kind)


def test_a_reference_to_the_last_form_is_no_reference_to_this_one() -> None:
    assert read_expression("${last-saved#a}") == Reference("a", True, 0, 15)
    assert references("${last-saved#a} and ${b} and ${b}") == ("b",)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "expression_empty", 0),
        ("  ", "expression_empty", 2),
        ("(1", "expression_unclosed_bracket", 0),
        ("selected(${a}, 'x'", "expression_unclosed_bracket", 8),
        ("${r}[1", "expression_unclosed_bracket", 4),
        ("1)", "expression_unopened_bracket", 1),
        ("((1 =", "expression_unfinished", 5),
        ("${a} and", "expression_unfinished", 8),
        ("a/", "expression_unfinished", 2),
        ("(1]", "expression_unexpected", 2),
        ("${a} == 1", "expression_instead", 5),
        ("not ${a}", "expression_unexpected", 4),
        ("${a} 'x'", "expression_unexpected", 5),
        ("../@1", "expression_unexpected", 4),
        ("descendant::a", "expression_unexpected", 10),
        ("child::1", "expression_unexpected", 7),
        ("f(1 2)", "expression_unexpected", 4),
        ("'open", "expression_unclosed_quote", 0),
        ("${a} = ‘x", "expression_unclosed_quote", 7),
        ("${a} && 1", "expression_instead", 5),
        ("$a", "expression_instead", 0),
        ("${a b} = 1", "reference_malformed", 0),
        ("1 = ${", "reference_malformed", 4),
        ("//a", "expression_double_slash", 0),
        ("a//b", "expression_double_slash", 1),
        ("${a} AND ${b}", "expression_capitals", 5),
        ("(" * 91 + "1", "expression_too_deep", 90),
        ("-" * 91 + "1", "expression_too_deep", 90),
        ("1" * 32_768, "expression_too_long", 32_767),
    ],
)
def test_what_is_wrong_says_where(text: str, code: str, position: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read_expression(text)
    assert (caught.value.code, caught.value.position) == (f"form.{code}", position)


def test_operators_are_told_from_names() -> None:
    kinds = {piece.text: piece.kind for piece in tokens("div and ${a} and 'x'")}
    assert kinds["div"] is TokenKind.NAME
    assert kinds["and"] is TokenKind.OPERATOR
    assert [piece.kind for piece in tokens("* * *") if piece.text == "*"] == [
        TokenKind.SYMBOL,
        TokenKind.OPERATOR,
        TokenKind.SYMBOL,
    ]


def test_malformed_references_are_all_told() -> None:
    assert malformed_references("Hola ${a}, ${b c} y ${") == (("${b c}", 11), ("${", 20))
    assert malformed_references("Hola") == ()
    assert references("Hola") == ()


@pytest.mark.parametrize(
    "text",
    [
        "1+" * 16_000 + "1",
        "${a} and " * 3_500 + "1",
        "${" * 16_000,
        "'" * 32_001,
        "[" * 32_000,
        "a/" * 16_000,
        "f(1," * 8_000,
        "\x00\ud800" * 16_000,
        "1[1" * 10_000,
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    tokens(text)
    malformed_references(text)
    references(text)
    try:
        parts = sum(1 for _ in inner_expressions(read_expression(text)))
    except Unreadable:
        parts = 0
    assert parts < 100_000
    assert time.process_time() - started < 2


def test_every_function_is_read_as_a_call() -> None:
    for name in FUNCTIONS:
        assert isinstance(read_expression(f"{name}()"), Call)
