"""Fixtures of the map's tests: a small invented city, and a live page whose console must stay
clean.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.map.view import MapView
from tests.kobra_desktop.map import invented


class LivePage:
    """A map that is ready, and the questions a test may ask its page."""

    def __init__(self, view: MapView, qtbot: QtBot) -> None:
        self.view: MapView = view
        self.qtbot = qtbot
        self.errors: list[str] = []
        view.console_error.connect(self.errors.append)

    def ask(self, code: str) -> Any:
        """The value of an expression in the page."""
        answers: list[Any] = []
        self.view._host.page.runJavaScript(code, 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def probe(self) -> dict[str, Any]:
        """What stands on the page."""
        return dict(json.loads(self.ask("JSON.stringify(KobraMap.probe())")))

    def until(self, is_so: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until the page's probe says so."""
        self.qtbot.waitUntil(lambda: is_so(self.probe()))


def _built() -> bool:
    return (resources.root() / "web" / "dist" / "map.js").is_file()


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PMTiles archive of a few zooms."""
    return invented.write_city(tmp_path_factory.mktemp("city") / "city.pmtiles", top=12)


@pytest.fixture
def live(qtbot: QtBot) -> Iterator[LivePage]:
    """A page that is ready; a console error fails the test, unless it took `errors` away itself."""
    assert _built(), "the web parts are not built: python dev.py does it"
    view = MapView()
    page = LivePage(view, qtbot)
    view.resize(900, 600)
    with qtbot.waitSignal(view.ready):
        view.show()
    yield page
    view.dispose()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.errors == []
