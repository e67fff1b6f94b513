"""Paints every page of the running control center and writes what it saw to `summary.json`."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from demo import (
    install_scenes,
    mail_scenes,
    plan_scenes,
    report_scenes,
    sos_scenes,
    tour_scenes,
)
from demo.map_pictures import write_map_pictures
from demo.questionnaire_scenes import essential
from demo.saying import say
from demo.scene import Scene
from demo.scenes import scenes
from demo.tints import TINTS, tinted
from kobra_desktop.app import Root
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.map.view import MapView
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.window import MainWindow

LOOK_EVERY_MS = 100
SETTLES_MS = 1_500  # tiles fade in, and a grab right after a frame may be the frame before
PATIENCE_S = 180.0
SCENE_PATIENCE_MS = 120_000  # of ticks, so that a busy machine has longer
TINTED_PAGES = ("today", "map")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be painted, how large, and where to; `has_scenes`: more than one picture a page,
    `has_tints`: Hoy and Mapa also without colour and with deutan sight; `files`: where last night's
    files of the bank lie. `only_today`: nothing but Hoy is painted, under this name;
    `only`: nothing but the scenes of that part.
    """

    folder: Path
    seconds: float
    size: tuple[int, int]
    files: Path
    has_scenes: bool = False
    has_tints: bool = False
    only_today: str = ""
    only: str = ""


class Photographer(QObject):
    """Waits for the main window, lets the city live, paints page after page, ends the program.

    `code` is 0 unless a page showed an error, its console logged one, or nothing came at all.
    """

    def __init__(self, root: Root, order: Order, begun_s: float) -> None:
        super().__init__(root)
        self._root, self._order, self._begun_s = root, order, begun_s
        self._problems: list[str] = []
        self._first_map_s: float | None = None
        self._positions = 0
        self._steps: Iterator[None] | None = None
        self.code = 1
        order.folder.mkdir(parents=True, exist_ok=True)
        root.main_shown.connect(self._on_main_shown)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._on_patience_lost)
        self._patience.start(int(PATIENCE_S * 1_000))

    # One step after the other, each begun by the event loop

    def _on_main_shown(self, window: MainWindow) -> None:
        self._patience.stop()
        workplace = self._root.workplace
        assert workplace is not None
        workplace.heard.arrived.connect(self._on_heard)
        window.resize(*self._order.size)
        self._steps = self._story(window, workplace)
        self._go_on()

    def _go_on(self) -> None:
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration:
            QCoreApplication.quit()

    def _pause(self, ms: int) -> None:
        QTimer.singleShot(ms, self, self._go_on)

    def _story(self, window: MainWindow, workplace: Workplace) -> Iterator[None]:
        if self._order.only_today:
            yield from self._today(window)
            return
        if self._order.only:
            yield from self._part(window)
            return
        window.open_page("map")
        maps = window.page.findChildren(MapView)
        for view in maps:
            view.console_error.connect(self._problems.append)
            view.page_failed.connect(self._problems.append)
            view.ready.connect(self._on_map_ready)
        say(f"Letting the city live for {self._order.seconds:g} s")
        self._pause(int(self._order.seconds * 1_000))
        yield
        for number, key in enumerate(window.keys, start=1):
            window.open_page(key)
            self._pause(SETTLES_MS)
            yield
            self._paint(window, f"{number}-{key}")
            self._look_for_errors(window, key)
        agents_on_map = sum(view.agents_shown for view in maps)
        calls = sos_scenes.scenes(window) if self._order.has_scenes else ()
        for scene in chain(calls, essential(window), mail_scenes.scenes(window)):
            yield from self._show(window, scene)
        if self._order.has_scenes:
            further = install_scenes.scenes(self._root, window)
            for scene in chain(scenes(window, self._order.files), further):
                yield from self._show(window, scene)
            self._draw_maps(workplace)
        self._write_summary(workplace, agents_on_map)

    def _today(self, window: MainWindow) -> Iterator[None]:
        """Hoy alone, as its own clock chooses it, once the phones have told what they had to."""
        window.open_page("today")
        say(f"Letting the city live for {self._order.seconds:g} s")
        self._pause(int(self._order.seconds * 1_000))
        yield
        self._paint(window, self._order.only_today)
        self._look_for_errors(window, "today")
        self.code = 1 if self._problems else 0
        for problem in self._problems:
            say(problem)

    def _part(self, window: MainWindow) -> Iterator[None]:
        """A part alone, for who works on it."""
        parts = {
            "reports": lambda: report_scenes.scenes(window, self._order.files),
            "tour": lambda: tour_scenes.scenes(window),
            "plan": lambda: plan_scenes.scenes(window),
            "install": lambda: install_scenes.scenes(self._root, window),
        }
        for scene in parts[self._order.only]():
            yield from self._show(window, scene)
        self.code = 1 if self._problems else 0
        for problem in self._problems:
            say(problem)

    def _show(self, window: MainWindow, scene: Scene) -> Iterator[None]:
        left_ms = SCENE_PATIENCE_MS
        while not scene.is_there() and left_ms > 0:
            left_ms -= LOOK_EVERY_MS
            self._pause(LOOK_EVERY_MS)
            yield
        if left_ms <= 0:
            self._problems.append(f"{scene.name} did not come")
        self._pause(SETTLES_MS)
        yield
        self._paint(scene.over() or scene.widget, scene.name)
        self._look_for_errors(window, scene.name)
        scene.end()

    def _paint(self, widget: QWidget, name: str) -> None:
        picture = widget.grab().toImage()
        wanted = {name: picture}
        if self._order.has_tints and name.partition("-")[2] in TINTED_PAGES:
            wanted |= {f"{name}-{tint}": tinted(picture, tint) for tint in TINTS}
        for each, image in wanted.items():
            path = self._order.folder / f"{each}.png"
            if not image.save(str(path)):
                self._problems.append(f"{path} could not be written")
            say(f"Painted {path}")

    def _draw_maps(self, workplace: Workplace) -> None:
        archive = self._root.basis.paths.basemap(workplace.signed_in.api.server)
        replica, locale = workplace.signed_in.replica, workplace.workspace.locale
        for path in write_map_pictures(replica, archive, self._order.folder, locale):
            say(f"Drew {path}")

    def _look_for_errors(self, window: MainWindow, key: str) -> None:
        for label in window.page.findChildren(QLabel, "error_sentence"):
            if label.isVisible():
                self._problems.append(f"{key}: {label.text()}")
        for top in QApplication.topLevelWidgets():
            is_open = isinstance(top, CrashDialog) and top.isVisible()
            if is_open and not key.startswith(install_scenes.CRASHES):
                self._problems.append(f"{key}: the crash dialog is open")

    def _write_summary(self, workplace: Workplace, agents_on_map: int) -> None:
        status = workplace.engine.status
        summary = {
            "agents_on_map": agents_on_map,
            "positions_received": self._positions,
            **self._counts(workplace),
            "rows_synced": sum(self._tally(workplace).values()),
            "pending_edits": status.waiting,
            "conflicts": status.conflicts,
            "sync_state": "synced" if status.is_synced else status.link.value,
            "is_live": status.is_live,
            "seconds_to_first_map": self._first_map_s,
            "seconds_lived": self._order.seconds,
            "problems": self._problems,
        }
        text = json.dumps(summary, ensure_ascii=False, indent=1)
        (self._order.folder / "summary.json").write_text(text + "\n", "utf-8")
        print(text, flush=True)
        has_all = agents_on_map > 0 and self._first_map_s is not None
        self.code = 0 if has_all and not self._problems else 1

    def _counts(self, workplace: Workplace) -> dict[str, Any]:
        tally = self._tally(workplace)
        told = {"questionnaire": "questionnaires", "submission": "submissions"}
        told |= {"visit": "visits", "alert": "alerts"}
        return {name: tally.get(kind, 0) for kind, name in told.items()}

    def _tally(self, workplace: Workplace) -> dict[str, int]:
        from kobra_desktop.store.tally import counts

        return counts(workplace.signed_in.replica)

    def _on_heard(self, positions: list[object]) -> None:
        self._positions += len(positions)

    def _on_map_ready(self) -> None:
        if self._first_map_s is None:
            self._first_map_s = round(time.monotonic() - self._begun_s, 1)

    def _on_patience_lost(self) -> None:
        say(f"No main window after {PATIENCE_S:g} s")
        QCoreApplication.quit()
