"""The acts on the visits that are chosen, when there is more than one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.counts import counts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.visit_moves import is_open_to
from kobra_domain.visits import VisitState


class BulkBar(QFrame):
    """Acts on the rows that are chosen, when there is more than one."""

    assign_requested = Signal()
    unassign_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, look: Look, *, may_plan: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._may_plan = may_plan
        self._count = label("", "strong")
        self.assign = Button(look, self.tr("Assign…"), "primary", "user-plus")
        self.assign.setToolTip(key_words("Ctrl+Shift+A"))
        self.nobody = Button(look, self.tr("Take from agent"), "row", "user-x")
        self.cancel = Button(look, self.tr("Cancel visits…"), "row", "ban")
        self.assign.clicked.connect(self.assign_requested)
        self.nobody.clicked.connect(self.unassign_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        acts = (self.cancel, self.nobody, self.assign)
        self.setLayout(column(row(self._count, None, *acts, margins=(16, 8, 8, 8)), space=0))
        self.hide()

    def show_chosen(self, count: int, states: Collection[VisitState]) -> None:
        """How many are chosen, and what the states of some of them permit; hidden under two."""
        assignable = [state for state in states if is_open_to("visit.assign", state)]
        self.assign.setEnabled(bool(assignable))
        self.nobody.setEnabled(any(state is not VisitState.DRAFT for state in assignable))
        self.cancel.setEnabled(any(is_open_to("visit.cancel", state) for state in states))
        self._count.setText(counts.chosen(count))
        self.setVisible(count > 1 and self._may_plan)
