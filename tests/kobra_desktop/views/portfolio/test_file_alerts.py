"""An alert about a held file leads to that very file, from Hoy and from Alertas."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.importing.tab import ImportsTab
from kobra_desktop.views.portfolio.outgoing.tab import OutgoingTab
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.widgets.buttons import Button
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.imports.things import Import, ImportKind, ImportState
from tests.kobra_desktop.models.test_renaming import write
from tests.kobra_desktop.views.world import NOW, World

SEE = "See the file"


def held(world: World) -> tuple[Import, Alert]:
    """A file of the night with its alert, and one beside that nobody asks about."""
    other, mine = (
        Import(
            id=world.new_id(),
            portfolio_id=world.portfolios[0].id,
            kind=ImportKind.ACCOUNTS,
            filename=name,
            bytes=1_000,
            sha256="0" * 64,
            received_at=NOW - timedelta(hours=hours),
            state=state,
            problem=problem,
        )
        for name, hours, state, problem in (
            ("ayer.csv", 30, ImportState.COMMITTED, ""),
            ("anoche.csv", 5, ImportState.HELD, "import_held_absent"),
        )
    )
    alert = Alert(
        id=world.new_id(),
        kind=AlertKind.IMPORT_HELD,
        raised_at=NOW,
        last_at=NOW,
        team_id=world.teams[0].id,
        import_id=mine.id,
        detail="Microcrédito Centro · anoche.csv",
    )
    for one in (other, mine, alert):
        write(world, one)
    return mine, alert


def press_see(window: KobraWindow, qtbot: QtBot) -> None:
    """The act that leads to the file."""

    def found() -> list[Button]:
        return [one for one in window.page.findChildren(Button) if SEE in one.text()]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


@pytest.mark.parametrize("start", ["today", "alerts"])
def test_the_alert_opens_its_file(
    window: KobraWindow, world: World, qtbot: QtBot, start: str
) -> None:
    """Also where the list was filtered so that it was not in sight."""
    file, alert = held(world)
    window.open_page("portfolio", {"tab": "imports"})
    page = window.page
    assert isinstance(page, PortfolioPage)
    tab = page.tab
    assert isinstance(tab, ImportsTab)
    qtbot.waitUntil(lambda: tab.model.row(file.id) is not None)
    tab.box.search.setText("ayer")
    window.open_page(start)
    if start == "alerts":
        alerts = window.page
        assert isinstance(alerts, AlertsPage)
        model = alerts._model
        qtbot.waitUntil(lambda: model.line_of(alert.id) is not None)

        def is_chosen() -> bool:  # news of the others choose the first of them
            alerts.box.choose(alert.id)
            return any(SEE in one.text() for one in alerts.findChildren(Button))

        qtbot.waitUntil(is_chosen)
    else:
        assert isinstance(window.page, TodayPage)
    press_see(window, qtbot)
    assert window.page is page
    qtbot.waitUntil(lambda: tab.box.chosen_id == file.id and tab.panel.isVisible())
    assert "open" in tab.panel.buttons


@pytest.mark.parametrize("start", ["today", "alerts"])
def test_that_of_a_file_for_a_client_opens_the_deliveries(
    window: KobraWindow, world: World, qtbot: QtBot, start: str
) -> None:
    alert = Alert(
        id=world.new_id(),
        kind=AlertKind.OUTGOING_HELD,
        raised_at=NOW,
        last_at=NOW,
        team_id=world.teams[0].id,
        import_id=world.new_id(),
        detail="no_code Microcrédito Centro",
    )
    write(world, alert)
    window.open_page(start)
    if start == "alerts":
        alerts = window.page
        assert isinstance(alerts, AlertsPage)

        def is_chosen() -> bool:  # news of the others choose the first of them
            alerts.box.choose(alert.id)
            return any(SEE in one.text() for one in alerts.findChildren(Button))

        qtbot.waitUntil(lambda: alerts._model.line_of(alert.id) is not None)
        qtbot.waitUntil(is_chosen)
    press_see(window, qtbot)
    page = window.page
    assert isinstance(page, PortfolioPage)
    assert isinstance(page.tab, OutgoingTab)
