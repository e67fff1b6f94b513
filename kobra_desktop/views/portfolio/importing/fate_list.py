"""Rows by what becomes of them: a tab a fate with its count, and as many rows as somebody wants."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.portfolio.imports_rows import FateRows
from kobra_desktop.models.portfolio.imports_words import RowsOf, RowWords, fate_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.importing.row_card import RowCard
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.table import Table
from kobra_desktop.views.widgets.tabs import TabBar

translate = QCoreApplication.translate


class FateList(QWidget):
    """Asks the server for the rows of the tab that is in front; beside them the chosen one, field
    by field.
    """

    def __init__(self, look: Look, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._import_id, self._closes, self._words = "", False, RowWords(workspace)
        self.tabs = TabBar(look, {one.value: fate_words(one) for one in RowsOf})
        self.model = FateRows(workspace, self._words, self)
        name = translate("Imports", "Rows")
        self.table = Table(look, self.model.rows, SessionMemory(), name)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.state = PageState(look, self.table)
        self.count = label("", "secondary")
        self.more = Button(look, translate("Imports", "Show more"), "row", "chevron-down")
        self.foot = holding(row(self.count, self.more, space=12))
        self.row = RowCard(look, self._words)
        beside = row(self.state, self.row, space=12)
        beside.setStretch(0, 1)
        head = row(self.tabs, self.foot, space=12)
        head.setStretch(0, 1)
        lines = column(head, holding(beside), space=8)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.table.chosen_changed.connect(self._show_row)
        self.tabs.chosen.connect(lambda _: self._show())
        self.more.clicked.connect(self.model.more)
        self.model.changed.connect(self._say)
        self.model.failed.connect(
            lambda problem: self.state.show_error(
                sentence(problem, workspace.locale), problem.code, self._show
            )
        )

    @property
    def fate(self) -> RowsOf:
        """The tab in front."""
        return RowsOf(self.tabs.key)

    def show_fates(self, import_id: str, counts: Mapping[RowsOf, int], currency: str) -> None:
        """The rows of another file, or of another reading; the first fate that has any."""
        self._import_id, self._closes, self._words.currency = import_id, False, currency
        first = next((fate for fate in _ORDER if counts.get(fate)), RowsOf.NEW)
        self.tabs.choose(first.value)
        self._say_counts(counts)

    def show_closing(self, counts: Mapping[RowsOf, int], *, closes: bool) -> None:
        """Something else becomes of absent accounts, and of their visits."""
        self._closes = closes
        self._say_counts(counts)
        if self.fate is RowsOf.VISITS:
            self._show()

    def _say_counts(self, counts: Mapping[RowsOf, int]) -> None:
        for fate, count in counts.items():
            self.tabs.set_word(fate.value, f"{fate_words(fate)} {figure(count)}")
            if fate in _RARE:
                self.tabs.set_shown(fate.value, count > 0)

    def _show(self) -> None:
        if self._import_id:
            self.state.show_loading()
            self.model.show(self._import_id, self.fate, closes=self._closes)

    def _show_row(self) -> None:
        ids = self.table.chosen_ids
        self.row.show_row(self.model.rows.row_of(ids[0]) if ids else None)

    def _say(self) -> None:
        model = self.model
        self.foot.setVisible(model.has_more)  # else the tab says how many
        self.more.setEnabled(not model.is_asking)
        words = ""
        if model.shown:
            told = translate("Imports", "{shown} of {total}")
            words = told.format(shown=figure(model.shown), total=figure(model.total))
        self.count.setText(words)
        if model.shown:
            self.state.show_content()
        elif model.is_asking:
            self.state.show_loading()
        else:
            self.state.show_empty(translate("Imports", "No row ends so."), None, "circle-check")


# Told beside what becomes of the file's own rows, where there are any.
_RARE = (RowsOf.ABSENT, RowsOf.KEPT, RowsOf.VISITS)
# What changes something is seen first.
_ORDER = (
    RowsOf.CHANGED,
    RowsOf.NEW,
    RowsOf.REFUSED,
    RowsOf.ABSENT,
    RowsOf.KEPT,
    RowsOf.VISITS,
    RowsOf.SAME,
)
