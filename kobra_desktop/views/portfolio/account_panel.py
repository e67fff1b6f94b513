"""The panel of one account: what is owed as of when, by whom, where they live, what was done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.portfolio.account_card import AccountCardModel, AccountFacts, Pair
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs, timeline
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import Flow, holding
from kobra_desktop.views.widgets.side_panel import SidePanel

translate = QCoreApplication.translate


class AccountPanel(SidePanel):
    """Wishes: the holder in full, visits made, its visits, its door on the map, contact stopped;
    the tab grants them.
    """

    open_requested = Signal(str)
    plan_requested = Signal(str)
    visits_requested = Signal(object)
    map_requested = Signal(str)
    stop_requested = Signal(str)

    def __init__(
        self,
        look: Look,
        model: AccountCardModel,
        *,
        may_plan: bool,
        may_keep: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, 348, parent)
        self._look, self._model = look, model
        self._may_plan, self._may_keep = may_plan, may_keep
        model.changed.connect(self._on_changed)
        look.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        facts = self._model.facts
        if facts is None:
            self.hide()
            return
        body = self.begin(facts.title)
        body.addWidget(label(facts.subtitle, "secondary", wrap=True))
        if facts.warning:
            body.addWidget(note(self._look, "error", facts.warning, "octagon-alert"))
        body.addWidget(self._acts(facts))
        body.addWidget(line())
        body.addWidget(pairs(facts.amounts))
        _section(body, translate("Portfolio", "People"), facts.people)
        _section(body, translate("Portfolio", "Addresses"), facts.doors)
        _section(body, translate("Portfolio", "Visits"), facts.visits, is_story=True)
        _section(body, translate("Portfolio", "Promises and payments"), facts.dues, is_story=True)
        body.addStretch(1)
        self.show()

    def _acts(self, facts: AccountFacts) -> QWidget:
        flow, row = Flow(6), facts.card.row
        account_id, holder_id = row.account.id, row.holder_id
        acts = []
        if holder_id:
            words = translate("Portfolio", "Open the holder")
            acts.append((words, "maximize", lambda: self.open_requested.emit(holder_id)))
        if self._may_plan:
            words = translate("Portfolio", "Plan a visit…")
            acts.append((words, "user-plus", lambda: self.plan_requested.emit(account_id)))
        if facts.card.visit_ids:
            words = translate("Portfolio", "Its visits")
            acts.append((words, "clipboard-list", lambda: self._ask_visits(facts)))
        if facts.map_visit_id:
            words = translate("Visits", "See on map")
            acts.append((words, "map", lambda: self.map_requested.emit(facts.map_visit_id)))
        if self._may_keep and holder_id and not facts.warning:
            words = translate("Portfolio", "Do not contact…")
            acts.append((words, "ban", lambda: self.stop_requested.emit(holder_id)))
        for words, icon, act in acts:
            button = Button(self._look, words, "row", icon)
            button.clicked.connect(lambda _checked=False, a=act: a())
            flow.addWidget(button)
        return holding(flow)

    def _ask_visits(self, facts: AccountFacts) -> None:
        self.visits_requested.emit({"about": facts.about.state()})


def _section(
    body: QVBoxLayout, title: str, said: tuple[Pair, ...], *, is_story: bool = False
) -> None:
    if said:
        body.addWidget(line())
        body.addWidget(label(title, "strong"))
        body.addWidget(timeline(said) if is_story else pairs(said))
