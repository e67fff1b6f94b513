"""Lists on paper: as they are shown, by right, recorded, numbered; read back from the PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.exporting import ExportingModel, ShownTable
from kobra_desktop.models.rows import Heading
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import outbox
from kobra_desktop.views.dialogs.print_list import MOST_ROWS, PrintListDialog
from kobra_desktop.views.exits import table_of
from kobra_desktop.views.list_print import ListPrint, Paper
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits import result
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.table import Table
from kobra_domain.people import Role
from tests.kobra_desktop.views.visits.answered import answer
from tests.kobra_desktop.views.world import World

HEADINGS = (Heading("Titular"), Heading("Domicilio"), Heading("Monto", is_right=True))


def _shown(lines: Sequence[Sequence[str]], headings: tuple[Heading, ...] = HEADINGS) -> ShownTable:
    return ShownTable(
        listing="Visitas",
        columns=(),
        rows=lambda: lines,
        count=len(lines),
        filter="Día: Hoy",
        headings=headings,
        said=lambda: lines,
    )


def _printed(shown: ShownTable, path: Path) -> tuple[QPdfDocument, ListPrint]:
    """As the dialog prints it, without its turns."""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    work = ListPrint(Paper(shown, list(shown.said()), "Impreso por Marta Rey"), "Noto Sans")
    for steps in (work.lay(writer), work.paint(writer)):
        list(steps)
    path.write_bytes(bytes(made.data().data()))
    return _read(path), work


def _own(folder: Path) -> Path:
    """A folder without the replica."""
    made = folder / "papers"
    made.mkdir()
    return made


def _read(path: Path) -> QPdfDocument:
    document = QPdfDocument()
    document.load(str(path))
    assert document.status() is QPdfDocument.Status.Ready
    return document


def _words(document: QPdfDocument, page: int) -> str:
    return " ".join(document.getAllText(page).text().split())


def test_every_page_says_what_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    """Name, filter, by whom, titles, its number; every row once, in order."""
    lines = [(f"Ana {n:03}", f"Calle {n}", f"{n:,}") for n in range(1, 121)]
    document, work = _printed(_shown(lines), tmp_path / "a.pdf")
    pages = document.pageCount()
    assert pages == len(work.layout.pages) - 1 > 1
    said = [_words(document, page) for page in range(pages)]
    for number, words in enumerate(said, 1):
        for part in ("Visitas", "Día: Hoy", "Impreso por Marta Rey", "Titular Domicilio Monto"):
            assert part in words
        assert f"Page {number} of {pages}" in words
    places = [" ".join(said).index(name) for name, _, _ in lines]
    assert places == sorted(places)
    size = document.pagePointSize(0)
    assert size.height() > size.width()


def test_wide_lists_lie_and_long_words_are_broken(qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is cut: a long text takes several lines."""
    long = "Una nota larga que no cabe en una sola línea de la hoja " * 4
    headings = tuple(Heading(f"Columna {n}") for n in range(7))
    lines = [tuple([long] * 7), tuple("corto" for _ in range(7))]
    document, work = _printed(_shown(lines, headings), tmp_path / "a.pdf")
    size = document.pagePointSize(0)
    assert size.width() > size.height()
    assert _words(document, 0).count("sola") == 7 * 4
    assert sum(work.layout.widths) <= work.layout.width
    assert not work.layout.left_out


def test_columns_without_room_are_named(qtbot: QtBot, tmp_path: Path) -> None:
    """Rather than unreadable."""
    headings = tuple(Heading(f"Una pregunta número {n}") for n in range(30))
    document, work = _printed(_shown([tuple("x" * 30)], headings), tmp_path / "a.pdf")
    assert 0 < len(work.layout.left_out) < 30
    assert work.layout.left_out[0] in _words(document, 0)


# By the window


def _list(window: KobraWindow, qtbot: QtBot) -> Table:
    window.open_page("visits")

    def is_there() -> bool:
        found = table_of(window.page)
        return found is not None and found.model().rowCount() > 0

    qtbot.waitUntil(is_there)
    found = table_of(window.page)
    assert found is not None
    return found


def _dialog(window: KobraWindow, qtbot: QtBot) -> PrintListDialog:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    def shown() -> list[PrintListDialog]:
        return [one for one in window.findChildren(PrintListDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[-1]


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented field is small: here one row is many."""
    monkeypatch.setattr("kobra_domain.exports.FREE_ROWS", 0)


def _acts(workspace: Workspace) -> list[dict[str, Any]]:
    batch = outbox.next_batch(workspace.desk.store)
    return [{name: new for name, (_, new) in one.changed.items()} for one in batch]


@pytest.mark.usefixtures("_few")
def test_ctrl_p_prints_what_is_shown_and_records_it(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Whole days instead of «Hoy»; the record says list, rows and way."""
    table = _list(window, qtbot)
    shown = table.shown("")
    dialog = _dialog(window, qtbot)
    path = _own(tmp_path) / "v.pdf"
    with qtbot.waitSignal(window.exits.said):
        dialog.write_to(path)
    document = _read(path)
    words = " ".join(_words(document, page) for page in range(document.pageCount()))
    name = window.workspace.desk.who.name
    assert f"Printed by {name}, 2026-11-20 10:41" in words
    first = next(iter(shown.said()))
    assert "2026-11-20" in first
    assert first[1] in words
    [act] = _acts(window.workspace)
    assert (act["rows"], act["way"], act["listing"]) == (shown.count, "print", shown.listing)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("_few")
def test_a_printer_of_the_system_gets_the_pages_once_it_is_recorded(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The same pages on what the system's dialog answers."""
    _list(window, qtbot)
    dialog = _dialog(window, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    with qtbot.waitSignal(window.exits.said):
        dialog.print_on(printer)
    assert "Visits" in _words(_read(tmp_path / "p.pdf"), 0)
    assert [act["way"] for act in _acts(window.workspace)] == ["print"]


@pytest.mark.usefixtures("_few")
def test_who_has_no_right_prints_nothing(window: KobraWindow, qtbot: QtBot) -> None:
    """And is told why."""
    desk = window.workspace.desk
    desk.who = replace(desk.who, role=Role.VIEWER)
    _list(window, qtbot)
    dialog = _dialog(window, qtbot)
    assert not dialog.print.isEnabled()
    assert not dialog.pdf.isEnabled()
    assert dialog.problem.isVisible()


def test_a_visit_in_full_has_its_own_paper(
    window: KobraWindow, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key, one paper."""
    asked: list[Path] = []
    answered = answer(world, has_photos=False)
    window.open_page("visits", {"submission": answered.submissions[0].id})
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.opened.isVisible() and page.opened.facts is not None)
    monkeypatch.setattr(page.opened.files, "print_to", asked.append)
    monkeypatch.setattr(result, "ask_where", lambda *_: Path("/nowhere/a.pdf"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [Path("/nowhere/a.pdf")]
    assert not window.findChildren(PrintListDialog)


Make = Callable[[int], PrintListDialog]


@pytest.fixture
def alone(look: Look, workspace: Workspace, qtbot: QtBot) -> Make:
    """Dialogs over an empty window, each with so many rows."""
    over = QWidget()
    qtbot.addWidget(over)

    def make(rows: int) -> PrintListDialog:
        lines = [(f"Ana {n}", "Calle 1", str(n)) for n in range(rows)]
        made = PrintListDialog(look, ExportingModel(workspace, over), _shown(lines), "by", over)
        made.show()
        return made

    return make


def test_five_thousand_rows_let_the_window_breathe_and_can_be_given_up(
    alone: Make, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    """It says how far it is; given up, there is no file and no record."""
    dialog = alone(5_000)
    path = _own(tmp_path) / "a.pdf"
    dialog.write_to(path)
    qtbot.waitUntil(lambda: "/" in dialog.told.text() and dialog._steps is not None)
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert list(path.parent.iterdir()) == []
    assert _acts(workspace) == []
    again = alone(5_000)
    with qtbot.waitSignal(again.said):
        again.write_to(path)
    document = _read(path)
    assert "Ana 4999" in _words(document, document.pageCount() - 1)
    assert [act["rows"] for act in _acts(workspace)] == [5_000]


def test_a_file_that_cannot_be_written_is_said(alone: Make, qtbot: QtBot, tmp_path: Path) -> None:
    """The dialog stays."""
    dialog = alone(3)
    dialog.write_to(tmp_path / "missing" / "a.pdf")
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "a.pdf" in dialog.problem.text()
    assert dialog.print.isEnabled()


def test_what_is_no_reading_for_paper_is_refused(alone: Make) -> None:
    """Half a million rows."""
    dialog = alone(MOST_ROWS + 1)
    assert not dialog.print.isEnabled()
    assert dialog.problem.isVisible()
