"""Administración › Auditoría: who saw a trail, who changed what. Read from the server,
never kept.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.administration.audit import AuditModel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.labels import line
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.side_panel import SidePanel

translate = QCoreApplication.translate


class AuditPanel(SidePanel):
    """One line with all that was noted of it."""

    def __init__(self, look: Look, model: AuditModel, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._model = model

    def show_row(self, row_id: str) -> None:
        """Fill it with a line; hidden for none."""
        entry = self._model.row(row_id) if row_id else None
        if entry is None:
            self.hide()
            return
        body = self.begin(entry.act)
        facts = [
            (translate("Administration", "Who"), entry.who),
            (translate("Administration", "When"), entry.time),
            (entry.kind or translate("Administration", "On"), entry.subject or "—"),
        ]
        body.addWidget(pairs(facts))
        if entry.pairs:
            body.addWidget(line())
            body.addWidget(pairs(entry.pairs))
        body.addStretch(1)
        self.show()


class AuditTab(Tab):
    """Shows an AuditModel."""

    def __init__(self, look: Look, model: AuditModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.panel = AuditPanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Administration", "Audit"),
            translate("Administration", "Who, what, on whom…   Ctrl+F"),
            panel=self.panel,
        )
        self.box.set_empty(translate("Administration", "Nothing has been noted yet."), "history")
        self.refresh = Button(look, translate("Administration", "Refresh"), icon="refresh-cw")
        self.box.add_act(self.refresh)
        self.more = Button(look, translate("Administration", "Older entries"), "row", "history")
        self.kept = ServerBox(self, self.box, self.panel, model, self._reach)
        foot = row(self.kept.told, None, self.more)
        lines = column(self.box, foot, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(0, 1)
        self.setLayout(lines)
        self.more.hide()
        self.refresh.clicked.connect(self.kept.ask)
        self.more.clicked.connect(model.more)
        model.changed.connect(lambda: self.more.setVisible(model.has_older))

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

    def _reach(self) -> str:
        """How far back was read."""
        held = self.model.list.held.rows
        if not held:
            return ""
        words = (
            translate("Administration", "Read back to {time}. Filters look at what was read.")
            if self.model.has_older
            else translate("Administration", "Read back to the beginning, {time}.")
        )
        return words.format(time=held[-1].time)
