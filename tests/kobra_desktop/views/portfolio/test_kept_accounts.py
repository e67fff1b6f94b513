"""What is shown of Cuentas is kept by name and found by Ctrl+K, and leaves as a workbook that says
the same; without a server all of it works, and acts wait to be sent.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.exits import table_of
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.accounts import AccountsTab
from kobra_desktop.views.portfolio.page import PortfolioPage
from tests.kobra_desktop.views.agreements.owed import owed
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import World

SHOWN = ["holder", "number", "days", "overdue"]


def cuentas(window: KobraWindow, qtbot: QtBot) -> AccountsTab:
    """The tab with its rows."""
    window.open_page("portfolio", {"tab": "accounts"})
    page = window.page
    assert isinstance(page, PortfolioPage)
    made = page.tab
    assert isinstance(made, AccountsTab)
    qtbot.waitUntil(lambda: made.model.list.is_loaded)
    return made


def keep(window: KobraWindow, tab: AccountsTab, qtbot: QtBot, name: str) -> None:
    """By the menu of the list."""
    (views,) = [m for m in tab.box.more.menu().findChildren(QMenu) if m.title() == "Views"]
    views.aboutToShow.emit()
    (action,) = [one for one in views.actions() if one.text() == "Keep this view…"]
    action.trigger()
    dialog = visible_dialog(window)
    assert isinstance(dialog, NameDialog)
    dialog.text.setText(name)
    with qtbot.waitSignal(window.views.model.changed):
        dialog.save.click()


def test_a_view_of_accounts_is_found_by_its_name(window: KobraWindow, qtbot: QtBot) -> None:
    tab = cuentas(window, qtbot)
    tab.box.restore({"search": "88000", "sort": ["overdue", True]})
    tab.table.columns.show_only(SHOWN)
    qtbot.waitUntil(lambda: 0 < tab.table.model().rowCount() < 60)
    shown = tab.table.model().rowCount()
    keep(window, tab, qtbot, "Las de ochenta")
    tab.box.restore({})
    tab.table.columns.show_only(["number", "holder"])
    window.open_page("alerts")
    window.palette_model.search("ochenta")
    assert window.palette_model.index(0).data() == "Las de ochenta"
    window.palette_model.run(0)
    assert window.key == "portfolio"
    qtbot.waitUntil(lambda: tab.table.model().rowCount() == shown)
    assert tab.table.columns.shown_keys == SHOWN
    assert tab.box.state()["sort"] == ["overdue", True]


def test_accounts_leave_as_a_workbook_that_says_the_same(
    window: KobraWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """As the program's own reader of workbooks reads it."""
    tab = cuentas(window, qtbot)
    tab.table.columns.show_only(SHOWN)
    window.exits.export(window.page)
    qtbot.waitUntil(lambda: isinstance(visible_dialog(window), ExportListDialog))
    dialog = visible_dialog(window)
    assert isinstance(dialog, ExportListDialog)
    with qtbot.waitSignal(dialog.said):
        dialog.write_to(tmp_path / "cuentas.xlsx")
    table = table_of(window.page)
    assert table is not None
    rows = CalamineWorkbook.from_path(tmp_path / "cuentas.xlsx").get_sheet_by_index(0).to_python()
    header, *read = rows
    assert len(read) == table.model().rowCount()
    row = tab.model.list.model.row_at(0)
    assert row is not None
    said = dict(zip(header, read[0], strict=True))
    assert row.holder_name in said.values()
    assert row.account.number in said.values()
    assert row.account.overdue_minor / 100 in said.values()


def test_without_a_server_lists_are_read_and_acts_wait(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Every tab of Cartera and Acuerdos shows what is here."""
    owed(world)
    for page, tabs in (
        ("portfolio", ("accounts", "parties")),
        ("agreements", ("promises", "payments")),
    ):
        for key in tabs:
            window.open_page(page, {"tab": key})
            qtbot.waitUntil(
                lambda: (t := table_of(window.page)) is not None and t.model().rowCount() > 0
            )
    tab = cuentas(window, qtbot)
    ids = [tab.model.list.model.id_at(line) for line in range(3)]
    with qtbot.waitSignal(tab.model.acts.acted):
        tab.model.segment(ids, "Norte")
    qtbot.waitUntil(lambda: tab.model.list.is_settled)
    row = tab.model.list.model.row_of(ids[0])
    assert row is not None
    assert (row.account.segment, row.is_pending) == ("Norte", True)
