"""The figures of a chart, and the chart on paper, as they leave: with the dialogs that every list
leaves by, in the light theme where it is paper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QMarginsF, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.models.exporting import ExportingModel, ShownTable
from kobra_desktop.models.rows import Heading
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.charts.painting import paint, text_font
from kobra_desktop.views.charts.themes import chart_theme
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.dialogs.print_list import PrintListDialog
from kobra_desktop.views.theme import Look
from kobra_domain.charts import ChartSpec, Scene, resolve
from kobra_domain.charts.scene import Hatch, Item, Line, Path, Rect, Step, Stroke, Text, Told, Twin
from kobra_domain.charts.spec import Table
from kobra_domain.reports.report import Panel, Report
from kobra_records.files.exports.deed import ExportPlan, Parts, Written, may_replace
from kobra_records.files.exports.holding import ExportFormat
from kobra_records.files.paper.measure import text_width
from kobra_records.files.reports.books import csv_of, workbook_of

translate = QCoreApplication.translate
_MARGIN_MM, _DPI = 14.0, 96.0
_HIGHEST = 0.62  # of its width that a chart is high on paper
_FOOT = 24.0


@dataclass(frozen=True, slots=True)
class LeavingChart:
    """The figures of a chart as they leave for a file: of the same form as a whole report's, with
    its title, its cut-off and how its number is counted. They name no people.
    """

    listing: str
    spec: ChartSpec
    about: str
    locale: str
    count: int
    filter: str = ""
    has_personal_data: bool = False
    asks_server: bool = False

    def write(self, plan: ExportPlan) -> Written:
        """Write the file."""
        panel = Panel(key="chart", chart=self.spec, about=self.about)
        report = Report(
            key="chart",
            title=self.listing,
            about=self.spec.subtitle,
            cut_off=self.spec.cut_off,
            panels=(panel,),
        )
        make = workbook_of if plan.format is ExportFormat.XLSX else csv_of
        targets = (plan.path,)
        may_replace(targets, plan)
        with Parts(targets) as parts:
            with parts.writing(plan.path) as part:
                part.write_bytes(make(report, self.locale)[0])
            plan.sealed(self.count)
            parts.take_their_places()
        return Written(targets, self.count, {})


def leaving_chart(told: Told, spec: ChartSpec, about: str, locale: str) -> LeavingChart:
    """What leaves of a chart that is shown."""
    return LeavingChart(told.title, spec, about, locale, len(told.twin.rows))


def printed_table(told: Told, spec: ChartSpec) -> ShownTable:
    """A chart's table as it is printed: in words, over as many pages as it needs."""
    twin = told.twin
    return ShownTable(
        listing=told.title,
        columns=(),
        rows=tuple,
        count=len(twin.rows),
        filter=spec.cut_off,
        has_personal_data=False,
        headings=_headings(twin),
        said=lambda: twin.rows,
    )


def _headings(twin: Twin) -> tuple[Heading, ...]:
    return tuple(Heading(name, is_right=n not in twin.names) for n, name in enumerate(twin.columns))


class ChartExits(QObject):
    """Where the figures of charts leave by: one export at a time for all charts of a page. `said`:
    what left.
    """

    said = Signal(str)

    def __init__(self, look: Look, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._look, self._workspace, self._page = look, workspace, page
        self._exporting = ExportingModel(workspace, page)

    def export(self, shown: LeavingChart) -> ExportListDialog | None:
        """Ask in what form and where; none while another export runs."""
        if self._exporting.is_running:
            return None
        dialog = ExportListDialog(self._look, self._exporting, shown, self._page.window())
        dialog.said.connect(self.said)
        dialog.open()
        return dialog

    def print_table(self, shown: ShownTable) -> PrintListDialog | None:
        """Ask where a table shall be printed, over as many pages as it needs."""
        if self._exporting.is_running:
            return None
        exporting, window = self._exporting, self._page.window()
        dialog = PrintListDialog(self._look, exporting, shown, self.printed_by(), window)
        dialog.said.connect(self.said)
        dialog.open()
        return dialog

    def print_chart(self, spec: ChartSpec, locale: str) -> None:
        """Ask the system for a printer and give it the chart."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(spec.title or "Kobra Desktop")
        if QPrintDialog(printer, self._page.window()).exec() == QDialog.DialogCode.Accepted:
            print_chart(printer, spec, locale, self.printed_by())
            words = translate("ChartBox", "Sent to the printer: {title}")
            self.said.emit(words.format(title=printer.docName()))

    def printed_by(self) -> str:
        """Who printed it and when."""
        workspace = self._workspace
        return translate("Exits", "Printed by {name}, {time}").format(
            name=workspace.desk.who.name,
            time=f"{workspace.now.astimezone(workspace.zone):%Y-%m-%d %H:%M}",
        )


def print_chart(device: QPagedPaintDevice, spec: ChartSpec, locale: str, by: str) -> Scene:
    """Paint a chart on a page, lying where it is not a table, with who printed it under it; answers
    what was painted.
    """
    device.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    times = device.logicalDpiX() / _DPI
    wide, high = device.width() / times, device.height() / times
    size = (wide, min(high - _FOOT, wide * _HIGHEST))
    scene = resolve(spec, text_width, size, chart_theme("light"), locale)
    with QPainter(device) as painter:
        paint(painter, enlarged(scene, times), is_spaced=False)
        painter.setFont(text_font(12 * times, 400))
        painter.setPen(QColor(chart_theme("light")["text_3"]))
        foot = QRectF(16 * times, size[1] * times, (wide - 32) * times, _FOOT * times)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), by)
    return scene


def enlarged(scene: Scene, times: float) -> Scene:
    """The scene in the lengths of a device. Letters of a scaled painter stand apart, and no search
    of a PDF finds their words.
    """
    items = tuple(_enlarged(item, times) for item in scene.items)
    return replace(scene, width=scene.width * times, height=scene.height * times, items=items)


def _enlarged(item: Item, times: float) -> Item:
    match item:
        case Line():
            x1, y1, x2, y2 = (times * one for one in (item.x1, item.y1, item.x2, item.y2))
            return Line(x1, y1, x2, y2, _stroke(item.stroke, times))
        case Path():
            steps = tuple(_step(step, times) for step in item.steps)
            stroke = _stroke(item.stroke, times) if item.stroke else None
            return replace(item, steps=steps, stroke=stroke)
        case Text():
            size, width = item.size * times, item.width * times
            return replace(item, x=item.x * times, y=item.y * times, size=size, width=width)
    place = {name: times * getattr(item, name) for name in ("x", "y", "width", "height")}
    if isinstance(item, Hatch):
        stroke = _stroke(item.stroke, times)
        return replace(item, **place, gap=item.gap * times, stroke=stroke)
    stroke = _stroke(item.stroke, times) if item.stroke else None
    return Rect(**place, fill=item.fill, stroke=stroke)


def _step(step: Step, times: float) -> Step:
    ends: tuple[float, ...] = step[1:]
    return (step[0], *(times * one for one in ends))


def _stroke(stroke: Stroke, times: float) -> Stroke:
    dash = tuple(times * one for one in stroke.dash)
    return Stroke(stroke.colour, stroke.width * times, dash)


def is_listed(spec: ChartSpec) -> bool:
    """Whether a chart is printed as a list: pages of rows under repeated heads."""
    return isinstance(spec, Table)
