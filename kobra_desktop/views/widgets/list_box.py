"""The one shell of a list: search, chips, count, acts, and the table with its four looks and,
beside it, the panel of what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.listed import Listed
from kobra_desktop.models.listing import Quality
from kobra_desktop.models.memory import Memory
from kobra_desktop.views.dialogs.columns import ColumnsDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.beside import Beside
from kobra_desktop.views.widgets.buttons import ElidedButton, IconButton
from kobra_desktop.views.widgets.chips import FilterChip, RemovableChip, chip_of
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.list_stack import ListStack
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_desktop.views.widgets.table import Table
from kobra_desktop.views.widgets.views_menu import ViewsMenu, tell_seen
from kobra_domain.metrics.predicates import EVERY, Predicate

translate = QCoreApplication.translate
MOST_CHOSEN = 200  # of more chosen rows Back brings none again


class ListBox(QWidget):
    """The list itself. `chosen` (row id, empty: none), `opened` (row id), `new_requested`,
    `freed`: the condition that `hold` set was taken away.

    `several`: rows may be chosen together. `panel` lies under the tools, so that they stay where
    they are when it opens. `export` stands for the usual one. `acts` (count, further acts, the
    menu, *New*) ends the line of tools; a page with a head of its own puts it there.
    """

    chosen = Signal(str)
    opened = Signal(str)
    new_requested = Signal()
    freed = Signal()

    def __init__(
        self,
        look: Look,
        state: Listed,
        memory: Memory,
        name: str,
        placeholder: str,
        new: str = "",
        icon: str = "plus",
        *,
        several: bool = False,
        panel: QWidget | None = None,
        export: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._state, self._look, self.name = state, look, name
        self._new_words = new
        self._counted: Callable[[int], str] = lambda n: figure(n) if n else ""
        self._total: Callable[[], int] = lambda: state.model.total
        self._held_words = ""
        self._wanted_ids: list[str] = []
        self.chips: dict[str, FilterChip] = {}
        self.table = Table(look, state.model, memory, name)
        if not several:
            self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._make_search(placeholder)
        self.held = RemovableChip(look)
        self._make_acts(new, icon)
        for quality in state.qualities:
            if quality.title:
                self._add_chip(quality)
        self._connect()
        is_filtered = lambda: bool(self.filter_words)  # noqa: E731
        # After the rest: what shall be chosen is chosen before it goes to the place of before.
        self.stack = ListStack(look, state, self.table, is_filtered, self.clear_filters)
        self._lay_out(panel)
        self.export.clicked.connect(export or self.table.export)

    def _make_search(self, placeholder: str) -> None:
        self.search = SearchField(placeholder)
        self.search.setText(self._state.view.search)
        self.search.setMinimumWidth(self._look.pixels(120))
        self.search.setMaximumWidth(self._look.pixels(400))

    def _make_acts(self, new: str, icon: str) -> None:
        look = self._look
        self.count = ElidedLabel("", "secondary")
        self.count.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.new = ElidedButton(look, new, "primary", icon, least=36)
        self.new.setToolTip(key_words("Ctrl+N"))
        if not new:
            self.new.hide()  # showing it before it has a parent would open a window
        words = translate("ListBox", "Export what is shown")
        self.export = IconButton(look, "download", words, "Ctrl+E")
        self.more = IconButton(look, "ellipsis", translate("ListBox", "More for this list"))
        self._acts = row(self.count, self.export, self.more, self.new, space=6)
        self.acts = holding(self._acts)

    def _lay_out(self, panel: QWidget | None) -> None:
        # One line at any width: rows that move down escape the hand that points at them.
        self.tools = row(self.search, self.held, *self.chips.values(), None, space=6)
        self.tools.setStretch(0, 100)  # its words are whole before anything is left empty
        self.tools.addWidget(self.acts)
        inside = self.stack if panel is None else holding(Beside(self.stack, panel))
        lines = column(self.tools, inside, space=10)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        state, table = self._state, self.table
        self.search.searched.connect(lambda text: state.look(search=text))
        self.held.removed.connect(self._release)
        table.chosen_changed.connect(self._on_chosen)
        table.row_opened.connect(self.opened)
        table.sort_requested.connect(lambda key, down: state.look(sort_key=key, is_descending=down))
        table.show_sort(state.view.sort_key, is_descending=state.view.is_descending)
        self.new.clicked.connect(self.new_requested)
        self._add_more()
        state.tell(self._on_loaded)

    def _add_more(self) -> None:
        """What is needed now and then stands in one menu: no list is wider for it."""
        menu = QMenu(self.more)
        columns = menu.addAction(translate("ListBox", "Columns…"))
        columns.triggered.connect(lambda: ColumnsDialog(self._look, self.table, self).open())
        words = translate("ListBox", "Copy rows")
        copy = menu.addAction(f"{words}\t{key_words('Ctrl+C')}")
        copy.triggered.connect(self.table.copy)
        words = translate("ListBox", "Print…")
        prints = menu.addAction(f"{words}\t{key_words('Ctrl+P')}")
        prints.triggered.connect(self.table.print_rows)
        menu.addMenu(ViewsMenu(self, menu))
        self.more.setMenu(menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)

    # What the page says of it

    def set_empty(self, sentence: str, icon: str) -> None:
        """What is said when there is nothing and nobody filtered, such as in this tab."""
        act = (self._new_words, self.new_requested.emit) if self._new_words else None
        self.stack.set_empty(sentence, icon, act)

    def set_count(
        self, words: Callable[[int], str], total: Callable[[], int] | None = None
    ) -> None:
        """How a whole list is counted, and of how many rows, where a tab holds some of them."""
        self._counted, self._total = words, total or self._total
        self._count()

    def add_act(self, act: QWidget, *, is_main: bool = False) -> None:
        """A further act: after the count, the main one where *New* would be."""
        self._acts.insertWidget(self._acts.count() if is_main else 1, act)
        items = [self._acts.itemAt(n) for n in range(self._acts.count())]
        shown = [widget for item in items if item and (widget := item.widget())]
        for before, after in pairwise(shown):
            QWidget.setTabOrder(before, after)  # as they are seen, not as they were made

    # What is chosen and how it is looked at

    @property
    def chosen_id(self) -> str:
        """The selected row, empty for none; of several the first."""
        return next(iter(self.table.chosen_ids), "")

    def choose(self, row_id: str) -> None:
        """Select a row, now or once it has loaded."""
        self._choose([row_id] if row_id else [])

    def _choose(self, ids: list[str]) -> None:
        self._wanted_ids = ids
        chosen = self.table.chosen_ids
        is_so = len(chosen) == len(ids) and list(chosen) == ids
        if not is_so and not self.table.choose(*ids):
            self.table.clearSelection()

    def hold(self, words: str, where: Predicate) -> None:
        """Only the rows that fulfil a condition, with its words on a chip that takes it away."""
        self._held_words = words
        self.held.set_text(words)
        self._state.look(where=where)

    def clear_filters(self) -> None:
        """No search, no ticks, no condition."""
        self.search.clear()
        for chip in self.chips.values():
            chip.set_values(())
        self._release()

    @property
    def listing(self) -> str:
        """The name of its list."""
        return self._state.name

    def when_loaded(self, then: Callable[[], None]) -> None:
        """Call `then` once, when its rows are here."""
        if self._state.is_loaded:
            then()
        else:
            self._state.loaded.connect(then, Qt.ConnectionType.SingleShotConnection)

    @property
    def filter_words(self) -> str:
        """What it is filtered by: the search, the condition and the ticked chips."""
        parts = [chip.words for chip in self.chips.values() if chip.values]
        if self._held_words:
            parts.insert(0, self._held_words)
        if typed := self.search.text().strip():
            parts.insert(0, translate("ListBox", "Search: {words}").format(words=typed))
        return " · ".join(parts)

    def state(self) -> dict[str, object]:
        """What Back brings again: search, ticks, order, rows chosen, place."""
        view, chosen = self._state.view, self.table.chosen_ids
        return {
            "search": self.search.text(),
            "accepted": {key: sorted(one.values) for key, one in self.chips.items() if one.values},
            "sort": [view.sort_key, view.is_descending],
            "rows": list(chosen) if len(chosen) <= MOST_CHOSEN else [],
            "scroll": self.stack.place,
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """What `state` gave, or a wish: search and ticks that are not named are cleared, all else
        stays as it is.
        """
        accepted, order = state.get("accepted"), state.get("sort")
        ticks = accepted if isinstance(accepted, dict) else {}
        self.search.setText(str(state.get("search") or ""))
        for key, chip in self.chips.items():
            chip.set_values(ticks.get(key, ()))
        self._state.look(search=self.search.text())
        if isinstance(order, list):
            self._state.look(sort_key=order[0], is_descending=order[1])
            self.table.show_sort(order[0], is_descending=order[1])
        rows, scroll = state.get("rows"), state.get("scroll")
        if isinstance(rows, list):
            self._choose(rows)
        if isinstance(scroll, int):
            self.stack.go_to(scroll)

    # The list

    def _add_chip(self, quality: Quality[Any]) -> None:
        key, chip = quality.key, chip_of(self._look, quality)
        self.chips[key] = chip
        if quality.options is not None:
            chip.set_options(quality.options())
        chip.set_values(self._state.view.accepted.get(key, ()))
        chip.values_changed.connect(lambda: self._on_filtered(key))

    def showEvent(self, event: QShowEvent) -> None:
        """It is kept true while it is seen."""
        super().showEvent(event)
        self._state.open(self)
        tell_seen(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._state.rest(self)

    def _on_chosen(self) -> None:
        chosen = self.chosen_id
        if chosen:
            self._wanted_ids = []  # there now, or somebody chose another
        self.chosen.emit(chosen)

    def _on_filtered(self, quality: str) -> None:
        accepted = {**self._state.view.accepted, quality: self.chips[quality].values}
        self._state.look(accepted=accepted)

    def _release(self) -> None:
        if self._held_words:
            self.hold("", EVERY)
            self.freed.emit()

    def _on_loaded(self) -> None:
        for key, options in self._state.options.items():
            if key in self.chips:
                self.chips[key].set_options(options)
        self._count()
        if self._wanted_ids and self._state.is_settled:
            self.table.choose(*self._wanted_ids)

    def _count(self) -> None:
        if self._state.is_loaded:
            shown, total = self._state.model.rowCount(), self._total()
            of = translate("ListBox", "{shown} of {total}")
            words = of.format(shown=figure(shown), total=figure(total))
            self.count.setText(self._counted(total) if shown == total else words)
