"""The right panel of a line with which something can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.layouts import Flow, holding
from kobra_desktop.views.widgets.side_panel import SidePanel


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done with a line: how `wished` calls it, its words and icon. `is_there`: whether
    it is offered at all; `is_possible`: whether it can be done now.
    """

    key: str
    words: str
    icon: str
    is_there: bool = True
    is_possible: bool = True
    needs_server: bool = True
    kind: str = "row"


class ActsPanel(SidePanel):
    """`wished` (key, row): a person wants this done with the line. `buttons` are by key."""

    wished = Signal(str, object)

    def __init__(self, look: Look, width: int = 340, parent: QWidget | None = None) -> None:
        super().__init__(look, width, parent)
        self._look = look
        self.buttons: dict[str, Button] = {}

    def show_row(self, row_id: str) -> None:
        """Fill it with a line; hidden for none."""
        raise NotImplementedError

    def begin(self, title: str) -> QVBoxLayout:
        """Empty it and answer the body to be filled."""
        self.buttons = {}
        return super().begin(title)

    def add_acts(
        self, body: QVBoxLayout, offered: Sequence[Act], row: object, *, is_offline: bool
    ) -> None:
        """The buttons of the acts that are offered, if any is."""
        flow = Flow(6)
        for act in offered:
            if act.is_there:
                button = Button(self._look, act.words, act.kind, act.icon)
                button.setEnabled(act.is_possible and not (act.needs_server and is_offline))
                button.clicked.connect(lambda _=False, k=act.key: self.wished.emit(k, row))
                self.buttons[act.key] = button
                flow.addWidget(button)
        if flow.count():
            body.addWidget(holding(flow))
