"""Numbers as a person types them in a form: exact, with the separators of the language."""

from __future__ import annotations

import re
from decimal import Decimal

from kobra_domain.errors import Invalid

_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
LONGEST = 40


def typed_number(value: float | Decimal, locale: str) -> str:
    """All digits of a number and no more: 62,5 in es, 62.5 in en, 86400."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if _has_decimal_comma(locale) else text


def read_number(text: str, locale: str) -> Decimal:
    """The number that a person means: 1.500 is fifteen hundred in es and one and a half in en; 62,5
    and 62.5 are the same in both. Raises Invalid (`not_a_number`).
    """
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    group, point = (r"\.", ",") if _has_decimal_comma(locale) else (",", r"\.")
    if len(bare) <= LONGEST:
        if re.fullmatch(rf"-?[0-9]{{1,3}}(?:{group}[0-9]{{3}})+(?:{point}[0-9]+)?", bare):
            return Decimal(re.sub(group, "", bare).replace(",", "."))
        if _PLAIN.fullmatch(bare):
            return Decimal(bare.replace(",", "."))
    raise Invalid("not_a_number")


def _has_decimal_comma(locale: str) -> bool:
    return not locale.startswith(("en", "es_MX"))
