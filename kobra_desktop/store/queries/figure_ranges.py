"""Figures as a filter holds to them: from one to another with either end open, and of amounts in
which currency: «30..60», «COP:100000..».
"""

from __future__ import annotations

from dataclasses import dataclass

from kobra_domain.errors import Invalid

BETWEEN, OF = "..", ":"
LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class FigureRange:
    """Both ends included; None: no such end. `unit`: the currency, in whole units of which the ends
    are; empty for mere numbers.
    """

    first: int | None
    last: int | None
    unit: str = ""

    @property
    def value(self) -> str:
        """What the filter keeps."""
        ends = BETWEEN.join("" if end is None else str(end) for end in (self.first, self.last))
        return f"{self.unit}{OF}{ends}" if self.unit else ends


def between(first: int | None, last: int | None, unit: str = "") -> str:
    """The value of a range; empty for one without an end. Raises Invalid (`wrong_order`)."""
    if first is None and last is None:
        return ""
    if first is not None and last is not None and first > last:
        raise Invalid("wrong_order")
    return FigureRange(first, last, unit).value


def read_range(value: str) -> FigureRange | None:
    """The range of a value; None for what is none."""
    before, is_of, ends = value.rpartition(OF)
    first, is_between, last = ends.partition(BETWEEN)
    if not is_between or not (first or last) or bool(is_of) != bool(before):
        return None
    if not all(end.isascii() and end.isdigit() for end in (first, last) if end):
        return None
    if max(len(first), len(last)) > len(str(LARGEST)):
        return None
    return FigureRange(int(first) if first else None, int(last) if last else None, before)


def is_range(value: str) -> bool:
    """Whether it is told by its ends, having no name."""
    return read_range(value) is not None
