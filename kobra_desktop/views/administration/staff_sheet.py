"""Agents from a sheet: it is dropped, chosen or pasted, and what it will do is seen before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLayout,
    QWidget,
)

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.staff_sheet import SheetLine, StaffSheetModel
from kobra_desktop.models.counts import figure
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.rows import Column, RowsModel, prepared
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_desktop.views.widgets.saving import ask_where
from kobra_desktop.views.widgets.table import Table
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import say
from kobra_records.files.portfolio_files.templates import template_name
from kobra_records.files.staff_sheets import TARGETS

translate = QCoreApplication.translate
_ACROSS = 5
_TONES = {Fate.REFUSED: "error_fg", Fate.SAME: "text_3"}


class StaffSheetDialog(QDialog):
    """Shows a StaffSheetModel; closes once the agents are in."""

    def __init__(self, look: Look, parent: QWidget, model: StaffSheetModel) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._is_filling = False
        self._locale = model.workspace.locale
        model.setParent(self)
        self.setWindowTitle(translate("StaffSheet", "Bring agents from a sheet"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAcceptDrops(True)
        self.finished.connect(self.deleteLater)
        self._make()
        self._lay_out()
        self._connect()
        self._say()

    def _make(self) -> None:
        look = self.look
        self.choose = Button(look, translate("StaffSheet", "Choose file…"), icon="upload")
        self.paste = Button(look, translate("StaffSheet", "Paste rows"), icon="copy")
        self.paste.setToolTip(key_words("Ctrl+V"))
        self.template = Button(look, translate("StaffSheet", "Template…"), "link", "download")
        self.about = label("", "secondary", wrap=True)
        self.columns: dict[Target, Choice] = {}
        for target in TARGETS:
            self.columns[target] = Choice()
        self.summary = label("", "strong", wrap=True)
        self.teams = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self.rows: RowsModel[SheetLine] = RowsModel(_columns(), self)
        name = translate("StaffSheet", "What the rows will do")
        self.table = Table(look, self.rows, SessionMemory(), name)
        self.table.setMinimumHeight(look.pixels(200))
        self.stack = PageState(look, self.table)
        self.shift = line_edit("", self.model.shift_text)
        name = translate("StaffSheet", "Shift of new agents whose row says none")
        self.shift_field = Field(name, self.shift)
        self.always = QCheckBox(translate("Administration", "Always in shift, day and night"))
        self.accept_all = Button(look, "", "primary", "users")
        self.leave = Button(look, translate("StaffSheet", "Cancel"))

    def _lay_out(self) -> None:
        words = translate(
            "StaffSheet",
            "One row an agent: code, name, team, telephone, e-mail and shift. A code that is here "
            "already is brought up to date; nobody is taken away.",
        )
        self.hours = holding(row(self.shift_field, self.always, None, space=16))
        self.mapped = holding(self._grid())
        lines = column(
            label(words, "caption", wrap=True),
            row(self.choose, self.paste, self.about, None, self.template, space=8),
            self.problem,
            self.mapped,
            self.summary,
            self.teams,
            self.stack,
            self.hours,
            space=10,
            margins=(20, 16, 20, 0),
        )
        lines.setStretch(6, 1)
        acts = row(None, self.leave, self.accept_all, margins=(20, 0, 20, 12))
        self.setLayout(column(scrolling(holding(lines)), acts, space=10))
        give_room(self, self.look, 1040, 700)

    def _grid(self) -> QLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for n, (target, choice) in enumerate(self.columns.items()):
            name = say(f"target.{target.value}", None, self._locale)
            grid.addWidget(Field(name, choice), n // _ACROSS, n % _ACROSS)
        for n in range(_ACROSS):
            grid.setColumnStretch(n, 1)
        return grid

    def _connect(self) -> None:
        model = self.model
        self.choose.clicked.connect(self._ask_file)
        self.paste.clicked.connect(self._on_paste)
        self.template.clicked.connect(self._ask_template)
        self.leave.clicked.connect(self.reject)
        self.accept_all.clicked.connect(self._on_accept)
        self.shift.textChanged.connect(self._on_hours)
        self.always.toggled.connect(self._on_hours)
        for target, choice in self.columns.items():
            choice.edited.connect(partial(self._on_column, target))
        model.changed.connect(self._say)
        model.acts.acted.connect(self._on_acted)
        model.acts.failed.connect(self._on_failed)
        model.acts.stopped.connect(self._say)

    # The sheet comes

    def take(self, data: QMimeData) -> bool:
        """A file or rows of a spreadsheet; False for anything else."""
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self.model.take(Path(paths[0]))
            return True
        if data.hasText() and "\n" in data.text().strip():
            self.model.take(data.text())
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's: files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's: take it."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V: what is on the clipboard."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._on_paste()
            return
        super().keyPressEvent(event)

    def _on_paste(self) -> None:
        if not self.take(QApplication.clipboard().mimeData()):
            words = translate(
                "StaffSheet", "There are neither files nor rows with their headers to paste."
            )
            self._complain(words)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.windowTitle())
        sheets = translate("StaffSheet", "Sheets")
        dialog.setNameFilter(f"{sheets} (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.zip)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.model.take(Path(path)))
        dialog.open()

    def _ask_template(self) -> None:
        name = template_name(ImportKind.AGENTS, self._locale)
        if path := ask_where(self, self.template.text(), name, "xlsx"):
            words = translate("StaffSheet", "Template saved: {name}").format(name=path.name)
            self.model.save_template(path, lambda: self.about.setText(words), self._on_failed)

    # What is said of it

    def _on_column(self, target: Target) -> None:
        if not self._is_filling:
            self.model.say_column(target, self.columns[target].chosen)

    def _on_hours(self) -> None:
        is_always = self.always.isChecked()
        self.shift.setEnabled(not is_always)
        self.model.say_shift(self.shift.text(), is_always=is_always)

    def _say(self) -> None:
        model, sheet = self.model, self.model.sheet
        self.about.setText(model.name)
        self.mapped.setVisible(sheet is not None)
        if sheet is not None:
            self._say_columns(sheet.headers, sheet.columns)
        self.hours.setVisible(model.asks_hours)
        wrong = model.hours_problem
        self.shift_field.set_problem(sentence(wrong, self._locale) if wrong else "")
        self.problem.hide()
        if model.problem is not None:
            self._on_failed(model.problem)
        self._say_plan()

    def _say_columns(self, headers: tuple[str, ...], said: Any) -> None:
        none = (None, translate("StaffSheet", "— none —"))
        self._is_filling = True
        for target, choice in self.columns.items():
            choice.choose(None)  # a header of another sheet is no choice
            choice.set_options([none, *((one, one) for one in headers)])
            choice.choose(said.get(target))
        self._is_filling = False

    def _say_plan(self) -> None:
        model, plan = self.model, self.model.plan
        lines = model.lines()
        held = prepared(lines, lambda one: f"{one.line}", lambda _: "", {})
        self.rows.show(held, list(range(len(lines))))
        count = model.written
        words = translate("StaffSheet", "Bring {count} agents").format(count=figure(count))
        self.accept_all.setText(words if count else translate("StaffSheet", "Bring agents"))
        self.accept_all.setEnabled(model.may_take)
        for part in (self.summary, self.teams):
            part.setVisible(bool(lines))
        if lines and plan is not None:
            self.stack.show_content()
            parts = (
                (translate("StaffSheet", "New: {n}"), plan.count(Fate.NEW)),
                (translate("StaffSheet", "Changed: {n}"), plan.count(Fate.CHANGED)),
                (translate("StaffSheet", "As they are: {n}"), plan.count(Fate.SAME)),
                (translate("StaffSheet", "Not taken: {n}"), len(model.refusals)),
            )
            self.summary.setText("  ·  ".join(one.format(n=figure(n)) for one, n in parts))
            names = ", ".join(team.name for team in plan.teams)
            made = translate("StaffSheet", "Teams that will be made: {names}").format(names=names)
            made = made if names else translate("StaffSheet", "No team is made.")
            self.teams.setText("\n".join((made, *model.doubts())))
        elif model.missing:
            names = ", ".join(say(f"target.{one}", None, self._locale) for one in model.missing)
            words = translate("StaffSheet", "Say above which column is: {names}")
            self.stack.show_empty(words.format(names=names), None, "table")
        elif model.is_busy:
            self.stack.show_loading()
        else:
            words = translate("StaffSheet", "Drop a CSV or Excel file here, or paste its rows.")
            self.stack.show_empty(words, None, "file-spreadsheet")

    # Done

    def _on_accept(self) -> None:
        self.accept_all.setEnabled(False)
        self.model.accept()

    def _on_acted(self) -> None:
        self.accept()

    def _on_failed(self, problem: Known) -> None:
        self._complain(sentence(problem, self._locale))
        self.accept_all.setEnabled(self.model.may_take)

    def _complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()


def _columns() -> list[Column[SheetLine]]:
    def tone(one: SheetLine) -> str:
        return _TONES.get(one.fate, "")

    def made(key: str, title: str, text: Any, width: int, stretch: int = 0) -> Column[SheetLine]:
        return Column(
            *(key, title, text, lambda _: 0, width),
            stretch=stretch,
            tone=tone,
            tip=(lambda one: one.words) if key == "what" else None,
            is_name=key == "name",
        )

    return [
        made("line", translate("StaffSheet", "Line"), lambda one: figure(one.line), 56),
        made("code", translate("StaffSheet", "Code"), lambda one: one.code, 80),
        made("name", translate("StaffSheet", "Name"), lambda one: one.name, 150, 2),
        made("team", translate("StaffSheet", "Team"), lambda one: one.team, 100, 1),
        made("phone", translate("StaffSheet", "Phone"), lambda one: one.phone, 130),
        made("shift", translate("StaffSheet", "Shift"), lambda one: one.shift, 190, 3),
        made("what", translate("StaffSheet", "What happens"), lambda one: one.words, 180, 1),
    ]
