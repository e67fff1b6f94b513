"""A column of telephones, by the rules of the portfolio's country: «300 123 4567», «+57 300…».
One that cannot be read stays as it is written, and is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberFormat, PhoneNumberType

from kobra_domain.imports.problems import WarningCode
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.troubles import Troubles
from kobra_records.files.tabular.blanks import is_blank

_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+(?:-|y|o|e)\s+|\s{2,}")
_MOST = 240
_LONGEST = 40  # of one number with all its signs
_Read = tuple[tuple[str, ...], str]


@cache
def _plain(country: str) -> tuple[re.Pattern[str], str] | None:
    """A number of the country written without anything else, and what stands before it abroad."""
    about = PhoneMetadata.metadata_for_region(country)
    if about is None:
        return None
    kinds = (about.mobile, about.fixed_line)
    patterns = [one.national_number_pattern for one in kinds if one and one.national_number_pattern]
    return re.compile("|".join(f"(?:{one})" for one in patterns)), f"+{about.country_code}"


@dataclass(slots=True)
class Phones:
    """Reads telephones of `country`."""

    column: str
    country: str
    known: dict[str, _Read] = field(default_factory=dict)

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[tuple[str, ...] | None]:
        """The telephones of each row as +573001234567, or as written."""
        plain = _plain(self.country)
        if plain and _are_all(plain[0], cells):
            return [(plain[1] + cell,) for cell in cells]  # type: ignore[operator]
        made: list[tuple[str, ...] | None] = []
        for row, cell in enumerate(cells):
            if not cell:
                made.append(None)
            elif plain and isinstance(cell, str) and plain[0].fullmatch(cell):
                made.append((plain[1] + cell,))
            else:
                made.append(self._odd(row, cell, troubles))
        return made

    def _odd(self, row: int, cell: Cell, troubles: Troubles) -> tuple[str, ...] | None:
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = str(cell).strip().lstrip("'")
        if is_blank(text) or not text.strip("0 "):
            return None
        read, wrong = _numbers(text, self.country)
        if wrong:
            troubles.doubt(row, self.column, WarningCode.PHONE, wrong)
        return read or None


def _are_all(plain: re.Pattern[str], cells: Sequence[Cell]) -> bool:
    try:
        return all(map(plain.fullmatch, cells))  # type: ignore[arg-type]
    except TypeError:  # a workbook's number
        return False


def _numbers(text: str, country: str) -> _Read:
    """The telephones in a cell, and one of them that cannot be read."""
    whole = _number(text, country)
    if whole is not None:
        return (whole,), ""
    parts = [part for part in _BETWEEN.split(text[:_MOST]) if part.strip()]
    made, wrong = [], ""
    for part in parts if len(parts) > 1 else [text[:_MOST]]:
        number = _number(part, country)
        wrong = wrong or (part if number is None else "")
        made.append(number or part.strip())
    return tuple(dict.fromkeys(made)), wrong


def _number(text: str, country: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not (phonenumbers.is_valid_number(number) or _is_new(number)):
        return None
    made: str = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return made


def _is_new(number: PhoneNumber) -> bool:
    """As long as a mobile number and of a range that nobody has yet: a table of ranges grows old,
    and whoever has a number of a new one can be called.
    """
    return phonenumbers.is_possible_number_for_type(number, PhoneNumberType.MOBILE)
