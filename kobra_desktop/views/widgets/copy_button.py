"""The button that copies a text and says whether it did."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kobra_desktop.views.outside import copy
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button

TOLD_MS = 2_000


class CopyButton(Button):
    """Copies what `text` answers when it is clicked."""

    def __init__(
        self,
        look: Look,
        words: str,
        text: Callable[[], str],
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, kind, "copy", parent)
        self._words, self._read = words, text
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(TOLD_MS)
        self._told.timeout.connect(lambda: self.setText(self._words))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        is_there = copy(self._read())
        self.setText(self.tr("Copied") if is_there else self.tr("Could not be copied"))
        self._told.start()
