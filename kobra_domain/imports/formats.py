"""How a file is written: its form, its letters, its amounts and its days."""

from enum import StrEnum


class FileForm(StrEnum):
    """What a file is, by its bytes and never by its name."""

    DELIMITED = "delimited"
    FIXED = "fixed"
    XLSX = "xlsx"
    XLS = "xls"


class Encoding(StrEnum):
    """What a text file may be written in, by Python's names."""

    UTF_8 = "utf-8"
    UTF_8_SIG = "utf-8-sig"
    UTF_16 = "utf-16"
    CP1252 = "cp1252"
    CP850 = "cp850"
    MAC_ROMAN = "mac_roman"


class DecimalMark(StrEnum):
    """What stands before the cents."""

    POINT = "."
    COMMA = ","


class DateOrder(StrEnum):
    """In which order a day's parts stand."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


DELIMITERS = (";", ",", "\t", "|")


def way_of(country: str) -> tuple[DecimalMark, DateOrder]:
    """How a country writes what no row of a file decides: 1.234,50 in Colombia, 1,234.50 in Mexico,
    25/03/2026 in both.
    """
    mark = DecimalMark.POINT if country in _POINTS else DecimalMark.COMMA
    order = DateOrder.MONTH_FIRST if country == "US" else DateOrder.DAY_FIRST
    return mark, order


# Of the Americas, those that write 1,234.50.
_POINTS = frozenset({"MX", "US", "PE", "GT", "HN", "SV", "NI", "PA", "DO", "PR", "CA"})
