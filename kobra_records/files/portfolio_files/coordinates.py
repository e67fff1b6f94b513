"""What happened to a file's coordinates on their way (columns that were swapped, a minus or a point
that was lost), found by the country in which all of them have to lie.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from kobra_domain.imports.reading import Repair, RepairKind
from kobra_domain.places import WORLD, Box, box_of
from kobra_records.files.tabular.blanks import is_blank

_ENOUGH = 0.9  # of the points lie in the country once they are mended
_FEW = 0.5
_EACH_BLOCK = 500
_SHIFTS = (0, 4, 5, 6, 7, 8)


def degrees(cell: object) -> float | None:
    """A figure of either decimal mark as degrees; None for what is none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = str(cell).strip().rstrip("°").strip()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    elif "." in text and text.count(".") > 1 and "," not in text:
        first, _, rest = text.partition(".")  # 4.609.710: a spreadsheet's thousands
        text = f"{first}.{rest.replace('.', '')}"
    try:
        return float(text)
    except ValueError:
        return None


def pair(cell: object) -> tuple[str, str] | None:
    """«4.6097, -74.0817», «4,6097; -74,0817» as two cells."""
    text = str(cell).strip().strip("()[]")
    for sign in (";", "|", " ", ","):
        parts = [part.strip(" ,") for part in text.split(sign) if part.strip(" ,")]
        if len(parts) == 2 and sign in text:
            return parts[0], parts[1]
    return None


@dataclass(slots=True)
class Points:
    """Some of a file's points, as they are written."""

    ordinal: int
    seen: list[tuple[int, float, float, str]] = field(default_factory=list)

    def add(self, lines: Sequence[int], lats: Sequence[object], lons: Sequence[object]) -> None:
        """The first points of a block."""
        count = 0
        for line, one, other in zip(lines, lats, lons, strict=True):
            if is_blank(one) or is_blank(other):
                continue
            lat, lon = degrees(one), degrees(other)
            if lat is not None and lon is not None and (lat or lon):
                self.seen.append((line, lat, lon, f"{one}, {other}"))
                count += 1
            if count == _EACH_BLOCK:
                return

    def repair(self, country: str) -> Repair | None:
        """The plainest mend that brings nearly all points into the country."""
        box = box_of(country)
        total = len(self.seen)
        if box is WORLD or not total or self._within(box, False, False, 0, 0) > total * _FEW:
            return None
        for swap, minus, lat_shift, lon_shift in _ways():
            rows = self._within(box, swap, minus, lat_shift, lon_shift)
            if rows >= total * _ENOUGH:
                return self._told(rows, swap, minus, lat_shift, lon_shift)
        return None

    def _within(self, box: Box, swap: bool, minus: bool, lat_shift: int, lon_shift: int) -> int:
        return sum(
            box.holds(*mended(lat, lon, swap, minus, lat_shift, lon_shift))
            for _, lat, lon, _ in self.seen
        )

    def _told(self, rows: int, swap: bool, minus: bool, lat_shift: int, lon_shift: int) -> Repair:
        line, lat, lon, before = self.seen[0]
        after = mended(lat, lon, swap, minus, lat_shift, lon_shift)
        kinds = (
            *[RepairKind.SWAPPED] * swap,
            *[RepairKind.LOST_MINUS] * minus,
            *[RepairKind.LOST_POINT] * bool(lat_shift or lon_shift),
        )
        return Repair(
            kinds=kinds,
            ordinal=self.ordinal,
            rows=rows,
            of=len(self.seen),
            line=line,
            before=before,
            after=f"{after[0]:.6f}, {after[1]:.6f}",
            lat_shift=lat_shift,
            lon_shift=lon_shift,
        )


def mended(
    lat: float, lon: float, swap: bool, minus: bool, lat_shift: int, lon_shift: int
) -> tuple[float, float]:
    """A point after its mend: first the columns change places, then each has its point and sign."""
    if swap:
        lat, lon = lon, lat
    lat, lon = lat / 10**lat_shift, lon / 10**lon_shift
    return lat, -abs(lon) if minus else lon


def _ways() -> Iterator[tuple[bool, bool, int, int]]:
    """All mends but none at all, the plainest first."""
    ways = [
        (swap, minus, one, other)
        for swap, minus, one, other in product((False, True), (False, True), _SHIFTS, _SHIFTS)
        if swap or minus or one or other
    ]
    yield from sorted(ways, key=lambda way: (way[0] + way[1] + bool(way[2]) + bool(way[3]), way))
