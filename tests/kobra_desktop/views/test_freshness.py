"""How old the data is stands on the page: always on Hoy, elsewhere when the link is down."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.api.errors import NewerServer, Offline
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.buttons import IconButton
from tests.kobra_desktop.views.world import NOW

LATER = NOW - timedelta(minutes=23)


def test_today_always_says_it(window: KobraWindow) -> None:
    """And a position that is heard makes it new."""
    page = window.page
    assert isinstance(page, TodayPage)
    window._status.show(SyncStatus(link=Link.ONLINE, synced_at=NOW - timedelta(seconds=40)))
    assert page.fresh.text == "data from hace 40 s"
    window.workspace.heard.send([])
    window._status.show(SyncStatus(link=Link.ONLINE, synced_at=NOW - timedelta(seconds=41)))
    assert page.fresh.text == "data from ahora"


def test_elsewhere_only_without_a_connection(window: KobraWindow) -> None:
    """Pages of lists are silent while all is well."""
    for key, kind in (
        ("visits", VisitsPage),
        ("alerts", AlertsPage),
        ("portfolio", PortfolioPage),
        ("questionnaires", QuestionnairesPage),
        ("administration", AdministrationPage),
    ):
        window.open_page(key)
        page = window.page
        assert isinstance(page, kind)
        window._status.show(SyncStatus(link=Link.ONLINE, synced_at=NOW))
        assert page.fresh.text == ""
        window._status.show(SyncStatus(link=Link.OFFLINE, synced_at=LATER, problem=Offline()))
        assert page.fresh.text == "No connection: data from hace 23 min, 10:18"
        window._status.show(
            SyncStatus(link=Link.FAILING, synced_at=LATER, problem=NewerServer(version="9"))
        )
        assert page.fresh.text == "Not syncing: data from hace 23 min, 10:18"
        window._status.show(SyncStatus(link=Link.CONNECTING, synced_at=LATER))
        assert page.fresh.text == "data from hace 23 min"  # nothing keeps it, and yet it is old


def test_what_keeps_it_from_syncing_is_said_until_it_is_over(
    window: KobraWindow, qtbot: QtBot
) -> None:
    """One calm line; put away, it comes back only with other words."""
    failing = SyncStatus(link=Link.FAILING, synced_at=NOW, problem=NewerServer(version="9"))
    window._status.show(failing)
    (said,) = window.notices.texts
    assert "newer" in said
    away = next(b for b in window.notices.findChildren(IconButton) if b.isVisible())
    QTest.mouseClick(away, Qt.MouseButton.LeftButton)
    assert window.notices.texts == []
    window._status.show(SyncStatus(link=Link.CONNECTING, synced_at=NOW))
    window._status.show(failing)
    assert window.notices.texts == [said]
    window._status.show(SyncStatus(link=Link.ONLINE, synced_at=NOW))
    assert window.notices.texts == []
