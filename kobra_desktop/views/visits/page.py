"""Visitas › Lista: search, chips, table, the panel of one visit, and acts on one or many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.views.dialogs.assign import AssignDialog
from kobra_desktop.views.dialogs.reason import ReasonDialog
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.form import VisitDialog
from kobra_desktop.views.visits.panel import VisitPanel
from kobra_desktop.views.visits.tools import BulkBar, VisitTools
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.page_state import PageState as Stack
from kobra_desktop.views.widgets.table import Table


class VisitsPage(Page):
    """Shows a VisitsModel and, beside it, a VisitCardModel."""

    def __init__(
        self,
        look: Look,
        model: VisitsModel,
        card: VisitCardModel,
        status: StatusModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._model, self._card = model, card
        for one in (model, card):
            one.setParent(self)
        self._wanted_id = ""
        self._chosen_ids: list[str] = []
        rows = cast(RowsModel[object], model.list.model)
        self.table = Table(look, rows, model.workspace.memory, self.tr("Visits"))
        self.table.setObjectName("visits_table")
        self.tools = VisitTools(look, model)
        self.bulk = BulkBar(look, may_plan=model.may_plan)
        self.panel = VisitPanel(look, card, may_plan=model.may_plan)
        self._count = label("", "secondary")
        self.fresh = Freshness(look, model.workspace, status)
        self.stack = Stack(look, self.table)
        self._build()
        self._connect()

    def _build(self) -> None:
        title = label(self.tr("Visits"), "page")
        head = row(title, self._count, None, self.fresh, self.tools.buttons, space=12)
        left = column(head, self.tools, self.stack, self.bulk, space=10)
        left.setContentsMargins(20, 14, 20, 12)
        left.setStretchFactor(self.stack, 1)
        body = row(holding(left), self.panel, space=0)
        body.setStretch(0, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        model, panel = self._model, self.panel
        model.list.loaded.connect(self._on_loaded)
        model.list.failed.connect(self._on_failed)
        self.listen(model.acts, model.workspace.locale)
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)
        self.table.sort_requested.connect(self._on_sort)
        self.tools.columns_requested.connect(self._on_columns)
        self.tools.new_requested.connect(self.create_new)
        self.tools.copy_requested.connect(self.table.copy)
        self.bulk.assign_requested.connect(self.assign_chosen)
        self.bulk.cancel_requested.connect(lambda: self.ask_cancel(self.table.chosen_ids))
        self.bulk.unassign_requested.connect(self._on_unassign)
        panel.assign_requested.connect(lambda visit_id: self.ask_assign([visit_id]))
        panel.cancel_requested.connect(lambda visit_id: self.ask_cancel([visit_id]))
        panel.reopen_requested.connect(lambda visit_id: model.reopen([visit_id]))
        panel.edit_requested.connect(self._on_edit)
        panel.map_requested.connect(lambda i: self.open_requested.emit("map", {"visit": i}))
        panel.closed.connect(self._on_panel_closed)

    # Page

    def on_shown(self) -> None:
        """Load when first seen."""
        self._model.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody asks the law unseen."""
        super().hideEvent(event)
        self._model.rest()

    def focus_content(self) -> None:
        """The table."""
        self.table.setFocus()

    def state(self) -> PageState:
        """Filters, selection and scroll."""
        return {
            **self.tools.state(),
            "chosen": self._card.visit_id,
            "scroll": self.table.verticalScrollBar().value(),
        }

    def restore(self, state: PageState) -> None:
        """A state of before, or a wish: `chosen` a visit, `accepted` values by quality, `new`."""
        if "accepted" in state or "search" in state:
            self.tools.restore(state)
        if chosen := state.get("chosen"):
            self.choose(str(chosen))
        if state.get("new"):
            self.create_new()

    def choose(self, visit_id: str) -> None:
        """Select a visit, now or once it has loaded; the panel opens even if a filter hides it."""
        self._wanted_id = "" if self.table.choose(visit_id) else visit_id
        self._card.show(visit_id)

    def filter_field(self) -> QLineEdit | None:
        """The search field."""
        return self.tools.search

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    # The list

    def _on_loaded(self) -> None:
        model = self._model.list.model
        self._count.setText(self._model.count_words)
        if model.total == 0:
            act = (self.tr("New visit"), self.create_new) if self._model.may_plan else None
            self.stack.show_empty(self.tr("There are no visits yet."), act, "clipboard-list")
        elif model.rowCount() == 0:
            clear = (self.tr("Remove filters"), self.tools.clear)
            self.stack.show_empty(self.tr("No visit passes these filters."), clear, "list-filter")
        else:
            self.stack.show_content(self.table)
        if self._wanted_id and self.table.choose(self._wanted_id):
            self._wanted_id = ""

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._model.workspace.locale)
        self.stack.show_error(text, problem.code, self._model.list.reload)

    def _on_sort(self, key: str, is_descending: bool) -> None:
        self._model.list.look(sort_key=key, is_descending=is_descending)

    def _on_columns(self, button: QWidget) -> None:
        self.table.column_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_chosen(self) -> None:
        ids = self.table.chosen_ids
        if ids == self._chosen_ids:
            return  # rows were read anew: what is open stays open
        self._chosen_ids = ids
        self.bulk.show_count(len(ids))
        if len(ids) == 1 and ids[0] != self._card.visit_id:
            self._card.show(ids[0])
        elif len(ids) > 1:
            self._card.show("")

    def _on_opened(self, visit_id: str) -> None:
        self._card.show(visit_id)

    def _on_panel_closed(self) -> None:
        self._card.show("")
        self.table.clearSelection()
        self.table.setFocus()

    # Acts

    def assign_chosen(self) -> None:
        """Ctrl+Shift+A."""
        ids = self.table.chosen_ids or ([self._card.visit_id] if self._card.visit_id else [])
        if ids and self._model.may_plan:
            self.ask_assign(ids)

    def ask_assign(self, ids: Sequence[str]) -> None:
        """To whom, for which day; one click there does it."""
        model = self._model
        held = [row for i in ids if (row := model.list.model.row_of(i)) and row.planned_on]
        day = max(held[0].planned_on or date.min, model.workspace.today) if held else None
        dialog = AssignDialog(self.look, self, len(ids), day or model.workspace.today)
        dialog.day_changed.connect(lambda on: model.find_agents(on, dialog.show_agents))
        dialog.chosen.connect(lambda agent, name, on: model.assign(ids, agent, name, on))
        model.find_agents(dialog.chosen_day, dialog.show_agents)
        dialog.open()

    def ask_cancel(self, ids: Sequence[str]) -> None:
        """Why they are called off."""
        usual = [self.tr("Paid already"), self.tr("Asked not to be visited"), self.tr("Duplicate")]
        title, act = self.tr("Cancel visits"), self.tr("Cancel visits")
        dialog = ReasonDialog(self.look, self, title, act, usual)
        dialog.given.connect(lambda reason: self._model.cancel(ids, reason))
        dialog.open()

    def create_new(self) -> None:
        """Ctrl+N."""
        if self._model.may_plan:
            VisitDialog(self.look, self._model.form(), self).open()

    def _on_edit(self, visit_id: str) -> None:
        facts = self._card.facts
        if facts is not None and facts.card.visit.id == visit_id:
            VisitDialog(self.look, self._model.form(facts.card), self).open()

    def _on_unassign(self) -> None:
        self._model.assign(self.table.chosen_ids, None, "", None)
