"""`python -m tests.field_api.mail.look DIR`: paints every letter at the width of a phone, in both
languages and themes, and writes its text beside it, to be looked at.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from field_api.database import Database
from field_api.mail.letters.looks import DARK, LIGHT
from field_api.mail.message import Letter
from tests.field_api.databases import migrate
from tests.field_api.mail.samples import letters
from tests.field_api.world import build_world

PHONE_PX = 360


def shown(letter: Letter) -> str:
    """The HTML with its pictures in it, as a mail program shows them."""
    html = letter.html
    for part in letter.pictures:
        inside = f"data:{part.mime};base64,{base64.b64encode(part.content).decode()}"
        html = html.replace(f"cid:{part.cid}", inside)
    return html


def as_dark(html: str) -> str:
    """As a mail program shows it whose theme is dark."""
    return html.replace("@media (prefers-color-scheme:dark)", "@media all")


class Painter:
    """Paints pages one after the other."""

    def __init__(self) -> None:
        self._app = QApplication.instance() or QApplication([])
        self._view = QWebEngineView()

    def paint(self, html: str, path: Path, width: int = PHONE_PX) -> None:
        """A whole page as one picture."""
        self._view.resize(width, 640)
        self._view.show()
        self._until(lambda done: self._load(html, done))
        height = self._until(
            lambda done: self._view.page().runJavaScript(
                "document.documentElement.scrollHeight", done
            )
        )
        self._view.resize(width, height if isinstance(height, int) else 640)
        self._until(lambda done: QTimer.singleShot(400, lambda: done(None)))
        self._view.grab().save(str(path))

    def _load(self, html: str, done: Callable[[object], None]) -> None:
        self._view.loadFinished.connect(done)
        self._view.setHtml(html)

    def _until(self, ask: Callable[[Callable[[object], None]], None]) -> object:
        loop, answers = QEventLoop(), list[object]()

        def done(answer: object = None) -> None:
            answers.append(answer)
            loop.quit()

        ask(done)
        QTimer.singleShot(15_000, loop.quit)
        loop.exec()
        return answers[-1] if answers else None


def main(folder: Path) -> None:
    """Paint them all."""
    folder.mkdir(parents=True, exist_ok=True)
    painter = Painter()
    for language in ("es", "en"):
        with tempfile.TemporaryDirectory() as temporary:
            url = f"sqlite:///{temporary}/kobra.db"
            migrate(url)
            database = Database(url)
            world = build_world(database)
            for name, letter in letters(database, world, language):
                stem = folder / f"{language}-{name}"
                stem.with_suffix(".txt").write_text(f"{letter.subject}\n\n{letter.text}")
                painter.paint(shown(letter), stem.with_suffix(".png"))
                painter.paint(as_dark(shown(letter)), folder / f"{language}-{name}-dark.png")
            database.close()
    assert LIGHT.keys() == DARK.keys()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
