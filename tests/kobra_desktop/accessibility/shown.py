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

from PySide6 import QtWebEngineWidgets  # noqa: F401  (before the application)
from PySide6.QtCore import QPoint, QSocketNotifier, Qt, QTimer
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


def way(window: QWidget) -> list[list[object]]:
    """Where the Tab key stops, in order."""
    stops: list[list[object]] = []
    at = window.nextInFocusChain()
    while at is not None and at is not window:
        is_stop = at.isVisible() and at.isEnabled() and at.focusProxy() is None
        if is_stop and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            corner, parent = at.mapTo(window, QPoint(0, 0)), at.parentWidget()
            rectangle = [corner.x(), corner.y(), at.width(), at.height()]
            stops.append([at.accessibleName(), id(parent), rectangle])
        at = at.nextInFocusChain()
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
