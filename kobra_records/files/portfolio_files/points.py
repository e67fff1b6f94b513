"""Latitudes and longitudes of a block: each pair is a point of the country, or is dropped and
told.
"""

from typing import Any

from kobra_domain.imports.mapping import ColumnUse, Mapping, Slot
from kobra_domain.imports.problems import WarningCode
from kobra_domain.imports.reading import Setting
from kobra_domain.imports.targets import Target
from kobra_domain.places import box_of
from kobra_records.files.portfolio_files.coordinates import degrees, pair
from kobra_records.files.portfolio_files.troubles import Troubles
from kobra_records.files.tabular.blanks import is_blank

Found = dict[Slot, list[Any]]


def read_points(found: Found, mapping: Mapping, setting: Setting, troubles: Troubles) -> None:
    """Put degrees where the cells of coordinates stand; a column of both becomes two."""
    uses = {use.slot: use for use in mapping.columns}
    for ordinal in {slot.ordinal for slot in found if slot.target in _ANY}:
        lat, lon = Slot(Target.LAT, ordinal), Slot(Target.LON, ordinal)
        both = uses.get(Slot(Target.PLACE, ordinal))
        if both is not None:
            _part(found, both, lat, lon)
        if lat in found and lon in found:
            _read_pairs(found, uses, (lat, lon), setting, troubles)
        else:  # one of them alone says nothing
            found.pop(lat, None)
            found.pop(lon, None)


_ANY = (Target.LAT, Target.LON, Target.PLACE)


def _part(found: Found, both: ColumnUse, lat: Slot, lon: Slot) -> None:
    pairs = [pair(cell) or (cell, "") for cell in found.pop(both.slot)]
    lats, lons = [one for one, _ in pairs], [other for _, other in pairs]
    if both.is_swapped:
        lats, lons = lons, lats
    found[lat], found[lon] = lats, lons


def _read_pairs(
    found: Found,
    uses: dict[Slot, ColumnUse],
    slots: tuple[Slot, Slot],
    setting: Setting,
    troubles: Troubles,
) -> None:
    box = box_of(setting.country)
    both = uses.get(Slot(Target.PLACE, slots[0].ordinal))
    of_lat, of_lon = (uses.get(slot, both) for slot in slots)
    name = of_lat.header if of_lat else ""
    lats: list[float | None] = []
    lons: list[float | None] = []
    plain = [_plain(found[slot], use) for slot, use in zip(slots, (of_lat, of_lon), strict=True)]
    if all(plain) and all(map(box.holds, *plain)):
        found[slots[0]], found[slots[1]] = plain
        return
    for row, (one, other) in enumerate(zip(found[slots[0]], found[slots[1]], strict=True)):
        lat = lon = None
        if not (is_blank(one) and is_blank(other)):
            lat, lon = _mended(one, of_lat, False), _mended(other, of_lon, True)
            if lat is None or lon is None:
                lat = lon = None
                troubles.doubt(row, name, WarningCode.PLACE, f"{one}, {other}")
            elif not box.holds(lat, lon):
                if lat or lon:
                    troubles.doubt(row, name, WarningCode.OUTSIDE, f"{one}, {other}")
                lat = lon = None
        lats.append(lat)
        lons.append(lon)
    found[slots[0]], found[slots[1]] = lats, lons


def _plain(cells: list[Any], use: ColumnUse | None) -> list[float]:
    """A column of plain figures that need no mend; none if one of them is more than that."""
    if use is None or use.shift or use.is_negated:
        return []
    try:
        return [float(cell) for cell in ";".join(cells).replace(",", ".").split(";")]
    except (TypeError, ValueError):
        return []


def _mended(cell: object, use: ColumnUse | None, is_lon: bool) -> float | None:
    value = degrees(cell)
    if value is None or use is None:
        return value
    value = value / float(10**use.shift)
    is_west = use.is_negated and (is_lon or use.target is Target.LON)
    return -abs(value) if is_west else value
