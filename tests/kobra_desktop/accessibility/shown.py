"""`python -m tests.kobra_desktop.accessibility.shown LANGUAGE`: the window over the invented field.
Each line on its standard input opens a place, «over NAME» what stands over the window, «in NAME»
what takes a page (`dialogs`); once that is loaded it answers with the way of its Tab key: name,
parent, and rectangle of each stop.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QPoint, QSocketNotifier, QTimer
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from kobra_desktop.app.language import spoken
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.status import StatusModel
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.web.walls import register_scheme
from tests.kobra_desktop.accessibility.dialogs import DIALOGS, INSIDE, close_all, open_one, shown
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.walk import is_loaded
from tests.kobra_desktop.views.world import World

LOOKED_MS = 50
MOST_STOPS = 300
KEPT: list[QWidget] = []  # so that an id stays one part's


def focused(window: QWidget) -> QWidget | None:
    """The part in which the keyboard is, or would be were the window in front."""
    return window.focusWidget()


def way(window: QWidget) -> list[list[object]]:
    """Where the Tab key stops, in order, nothing once the web engine is in the window. The key's
    own road is gone: after a walk along `nextInFocusChain` from Python a page that closed took
    parts of another with it, and the program ended in six tries of eight.
    """
    stops: list[list[object]] = []
    if window.findChildren(QWebEngineView):
        return stops
    seen: set[int] = set()
    while len(seen) < MOST_STOPS and window.focusNextPrevChild(True):
        at = focused(window)
        if at is None or id(at) in seen:
            break
        seen.add(id(at))
        KEPT.append(at)
        corner, parent = at.mapTo(window, QPoint(0, 0)), at.parentWidget()
        rectangle = [corner.x(), corner.y(), at.width(), at.height()]
        stops.append([at.accessibleName(), id(parent), rectangle])
    return stops


def tell(out: TextIO, line: str) -> None:
    """Say it at once."""
    out.write(f"{line}\n")
    out.flush()


class Answering:
    """Opens what a line asks for, and tells its way once it is there."""

    def __init__(self, window: KobraWindow) -> None:
        self._window = window
        self._how = self._name = ""
        self._is_open = False
        self._looking = QTimer()
        self._looking.setInterval(LOOKED_MS)
        self._looking.timeout.connect(lambda: self._look())

    def take(self, line: str) -> None:
        """A place, or «over NAME», «in NAME»."""
        close_all(self._window)
        self._how, _, self._name = line.partition(" ")
        self._is_open = False
        place = (DIALOGS | INSIDE)[self._name][0] if self._name else line
        page, _, tab = place.partition("/")
        self._window.open_page(page, {"tab": tab} if tab else {})
        self._looking.start()

    def _look(self) -> None:
        window = self._window
        if not is_loaded(window.page):
            return
        if self._name and not self._is_open:
            self._is_open = True
            open_one(window, self._name)
            return
        over = shown(window) if self._how == "over" else window
        if over is not None and is_loaded(over):
            self._looking.stop()
            tell(sys.stdout, json.dumps(way(over)))


def main(language: str) -> int:
    """Show it until the input ends."""
    register_scheme()
    app = QApplication([f"kobra-{language}"])
    spoken(language, app)
    look = Look(ThemeChoice.LIGHT)
    look.apply(ThemeChoice.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        answer(world)
        background = Background(lambda problem: tell(sys.stderr, f"bug {problem!r}"))
        workspace = world.workspace(background, Relay(), language)
        status = StatusModel(workspace.zone)
        status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=workspace.now))
        window = KobraWindow(look, workspace, status)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        answering = Answering(window)

        def asked() -> None:
            line = sys.stdin.readline().strip()
            if line:
                answering.take(line)
            else:
                close_all(window)
                window.close()
                app.quit()

        heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        heard.activated.connect(lambda: asked())
        tell(sys.stdout, "[]")
        app.exec()
        background.close(10)
        world.replica.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
