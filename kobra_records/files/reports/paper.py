"""A report on paper: numbers as tiles, tables as tables, every other chart as the drawing of its
scene, with what is said of it; at the end how the numbers are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from kobra_domain.charts import ChartSpec, resolve, svg
from kobra_domain.charts.scene import Scene
from kobra_domain.charts.sheet import STRONG
from kobra_domain.charts.spec import (
    BarChart,
    BigNumber,
    Cell,
    Column,
    Figure,
    HeatMap,
    Matrix,
    Multiples,
    PlaceMap,
    Table,
)
from kobra_domain.charts.units import Printer
from kobra_domain.portfolios import Institution
from kobra_domain.reports.report import Panel, Report
from kobra_domain.words import say
from kobra_records.files.paper import (
    Block,
    Drawing,
    Drawings,
    Paper,
    Picture,
    Run,
    Section,
    Text,
    Tile,
    Tiles,
    Words,
    letterhead_of,
)
from kobra_records.files.paper import Column as PaperColumn
from kobra_records.files.paper import Table as PaperTable
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import chart_theme
from kobra_records.files.reports.books import formulas_of
from kobra_records.files.reports.tiles import sure_of, tile_of

# Pixels of scenes: over the whole width a pixel is 0.72 points; the hours of a week need more.
_WIDE, _HALF, _HALF_HIGH, _HEAT_WIDE, _LINE = 720.0, 364.0, 280.0, 770.0, 30.0
_HIGH = {HeatMap: 330.0, Multiples: 420.0, PlaceMap: 520.0}
_USUAL_HIGH, _MOST_HIGH = 320.0, 900.0
MOST_ROWS = 1_000  # a table of more goes on in a workbook
LONGEST, _LONGEST_HEADER = 300, 150  # signs of a cell or a sentence, and of what each page says
_ROOM, _CELL_AIR, _LETTER, _SMALL = 493.0, 8.5, 9.0, 8.0  # points
_TEXT_SHARE, _NARROWEST = 220.0, 90.0


class Dressed(Protocol):
    """What a paper shows beside the report."""

    @property
    def locale(self) -> str:
        """Its language."""

    @property
    def made_at(self) -> datetime:
        """From when it says it is."""

    @property
    def institution(self) -> Institution | None:
        """Whose paper it is."""

    @property
    def printed_by(self) -> str:
        """Who had it made and when, or nothing."""


def report_paper(report: Report, dress: Dressed) -> Paper:
    """The document."""
    owner = dress.institution
    return Paper(
        title=_cut(report.title),
        locale=dress.locale,
        made_at=dress.made_at,
        blocks=tuple(_Said(report, dress.locale).blocks()),
        subtitle=_cut(report.about),
        letterhead=letterhead_of(owner) if owner is not None else None,
        footer=" · ".join(filter(None, (report.cut_off, dress.printed_by))),
        header=_cut(
            " · ".join(filter(None, (owner.name if owner else "", report.title, report.about))),
            _LONGEST_HEADER,
        ),
    )


class _Said:
    def __init__(self, report: Report, locale: str) -> None:
        self._report, self._locale = report, locale

    def blocks(self) -> Iterator[Block]:
        """The panels in their order, alike ones that are not wide beside each other."""
        for group in _grouped(self._report.panels):
            first = group[0].chart
            if first is None:
                yield from (Text(note) for note in group[0].notes)
            elif isinstance(first, BigNumber):
                yield Tiles(tuple(self._tile(one.chart) for one in group))
                yield from self._notes(group)
            elif isinstance(first, Table):
                yield from self._table(first)
                yield from self._notes(group)
            else:
                yield Drawings(tuple(self._drawing(one, is_whole=len(group) == 1) for one in group))
        formulas = formulas_of(self._report.panels)
        if formulas:
            yield Section(say("report.file.formulas", None, self._locale))
            yield from (Text((Run(one, "quiet"),)) for one in formulas)

    def _notes(self, group: Sequence[Panel]) -> Iterator[Block]:
        yield from (Text((Run(note, "quiet"),)) for one in group for note in one.notes)

    def _tile(self, chart: ChartSpec | None) -> Tile:
        assert isinstance(chart, BigNumber)
        told = tile_of(chart, self._locale)
        return Tile(_cut(told.name), told.value, tuple(_cut(one) for one in told.beside))

    def _drawing(self, panel: Panel, *, is_whole: bool) -> Drawing:
        """The scene that a page shows; up to when its data go every page says at its foot."""
        assert panel.chart is not None
        chart = panel.chart
        if chart.cut_off == self._report.cut_off:
            chart = replace(chart, cut_off="")
        size = _size_of(chart) if is_whole else (_HALF, _HALF_HIGH)
        scene = self._scene(chart, size)
        width, height = round(scene.width), round(scene.height)
        content = svg(scene).encode()
        picture = Picture(content, "image/svg+xml", width, height, scene.description)
        return Drawing(picture, panel.notes)

    def _scene(self, chart: ChartSpec, size: tuple[float, float]) -> Scene:
        return resolve(chart, text_width, size, chart_theme(), self._locale)

    # Tables

    def _table(self, chart: Table) -> Iterator[Block]:
        """The table; one that is too wide goes on in others, with the names of its rows again."""
        yield Section(self._scene(chart, (_WIDE, _USUAL_HIGH)).title, _cut(chart.subtitle))
        if not chart.rows:
            yield Text((Run(say("chart.no_data", None, self._locale), "quiet"),))
            return
        held = _with_notes(chart, say("chart.note", None, self._locale))
        wide = _fitted([self._wide(held, n) for n in range(len(held.columns))])
        for columns in _parts(wide):
            yield self._part(held, columns, wide)
        left = len(chart.rows) - MOST_ROWS
        if left > 0:
            words = say("report.file.rows_left_out", {"count": left}, self._locale)
            yield Text((Run(words, "quiet"),))

    def _part(self, chart: Table, columns: Sequence[int], wide: Sequence[float]) -> PaperTable:
        """Columns share the whole width as they need it; a head is broken at its words."""
        rows: list[tuple[Words, ...]] = [
            tuple(self._cell(row[n], chart.columns[n]) for n in columns) for row in _shown(chart)
        ]
        if chart.total:
            total = (self._cell(chart.total[n], chart.columns[n]) for n in columns)
            rows.append(tuple(_strong(one) for one in total))
        heads = tuple(
            PaperColumn(one.name, wide[n], is_right=one.unit is not None)
            for n, one in ((n, chart.columns[n]) for n in columns)
        )
        return PaperTable(heads, tuple(rows))

    def _wide(self, chart: Table, n: int) -> float:
        """How much room a column needs, in points."""
        column = chart.columns[n]
        cells = (row[n] for row in (*_shown(chart), *((chart.total,) if chart.total else ())))
        head = max(text_width(word, _SMALL, STRONG) for word in (*column.name.split(), ""))
        wide = max(head, *(_wide_of(self._cell(cell, column)) for cell in cells))
        return (min(wide, _TEXT_SHARE) if column.unit is None else wide) + _CELL_AIR

    def _cell(self, cell: Cell, column: Column) -> tuple[Run, ...]:
        """A figure, and in a second line how sure it is."""
        if not isinstance(cell, Figure) or column.unit is None:
            text = cell if isinstance(cell, str) else ""
            return (Run(_cut(text)),)
        printer = Printer(column.unit, self._locale)
        if cell.value is None:
            return (Run("—"),)
        sure = sure_of(cell, printer, self._locale)
        value = Run(printer.whole(cell.value))
        return (value, *(Run(f"\n{one}", "quiet") for one in sure))


def _fitted(wide: list[float]) -> list[float]:
    """The names of rows are broken, where all columns find room beside each other by that."""
    least = min(wide[0], _NARROWEST)
    over = sum(wide) - _ROOM
    return [wide[0] - over, *wide[1:]] if 0 < over <= wide[0] - least else wide


def _parts(wide: Sequence[float]) -> list[list[int]]:
    """Which columns stand beside each other; the first stands in each part."""
    parts, room = [[0]], _ROOM - wide[0]
    for n in range(1, len(wide)):
        if wide[n] > room and len(parts[-1]) > 1:
            parts.append([0])
            room = _ROOM - wide[0]
        parts[-1].append(n)
        room -= wide[n]
    return parts


def _grouped(panels: Sequence[Panel]) -> Iterator[list[Panel]]:
    """Numbers in a row together, drawings that are not wide in pairs, all else alone."""
    held: list[Panel] = []
    for panel in panels:
        if held and not _joins(held, panel):
            yield held
            held = []
        held.append(panel)
    if held:
        yield held


def _joins(held: Sequence[Panel], panel: Panel) -> bool:
    first = held[0]
    if isinstance(first.chart, BigNumber):
        return isinstance(panel.chart, BigNumber)
    return len(held) == 1 and _is_half(first) and _is_half(panel)


def _is_half(panel: Panel) -> bool:
    is_drawn = panel.chart is not None and not isinstance(panel.chart, BigNumber | Table)
    return is_drawn and not panel.is_wide


def _size_of(chart: ChartSpec) -> tuple[float, float]:
    """How large a scene is over the whole width: as high as its rows need."""
    high = _HIGH.get(type(chart), _USUAL_HIGH)
    if isinstance(chart, BarChart) and chart.is_horizontal:
        bars = len(chart.categories) * max(1, len(chart.series))
        high = max(high, 140 + _LINE * bars)
    elif isinstance(chart, Matrix):
        high = max(high, 160 + _LINE * len(chart.rows))
    elif isinstance(chart, Multiples):
        high = max(high, 130 + 130.0 * -(-len(chart.series) // 4))
    return (_HEAT_WIDE if isinstance(chart, HeatMap) else _WIDE), min(high, _MOST_HIGH)


def _with_notes(chart: Table, name: str) -> Table:
    """The notes as a last column."""
    if not any(chart.notes):
        return chart
    rows = tuple((*row, note) for row, note in zip(chart.rows, chart.notes, strict=True))
    total = (*chart.total, "") if chart.total else ()
    return replace(
        chart, columns=(*chart.columns, Column(name=name)), rows=rows, total=total, notes=()
    )


def _shown(chart: Table) -> tuple[tuple[Cell, ...], ...]:
    return chart.rows[:MOST_ROWS]


def _strong(cell: Sequence[Run]) -> Words:
    return tuple(replace(one, style="strong") if one.style == "plain" else one for one in cell)


def _cut(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _wide_of(runs: Sequence[Run]) -> float:
    """How wide the runs of a cell are, each a line of its own; they may stand in a total."""
    return max(
        text_width(one.text.strip(), _SMALL)
        if one.style == "quiet"
        else text_width(one.text.strip(), _LETTER, STRONG)
        for one in runs
    )
