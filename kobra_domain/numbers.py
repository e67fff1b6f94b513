"""The one grammar of numbers as phones and forms write them; whatever else is no number, anywhere.

An ASCII sign, digits with or without a point, an exponent: `4.65`, `.5`, `250.`, `-7`, `2.5E7` (so
do forms write decimals from ten million on, and below a thousandth). No digit separators, no other
script's digits, no decimal comma, no NaN and no infinity. What a person types at the desk has the
separators of a language and is read elsewhere (`kobra_desktop/models/typed_numbers.py`).
"""

import re
from decimal import Decimal
from math import isfinite

LONGEST = 64  # no program writes more; a longer text costs its length and no more
_BLANKS = " \t\r\n"
# Three digits of exponent reach beyond every double, so that no number is worth gigabytes.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def exact_number(text: str) -> Decimal | None:
    """The number of a text, to the last digit; None if it is none or no double can hold it.

    Blanks around it say nothing.
    """
    bare = text.strip(_BLANKS)
    if len(bare) > LONGEST or _NUMBER.fullmatch(bare) is None:
        return None
    value = Decimal(bare)
    return value if isfinite(float(value)) else None


def measured_number(text: str) -> float | None:
    """As `exact_number`, as the double nearest to it: a coordinate, a speed, a percentage."""
    value = exact_number(text)
    return None if value is None else float(value)
