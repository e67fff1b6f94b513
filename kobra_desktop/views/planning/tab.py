"""Planear: what waits at the left, the map in the middle, the agents' days at the right. All three
show one day and one choice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.planning.columns import ColumnsModel
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.planning.ground import GroundModel
from kobra_desktop.models.planning.pool import PoolModel
from kobra_desktop.models.planning.proposals import ProposalModel
from kobra_desktop.models.planning.words import paces_words
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.page import listen
from kobra_desktop.views.planning.days import DaysPane
from kobra_desktop.views.planning.ground import PlanMap
from kobra_desktop.views.planning.pool import PoolPane
from kobra_desktop.views.planning.proposal import ProposalStrip, ProposeButton
from kobra_desktop.views.planning.who import WhoDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import ElidedLabel, plain_tip
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.words import distance

ONE_DAY = timedelta(days=1)
WIDTHS = (290, 380, 480)  # pixels at 100 %, at first


class PlanTab(QWidget):
    """`said` (sentence, undo or None). `opened` (visit id): one in full."""

    said = Signal(str, object)
    opened = Signal(str)

    def __init__(
        self, look: Look, model: DayPlanModel, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.day = DayEditor(model.workspace.locale, model.on)
        self.day.field.setAccessibleName(self.tr("Day"))
        self.day.field.dateChanged.connect(lambda _: model.set_day(self.day.typed() or model.on))
        self.before = IconButton(look, "chevron-left", self.tr("The day before"))
        self.after = IconButton(look, "chevron-right", self.tr("The day after"))
        self.before.clicked.connect(lambda: self.go_to(model.on - ONE_DAY))
        self.after.clicked.connect(lambda: self.go_to(model.on + ONE_DAY))
        self.told = ElidedLabel("", "caption")
        self.proposals = ProposalModel(model, self)
        self.propose = ProposeButton(look, self.proposals)
        self.propose.setEnabled(model.may_plan)
        self.tools = row(
            *(self.before, self.day.widget, self.after, self.told, self.propose), space=6
        )
        self.tools.setStretchFactor(self.told, 1)
        self.proposal = ProposalStrip(look, self.proposals)
        self.pool = PoolPane(look, PoolModel(model, self))
        self.ground, self.columns = GroundModel(model, self), ColumnsModel(model, self)
        self.map = PlanMap(look, self.ground, archive)
        self.days = DaysPane(look, self.columns)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(look.pixels(8))
        for pane, share in ((self.pool, 0), (self.map, 2), (self.days, 3)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, share)
        self.panes.setSizes([look.pixels(wide) for wide in WIDTHS])
        lines = column(self.tools, self.proposal, self.panes, space=8)
        lines.setStretchFactor(self.panes, 1)
        self.setLayout(lines)
        self.pool.opened.connect(self.opened)
        self.pool.assign_wished.connect(self.ask_assign)
        self.map.opened.connect(self.opened)
        self.map.assign_wished.connect(self.ask_assign)
        self.days.opened.connect(self.opened)
        self.days.assign_wished.connect(self.ask_assign)
        self.days.absence_wished.connect(self.ask_absence)
        self.proposal.opened.connect(self.opened)
        self.proposals.failed.connect(self._on_failed)
        model.changed.connect(self._say)
        model.proposed_changed.connect(self._on_proposed)
        model.failed.connect(self._on_failed)
        model.refused.connect(lambda words: self.said.emit(words, None))
        listen(self, look, model.acts, model.workspace.locale)

    def go_to(self, on: date) -> None:
        """Show another day."""
        self.day.field.setDate(QDate(on.year, on.month, on.day))

    def escape(self) -> bool:
        """Esc: the lasso is given up, else nothing is chosen any more; False when there was
        neither.
        """
        if self.map.lasso.isChecked():
            self.map.lasso.setChecked(False)
            return True
        was_chosen = bool(self.model.chosen)
        self.ground.let_go()
        return was_chosen

    def ask_assign(self) -> None:
        """Who shall have what is chosen."""
        model = self.model
        ids = model.chosen
        if not ids or not model.may_plan:
            return
        warning = ""
        if names := model.on_phones(ids):
            told = self.tr("On the phone of {names}: it leaves that phone with its next sync.")
            warning = told.format(names=", ".join(names))
        dialog = WhoDialog(self.look, self, len(ids), model.workspace.locale, warning)
        dialog.given.connect(lambda agent: model.give(ids, agent))
        model.find_takers(ids, dialog.show_takers, dialog)
        dialog.open()

    def ask_absence(self, agent_id: str) -> None:
        """The agent does not work that day: the visits go to another, or wait."""
        model, day = self.model, self.model.day
        if day is None:
            return
        agent = day.agents[agent_id].agent
        setting = replace(Setting.of(model.workspace), today=model.on)
        dialog = AbsenceDialog(self.look, self, agent, setting, model.absences)
        others = [
            (one.id, f"{one.agent.name} ({len(day.routes[one.id])})")
            for one in day.agents.values()
            if one.shift is not None and one.id != agent_id
        ]
        dialog.show_agents(others)
        dialog.open()

    def _on_proposed(self) -> None:
        """While a proposal is looked at, visits are moved by taking or leaving it."""
        is_free = self.model.proposed is None
        self.pool.setEnabled(is_free)
        self.days.set_open(is_free)

    def showEvent(self, event: QShowEvent) -> None:
        """The day is read when it is first seen."""
        super().showEvent(event)
        self.model.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks unseen."""
        super().hideEvent(event)
        self.model.rest()

    def _say(self) -> None:
        """What the day is, all agents together."""
        board = self.model.shown
        if board is None:
            self.told.setText("")
            return
        locale = self.model.workspace.locale
        given = len(board.holder)
        parts = (
            counts.visits(given),
            distance(board.metres, locale),
            self.tr("{hours} h").format(hours=figure(round(board.busy_s / 3_600))),
        )
        self.told.setText(" · ".join(parts))
        self.told.setToolTip(plain_tip("\n".join(paces_words(board.day, locale))))

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self.model.workspace.locale), None)
