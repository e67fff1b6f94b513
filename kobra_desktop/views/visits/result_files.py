"""Takes a visit out of the program when a person asks for it: one file, or all of it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.submissions.files import save_file
from kobra_desktop.models.visit_paper import write_visit
from kobra_desktop.views.sentences import sentence


class ResultFiles(QObject):
    """`said`: what was written, or why it could not be."""

    said = Signal(str)

    def __init__(self, model: ResultModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def save(self, name: str, target: Path) -> None:
        """Save a copy of one file."""
        workspace, shown = self._model.workspace, self._model.submission_id
        words = self.tr("Saved: {name}").format(name=target.name)
        workspace.background.network(
            lambda: save_file(workspace, shown, name, target),
            lambda _: self.said.emit(words),
            self._on_failed,
            owner=self,
        )

    def print_to(self, target: Path) -> None:
        """Write the whole visit as PDF, with the photos that are here."""
        facts, workspace = self._model.facts, self._model.workspace
        if facts is None:
            return
        words = self.tr("Saved: {name}").format(name=target.name)
        workspace.background.network(
            lambda: write_visit(workspace, facts, target),
            lambda _: self.said.emit(words),
            self._on_failed,
            owner=self,
        )

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._model.workspace.locale))
