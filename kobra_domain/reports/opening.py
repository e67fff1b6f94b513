"""From a figure that somebody points at to the rows that it was counted from."""

from __future__ import annotations

from collections.abc import Sequence

from kobra_domain.charts.scene import Address
from kobra_domain.charts.spec import (
    HOURS,
    BarChart,
    ChartSpec,
    HeatMap,
    LineChart,
    Matrix,
    Multiples,
    Table,
)
from kobra_domain.metrics.behind import number_text
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import By, Shown
from kobra_domain.reports.report import Behind, Panel

# The page that shows rows of a kind, and its tab.
_PAGES = {
    "visit": ("visits", ""),
    "promise": ("agreements", "promises"),
    "bank_payment": ("agreements", "payments"),
}
Opened = tuple[str, dict[str, str]]
_Asked = tuple[str, Sequence[tuple[str, str]], list[tuple[By, Shown]]]


def rows_behind(panel: Panel, of: Address, name: str) -> Opened | None:
    """The page and its state that show the rows behind a figure of a panel, by its address
    (`charts.spec`); `name` is said over them. None where nobody said what they are.
    """
    behind, chart = panel.behind, panel.chart
    if behind is None or chart is None:
        return None
    asked = _of_column(behind, chart, of) if behind.columns else _of_mark(behind, chart, of)
    if asked is None:
        return None
    key, pairs, group = asked
    metric = METRICS.get(key)
    if metric is None or metric.rows not in _PAGES:
        return None
    own = {one.value for one, _ in group}
    held = [pair for pair in pairs if pair[0] not in own]
    held += [(one.value, str(value)) for one, value in group]
    page, tab = _PAGES[metric.rows]
    number = {"number": number_text(key, held, name)}
    return page, {"tab": tab, **number} if tab else number


def _of_mark(behind: Behind, chart: ChartSpec, of: Address) -> _Asked | None:
    """Of one measure whose marks are groups each; the total of a table is of all of them."""
    if behind.spans:
        place = _place(chart, of, len(behind.spans))
        if place is None:
            return None
        days = zip(("from", "to"), behind.spans[place], strict=True)
        return behind.metric, [*behind.pairs, *((end, day) for end, day in days if day)], []
    if not behind.by or (isinstance(chart, Table) and chart.total and of[0] == len(chart.rows)):
        return behind.metric, behind.pairs, []
    place = _place(chart, of, len(behind.groups))
    if place is None:
        return None
    group = zip(behind.by, behind.groups[place], strict=True)
    return behind.metric, behind.pairs, list(group)


def _of_column(behind: Behind, chart: ChartSpec, of: Address) -> _Asked | None:
    """Of a table's line and column, or a series and its step."""
    line, number = of if isinstance(chart, Table) else (of[1], of[0])
    if isinstance(chart, Table):
        number -= len(chart.columns) - len(behind.columns)  # its names come first
    if not 0 <= number < len(behind.columns):
        return None
    column = behind.columns[number]
    groups = behind.groups if column.groups is None else column.groups
    if not 0 <= line < len(groups):
        return None
    group = [
        *zip(behind.by, groups[line], strict=False),
        *zip(column.by, column.group, strict=True),
    ]
    return column.metric, column.pairs, group


def _place(chart: ChartSpec, of: Address, groups: int) -> int | None:
    """Which of so many groups a figure is of: told apart by day and hour, row and column, step,
    category or series, whichever they are as many as.
    """
    row, column = of
    match chart:
        case HeatMap():
            ways = {len(chart.cells) * HOURS: row * HOURS + column}
        case Matrix():
            cells = len(chart.rows) * len(chart.columns)
            ways = {len(chart.rows): row, cells: row * len(chart.columns) + column}
        case LineChart() | Multiples():
            each = len(chart.series) * len(chart.steps)
            whole = row * len(chart.steps) + column
            ways = {len(chart.series): row, len(chart.steps): column, each: whole}
        case BarChart():
            each = len(chart.series) * len(chart.categories)
            whole = row * len(chart.categories) + column
            ways = {len(chart.series): row, len(chart.categories): column, each: whole}
        case Table():
            ways = {len(chart.rows): row} if row < len(chart.rows) else {}
        case _:
            ways = {groups: column} if not row else {}
    found = ways.get(groups)
    return found if found is not None and found < groups else None
