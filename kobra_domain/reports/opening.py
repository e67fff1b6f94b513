"""From a figure that somebody points at to the rows that it was counted from."""

from __future__ import annotations

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
from kobra_domain.reports.report import Panel

# The page that shows rows of a kind, and its tab.
_PAGES = {
    "visit": ("visits", ""),
    "promise": ("agreements", "promises"),
    "bank_payment": ("agreements", "payments"),
}
Opened = tuple[str, dict[str, str]]


def rows_behind(panel: Panel, of: Address, name: str) -> Opened | None:
    """The page and its state that show the rows behind a figure of a panel, by its address
    (`charts.spec`); `name` is said over them. None where nobody said what they are.
    """
    behind, chart = panel.behind, panel.chart
    metric = METRICS.get(behind.metric) if behind else None
    if behind is None or chart is None or metric is None or metric.rows not in _PAGES:
        return None
    pairs = list(behind.pairs)
    if behind.spans:
        place = _place(chart, of, len(behind.spans))
        if place is None:
            return None
        days = zip(("from", "to"), behind.spans[place], strict=True)
        pairs += [(end, day) for end, day in days if day]
    elif behind.by:
        place = _place(chart, of, len(behind.groups))
        if place is None:
            return None
        own = {one.value for one in behind.by}
        group = behind.groups[place]
        pairs = [pair for pair in pairs if pair[0] not in own]
        pairs += [(one.value, str(value)) for one, value in zip(behind.by, group, strict=True)]
    page, tab = _PAGES[metric.rows]
    number = {"number": number_text(behind.metric, pairs, name)}
    return page, {"tab": tab, **number} if tab else number


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
