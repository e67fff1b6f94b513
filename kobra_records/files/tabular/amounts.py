"""How amounts and days are written: what one of them says for sure (`1.234` says nothing, one
`1.234,50` or one `25/03` settles a whole column), and reading them by what was settled.
"""

import re
from datetime import date
from decimal import Decimal

from kobra_domain.imports.formats import DateOrder, DecimalMark

_BARE = re.compile(r"[0-9][0-9.,]*|[.,][0-9][0-9.,]*")
_DAY = re.compile(r"([0-9]{1,4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,4})(?:[ T].*)?")
_NAMED = re.compile(
    r"([0-9]{1,2})(?: de |[ /.\-])([a-z]{3,10})\.?(?: del? |[ /.\-])([0-9]{2,4})(?:[ T].*)?",
    re.IGNORECASE,
)
_MONTHS = {
    **dict.fromkeys(("ene", "jan"), 1),
    "feb": 2,
    "mar": 3,
    **dict.fromkeys(("abr", "apr"), 4),
    "may": 5,
    "jun": 6,
    "jul": 7,
    **dict.fromkeys(("ago", "aug"), 8),
    **dict.fromkeys(("sep", "set"), 9),
    "oct": 10,
    "nov": 11,
    **dict.fromkeys(("dic", "dec"), 12),
}
_PACKED = re.compile(r"[0-9]{8}")
_CENTURY = 2000  # «25/03/26»; nobody's debt is older than the century it is written in


def mark_of(value: str) -> DecimalMark | None:
    """What one amount says for sure: `1.234` says nothing."""
    text = _bare(value)
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return DecimalMark.COMMA if text.rfind(",") > text.rfind(".") else DecimalMark.POINT
    if points + commas == 0:
        return None
    mark, other = (".", ",") if points else (",", ".")
    if points + commas > 1:  # a mark that comes again parts thousands
        return DecimalMark(other)
    before, _, behind = text.partition(mark)
    is_thousands = len(behind) == 3 and 1 <= len(before) <= 3 and before[0] != "0"
    return None if is_thousands else DecimalMark(mark)


def _bare(value: str) -> str:
    """The figures and marks of an amount: no sign, currency or blank."""
    found = _BARE.search(re.sub(r"[\s\u00a0\u202f']", "", value))
    return found.group() if found else ""


def read_amount(value: str, mark: DecimalMark) -> Decimal | None:
    """An amount by its column's mark: «$ 1.234.567,50», «(1,234.50)» and «-20» alike; None for what
    is no amount by it.
    """
    text = re.sub(r"[\s\u00a0\u202f']", "", value)
    is_negative = text.startswith(("-", "(")) or text.endswith("-")
    text = re.sub(r"^[-+(]*(?:[A-Z]{3}|US)?\$?[-+]?|[-)]*(?:[A-Z]{3})?\)?$", "", text)
    thousands = "," if mark is DecimalMark.POINT else "."
    whole, _, cents = text.partition(mark)
    groups = whole.split(thousands)
    is_grouped = len(groups) > 1
    are_right = not is_grouped or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    figures = "".join(groups)
    if not are_right or not re.fullmatch(r"[0-9]+", figures or ("0" if cents else "")):
        return None
    if not re.fullmatch(r"[0-9]*", cents):
        return None
    amount = Decimal(f"{figures or '0'}.{cents or '0'}")
    return -amount if is_negative else amount


def order_of(value: str) -> DateOrder | None:
    """What one day says for sure: `05/03/2026` says nothing."""
    found = _DAY.fullmatch(value.strip())
    if found is None:
        return DateOrder.YEAR_FIRST if _is_packed(value.strip()) else None
    first, second, _ = (int(part) for part in found.groups())
    if len(found.group(1)) == 4:
        return DateOrder.YEAR_FIRST
    if first > 12:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if second > 12 else None


def _is_packed(text: str) -> bool:
    return _PACKED.fullmatch(text) is not None and text[:2] in ("19", "20")


def read_day(value: str, order: DateOrder) -> date | None:
    """A day by its column's order; four figures in front are a year in any, and a month that is
    written out is one. None: it is no day.
    """
    text = value.strip()
    if _is_packed(text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    found = _DAY.fullmatch(text)
    if found is None:
        return _named_day(text)
    parts = [int(part) for part in found.groups()]
    if order is DateOrder.YEAR_FIRST or len(found.group(1)) == 4:
        return _day(parts[0], parts[1], parts[2])
    day, month = (parts[0], parts[1]) if order is DateOrder.DAY_FIRST else (parts[1], parts[0])
    year = parts[2] + (_CENTURY if len(found.group(3)) <= 2 else 0)
    return _day(year, month, day)


def _named_day(text: str) -> date | None:
    """«25-mar-2026», «25 de marzo de 2026»: its month is said, whatever the order of the others."""
    found = _NAMED.fullmatch(text)
    month = _MONTHS.get(found[2][:3].lower()) if found else None
    if found is None or month is None:
        return None
    year = int(found[3]) + (_CENTURY if len(found[3]) == 2 else 0)
    return _day(year, month, int(found[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
