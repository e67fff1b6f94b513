"""The pieces of an expression, and the `${name}` references of expressions and labels.

Any text has pieces, right or wrong; whether they make an expression is told by `expressions`.
"""

import re
from enum import StrEnum
from typing import NamedTuple

# The compiler turns typographic quotes into plain ones, so they are read as what they will be.
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
# What the phone passes over between the pieces; the hard space is made a plain one on the way.
BLANKS = " \n\t\f\r\u00a0"
# The letters beyond ASCII that the compiler takes in a name.
_LETTERS = re.compile(
    "[\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef]"
)
_NAME = r"[^\W\d][\w.\-]*"
_REFERENCE = re.compile(rf"\$\{{(last-saved#)?({_NAME})\}}")
_ANY_REFERENCE = re.compile(r"\$\{([^{}]*)(\}?)")
_TOKEN = re.compile(
    rf"""(?P<space>[{BLANKS}]+)
    |(?P<reference>\$\{{(?:last-saved\#)?{_NAME}\}})
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<name>{_NAME}(?::(?:{_NAME}|\*))?)
    |(?P<operator>!=|<=|>=|[=<>+\-|])
    |(?P<closer>\.\.|[.)\]])
    |(?P<symbol>::|//|[/(\[,@])
    |(?P<star>\*)
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
# What each group of the pattern is, and whether an operand stands before what follows it.
_GROUPS = {
    "reference": (TokenKind.REFERENCE, True),
    "number": (TokenKind.NUMBER, True),
    "text": (TokenKind.TEXT, True),
    "name": (TokenKind.NAME, True),
    "operator": (TokenKind.OPERATOR, False),
    "closer": (TokenKind.SYMBOL, True),
    "symbol": (TokenKind.SYMBOL, False),
    "star": (TokenKind.SYMBOL, True),
    "bad": (TokenKind.BAD, False),
}


def tokens(text: str, *, has_spaces: bool = True) -> list[Token]:
    """The pieces of any text; an operator's name is told from a plain name."""
    pieces = []
    is_operand_before = False
    for found in _TOKEN.finditer(text if text.isascii() else text.translate(QUOTES)):
        group, start = found.lastgroup or "bad", found.start()
        written = text[start : found.end()]
        if group == "space":
            if has_spaces:
                pieces.append(Token(TokenKind.SPACE, written, start))
            continue
        is_sign = group == "star" or (group == "name" and written in WORD_OPERATORS)
        kind, is_operand = _GROUPS["operator" if is_sign and is_operand_before else group]
        if group == "name" and stranger(written):
            kind = TokenKind.BAD
        pieces.append(Token(kind, written, start))
        is_operand_before = is_operand
    return pieces


def stranger(name: str) -> str:
    """The first letter of a name that the phone or the compiler takes for none, empty if there is
    none: phones know letters that are small or capital, and no accent that stands alone.
    """
    if name.isascii():
        return ""
    return next((letter for letter in name if not letter.isascii() and not _is_known(letter)), "")


def _is_known(letter: str) -> bool:
    is_letter = letter.islower() or letter.isupper() or letter.isdecimal()
    return is_letter and _LETTERS.match(letter) is not None


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
