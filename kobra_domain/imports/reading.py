"""What was read of a file: how it is written and by which lines that was decided, what was assumed,
and what of it is taken, in doubt or refused. The rows themselves go another way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding, FileForm
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import Doubt, Refusal
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the portfolio says beside the file. `today` in its time zone."""

    country: str
    currency: str
    today: date
    time_zone: str = "America/Bogota"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSeen:
    """A sheet of a workbook; `rows` with its header, None where it was not opened."""

    name: str
    is_hidden: bool
    rows: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A file at first sight, by its beginning: enough to show it and to ask what its columns are.

    `headers` are single: the second «saldo» is «saldo (2)»; they stand in `header_line` and above
    `first_line`. `sample` are the first rows as texts, with their lines. `encoding_lines` are up to
    three lines that decide the encoding.
    """

    form: FileForm
    name: str
    encoding: Encoding | None
    delimiter: str
    sheets: tuple[SheetSeen, ...]
    sheet: str
    header_line: int
    header_rows: int
    first_line: int
    headers: tuple[str, ...]
    sample: tuple[tuple[int, tuple[str, ...]], ...]
    encoding_lines: tuple[tuple[int, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The rows of the sample that lie beneath the headers."""
        return [row for line, row in self.sample if line >= self.first_line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How a column is written, a DecimalMark or a DateOrder (as text: JSON knows no two enums in
    one place): decided by its cell `text` in `line`; None where no row decides.
    `against` is a cell that says the contrary, in `against_line`.
    """

    column: str
    target: Target
    found: str | None
    line: int = 0
    text: str = ""
    against_line: int = 0
    against: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What no row decides, settled by the country's way: one cell, and how it reads both ways."""

    column: str
    target: Target
    taken: str
    line: int
    text: str
    reads: str
    else_reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownValue:
    """A value of a column of choices that nothing says the meaning of."""

    column: str
    target: Target
    value: str
    count: int


class RepairKind(StrEnum):
    """What happened to coordinates on their way."""

    SWAPPED = "swapped"
    LOST_MINUS = "lost_minus"
    LOST_POINT = "lost_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A mend of the coordinates of one ordinal, for all rows at once: of `of` rows looked at,
    `rows` lie in the country with it, and few without. `before` and `after` are one of them.
    `lat_shift`, `lon_shift`: how many figures stand behind the lost point.
    """

    kinds: tuple[RepairKind, ...]
    ordinal: int
    rows: int
    of: int
    line: int
    before: str
    after: str
    lat_shift: int = 0
    lon_shift: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """How the file is written, for whoever asks in one line; of columns that differ, the first."""

    encoding: Encoding | None
    delimiter: str
    decimal: DecimalMark | None
    date_order: DateOrder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What all rows of a file decide together, before one is read. `rows` counts what stands
    between the header and the last row that says anything.
    """

    rows: int
    evidence: tuple[Evidence, ...]
    assumed: tuple[Assumption, ...]
    unknown: tuple[UnknownValue, ...]
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """The totals at a file's end, as they are written: cells by header; `rows` if it says how many
    there are, `sums` in minor units by the target's name.
    """

    line: int
    cells: Mapping[str, str]
    rows: int | None
    sums: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was read. rows = taken + refused. `refusals` are the first `MOST_TOLD`;
    `refused_by` counts all by code, `blanks` the cells of each column that say nothing. `sums` are
    the amounts of the rows that are taken, in minor units, by the target's name.
    """

    kind: ImportKind
    form: FileForm
    detected: Detected
    survey: Survey
    slots: tuple[Slot, ...]
    rows: int
    taken: int
    refused: int
    refused_by: Mapping[str, int]
    refusals: tuple[Refusal, ...]
    blanks: Mapping[str, int]
    doubts: tuple[Doubt, ...]
    sums: Mapping[str, int]
    trailer: Trailer | None = None


MOST_TOLD = 1_000
