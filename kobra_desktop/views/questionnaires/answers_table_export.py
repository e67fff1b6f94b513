"""Asks what of the answers shall be written: tables by labels or codes, or their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from kobra_desktop.models.exporting import ExportingModel, Leaving
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.models.submissions.export import LeavingAnswers, LeavingFiles
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.theme import Look

_ZIP = "zip"


class ExportDialog(ExportListDialog):
    """As of any list; each repeat is a sheet or a file of its own."""

    def __init__(
        self, look: Look, exporting: ExportingModel, answers: LeavingAnswers, parent: QWidget
    ) -> None:
        self._answers = answers
        self.files = QRadioButton()
        self.labels = QCheckBox()
        super().__init__(look, exporting, answers, parent)

    def more(self) -> Sequence[QWidget]:
        """Their files instead, and the words of a table."""
        self.files.setText(self.tr("Photos and files (ZIP)"))
        self.labels.setText(self.tr("Questions and choices by their labels (else by code)"))
        self.labels.setChecked(True)
        return self.files, self.labels

    def what(self) -> str:
        """Which rows are written."""
        return self.tr(
            "What the filters show is written, each repeat as a further sheet or file. Corrected "
            "answers stand as corrected."
        )

    def counted(self, n: int) -> str:
        """So many answers, or files."""
        return counts.files(n) if self.files.isChecked() else counts.submissions(n)

    def chosen(self) -> tuple[Leaving, str]:
        """Tables, or files."""
        answers = self._answers
        if self.files.isChecked():
            return LeavingFiles(answers.workspace, answers.table, answers.ids, answers.filter), _ZIP
        answers = replace(answers, has_labels=self.labels.isChecked())
        return answers, self.format.value

    def _on_format(self) -> None:
        super()._on_format()
        self.labels.setEnabled(not self.files.isChecked())
