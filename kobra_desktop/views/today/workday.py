"""Jornada: the day's numbers, what asks for attention, the agents, and results as they come in."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QSizePolicy, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.cash import CashModel
from kobra_desktop.models.today.day import TodayModel
from kobra_desktop.models.today.moving import move
from kobra_desktop.models.today.sources import CARRY, RESOLVE, work_sources
from kobra_desktop.views.alerts.queue import WorkQueue
from kobra_desktop.views.outside import call
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.cash import DayCash
from kobra_desktop.views.today.numbers import DayNumbers
from kobra_desktop.views.today.tab import TodayTab, panel
from kobra_desktop.views.widgets.agent_lines import AgentList
from kobra_desktop.views.widgets.labels import hide_unless, label, titled
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.table import Table
from kobra_domain.scope import Permission

# On a low screen the tab scrolls: no part is so low that nothing can be read in it.
LEAST_LISTS, LEAST_RESULTS = 150, 120


class WorkdayTab(TodayTab):
    """Shows a TodayModel, a CashModel, an AlertsModel and an AgentsModel."""

    def __init__(
        self,
        look: Look,
        today: TodayModel,
        cash: CashModel,
        alerts: AlertsModel,
        agents: AgentsModel,
        status: StatusModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.today, self._cash, self.alerts, self._agents = today, cash, alerts, agents
        for model in (today, cash, alerts, agents):
            model.setParent(self)
        self.numbers = DayNumbers(look, today.workspace.locale)
        self.cash = DayCash(look, today.workspace.locale)
        self._sources = work_sources(today.workspace, status)
        self.queue = WorkQueue(look, alerts, self._sources)
        self.agents = AgentList(look, agents, has_progress=True)
        rows = cast(RowsModel[object], today.results)
        memory = today.workspace.memory
        self.results = Table(look, rows, memory, self.tr("Results as they come in"))
        self.results.setProperty("look", "bare")
        self.results.horizontalHeader().hide()
        self._queue_title = label(self.tr("Needs your attention"), "section")
        self._agents_title = label(self.tr("Agents"), "section")
        self._agent_state = PageState(look, self.agents)
        self._result_state = PageState(look, self.results)
        self._build()
        self._connect()

    def _build(self) -> None:
        upper = row(
            panel(self._queue_title, self.queue),
            panel(self._agents_title, self._agent_state),
            space=12,
        )
        upper.setStretch(0, 11)
        upper.setStretch(1, 10)
        title = label(self.tr("Results as they come in"), "section")
        lists = holding(upper)
        lower = panel(title, self._result_state)
        for part, least in ((lists, LEAST_LISTS), (lower, LEAST_RESULTS)):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            part.setMinimumHeight(self.look.pixels(least))
        figures = holding(column(self.numbers, self.cash, space=6))
        lines = column(figures, lists, lower)
        lines.setSpacing(12)
        lines.setContentsMargins(20, 8, 20, 12)
        lines.setStretch(1, 5)
        lines.setStretch(2, 3)
        self.setLayout(column(scrolling(holding(lines)), space=0))

    def _connect(self) -> None:
        self.today.changed.connect(self._on_day)
        self.today.failed.connect(self._on_failed)
        self._cash.changed.connect(self._on_cash)
        self.alerts.list.tell(self._on_alerts)
        self._agents.list.tell(self._on_agents)
        self.listen(self.alerts.acts, self.today.workspace.locale)
        self.listen(self.today.reviews.acts, self.today.workspace.locale)
        self.numbers.opened.connect(lambda wish: self.open_requested.emit("visits", wish))
        hide_unless(self.cash, self.today.workspace.desk.may(Permission.PLAN_VISITS))
        self.cash.opened.connect(lambda wish: self.open_requested.emit("agreements", wish))
        self.agents.agent_chosen.connect(self._on_agent)
        self.agents.agent_opened.connect(self._on_agent)
        self.results.row_opened.connect(self._on_result)
        self.results.clicked.connect(self._on_result_clicked)
        self.queue.opened.connect(self.open_requested)
        self.queue.acted.connect(self._do)
        self.queue.call_requested.connect(self._on_call)
        self.queue.filled.connect(self._order_tabs)
        self.queue.filled.connect(self._on_alerts)

    def on_shown(self) -> None:
        """Load, and keep the day true while it is seen."""
        self.today.open()
        self._cash.open()
        for source in self._sources:
            source.open()
        self.alerts.open()
        self._agents.open()

    def rest(self) -> None:
        """Nothing counts down unseen."""
        self.today.rest()
        self._cash.rest()
        for source in self._sources:
            source.rest()
        self._agents.rest()
        self.alerts.rest()

    def reload(self) -> None:
        """Read the day anew."""
        self.today.reload()
        for source in self._sources:
            source.reload()

    def _order_tabs(self) -> None:
        """Tab goes to what asks for attention first; its lines are new each time."""
        tiles = [*self.numbers.tiles.values(), *self.cash.tiles.values()]
        stops = [*self.queue.buttons, *tiles, self.agents, self.results]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_day(self) -> None:
        day = self.today.day
        if day is None:
            return
        self.numbers.show_numbers(day)
        if day.results.rows:
            self._result_state.show_content()
        else:
            empty = self.tr("No visit has ended yet today. Each one appears here as it comes in.")
            self._result_state.show_empty(empty)

    def _on_cash(self) -> None:
        if self._cash.cash is not None:
            self.cash.show_cash(self._cash.cash)

    def _on_alerts(self) -> None:
        self._queue_title.setText(titled(self.tr("Needs your attention"), self.queue.count))

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
        rows = self.today.results
        visit_id = rows.id_at(index.row())
        is_act = rows.columns[index.column()].key == "review"
        if not (is_act and self.today.approve(visit_id)):
            self._on_result(visit_id)

    def _on_result(self, visit_id: str) -> None:
        self.open_requested.emit("visits", {"visit": visit_id, "chosen": visit_id})

    def _do(self, about: object, key: str) -> None:
        """An act of a line that leads nowhere."""
        if key == RESOLVE:
            self.conflicts_requested.emit()
        elif key == CARRY and isinstance(about, tuple):
            reason = self.tr("Blocked by a rule or a holiday")
            move(self.today.workspace, self.alerts.acts, about, None, reason)

    def _on_call(self, alert_id: str) -> None:
        line = self.alerts.line_of(alert_id)
        if line is not None:
            call(self.look, self, line.row.agent_phone)

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self.today.workspace.locale)
        self._result_state.show_error(text, problem.code, self.today.reload)
