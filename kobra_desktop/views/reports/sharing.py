"""A report leaves its page: as PDF, for Excel, as text, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts
from kobra_desktop.models.exporting import Leaving
from kobra_desktop.models.reports.report import ReportModel
from kobra_desktop.models.reports.sharing import LeavingReport, ReportExporting, leaving_report
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.export import ExportListDialog, no_right
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_domain.exports import ExportWay
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.reports import ReportFormat

translate = QCoreApplication.translate
DPI = 300  # of pages on their way to a printer
_POINTS = 72.0
Act = tuple[str, Callable[[], None]]


class ReportExportDialog(ExportListDialog):
    """As of any list, and as PDF."""

    def __init__(
        self, look: Look, exporting: ReportExporting, leaving: LeavingReport, parent: QWidget
    ) -> None:
        self._leaving, wanted = leaving, leaving.format  # what is ticked is written into it
        self.pdf = QRadioButton()
        super().__init__(look, exporting, leaving, parent)
        chosen = {ReportFormat.XLSX: ExportFormat.XLSX, ReportFormat.CSV: ExportFormat.CSV}
        here = chosen.get(wanted)
        (self.pdf if here is None else self.formats[here]).setChecked(True)

    def more(self) -> Sequence[QWidget]:
        """On paper."""
        self.pdf.setText(translate("ReportSharing", "To read, print and send: PDF"))
        return (self.pdf,)

    def what(self) -> str:
        """What is written."""
        return translate(
            "ReportSharing",
            "What the page shows is written, with its filters and up to when its data go.",
        )

    def counted(self, n: int) -> str:
        """So many panels."""
        return counts.charts(n)

    def chosen(self) -> tuple[Leaving, str]:
        """The report in the form that is ticked."""
        is_pdf = self.pdf.isChecked()
        self._leaving.format = ReportFormat.PDF if is_pdf else ReportFormat(self.format.value)
        return self._leaving, self._leaving.ending


class ReportFiles(QObject):
    """The ways out of a page of reports, one at a time. `said`: what left, or why nothing did."""

    said = Signal(str)

    def __init__(self, look: Look, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._look, self._page = look, page
        self._locale = workspace.locale
        self.exporting = ReportExporting(workspace, self)
        self._printing: PagesPrint | None = None

    def acts(self, shown: Callable[[], ReportModel]) -> list[Act]:
        """The entries of a menu (words, act) for what is shown when one is chosen."""
        return [
            (translate("ReportSharing", "PDF…"), lambda: self._open(shown(), ReportFormat.PDF)),
            (translate("ReportSharing", "Excel…"), lambda: self._open(shown(), ReportFormat.XLSX)),
            (translate("ReportSharing", "CSV…"), lambda: self._open(shown(), ReportFormat.CSV)),
            (translate("ReportSharing", "Print…"), lambda: self.print_pages(shown())),
        ]

    def _open(self, model: ReportModel, format: ReportFormat) -> None:
        self.export(model, format)

    def export(self, model: ReportModel, format: ReportFormat) -> ReportExportDialog | None:
        """Ask in what form and where; none while there is nothing, or another is under way."""
        leaving = self._leaving(model, format)
        if leaving is None:
            return None
        dialog = ReportExportDialog(self._look, self.exporting, leaving, self._page.window())
        dialog.said.connect(self.said)
        dialog.open()
        return dialog

    def print_pages(self, model: ReportModel) -> None:
        """Make the pages of the PDF, then ask the system for a printer."""
        leaving = self._leaving(model, ReportFormat.PDF)
        if leaving is None:
            return
        if not self.exporting.may(leaving):
            self.said.emit(no_right())
            return
        self.said.emit(translate("ReportSharing", "The pages are being made…"))
        self.exporting.failed.connect(self._on_failed)
        self.exporting.press(leaving, lambda content: self._ask_printer(leaving, content))

    def _leaving(self, model: ReportModel, format: ReportFormat) -> LeavingReport | None:
        if self.exporting.is_running or self._printing is not None:
            self.said.emit(translate("ReportSharing", "Another report is on its way out."))
            return None
        return leaving_report(model, format)

    def _ask_printer(self, leaving: LeavingReport, content: bytes) -> None:
        self.exporting.failed.disconnect(self._on_failed)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(leaving.listing)
        if QPrintDialog(printer, self._page.window()).exec() != QDialog.DialogCode.Accepted:
            return
        self.send(leaving, content, printer)

    def send(self, leaving: LeavingReport, content: bytes, printer: QPrinter) -> None:
        """Print the pages, once that is recorded."""

        def recorded() -> None:
            self._printing = PagesPrint(content, printer, self)
            self._printing.done.connect(self._on_printed)
            self._printing.start()

        # A printed report is noted as a written one is.
        self.exporting.note(leaving, leaving.count, ExportWay.PRINT, recorded)

    def _on_printed(self, pages: int) -> None:
        self._printing = None
        self.said.emit(counts.pages_printed(pages))

    def _on_failed(self, problem: Known) -> None:
        self.exporting.failed.disconnect(self._on_failed)
        self.said.emit(sentence(problem, self._locale))


class PagesPrint(QObject):
    """The pages of a PDF painted for a printer, one a turn. `done`: how many."""

    done = Signal(int)

    def __init__(self, content: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._printer, self._painting = printer, self._pages()
        self._buffer = QBuffer(self)
        self._buffer.setData(content)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._printer.setFullPage(True)

    def start(self) -> None:
        """Begin."""
        QTimer.singleShot(0, self, self._turn)

    def _turn(self) -> None:
        if next(self._painting, None) is not None:
            QTimer.singleShot(0, self, self._turn)
            return
        self.done.emit(self._document.pageCount())
        self.deleteLater()

    def _pages(self) -> Iterator[int]:
        """Each page once it is painted; the painter ends with the last."""
        with QPainter(self._printer) as painter:
            for page in range(self._document.pageCount()):
                if page:
                    self._printer.newPage()
                points = self._document.pagePointSize(page)
                size = QSize(
                    *(round(one * DPI / _POINTS) for one in (points.width(), points.height()))
                )
                painter.drawImage(painter.viewport(), self._document.render(page, size))
                yield page
