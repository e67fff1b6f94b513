"""`python -m tests.kobra_desktop.accessibility.shown LANGUAGE`: the window over the invented field.
Each line on its standard input opens a place; once that is loaded it answers with the way of its
Tab key: name, parent, and rectangle of each stop.
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
from tests.kobra_desktop.views.walk import is_loaded
from tests.kobra_desktop.views.world import World

LOOKED_MS = 50
MOST_STOPS = 300
KEPT: list[QWidget] = []  # so that an id stays one part's


def focused(window: KobraWindow) -> QWidget | None:
    """The part in which the keyboard is, or would be were the window in front."""
    return window.focusWidget()


def way(window: KobraWindow) -> list[list[object]]:
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


def main(language: str) -> int:
    """Show it until the input ends."""
    register_scheme()
    app = QApplication([f"kobra-{language}"])
    spoken(language, app)
    look = Look(ThemeChoice.LIGHT)
    look.apply(ThemeChoice.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        background = Background(lambda problem: tell(sys.stderr, f"bug {problem!r}"))
        workspace = world.workspace(background, Relay(), language)
        status = StatusModel(workspace.zone)
        status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=workspace.now))
        window = KobraWindow(look, workspace, status)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        told = QTimer()
        told.setInterval(LOOKED_MS)

        def asked() -> None:
            line = sys.stdin.readline().strip()
            if not line:
                window.close()
                app.quit()
                return
            page, _, tab = line.partition("/")
            window.open_page(page, {"tab": tab} if tab else {})
            told.start()

        def answer() -> None:
            if is_loaded(window.page):
                told.stop()
                tell(sys.stdout, json.dumps(way(window)))

        told.timeout.connect(answer)
        heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        heard.activated.connect(lambda: asked())
        tell(sys.stdout, "[]")
        app.exec()
        background.close(10)
        world.replica.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
