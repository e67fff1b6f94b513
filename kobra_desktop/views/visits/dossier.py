"""Asks for the dossier of a visit or of its person, shows how far it is, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from kobra_desktop.errors import Known
from kobra_desktop.models.dossiers import DossierModel, DossierWish
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import ElidedLabel, label, notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.saving import ask_where, with_ending
from kobra_records.files.exports.names import file_name

VISIT, PARTY = "visit", "party"


class DossierDialog(QDialog):
    """`said`: what was written. Closing it while it writes gives up; what was there stays."""

    said = Signal(str)

    def __init__(
        self, look: Look, model: DossierModel, facts: ResultFacts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Dossier"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # the next one is not its own
        self._look, self._model, self._facts = look, model, facts
        self.kinds = {
            VISIT: QRadioButton(self.tr("Of this visit")),
            PARTY: QRadioButton(self.tr("Of the person, with all their visits")),
        }
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.problem = notice("error")
        self.write = Button(look, self.tr("Choose file and write…"), "primary")
        self.leave = Button(look, QCoreApplication.translate("Form", "Leave it"))
        self._build()
        self._connect()
        self.kinds[VISIT].setChecked(True)

    def _build(self) -> None:
        group = QButtonGroup(self)
        for button in self.kinds.values():
            group.addButton(button)
        what = self.tr(
            "One ZIP in which any change is found: forms and photos as the phone sent them, the "
            "PDF of each visit, contacts with the rule that was asked, refusals, authorisations, "
            "edits, who looked, and the SHA-256 of every file."
        )
        lines = column(
            label(self.windowTitle(), "section"),
            ElidedLabel(self._facts.title, "secondary"),
            *self.kinds.values(),
            label(what, "caption", wrap=True),
            space=10,
        )
        for part in (self._bar, self.problem):
            lines.addWidget(part)
        lines.addLayout(row(None, self.leave, self.write))
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setFixedWidth(self._look.pixels(480))

    def _connect(self) -> None:
        self.write.clicked.connect(self._on_write)
        self.leave.clicked.connect(self.reject)
        self._model.progressed.connect(self._on_progress)
        self._model.finished.connect(self._on_finished)
        self._model.stopped.connect(self._on_stopped)
        self._model.failed.connect(self._on_failed)

    @property
    def kind(self) -> str:
        """Whose dossier is ticked."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def _on_write(self) -> None:
        suggested = file_name(f"{self.windowTitle()} {self._facts.title}.zip")
        if path := ask_where(self, self.windowTitle(), suggested, "zip"):
            self.write_to(with_ending(path, "zip"))

    def write_to(self, path: Path) -> None:
        """Begin; the dialog shows how far it is."""
        card = self._facts.result.card
        if card is None:
            return
        entity_id = card.visit.id if self.kind == VISIT else card.visit.party_id
        self.problem.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._set_busy(True)
        title = f"{self.windowTitle()}: {self._facts.title}"
        self._model.run(DossierWish(self.kind, entity_id, title, path))

    def _set_busy(self, is_busy: bool) -> None:
        for part in (self.write, *self.kinds.values()):
            part.setEnabled(not is_busy)
        words = self.tr("Stop") if is_busy else QCoreApplication.translate("Form", "Leave it")
        self.leave.setText(words)
        self.leave.setEnabled(True)

    def _on_progress(self, done: int, whole: int) -> None:
        self._bar.setRange(0, whole // 1024)
        self._bar.setValue(min(done, whole) // 1024)

    # The end

    def _on_finished(self, path: Path) -> None:
        self.said.emit(self.tr("Dossier written: {name}").format(name=path.name))
        self.accept()

    def _on_stopped(self) -> None:
        self.said.emit(self.tr("The dossier was stopped. Nothing was written."))
        super().reject()

    def _on_failed(self, problem: Known) -> None:
        self._bar.hide()
        self._set_busy(False)
        self.problem.setText(sentence(problem, self._model.workspace.locale))
        self.problem.show()

    def reject(self) -> None:
        """Give up; while it writes, ask it to stop and wait for that."""
        if self._model.is_running:
            self._model.stop()  # heard when the server has begun to answer
            self.leave.setEnabled(False)
            self.leave.setText(self.tr("Stopping…"))
            self._bar.setRange(0, 0)
            return
        super().reject()
