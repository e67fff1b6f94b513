"""A list of what was shared, with its panel: links, and mails on a schedule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.server_list import ServerList
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.layouts import Flow, column
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.side_panel import SidePanel

translate = QCoreApplication.translate


class SharedPanel(SidePanel):
    """What is known of a line, and what can be done with it: `wished` (key, line)."""

    wished = Signal(str, object)

    def __init__(self, look: Look, width: int, parent: QWidget | None = None) -> None:
        super().__init__(look, width, parent)
        self._look = look
        self.buttons: dict[str, Button] = {}

    def show_row(self, row_id: str) -> None:
        """Fill it; hidden for none."""
        raise NotImplementedError

    def acts(self, offered: Sequence[tuple[str, str, str, bool]], row: object) -> Flow:
        """Buttons for a line: of each key its words, its icon, and whether it is possible."""
        flow = Flow(6)
        for key, words, icon, is_possible in offered:
            button = Button(self._look, words, "row", icon)
            button.setEnabled(is_possible)
            button.clicked.connect(lambda _=False, k=key: self.wished.emit(k, row))
            self.buttons[key] = button
            flow.addWidget(button)
        return flow


class SharedTab(Tab):
    """Shows a list of the server's (`title`, and `hint` in its search) with the `panel` of a line;
    `open_requested` (the line): its report.
    """

    open_requested = Signal(object)

    def __init__(
        self,
        look: Look,
        model: ServerList[Any],
        panel: SharedPanel,
        title: str,
        hint: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.panel = look, panel
        model.setParent(self)
        memory = model.workspace.memory
        self.box = ListBox(look, model.list, memory, title, hint, "", panel=panel)
        self.kept = ServerBox(self, self.box, panel, model)
        lines = column(self.box, self.kept.told, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(0, 1)
        self.setLayout(lines)

    # Tab

    def on_shown(self) -> None:
        """Ask for what is new each time it is seen."""
        self.kept.ask()

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def ask(self, title: str, told: str, act: str, then: Callable[[], None]) -> None:
        """Whether it shall be done."""
        leave = translate("Sharing", "Leave it")
        asked = Question(self.look, self, title, told, act, leave)
        asked.accepted.connect(then)
        asked.finished.connect(asked.deleteLater)
        asked.open()
