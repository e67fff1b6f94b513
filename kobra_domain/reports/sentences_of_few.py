"""Which sentences beside a chart may tell of few people: whoever has a link does not read them."""

from __future__ import annotations

import re

from kobra_domain.words.figures import calendar

_HOUR = r"\b\d{1,2}:\d{2}\b"
_SHARE = r"\d[\d.,]*\s?%"
_NUMBER = re.compile(r"\d+(?:[.,\u202f ]\d{3})*")
_AMOUNT = re.compile(r"\$|\d\s?[A-Z]{3}\b")  # a currency alone is none


def tells_of_few(sentence: str, fewest: int, locale: str, *, is_veiled: bool) -> bool:
    """Whether it says an amount, of which nobody knows how many brought it, or a number smaller
    than `fewest`; of a chart of which figures are hidden (`is_veiled`) any number, which might tell
    them. Days, hours and, where nothing is hidden, shares are no such numbers.
    """
    months = "|".join(calendar(locale).months)
    day = rf"\b\d{{1,2}} (?:{months})\b(?: \d{{4}})?"
    rest = re.sub(f"{day}|{_HOUR}", "", sentence)
    if is_veiled:
        return any(one.isdigit() for one in rest)
    rest = re.sub(_SHARE, "", rest)
    if _AMOUNT.search(rest):
        return True
    return any(int(re.sub(r"\D", "", one)) < fewest for one in _NUMBER.findall(rest))
