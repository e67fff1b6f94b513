"""People's data that leaves the program in numbers: who took which rows, how, and by what filter.

Each such act is recorded where it is done, offline too, and stands in the server's audit.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kobra_domain.limits import Count, Id, Name, Note, UserId

FREE_ROWS = 50  # up to here a person copies what they read; beyond it is taking data along


class ExportWay(StrEnum):
    """How the rows left."""

    FILE = "file"
    PRINT = "print"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One act; `filter` is what the list was filtered by, in words, empty for nothing."""

    id: Id
    made_by: UserId
    made_at: datetime
    listing: Name
    rows: Count
    way: ExportWay
    filter: Note = ""


def needs_right(rows: int, *, has_personal_data: bool) -> bool:
    """Whether so many rows may leave only by right, and must be recorded."""
    return has_personal_data and rows > FREE_ROWS
