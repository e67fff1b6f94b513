"""Writes pictures of the map to be looked at: `python -m tests.kobra_desktop.map.look DIR
[NAME...]`. Not a test.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6 import QtWebEngineWidgets  # noqa: F401  (before the application)
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from kobra_desktop.map.spec import FileBasemap
from kobra_desktop.map.view import MapView
from kobra_desktop.web.walls import register_scheme
from tests.kobra_desktop.map import invented

Scene = tuple[str, Callable[[MapView], None]]


def wait(ms: int) -> None:
    """Let the page live so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _near(view: MapView, zoom: float, dx: float = 0.0, dy: float = 0.0) -> None:
    view.look_at(invented.CENTER[0] + dy, invented.CENTER[1] + dx, zoom)


def scenes(city: Path) -> Iterator[Scene]:
    """What is pictured, in order; each begins where the one before ended."""

    def start(view: MapView) -> None:
        view.set_basemap(FileBasemap(city, "Ciudad inventada", is_invented=True))
        view.set_data_date("Datos de 10:42")
        view.show_zones(invented.zones())
        view.show_agents(invented.agents(100))
        _near(view, 14)

    def chosen(view: MapView) -> None:
        view.show_visits(invented.visits(120))
        view.select("a5")
        _near(view, 15, 0.004, 0.003)

    def close(view: MapView) -> None:
        away = next(v for v in invented.visits(120) if v.arrival is not None)
        view.select(away.id)
        view.look_at(away.lat + 0.0006, away.lon - 0.0008, 17)

    def many(view: MapView) -> None:
        view.select(None)
        view.show_visits([])
        view.show_agents(invented.agents(300))
        _near(view, 13)

    def crowd(view: MapView) -> None:
        view.show_agents(invented.agents(5000))
        _near(view, 14)

    def trail(view: MapView) -> None:
        view.show_agents([])
        view.show_trails([invented.trail(0)])
        view.fit_all()

    def replay(view: MapView) -> None:
        trails = [invented.trail(at) for at in range(3)]
        view.show_trails(trails)
        view.replay_load(trails)
        view.replay_seek(invented.START + 9000)
        _near(view, 15)

    def world(view: MapView) -> None:
        view.replay_clear()
        view.show_trails([])
        view.show_zones([])
        view.set_basemap(None)
        view.show_agents(
            [
                replace(mark, lat=mark.lat + at % 3, lon=mark.lon - at % 4)
                for at, mark in enumerate(invented.agents(60))
            ]
        )
        view.look_at(5.5, -74.5, 6)

    yield from {
        "start": start,
        "chosen": chosen,
        "close": close,
        "many": many,
        "crowd": crowd,
        "trail": trail,
        "replay": replay,
        "world": world,
    }.items()


def main(folder: Path, wanted: list[str]) -> None:
    """One PNG per scene and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    register_scheme()
    app = QApplication.instance() or QApplication([])
    city = folder / "city.pmtiles"
    if not city.exists():
        invented.write_city(city)
    view = MapView()
    view.console_error.connect(lambda text: sys.stderr.write(f"CONSOLE {text}\n"))
    view.page_failed.connect(lambda text: sys.stderr.write(f"FAILED {text}\n"))
    loop = QEventLoop()
    view.ready.connect(loop.quit)
    QTimer.singleShot(20000, loop.quit)
    view.resize(1366, 768)
    view.show()
    loop.exec()
    for name, act in scenes(city):
        act(view)
        if wanted and name not in wanted:
            continue
        for theme in ("light", "dark"):
            view.set_theme(theme)
            wait(2200)
            view.grab().save(str(folder / f"{name}-{theme}.png"))
    view.dispose()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
