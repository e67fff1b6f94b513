"""A chart's figures as a table that leaves the program: numbers with their format, how sure they
are and from how many in columns of their own, days as days; the total of a table is its last row.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from kobra_domain.charts.spec import (
    Cell,
    ChartSpec,
    Column,
    Figure,
    LineChart,
    Multiples,
    StepKind,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.charts.tidy import tidy
from kobra_domain.words import say
from kobra_records.files.exports.table import Amount, ColumnType, ExportColumn, ExportTable, Value

_TYPES = {
    UnitKind.NUMBER: ColumnType.NUMBER,
    UnitKind.SHARE: ColumnType.RATIO,
    UnitKind.MONEY: ColumnType.MONEY,
    UnitKind.DURATION: ColumnType.DURATION,
}
# What is told of a figure beside its value, where any of the column has it.
_BESIDE = ("low", "high", "n")
Part = tuple[ExportColumn, int, Callable[[Cell], Value]]


def chart_table(spec: ChartSpec, name: str, locale: str) -> ExportTable:
    """All figures of a chart, also those that found no room in its picture; `name` is what the
    table is called.
    """
    table = tidy(spec, locale)
    has_days = isinstance(spec, LineChart | Multiples) and spec.step is not StepKind.TEXT
    rows = _rows_of(table)
    columns = (*table.columns, *((_notes(locale),) if any(table.notes) else ()))
    parts: list[Part] = []
    for n, column in enumerate(columns):
        if column.unit is None:
            kind = ColumnType.DATE if has_days and not n else ColumnType.TEXT
            read = _day if has_days and not n else _text
            parts.append((ExportColumn(f"c{n}", column.name, kind), n, read))
        else:
            parts += _figures(n, column, column.unit, [row[n] for row in rows], locale)
    return ExportTable(name, tuple(one for one, _, _ in parts), _values(rows, parts))


def _notes(locale: str) -> Column:
    return Column(name=say("chart.note", None, locale))


def _rows_of(table: Table) -> list[tuple[Cell, ...]]:
    has_notes = any(table.notes)
    rows = [(*row, *((table.notes[n],) if has_notes else ())) for n, row in enumerate(table.rows)]
    if table.total:
        rows.append((*table.total, *(("",) if has_notes else ())))
    return rows


def _values(rows: Sequence[tuple[Cell, ...]], parts: Sequence[Part]) -> Iterator[list[Value]]:
    for row in rows:
        yield [read(row[n]) for _, n, read in parts]


def _figures(
    n: int, column: Column, unit: Unit, cells: Sequence[Cell], locale: str
) -> Iterator[Part]:
    kind = _TYPES[unit.kind]
    yield ExportColumn(f"c{n}", column.name, kind), n, lambda cell: _value(cell, "value", unit)
    for what in _BESIDE:
        if any(getattr(cell, what, None) is not None for cell in cells):
            title = say(f"chart.column_{what}", {"name": column.name}, locale)
            own, of = (ColumnType.NUMBER, Unit()) if what == "n" else (kind, unit)
            yield ExportColumn(f"c{n}_{what}", title, own), n, _reader(what, of)
    if any(isinstance(cell, Figure) and cell.is_estimate for cell in cells):
        title = say("chart.column_estimate", {"name": column.name}, locale)
        yield ExportColumn(f"c{n}_estimate", title, ColumnType.TRUTH), n, _is_estimate


def _reader(what: str, unit: Unit) -> Callable[[Cell], Value]:
    return lambda cell: _value(cell, what, unit)


def _value(cell: Cell, what: str, unit: Unit) -> Value:
    """Nothing where it is not known: no zero and no word."""
    value: float | int | None = getattr(cell, what, None)
    if value is None:
        return None
    match unit.kind:
        case UnitKind.MONEY:
            return Amount(round(value), unit.currency or "")
        case UnitKind.DURATION:
            return timedelta(seconds=value)
        case UnitKind.NUMBER if float(value).is_integer():
            return int(value)
    return value


def _is_estimate(cell: Cell) -> Value:
    return isinstance(cell, Figure) and cell.is_estimate


def _text(cell: Cell) -> Value:
    return str(cell)


def _day(cell: Cell) -> Value:
    return date.fromisoformat(str(cell))
