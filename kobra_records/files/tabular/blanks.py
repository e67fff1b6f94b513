"""What programs write where there is nothing: NULL, N/A, a dash, an error of a formula."""

import re

_NOTHING = frozenset(
    {
        *("null", "(null)", "\\n", "n/a", "#n/a", "#n/d", "n.d.", "nd", "s/d", "sin dato", "na"),
        *("none", "nan", "nat", "-", "--", "---", ".", "'", "#¡n/d", "n/d"),
    }
)
_ERROR = re.compile(r"#[¡!¿A-ZÁÉÍÓÚÑ/0]+[!?]?", re.IGNORECASE)
_NO_DAY = re.compile(r"0[0/.\-: T]*|(?:0?1[/.\-]0?1[/.\-]1900|1900-01-0[01]|30/12/1899)(?:[ T].*)?")


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing, in a column of figures, days or choices."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return not text or text.casefold() in _NOTHING or is_error(text)


def is_error(text: str) -> bool:
    """Whether it is what a spreadsheet leaves of a formula that failed: `#¡REF!`, `#N/A`."""
    return text.startswith("#") and len(text) <= 12 and _ERROR.fullmatch(text) is not None


def is_no_day(text: str) -> bool:
    """A day that stands for none: 00/00/0000, 01/01/1900."""
    return is_blank(text) or _NO_DAY.fullmatch(text.strip()) is not None
