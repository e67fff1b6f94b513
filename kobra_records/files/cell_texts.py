"""From what a cell holds to the text that the form gets, and where a person sees another one.

A spreadsheet keeps numbers, days and truths, and shows them in its own way; a form is text. A day
is written as phones write it, a number without an exponent and with no more digits than Excel has.
"""

import datetime
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import xlrd
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import (
    MAC_EPOCH,
    WINDOWS_EPOCH,
    from_excel,
)
from xlrd.biffh import error_text_from_code

from kobra_records.files.ooxml import GENERAL, RawCell

DATE, SHOWN, TRUTH = "form.cell_date", "form.cell_shown", "form.cell_truth"
ERROR, NO_VALUE, BEYOND = "form.cell_error", "form.cell_no_value", "form.cell_beyond"
Moment = datetime.datetime | datetime.date | datetime.time | datetime.timedelta
_DIGITS = 15  # what Excel keeps of a number
_DAY_S = 86_400
_WHOLE = re.compile(r"[+-]?\d{1,400}")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_SHAPE = re.compile(r"(?P<before>[^0#?]*)(?P<digits>[0#?][0#?,]*)(\.(?P<after>[0#?]+))?(?P<end>.*)")


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's text. `doubt`: why a person who looks at the spreadsheet does not see that text, as
    a code; `shown` is what is seen there, where it can be told.
    """

    text: str
    doubt: str = ""
    shown: str = ""


def plain_text(text: str) -> str:
    """A text without blanks around it and without hard spaces, as the XLSForm compiler has it."""
    return text.strip().replace("\u00a0", " ")


def header_text(text: str) -> str:
    """A header as it is spelt, with the hard spaces that the compiler leaves in headers alone."""
    return "" if text.isspace() else text


Words = Callable[[str], str]


def xlsx_text(counts_from_1904: bool, words: Words = plain_text) -> Callable[[RawCell], CellText]:
    """How the cells of an .xlsx are read; `words` is for texts."""
    epoch = MAC_EPOCH if counts_from_1904 else WINDOWS_EPOCH

    def read(cell: RawCell) -> CellText:
        value = cell.text
        if value is None:
            return CellText("", NO_VALUE)
        if cell.kind in ("s", "str", "inlineStr"):
            return CellText(words(value))
        if cell.kind == "b":
            return _truth(value.lower() in ("1", "true"))
        if cell.kind == "e":
            return CellText(value, ERROR, value)
        if cell.kind == "d":
            return _iso(value)
        return _number(value, cell.format, epoch)

    return read


def xls_text(
    datemode: int, formats: Callable[[int], str], words: Words = plain_text
) -> Callable[[xlrd.sheet.Cell], CellText]:
    """How the cells of an .xls are read; `formats` gives the number format of a style."""
    epoch = MAC_EPOCH if datemode else WINDOWS_EPOCH

    def read(cell: xlrd.sheet.Cell) -> CellText:
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return _truth(bool(cell.value))
        if cell.ctype == xlrd.XL_CELL_ERROR:
            error = error_text_from_code.get(cell.value, "#N/A")
            return CellText(error, ERROR, error)
        if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            shape = formats(cell.xf_index) if cell.xf_index is not None else GENERAL
            if cell.ctype == xlrd.XL_CELL_DATE and not is_date_format(shape):
                shape = "yyyy-mm-dd hh:mm"
            return _number(repr(cell.value), shape, epoch)
        return CellText(words(str(cell.value)))

    return read


def _truth(value: bool) -> CellText:
    return CellText("TRUE" if value else "FALSE", TRUTH)


def _iso(value: str) -> CellText:
    for reader in (datetime.time.fromisoformat, datetime.datetime.fromisoformat):
        with suppress(ValueError):
            return CellText(_moment_text(reader(value).replace(tzinfo=None)), DATE)
    return CellText(value)


def _number(value: str, shape: str, epoch: datetime.datetime) -> CellText:
    text = _number_text(value)
    if text is None:
        return CellText(plain_text(value))
    if is_date_format(shape):
        try:
            days = round(float(value) * _DAY_S) / _DAY_S
            moment = from_excel(days, epoch, is_timedelta_format(shape))
        except (ValueError, OverflowError, TypeError):
            return CellText(text)  # no day: Excel shows signs, people see that it is none
        return CellText(_moment_text(moment), DATE)
    try:
        shown = shown_number(Decimal(text), shape)
    except InvalidOperation:  # more digits than anybody looks at
        shown = None
    return CellText(text) if shown in (None, text) else CellText(text, SHOWN, shown or "")


def _number_text(value: str) -> str | None:
    if _WHOLE.fullmatch(value):
        return _unsigned_zero(str(Decimal(value)))
    try:
        number = float(value)
        whole = Decimal(f"{number:.{_DIGITS}g}")
    except (ValueError, ArithmeticError):
        return None
    if not whole.is_finite():
        return None
    text = format(whole, "f")
    return _unsigned_zero(text.rstrip("0").rstrip(".") if "." in text else text)


def _unsigned_zero(text: str) -> str:
    """A zero that a formula has left with a sign has none, as the compiler reads it."""
    return "0" if text == "-0" else text


def _moment_text(moment: Moment) -> str:
    """As forms have it: a day alone where no hour is said."""
    if isinstance(moment, datetime.timedelta):
        seconds = round(moment.total_seconds())
        sign = "-" if seconds < 0 else ""
        minutes, second = divmod(abs(seconds), 60)
        return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{second:02}"
    if isinstance(moment, datetime.datetime):
        rounded = moment.replace(microsecond=0)
        return (rounded.date() if rounded.time() == datetime.time() else rounded).isoformat()
    if isinstance(moment, datetime.time):
        return moment.replace(microsecond=0).isoformat()
    return moment.isoformat()


def shown_number(value: Decimal, shape: str) -> str | None:
    """How a spreadsheet shows a number, with a point for decimals; None where that is not told:
    fractions, exponents, and what is shown as it is kept.
    """
    parts = shape.split(";")
    is_negative = value < 0 and len(parts) > 1 and bool(parts[1])
    shape = parts[1] if is_negative else parts[0]
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1] or found[2] or found[3] or "")
        return "\x00"

    found = _SHAPE.fullmatch(_LITERAL.sub(keep, shape))
    if shape.strip().casefold() in ("", "general", "@", "estándar") or found is None:
        return None
    rest = f"{found['before']}{found['end']}"
    if re.search(r"[0#?/Ee]", rest):
        return _masked(value, shape)
    if "%" in rest:
        value *= 100
    whole = _grouped(abs(value), found["digits"], found["after"] or "")
    sign = "-" if value < 0 and not is_negative else ""
    said = iter(kept)
    begin, end = ("".join(next(said) if c == "\x00" else c for c in found[p]) for p in _AROUND)
    return f"{sign}{begin}{whole}{end}".strip()


_AROUND = ("before", "end")


def _grouped(value: Decimal, digits: str, after: str) -> str:
    rounded = format(value.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP), "f")
    whole, _, rest = rounded.partition(".")
    least = sum(letter == "0" for letter in digits)
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in digits.rstrip(","):
        whole = f"{int(whole or 0):,}"
    kept = len(after) - len(after.lstrip("0"))  # zeros that are shown anyway
    rest = rest[:kept] + rest[kept:].rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def _masked(value: Decimal, shape: str) -> str | None:
    """Digits laid into a mask such as `000-00-0000`."""
    mask = shape.replace("\\", "")
    if not re.fullmatch(r"[0\-. ()/]+", mask) or value != value.to_integral_value() or value < 0:
        return None
    digits = list(str(int(value)).rjust(mask.count("0"), "0"))
    over = len(digits) - mask.count("0")
    found = "".join(digits.pop(0) for _ in range(over))
    return found + "".join(digits.pop(0) if letter == "0" else letter for letter in mask)
