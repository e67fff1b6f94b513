"""A report leaves its page as a file or on paper, also without a server, and each is noted."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from kobra_desktop.models.reports.sharing import leaving_report
from kobra_desktop.store import outbox
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.sharing import ReportExportDialog
from kobra_domain.charts.spec import BigNumber
from kobra_domain.reports.filters import Period
from kobra_domain.reports.shipped import MONTH, WEEK
from kobra_records.files.reports import ReportFormat
from tests.kobra_desktop.views.reports.driven import counted, wait_counted
from tests.kobra_records.files.paper import pdf_text


def page_of(window: KobraWindow) -> ReportsPage:
    page = window.page
    assert isinstance(page, ReportsPage)
    return page


def notes(window: KobraWindow) -> list[tuple[str, str, str]]:
    """What the audit is told of what left: what, what it was held to, how."""
    acts = outbox.next_batch(window.workspace.desk.store)
    noted = [one.changed for one in acts if one.command == "export.create"]
    return [(str(one["listing"][1]), str(one["filter"][1]), str(one["way"][1])) for one in noted]


def written(
    window: KobraWindow, qtbot: QtBot, format: ReportFormat, target: Path
) -> ReportExportDialog:
    page = page_of(window)
    dialog = page.files.export(page.tab.model, format)
    assert dialog is not None
    dialog.write_to(target)
    qtbot.waitUntil(dialog.folder.isVisible)
    return dialog


def test_what_ships_opens_with_its_own_days_and_leaves_others_alone(
    window: KobraWindow, qtbot: QtBot
) -> None:
    hours = counted(window, qtbot, "hours")
    kept = hours.bar.filters
    week = counted(window, qtbot, WEEK)
    assert week.bar.filters.period is Period.LAST_WEEK
    assert not week.bar.clear.isVisible()
    assert isinstance(week.cards[0].panel.chart, BigNumber)
    week.bar.period.choose(Period.LAST_30)
    week.bar.period.edited.emit()
    wait_counted(week, qtbot)
    assert counted(window, qtbot, "hours").bar.filters == kept
    again = counted(window, qtbot, WEEK)
    periods = [again.bar.filters.period]
    again.bar.reset()
    periods.append(again.bar.filters.period)
    assert periods == [Period.LAST_30, Period.LAST_WEEK]
    window.open_page("reports", {"tab": MONTH, "filters": [["period", "this_month"]]})
    assert page_of(window).tab.bar.filters.period is Period.THIS_MONTH


def test_a_report_leaves_as_paper_and_numbers_and_is_noted(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = counted(window, qtbot, WEEK)
    report = tab.report
    assert report is not None
    dialog = written(window, qtbot, ReportFormat.PDF, tmp_path / "semana.pdf")
    assert "semana.pdf" in dialog.told.text()
    dialog.close()
    said = pdf_text.text((tmp_path / "semana.pdf").read_bytes())
    for words in (report.title, report.about, report.cut_off, window.workspace.desk.who.name):
        assert words in said
    dialog = written(window, qtbot, ReportFormat.XLSX, tmp_path / "semana.xlsx")
    dialog.close()
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "semana.xlsx").read_bytes()))
    [done] = [one.chart for one in report.panels if one.key == "done"]
    assert isinstance(done, BigNumber)
    assert done.figure.value in [cell.value for row in book.worksheets[1].rows for cell in row]
    dialog = written(window, qtbot, ReportFormat.CSV, tmp_path / "semana.zip")
    assert dialog.chosen()[1] == "zip"
    assert "UTF-8" in dialog.told.text()
    dialog.close()
    assert notes(window) == [(report.title, report.about, "file")] * 3


def test_what_a_screen_has_no_room_for_is_counted_once_more_for_a_table_alone(
    window: KobraWindow, qtbot: QtBot
) -> None:
    model = counted(window, qtbot, "hours").model
    assert model.made is not None
    made, shown = model.made, model.made.report
    formats = (ReportFormat.XLSX, ReportFormat.CSV, ReportFormat.PDF)
    whole = [leaving_report(model, one) for one in formats]
    assert [one.whole for one in whole if one] == [None] * 3  # nothing is cut
    cut = tuple(replace(one, is_cut=True) for one in shown.panels)
    model.made = replace(made, report=replace(shown, panels=cut))
    book, table, paper = (leaving_report(model, one) for one in formats)
    assert book is not None
    assert table is not None
    assert paper is not None
    assert paper.whole is None
    assert book.whole is not None
    assert book.whole() == shown
    assert table.made().content == replace(table, report=shown, whole=None).made().content


def test_what_is_given_up_leaves_what_was_there(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    counted(window, qtbot, "hours")
    page, target = page_of(window), tmp_path / "a.pdf"
    target.write_bytes(b"before")
    dialog = page.files.export(page.tab.model, ReportFormat.PDF)
    assert dialog is not None
    with qtbot.waitSignal(page.files.exporting.stopped):
        dialog.write_to(target, [target])
        dialog.reject()
    assert target.read_bytes() == b"before"
    assert not list(tmp_path.glob("*.part"))
    assert notes(window) == []


def test_pages_go_to_a_printer_once_that_is_noted(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    counted(window, qtbot, "hours")
    page = page_of(window)
    leaving = leaving_report(page.tab.model, ReportFormat.PDF)
    assert leaving is not None
    content, target = leaving.made().content, tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    with qtbot.waitSignal(page.files.said) as told:
        page.files.send(leaving, content, printer)
    pages = len(pdf_text.pages(content))
    assert str(pages) in told.args[0]
    document, buffer = QPdfDocument(page), QBuffer(page)
    buffer.setData(target.read_bytes())
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.pageCount() == pages
    assert [one[2] for one in notes(window)] == ["print"]


def test_who_may_not_take_data_along_is_told_so(
    window: KobraWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(window, qtbot, "hours")
    page = page_of(window)
    monkeypatch.setattr(page.files.exporting, "may", lambda *_: False)
    dialog = page.files.export(page.tab.model, ReportFormat.PDF)
    assert dialog is not None
    assert not dialog.write.isEnabled()
    assert dialog.problem.isVisible()
    dialog.close()
    with qtbot.waitSignal(page.files.said) as told:
        page.files.print_pages(page.tab.model)
    assert told.args[0] == dialog.problem.text()
