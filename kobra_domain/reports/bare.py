"""A chart of which there is nothing to draw is a sentence in its place, in every report and
wherever it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from kobra_domain.charts.spec import (
    BarChart,
    ChartSpec,
    Figure,
    FunnelPlot,
    HeatMap,
    LineChart,
    Matrix,
    Multiples,
    PlaceMap,
    Table,
    Waterfall,
)
from kobra_domain.reports.report import Panel
from kobra_domain.words import say


def in_words(panel: Panel, locale: str) -> Panel:
    """The panel; where its chart is bare, its answer in words, or that nothing can be counted."""
    chart = panel.chart
    if chart is None or not is_bare(chart):
        return panel
    words = chart.title
    if not (chart.title and chart.subtitle):  # it is a name and no answer
        name = chart.title or chart.subtitle
        words = say("report.bare.named" if name else "report.bare", {"name": name}, locale)
    return replace(panel, chart=None, behind=None, notes=(words, *panel.notes))


def is_bare(chart: ChartSpec) -> bool:
    """Whether a chart has no mark at all: no row, or nothing known of any. One number alone says
    itself that it is unknown.
    """
    match chart:
        case HeatMap():
            return _nothing_of(chain(*chart.cells))
        case LineChart() | BarChart() | Multiples():
            return _nothing_of(chain(*(one.values for one in chart.series)))
        case Table():
            return not chart.rows
        case Waterfall():
            return not chart.falls
        case FunnelPlot():
            return not chart.spots
        case Matrix():
            return not chart.rows
        case PlaceMap():
            return not chart.places
    return False


def _nothing_of(figures: Iterable[Figure]) -> bool:
    return all(one.value is None and not one.n for one in figures)
