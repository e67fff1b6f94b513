"""Cuestionarios › Respuestas: what was answered, one column a question, with filters and export."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from kobra_desktop.errors import Known
from kobra_desktop.models.exporting import ExportingModel
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.models.submissions.export import LeavingAnswers
from kobra_desktop.models.submissions.table import NOBODY, AnswersModel
from kobra_desktop.models.submissions.table_columns import question_options
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.questionnaires.answers_table_export import ExportDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.forms import name_choice
from kobra_desktop.views.widgets.labels import titled
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.page_state import PageState

MOST_IN_LIST = 60


class AnswersTab(Tab):
    """`open_requested` (page key, state): see one in full. Enter or a double click opens it."""

    open_requested = Signal(str, object)

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__()
        self._look, self._workspace = look, workspace
        self.model = AnswersModel(workspace, self)
        self.exporting = ExportingModel(workspace, self)
        self.box: ListBox | None = None
        self.forms = QComboBox()
        name_choice(self.forms, self.tr("Questionnaire"))
        self.forms.setMinimumWidth(look.pixels(240))
        self.within = QComboBox()
        name_choice(self.within, self.tr("Where to look"))
        self.within.setFixedWidth(look.pixels(214))
        self._head = row(self.forms, self.within, None, space=8)
        self._place = column(space=0)
        self.stack = PageState(look, holding(self._place))
        lines = column(self._head, self.stack, space=10, margins=(20, 12, 20, 16))
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        model = self.model
        model.forms_changed.connect(self._on_forms)
        model.table_changed.connect(self._on_table)
        model.failed.connect(self._on_failed)
        self.forms.activated.connect(lambda _: model.choose(str(self.forms.currentData() or "")))
        self.within.activated.connect(
            lambda _: model.search_in(str(self.within.currentData() or ""))
        )

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
        return self.box.search if self.box is not None else None

    def choose(self, row_id: str) -> None:
        """Show the answers of a questionnaire, by its id."""
        self.model.choose(row_id)

    # The table

    def _on_forms(self) -> None:
        self.forms.clear()
        for form in self.model.forms:
            title = form.title or self.tr("Without questionnaire")
            self.forms.addItem(titled(title, form.count), form.id)
        self._choose_shown()
        if self.model.forms and self.box is not None:
            self.stack.show_content()
        elif not self.model.forms:
            words = self.tr("No answers have come from phones yet. They appear here by themselves.")
            self.stack.show_empty(words, None, "inbox")

    def _choose_shown(self) -> None:
        table = self.model.table
        if table is not None:
            self.forms.setCurrentIndex(max(0, self.forms.findData(table.form.id)))

    def _on_table(self) -> None:
        listed, table = self.model.list, self.model.table
        assert listed is not None
        assert table is not None
        box = ListBox(
            self._look,
            listed,
            self._workspace.memory,
            self.tr("Answers of {title}").format(title=table.form.title or NOBODY),
            self.tr("Text in the answers…   Ctrl+F"),
            export=self.ask_export,
        )
        box.set_empty(self.tr("There are no answers in this scope."), "inbox")
        box.set_count(counts.submissions)
        box.opened.connect(self._on_opened)
        old, self.box = self.box, box
        self._head.addWidget(box.acts)
        self._place.addWidget(box)
        if old is not None:
            old.acts.deleteLater()
            old.hide()
            old.deleteLater()
        self._fill_within()
        self._choose_shown()
        self.stack.show_content()

    def _fill_within(self) -> None:
        self.within.clear()
        self.within.addItem(self.tr("In all answers"), "")
        for key, words in question_options(self.model.table, self._workspace.locale):
            self.within.addItem(words[:MOST_IN_LIST], key)
        self.model.search_in("")

    def _on_failed(self, problem: Known) -> None:
        text = sentence(problem, self._workspace.locale)
        self.stack.show_error(text, problem.code, self.model.reload)

    def _on_opened(self, submission_id: str) -> None:
        self.open_requested.emit("visits", {"submission": submission_id})

    # Files

    def ask_export(self) -> None:
        """Ask what and where, then write it with its progress."""
        table = self.model.table
        if table is None or self.model.list is None or self.exporting.is_running:
            return
        words = self.box.filter_words if self.box else ""
        answers = LeavingAnswers(self._workspace, table, tuple(self.model.shown_ids), words)
        dialog = ExportDialog(self._look, self.exporting, answers, self)
        dialog.said.connect(lambda words: self.said.emit(words, None))
        dialog.open()
