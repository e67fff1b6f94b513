"""Cuestionarios › Respuestas: what was answered, one column a question, with filters and export."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from kobra_desktop.errors import Known
from kobra_desktop.models.listing import Days
from kobra_desktop.models.rows import RowsModel
from kobra_desktop.models.submissions.export import ExportModel
from kobra_desktop.models.submissions.table import NOBODY, AnswersModel, question_options
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.exits import filter_words
from kobra_desktop.views.questionnaires.answers_table_columns import ColumnsDialog
from kobra_desktop.views.questionnaires.answers_table_export import ExportDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.chips import DaysChip, FilterChip
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_desktop.views.widgets.table import Table

MOST_IN_LIST = 60


class AnswersTab(Tab):
    """`open_requested` (page key, state): see one in full. Enter or a double click opens it."""

    open_requested = Signal(str, object)

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__()
        self._look, self._workspace = look, workspace
        self.model = AnswersModel(workspace, self)
        self.export = ExportModel(workspace, self)
        self.table: Table | None = None
        self.forms = QComboBox()
        self.forms.setAccessibleName(self.tr("Questionnaire"))
        self.forms.setMinimumWidth(look.pixels(240))
        words = self.tr("Text in the answers…   Ctrl+F")
        self.search = SearchField(words, self.tr("Text in the answers"))
        self.search.setFixedWidth(look.pixels(230))
        self.within = QComboBox()
        self.within.setAccessibleName(self.tr("Where to look"))
        self.within.setFixedWidth(look.pixels(214))
        self._count = label("", "secondary")
        self.chips = self._make_chips()
        self._place = column(space=0)
        self.stack = PageState(look, holding(self._place))
        self._build()
        self._connect()

    def _make_chips(self) -> dict[str, FilterChip]:
        names = {
            "version": self.tr("Version"),
            "date": self.tr("Date"),
            "agent": self.tr("Agent"),
            "portfolio": self.tr("Portfolio"),
            "verdict": self.tr("Location"),
            "review": self.tr("Review"),
            "logic": self.tr("Logic"),
        }
        made = {key: FilterChip(self._look, name) for key, name in names.items()}
        workspace = self._workspace
        days = Days(lambda: workspace.today, workspace.locale)
        made["date"] = DaysChip(self._look, names["date"], days)
        for chip in made.values():
            chip.values_changed.connect(self._on_filters)
        return made

    def _build(self) -> None:
        self.columns = IconButton(self._look, "columns-3", self.tr("Columns"))
        copy = IconButton(self._look, "copy", self.tr("Copy rows"), "Ctrl+C")
        copy.clicked.connect(lambda: self.table.copy() if self.table else None)
        self.export_button = Button(self._look, self.tr("Export…"), "", "download")
        self.export_button.setToolTip("Ctrl+E")
        head = row(self.forms, self._count, None, self.columns, copy, self.export_button, space=8)
        chips = Flow(6)
        for part in (self.search, self.within, *self.chips.values()):
            chips.addWidget(part)
        lines = column(head, holding(chips), self.stack, space=10, margins=(20, 12, 20, 16))
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        model = self.model
        model.forms_changed.connect(self._on_forms)
        model.table_changed.connect(self._on_table)
        model.loaded.connect(self._on_loaded)
        model.failed.connect(self._on_failed)
        self.forms.activated.connect(lambda _: model.choose(str(self.forms.currentData() or "")))
        self.within.activated.connect(
            lambda _: model.search_in(str(self.within.currentData() or ""))
        )
        self.search.searched.connect(lambda _: self._on_filters())
        self.columns.clicked.connect(self._ask_columns)
        self.export_button.clicked.connect(lambda: self.ask_export())

    # What the page asks of a tab

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.model.rest()

    def showEvent(self, event: QShowEvent) -> None:
        """It is kept true while it is seen."""
        super().showEvent(event)
        self.model.open()

    def filter_field(self) -> QLineEdit | None:
        """The field of the text in the answers."""
        return self.search

    def choose(self, row_id: str) -> None:
        """Show the answers of a questionnaire, by its id."""
        self.model.choose(row_id)

    # The table

    def _on_forms(self) -> None:
        self.forms.clear()
        for form in self.model.forms:
            title = form.title or self.tr("Without questionnaire")
            self.forms.addItem(f"{title} ({form.count})", form.id)
        self._choose_shown()
        if not self.model.forms:
            words = self.tr("No answers have come from phones yet. They appear here by themselves.")
            self.stack.show_empty(words, None, "inbox")

    def _choose_shown(self) -> None:
        table = self.model.table
        if table is not None:
            self.forms.setCurrentIndex(max(0, self.forms.findData(table.form.id)))

    def _on_table(self) -> None:
        listed = self.model.list
        if listed is None:
            return
        old, table = self.table, self.model.table
        assert table is not None
        rows = cast(RowsModel[object], listed.model)
        name = self.tr("Answers of {title}").format(title=table.form.title or NOBODY)
        self.table = Table(self._look, rows, self._workspace.memory, name)
        self.table.row_opened.connect(self._on_opened)
        self.table.sort_requested.connect(
            lambda key, down: listed.look(sort_key=key, is_descending=down)
        )
        if old is not None:
            self._place.removeWidget(old)
            old.deleteLater()
        self._place.addWidget(self.table)
        for chip in self.chips.values():
            chip.set_options([])
            chip.set_values(())
        self._fill_within()
        self._choose_shown()
        self.stack.show_loading()

    def _fill_within(self) -> None:
        self.within.clear()
        self.within.addItem(self.tr("In all answers"), "")
        for path, words in question_options(self.model.table):
            self.within.addItem(words[:MOST_IN_LIST], path)
        self.model.search_in("")

    def _on_loaded(self) -> None:
        listed = self.model.list
        if listed is None or self.table is None:
            return
        for key, chip in self.chips.items():
            chip.set_options(self.model.options(key))
        self._count.setText(self.model.count_words)
        if listed.model.rowCount() == 0 and listed.model.total:
            clear = (self.tr("Remove filters"), self.clear)
            self.stack.show_empty(self.tr("No answer passes these filters."), clear, "list-filter")
        elif listed.model.total == 0:
            self.stack.show_empty(self.tr("There are no answers in this scope."), None, "inbox")
        else:
            self.stack.show_content(self.table)
        if listed.view.search != self.search.text():
            self._on_filters()

    def clear(self) -> None:
        """No filters."""
        self.search.clear()
        for chip in self.chips.values():
            chip.set_values(())

    def _on_filters(self) -> None:
        if self.model.list is not None:
            self.model.list.look(
                search=self.search.text(),
                accepted={key: chip.values for key, chip in self.chips.items()},
            )

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._workspace.locale)
        self.stack.show_error(text, problem.code, self.model.reload)

    def _on_opened(self, submission_id: str) -> None:
        self.open_requested.emit("visits", {"submission": submission_id})

    def _ask_columns(self) -> None:
        if self.table is not None and self.model.list is not None:
            columns = self.model.list.model.columns
            ColumnsDialog(self._look, self.table, [c.title for c in columns], self).open()

    # Files

    def ask_export(self) -> None:
        """Ask what and where, then write it with its progress."""
        table = self.model.table
        if table is None or self.model.list is None or self.export.is_running:
            return
        dialog = ExportDialog(
            self._look,
            self.export,
            self.model,
            self,
            filter=filter_words(self.table) if self.table else "",
        )
        dialog.said.connect(lambda words: self.said.emit(words, None))
        dialog.open()
