"""A panel of a report: its chart on a surface of its own, and what is said beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from kobra_desktop.views.charts.box import ChartBox
from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.charts.leaving import ChartExits
from kobra_desktop.views.reports.grid import COLUMNS
from kobra_desktop.views.reports.zone_map import Ground, ZoneMap
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.charts.spec import (
    BarChart,
    BigNumber,
    ChartSpec,
    HeatMap,
    Matrix,
    Multiples,
    PlaceMap,
    Table,
)
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.report import Panel

_HEIGHTS: dict[type[ChartSpec], int] = {HeatMap: 400, BigNumber: 136, PlaceMap: 440}
_USUAL, _LINE, _LEAST_TABLE, _MOST_TABLE = 330, 28, 180, 1_300
_EMPTY = 112  # a table without a row, which says so
_PAST = 90  # of a number, the figures before it
_MOST_IN_HALF = 4  # columns of a table that half a page holds without scrolling
_HEAD = 110  # title and subtitle
_BAR, _AROUND_BARS, _LEAST_BARS, _MOST_BARS = 24, 176, 270, 1_000  # of bars below each other
_SMALL, _SMALL_HIGH = 4, 130  # small multiples beside each other, and how high each is


class PanelCard(QFrame):
    """Shows a panel, and another of the same key without being built anew. `open_requested` (page
    key, state): the rows behind a figure that was chosen; `hold_requested` (dimension, value): the
    page shall be held to a place of a map.
    """

    open_requested = Signal(str, object)
    hold_requested = Signal(object, str)

    def __init__(
        self,
        look: Look,
        panel: Panel,
        locale: str,
        exits: ChartExits | None = None,
        ground: Ground | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look, self._locale, self._exits, self._ground = look, locale, exits, ground
        self.map: ZoneMap | None = None
        self.panel = panel
        self.box: ChartBox | None = None
        self.notes: QLabel = label("", "secondary", wrap=True)
        self._lines = column(self.notes, space=0, margins=(1, 1, 1, 1))
        self.setLayout(self._lines)
        # Its words ask for no width: cards of a line are as wide as their columns.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        look.changed.connect(self._fit)
        self._show()

    @property
    def columns(self) -> int:
        """How many of the page's columns it takes, where there is room."""
        chart = self.panel.chart
        if isinstance(chart, BigNumber) and not self.panel.is_wide:
            return COLUMNS // 4
        is_broad = isinstance(chart, Table) and len(chart.columns) > _MOST_IN_HALF
        return COLUMNS if self.panel.is_wide or is_broad else COLUMNS // 2

    @property
    def high(self) -> int:
        """How high its chart is, in pixels at 100 %; a number's and a sentence's fit beside any."""
        chart = self.panel.chart
        return 0 if chart is None or isinstance(chart, BigNumber) else height_of(chart)

    def show_panel(self, panel: Panel) -> None:
        """Another state of it; what it shows already is not drawn anew."""
        if panel != self.panel:
            self.panel = panel
            self._show()

    def wait(self, *, waits: bool) -> None:
        """What it shows is not what was asked for last: it is faint until that comes."""
        if self.box is not None:
            self.box.wait(waits=waits)

    def _show(self) -> None:
        panel = self.panel
        if panel.chart is not None:
            self._show_chart(panel.chart)
        if self.box is not None:
            self.box.setVisible(panel.chart is not None)
        self.notes.setText("\n".join(panel.notes))
        self.notes.setVisible(bool(panel.notes))
        self._fit()

    def _show_chart(self, chart: ChartSpec) -> None:
        if self.box is None:
            about, exits = self.panel.about, self._exits
            self.box = ChartBox(
                self._look, chart, self._locale, about=about, exits=exits, says_cut_off=False
            )
            self.box.mark_chosen.connect(self._on_mark)
            self._lines.insertWidget(0, self.box)
            self._lines.setStretch(0, 1)
        else:
            self.box.show_spec(chart, about=self.panel.about)
        self.box.chart.opens = self.panel.behind is not None and not isinstance(chart, PlaceMap)
        if isinstance(chart, PlaceMap) and self._ground is not None:
            self._show_map(self.box.chart, self._ground)

    def _show_map(self, chart: ChartView, ground: Ground) -> None:
        if self.map is None:
            self.map = ZoneMap(self._look, ground, chart)
            self.map.chosen.connect(lambda number: self._on_mark(0, number))
        self.map.show_chart()

    def dispose(self) -> None:
        """It is shown no more: its map ends."""
        if self.map is not None:
            self.map.dispose()

    def _on_mark(self, row: int, column: int) -> None:
        """The rows behind a figure, under what the figure is."""
        assert self.box is not None
        behind = self.panel.behind
        if isinstance(self.panel.chart, PlaceMap):
            if behind is not None and column < len(behind.groups):
                self.hold_requested.emit(behind.by[0], str(behind.groups[column][0]))
            return
        opened = rows_behind(self.panel, (row, column), self.box.name_of((row, column)))
        if opened is not None:
            self.open_requested.emit(*opened)

    def _fit(self) -> None:
        side, low = self._look.pixels(16), self._look.pixels(12)
        over = 0 if self.panel.chart is not None else low
        self.notes.setContentsMargins(side, over, side, low)
        if self.box is not None and self.panel.chart is not None:
            self.box.setMinimumHeight(self._look.pixels(height_of(self.panel.chart)))


def height_of(chart: ChartSpec) -> int:
    """How high a chart is, in pixels at 100 %."""
    match chart:
        case Table():
            if not chart.rows:
                return _EMPTY
            lines = 1 + len(chart.rows) + bool(chart.total)  # with the heads
            return min(max(_HEAD + _LINE * lines, _LEAST_TABLE), _MOST_TABLE)
        case BarChart(is_horizontal=True):
            each = _BAR * max(1, len(chart.series))
            return min(max(_AROUND_BARS + each * len(chart.categories), _LEAST_BARS), _MOST_BARS)
        case BigNumber() if len(chart.past) > 1:
            return _HEIGHTS[BigNumber] + _PAST
        case Matrix():
            return max(_HEAD + 40 * len(chart.rows), _USUAL)
        case Multiples():
            lines = -(-len(chart.series) // _SMALL)
            return max(_HEAD + _SMALL_HIGH * lines, _USUAL)
    return _HEIGHTS.get(type(chart), _USUAL)
