"""What is wrong with a file or with one of its rows: codes that `words` makes sentences of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kobra_domain.errors import DomainError, Param


class FileCode(StrEnum):
    """Why a whole file is refused."""

    EMPTY = "empty"
    NO_ROWS = "no_rows"
    LOCK_FILE = "lock_file"
    PROTECTED = "protected"
    OLD_FORMAT = "old_format"
    NOT_TABLE = "not_table"
    CORRUPT = "corrupt"
    BOMB = "bomb"
    SPREAD = "spread"
    MANY_IN_ZIP = "many_in_zip"
    NONE_IN_ZIP = "none_in_zip"
    CUT = "cut"
    UNDECODABLE = "undecodable"
    NO_HEADER = "no_header"
    NO_SHEET = "no_sheet"
    COLUMN_GONE = "column_gone"
    COLUMN_MISSING = "column_missing"
    UNDECIDED = "undecided"
    UNKNOWN_VALUES = "unknown_values"
    BAD_MAPPING = "bad_mapping"
    TOO_WIDE = "too_wide"
    TOO_BIG = "too_big"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_ROWS = "too_many_rows"
    WEB_PAGE = "web_page"


class RowCode(StrEnum):
    """Why a row is refused."""

    EMPTY_ROW = "empty_row"
    TOTALS = "totals"
    TOO_MANY_CELLS = "too_many_cells"
    BROKEN_QUOTE = "broken_quote"
    MISSING = "missing"
    NOT_AMOUNT = "not_amount"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    NOT_DAY = "not_day"
    NOT_HOUR = "not_hour"
    NOT_SHIFT = "not_shift"
    NOT_PHONE = "not_phone"
    NOT_NUMBER = "not_number"
    TOO_LONG = "too_long"
    UNREADABLE_TEXT = "unreadable_text"
    LOST_DIGITS = "lost_digits"
    MINOR = "minor"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_CHANNEL = "unknown_channel"
    REFERENCE_WITHOUT_REASON = "reference_without_reason"
    OTHER_CURRENCY = "other_currency"
    DUPLICATE = "duplicate"
    TWO_HOLDERS = "two_holders"
    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_PERSON = "unknown_person"


class WarningCode(StrEnum):
    """What of a file is taken and yet looks wrong; counted per column."""

    PHONE = "phone"
    EMAIL = "email"
    LOST_ZEROS = "lost_zeros"
    UNKNOWN_VALUE = "unknown_value"
    PLACE = "place"
    OUTSIDE = "outside"
    DAYS_WITHOUT_OVERDUE = "days_without_overdue"
    OVERDUE_ABOVE_BALANCE = "overdue_above_balance"
    DUE_LATER = "due_later"
    ROUNDED = "rounded"
    NEGATIVE_DAYS = "negative_days"
    IN_FUTURE = "in_future"
    NO_HOUR = "no_hour"
    MERGED = "merged"
    ERROR_CELLS = "error_cells"
    SERIAL_DAYS = "serial_days"
    HIDDEN_SHEET = "hidden_sheet"
    OTHER_SHEETS = "other_sheets"
    HEADER_TWICE = "header_twice"
    HEADER_BELOW = "header_below"
    TWO_HEADERS = "two_headers"
    UNKNOWN_AGENT = "unknown_agent"
    OTHER_PRODUCT = "other_product"
    CODEBTOR_UNNAMED = "codebtor_unnamed"
    BALANCE_FELL_UNPAID = "balance_fell_unpaid"
    BALANCE_NOT_LOWERED = "balance_not_lowered"


class FileRefused(DomainError):
    """A file of which nothing is taken; `code` is a FileCode's, as `words` knows it."""

    def __init__(self, reason: FileCode, **params: Param) -> None:
        super().__init__(f"file_code.{reason.value}", **params)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """It leaves the process that reads."""
        return _again, (self.reason, dict(self.params))


def _again(reason: FileCode, params: dict[str, Param]) -> FileRefused:
    return FileRefused(reason, **params)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken: its line in the file (the header's is 1), which column says it
    ("": the row), and why. `say(code_of(code), params)` is the sentence.
    """

    line: int
    column: str
    code: RowCode
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is taken and looks wrong: in how many rows, and in which first."""

    code: WarningCode
    column: str
    count: int
    lines: tuple[int, ...] = ()
    example: str = ""
