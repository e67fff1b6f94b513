"""The window fits a small screen: with every page, every panel open, every sentence of the status,
at 100 and at 150 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link, Step, SyncStatus
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.widgets.side_panel import SidePanel
from tests.kobra_desktop.views.world import NOW

WIDEST = 1024


def _statuses() -> Iterator[SyncStatus]:
    for link in Link:
        for step in Step:
            yield SyncStatus(
                link=link,
                step=step,
                synced_at=NOW,
                waiting=1_234,
                conflicts=123,
                parked=123,
                rejected=123,
                skew=timedelta(days=-4, hours=-1),
                strange=1_234,
            )


@pytest.fixture
def _language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    translator.load(str(resources.root() / "translations" / f"kobra_{request.param}.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("scale", "_language"), [(1.0, "es"), (1.5, "es"), (1.5, "en")], indirect=["_language"]
)
@pytest.mark.usefixtures("_language")
def test_nothing_makes_the_window_wider(
    qtbot: QtBot, look: Look, workspace: Workspace, scale: float
) -> None:
    look.apply(ThemeChoice.LIGHT, scale)
    status = StatusModel(workspace.zone)
    window = KobraWindow(look, workspace, status)
    qtbot.addWidget(window)
    window.resize(WIDEST, 660)
    window.show()
    window.top.set_alerts(1_234, sos=1)
    wide: list[str] = []

    def measure(what: str) -> None:
        needed = window.minimumSizeHint().width()
        if needed > WIDEST:
            wide.append(f"{what}: {needed}")

    for told in _statuses():
        status.show(told)
        measure(f"{told.link} {told.step}")
    for key in window.keys:
        window.open_page(key)
        measure(key)
        for panel in window.page.findChildren(SidePanel):
            panel.show()
            measure(f"{key} {type(panel).__name__}")
            panel.hide()
    assert not wide
