"""Administración › Auditoría: who saw a trail, who changed what. Read from the server,
never kept.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.audit import AuditModel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.side_panel import SidePanel

translate = QCoreApplication.translate


class AuditTab(Tab):
    """Shows an AuditModel."""

    def __init__(self, look: Look, model: AuditModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._locale = model.workspace.locale
        model.setParent(self)
        self.panel = SidePanel(look)
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
        self.reach = label("", "caption")
        foot = row(self.reach, None, self.more)
        lines = column(self.box, foot, space=8, margins=(20, 12, 20, 12))
        lines.setStretch(0, 1)
        self.setLayout(lines)
        self._connect()
        self._say()

    def _connect(self) -> None:
        model = self.model
        self.box.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self.box.table.clearSelection)
        self.refresh.clicked.connect(model.open)
        self.more.clicked.connect(model.more)
        model.changed.connect(self._say)
        model.list.tell(self._say)
        model.failed.connect(self._on_failed)

    # Tab

    def on_shown(self) -> None:
        """Ask for what is new each time it is seen."""
        self.model.open()

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def _say(self) -> None:
        model = self.model
        self.more.setVisible(model.has_older)
        held = model.list.held.rows
        if not held:
            self.reach.setText("")
            return
        words = (
            translate("Administration", "Read back to {time}. Filters look at what was read.")
            if model.has_older
            else translate("Administration", "Read back to the beginning, {time}.")
        )
        self.reach.setText(words.format(time=held[-1].time))

    def _on_chosen(self, entry_id: str) -> None:
        entry = self.model.entry(entry_id) if entry_id else None
        if entry is None:
            self.panel.hide()
            return
        body = self.panel.begin(entry.act)
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
        self.panel.show()

    def _on_failed(self, problem: Known) -> None:
        if self.model.is_loaded:
            self.said.emit(sentence(problem, self._locale), None)
        else:
            self.box.stack.show_problem(problem, self.model.open)
