"""Reportes as tests drive it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.reports.tab import ReportTab


def counted(window: KobraWindow, qtbot: QtBot, key: str) -> ReportTab:
    """The tab of a report, once it shows what was asked for."""
    window.open_page("reports", {"tab": key})
    page = window.page
    assert isinstance(page, ReportsPage)
    tab = page.tab
    wait_counted(tab, qtbot)
    return tab


def wait_counted(tab: ReportTab, qtbot: QtBot) -> None:
    """Wait until what was asked for last is shown."""
    qtbot.waitUntil(lambda: tab.model.made is not None and not tab.model.is_asking)
