"""The window: pages built when opened, back and forward, the status bar's truth, what is
remembered.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.acts import WayBack
from kobra_desktop.models.scope import Scope
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.errors import DiskFull
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.status_bar import StatusBar
from kobra_domain.people import Role
from tests.kobra_desktop.views.world import NOW, World

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def visits(window: KobraWindow) -> VisitsPage:
    """The page in front, which must be Visitas."""
    page = window.page
    assert isinstance(page, VisitsPage)
    return page


def test_pages_are_built_when_opened(window: KobraWindow) -> None:
    """Only Hoy exists after the start."""
    assert window.stack.count() == 1
    window.open_page("visits")
    assert window.stack.count() == 2
    window.open_page("nowhere")
    assert window.stack.currentWidget() is window.page


def test_back_returns_to_filter_and_selection(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    """Alt+Left brings the page as it was left."""
    window.open_page("visits")
    page = visits(window)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    page.box.search.setText("garcia")
    qtbot.waitUntil(lambda: page.table.model().rowCount() < 60)
    page.table.selectRow(1)
    (chosen,) = page.table.chosen_ids
    window.open_page("alerts")
    page.box.clear_filters()
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.page is page
    assert page.box.search.text() == "garcia"
    qtbot.waitUntil(lambda: page.table.chosen_ids == [chosen])
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.page is not page


def test_a_narrow_window_has_icons_alone(window: KobraWindow, qtbot: QtBot) -> None:
    """Under 1,280 px; the names stay for who listens."""
    wide = window.rail.width()
    window.resize(1200, 768)
    qtbot.waitUntil(lambda: window.rail.width() < wide / 2)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_window_fits_a_small_screen(
    qtbot: QtBot, look: Look, workspace: Workspace, scale: float
) -> None:
    """1,280 px at any text size, also with long names in the top bar."""
    look.apply(look.choice, scale)
    made = KobraWindow(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(made)
    made.top.set_scope("Equipo del norte y del occidente × Cartera de consumo 31–60")
    made.resize(1280, 768)
    made.show()
    for key in ("today", "visits", "alerts", "administration"):
        made.open_page(key)
        assert made.minimumSizeHint().width() <= 1280, key
    assert made.width() == 1280
    look.apply(look.choice)


def test_rows_stay_where_they_are_when_the_panel_opens(window: KobraWindow, qtbot: QtBot) -> None:
    """The chips give way on their one line; the panel never pushes the table down."""
    window.open_page("visits")
    page = visits(window)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    before = page.box.stack.y()
    page.table.selectRow(1)
    qtbot.waitUntil(page.panel.isVisible)
    qtbot.waitUntil(lambda: page.box.stack.width() < 900)
    assert page.box.stack.y() == before
    assert window.width() == 1366


def test_the_scope_is_always_legible(window: KobraWindow, world: World) -> None:
    """In the top bar."""
    window.workspace.scope.choose(Scope(world.teams[0].id, None))
    assert "Centro × All portfolios" in window.top.scope.text()


def test_the_page_of_the_last_time_opens(
    qtbot: QtBot, look: Look, workspace: Workspace, window: KobraWindow
) -> None:
    """With its geometry."""
    window.open_page("alerts")
    window.resize(1300, 700)
    window.close()
    again = KobraWindow(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(again)
    assert again.height() == 700  # the width is cut to the small screen of the tests
    assert type(again.page).__name__ == "AlertsPage"


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.VIEWER, {"today", "visits", "reports"}),
        (Role.AGENT, {"welcome"}),
    ],
)
def test_a_role_sees_only_its_pages(
    qtbot: QtBot, look: Look, workspace: Workspace, world: World, role: Role, keys: set[str]
) -> None:
    """What may not be used is absent."""
    from dataclasses import replace

    who = replace(world.users[0], role=role)
    narrowed = replace(workspace, desk=world.desk(who))
    made = KobraWindow(look, narrowed, StatusModel(workspace.zone))
    qtbot.addWidget(made)
    assert set(made.keys) - {"map"} == keys
    made.close()


def bar(qtbot: QtBot, look: Look, workspace: Workspace, status: SyncStatus) -> StatusBar:
    """A status bar that shows a status."""
    model = StatusModel(workspace.zone)
    made = StatusBar(look, model)
    qtbot.addWidget(made)
    model.show(status)
    made.show()
    return made


def test_synced_is_said_only_when_nothing_waits(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    """One waiting edit is enough to be silent about it."""
    clean = SyncStatus(link=Link.ONLINE, synced_at=NOW)
    assert "Synced 10:41" in bar(qtbot, look, workspace, clean).synced.text()
    for waiting in ({"waiting": 1}, {"conflicts": 1}, {"rejected": 1}, {"parked": 1}):
        status = SyncStatus(link=Link.ONLINE, synced_at=NOW, **waiting)  # type: ignore[arg-type]
        shown = bar(qtbot, look, workspace, status)
        assert "Synced" not in shown.synced.text()
        counted = (shown.pending, shown.conflicts, shown.parked)
        assert sum(button.isVisible() for button in counted) == 1


def test_offline_says_from_when_the_data_is(qtbot: QtBot, look: Look, workspace: Workspace) -> None:
    """And offers to try."""
    offline = SyncStatus(link=Link.OFFLINE, synced_at=NOW)
    shown = bar(qtbot, look, workspace, offline)
    assert "No connection: you work with what was saved at 10:41" in shown.link.text()
    with qtbot.waitSignal(shown.sync_requested):
        QTest.mouseClick(shown.link, Qt.MouseButton.LeftButton)


def test_undo_by_the_keyboard(window: KobraWindow, qtbot: QtBot) -> None:
    """Ctrl+Z takes the last act back, once."""
    undone: list[int] = []
    window.toast.say("Done", WayBack(lambda: undone.append(1)))
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert undone == [1]
    assert not window.toast.isVisible()


def test_what_was_undone_is_done_again_whatever_is_said_in_between(window: KobraWindow) -> None:
    ran: list[str] = []
    window.toast.say("Done", WayBack(lambda: ran.append("undo")))
    assert window.toast.undo()
    window.toast.say("The disk is full.")
    window.toast.say("Undone.", WayBack(lambda: ran.append("redo"), is_redo=True))
    assert "Redo" in window.toast._undo.text()
    assert window.toast.redo()
    assert ran == ["undo", "redo"]


def test_a_known_error_nobody_asked_for_is_said_at_the_foot(
    window: KobraWindow, qtbot: QtBot
) -> None:
    """In words; no box opens."""

    def fail() -> None:
        raise DiskFull

    window.workspace.background.read(fail, lambda _: None, owner=None)
    qtbot.waitUntil(window.toast.isVisible)
    assert (
        window.toast.text
        == "The disk is full. Nothing of this change was kept: make room and do it again."
    )
