"""How a table's columns lie in a file: money beside its currency, a place as two numbers, moments
by the zone that their header names, those of the rows' own places beside one column with the zone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from kobra_domain.places import Point
from kobra_records.files.exports.dialect import Dialect
from kobra_records.files.exports.table import Amount, ColumnType, ExportColumn, Moment, Value

Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Laid:
    """One column of a file; `read` takes its value out of a row of the table. `rank` as the
    table's column has it.
    """

    title: str
    key: str
    type: ColumnType
    read: Callable[[Row], Value]
    rank: int = 0


def laid(columns: Sequence[ExportColumn], dialect: Dialect, zone: tzinfo) -> list[Laid]:
    """The columns of the file, in order."""
    local = [place for place, one in enumerate(columns) if one.type is ColumnType.LOCAL]
    made: list[Laid] = []
    for place, column in enumerate(columns):
        made += _parts(place, column, dialect, zone)
        if local and place == local[-1]:
            title = dialect.word("field.time_zone")
            made.append(Laid(title, "time_zone", ColumnType.TEXT, _zone_of(local)))
    return made


def _parts(place: int, column: ExportColumn, dialect: Dialect, zone: tzinfo) -> list[Laid]:
    def value(row: Row) -> Value:
        return row[place]

    title, key, kind, rank = column.title, column.key, column.type, column.rank
    match kind:
        case ColumnType.INSTANT:
            return [Laid(f"{title} ({zone})", key, kind, value, rank)]
        case ColumnType.MONEY:
            unit = f"{title} ({dialect.word('field.currency').lower()})"
            return [
                Laid(title, key, kind, value, rank),
                Laid(unit, key, ColumnType.TEXT, lambda row: _currency(row[place]), rank),
            ]
        case ColumnType.POINT:
            return [
                Laid(f"{title} ({dialect.word(name).lower()})", key, ColumnType.NUMBER, read, rank)
                for name, read in (
                    ("field.lat", lambda row: _degrees(row[place], is_lat=True)),
                    ("field.lon", lambda row: _degrees(row[place], is_lat=False)),
                )
            ]
        case _:
            return [Laid(title, key, kind, value, rank)]


def _currency(value: Value) -> Value:
    return value.currency if isinstance(value, Amount) else None


def _degrees(value: Value, *, is_lat: bool) -> Value:
    if isinstance(value, Point):
        return value.lat if is_lat else value.lon
    return value if is_lat else None  # what is no place stands once


def _zone_of(places: Sequence[int]) -> Callable[[Row], Value]:
    def read(row: Row) -> Value:
        moments = (row[place] for place in places)
        return next((one.zone for one in moments if isinstance(one, Moment)), None)

    return read
