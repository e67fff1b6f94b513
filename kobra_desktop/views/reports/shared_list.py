"""A list of what was shared, with its panel: links, and mails on a schedule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.server_list import ServerList
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import ActsPanel
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class SharedTab(Tab):
    """Shows a list of the server's (`title`, and `hint` in its search) with the `panel` of a line;
    `open_requested` (the line): its report.
    """

    open_requested = Signal(object)

    def __init__(
        self,
        look: Look,
        model: ServerList[Any],
        panel: ActsPanel,
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
