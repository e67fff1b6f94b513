"""«Ausente hoy»: to whom the day's visits go, what that does, and why. One click marks it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from kobra_desktop.commands.agents import AbsencePreview
from kobra_desktop.models.counts import counts
from kobra_desktop.models.visits import AgentChoice
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class AbsenceDialog(QDialog):
    """`receiver_changed` (agent id or None): preview anew. `marked` (reason, agent id or None)."""

    receiver_changed = Signal(object)
    marked = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget, name: str, locale: str) -> None:
        super().__init__(parent)
        self._locale = locale
        title = self.tr("{name} is absent today").format(name=name)
        self.setWindowTitle(self.tr("Absent today"))
        self.receiver = QComboBox()
        self.receiver.addItem(self.tr("Nobody: leave them unassigned"), None)
        self.reason = line_edit(self.tr("Ill, leave, other…"))
        self.reason.setMaxLength(240)
        self.preview = label("", "secondary", wrap=True)
        self.stays = label("", "warn", wrap=True)
        self.enter = Button(look, self.tr("Mark absent"), "primary")
        self.enter.setDefault(True)
        leave = Button(look, self.tr("Leave it"))
        lines = column(
            label(title, "section"),
            Field(self.tr("Today's visits go to"), self.receiver),
            self.preview,
            self.stays,
            Field(self.tr("Reason (optional)"), self.reason),
            row(None, leave, self.enter),
            space=12,
            margins=(20, 16, 20, 12),
        )
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(420))
        self.receiver.currentIndexChanged.connect(
            lambda _: self.receiver_changed.emit(self.receiver.currentData())
        )
        self.enter.clicked.connect(self._on_entered)
        leave.clicked.connect(self.reject)

    def show_agents(self, choices: Sequence[AgentChoice]) -> None:
        """Who could take the visits."""
        for choice in choices:
            if not choice.is_absent:
                self.receiver.addItem(f"{choice.name} ({choice.planned})", choice.id)

    def show_preview(self, found: AbsencePreview) -> None:
        """What would move and what would stay, with the first reason."""
        moving = counts.visits(len(found.moving))
        goes = self.tr("{visits} move.").format(visits=moving)
        none = self.tr("No visit moves.")
        self.preview.setText(goes if found.moving else none)
        self.stays.setVisible(bool(found.refused))
        if found.refused:
            reason = sentence(found.refused[0].reason, self._locale)
            self.stays.setText(f"{counts.left(len(found.refused))}: {reason}")

    def _on_entered(self) -> None:
        self.accept()
        self.marked.emit(self.reason.text().strip(), self.receiver.currentData())
