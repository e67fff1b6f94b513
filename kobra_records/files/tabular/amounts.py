"""How a column writes its amounts and its days, decided over all its rows and never by one alone:
one `1.234,50` or one `25/03` settles a whole column, and two that contradict each other settle
nothing and are told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from kobra_domain.imports.formats import DateOrder, DecimalMark

M = TypeVar("M", bound=StrEnum)
_BARE = re.compile(r"[0-9][0-9.,]*|[.,][0-9][0-9.,]*")
_DAY = re.compile(r"([0-9]{1,4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,4})(?:[ T].*)?")
_PACKED = re.compile(r"[0-9]{8}")
_CENTURY = 2000  # «25/03/26»; nobody's debt is older than the century it is written in


@dataclass(frozen=True, slots=True)
class Decision(Generic[M]):
    """What a column's rows say: `found`, by row `row` (from 0); None where no row decides.
    `against` is a row that says the contrary.
    """

    found: M | None = None
    row: int | None = None
    against: int | None = None


def decimal_mark(values: Iterable[str]) -> Decision[DecimalMark]:
    """By what the amounts of a column are to be read."""
    return _decided(mark_of(value) for value in values)


def date_order(values: Iterable[str]) -> Decision[DateOrder]:
    """In what order the days of a column are to be read."""
    return _decided(order_of(value) for value in values)


def _decided(said: Iterable[M | None]) -> Decision[M]:
    found: Decision[M] = Decision()
    for row, one in enumerate(said):
        if one is None:
            continue
        if found.found is None:
            found = Decision(one, row)
        elif one is not found.found:
            return Decision(found.found, found.row, row)
    return found


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
    """A day by its column's order; four figures in front are a year in any. None: it is no day."""
    text = value.strip()
    if _is_packed(text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    parts = [int(part) for part in found.groups()]
    if order is DateOrder.YEAR_FIRST or len(found.group(1)) == 4:
        return _day(parts[0], parts[1], parts[2])
    day, month = (parts[0], parts[1]) if order is DateOrder.DAY_FIRST else (parts[1], parts[0])
    year = parts[2] + (_CENTURY if len(found.group(3)) <= 2 else 0)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
