"""What a file says of itself at its end: how many rows, and how much they are together."""

import re
from collections.abc import Sequence

from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.reading import Setting, Trailer
from kobra_domain.imports.targets import MONEY
from kobra_domain.imports.values import folded
from kobra_records.files.portfolio_files.rows import reader_of
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.troubles import Troubles

_COUNTS = re.compile(r"\b(?:registros|cantidad|filas|creditos|cuentas|obligaciones|clientes)\b")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


def trailer_of(
    line: int, cells: Sequence[Cell], headers: Sequence[str], mapping: Mapping, setting: Setting
) -> Trailer:
    """What a row of totals says; amounts are read as those above them."""
    said = dict(zip(headers, cells, strict=False))
    sums: dict[str, int] = {}
    for use in mapping.columns:
        if use.target in MONEY and str(said.get(use.header, "")).strip():
            troubles = Troubles([line])
            [value] = reader_of(use, setting)([said[use.header]], troubles)
            if value is not None and not troubles.refused:
                sums[use.target] = value
    return Trailer(
        line=line,
        cells={header: str(cell) for header, cell in said.items() if str(cell).strip()},
        rows=_rows(cells),
        sums={str(target): value for target, value in sums.items()},
    )


def _rows(cells: Sequence[Cell]) -> int | None:
    """«Registros: 1.204», or «Registros» and the figure in the next cell."""
    first = [str(cell).strip() for cell in cells if str(cell).strip()][:2]
    text = " ".join(first)
    if _COUNTS.search(folded(text)) is None:
        return None
    found = _NUMBER.search(text.removesuffix(".0"))
    return int(re.sub(r"\D", "", found.group())) if found else None
