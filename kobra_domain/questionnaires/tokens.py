"""The pieces of an expression, and the `${name}` references of expressions and labels.

Any text has pieces, right or wrong; whether they make an expression is told by `expressions`.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

# The compiler turns typographic quotes into plain ones, so they are read as what they will be.
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
_NAME = r"[^\W\d][\w.\-·]*"
_REFERENCE = re.compile(rf"\$\{{(last-saved#)?({_NAME})\}}")
_ANY_REFERENCE = re.compile(r"\$\{([^{}]*)(\}?)")
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<reference>\$\{{(?:last-saved\#)?{_NAME}\}})
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<name>{_NAME}(?::(?:{_NAME}|\*))?)
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[=<>+\-*/|()\[\].,@])
    |(?P<bad>\$\{{[^{{}}]*\}}?|.)""",
    re.VERBOSE | re.DOTALL,
)


class TokenKind(StrEnum):
    """What a piece of an expression is."""

    SPACE = "space"
    REFERENCE = "reference"
    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    OPERATOR = "operator"
    SYMBOL = "symbol"
    BAD = "bad"


class Token(NamedTuple):
    """A piece of an expression, from `start` to before `end`; all together are the whole text."""

    kind: TokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.start + len(self.text)


WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
SIGN_OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|"})
_CLOSERS = frozenset({")", "]", ".", "..", "*"})
_OPERANDS = frozenset({TokenKind.REFERENCE, TokenKind.NUMBER, TokenKind.TEXT, TokenKind.NAME})
_KINDS = {kind.value: kind for kind in TokenKind}


@lru_cache(maxsize=8_192)
def tokens(text: str) -> tuple[Token, ...]:
    """The pieces of any text, spaces included; an operator's name is told from a plain name."""
    pieces = []
    is_operand_before = False
    for found in _TOKEN.finditer(text.translate(_QUOTES)):
        kind = _KINDS[found.lastgroup or "bad"]
        written = text[found.start() : found.end()]
        if _is_operator(kind, written, is_operand_before):
            kind = TokenKind.OPERATOR
        if kind is not TokenKind.SPACE:
            is_operand_before = kind in _OPERANDS or (
                kind is TokenKind.SYMBOL and written in _CLOSERS
            )
        pieces.append(Token(kind, written, found.start()))
    return tuple(pieces)


def _is_operator(kind: TokenKind, written: str, is_operand_before: bool) -> bool:
    if kind is TokenKind.NAME:
        return is_operand_before and written in WORD_OPERATORS
    return written in SIGN_OPERATORS and (is_operand_before or written != "*")


def references(text: str) -> tuple[str, ...]:
    """The names that `${…}` refers to in an expression or a label, each once, in order."""
    if "${" not in text:
        return ()
    return tuple(dict.fromkeys(found[2] for found in _REFERENCE.finditer(text) if not found[1]))


def malformed_references(text: str) -> tuple[tuple[str, int], ...]:
    """Each `${…` that names nothing possible, with its position."""
    if "${" not in text:
        return ()
    return tuple(
        (found[0], found.start())
        for found in _ANY_REFERENCE.finditer(text)
        if not _REFERENCE.fullmatch(found[0])
    )


def reference(token_text: str) -> tuple[str, bool]:
    """The name within `${…}`, and whether it is of the last saved form."""
    inner = token_text[2:-1]
    return inner.removeprefix("last-saved#"), inner.startswith("last-saved#")
