"""From a chart as data to painted pixels: each kind at its usual size, and 20,000 figures in six
lines beside pyqtgraph's drawing of the same. `python -m benchmarks.charts [RUNS]` prints JSON; only
ratios mean anything on a shared machine.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph
from PySide6.QtWidgets import QApplication

from benchmarks._facts import machine, spread
from kobra_desktop.views.charts.painting import picture
from kobra_desktop.views.charts.themes import chart_theme
from kobra_domain.charts import KINDS, ChartSpec, Scene, example, resolve
from kobra_domain.charts.spec import Figure, LineChart, Series, StepKind
from kobra_records.files.paper.measure import text_width

SIZE = (1100, 420)
STEPS, SERIES = 3_333, 6
_FIRST = date(2018, 1, 1)


def scene_of(spec: ChartSpec) -> Scene:
    """The chart at the bench's size."""
    return resolve(spec, text_width, SIZE, chart_theme("light"), "es_CO")


def long_lines() -> LineChart:
    """Nine years of days in six lines, each figure with its interval."""
    rng = np.random.default_rng(1)
    rows = 100 + np.cumsum(rng.normal(0, 2, (SERIES, STEPS)), axis=1)
    days = tuple((_FIRST + timedelta(n)).isoformat() for n in range(STEPS))
    series = tuple(
        Series(name=f"s{n}", values=tuple(Figure(v, v - 5, v + 5, 40) for v in map(float, row)))
        for n, row in enumerate(rows)
    )
    return LineChart(title="x", steps=days, step=StepKind.DAY, series=series)


def drawn_by_pyqtgraph(spec: LineChart) -> None:
    """The same lines, as sharp, in the same pixels."""
    made = pyqtgraph.PlotWidget(background="w")
    made.resize(*SIZE)
    for n, one in enumerate(spec.series):
        values = np.array([figure.value for figure in one.values])
        pen = pyqtgraph.mkPen(pyqtgraph.intColor(n), width=1.25)
        made.plot(np.arange(len(values)), values, pen=pen, antialias=True)
    made.grab()
    made.close()


def timed(act: Callable[[], Any]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1_000


def main(runs: int) -> dict[str, Any]:
    """Measure in turns; the first of each is not counted."""
    app = QApplication.instance() or QApplication([])
    result = machine()
    usual: dict[str, Any] = {}
    for kind in KINDS:
        spec = example(kind, "es_CO")
        picture(scene_of(spec))
        usual[kind] = spread([timed(lambda s=spec: picture(scene_of(s))) for _ in range(runs)])  # type: ignore[misc]
    lines = long_lines()
    ways: dict[str, Callable[[], Any]] = {
        "scene": lambda: scene_of(lines),
        "scene_and_paint": lambda: picture(scene_of(lines)),
        "pyqtgraph": lambda: drawn_by_pyqtgraph(lines),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, act in ways.items():
            times[name].append(timed(act))
    long = {name: spread(found[1:]) for name, found in times.items()}
    ratio = long["scene_and_paint"]["median"] / long["pyqtgraph"]["median"]
    del app
    return {
        **result,
        "usual_ms": usual,
        "figures": STEPS * SERIES,
        "long_ms": long,
        "ratio": round(ratio, 2),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20), indent=1))
