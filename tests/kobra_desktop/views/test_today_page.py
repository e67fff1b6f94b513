"""Hoy on the real window: every number opens its own rows and says what it is; alerts first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.alerts import Cause
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.cash import TILES as CASH
from kobra_desktop.models.today.cash import rows_of
from kobra_desktop.models.today.day import TILES
from kobra_desktop.models.today.head import HeadModel
from kobra_desktop.views.agreements.page import AgreementsPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.tab import BoxTab
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.today.tabs import today_tabs
from kobra_desktop.views.today.workday import WorkdayTab
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.buttons import ElidedButton
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_domain.alerts import AlertKind
from kobra_domain.metrics.tallies import Metric
from kobra_domain.people import Role
from tests.kobra_desktop.views.day import workday
from tests.kobra_desktop.views.portfolio.told import tell
from tests.kobra_desktop.views.world import World

METRIC_OF = {metric.key: metric for metric in CASH}
METRICS = [metric for metric, _ in TILES]


@pytest.fixture
def page(window: KobraWindow, qtbot: QtBot) -> WorkdayTab:
    """Jornada with its numbers and its alerts."""
    window.open_page("today")
    made = workday(window)
    qtbot.waitUntil(lambda: made.numbers.tiles["planned"].figure != "–" and made.queue.count > 0)
    return made


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.key)
def test_a_number_opens_exactly_its_rows(
    window: KobraWindow, page: WorkdayTab, qtbot: QtBot, metric: Metric
) -> None:
    """As many as it says, under its own name; taking that away shows all again."""
    tile = page.numbers.tiles[metric.key]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    visits = window.page
    assert isinstance(visits, VisitsPage)
    shown, chip = visits.table.model(), visits.box.held
    qtbot.waitUntil(lambda: visits._model.list.is_loaded and shown.rowCount() == int(tile.figure))
    assert chip.isVisible()
    assert tile.accessibleName().partition(":")[0] in chip.text()
    state = visits.state()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.rowCount() == 60)
    assert not chip.isVisible()
    visits.restore(state)
    qtbot.waitUntil(lambda: shown.rowCount() == int(tile.figure))


@pytest.mark.parametrize("text", ["promise_count@2026-11-20", "nothing@", "done@soon"])
def test_a_number_that_visits_do_not_have_hides_none(
    window: KobraWindow, qtbot: QtBot, text: str
) -> None:
    """A link may be old, or of other rows."""
    window.open_page("visits", {"number": text})
    visits = window.page
    assert isinstance(visits, VisitsPage)
    qtbot.waitUntil(lambda: visits.table.model().rowCount() == 60)
    assert not visits.box.held.isVisible()


def test_a_number_says_its_formula_and_its_source(page: WorkdayTab) -> None:
    """To who hovers, and to who listens."""
    tile = page.numbers.tiles["promises"]
    assert tile.accessibleDescription() in tile.toolTip()
    assert "promesas / contactos con titular" in tile.toolTip()
    assert "Se cuenta en las visitas" in tile.toolTip()
    assert "95 % de confianza" in tile.toolTip()
    assert "Más es mejor" in tile.toolTip()
    assert "Menos es mejor" in page.numbers.tiles["unassigned"].toolTip()
    assert "Monto prometido: 0" in tile.toolTip()


@pytest.mark.parametrize("width", [640, 800, 960, 1_120, 1_366, 1_920])
def test_no_caption_is_cut(window: KobraWindow, page: WorkdayTab, qtbot: QtBot, width: int) -> None:
    """At any width; what has no room is said short, and whole to who hovers."""
    numbers = page.numbers
    numbers.setFixedWidth(width)
    qtbot.waitUntil(lambda: numbers.width() == width)
    qtbot.waitUntil(lambda: all(tile.is_whole for tile in numbers.tiles.values()))
    assert "de lo planeado" in numbers.tiles["done"].toolTip()


def test_several_currencies_are_whole_beside_short_amounts(
    window: KobraWindow, page: WorkdayTab, qtbot: QtBot
) -> None:
    """As on a screen of 1,366 at 150 %."""
    cash, tiles = page.cash, list(page.cash.tiles.values())
    for tile, amount in zip(tiles, ("$ 4.030.000 COP", "$ 880.000 COP"), strict=False):
        tile.set_amount(amount)
    tiles[2].set_amount("$ 1.055.148.000 COP · $209,370.00 MXN")
    cash.setFixedWidth(780)
    qtbot.waitUntil(lambda: cash.width() == 780 and all(one.is_whole for one in tiles))


def test_on_a_low_screen_no_tile_is_pressed(
    window: KobraWindow, page: WorkdayTab, qtbot: QtBot
) -> None:
    """The lists give way, and the tab scrolls."""
    window.resize(1_280, 560)
    qtbot.waitUntil(lambda: window.height() == 560)
    qtbot.waitUntil(lambda: all(tile.is_whole for tile in page.numbers.tiles.values()))


@pytest.mark.parametrize(
    ("key", "tab"),
    [
        ("promise_amount", "promises"),
        ("reported_amount", "payments"),
        ("collected_amount", "payments"),
    ],
)
def test_an_amount_opens_its_rows(
    window: KobraWindow, page: WorkdayTab, qtbot: QtBot, key: str, tab: str
) -> None:
    """By the chips of the list, which can be taken away."""
    QTest.mouseClick(page.cash.tiles[key], Qt.MouseButton.LeftButton)
    agreements = window.page
    assert isinstance(agreements, AgreementsPage)
    assert agreements.tabs.key == tab
    assert isinstance(agreements.tab, BoxTab)
    ticked = {key for key, chip in agreements.tab.box.chips.items() if chip.values}
    assert ticked == set(rows_of(METRIC_OF[key])["accepted"])  # type: ignore[call-overload]


def test_tab_begins_with_what_asks_for_attention(page: WorkdayTab, qtbot: QtBot) -> None:
    """Line by line, then the numbers, then the lists; also after the lines were made anew."""
    page.alerts.list.loaded.emit()
    tiles = [*page.numbers.tiles.values(), *page.cash.tiles.values()]
    stops = [*page.queue.buttons, *tiles, page.agents, page.results]
    assert len(page.queue.buttons) > 3
    qtbot.waitUntil(lambda: all(one.isVisible() for one in page.queue.buttons))
    page.setFocus()
    seen = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    of_page = [one for one in seen if one is not None and page.isAncestorOf(one)]
    assert of_page[: len(stops)] == stops


def battery(page: WorkdayTab) -> Cause:
    """The line about low batteries."""
    return next(one for one in page.alerts.causes if one.kind is AlertKind.LOW_BATTERY)


def test_news_in_the_middle_of_a_click_do_not_swallow_it(
    page: WorkdayTab, world: World, qtbot: QtBot
) -> None:
    """It is about what the line said when it was pressed."""
    rows, known = page.queue.rows, battery(page).lines[0].row.alert
    acts = rows[battery(page).key].findChildren(ElidedButton)
    attend = next(one for one in acts if one.toolTip() == "Attend")
    acted: list[object] = []
    page.alerts.acts.acted.connect(lambda _words, done: acted.append(done))
    QTest.mousePress(attend, Qt.MouseButton.LeftButton)
    later = replace(known, id=world.new_id(), agent_id=world.agents[5].id)
    world.pull(later)
    qtbot.waitUntil(lambda: len(battery(page).lines) == 2)
    assert page.queue.rows == rows
    QTest.mouseRelease(attend, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: battery(page).ids == (later.id,))
    qtbot.waitUntil(lambda: page.queue.rows[battery(page).key] is not rows[battery(page).key])
    assert len(acted) == 1


def test_a_line_stays_while_what_is_known_of_it_changes(
    page: WorkdayTab, world: World, qtbot: QtBot
) -> None:
    rows, known = page.queue.rows, battery(page)
    world.pull(replace(known.lines[0].row.alert, detail="7"))
    qtbot.waitUntil(lambda: battery(page).detail != known.detail)
    said = rows[known.key].findChildren(ElidedLabel)
    qtbot.waitUntil(lambda: battery(page).detail in [one.text() for one in said])
    assert page.queue.rows == rows


@pytest.mark.parametrize("width", [960, 1_280])
def test_who_calls_for_help_is_named_whole(
    window: KobraWindow, page: WorkdayTab, world: World, qtbot: QtBot, width: int
) -> None:
    """With the number beside the button, on a small screen too."""
    window.resize(width, 700)
    who = world.agents[0]

    def is_whole(words: str) -> bool:
        said = [one for one in page.queue.findChildren(QLabel) if one.text() == words]
        return any(one.fontMetrics().horizontalAdvance(words) <= one.width() for one in said)

    qtbot.waitUntil(lambda: is_whole(who.name) and is_whole(who.phone))


def test_no_act_of_danger_is_cut_within_a_word(
    window: KobraWindow, page: WorkdayTab, look: Look, qtbot: QtBot
) -> None:
    """At 150 % on 1,366: calling and attending are said whole, what is between by its icon."""
    look.apply(ThemeChoice.LIGHT, 1.5)
    window.resize(1_366, 768)

    def is_said() -> bool:
        row = next(iter(page.queue.rows.values()))
        call, see, attend = row.findChildren(ElidedButton)
        whole = all(one.shown == one.text() for one in (call, attend))
        return window.width() == 1_366 and whole and see.shown in ("", see.text())

    qtbot.waitUntil(is_said)


@pytest.fixture
def nobodys(
    tmp_path: Path, look: Look, background: Background, qtbot: QtBot
) -> Iterator[TodayPage]:
    """Hoy for a supervisor without team and portfolio, whose replica is empty."""
    world = World(tmp_path, visits=0)
    who = replace(world.users[1], role=Role.SUPERVISOR, team_ids=(), portfolio_ids=())
    workspace = world.workspace(background, Relay(), who=who)
    status = StatusModel(workspace.zone)
    made = TodayPage(look, HeadModel(workspace), status, today_tabs(look, workspace, status))
    qtbot.addWidget(made)
    made.show()
    yield made
    world.replica.close()


def test_who_was_given_nothing_reads_whom_to_ask(nobodys: TodayPage, qtbot: QtBot) -> None:
    """Not zeros."""
    qtbot.waitUntil(lambda: not nobodys.tabs.isVisible())
    said = " ".join(one.text() for one in nobodys.findChildren(QLabel) if one.isVisible())
    assert "julian@kobra.example" in said
    assert not nobodys.shown.isVisible()


def test_petitions_that_are_due_lead_to_their_person(
    page: WorkdayTab, world: World, qtbot: QtBot
) -> None:
    told = tell(world)
    page.reload()

    def lines() -> list[str]:
        return [one.text() for one in page.queue.findChildren(ElidedLabel)]

    qtbot.waitUntil(lambda: any("petition" in one for one in lines()))
    see = [button for button in page.queue.buttons if "See" in button.text()][-1]
    with qtbot.waitSignal(page.open_requested) as asked:
        see.click()
    assert asked.args == ["portfolio", {"party": told.party.id}]
