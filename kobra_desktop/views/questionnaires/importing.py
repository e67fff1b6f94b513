"""Choosing workbooks to read and write, and what is wrong with one that is no questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressBar, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.files import FilesModel
from kobra_desktop.models.questionnaires.problem_words import place_words
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.words import say

translate = QCoreApplication.translate
WORKBOOKS = "XLSForm (*.xlsx *.xls *.xlsm *.zip)"
BOOK = "XLSForm (*.xlsx)"


class FileActs(QObject):
    """Import and export from any widget. `imported` (Form); `said` (sentence) is toasted."""

    imported = Signal(object)
    said = Signal(str)

    def __init__(self, look: Look, parent: QWidget, model: FilesModel) -> None:
        super().__init__(parent)
        self._look, self._parent, self.model = look, parent, model
        self._reading: ReadingDialog | None = None
        model.imported.connect(self._on_imported)
        model.import_refused.connect(self._on_refused)
        model.left_out.connect(self._on_left_out)
        model.exported.connect(self._on_exported)
        locale = model.workspace.locale
        model.export_failed.connect(lambda problem: self.said.emit(sentence(problem, locale)))

    def ask_import(self) -> None:
        """Let a workbook be chosen, then read it."""
        dialog = QFileDialog(self._parent, translate("Questionnaires", "Import an XLSForm"))
        dialog.setNameFilter(WORKBOOKS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.read(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a workbook, with a way to stop it."""
        self._reading = ReadingDialog(self._look, self._parent, path.name)
        self._reading.rejected.connect(self.model.cancel_import)
        self._reading.open()
        self.model.import_file(path)

    def ask_export(self, questionnaire_id: str, name: str, *, has_files: bool = False) -> None:
        """Let a place be chosen for a questionnaire's draft."""
        then = lambda path: self.model.export(questionnaire_id, path)  # noqa: E731
        self.ask_place(name, then, has_files=has_files)

    def ask_place(
        self, name: str, then: Callable[[Path], None], *, has_files: bool = False
    ) -> None:
        """Let a place be chosen for an .xlsx, or for a .zip of it with its files, which is offered
        first where there are any.
        """
        dialog = QFileDialog(self._parent, translate("Questionnaires", "Export as XLSForm"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        whole = translate("Questionnaires", "With its files (*.zip)")
        filters = [whole, BOOK] if has_files else [BOOK, whole]
        dialog.setNameFilters(filters)

        def on_filter(chosen: str) -> None:
            dialog.setDefaultSuffix("zip" if chosen == whole else "xlsx")

        dialog.filterSelected.connect(on_filter)
        on_filter(filters[0])
        dialog.selectFile(f"{name}.{dialog.defaultSuffix()}")
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close_reading(self) -> None:
        if self._reading is not None:
            self._reading.done(0)
            self._reading = None

    def _on_imported(self, form: object) -> None:
        self._close_reading()
        self.imported.emit(form)

    def _on_exported(self, name: str, left: int) -> None:
        words = translate("Questionnaires", "Saved as {name}").format(name=name)
        if left:
            more = translate("Questionnaires", "Its files go only with a .zip.")
            words = f"{words}. {more}"
        self.said.emit(words)

    def _on_left_out(self, refusals: Sequence[Known]) -> None:
        locale = self.model.workspace.locale
        title = translate("Questionnaires", "Imported without some files")
        lines = [sentence(one, locale) for one in refusals]
        notes = [note(self._look, "warn", line, "triangle-alert") for line in lines]
        RefusedFileDialog(self._look, self._parent, title, notes).open()

    def _on_refused(self, problem: Known, problems: Sequence[Problem]) -> None:
        self._close_reading()
        locale, look = self.model.workspace.locale, self._look
        notes = [_note(look, one, locale) for one in problems]
        if not notes:
            notes = [note(look, "error", sentence(problem, locale), "octagon-alert")]
        title = translate("Questionnaires", "The file was not imported")
        RefusedFileDialog(look, self._parent, title, notes).open()


class ReadingDialog(QDialog):
    """A file is being read; leaving it stops that."""

    def __init__(self, look: Look, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Questionnaires", "Import an XLSForm"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        words = translate("Questionnaires", "Reading {name}…").format(name=name)
        bar.setAccessibleName(words)
        self.cancel = Button(look, translate("Questionnaires", "Stop reading"))
        self.cancel.clicked.connect(self.reject)
        lines = column(label(words), bar, row(None, self.cancel), space=12)
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(380))
        self.finished.connect(self.deleteLater)


class RefusedFileDialog(QDialog):
    """Why a file, or a part of it, was not imported: every problem with its place and remedy."""

    def __init__(self, look: Look, parent: QWidget, title: str, notes: Sequence[QWidget]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        close = Button(look, translate("Questionnaires", "Close"), "primary")
        close.clicked.connect(self.accept)
        inside = scrolling(holding(column(*notes, None, space=8)))
        lines = column(label(self.windowTitle(), "section"), inside, row(None, close), space=12)
        lines.setContentsMargins(24, 20, 24, 16)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        give_room(self, look, 560, 220 + 60 * min(len(notes), 5))
        self.finished.connect(self.deleteLater)


def _note(look: Look, problem: Problem, locale: str) -> QWidget:
    place = place_words(problem)
    words = say(problem.code, problem.params, locale)
    remedy = say(f"{problem.code}.remedy", problem.params, locale)
    text = "\n".join(part for part in (f"{place}: {words}" if place else words, remedy) if part)
    return note(look, "error", text, "octagon-alert")
