"""Asks what of the answers shall be written and where, and shows how far it has come."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from kobra_desktop.commands.exports import may_export
from kobra_desktop.errors import Known
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.models.submissions.export import Exported, ExportKind, ExportModel, ExportWish
from kobra_desktop.models.submissions.table import AnswersModel
from kobra_desktop.views.dialogs.export import no_right
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row


class ExportDialog(QDialog):
    """`said`: what was written. Closing it while it writes gives up; what was there stays."""

    said = Signal(str)

    def __init__(
        self,
        look: Look,
        export: ExportModel,
        answers: AnswersModel,
        parent: QWidget,
        filter: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export answers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # the next export is not its own
        self._export, self._answers = export, answers
        self._ids, self._filter = tuple(answers.shown_ids), filter
        self.kinds = {
            ExportKind.XLSX: QRadioButton(self.tr("Workbook (XLSX), repeats as sheets")),
            ExportKind.CSV: QRadioButton(self.tr("Text (CSV), repeats as further files")),
            ExportKind.PHOTOS: QRadioButton(self.tr("Photos and files (ZIP)")),
        }
        group = QButtonGroup(self)
        for button in self.kinds.values():
            group.addButton(button)
            button.toggled.connect(self._on_kind)
        self.labels = QCheckBox(self.tr("Questions and choices by their labels (else by code)"))
        self.labels.setChecked(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._said = label("", "secondary")
        self._problem = notice("error")
        self.write = Button(look, self.tr("Choose file and write…"), "primary")
        self.leave = Button(look, QCoreApplication.translate("Form", "Leave it"))
        self._build()
        self._connect()
        self.kinds[ExportKind.XLSX].setChecked(True)
        desk = answers.workspace.desk
        if not may_export(desk, len(self._ids), has_personal_data=True):
            self.write.setEnabled(False)
            self._problem.setText(no_right())
            self._problem.show()

    def _build(self) -> None:
        title = label(self.tr("Export answers"), "section")
        rows = label(counts.submissions(len(self._ids)), "secondary")
        what = self.tr("What the filters show is written. Corrected answers stand as corrected.")
        foot = row(None, self.leave, self.write)
        lines = column(title, rows, *self.kinds.values(), self.labels, space=10)
        lines.addWidget(label(what, "caption", wrap=True))
        for part in (self._bar, self._said, self._problem):
            lines.addWidget(part)
        lines.addLayout(foot)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)

    def _connect(self) -> None:
        self.write.clicked.connect(self._on_write)
        self.leave.clicked.connect(self.reject)
        self._export.progressed.connect(self._on_progress)
        self._export.finished.connect(self._on_finished)
        self._export.stopped.connect(self._on_stopped)
        self._export.failed.connect(self._on_failed)

    @property
    def kind(self) -> ExportKind:
        """The one that is ticked."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def _on_kind(self) -> None:
        self.labels.setEnabled(not self.kinds[ExportKind.PHOTOS].isChecked())

    def _on_write(self) -> None:
        kind, table = self.kind, self._answers.table
        title = (table.form.title if table else "") or self.tr("Answers")
        suggested = f"{title}.{kind.value}"
        ending = f"{kind.value.upper()} (*.{kind.value})"
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Export answers"), suggested, ending)
        if target:
            self.write_to(Path(target))

    def write_to(self, path: Path) -> None:
        """Begin; the dialog shows how far it is."""
        table = self._answers.table
        if table is None:
            return
        self._problem.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self.write.setEnabled(False)
        self.leave.setText(self.tr("Stop"))
        wish = ExportWish(self.kind, path, self._ids, self.labels.isChecked(), self._filter)
        self._export.run(table, wish)

    def _on_progress(self, done: int, whole: int) -> None:
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(done)
        self._said.setText(f"{done} / {whole}")

    def _on_finished(self, exported: Exported) -> None:
        words = counts.exported(exported.rows)
        if self.kind is ExportKind.PHOTOS:
            words = counts.files(exported.rows)
        parts = [f"{words}: {exported.path.name}"]
        if exported.missing:
            parts.append(counts.photos_missing(exported.missing))
        self.said.emit(". ".join(parts))
        self.accept()

    def _on_stopped(self) -> None:
        self.said.emit(self.tr("The export was stopped. Nothing was written."))
        super().reject()

    def _on_failed(self, problem: Known) -> None:
        self._bar.hide()
        self.write.setEnabled(True)
        self.leave.setText(QCoreApplication.translate("Form", "Leave it"))
        self._problem.setText(sentence(problem, self._answers.workspace.locale))
        self._problem.show()

    def reject(self) -> None:
        """Give up; while it writes, ask it to stop and wait for that."""
        if self._export.is_running:
            self._export.stop()
            return
        super().reject()
