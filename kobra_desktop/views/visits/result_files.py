"""Takes a visit out of the program when a person asks for it: one file, or all of it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.result import ResultModel
from kobra_desktop.models.submissions.files import pictures_here, save_file
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.visits.result_print import write_pdf
from kobra_domain.words import moment


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
        model, workspace = self._model, self._model.workspace
        facts = model.facts
        if facts is None or facts.submission is None:
            self._write(target, {})
            return
        submission_id, names = facts.submission.id, [photo.name for photo in facts.photos]
        workspace.background.read(
            lambda: pictures_here(workspace, submission_id, names),
            lambda photos: self._write(target, photos),
            self._on_failed,
            owner=self,
        )

    def _write(self, target: Path, photos: dict[str, QImage]) -> None:
        facts, workspace = self._model.facts, self._model.workspace
        if facts is None:
            return
        at = moment(workspace.now, workspace.zone.key, workspace.locale)
        footer = self.tr("Printed by {name}, {time}").format(name=workspace.desk.who.name, time=at)
        try:
            write_pdf(target, facts, photos, footer)
        except KobraError as problem:
            self._on_failed(problem)
            return
        self.said.emit(self.tr("Saved: {name}").format(name=target.name))

    def _on_failed(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._model.workspace.locale))
