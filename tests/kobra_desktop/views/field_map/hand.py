"""Drives the page as a person does, and asks its web page what stands on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.main import KobraWindow


class MapHand:
    """`failures` are what the map's page said of itself; a test that expects one takes it."""

    def __init__(self, qtbot: QtBot, window: KobraWindow, page: MapPage) -> None:
        self.qtbot, self.window, self.page = qtbot, window, page
        self.failures: list[str] = []
        page.map_failed.connect(self.failures.append)

    def ask(self, code: str) -> Any:
        """The value of an expression in the map's page."""
        answers: list[Any] = []
        self.page.stage.map._host.page.runJavaScript(code, 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def until(self, is_so: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until the map's probe says so."""
        probe = "JSON.stringify(KobraMap.probe())"
        self.qtbot.waitUntil(lambda: is_so(json.loads(self.ask(probe))))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        focused: QWidget | None = self.window.focusWidget()
        QTest.keyClick(
            self.page if focused is None else focused,
            key,
            modifiers or Qt.KeyboardModifier.NoModifier,
        )

    def click_row(self, view: QAbstractItemView, index: QModelIndex, x: int | None = None) -> None:
        """Click a line; `x` pixels from its left, else its middle."""
        rect = view.visualRect(index)
        at = rect.center()
        if x is not None:
            at.setX(rect.left() + x)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def click_agent(self, agent_id: str) -> None:
        """Click an agent in the list of En vivo."""
        model = self.page.models.field.agents.list.model
        line = model.line_of(agent_id)
        assert line is not None
        self.click_row(self.page.live.side.agents, model.index(line, 0))
