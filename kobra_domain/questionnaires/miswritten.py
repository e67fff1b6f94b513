"""Signs and words that people write in expressions in place of those that the phone knows: signs of
a word processor, of a spreadsheet, of another language or another script.
"""

import unicodedata
from collections.abc import Sequence

from kobra_domain.questionnaires.expression_tree import Unreadable
from kobra_domain.questionnaires.tokens import Token, TokenKind

_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "≥": ">=",
    "⩾": ">=",
    "≤": "<=",
    "⩽": "<=",
    "≠": "!=",
    "×": "*",
    "·": "*",
    "÷": "div",
    **dict.fromkeys("´`′ʹ‚‛«»‹›「」„″˝", "'"),
    "；": ",",
    ";": ",",
    "،": ",",
    "٫": ".",
    "٬": ",",
    "∧": "and",
    "∨": "or",
    "¬": "not()",
    "&": "and",
    "^": "pow()",
    "$": "${ }",
    "{": "${ }",
    "#": "${ }",
    "!": "not()",
    "%": "div 100",
    "∗": "*",
    "∕": "div",
    "⁄": "div",
}
_PAIRS = {
    "==": "=",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "||": "or",
    "&&": "and",
    "=!": "!=",
    "**": "pow()",
    "><": "!=",
}
_WORDS = {
    **dict.fromkeys(("y", "e", "et", "und"), "and"),
    **dict.fromkeys(("o", "u", "ó", "ou", "oder"), "or"),
    **dict.fromkeys(("no", "nao", "não", "nicht"), "not()"),
    "entre": "div",
    "por": "*",
    "igual": "=",
    "mayor": ">",
    "menor": "<",
    "es": "=",
}
_INVISIBLE = frozenset({"Cf", "Cc", "Zl", "Zp"})


def misread(letter: str, start: int) -> Unreadable | None:
    """Why a sign cannot stand in an expression, when it is known what it stands for."""
    kind = unicodedata.category(letter)
    if kind in _INVISIBLE:
        return Unreadable("form.expression_invisible", start, found=code_point(letter))
    if kind == "Zs":
        return Unreadable("form.expression_blank", start, found=code_point(letter))
    meant = _SIGNS.get(letter) or _plain(letter)
    return _instead(letter, meant, start) if meant else None


def otherwise(tokens: Sequence[Token], token: Token) -> Unreadable | None:
    """What a piece that cannot stand where it does was meant for: with its neighbours it may be an
    operator of another language, or a number with a comma.
    """
    at = tokens.index(token)
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    pair = _adjacent(before, token)
    if pair in _PAIRS and before is not None:
        return _instead(pair, _PAIRS[pair], before.start)
    if token.text == "&" and after is not None and _adjacent(token, after) == "&&":
        return _instead("&&", "and", token.start)
    if token.text == "," and before is not None and after is not None:
        number = f"{pair}{after.text}"
        if (
            before.kind is after.kind is TokenKind.NUMBER
            and len(number) == after.end - before.start
        ):
            meant = number.replace(",", ".")
            return Unreadable(
                "form.expression_decimal_comma", before.start, found=number, suggestion=meant
            )
    if token.kind is TokenKind.NAME and token.text.casefold() in _WORDS:
        return _instead(token.text, _WORDS[token.text.casefold()], token.start)
    return None


def code_point(letter: str) -> str:
    """An invisible letter so that it can be seen: U+200B."""
    return f"U+{ord(letter):04X}"


def _adjacent(one: Token | None, other: Token) -> str:
    return one.text + other.text if one is not None and one.end == other.start else ""


def _instead(found: str, meant: str, start: int) -> Unreadable:
    return Unreadable("form.expression_instead", start, found=found, suggestion=meant)


def _plain(letter: str) -> str | None:
    """The same sign of ASCII: fullwidth ones, digits of another script."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", letter)
    is_sign = plain != letter and plain.isascii() and not plain.isalnum() and plain.strip()
    return plain if is_sign else None
