"""The panel of one visit: may it be made and when, is it on the phone, what the verdict says, what
happened.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.visit_card import VisitCardModel, VisitFacts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import marked, note, pairs, timeline
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import Flow, holding
from kobra_desktop.views.widgets.side_panel import SidePanel

_LAW_ICONS = {"error": "octagon-alert", "neutral": "scale"}


class VisitPanel(SidePanel):
    """Wishes: open in full, assign, edit, cancel, reopen, see on the map; the page grants them."""

    open_requested = Signal(str)
    assign_requested = Signal(str)
    edit_requested = Signal(str)
    cancel_requested = Signal(str)
    reopen_requested = Signal(str)
    map_requested = Signal(str)

    def __init__(
        self, look: Look, model: VisitCardModel, *, may_plan: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, 348, parent)
        self._look, self._model, self._may_plan = look, model, may_plan
        model.changed.connect(self._on_changed)
        look.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        facts = self._model.facts
        if facts is None:
            self.hide()
            return
        body = self.begin(facts.title or self.tr("Visit"))
        body.addWidget(marked(self._look, "visits", facts.state_mark, facts.state_words, "strong"))
        if facts.law is not None:
            law = facts.law
            body.addWidget(
                note(self._look, law.tint, law.sentence, _LAW_ICONS[law.tint], law.source)
            )
        if facts.waiting:
            body.addWidget(note(self._look, "neutral", facts.waiting, "cloud-upload"))
        body.addWidget(self._acts(facts))
        if facts.verdict_words:
            body.addWidget(
                marked(self._look, "verdicts", facts.verdict_mark, facts.verdict_words, "table")
            )
        body.addWidget(line())
        body.addWidget(pairs(facts.facts))
        self._add_events(body, facts)
        body.addStretch(1)
        self.show()

    def _add_events(self, body: QVBoxLayout, facts: VisitFacts) -> None:
        if facts.events:
            body.addWidget(line())
            body.addWidget(label(self.tr("What happened"), "strong"))
            body.addWidget(timeline((event.time, event.words) for event in facts.events))

    def _acts(self, facts: VisitFacts) -> QWidget:
        visit_id = facts.card.visit.id
        flow = Flow(6)
        acts = [(self.tr("Open"), "maximize", self.open_requested)]
        words = self.tr("Reassign…") if facts.card.visit.agent_id else self.tr("Assign…")
        for command, act in (
            ("visit.assign", (words, "user-plus", self.assign_requested)),
            ("visit.edit", (self.tr("Edit…"), "pencil", self.edit_requested)),
            ("visit.cancel", (self.tr("Cancel visit…"), "ban", self.cancel_requested)),
            ("visit.reopen", (self.tr("Reopen"), "rotate-ccw", self.reopen_requested)),
        ):
            if self._may_plan and facts.is_open_to(command):
                acts.append(act)
        address = facts.card.address
        if address is not None and address.lat is not None:
            acts.append((self.tr("See on map"), "map", self.map_requested))
        for words, icon, wish in acts:
            button = Button(self._look, words, "row", icon)
            button.clicked.connect(lambda _checked=False, w=wish: w.emit(visit_id))
            flow.addWidget(button)
        return holding(flow)
