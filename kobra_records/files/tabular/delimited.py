"""By what the cells of a text file are parted: the sign that parts most lines alike; `sep=` in the
first line says it.
"""

import csv
import io
from collections import Counter
from itertools import islice

from kobra_domain.imports.formats import DELIMITERS

_SAMPLE_ROWS = 200


def delimiter_of(text: str) -> str:
    """The sign that parts a file's cells; `;` where there is only one column."""
    first, _, _ = text.partition("\n")
    said = first.strip().removeprefix("\ufeff")
    if said.lower().startswith("sep=") and len(said) == 5:
        return said[-1]
    return max(DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    """Which share of the rows has the usual number of cells, and how many; one cell parts none."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _SAMPLE_ROWS))
    except csv.Error:
        return 0.0, 0
    counts = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not counts:
        return 0.0, 0
    usual, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return (times / counts.total(), usual) if usual > 1 else (0.0, 0)
