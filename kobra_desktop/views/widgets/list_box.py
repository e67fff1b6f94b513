"""The one shell of a list: search, chips, count, acts, and the table with its four looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import figure
from kobra_desktop.models.listing import Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.memory import Memory
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.chips import FilterChip, chip_of
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, column, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_desktop.views.widgets.table import Table

translate = QCoreApplication.translate


class ListBox(QWidget):
    """The list itself. `chosen` (row id, empty: none), `opened` (row id), `new_requested`."""

    chosen = Signal(str)
    opened = Signal(str)
    new_requested = Signal()

    def __init__(
        self,
        look: Look,
        state: LiveList[Any],
        memory: Memory,
        name: str,
        placeholder: str,
        new: str = "",
        icon: str = "plus",
    ) -> None:
        super().__init__()
        self._state, self._look = state, look
        self._empty, self._empty_icon = "", "inbox"
        self._wanted_id = ""
        self.chips: dict[str, FilterChip] = {}
        self.table = Table(look, state.model, memory, name)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.search = SearchField(placeholder)
        self.search.setFixedWidth(look.pixels(236))
        self.count = label("", "secondary")
        self.new = Button(look, new, "primary", icon)
        self.new.setToolTip("Ctrl+N")
        if not new:
            self.new.hide()  # showing it before it has a parent would open a window
        self.stack = PageState(look, self.table)
        self._new_words = new
        self._build()
        self._connect()

    def _build(self) -> None:
        columns = IconButton(self._look, "columns-3", translate("Administration", "Columns"))
        copy = IconButton(self._look, "copy", translate("Administration", "Copy rows"), "Ctrl+C")
        self.export = IconButton(
            self._look, "download", translate("Administration", "Export what is shown"), "Ctrl+E"
        )
        columns.clicked.connect(
            lambda: self.table.column_menu().popup(columns.mapToGlobal(columns.rect().bottomLeft()))
        )
        copy.clicked.connect(self.table.copy)
        self.export.clicked.connect(self.table.export)
        self.flow = Flow(6)
        self.flow.addWidget(self.search)
        for quality in self._state.listing.qualities:
            if quality.title:
                self._add_chip(quality)
        tools = row(self.flow, self.count, columns, copy, self.export, self.new, space=8)
        tools.setStretch(0, 1)
        self.tools = tools
        lines = column(tools, self.stack, space=10)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        state, table = self._state, self.table
        self.search.searched.connect(lambda text: state.look(search=text))
        state.loaded.connect(self._on_loaded)
        table.chosen_changed.connect(self._on_chosen)
        table.row_opened.connect(self.opened)
        table.sort_requested.connect(lambda key, down: state.look(sort_key=key, is_descending=down))
        table.show_sort(state.view.sort_key, is_descending=state.view.is_descending)
        self.new.clicked.connect(self.new_requested)

    def set_empty(self, sentence: str, icon: str) -> None:
        """What is said when there is nothing at all."""
        self._empty, self._empty_icon = sentence, icon

    @property
    def chosen_id(self) -> str:
        """The selected row, empty for none."""
        return next(iter(self.table.chosen_ids), "")

    def choose(self, row_id: str) -> None:
        """Select a row, now or once it has loaded."""
        self._wanted_id = "" if self.table.choose(row_id) else row_id

    def clear_filters(self) -> None:
        """No search, no ticks."""
        self.search.clear()
        for chip in self.chips.values():
            chip.set_values(())

    def show_error(self, problem: Known, locale: str, retry: Callable[[], None]) -> None:
        """The rows could not be read."""
        self.stack.show_error(sentence(problem, locale), problem.code, retry)

    def _add_chip(self, quality: Quality[Any]) -> None:
        key, chip = quality.key, chip_of(self._look, quality)
        self.chips[key] = chip
        if quality.options is not None:
            chip.set_options(quality.options())
        chip.set_values(self._state.view.accepted.get(key, ()))
        chip.values_changed.connect(lambda: self._on_filtered(key))
        self.flow.addWidget(chip)

    def showEvent(self, event: QShowEvent) -> None:
        """It is kept true while it is seen."""
        super().showEvent(event)
        self._state.open(str(id(self)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._state.rest(str(id(self)))

    def _on_filtered(self, quality: str) -> None:
        accepted = {**self._state.view.accepted, quality: self.chips[quality].values}
        self._state.look(accepted=accepted)

    def _on_loaded(self) -> None:
        model = self._state.model
        for quality, chip in self.chips.items():
            chip.set_options(self._state.options.get(quality, []))
        shown, total = model.rowCount(), model.total
        of = translate("Administration", "{shown} of {total}")
        self.count.setText(
            of.format(shown=figure(shown), total=figure(total))
            if shown != total
            else figure(total)
            if total
            else ""
        )
        if total == 0:
            act = (self._new_words, self.new_requested.emit) if self._new_words else None
            self.stack.show_empty(self._empty, act, self._empty_icon)
        elif shown == 0:
            clear = (translate("Administration", "Remove filters"), self.clear_filters)
            words = translate("Administration", "Nothing passes these filters.")
            self.stack.show_empty(words, clear, "list-filter")
        else:
            self.stack.show_content()
        if self._wanted_id and self.table.choose(self._wanted_id):
            self._wanted_id = ""

    def _on_chosen(self) -> None:
        self.chosen.emit(self.chosen_id)
