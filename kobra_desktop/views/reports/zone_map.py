"""The map of streets of a chart of circles. It lies over the ground that the chart draws, so that
title, keys, table and keyboard stay the chart's own, and without a map its drawing is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal

from kobra_desktop.map.spec import CircleMark
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.small_map import SmallMap, view_of
from kobra_domain.charts.places import (
    MOST_R,
    colour_of,
    ground_of,
    most_of,
    radius_of,
    ramp_of_places,
)
from kobra_domain.charts.spec import PlaceMap

_SNUG = 1.6  # circles need less room around them than pins


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map needs beside the chart; `archive` is where the server's map is kept."""

    workspace: Workspace
    archive: Path | None = None


class ZoneMap(SmallMap):
    """A child of the chart. Until its page is there, and when that has died, the drawing is seen.
    `chosen`: the number of a place that is clicked.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, ground: Ground, chart: ChartView) -> None:
        super().__init__(look, ground.workspace, ground.archive, chart, high=0)
        self._chart = chart
        self._seen: frozenset[tuple[float, float]] = frozenset()
        self._is_listening = self._is_laid = False
        self.setLayout(column(self.stack, space=0))
        chart.installEventFilter(self)
        chart.said.connect(self._on_said)
        look.changed.connect(lambda: self._lay())
        self.setGeometry(0, 0, 1, 1)
        self._lay()

    @property
    def spec(self) -> PlaceMap | None:
        """What is shown."""
        return self._chart.spec if isinstance(self._chart.spec, PlaceMap) else None

    @property
    def has_places(self) -> bool:
        """Whether there is any circle."""
        return self.spec is not None and bool(self.spec.places)

    def show_chart(self) -> None:
        """The chart shows something else."""
        self._lay()
        self.show_places()

    def place(self) -> None:
        """The circles; where others are than before, all of them are brought into view."""
        spec, the_map = self.spec, self.made()
        assert spec is not None
        if not self._is_listening:
            self._is_listening = True
            the_map.selected.connect(self._on_selected)
            the_map.ready.connect(lambda: self._lay(is_laid=True))
            the_map.page_failed.connect(lambda _: self._lay(is_laid=False))
        the_map.show_circles(circles_of(self._chart, spec))
        points = [(one.lat, one.lon) for one in spec.places]
        if self._seen != frozenset(points):
            self._seen = frozenset(points)
            wide, high = (round(max(side, 100) * _SNUG) for side in self._room()[2:])
            the_map.look_at(*view_of(points, 0.0, wide, high))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the chart's ground."""
        if watched is self._chart and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._lay()
        return super().eventFilter(watched, event)

    def _lay(self, *, is_laid: bool | None = None) -> None:
        """Over the chart's ground; a page that is not there yet begins where it is painted, in one
        line of pixels. Before the chart has its place there is no ground.
        """
        self._is_laid = self._is_laid if is_laid is None else is_laid
        if not self._chart.isVisible():
            return
        x, y, wide, high = self._room()
        self.setGeometry(x, y, wide, high if self._is_laid else 1)

    def _room(self) -> tuple[int, int, int, int]:
        """The chart's ground in pixels: left, top, width, height."""
        ground, scale = ground_of(self._chart.scene) or (0.0, 0.0, 0.0, 0.0), self._look.scale
        x, y, wide, high = (round(one * scale) for one in ground)
        return x, y, wide, high

    def _on_said(self, words: str) -> None:
        """What the keyboard is at in the chart is told on the map too."""
        mark = self._chart.current
        if self.is_alive:
            self.made().select(str(mark.of[1]) if mark is not None and mark.of else None)

    def _on_selected(self, number: str) -> None:
        if number.isdigit():
            self.made().select(None)
            self.chosen.emit(int(number))


def circles_of(chart: ChartView, spec: PlaceMap) -> list[CircleMark]:
    """The places as the map draws them, in the colours and words of the chart."""
    most, ramp = most_of(spec.places), ramp_of_places(spec)
    said = {mark.of[1]: mark.words for mark in chart.scene.marks if mark.of}
    return [
        CircleMark(
            str(n),
            one.name,
            (said.get(n, "").removeprefix(f"{one.name}: "),),
            one.lat,
            one.lon,
            radius_of(one.figure, most, MOST_R),
            "" if one.figure.value is None else colour_of(one.figure, ramp),
        )
        for n, one in enumerate(spec.places)
    ]
