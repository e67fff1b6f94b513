"""Lists leave by one way: as they are shown, by right, recorded, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event
from types import NoneType
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.arrangement import LargeArrangement
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.rows import Column, RowsModel, View, prepared
from kobra_desktop.models.visit_source import VisitSource
from kobra_desktop.store import outbox
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.exits import filter_words, table_of
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.table import Table
from kobra_domain.people import Role
from kobra_records.files.exports.holding import ExportFormat


def _list(window: KobraWindow, qtbot: QtBot) -> Table:
    window.open_page("visits")

    def table() -> Table | None:
        found = table_of(window.page)
        return found if found is not None and found.model().rowCount() else None

    qtbot.waitUntil(lambda: table() is not None)
    found = table()
    assert found is not None
    return found


def _dialog(window: KobraWindow, qtbot: QtBot) -> ExportListDialog:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    def shown() -> list[ExportListDialog]:
        return [one for one in window.findChildren(ExportListDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[-1]


def _written(dialog: ExportListDialog, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.said):
        dialog.write_to(path)


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented field is small: here one row is many."""
    monkeypatch.setattr("kobra_domain.exports.FREE_ROWS", 0)


def _acts(window: KobraWindow) -> list[dict[str, Any]]:
    batch = outbox.next_batch(window.workspace.desk.store)
    return [{name: new for name, (_, new) in one.changed.items()} for one in batch]


@pytest.mark.parametrize("format", list(ExportFormat))
@pytest.mark.usefixtures("_few")
def test_what_is_shown_is_written_and_recorded(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path, format: ExportFormat
) -> None:
    """Rows and columns in their order; the record says list, filter, rows."""
    table = _list(window, qtbot)
    dialog = _dialog(window, qtbot)
    assert dialog.format is ExportFormat.XLSX
    dialog.formats[format].setChecked(True)
    path = tmp_path / f"v.{format.value}"
    _written(dialog, path, qtbot)
    shown = table.shown("")
    if format is ExportFormat.XLSX:
        sheet = load_workbook(path).worksheets[0]
        read = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert len(read) == shown.count
        assert sheet[1][0].value == shown.columns[0].title
        planned = [cell.value for cell in sheet[1]].index("Planned")
        assert {type(row[planned]) for row in read} <= {datetime, NoneType}
        assert datetime in {type(row[planned]) for row in read}
    assert dialog.folder.isVisible()
    [act] = _acts(window)
    assert (act["rows"], act["way"], act["listing"]) == (shown.count, "file", shown.listing)
    assert list(tmp_path.glob(".kobra*")) == []


@pytest.mark.usefixtures("_few")
def test_who_has_no_right_is_told_before(window: KobraWindow, qtbot: QtBot) -> None:
    """Neither a file nor the clipboard."""
    desk = window.workspace.desk
    desk.who = replace(desk.who, role=Role.VIEWER)
    table = _list(window, qtbot)
    dialog = _dialog(window, qtbot)
    assert not dialog.write.isEnabled()
    assert dialog.problem.isVisible()
    dialog.reject()
    QApplication.clipboard().setText("before")
    table.selectAll()
    with qtbot.waitSignal(window.exits.said):
        table.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert _acts(window) == []


@pytest.mark.usefixtures("_few")
def test_many_rows_copied_are_recorded(window: KobraWindow, qtbot: QtBot) -> None:
    """And only then on the clipboard."""
    table = _list(window, qtbot)
    table.selectAll()
    with qtbot.waitSignal(window.exits.said):
        table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    [act] = _acts(window)
    assert (act["way"], act["rows"]) == ("copy", len(lines) - 1)


def test_what_leaves_a_list_that_is_still_read_is_all_of_it(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first rows are seen already; the file and «choose all» wait for the others."""
    may_go, arrange = Event(), VisitSource.arrange

    def later(source: VisitSource, view: View) -> LargeArrangement:
        assert may_go.wait(30)
        return arrange(source, view)

    monkeypatch.setattr(VisitSource, "arrange", later)
    monkeypatch.setattr("kobra_desktop.store.queries.visit_views.SHORT", 0)
    monkeypatch.setattr("kobra_desktop.models.visit_source.WINDOW", 10)
    table = _list(window, qtbot)
    assert table.model().rowCount() == 10
    table.selectAll()
    window.exits.export(window.page)
    assert not table.chosen_ids
    assert not window.findChildren(ExportListDialog)
    may_go.set()
    qtbot.waitUntil(lambda: bool(window.findChildren(ExportListDialog)))
    dialog = window.findChildren(ExportListDialog)[-1]
    dialog.formats[ExportFormat.XLSX].setChecked(True)
    _written(dialog, tmp_path / "v.xlsx", qtbot)
    assert load_workbook(tmp_path / "v.xlsx").worksheets[0].max_row == 1 + 60
    assert len(table.chosen_ids) == 60


def test_nothing_pasted_is_a_formula(qtbot: QtBot, look: Look) -> None:
    """As in a file: a telephone stays as it is."""
    model: RowsModel[str] = RowsModel([Column("a", "A", str, str), Column("b", "B", str, str)])
    said = ["=1+1", "+57 300 123", "Calle 5 - 21"]
    model.show(prepared(said, str, str, {}), [0, 1, 2])
    table = Table(look, model, SessionMemory(), "People")
    qtbot.addWidget(table)
    table.selectAll()
    table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == ["A\tB", *(f"{one}\t{one}" for one in ("'=1+1", *said[1:]))]


def test_the_filter_is_said_in_words(window: KobraWindow, qtbot: QtBot) -> None:
    """The search and every ticked value, as the screen says them."""
    table = _list(window, qtbot)
    field = window.page.filter_field()
    assert field is not None
    field.setText("ana")
    assert "ana" in filter_words(table)


def test_a_dialog_that_was_left_hears_no_more(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The second export is said once."""
    said: list[str] = []
    window.exits.said.connect(said.append)
    _list(window, qtbot)
    for name in ("a.csv", "b.csv"):
        dialog = _dialog(window, qtbot)
        _written(dialog, tmp_path / name, qtbot)
        dialog.reject()
    assert [words.rpartition(": ")[2] for words in said] == ["a.csv", "b.csv"]


def test_a_page_without_a_list_says_so(window: KobraWindow, qtbot: QtBot) -> None:
    """No key does nothing in silence."""
    said: list[str] = []
    window.exits.said.connect(said.append)
    window.exits.export(QWidget(window))
    assert len(said) == 1


def test_an_own_file_is_asked_for(window: KobraWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """What is there stays until the answer."""
    _list(window, qtbot)
    dialog = _dialog(window, qtbot)
    path = tmp_path / "v.xlsx"
    path.write_text("mine")
    with qtbot.waitSignal(window.exits.exporting.would_replace):
        dialog.write_to(path)
    assert path.read_text() == "mine"


@pytest.mark.qt_log_ignore("does not support QPlatformServices", extend=True)
def test_a_folder_that_nothing_opens_is_named(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine's answer is looked at."""
    monkeypatch.setenv("PATH", str(tmp_path))  # no opener at all
    _list(window, qtbot)
    dialog = _dialog(window, qtbot)
    _written(dialog, tmp_path / "v.csv", qtbot)
    assert not dialog.problem.isVisible()
    QTest.mouseClick(dialog.folder, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert str(tmp_path) in dialog.problem.text()


def test_the_button_of_a_list_exports_it(window: KobraWindow, qtbot: QtBot) -> None:
    """As Ctrl+E: the list whose button it is."""
    window.open_page("questionnaires")
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(ListBox)))
    box = next(box for box in window.findChildren(ListBox) if box.isVisible())
    assert "Ctrl+E" in box.export.toolTip()
    assert box.export.accessibleName()
    QTest.mouseClick(box.export, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ExportListDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
