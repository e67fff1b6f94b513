"""Expressions of a form: XPath 1.0 as XLSForm and the phones write it, with `${name}` references.

`read_expression` raises `Unreadable` with the position of what is wrong. Nothing is ever computed.
"""

from functools import lru_cache

from kobra_domain.questionnaires.expression_tree import (
    Bracketed,
    Call,
    Constant,
    Expression,
    Negative,
    Operation,
    Path,
    Reference,
    Step,
    Unreadable,
    inner_expressions,
)
from kobra_domain.questionnaires.miswritten import misread, otherwise
from kobra_domain.questionnaires.tokens import (
    WORD_OPERATORS,
    Token,
    TokenKind,
    reference,
    references,
    stranger,
    tokens,
)

__all__ = [
    "Bracketed",
    "Call",
    "Constant",
    "Expression",
    "Negative",
    "Operation",
    "Path",
    "Reference",
    "Step",
    "Unreadable",
    "expression_parts",
    "inner_expressions",
    "read_expression",
    "references",
]

LONGEST = 32_767  # what a cell of a workbook holds
DEEPEST = 90
LONGEST_KEPT = 500


def read_expression(text: str) -> Expression:
    """The tree of an expression; raises `Unreadable` for the first thing that is wrong."""
    if len(text) > LONGEST:
        raise Unreadable("form.expression_too_long", LONGEST, most=LONGEST)
    reader = _Reader(text)
    found = reader.expression(0)
    reader.finish()
    return found


def expression_parts(text: str) -> tuple[Expression, ...]:
    """The expression and all within it, the outermost first; raises `Unreadable`. Kept, as a form
    is read again at every change of it.
    """
    return _kept_parts(text) if len(text) <= LONGEST_KEPT else _parts_of(text)


def _parts_of(text: str) -> tuple[Expression, ...]:
    return tuple(inner_expressions(read_expression(text)))


_kept_parts = lru_cache(maxsize=16_384)(_parts_of)


# How strongly an operator binds; the unary minus stands between `*` and `|`.
_STRENGTHS = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
AXES = frozenset({"child", "parent", "self", "attribute"})  # the phone walks no others
_MINUS = 7
_CLOSING = {"(": ")", "[": "]"}


class _Reader:
    """Recursive descent over the tokens; operators by their strength, so that chains stay flat."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text, has_spaces=False)
        self.tokens.append(Token(TokenKind.SPACE, "", len(text)))
        self.at = 0
        self.token = self.tokens[0]
        self.depth = 0

    def take(self) -> Token:
        taken = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        return taken

    def expression(self, least: int) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("form.expression_too_deep", self.token.start, most=DEEPEST)
        left = self.operand()
        while (token := self.token).kind is TokenKind.OPERATOR:
            strength = _STRENGTHS[token.text]
            if strength <= least:
                break
            self.take()
            right = self.expression(strength)
            left = Operation(token.text, left, right, left.start, right.end)
        self.depth -= 1
        return left

    def operand(self) -> Expression:
        token = self.token
        if token.text == "-":
            self.take()
            inner = self.expression(_MINUS)
            return Negative(inner, token.start, inner.end)
        found = self.primary()
        if found is None:
            return self.path()
        return self.continued(found) if self.token.text in ("[", "/") else found

    def primary(self) -> Expression | None:
        """What a path may start from; None where a plain path begins."""
        token, kind = self.token, self.token.kind
        if kind is TokenKind.NAME:
            return self.call() if self.tokens[self.at + 1].text == "(" else None
        if kind is TokenKind.REFERENCE:
            name, is_last_saved = reference(self.take().text)
            return Reference(name, is_last_saved, token.start, token.end)
        if kind is TokenKind.NUMBER:
            return Constant(self.take().text, True, token.start, token.end)
        if kind is TokenKind.TEXT:
            return Constant(self.take().text[1:-1], False, token.start, token.end)
        if token.text == "(":
            self.take()
            inner = self.expression(0)
            return Bracketed(inner, token.start, self.close(token))
        return None

    def call(self) -> Call:
        name, opening = self.take(), self.take()
        arguments: list[Expression] = []
        if self.token.text != ")":
            arguments.append(self.expression(0))
            while self.token.text == ",":
                self.take()
                arguments.append(self.expression(0))
        return Call(name.text, tuple(arguments), name.start, self.close(opening))

    def close(self, opening: Token) -> int:
        """Takes the closing bracket; the position after it."""
        token = self.token
        if token.text == _CLOSING[opening.text]:
            self.take()
            return token.end
        if token.text:
            raise self.wrong()
        raise Unreadable("form.expression_unclosed_bracket", opening.start, bracket=opening.text)

    def predicates(self) -> tuple[Expression, ...]:
        found = []
        while self.token.text == "[":
            opening = self.take()
            found.append(self.expression(0))
            self.close(opening)
        return tuple(found)

    def continued(self, base: Expression) -> Path:
        """The path that goes on from `${list}[…]` or `instance(…)/…`."""
        predicates = self.predicates()
        steps = self.steps() if self.token.text == "/" else ()
        return Path(base, False, predicates, steps, base.start, self.tokens[self.at - 1].end)

    def path(self) -> Path:
        start = self.token.start
        is_absolute = self.token.text == "/"
        steps = self.steps() if is_absolute else (self.step(), *self.steps())
        return Path(None, is_absolute, (), steps, start, self.tokens[self.at - 1].end)

    def steps(self) -> tuple[Step, ...]:
        found = []
        while self.token.text == "/":
            self.take()
            found.append(self.step())
        return tuple(found)

    def step(self) -> Step:
        token = self.token
        if token.text in (".", "..", "*") or token.kind is TokenKind.NAME:
            name = self.take().text
            if self.token.text == "::":
                if name not in AXES:
                    raise self.wrong()
                self.take()
                name = f"{name}::{self.name()}"
        elif token.text == "@":
            self.take()
            name = f"@{self.name()}"
        else:
            raise self.wrong()
        return Step(name, self.predicates())

    def name(self) -> str:
        if self.token.kind is not TokenKind.NAME and self.token.text != "*":
            raise self.wrong()
        return self.take().text

    def finish(self) -> None:
        if self.token.text:
            raise self.wrong()

    def wrong(self) -> Unreadable:
        """Why the token here cannot stand here."""
        token = self.token
        if not token.text:
            code = "form.expression_unfinished" if self.at else "form.expression_empty"
            return Unreadable(code, token.start)
        if other := otherwise(self.tokens[max(self.at - 2, 0) : self.at + 2], token):
            return other
        if token.kind is TokenKind.BAD:
            return _bad(token)
        if token.text in (")", "]") and not self.depth:
            return Unreadable("form.expression_unopened_bracket", token.start, bracket=token.text)
        if token.text == "//":
            return Unreadable("form.expression_double_slash", token.start)
        if token.kind is TokenKind.NAME and token.text.lower() in WORD_OPERATORS:
            small = token.text.lower()
            return Unreadable(
                "form.expression_capitals", token.start, found=token.text, small=small
            )
        return Unreadable("form.expression_unexpected", token.start, found=token.text)


def _bad(token: Token) -> Unreadable:
    if token.text.startswith("${"):
        return Unreadable("form.reference_malformed", token.start, reference=token.text)
    if token.text in _QUOTE_SIGNS:
        return Unreadable("form.expression_unclosed_quote", token.start, found=token.text)
    letter = stranger(token.text) or token.text
    start = token.start + token.text.index(letter)
    return misread(letter, start) or Unreadable("form.expression_character", start, found=letter)


_QUOTE_SIGNS = frozenset("'\"‘’“”")
