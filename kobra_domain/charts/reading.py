"""Charts from JSON, which may come from anywhere, and back. What is no chart is refused by the
field that says so; nothing that is not understood is passed over.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from kobra_domain.charts.spec import (
    HOURS,
    KINDS,
    WEEKDAYS,
    BarChart,
    Cell,
    ChartSpec,
    Column,
    Figure,
    FunnelPlot,
    HeatMap,
    LineChart,
    Matrix,
    Multiples,
    Series,
    StepKind,
    Table,
    Unit,
    UnitKind,
    kind_of,
)
from kobra_domain.errors import Invalid
from kobra_domain.limits import MAX_INTEGER, arm_of, check, field_types

MOST_FIGURES = 20_000
LARGEST = 4_000_000  # characters of a chart's JSON
# Parts of one are rounded each for itself.
_OFF_ONE = 0.01


def read_spec(text: str) -> ChartSpec:
    """The chart of a JSON text. Raises Invalid, with the field (a dotted path)."""
    if len(text) > LARGEST:
        raise Invalid("too_long", field="chart", limit=LARGEST)
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Invalid("chart_not_json", field="chart") from problem
    return spec_of(said)


def spec_of(said: Any) -> ChartSpec:
    """The chart of parsed JSON. Raises Invalid, with the field (a dotted path)."""
    if not isinstance(said, dict):
        raise Invalid("wrong_type", field="chart")
    name = said.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise Invalid("chart_kind_unknown", field="kind", kinds=", ".join(KINDS))
    spec = _built(kind, {key: value for key, value in said.items() if key != "kind"}, "")
    assert isinstance(spec, ChartSpec)
    check_spec(spec)
    return spec


def shape_of(spec: ChartSpec) -> dict[str, Any]:
    """The chart as plain JSON values; what is as by default is left out."""
    return {"kind": kind_of(spec), **_shape(spec)}


def check_spec(spec: ChartSpec) -> None:
    """Whether a chart's parts fit each other. Raises Invalid, with the field."""
    check(spec)
    _check_unit(spec.unit, "unit")
    match spec:
        case HeatMap():
            _check_grid(spec.cells, WEEKDAYS, HOURS, "cells")
            if spec.lawful:
                _check_grid(spec.lawful, WEEKDAYS, HOURS, "lawful")
        case LineChart() | Multiples():
            _check_over_steps(spec)
        case BarChart():
            _check_series(spec.series, len(spec.categories), "series")
            if spec.goals:
                _check_series((spec.goals,), len(spec.categories), "goals")
        case FunnelPlot():
            if [limit.n for limit in spec.limits] != sorted({limit.n for limit in spec.limits}):
                raise Invalid("chart_must_rise", field="limits")
        case Matrix():
            _check_matrix(spec)
        case Table():
            _check_table(spec)


def _check_over_steps(spec: LineChart | Multiples) -> None:
    _check_steps(spec.steps, spec.step)
    _check_series(spec.series, len(spec.steps), "series")
    if isinstance(spec, Multiples) and spec.reference:
        _check_series((spec.reference,), len(spec.steps), "reference")


def _check_table(spec: Table) -> None:
    wide = len(spec.columns)
    if len(spec.rows) * wide > MOST_FIGURES:
        raise Invalid("too_many", field="rows", limit=MOST_FIGURES)
    for n, column in enumerate(spec.columns):
        if column.unit:
            _check_unit(column.unit, f"columns[{n}].unit")
    _check_grid(spec.rows, len(spec.rows), wide, "rows")
    if spec.total and len(spec.total) != wide:
        raise Invalid("chart_length", field="total", limit=wide)
    if spec.notes and len(spec.notes) != len(spec.rows):
        raise Invalid("chart_length", field="notes", limit=len(spec.rows))
    for n, row in enumerate(spec.rows):
        _check_cells(row, spec.columns, f"rows[{n}]")
    _check_cells(spec.total, spec.columns, "total")


def _check_cells(row: tuple[Cell, ...], columns: tuple[Column, ...], field: str) -> None:
    """Texts stand in columns of texts, figures in those of figures."""
    for n, (cell, column) in enumerate(zip(row, columns, strict=False)):
        if isinstance(cell, str) != (column.unit is None):
            raise Invalid("wrong_type", field=f"{field}[{n}]")


def _check_matrix(spec: Matrix) -> None:
    _check_unit(spec.weight_unit, "weight_unit")
    _check_grid(spec.cells, len(spec.rows), len(spec.columns), "cells")
    if spec.weights and len(spec.weights) != len(spec.rows):
        raise Invalid("chart_length", field="weights", limit=len(spec.rows))
    for n, row in enumerate(spec.cells):
        values = [cell.value for cell in row]
        known = [value for value in values if value is not None]
        if known and len(known) == len(values) and abs(sum(known) - 1) > _OFF_ONE:
            raise Invalid("chart_row_sum", field=f"cells[{n}]")


def _check_unit(unit: Unit, field: str) -> None:
    if (unit.kind is UnitKind.MONEY) != (unit.currency is not None):
        raise Invalid("chart_currency", field=f"{field}.currency")


def _check_grid(rows: tuple[tuple[object, ...], ...], high: int, wide: int, field: str) -> None:
    if len(rows) != high:
        raise Invalid("chart_length", field=field, limit=high)
    for n, row in enumerate(rows):
        if len(row) != wide:
            raise Invalid("chart_length", field=f"{field}[{n}]", limit=wide)


def _check_series(series: Iterable[Series], wide: int, field: str) -> None:
    total = 0
    for n, one in enumerate(series):
        total += len(one.values)
        if len(one.values) != wide:
            raise Invalid("chart_length", field=f"{field}[{n}].values", limit=wide)
    if total > MOST_FIGURES:
        raise Invalid("too_many", field=field, limit=MOST_FIGURES)


def _check_steps(steps: tuple[str, ...], kind: StepKind) -> None:
    if kind is StepKind.TEXT:
        return
    days = []
    for n, step in enumerate(steps):
        try:
            days.append(date.fromisoformat(step))
        except ValueError as problem:
            raise Invalid("chart_not_a_day", field=f"steps[{n}]") from problem
    if any(day >= later for day, later in pairwise(days)):
        raise Invalid("chart_must_rise", field="steps")


def _built(declared: Any, said: Any, path: str) -> Any:
    """A value of JSON as the type that is declared; limits are checked afterwards."""
    origin = get_origin(declared)
    if origin is Annotated:
        return _built(get_args(declared)[0], said, path)
    if origin in (Union, UnionType):
        return _built_either(declared, said, path)
    if origin is tuple:
        if not isinstance(said, list):
            raise Invalid("wrong_type", field=path)
        item = get_args(declared)[0]
        if len(said) > MOST_FIGURES:
            raise Invalid("too_many", field=path, limit=MOST_FIGURES)
        return tuple(_built(item, one, f"{path}[{n}]") for n, one in enumerate(said))
    if is_dataclass(declared):
        return _built_whole(declared, said, path)
    return _built_plain(declared, said, path)


def _built_either(declared: Any, said: Any, path: str) -> Any:
    """A cell of a table is a text or a figure, and null is an unknown one."""
    if said is None and type(None) in get_args(declared):
        return None
    kind = str if isinstance(said, str) else Figure
    return _built(arm_of(declared, kind), said, path)


def _built_plain(declared: Any, said: Any, path: str) -> Any:
    if issubclass(declared, Enum):
        if not isinstance(said, str) or said not in [member.value for member in declared]:
            raise Invalid("not_in_list", field=path)
        return declared(said)
    if declared is float and type(said) is int:
        if abs(said) > MAX_INTEGER:
            raise Invalid("too_large", field=path, limit=MAX_INTEGER)
        return float(said)
    return said


def _built_whole(declared: Any, said: Any, path: str) -> Any:
    if declared is Figure and (said is None or type(said) in (int, float)):
        return Figure(_built(float, said, path) if said is not None else None)
    if not isinstance(said, Mapping):
        raise Invalid("wrong_type", field=path or "chart")
    types, start = field_types(declared), f"{path}." if path else ""
    for key in said:
        if key not in types:
            raise Invalid("chart_unknown_field", field=f"{start}{str(key)[:40]}")
    for item in fields(declared):
        if item.name not in said and item.default is MISSING:
            raise Invalid("missing", field=f"{start}{item.name}")
    return declared(
        **{key: _built(types[key], value, f"{start}{key}") for key, value in said.items()}
    )


def _shape(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_shape(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if not is_dataclass(value):
        return value
    shape = {
        item.name: _shape(getattr(value, item.name))
        for item in fields(value)
        if item.default is MISSING or getattr(value, item.name) != item.default
    }
    if isinstance(value, Figure) and not set(shape) - {"value"}:
        return value.value
    return shape
