"""The page over a real server and a real replica."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.theme import Look
from tests.kobra_desktop.views.administration.office import Founded, Office, found, office

D = TypeVar("D", bound=QDialog)


class Desk:
    """The page, what it said, and the ways a person has."""

    def __init__(self, page: AdministrationPage, made: Office, qtbot: QtBot) -> None:
        self.page, self.office, self.qtbot = page, made, qtbot
        self.said: list[str] = []
        self.undo: list[Callable[[], None] | None] = []
        page.said.connect(self._on_said)

    def _on_said(self, words: str, undo: Any) -> None:
        self.said.append(words)
        self.undo.append(undo)

    def open(self, key: str, part: str = "") -> Any:
        """A tab with its rows, or a part of one."""
        self.page.restore({"tab": key, "lists": {"part": part}})
        tab: Any = self.page.tab
        tab = tab.part if part else tab
        if hasattr(tab, "box"):
            self.until(lambda: tab.model.list.is_loaded)
        return tab

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(lambda: bool(is_so()))

    def dialog(self, kind: type[D]) -> Any:
        """The open dialog of a kind, once it is there."""

        def shown() -> list[D]:
            return [one for one in self.page.findChildren(kind) if one.isVisible()]

        self.until(shown)
        return shown()[-1]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """The field to copy."""
    return found(tmp_path_factory.mktemp("administration"))


@pytest.fixture
def desk(
    tmp_path: Path, qtbot: QtBot, look: Look, background: Background, founded: Founded
) -> Iterator[Desk]:
    """An administrator at work."""
    with office(tmp_path, background, founded) as made:
        page = AdministrationPage(look, made.workspace, made.status)
        qtbot.addWidget(page)
        page.resize(1178, 700)
        page.show()
        yield Desk(page, made, qtbot)
        assert background.close(10)
