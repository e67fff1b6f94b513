"""A column of amounts to minor units. Values of one shape («9.999.999,99») are judged once, by
`amounts.read_amount`, and the figures of all of them are then counted alike: integers throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from kobra_domain.imports.formats import DecimalMark
from kobra_domain.imports.problems import RowCode, WarningCode
from kobra_domain.limits import MAX_INTEGER
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.troubles import MOST_REMEMBERED, Troubles
from kobra_records.files.tabular.amounts import read_amount
from kobra_records.files.tabular.blanks import is_blank

_SHAPE = str.maketrans("012345678", "999999999")
_FIGURES = str.maketrans(
    "", "", "".join(chr(n) for n in range(128) if chr(n) not in "0123456789\n")
)
_BLANK, _ODD = 0, -1
_LONGEST = 60  # letters of one amount


@dataclass(slots=True)
class Money:
    """Reads amounts: `digits` are the currency's decimals, amounts in the file are times `unit`."""

    column: str
    mark: DecimalMark
    digits: int
    unit: int = 1
    may_be_negative: bool = False
    factors: dict[str, int] = field(default_factory=dict)

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[int | None]:
        """Minor units by row; None where nothing is said or the row is refused."""
        try:
            text = "\n".join(cells)  # type: ignore[arg-type]
        except TypeError:  # numbers of a workbook
            return [self._one(row, cell, troubles) for row, cell in enumerate(cells)]
        shapes = text.translate(_SHAPE).split("\n")
        if len(shapes) != len(cells) or not text.isascii():
            return [self._one(row, cell, troubles) for row, cell in enumerate(cells)]
        known = self.factors
        if len(known) > MOST_REMEMBERED:
            known.clear()
        for shape in set(shapes).difference(known):
            known[shape] = self._factor(shape)
        factors = [known[shape] for shape in shapes]
        figures = text.translate(_FIGURES).split("\n")
        if min(factors) >= _BLANK and max(map(len, figures)) < 15:
            counted = zip(figures, factors, strict=True)
            return [int(digits) * factor if factor else None for digits, factor in counted]
        made: list[int | None] = []
        for row, (shape, digits) in enumerate(zip(shapes, figures, strict=True)):
            factor = known[shape]
            if factor > 0 and len(digits) < 15:
                made.append(int(digits) * factor)
            else:
                made.append(None if factor == _BLANK else self._one(row, cells[row], troubles))
        return made

    def _factor(self, shape: str) -> int:
        """By what the figures of a shape become minor units."""
        if is_blank(shape):
            return _BLANK
        amount = read_amount(shape, self.mark) if len(shape) <= _LONGEST else None
        if amount is None or amount < 0:
            return _ODD
        behind = shape.rpartition(self.mark)[2] if self.mark in shape else ""
        cents = sum(c == "9" for c in behind)
        factor = Decimal(self.unit).scaleb(self.digits - cents)
        return int(factor) if factor >= 1 and factor == int(factor) else _ODD

    def _one(self, row: int, cell: Cell, troubles: Troubles) -> int | None:
        if is_blank(cell):
            return None
        amount = self._amount(cell)
        if amount is None or not amount.is_finite():
            troubles.refuse(row, self.column, RowCode.NOT_AMOUNT, value=str(cell)[:60])
            return None
        exact = (amount * self.unit).scaleb(self.digits)
        if abs(exact) > MAX_INTEGER:
            troubles.refuse(row, self.column, RowCode.TOO_LARGE, value=str(cell)[:60])
            return None
        minor = exact.quantize(Decimal(1), ROUND_HALF_UP)
        if minor < 0 and not self.may_be_negative:
            troubles.refuse(row, self.column, RowCode.NEGATIVE, value=str(cell)[:60])
            return None
        if minor != exact and not isinstance(cell, float):
            troubles.doubt(row, self.column, WarningCode.ROUNDED, cell)
        return int(minor)

    def _amount(self, cell: Cell) -> Decimal | None:
        if isinstance(cell, str):
            return read_amount(cell, self.mark) if len(cell) <= _LONGEST else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return Decimal(repr(cell))
        return None
