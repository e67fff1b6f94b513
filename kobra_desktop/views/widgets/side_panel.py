"""The right panel: a title, a close button and a scrolling body that is filled anew for each
thing.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling


class SidePanel(QFrame):
    """Hidden until something is chosen; Esc or its button closes it."""

    closed = Signal()

    def __init__(self, look: Look, width: int = 340, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setFixedWidth(look.pixels(width))
        self.title = label("", "section", wrap=True)
        self.close_button = IconButton(look, "x", self.tr("Close"), "Esc")
        self.close_button.clicked.connect(self.close_panel)
        self.body: QVBoxLayout = column(space=12, margins=(16, 0, 16, 16))
        head = row(self.title, self.close_button, margins=(16, 12, 8, 8))
        head.setStretchFactor(self.title, 1)
        area = scrolling(holding(self.body))
        self.setLayout(column(head, area, space=0))
        self.hide()

    def begin(self, title: str) -> QVBoxLayout:
        """Empty it and answer the body to be filled."""
        self.title.setText(title)
        emptied(self.body)
        return self.body

    def escape(self) -> bool:
        """Esc: close it; False when it was closed already."""
        is_open = self.isVisible()
        if is_open:
            self.close_panel()
        return is_open

    def close_panel(self) -> None:
        """Hide it and say so."""
        self.hide()
        self.closed.emit()
