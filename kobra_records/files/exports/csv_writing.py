"""CSV: UTF-8 with a mark that spreadsheets know it by, every text quoted, and no cell that any
reader of any usual separator would take for a formula.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

from kobra_records.files.exports.dialect import Dialect
from kobra_records.files.exports.holding import Plain, day_text, length_text

Told = Callable[[], None]
# Where a cell begins for some reader: at its start, behind a separator, on another line.
_PART = re.compile(
    r"(^|[,;\t|\r\n\v\f\x1c-\x1e\x85\u2028\u2029])([\s\"'\u200b\ufeff]*)([^,;\t|\r\n]*)"
)
_LINE_END = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_MAY_OPEN = re.compile(r"[=@+\-＝＠＋－]|^[\t\r]")  # most texts have none, and are done
_OPENS_FORMULA = ("=", "@", "＝", "＠")
_OPENS_NUMBER = ("+", "-", "＋", "－")
_PHONE_OR_NUMBER = re.compile(r"[+-][ ().\-/]*\d[\d ().\-/]*|[+-]\d+(\.\d+)?[eE][+-]?\d+")


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Plain]],
    dialect: Dialect,
    told: Told,
) -> None:
    """Write one table; `told` is called after every row and may raise. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(_line(header, dialect))
        for row in rows:
            file.write(_line(row, dialect))
            told()


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Plain]], dialect: Dialect) -> bytes:
    """A table that is small enough to be held."""
    return "".join(_line(row, dialect) for row in (header, *rows)).encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text with «'» before whatever some reader would take for a formula; numbers and
    telephone numbers stay as they are.
    """
    if _MAY_OPEN.search(text) is None:
        return text
    has_lines = _LINE_END.search(text) is not None
    made = _PART.sub(partial(_guarded, has_lines=has_lines), text)
    return f"'{made}" if made.startswith(("\t", "\r")) else made


def _guarded(part: re.Match[str], *, has_lines: bool) -> str:
    before, blanks, rest = part.groups()
    # Of a text of several lines a reader of another separator takes what follows for its end, and
    # what stands before «|» may be a program's name.
    goes_on = has_lines or part.string.startswith("|", part.end())
    is_number = not goes_on and _PHONE_OR_NUMBER.fullmatch(rest.rstrip()) is not None
    is_formula = rest.startswith(_OPENS_FORMULA) or (
        rest.startswith(_OPENS_NUMBER) and not is_number
    )
    return f"{before}{blanks}'{rest}" if is_formula else part[0]


def _line(row: Sequence[Plain], dialect: Dialect) -> str:
    return dialect.separator.join([_cell(value, dialect) for value in row]) + "\r\n"


def _cell(value: Plain, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + harmless(value).replace('"', '""') + '"'
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, time):
        return value.isoformat("seconds")
    return length_text(value) if isinstance(value, timedelta) else dialect.number(value)
