"""Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, quotes where a
cell holds tabs, quotes or several lines.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def read_block(text: str) -> list[list[str]]:
    """The rows of a block; a trailing empty line is none."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if plain.endswith("\n"):
        plain = plain[:-1]
    csv.field_size_limit(max(csv.field_size_limit(), len(plain) + 1))
    rows = csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab")
    return [row or [""] for row in rows] or [[""]]


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a spreadsheet reads them."""
    made = io.StringIO()
    csv.writer(made, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return made.getvalue().removesuffix("\n")
