"""Asks where a list shall be printed, on a printer of the system or into a PDF, shows how far it
is, and tells what came of it. It is recorded when its pages are known and before one leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.exporting import ExportingModel, ShownTable
from kobra_desktop.views.dialogs.export import no_right
from kobra_desktop.views.list_print import ListPrint, Paper, Step
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.saving import ask_where, with_ending
from kobra_domain.exports import ExportWay
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.exports.names import file_name

MOST_ROWS = 20_000  # more are no reading for paper
Then = Callable[[], None]
Steps = Generator[Step, None, None]


class PrintListDialog(QDialog):
    """`said`: what was printed. Closing it while it prints gives up."""

    said = Signal(str)

    def __init__(
        self, look: Look, exporting: ExportingModel, shown: ShownTable, by: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print: {listing}").format(listing=shown.listing))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look, self._exporting, self._shown, self._by = look, exporting, shown, by
        self._steps: Steps | None = None
        self._then: Then = lambda: None
        self._printer: QPrinter | None = None  # that pages are on their way to
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._on_turn)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.told = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self.print = Button(look, self.tr("Printer…"), "primary", "printer")
        self.pdf = Button(look, self.tr("PDF…"))
        self.leave = Button(look, QCoreApplication.translate("Form", "Leave it"))
        self._build()
        self._connect()

    def _build(self) -> None:
        what = self.tr("Exactly the rows and columns that are shown are printed, in their order.")
        rows = label(counts.rows(self._shown.count), "secondary")
        lines = column(label(self.windowTitle(), "section"), rows, space=10)
        for words in (what, self._shown.filter):
            if words:
                lines.addWidget(label(words, "caption", wrap=True))
        for part in (self._bar, self.told, self.problem):
            lines.addWidget(part)
        lines.addLayout(row(None, self.leave, self.pdf, self.print))
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.setMinimumWidth(self._look.pixels(460))
        if not self._exporting.may(self._shown):
            self._refuse(no_right())
        elif self._shown.count > MOST_ROWS:
            words = self.tr("So many rows are no reading for paper. Filter them, or export them.")
            self._refuse(words)

    def _connect(self) -> None:
        exporting = self._exporting
        self.print.clicked.connect(self._ask_printer)
        self.pdf.clicked.connect(self._ask_file)
        self.leave.clicked.connect(self.reject)
        exporting.progressed.connect(self._on_progress)
        exporting.stopped.connect(self._on_stopped)
        exporting.failed.connect(self._on_failed)

    def _refuse(self, words: str) -> None:
        self.print.setEnabled(False)
        self.pdf.setEnabled(False)
        self._tell(words)

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    # To whom

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._shown.listing)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Record it once the pages are known, then give them to the printer one by one."""

        def noted(work: ListPrint) -> None:
            self._printer = printer
            self.leave.setEnabled(True)
            self._run(work.paint(printer), self._on_printed)

        self._begin(printer, lambda work: self._note(lambda: noted(work)))

    def _ask_file(self) -> None:
        suggested = file_name(f"{self._shown.listing}.pdf")
        if path := ask_where(self, self.windowTitle(), suggested, "pdf"):
            self.write_to(with_ending(path, "pdf"))

    def write_to(self, path: Path) -> None:
        """Write all pages, record it, and only then let the file take its place."""
        made = QBuffer(self)
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(made)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle(self._shown.listing)
        writer.setCreator("Kobra Desktop")

        def placed() -> None:
            self._place(path, bytes(made.data().data()))

        def laid(work: ListPrint) -> None:
            self._run(work.paint(writer), lambda: self._note(placed))

        self._begin(writer, laid)

    def _place(self, path: Path, content: bytes) -> None:
        try:
            with whole_file(path) as part:
                part.write_bytes(content)
        except NotWritten:
            self._on_failed(KobraError("file_not_written", path=path.name))
            return
        self._on_printed(path.name)

    # Its way

    def _begin(self, device: QPagedPaintDevice, laid: Callable[[ListPrint], None]) -> None:
        self.problem.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._set_busy(True)

        def gathered(lines: Sequence[Sequence[str]]) -> None:
            paper = Paper(self._shown, lines, self._by)
            work = ListPrint(paper, self._look.font("table").family())
            self._run(work.lay(device), lambda: laid(work))

        self._exporting.gather(self._shown, gathered)

    def _note(self, then: Then) -> None:
        """Nothing leaves before it is recorded; meanwhile it cannot be given up."""
        self.leave.setEnabled(False)
        self._exporting.note(self._shown, self._shown.count, ExportWay.PRINT, then)

    def _run(self, steps: Steps, then: Then) -> None:
        self._steps, self._then = steps, then
        self._turn.start(0)

    def _on_turn(self) -> None:
        """One step, and the window breathes."""
        assert self._steps is not None
        step = next(self._steps, None)
        if step is not None:
            self._on_progress(*step)
            return
        self._turn.stop()
        self._steps = None
        self._then()

    def _on_progress(self, done: int, whole: int) -> None:
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(done)
        self.told.setText(f"{figure(done)} / {figure(whole)}")

    def _on_printed(self, name: str = "") -> None:
        self._end()
        words = counts.printed(self._shown.count)
        self.said.emit(f"{words}: {name}" if name else words)
        super().accept()

    def _on_stopped(self) -> None:
        words = self.tr("It was stopped. Nothing was printed.")
        if self._printer is not None:
            words = self.tr("It was stopped. Some pages may have been printed.")
        self.said.emit(words)
        super().reject()

    def _on_failed(self, problem: Known) -> None:
        self._end()
        self._tell(sentence(problem, self._exporting.dialect.locale))

    def _set_busy(self, is_busy: bool) -> None:
        for button in (self.print, self.pdf):
            button.setEnabled(not is_busy)
        leave = QCoreApplication.translate("Form", "Leave it")
        self.leave.setText(self.tr("Stop") if is_busy else leave)

    def _end(self) -> None:
        self._bar.hide()
        self.told.setText("")
        self.leave.setEnabled(True)
        self._set_busy(False)

    def reject(self) -> None:
        """Give up; while rows are read, ask for that and wait."""
        if not self.leave.isEnabled():
            return
        if self._exporting.is_running:
            self._exporting.stop()
        elif self._steps is not None:
            self._turn.stop()
            if self._printer is not None:
                self._printer.abort()
            self._steps.close()
            self._steps = None
            self._on_stopped()
        else:
            super().reject()
