"""The page Visitas with 100,000 rows, against a QTableWidget and a QSortFilterProxyModel over a
QStandardItemModel with the same texts.

Alternated runs in one process. `ms` is from the wish to the painted table, `blocked` the longest
time in it in which the window would not have answered. `python -m benchmarks.visits_table
[--rows 100000] [--runs 5]` prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QRegularExpression, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QTableWidget, QTableWidgetItem

from PySide6.QtCore import QSortFilterProxyModel  # isort: skip

from sqlalchemy import insert

from benchmarks._facts import machine, resident_mb, spread
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.tables import RECORDS
from kobra_desktop.views.pages import PageTools, page_specs
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.visits.page import VisitsPage
from kobra_records.sql.tables import values_of
from tests.kobra_desktop.views.world import World

HOMES = 2_000
COLUMNS = 14
CHANGED = 50
SCROLLS = 60
Taken = dict[str, list[float]]


class Watch(QObject):
    """Ticks each 2 ms; the longest time between two ticks is what a person would feel."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=2)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._last = self.longest = 0.0

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def measure(self, act: Callable[[Callable[[], None]], None]) -> tuple[float, float]:
        """Milliseconds until `act` calls what it is given, and the longest without an answer."""
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        self._last, self.longest = time.perf_counter(), 0.0
        self._timer.start()
        begun = time.perf_counter()
        QTimer.singleShot(0, lambda: act(loop.quit))
        loop.exec()
        self._on_tick()
        self._timer.stop()
        return (time.perf_counter() - begun) * 1_000, self.longest * 1_000


def filled_world(folder: Path, count: int) -> World:
    """A replica with so many visits at a few thousand doors: those of now, and a year of past."""
    world = World(folder, visits=HOMES)
    ended = [visit for visit in world.visits if visit.ended_at is not None]
    made = []
    for n in range(count - HOMES):
        like = ended[n % len(ended)]
        day = like.planned_on and like.planned_on - timedelta(days=1 + n % 365)
        twin = replace(like, id=str(UUID(int=n + 10**30)), planned_on=day)
        made.append({**values_of(twin), "version": 1})
    with world.replica.pulling() as connection:
        connection.execute(insert(RECORDS["visit"]), made)
    return world


class Ours:
    """The real page over the real replica."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.bugs: list[BaseException] = []
        self.background = Background(self.bugs.append)
        self.news = Relay()
        self.workspace = world.workspace(self.background, self.news)
        look = Look(ThemeChoice.LIGHT)
        look.apply(ThemeChoice.LIGHT)
        tools = PageTools(StatusModel(self.workspace.zone))
        specs = {spec.key: spec for spec in page_specs(look, self.workspace, tools)}
        self.page = cast(VisitsPage, specs["visits"].make())
        self.model = cast(VisitsModel, self.page.findChild(VisitsModel))
        self.page.resize(1366, 768)
        self.page.show()

    def _painted(self, act: Callable[[], object], done: Callable[[], None]) -> None:
        def loaded() -> None:
            self.model.list.loaded.disconnect(loaded)
            self.page.table.viewport().repaint()
            done()

        self.model.list.loaded.connect(loaded)
        act()

    def load(self, done: Callable[[], None]) -> None:
        self._painted(self.model.list.reload, done)

    def sort(self, done: Callable[[], None], *, descending: bool) -> None:
        self._painted(
            lambda: self.model.list.look(sort_key="party", is_descending=descending), done
        )

    def search(self, done: Callable[[], None], words: str) -> None:
        self._painted(lambda: self.model.list.look(search=words), done)

    def pull(self, turn: int) -> Callable[[Callable[[], None]], None]:
        """What a pull leaves: changed rows in the replica; the word of it is said when asked."""
        changed = [replace(v, note=f"{turn}") for v in self.world.visits[:CHANGED]]
        with self.world.replica.pulling() as connection:
            for visit in changed:
                rows.write(connection, "visit", visit, turn + 2)
        news = ChangeSet.of("visit", [visit.id for visit in changed])
        return lambda done: self._painted(lambda: self.news.send(news), done)

    def scroll(self) -> list[float]:
        return _frames(self.page.table)

    def texts(self) -> list[list[str]]:
        """What the peers are filled with."""
        columns, rows_ = self.model.list.model.columns, self.model.list.model.shown_rows()
        return [[column.text(row) for column in columns] for row in rows_()]


class Widget:
    """QTableWidget: an item a cell."""

    def __init__(self, texts: list[list[str]]) -> None:
        self.texts = texts
        self.table = QTableWidget()
        self.table.resize(1366, 640)
        self.table.show()

    def load(self, done: Callable[[], None]) -> None:
        table = self.table
        table.setSortingEnabled(False)
        table.clearContents()
        table.setRowCount(len(self.texts))
        table.setColumnCount(COLUMNS)
        for line, cells in enumerate(self.texts):
            for column, text in enumerate(cells):
                table.setItem(line, column, QTableWidgetItem(text))
        table.viewport().repaint()
        done()

    def sort(self, done: Callable[[], None], *, descending: bool) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.sortItems(1, order)
        self.table.viewport().repaint()
        done()

    def search(self, done: Callable[[], None], words: str) -> None:
        table, wanted = self.table, words.casefold()
        for line in range(table.rowCount()):
            cells = (table.item(line, column) for column in range(COLUMNS))
            found = any(cell is not None and wanted in cell.text().casefold() for cell in cells)
            table.setRowHidden(line, not found)
        table.viewport().repaint()
        done()

    def scroll(self) -> list[float]:
        return _frames(self.table)


class Proxy:
    """A QSortFilterProxyModel over a QStandardItemModel, all in C++ once it is filled."""

    def __init__(self, texts: list[list[str]]) -> None:
        self.texts = texts
        self.source = QStandardItemModel()
        self.proxy = QSortFilterProxyModel()
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTableView()
        self.table.setModel(self.proxy)
        self.table.resize(1366, 640)
        self.table.show()

    def load(self, done: Callable[[], None]) -> None:
        made = QStandardItemModel(0, COLUMNS)
        for cells in self.texts:
            made.appendRow([QStandardItem(text) for text in cells])
        self.source = made
        self.proxy.setSourceModel(made)
        self.table.viewport().repaint()
        done()

    def sort(self, done: Callable[[], None], *, descending: bool) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.proxy.sort(1, order)
        self.table.viewport().repaint()
        done()

    def search(self, done: Callable[[], None], words: str) -> None:
        self.proxy.setFilterRegularExpression(QRegularExpression(words))
        self.table.viewport().repaint()
        done()

    def scroll(self) -> list[float]:
        return _frames(self.table)


def _frames(table: QTableView) -> list[float]:
    """Milliseconds of each painted step down the list."""
    bar, taken = table.verticalScrollBar(), []
    for step in range(SCROLLS):
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * (step + 1) // (SCROLLS + 1))
        table.viewport().repaint()
        taken.append((time.perf_counter() - begun) * 1_000)
    bar.setValue(0)
    return taken


def _round(watch: Watch, one: Ours | Widget | Proxy, turn: int, ms: Taken, blocked: Taken) -> None:
    def keep(name: str, act: Callable[[Callable[[], None]], None]) -> None:
        whole, longest = watch.measure(act)
        ms[name].append(whole)
        blocked[name].append(longest)

    keep("load", one.load)
    keep("sort", lambda done: one.sort(done, descending=bool(turn % 2)))
    for word in ("g", "ga", ""):
        keep("filter_keystroke", lambda done, word=word: one.search(done, word))  # type: ignore[misc]
    if isinstance(one, Ours):
        keep("pulled_50_rows", one.pull(turn))
    ms["scroll_frame"] += one.scroll()


def _ratios(all_ms: dict[str, Taken]) -> dict[str, dict[str, float]]:
    """Ours to each peer, by what was asked: medians of the time to the painted table."""
    middle = {
        name: {act: spread(values)["median"] for act, values in ms.items()}
        for name, ms in all_ms.items()
    }
    return {
        peer: {
            act: round(middle["ours"][act] / middle[peer][act], 2)
            for act in ("load", "sort", "filter_keystroke", "scroll_frame")
        }
        for peer in ("table_widget", "sort_filter_proxy")
    }


def measured(count: int, runs: int) -> dict[str, object]:
    """All figures of a table of `count` rows."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        world = filled_world(Path(folder), count)
        watch = Watch()
        before_mb = resident_mb()
        ours = Ours(world)
        watch.measure(ours.load)
        memory_mb = resident_mb() - before_mb
        texts = ours.texts()
        cases: dict[str, Ours | Widget | Proxy] = {
            "ours": ours,
            "table_widget": Widget(texts),
            "sort_filter_proxy": Proxy(texts),
        }
        ms: dict[str, Taken] = {name: defaultdict(list) for name in cases}
        blocked: dict[str, Taken] = {name: defaultdict(list) for name in cases}
        for turn in range(runs):
            for name, one in cases.items():
                print(f"visits_table: {name}, {turn + 1} of {runs}", file=sys.stderr)
                _round(watch, one, turn, ms[name], blocked[name])
        ours.background.close(10)
        world.replica.close()
    assert not ours.bugs, ours.bugs
    del application
    return {
        "rows": count,
        "ours_memory_mb": round(memory_mb, 1),
        "ratio_to": _ratios(ms),
        "ms": {name: {act: spread(v) for act, v in taken.items()} for name, taken in ms.items()},
        "blocked_ms": {
            name: {act: spread(v) for act, v in taken.items()} for name, taken in blocked.items()
        },
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    print(json.dumps({**machine(), **measured(asked.rows, asked.runs)}, indent=1))


if __name__ == "__main__":
    main()
