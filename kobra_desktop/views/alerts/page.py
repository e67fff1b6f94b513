"""Alertas: open, attended and muted ones; by cause; attended with a note, muted for an hour or
the day.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.alerts import ATTENDED, MUTED, OPEN, AlertsModel
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.views.alerts.panel import AlertPanel
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.beside import Beside
from kobra_desktop.views.widgets.chips import FilterChip
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label, titled
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row
from kobra_desktop.views.widgets.page_state import PageState as Stack
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_desktop.views.widgets.table import Table
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.alerts import AlertKind
from kobra_domain.words import word


class AlertsPage(Page):
    """Shows an AlertsModel. The first open alert is chosen when the page opens: attending it is
    one more click.
    """

    def __init__(
        self, look: Look, model: AlertsModel, status: StatusModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._model = model
        model.setParent(self)
        self._tab_words = {
            OPEN: self.tr("Open"),
            ATTENDED: self.tr("Attended"),
            MUTED: self.tr("Muted"),
        }
        self.tabs = TabBar(look, self._tab_words)
        self.search = SearchField(self.tr("Filter by agent or cause…   Ctrl+F"))
        self.search.setFixedWidth(look.pixels(300))
        self.chip = FilterChip(look, self.tr("Cause"))
        locale = model.workspace.locale
        self.chip.set_options([(kind.value, word(kind, locale)) for kind in AlertKind])
        rows = cast(RowsModel[object], model.list.model)
        self.table = Table(look, rows, model.workspace.memory, self.tr("Alerts"))
        self.stack = Stack(look, self.table)
        self.panel = AlertPanel(look, model)
        self.fresh = Freshness(look, model.workspace, status)
        self._line = 0  # where the chosen alert stands: what comes after it takes its place
        self._build()
        self._connect()

    def _build(self) -> None:
        flow = Flow(6)
        flow.addWidget(self.search)
        flow.addWidget(self.chip)
        head = row(label(self.tr("Alerts"), "page"), None, self.fresh)
        # Under the chips: none of them moves when the panel opens.
        inside = holding(Beside(self.stack, self.panel))
        lines = column(head, self.tabs, holding(flow), inside, space=10)
        lines.setContentsMargins(20, 14, 20, 12)
        lines.setStretchFactor(inside, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        model, panel = self._model, self.panel
        self.tabs.chosen.connect(self._on_view)
        self.chip.values_changed.connect(self._on_view)
        self.search.searched.connect(lambda text: model.list.look(search=text))
        model.list.loaded.connect(self._on_loaded)
        model.list.failed.connect(self._on_failed)
        self.listen(model.acts, model.workspace.locale)
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.sort_requested.connect(self._on_sort)
        panel.map_requested.connect(lambda i: self.open_requested.emit("map", {"agent": i}))
        panel.visit_requested.connect(
            lambda i: self.open_requested.emit("visits", {"visit": i, "chosen": i})
        )
        panel.closed.connect(self.table.clearSelection)

    # Page

    def on_shown(self) -> None:
        """Load when first seen; others may have it read already."""
        self._model.open()
        if self._model.list.is_loaded:
            self._on_loaded()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._model.rest()

    def focus_content(self) -> None:
        """The table."""
        self.table.setFocus()

    def state(self) -> PageState:
        """Tab, filter, selection."""
        return {
            "tab": self.tabs.key,
            "kinds": sorted(self.chip.values),
            "search": self.search.text(),
            "chosen": self.panel.alert_id,
        }

    def restore(self, state: PageState) -> None:
        """A state of before, or a wish: `kind` one cause."""
        kinds = state.get("kinds")
        if kind := state.get("kind"):
            kinds = [kind]
        self.tabs.choose(str(state.get("tab") or OPEN))
        self.chip.set_values([str(k) for k in kinds] if isinstance(kinds, list) else [])
        self.search.setText(str(state.get("search") or ""))
        if chosen := state.get("chosen"):
            self.table.choose(str(chosen))

    def filter_field(self) -> QLineEdit | None:
        """The search field."""
        return self.search

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    # The list

    def _on_view(self) -> None:
        self._line = 0
        accepted = {"tab": frozenset({self.tabs.key}), "kind": self.chip.values}
        self._model.list.look(accepted=accepted)

    def _on_sort(self, key: str, is_descending: bool) -> None:
        self._model.list.look(sort_key=key, is_descending=is_descending)

    def _on_loaded(self) -> None:
        for tab, words in self._tab_words.items():
            count = len(self._model.lines(tab))
            self.tabs.set_word(tab, titled(words, count))
        if self._model.list.model.rowCount():
            self.stack.show_content(self.table)
            self._choose_next()
        else:
            self.panel.hide()
            self.stack.show_empty(self._empty_words(), None, "bell")

    def _empty_words(self) -> str:
        if self.search.text() or self.chip.values:
            return self.tr("No alert passes these filters.")
        if self.tabs.key == OPEN:
            return self.tr("No open alerts. What asks for somebody appears here at once.")
        return self.tr("Nothing here yet.")

    def _choose_next(self) -> None:
        if not self.table.chosen_ids and self.tabs.key == OPEN:
            self.table.selectRow(min(self._line, self._model.list.model.rowCount() - 1))
        else:
            self._on_chosen()

    def _on_chosen(self) -> None:
        ids = self.table.chosen_ids
        shown = self._model.line_of(ids[0]) if ids else None
        if shown is None:
            if self.panel.isAncestorOf(self.window().focusWidget()):
                self.table.setFocus()  # what had the keyboard goes: the list goes on from there
            self.panel.hide()
        else:
            self._line = self._model.list.model.line_of(shown.id) or 0
            self.panel.show_alert(shown, ids)

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._model.workspace.locale)
        self.stack.show_error(text, problem.code, self._model.list.reload)
