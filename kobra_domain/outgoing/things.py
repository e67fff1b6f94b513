"""How a portfolio's outgoing file is told to be, and where one stands."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from kobra_domain.imports.formats import DecimalMark
from kobra_domain.limits import Length, Line, MailAddress, Range, Weekday
from kobra_domain.outgoing.fields import CellFormat, OutgoingField

MOST_COLUMNS, MOST_EMAILS = 120, 20
WIDEST = 2_000
Width = Annotated[int, Range(0, WIDEST)]
OneLetter = Annotated[str, Length(0, 1)]
ClientText = Annotated[str, Length(0, 40)]


class OutgoingFormat(StrEnum):
    """The formats."""

    CSV = "csv"
    FIXED = "fixed"
    XLSX = "xlsx"


ENDINGS = {OutgoingFormat.CSV: ".csv", OutgoingFormat.FIXED: ".txt", OutgoingFormat.XLSX: ".xlsx"}


class Separator(StrEnum):
    """What stands between two cells of CSV."""

    SEMICOLON = "semicolon"
    COMMA = "comma"
    TAB = "tab"
    BAR = "bar"


SEPARATORS = {
    Separator.SEMICOLON: ";",
    Separator.COMMA: ",",
    Separator.TAB: "\t",
    Separator.BAR: "|",
}


class TextEncoding(StrEnum):
    """The letters of a file of text: UTF-8 with the mark that Excel knows it by, or without;
    Windows'; DOS'; those of English alone.
    """

    UTF8_MARK = "utf8_mark"
    UTF8 = "utf8"
    WINDOWS = "windows"
    DOS = "dos"
    ASCII = "ascii"


CODECS = {
    TextEncoding.UTF8_MARK: "utf-8-sig",
    TextEncoding.UTF8: "utf-8",
    TextEncoding.WINDOWS: "cp1252",
    TextEncoding.DOS: "cp850",
    TextEncoding.ASCII: "ascii",
}


class Quoting(StrEnum):
    """Which cells of CSV stand in quotation marks: all, or those that need it."""

    ALL = "all"
    NEEDED = "needed"


class Side(StrEnum):
    """Where a value stands in a column of fixed width."""

    LEFT = "left"
    RIGHT = "right"


class Mark(StrEnum):
    """How a gestión comes into a file: in its time; late; told before and corrected since."""

    NEW = "new"
    LATE = "late"
    CORRECTION = "correction"


class OutgoingState(StrEnum):
    """Where a file stands: to be made; held, for what it may not leave with; made; out, on each of
    its ways; made, and one of its ways fails.
    """

    WAITING = "waiting"
    HELD = "held"
    MADE = "made"
    OUT = "out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingColumn:
    """One column: `title` empty: the field's own. `format` None: the usual one of what it holds.
    `text` is what a fixed one says. `width`, `side` and `fill`
    (empty: blanks) are for fixed width.
    """

    field: OutgoingField
    title: Line = ""
    format: CellFormat | None = None
    text: Line = ""
    width: Width = 0
    side: Side = Side.LEFT
    fill: OneLetter = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCode:
    """What the client calls a result, a channel or a mark of ours (`codes.py`)."""

    key: Line
    code: ClientText


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingTerms:
    """The file that a portfolio's client gets. Gestiones before `since_on` are none of its. On
    `days` (0 is Monday) at `hour` of the portfolio's day it is made by itself while `is_on`; it
    goes into `folder` of the server and to `emails`, or is only there to be downloaded.
    """

    since_on: date
    columns: tuple[OutgoingColumn, ...] = ()
    codes: tuple[ClientCode, ...] = ()
    format: OutgoingFormat = OutgoingFormat.CSV
    separator: Separator = Separator.SEMICOLON
    encoding: TextEncoding = TextEncoding.UTF8_MARK
    decimal: DecimalMark = DecimalMark.POINT
    quoting: Quoting = Quoting.NEEDED
    has_header: bool = True
    name: Line = "gestiones_{date}_{seq}"
    days: tuple[Weekday, ...] = (0, 1, 2, 3, 4)
    hour: time = time(20)
    folder: Line = ""
    emails: tuple[MailAddress, ...] = ()
    leaves_empty: bool = True
    has_manifest: bool = True
    is_on: bool = False
