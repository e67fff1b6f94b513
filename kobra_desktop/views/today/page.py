"""Hoy: the day's numbers, what asks for attention, the agents, and results as they come in."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today import TodayModel
from kobra_desktop.views.alerts.queue import WorkQueue
from kobra_desktop.views.outside import call
from kobra_desktop.views.page import Page
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.numbers import DayNumbers
from kobra_desktop.views.widgets.agent_lines import AgentList
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import ElidedLabel, label, titled
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.table import Table
from kobra_domain.words import day_words

# On a low screen the page scrolls: no part is so low that nothing can be read in it.
LEAST_LISTS, LEAST_RESULTS = 150, 120


class TodayPage(Page):
    """Shows a TodayModel, an AlertsModel and an AgentsModel."""

    def __init__(
        self,
        look: Look,
        today: TodayModel,
        alerts: AlertsModel,
        agents: AgentsModel,
        status: StatusModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._today, self._alerts, self._agents = today, alerts, agents
        for model in (today, alerts, agents):
            model.setParent(self)
        self.numbers = DayNumbers(look, today.workspace.locale)
        self.queue = WorkQueue(look, alerts)
        self.agents = AgentList(look, agents, has_progress=True)
        rows = cast(RowsModel[object], today.results)
        memory = today.workspace.memory
        self.results = Table(look, rows, memory, self.tr("Results as they come in"))
        self.results.setProperty("look", "bare")
        self.results.horizontalHeader().hide()
        self._law = label("", "secondary")
        self.balances = ElidedLabel("", "caption")
        self.balances.hide()
        self.fresh = Freshness(look, today.workspace, status, is_always=True)
        self._queue_title = label(self.tr("Needs your attention"), "section")
        self._agents_title = label(self.tr("Agents"), "section")
        self._agent_state = PageState(look, self.agents)
        self._result_state = PageState(look, self.results)
        self._build()
        self._connect()

    def _build(self) -> None:
        workspace = self._today.workspace
        day = label(day_words(workspace.today, workspace.locale), "secondary")
        head = row(label(self.tr("Today"), "page"), day, None, self._law, self.fresh, space=12)
        upper = row(
            _panel(self._queue_title, self.queue),
            _panel(self._agents_title, self._agent_state),
            space=12,
        )
        upper.setStretch(0, 11)
        upper.setStretch(1, 10)
        title = label(self.tr("Results as they come in"), "section")
        lists = holding(upper)
        lower = _panel(title, self._result_state)
        for part, least in ((lists, LEAST_LISTS), (lower, LEAST_RESULTS)):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            part.setMinimumHeight(self.look.pixels(least))
        top = holding(column(head, self.balances, space=2))
        lines = column(top, self.numbers, lists, lower)
        lines.setSpacing(12)
        lines.setContentsMargins(20, 14, 20, 12)
        lines.setStretch(2, 5)
        lines.setStretch(3, 3)
        self._whole = PageState(self.look, scrolling(holding(lines)))
        self._whole.show_content()
        self.setLayout(column(self._whole, space=0))

    def _connect(self) -> None:
        self._today.changed.connect(self._on_day)
        self._today.failed.connect(self._on_failed)
        self._alerts.list.tell(self._on_alerts)
        self._agents.list.tell(self._on_agents)
        self.listen(self._alerts.acts, self._today.workspace.locale)
        self.numbers.opened.connect(lambda wish: self.open_requested.emit("visits", wish))
        self.agents.agent_chosen.connect(self._on_agent)
        self.agents.agent_opened.connect(self._on_agent)
        self.results.row_opened.connect(self._on_result)
        self.results.clicked.connect(self._on_result_clicked)
        self.listen(self._today.reviews.acts, self._today.workspace.locale)
        self.queue.map_requested.connect(self._on_agent)
        self.queue.list_requested.connect(self._on_cause)
        self.queue.call_requested.connect(self._on_call)
        self.queue.conflicts_requested.connect(self.conflicts_requested)
        self.queue.answer_requested.connect(self._on_answer)
        self.queue.imports_requested.connect(
            lambda i: self.open_requested.emit("portfolio", {"tab": "imports", "chosen": i})
        )
        self.queue.person_requested.connect(
            lambda party_id: self.open_requested.emit("portfolio", {"party": party_id})
        )
        self.queue.filled.connect(self._order_tabs)

    def on_shown(self) -> None:
        """Load, and keep the day true while it is seen."""
        self._today.open()
        self._alerts.open()
        self._agents.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing counts down unseen."""
        super().hideEvent(event)
        self._today.rest()
        self._agents.rest()
        self._alerts.rest()

    def _order_tabs(self) -> None:
        """Tab goes to what asks for attention first; its lines are new each time."""
        tiles = self.numbers.tiles.values()
        stops = [*self.queue.buttons, *tiles, self.agents, self.results]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_day(self) -> None:
        day = self._today.day
        if day is None:
            return
        if not day.has_scope:
            self._whole.show_empty(self._whom_to_ask(), None, "users")
            return
        self._whole.show_content()
        self.numbers.show_numbers(day)
        self.queue.set_waiting(day.held, day.money.unread, day.money.proposed, day.petitions)
        self._on_alerts()
        law = self.tr("Lawful hours: {windows}").format(windows=" · ".join(day.windows))
        self._law.setText(law if day.windows else "")
        self.balances.setText(day.balances)
        self.balances.setVisible(bool(day.balances))
        if day.results.rows:
            self._result_state.show_content()
        else:
            empty = self.tr("No visit has ended yet today. Each one appears here as it comes in.")
            self._result_state.show_empty(empty)

    def _whom_to_ask(self) -> str:
        text = self.tr(
            "You have been given no team and no portfolio yet, so there is nothing to show. "
            "Ask whoever administers Kobra to give them to {email}."
        )
        return text.format(email=self._today.workspace.desk.who.email)

    def _on_alerts(self) -> None:
        count = self.queue.count
        title = self.tr("Needs your attention")
        self._queue_title.setText(titled(title, count))

    def _on_agents(self) -> None:
        total = self._agents.list.model.total
        self._agents_title.setText(titled(self.tr("Agents"), total))
        if total:
            self._agent_state.show_content()
        else:
            self._agent_state.show_empty(
                self.tr("There are no agents in this scope."), None, "users"
            )

    def _on_agent(self, agent_id: str) -> None:
        self.open_requested.emit("map", {"agent": agent_id})

    def _on_result_clicked(self, index: QModelIndex) -> None:
        """The last column holds the act of its line; everything else opens it."""
        rows = self._today.results
        visit_id = rows.id_at(index.row())
        is_act = rows.columns[index.column()].key == "review"
        if not (is_act and self._today.approve(visit_id)):
            self._on_result(visit_id)

    def _on_result(self, visit_id: str) -> None:
        self.open_requested.emit("visits", {"visit": visit_id, "chosen": visit_id})

    def _on_answer(self, submission_id: str) -> None:
        self.open_requested.emit("visits", {"submission": submission_id})

    def _on_cause(self, kind: str) -> None:
        self.open_requested.emit("alerts", {"kind": kind})

    def _on_call(self, alert_id: str) -> None:
        line = self._alerts.line_of(alert_id)
        if line is not None:
            call(self.look, self, line.row.agent_phone)

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._today.workspace.locale)
        self._result_state.show_error(text, problem.code, self._today.reload)


def _panel(title: QWidget, content: QWidget) -> QFrame:
    made = QFrame()
    made.setObjectName("card")
    head = row(title, None, margins=(16, 10, 16, 6))
    lines = column(head, content, space=0, margins=(1, 1, 1, 1))
    lines.setStretchFactor(content, 1)
    made.setLayout(lines)
    return made
