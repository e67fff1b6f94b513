"""Files come into Cartera by drop, by paste and by the dialog; without a network they wait."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.imports import waiting_files
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_domain.imports.things import ImportKind
from tests.kobra_desktop.models.portfolio.test_imports_list import add
from tests.kobra_desktop.views.drops import drop
from tests.kobra_desktop.views.world import World

LOWEST = 512  # of a screen of 768 pixels at 150 %
ROWS = "credito\tvalor_pago\tfecha_pago\n8801\t1.200,50\t2026-11-19\n"


def opened(window: KobraWindow, qtbot: QtBot) -> tuple[PortfolioPage, ImportsTab]:
    """The page with the tab of imports, its portfolios read."""
    window.open_page("portfolio", {"tab": "imports"})
    page = window.page
    assert isinstance(page, PortfolioPage)
    tab = page.tab
    assert isinstance(tab, ImportsTab)
    qtbot.waitUntil(lambda: bool(tab.start.portfolios))
    return page, tab


def written(folder: Path, name: str = "cartera_1119.csv") -> Path:
    """A small file of accounts."""
    path = folder / name
    path.write_text("credito;nombre;saldo\n8801;Ana Ruiz;1.200\n", encoding="utf-8")
    return path


def test_files_are_dropped_anywhere_and_come_one_after_another(
    window: KobraWindow, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    """What they hold is proposed; whose they are is asked where several portfolios could be."""
    _, tab = opened(window, qtbot)
    assert drop(tab.box, written(tmp_path), written(tmp_path, "otra.csv"))
    qtbot.waitUntil(lambda: tab.is_wizard_open)
    start, wizard = tab.sheet.start, tab.wizard
    qtbot.waitUntil(lambda: start.kind.chosen is ImportKind.ACCOUNTS)
    assert not start.send.isEnabled()
    start.portfolio.choose(world.portfolios[0].id)
    assert start.send.isEnabled()
    assert wizard.file is not None
    assert (wizard.file.kind, wizard.file.portfolio_id) == (
        ImportKind.ACCOUNTS,
        world.portfolios[0].id,
    )
    assert "file 1 of 2" in tab.sheet.about.text()
    QTest.mouseClick(start.drop, Qt.MouseButton.LeftButton)
    assert [one.name for one in wizard.files] == ["otra.csv"]
    assert "file 2 of 2" in tab.sheet.about.text()
    assert tab.escape()
    assert not tab.is_wizard_open
    assert tab.box.isVisible()


def test_what_was_taken_a_minute_ago_is_remembered_of_the_next_file(
    window: KobraWindow, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    """Whose it is, by one that came in since the tab was opened, and the folder where it lay."""
    _, tab = opened(window, qtbot)
    add(world, "cartera_1118.csv", portfolio_id=world.portfolios[1].id)
    tab.take_files([written(tmp_path)])
    start = tab.sheet.start
    waits = lambda: start.portfolio.chosen == world.portfolios[1].id  # noqa: E731
    qtbot.waitUntil(waits)
    tab.create_new()
    dialog = tab.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.close()


def test_the_window_stays_lower_than_a_small_screen(window: KobraWindow, qtbot: QtBot) -> None:
    """1366 × 768 at 150 %, with an SOS: the buttons of the wizard are on the screen."""
    opened(window, qtbot)
    assert window.minimumSizeHint().height() <= LOWEST


def test_ten_files_survive_the_page_and_the_program_and_a_folder_is_said(
    window: KobraWindow, workspace: Workspace, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    """Their places are kept: they come back in the list of another process, all or one by one."""
    page, tab = opened(window, qtbot)
    said: list[str] = []
    page.said.connect(lambda words, _: said.append(words))
    folder = tmp_path / "carpeta"
    folder.mkdir()
    files = [written(tmp_path, f"cartera_{n:02}.csv") for n in range(10)]
    drop(page, folder, *files)
    qtbot.waitUntil(lambda: tab.is_wizard_open and "file 1 of 10" in tab.sheet.about.text())
    assert any("carpeta" in one for one in said)
    window.open_page("visits")
    qtbot.waitUntil(lambda: len(waiting_files(workspace.desk)) == 10)
    again = ImportsTab(window.look, workspace, tab.status)  # as another process has it
    qtbot.addWidget(again)
    again.resize(1100, 640)
    again.show()
    again.on_shown()
    qtbot.waitUntil(lambda: len(again.start.waiting) == 10)
    assert "10" in again.waiting.count.text()
    assert again.waiting.height() < again.height() / 2
    QTest.mouseClick(again.waiting.all, Qt.MouseButton.LeftButton)
    assert "file 1 of 10" in again.sheet.about.text()
    assert again.wizard.file is not None
    assert again.wizard.file.path == str(files[0])
    again.sheet.start.portfolio.choose(world.portfolios[0].id)
    again.leave()
    mine = world.portfolios[0].id
    qtbot.waitUntil(lambda: again.start.waiting[0].portfolio_id == mine)
    assert len(again.start.waiting) == 10


def test_what_excel_leaves_beside_an_open_workbook_is_said_before_it_is_sent(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """«~$cartera.xlsx» is no workbook."""
    page, tab = opened(window, qtbot)
    lock = tmp_path / "~$cartera.xlsx"
    lock.write_bytes(b"\x04Ana" + bytes(161))
    drop(page, lock)
    qtbot.waitUntil(lambda: tab.sheet.start.problem.isVisible())
    assert "~$" in tab.sheet.start.problem.text()


def test_rows_of_a_spreadsheet_are_pasted(window: KobraWindow, qtbot: QtBot) -> None:
    """Ctrl+V wherever the keyboard is on the page; a word on the clipboard is no table."""
    page, tab = opened(window, qtbot)
    said: list[str] = []
    page.said.connect(lambda words, _: said.append(words))
    page.setFocus()
    QGuiApplication.clipboard().setText("una palabra")
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    is_open = tab.is_wizard_open
    assert not is_open
    assert len(said) == 1
    QGuiApplication.clipboard().setText(ROWS)
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert tab.is_wizard_open
    assert tab.wizard.file is not None
    assert tab.wizard.file.text == ROWS
    qtbot.waitUntil(lambda: tab.sheet.start.kind.chosen is ImportKind.PAYMENTS)


def test_a_table_of_the_page_lets_paste_through(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """The list has the keyboard as a rule, and takes no rows itself."""
    _, tab = opened(window, qtbot)
    QGuiApplication.clipboard().setText(ROWS)
    QTest.keyClick(tab.box.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert tab.is_wizard_open


def test_without_a_network_a_file_waits_and_says_so(
    window: KobraWindow, workspace: Workspace, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    """Its place is kept; when the link is back one press goes on, unless it has become another."""
    page, tab = opened(window, qtbot)
    status = tab.status
    status.show(replace(status.status, link=Link.OFFLINE))
    path = written(tmp_path)
    assert drop(page, path)
    start = tab.sheet.start
    qtbot.waitUntil(lambda: start.kind.chosen is ImportKind.ACCOUNTS)
    start.portfolio.choose(world.portfolios[0].id)
    assert not start.send.isEnabled()
    assert "copia" in start.waits.text() or "copy" in start.waits.text()
    QTest.mouseClick(start.wait, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [one.kind for one in tab.start.waiting] == [ImportKind.ACCOUNTS])
    is_open = tab.is_wizard_open
    assert not is_open
    send, _ = tab.waiting.buttons
    assert not send.isEnabled()
    status.show(replace(status.status, link=Link.ONLINE))
    send, _ = tab.waiting.buttons
    assert send.isEnabled()
    QTest.mouseClick(send, Qt.MouseButton.LeftButton)
    assert tab.is_wizard_open
    assert tab.wizard.file is not None
    assert tab.wizard.file.kind is ImportKind.ACCOUNTS
    tab.leave()
    path.write_text("otra cosa")
    tab.on_shown()
    qtbot.waitUntil(lambda: bool(tab.start.others))
    send, leave = tab.waiting.buttons
    assert not send.isEnabled()
    QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.waiting.buttons)
