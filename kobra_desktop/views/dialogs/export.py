"""Asks in what form and where a list shall be written, shows how far it is, and tells what came of
it: the rows, and what the format could not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QProgressBar,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.exporting import ExportingModel, Leaving
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.outside import open_outside
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.saving import ask_where, folder_of, free_place, with_ending
from kobra_records.files.exports.deed import Written
from kobra_records.files.exports.dialect import example
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.exports.names import file_name


class ExportListDialog(QDialog):
    """`said`: what was written. Closing it while it writes gives up; what was there stays."""

    said = Signal(str)

    def __init__(
        self, look: Look, exporting: ExportingModel, shown: Leaving, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = self.tr("Export: {listing}").format(listing=shown.listing)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # the next export is not its own
        self._look, self._exporting, self._shown = look, exporting, shown
        self._folder = Path()
        self._path = Path()
        line = example(exporting.dialect)
        self.formats = {
            ExportFormat.XLSX: QRadioButton(self.tr("For Excel: workbook (XLSX)")),
            ExportFormat.CSV: QRadioButton(self.tr("For other programs: text (CSV)")),
        }
        self.example = label(self.tr("A line looks like this: {line}").format(line=line), "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.told = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self._place = Path()
        self.place = label("", "caption", wrap=True)
        self.write = Button(look, self.tr("Write it there"), "primary")
        self.elsewhere = Button(look, self.tr("Another place…"))
        self.folder = Button(look, self.tr("Open folder"))
        self.folder.setVisible(False)
        self.leave = Button(look, QCoreApplication.translate("Form", "Leave it"))
        self._build(title)
        self._connect()
        self.formats[ExportFormat.XLSX].setChecked(True)
        self._on_format()
        if not exporting.may(shown):
            self._refuse()

    def _build(self, title: str) -> None:
        group = QButtonGroup(self)
        self._more = more = self.more()
        for button in (*self.formats.values(), *more):
            if isinstance(button, QRadioButton):
                group.addButton(button)
                button.toggled.connect(self._on_format)
        rows = label(self.counted(self._shown.count), "secondary")
        lines = column(
            label(title, "section"), rows, *self.formats.values(), self.example, *more, space=10
        )
        lines.addWidget(label(self.what(), "caption", wrap=True))
        if self._shown.filter:
            lines.addWidget(label(self._shown.filter, "caption", wrap=True))
        for part in (self.place, self._bar, self.told, self.problem):
            lines.addWidget(part)
        lines.addLayout(row(None, self.folder, self.leave, self.elsewhere, self.write))
        self.write.setDefault(True)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setMinimumWidth(self._look.pixels(460))

    # What another kind of list says in its own way

    def more(self) -> Sequence[QWidget]:
        """What else can be chosen, below the formats."""
        return ()

    def what(self) -> str:
        """Which rows are written."""
        return self.tr("Exactly the rows and columns that are shown are written, in their order.")

    def counted(self, n: int) -> str:
        """So many of what is written."""
        return counts.rows(n)

    def chosen(self) -> tuple[Leaving, str]:
        """What is written as things are chosen, and the ending of its file."""
        return self._shown, self.format.value

    def _connect(self) -> None:
        exporting = self._exporting
        self.write.clicked.connect(lambda: self.write_to(self._place))
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.leave.clicked.connect(self.reject)
        self.folder.clicked.connect(self._on_folder)
        exporting.progressed.connect(self._on_progress)
        exporting.finished.connect(self._on_finished)
        exporting.stopped.connect(self._on_stopped)
        exporting.would_replace.connect(self._on_would_replace)
        exporting.failed.connect(self._on_failed)

    @property
    def format(self) -> ExportFormat:
        """The one that is ticked."""
        ticked = (one for one, button in self.formats.items() if button.isChecked())
        return next(ticked, ExportFormat.XLSX)

    def _on_format(self) -> None:
        # It stays where it is, so that nothing jumps under the pointer.
        self.example.setEnabled(self.formats[ExportFormat.CSV].isChecked())
        self._place = free_place(folder_of(self), self._name())
        words = self.tr("It will be “{name}” in {folder}.")
        self.place.setText(words.format(name=self._place.name, folder=self._place.parent))

    def _name(self) -> str:
        leaving, ending = self.chosen()
        return file_name(f"{leaving.listing}.{ending}")

    def _refuse(self) -> None:
        self.place.hide()
        self.write.setEnabled(False)
        self.elsewhere.setEnabled(False)
        self.problem.setText(no_right())
        self.problem.show()

    def _on_elsewhere(self) -> None:
        _, ending = self.chosen()
        if path := ask_where(self, self.windowTitle(), self._name(), ending):
            # The system's own dialog has asked about exactly this file, ending and all.
            self.write_to(with_ending(path, ending), replaces=[path])

    def write_to(self, path: Path, replaces: Sequence[Path] = ()) -> None:
        """Begin; the dialog shows how far it is."""
        self.problem.hide()
        self.place.hide()
        self._path = path
        self._bar.setRange(0, 0)
        self._bar.show()
        self._set_busy(True)
        leaving, _ = self.chosen()
        self._exporting.run(leaving, path, self.format, replaces)

    def _set_busy(self, is_busy: bool) -> None:
        for part in (self.write, self.elsewhere, *self.formats.values(), *self._more):
            part.setEnabled(not is_busy)
        if not is_busy:
            self._on_format()
        self.leave.setText(
            self.tr("Stop") if is_busy else QCoreApplication.translate("Form", "Leave it")
        )

    def _on_progress(self, done: int, whole: int) -> None:
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(done)
        self.told.setText(f"{figure(done)} / {figure(whole)}")

    def _on_finished(self, written: Written) -> None:
        self._bar.hide()
        words = f"{self.counted(written.rows)}: {self._path.name}"
        self.told.setText(". ".join([words, *written.told(self._exporting.dialect.locale)]))
        self.said.emit(words)
        self._folder = written.paths[0].parent
        self.folder.setVisible(True)
        self.write.hide()
        self.elsewhere.hide()
        self.leave.setText(self.tr("Close"))

    def _on_would_replace(self, paths: Sequence[Path]) -> None:
        self._end()
        names = ", ".join(path.name for path in paths)
        asked = Question(
            self._look,
            self,
            self.tr("There is such a file already"),
            self.tr("{names} will be replaced.").format(names=names),
            self.tr("Replace"),
            QCoreApplication.translate("Form", "Leave it"),
        )
        asked.accepted.connect(lambda: self.write_to(self._path, paths))
        asked.open()

    def _on_stopped(self) -> None:
        self.said.emit(self.tr("The export was stopped. Nothing was written."))
        super().reject()

    def _on_failed(self, problem: Known) -> None:
        self._end()
        self.problem.setText(sentence(problem, self._exporting.dialect.locale))
        self.problem.show()

    def _end(self) -> None:
        self._bar.hide()
        self.place.show()
        self.told.setText("")
        self._set_busy(False)

    def _on_folder(self) -> None:
        open_outside(QUrl.fromLocalFile(str(self._folder)), self._on_opened)

    def _on_opened(self, is_open: bool) -> None:
        if is_open or not isValid(self):
            return
        words = self.tr("The folder could not be opened: {folder}")
        self.problem.setText(words.format(folder=self._folder))
        self.problem.show()

    def reject(self) -> None:
        """Give up; while it writes, ask it to stop and wait for that."""
        if self._exporting.is_running:
            self._exporting.stop()
            return
        super().reject()


def no_right() -> str:
    """Why so many rows may not leave by this user."""
    return QCoreApplication.translate(
        "ExportListDialog",
        "Your role may not take so many people's data along. Ask an administrator.",
    )
