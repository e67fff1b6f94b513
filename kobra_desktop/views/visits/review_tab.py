"""Visitas › Por revisar: what waits, oldest first; opening one goes through all of them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.chips import FilterChip
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_desktop.views.widgets.table import Table


class ReviewTab(QWidget):
    """`opened` (submission id)."""

    opened = Signal(str)

    def __init__(self, look: Look, model: ReviewsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        rows = cast(RowsModel[object], model.list.model)
        self.table = Table(look, rows, model.workspace.memory, self.tr("To review"))
        self.search = SearchField(self.tr("Filter by name, street, agent…   Ctrl+F"))
        self.search.setFixedWidth(look.pixels(280))
        self.logic = FilterChip(look, self.tr("Logic"))
        self.logic.set_options([("differs", self.tr("Differs from the form"))])
        words = self.tr("Start reviewing") if model.may_review else self.tr("Open")
        self.start = Button(look, words, "primary", "circle-check")
        self._count = label("", "secondary")
        self.stack = PageState(look, self.table)
        tools = row(self.search, self.logic, self._count, None, self.start, space=8)
        lines = column(tools, self.stack, space=10)
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        model = self._model
        self.search.searched.connect(lambda _: self._on_typed())
        self.logic.values_changed.connect(
            lambda: model.list.look(accepted={"logic": self.logic.values})
        )
        self.start.clicked.connect(self.open_first)
        self.table.row_opened.connect(self.opened)
        self.table.sort_requested.connect(
            lambda key, down: model.list.look(sort_key=key, is_descending=down)
        )
        model.changed.connect(self._on_changed)
        model.list.failed.connect(self._on_failed)
        if model.list.is_loaded:
            self._on_changed()  # others have it read already

    def open_first(self) -> None:
        """Open the chosen one, else the first."""
        ids = self.table.chosen_ids or self._model.ids
        if ids:
            self.opened.emit(ids[0])

    def _on_typed(self) -> None:
        self._model.list.look(search=self.search.text())

    def _on_changed(self) -> None:
        model = self._model.list.model
        shown, total = model.rowCount(), model.total
        self._count.setText(counts.to_review(total))
        self.start.setEnabled(shown > 0)
        if total == 0:
            words = self.tr("Everything has been reviewed. What comes in from phones appears here.")
            self.stack.show_empty(words, None, "circle-check")
        elif shown == 0:
            act = (self.tr("Remove filters"), self._clear)
            self.stack.show_empty(self.tr("Nothing passes these filters."), act, "list-filter")
        else:
            self.stack.show_content(self.table)

    def _clear(self) -> None:
        self.search.clear()
        self.logic.set_values(())

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._model.workspace.locale)
        self.stack.show_error(text, problem.code, self._model.list.reload)
