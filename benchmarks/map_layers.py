"""5,000 moving agents and a trail of a million fixes: our layers against Leaflet's own.

Alternated runs, medians with their spread, ratios. `python -m benchmarks.map_layers [RUNS]` prints
JSON. Only ratios mean anything on a shared machine.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import numpy as np
import orjson
from PySide6 import QtWebEngineWidgets  # noqa: F401  (before the application)
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks._facts import machine
from kobra_desktop.map.spec import AgentMark, Column, Trail
from kobra_desktop.map.view import MapView
from kobra_desktop.web.walls import register_scheme
from kobra_domain.agent_state import Body

AGENTS = 5_000
FIXES = 1_000_000
CENTER = (4.652, -74.09)

_PREPARE = """
window.painted = () => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)));
window.timed = async act => {
  await painted();
  const from = performance.now();
  await act();
  await painted();
  return performance.now() - from;
};
window.others = {};
window.spots = () => {
  const n = new Float64Array(numbers), count = n.length / 9;
  return Array.from({length: count}, (_, i) => [n[i] + (Math.random() - .5) * 1e-3,
                                                n[count + i] + (Math.random() - .5) * 1e-3]);
};
window.moved = () => {
  const n = new Float64Array(numbers.slice(0)), count = n.length / 9;
  for (let i = 0; i < 2 * count; i++) n[i] += (Math.random() - .5) * 1e-3;
  return n.buffer;
};
const dot = document.createElement('canvas');
dot.width = 25; dot.height = 41;
dot.getContext('2d').fillRect(4, 4, 17, 33);
const picture = dot.toDataURL();
const pin = L.icon({iconUrl: picture, shadowUrl: picture, iconSize: [25, 41], shadowSize: [41, 41],
                    iconAnchor: [12, 41]});
window.layer = kind => {
  const map = KobraMap.leafletMap(), canvas = L.canvas();
  const one = {circle: p => L.circleMarker(p, {renderer: canvas, radius: 7}),
               dom: p => L.marker(p, {icon: pin})}[kind];
  others[kind] = spots().map(one);
  others[kind + 'Group'] = L.layerGroup(others[kind]).addTo(map);
};
window.move = kind => { const to = spots(); others[kind].forEach((m, i) => m.setLatLng(to[i])); };
window.drop = kind => { others[kind + 'Group'].remove(); };
window.ours = isShown => {
  const box = document.querySelector('.kobra-check input');
  if (box.checked !== isShown) box.click();
};
"""

_UPDATES = {
    "ours_singly": "timed(() => KobraMap.showNumbers(moved(), true))",
    "ours_clustered": "timed(() => KobraMap.showNumbers(moved(), false))",
    "circle_canvas": "timed(() => move('circle'))",
    "dom_markers": "timed(() => move('dom'))",
}
_RAW_TRAIL = """timed(async () => {
  const buffer = await (await fetch('live/replay')).arrayBuffer();
  const size = new DataView(buffer).getUint32(0, true), n = new DataView(buffer).getUint32(4, true);
  const from = Math.ceil((8 + size) / 8) * 8;
  const x = new Float64Array(buffer, from, n), y = new Float64Array(buffer, from + 8 * n, n);
  const lat = v => Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180 / Math.PI;
  const points = Array.from(x, (v, i) => [lat(y[i]), (v - .5) * 360]);
  window.raw = L.polyline(points, {renderer: L.canvas()}).addTo(KobraMap.leafletMap());
}).finally(() => raw.remove())"""


class Bench:
    """A page that is ready, and questions to it."""

    def __init__(self) -> None:
        register_scheme()
        self.app = QApplication.instance() or QApplication([])
        self.view = MapView()
        self.view.resize(1366, 768)
        self._wait(self.view.ready.connect, self.view.show)
        self.ask(_PREPARE)

    def _wait(self, connect: Callable[[Any], Any], act: Callable[[], Any]) -> None:
        loop = QEventLoop()
        connect(loop.quit)
        QTimer.singleShot(60_000, loop.quit)
        act()
        loop.exec()

    def ask(self, code: str) -> Any:
        """The value of an expression."""
        answers: list[Any] = []
        loop = QEventLoop()

        def take(value: Any) -> None:
            answers.append(value)
            loop.quit()

        self.view._host.page.runJavaScript(f"{code}", 0, take)
        loop.exec()
        return answers[0]

    def measure(self, promise: str) -> float:
        """Milliseconds that a promise of a duration resolves to."""
        self.ask(f"window.ms = -1; {promise}.then(v => {{ window.ms = v; }}); 1")
        while (ms := float(self.ask("window.ms"))) < 0:
            loop = QEventLoop()
            QTimer.singleShot(5, loop.quit)
            loop.exec()
        return ms

    def until(self, condition: str) -> None:
        """Wait for the page."""
        while not self.ask(condition):
            self.app.processEvents()


def crowd() -> list[AgentMark]:
    """Agents over one view."""
    rng = np.random.default_rng(1)
    bodies = [Body.MOVING, Body.AT_VISIT, Body.STOPPED, Body.NO_SIGNAL]
    places = zip(rng.uniform(-0.03, 0.03, AGENTS), rng.uniform(-0.05, 0.05, AGENTS), strict=True)
    return [
        AgentMark(f"a{n}", f"A {n}", CENTER[0] + a, CENTER[1] + b, bodies[n % 4], float(n % 360))
        for n, (a, b) in enumerate(places)
    ]


def long_trail() -> Trail:
    """A phone that walks for eleven days, a fix each second, with its jitter; inside one town."""
    rng = np.random.default_rng(2)
    heading = np.cumsum(rng.normal(0, 0.06, FIXES))
    jitter = rng.normal(0, 3.0, (2, FIXES))
    north = _folded(np.cumsum(1.4 * np.cos(heading)), 4_000) + jitter[0]
    east = _folded(np.cumsum(1.4 * np.sin(heading)), 6_000) + jitter[1]
    lats, lons = CENTER[0] + north / 110_574, CENTER[1] + east / 110_900
    return Trail("a", "A", np.arange(FIXES, dtype=np.float64), lats, lons)


def _folded(metres: Column, half: float) -> Column:
    """Turned back at the edge of the town."""
    folded: Column = np.abs((metres + half) % (4 * half) - 2 * half) - half
    return folded


def updates(bench: Bench, runs: int) -> dict[str, list[float]]:
    """One update of all agents, from the numbers to the frame that shows them."""
    bench.view.show_agents(crowd())
    bench.view.look_at(*CENTER, 14)
    bench.until(f"KobraMap.probe().agents === {AGENTS}")
    bench.ask(
        "fetch('live/agents').then(a => a.arrayBuffer()).then(b => { window.numbers = b; });1"
    )
    bench.until("typeof numbers !== 'undefined'")
    taken: dict[str, list[float]] = {name: [] for name in _UPDATES}
    for _ in range(runs):
        for name, promise in _UPDATES.items():
            kind = {"circle_canvas": "circle", "dom_markers": "dom"}.get(name)
            bench.ask(f"ours({str(kind is None).lower()}); 1")
            if kind:
                bench.ask(f"layer('{kind}'); 1")
            bench.measure("timed(() => 0)")
            taken[name].append(bench.measure(promise))
            if kind:
                bench.ask(f"drop('{kind}'); 1")
    bench.view.show_agents([])
    return taken


def trails(bench: Bench, runs: int) -> dict[str, list[float]]:
    """Arrays in Python to the painted line; ours makes its levels of detail anew each time."""
    trail = long_trail()
    bench.view.look_at(*CENTER, 14)
    names = ("ours_first", "ours_full", "raw_polyline", "raw_polyline_binary")
    taken: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(runs):
        first, full = _ours(bench, trail)
        taken["ours_first"].append(first)
        taken["ours_full"].append(full)
        bench.view.show_trails([])
        bench.until("KobraMap.probe().trails === 0")
        bench.view._host.routes.replay = type(bench.view._host.routes.replay)([trail])
        taken["raw_polyline_binary"].append(bench.measure(_RAW_TRAIL))
        taken["raw_polyline"].append(_raw(bench, trail))
    return taken


def _ours(bench: Bench, trail: Trail) -> tuple[float, float]:
    """Until a line is seen, and until it is as fine as the view asks."""
    bench.view.show_trails([])
    bench.until("KobraMap.probe().trails === 0")
    start = float(bench.ask("performance.now()"))
    bench.view.show_trails([trail])
    bench.until("(p => p.trails_zoom === p.zoom && p.trails_first_at > 0)(KobraMap.probe())")
    bench.measure("timed(() => 0)")
    full = float(bench.ask("performance.now()")) - start
    return float(bench.ask("KobraMap.probe().trails_first_at")) - start, full


def _raw(bench: Bench, trail: Trail) -> float:
    """What plain Leaflet is given: pairs as JSON text, parsed in the page."""
    start = float(bench.ask("performance.now()"))
    pairs = orjson.dumps(
        np.column_stack([trail.lats, trail.lons]), option=orjson.OPT_SERIALIZE_NUMPY
    )
    text = orjson.dumps(pairs.decode()).decode()
    bench.ask(
        f"window.raw = L.polyline(JSON.parse({text}), {{renderer: L.canvas()}})"
        ".addTo(KobraMap.leafletMap()); 1"
    )
    bench.measure("timed(() => 0)")
    taken = float(bench.ask("performance.now()")) - start
    bench.ask("raw.remove(); 1")
    return taken


def summary(taken: dict[str, list[float]], base: str) -> dict[str, Any]:
    """Median, quartiles, and the median's ratio to a base, by name."""
    middle = statistics.median(taken[base])
    return {
        name: {
            "median_ms": round(statistics.median(values), 1),
            "quartiles_ms": [round(q, 1) for q in statistics.quantiles(values, n=4)][::2],
            f"ratio_to_{base}": round(statistics.median(values) / middle, 2),
        }
        for name, values in taken.items()
    }


def main(runs: int = 20) -> dict[str, Any]:
    """All figures of the map's layers."""
    bench = Bench()
    result = {
        **machine(),
        "runs": runs,
        "update_of_5000_agents": summary(updates(bench, runs), "circle_canvas"),
        "trail_of_1000000_fixes": summary(trails(bench, max(3, runs // 4)), "raw_polyline"),
    }
    bench.view.dispose()
    return result


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20), indent=1))
