"""From a click in Reportes to the painted chart, over 190,000 visits of 390 days in the encrypted
replica, with their payments, promises and agents' days, all days packed; the server does not
answer, so that every page is counted here.

A tab is clicked on a page that was never open, a filter is changed while its tab is seen. `ms`:
from the click or key to the end of the first painting of a chart of what was asked for; `whole_ms`:
until all of it is there; `cpu_ms`: what the whole process worked until then; `gui_ms`: of it the
window's thread; `blocked_ms`: the longest time in which the window answered nothing, of all runs.
No peer draws these pages.

`python -m benchmarks.report_click [--visits 190000] [--runs 4] [--folder DIR] [--only REPORT]`
prints JSON; a folder keeps the replica for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:  # a container
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks._facts import machine, spread
from benchmarks._field_rows import AGENTS, PORTFOLIOS, TEAMS, uid
from benchmarks._report_field import BUCKETS, world_of
from benchmarks.visits_table import Watch
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.status import Link, StatusModel
from kobra_desktop.sync.status import SyncStatus
from kobra_desktop.views.charts.chart import ChartView
from kobra_desktop.views.charts.twin import TwinTable
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Period
from tests.kobra_desktop.views.world import NOW, World

LIMIT_MS = 300
SIZE = (1366, 768)
Act = Callable[[ReportsPage], None]


# The window


class Painted:
    """Notes when a chart, or a chart's table, has been painted."""

    def __init__(self) -> None:
        self.listener: Callable[[QWidget], None] | None = None
        for kind in (ChartView, TwinTable):
            self._watch(kind)

    def _watch(self, kind: type[Any]) -> None:
        drawn = kind.paintEvent

        def painted(widget: QWidget, event: QPaintEvent) -> None:
            drawn(widget, event)
            if self.listener is not None:
                self.listener(widget)

        kind.paintEvent = painted


class Desk:
    """The real page over the replica, new as often as it is asked for."""

    def __init__(self, world: World) -> None:
        self.bugs: list[BaseException] = []
        self.background = Background(self.bugs.append)
        self.workspace = world.workspace(self.background, Relay())
        self.status = StatusModel(self.workspace.zone)
        self.status.show(SyncStatus(link=Link.OFFLINE, synced_at=NOW))
        self.look = Look(ThemeChoice.LIGHT)
        self.look.apply(ThemeChoice.LIGHT)
        self.page: ReportsPage | None = None

    def opened(self) -> ReportsPage:
        """A new page, nothing counted in it, on top."""
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
        self.page = made = ReportsPage(self.look, self.workspace, self.status)
        made.resize(*SIZE)
        return made


@dataclass(frozen=True, slots=True)
class Felt:
    """Milliseconds of one click."""

    ms: float
    whole_ms: float
    cpu_ms: float
    gui_ms: float
    blocked_ms: float


class Stopwatch:
    """Measures one click at a time."""

    def __init__(self) -> None:
        self._painted, self._watch = Painted(), Watch()

    def felt(self, page: ReportsPage, act: Act) -> Felt:
        """Click, and wait until all that was asked for is there and painted."""
        before = {id(tab): tab.model.made for tab in page._made.values()}
        first: list[float] = []

        def is_whole() -> bool:
            made = page.tab.model.made
            return made is not None and made is not before.get(id(page.tab))

        def painted(widget: QWidget) -> None:
            is_there = page.tab.model.coming is not None or is_whole()
            if not first and is_there and page.tab.isAncestorOf(widget) and not waits(widget):
                first.append(time.perf_counter())

        begun: list[float] = []
        ended: list[float] = []

        def clicked(done: Callable[[], None]) -> None:
            begun.extend((time.perf_counter(), time.process_time(), time.thread_time()))
            act(page)
            timer = QTimer(page, interval=4)

            def look() -> None:
                if first and is_whole():
                    timer.stop()
                    now = (time.perf_counter(), time.process_time(), time.thread_time())
                    ended.extend(now)
                    QTimer.singleShot(40, done)

            timer.timeout.connect(look)
            timer.start()

        self._painted.listener = painted
        _, blocked = self._watch.measure(clicked)
        self._painted.listener = None
        whole_ms, cpu_ms, gui_ms = (
            (end - start) * 1_000 for start, end in zip(begun, ended, strict=True)
        )
        return Felt((first[0] - begun[0]) * 1_000, whole_ms, cpu_ms, gui_ms, blocked)


def waits(widget: QWidget) -> bool:
    """Whether what it shows is of the question before."""
    if isinstance(widget, ChartView):
        return widget.waits
    assert isinstance(widget, TwinTable)
    return widget.waits


def settle(ms: int = 30) -> None:
    """Let the window do what is left."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def until_counted(page: ReportsPage) -> None:
    """Wait until what is seen is all there."""
    while page.tab.model.made is None or page.tab.model.is_asking:
        settle()
    settle()


# What is clicked


def tab_click(key: str) -> Act:
    """The tab's word, by the mouse."""

    def act(page: ReportsPage) -> None:
        button = page.tabs._buttons[key]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    return act


def ticked(dimension: Dimension, *values: str) -> Act:
    """Values of a chip, as its list of values ticks them."""
    return lambda page: page.tab.bar.chips[dimension].set_values(values)


def period_key(page: ReportsPage) -> None:
    """The next period, by the keyboard."""
    bar = page.tab.bar
    is_last = bar.period.chosen is Period.LAST_30
    QTest.keyClick(bar.period, Qt.Key.Key_Down if is_last else Qt.Key.Key_Up)


def filters_of(turn: int, key: str) -> dict[str, Act]:
    """Filters in turn, other values each time, so that nothing was asked before: all on the page of
    hours, some on the others.
    """
    held = {
        "portfolio": (Dimension.PORTFOLIO, uid(1, turn % PORTFOLIOS)),
        "team": (Dimension.TEAM, uid(3, turn % TEAMS)),
    }
    if key == "hours":
        held["agent"] = (Dimension.AGENT, uid(2, turn % AGENTS))
        held["bucket"] = (Dimension.BUCKET, str(turn % BUCKETS))
    made: dict[str, Act] = {}
    for name, (dimension, value) in held.items():
        made |= {name: ticked(dimension, value), f"{name}_off": ticked(dimension)}
    return {**made, "period": period_key}


# Figures


def measured(desk: Desk, runs: int, only: str) -> dict[str, Any]:
    """Every tab and its filters, so many times."""
    watch, found = Stopwatch(), defaultdict[str, list[Felt]](list)
    for turn in range(runs + 1):  # the first warms up
        kept = found if turn else defaultdict[str, list[Felt]](list)
        page = desk.opened()
        *others, first = page.tab_keys
        page.tabs.choose(first)  # what the page opens with is no click
        page.show()
        until_counted(page)
        for key in (key for key in others if only in ("", key)):
            print(f"report_click: {key}, {turn} of {runs}", file=sys.stderr)
            settle()
            kept[f"{key}: tab"].append(watch.felt(page, tab_click(key)))
            if REPORTS[key].needs_server:
                continue
            for name, act in filters_of(turn, key).items():
                settle()
                kept[f"{key}: {name}"].append(watch.felt(page, act))
    local: dict[str, list[float]] = defaultdict(list)
    for name, felt in found.items():
        key = name.partition(":")[0]
        if not REPORTS[key].needs_server:
            local[key] += [one.ms for one in felt]
    p95 = {
        key: round(statistics.quantiles(ms, n=20, method="inclusive")[-1], 1)
        for key, ms in local.items()
    }
    blocked = max(one.blocked_ms for felt in found.values() for one in felt)
    return {
        "first_chart_ms": {key: spread(ms) for key, ms in local.items()},
        "first_chart_p95_ms": p95,
        "is_within": {key: ms <= LIMIT_MS for key, ms in p95.items()},
        "blocked_most_ms": round(blocked, 1),
        "clicks": {name: _said(felt) for name, felt in found.items()},
    }


def _said(felt: list[Felt]) -> dict[str, Any]:
    """Medians, the slowest, and the longest without an answer."""
    names = ("ms", "whole_ms", "cpu_ms", "gui_ms")
    made = {name: statistics.median(getattr(one, name) for one in felt) for name in names}
    made["slowest_ms"] = max(one.ms for one in felt)
    made["blocked_ms"] = max(one.blocked_ms for one in felt)
    return {name: round(value, 1) for name, value in made.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=190_000)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    register_scheme()
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as passing:
        folder = asked.folder or Path(passing)
        print("report_click: the field", file=sys.stderr)
        world = world_of(folder, asked.visits)
        desk = Desk(world)
        facts = machine()
        found = measured(desk, asked.runs, asked.only)
        desk.background.close(10)
        world.replica.close()
    assert not desk.bugs, desk.bugs
    del application
    print(json.dumps({**facts, "visits": asked.visits, **found}, indent=1))


if __name__ == "__main__":
    main()
