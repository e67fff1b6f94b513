"""What a person looks for by name in the palette is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.alerts import ATTENDED
from kobra_desktop.models.palette import Entry, PaletteModel
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.dialogs.palette import Palette
from kobra_desktop.views.field_map.page import LIVE, TRAIL, ZONES
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.places import places
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.alerts import AlertState
from kobra_domain.people import Role
from tests.kobra_desktop.views.world import NOW, World


@pytest.mark.parametrize("typed", ["new visit", "theme dark", "130 %"])
def test_it_is_found(window: KobraWindow, typed: str) -> None:
    """A new visit, the theme, the size of the text."""
    model = window.palette_model
    model.search(typed)
    assert model.rowCount() >= 1


@pytest.mark.parametrize(
    ("typed", "page", "tab"),
    [
        ("closing", "today", "closing"),
        ("webhooks", "administration", "sending"),
        ("outgoing portfolio", "portfolio", "outgoing"),
        ("to review", "visits", "review"),
        ("audit", "administration", "audit"),
    ],
)
def test_what_lies_inside_a_page_is_found_by_its_own_name(
    window: KobraWindow, typed: str, page: str, tab: str
) -> None:
    model = window.palette_model
    model.search(typed)
    model.run(0)
    assert window.key == page
    assert window.page.state()["tab"] == tab
    if typed == "webhooks":
        assert window.page.state()["lists"]["part"] == "webhooks"  # type: ignore[index]


def test_every_tab_is_found_by_its_own_name(window: KobraWindow) -> None:
    """Whoever adds a tab adds its place. The map's is not opened: its engine would start."""
    found: dict[str, dict[str, str]] = {}
    for one in places(window.workspace.desk, window.workspace.locale):
        found.setdefault(one.page, {}).setdefault(str(one.state["tab"]), one.words)
    assert list(found["map"]) == [LIVE, TRAIL, ZONES]
    for key in [one for one in window.keys if one != "map"]:
        window.open_page(key)
        [bar, *_] = window.page.findChildren(TabBar)
        for tab, button in bar._buttons.items():
            words = button.text().strip("\u2009 ")
            is_page = key == "questionnaires" and tab == "list"  # called as its page is
            assert is_page or words.startswith(found[key][tab]), (key, tab)


def test_a_place_of_a_page_that_one_does_not_have_is_not_found(window: KobraWindow) -> None:
    desk = window.workspace.desk
    viewer = replace(desk, who=replace(desk.who, role=Role.VIEWER))
    assert "outgoing" not in [one.state["tab"] for one in places(viewer, "es")]


def paste(window: KobraWindow, kind: str, row_id: str) -> None:
    """A link of a mail, where one searches."""
    window.palette_model.search(f"https://kobra.entidad.example/go/{kind}/{row_id}")
    window.palette_model.run(0)


def test_a_link_of_a_mail_opens_the_visit_in_full(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    visit = next(one for one in world.visits if one.ended_at)
    paste(window, "visit", visit.id)
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.is_result_open and page.opened.facts is not None)
    assert page.state()["visit"] == visit.id


def test_a_link_of_a_mail_finds_an_alert_that_was_attended_meanwhile(
    window: KobraWindow, world: World, qtbot: QtBot
) -> None:
    known = replace(world.alerts[2], state=AlertState.ATTENDED, attended_at=NOW)
    world.pull(known)
    bell = window._bell
    qtbot.waitUntil(lambda: any(one.id == known.id for one in bell.lines(ATTENDED)))
    paste(window, "alert", known.id)
    page = window.page
    assert isinstance(page, AlertsPage)
    qtbot.waitUntil(lambda: page.table.chosen_ids == [known.id])
    assert page.tabs.key == ATTENDED


def test_what_is_not_there_is_said(window: KobraWindow) -> None:
    """A sentence in the place of an empty box."""
    palette = window.command_palette
    palette.open_over(window)
    assert palette.nothing.isHidden()
    window.palette_model.search("zzqx")
    assert palette.nothing.isVisible()


def test_what_was_moved_to_stays_marked_when_results_become_others(
    look: Look, qtbot: QtBot
) -> None:
    """Enter must not run another line than the one that was chosen."""
    told: list[Callable[[list[Entry]], None]] = []
    model = PaletteModel([], lambda typed, then: told.append(then) if typed else None)
    over = QWidget()
    qtbot.addWidget(over)
    palette = Palette(look, model, over)
    palette.open_over(over, "gar")
    ran: list[str] = []

    def made(words: str) -> Entry:
        return Entry(words, "", "", "map", lambda: ran.append(words))

    told[-1]([made("García"), made("Garza")])
    field = palette.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Down)
    told[-1]([made("Garay"), made("García"), made("Garza")])
    palette.run_chosen()
    assert ran == ["Garza"]
