"""Choosing workbooks to read and write, and what is wrong with one that is no questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressBar, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.files import FilesModel
from kobra_desktop.models.questionnaires.problem_words import place_words
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.words import say

translate = QCoreApplication.translate
WORKBOOKS = "XLSForm (*.xlsx *.xls *.xlsm)"


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
        model.exported.connect(
            lambda name: self.said.emit(
                translate("Questionnaires", "Saved as {name}").format(name=name)
            )
        )
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

    def ask_export(self, questionnaire_id: str, name: str) -> None:
        """Let a place be chosen for a questionnaire's draft."""
        self.ask_place(name, lambda path: self.model.export(questionnaire_id, path))

    def ask_place(self, name: str, then: Callable[[Path], None]) -> None:
        """Let a place be chosen for an .xlsx."""
        dialog = QFileDialog(self._parent, translate("Questionnaires", "Export as XLSForm"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("XLSForm (*.xlsx)")
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{name}.xlsx")
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

    def _on_refused(self, problem: Known, problems: Sequence[Problem]) -> None:
        self._close_reading()
        locale = self.model.workspace.locale
        RefusedFileDialog(self._look, self._parent, problem, problems, locale).open()


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
    """Why a file was not imported: every problem with its place and its remedy."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        problem: Known,
        problems: Sequence[Problem],
        locale: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Questionnaires", "The file was not imported"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        notes = [self._note(look, one, locale) for one in problems]
        if not notes:
            notes = [note(look, "error", sentence(problem, locale), "octagon-alert")]
        close = Button(look, translate("Questionnaires", "Close"), "primary")
        close.clicked.connect(self.accept)
        inside = scrolling(holding(column(*notes, None, space=8)))
        lines = column(label(self.windowTitle(), "section"), inside, row(None, close), space=12)
        lines.setContentsMargins(24, 20, 24, 16)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.resize(look.pixels(560), look.pixels(220 + 60 * min(len(notes), 5)))
        self.finished.connect(self.deleteLater)

    def _note(self, look: Look, problem: Problem, locale: str) -> QWidget:
        place = place_words(problem)
        words = say(problem.code, problem.params, locale)
        remedy = say(f"{problem.code}.remedy", problem.params, locale)
        text = "\n".join(part for part in (f"{place}: {words}" if place else words, remedy) if part)
        return note(look, "error", text, "octagon-alert")
