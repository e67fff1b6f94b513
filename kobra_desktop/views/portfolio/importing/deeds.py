"""What is done with one file, each asked about first: discarded, taken back, its refused rows
saved, looked for each night.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.portfolio.imports import ImportsModel
from kobra_desktop.models.portfolio.imports_acts import ImportActs
from kobra_desktop.models.portfolio.imports_start import StartModel
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import RowWords
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.portfolio.importing.nightly import NightlyDialog
from kobra_desktop.views.portfolio.importing.undo import UndoDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.imports.answers import NightlyFile, UndoPreview
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.files.exports.names import file_name
from kobra_records.files.portfolio_files.templates import template_name

translate = QCoreApplication.translate


class ImportDeeds(QObject):
    """`said` (sentence, None) is toasted."""

    said = Signal(str, object)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        model: ImportsModel,
        start: StartModel,
        wizard: ImportWizard,
    ) -> None:
        super().__init__(parent)
        self._look, self._parent = look, parent
        self._model, self._start, self._wizard = model, start, wizard
        self._workspace = model.workspace
        self.acts = ImportActs(self._workspace, self)

    def tell(self, problem: Known) -> None:
        """Why it could not be done."""
        self.said.emit(sentence(problem, self._workspace.locale), None)

    def _name(self, import_id: str) -> str:
        found = self._model.row(import_id)
        return found.item.filename if found else self._wizard.name

    def _portfolio(self, import_id: str) -> Portfolio | None:
        found = self._model.row(import_id)
        return self._start.portfolio(found.item.portfolio_id) if found else self._wizard.portfolio

    def ask_discard(self, import_id: str) -> None:
        """Never take it?"""
        told = translate("Imports", "Nothing of {file} was taken, and its rows leave the server.")
        asked = Question(
            self._look,
            self._parent,
            translate("Imports", "Discard it?"),
            told.format(file=self._name(import_id)),
            translate("Imports", "Discard"),
            translate("Form", "Leave it"),
        )
        asked.accepted.connect(lambda: self._discard(import_id))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _discard(self, import_id: str) -> None:
        def done() -> None:
            if self._wizard.import_id == import_id:
                self._wizard.next_file()
            self._start.keep_draft(import_id, None)
            self.said.emit(translate("Imports", "Discarded."), None)

        self.acts.discard(import_id, done, self.tell)

    def ask_undo(self, import_id: str) -> None:
        """Take it back, and what does that do?"""
        portfolio = self._portfolio(import_id)
        words = RowWords(self._workspace, portfolio.currency if portfolio else "")

        def ask(preview: UndoPreview) -> None:
            name = self._name(import_id)
            dialog = UndoDialog(self._look, self._parent, name, preview, words)
            dialog.agreed.connect(partial(self._undo, import_id))
            dialog.open()

        self.acts.undo_preview(import_id, words, ask, self.tell)

    def _undo(self, import_id: str, also: Sequence[str]) -> None:
        if self._wizard.import_id == import_id:
            self._wizard.undo(also)
        else:
            self._wizard.undo_of(import_id, self._portfolio(import_id), also)

    def ask_refused(self, import_id: str) -> None:
        """Where shall the refused rows lie?"""
        told = translate("Imports", "refused {file}")
        suggested = file_name(told.format(file=self._name(import_id)))
        title = translate("Imports", "Refused rows as a file")
        if path := ask_where(self._parent, title, suggested):
            self.acts.save_refused(import_id, path, partial(self._on_saved, path), self.tell)

    def ask_template(self, kind: ImportKind, portfolio_id: str) -> None:
        """Where shall the template lie?"""
        portfolio = self._start.portfolio(portfolio_id)
        country = portfolio.country if portfolio else "CO"
        title = translate("Imports", "Template to be filled in")
        suggested = template_name(kind, self._workspace.locale)
        if path := ask_where(self._parent, title, suggested, "xlsx"):
            self.acts.save_template(kind, country, path, partial(self._on_saved, path), self.tell)

    def ask_night(self, import_id: str) -> None:
        """Look for such a file each night?"""
        found = self._model.row(import_id)
        if found is None:
            return

        def ask(held: tuple[NightlyFile, ...]) -> None:
            same = next((one for one in held if one.kind.value == found.item.kind.value), None)
            told = translate("Imports", "Each night it is looked for.")
            dialog = NightlyDialog(self._look, self._parent, self.acts, found, same)
            dialog.accepted.connect(lambda: self.said.emit(told, None))
            dialog.open()

        self.acts.nightly(found.item.portfolio_id, ask, self.tell)

    def _on_saved(self, target: Path) -> None:
        told = translate("Imports", "Saved: {name}")
        self.said.emit(told.format(name=target.name), None)
