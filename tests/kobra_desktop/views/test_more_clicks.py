"""Click budgets of what is done now and then: what leaves, who is absent, help, who is looked for.
Those of every hour are in `test_clicks`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.dialogs.export import ExportListDialog
from kobra_desktop.views.help.window import HelpDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.portfolio.account_panel import AccountPanel
from kobra_desktop.views.portfolio.page import PortfolioPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets import saving
from kobra_domain.submissions import ReviewAct
from tests.kobra_desktop.views.test_clicks import CONTROL, Hand
from tests.kobra_desktop.views.visits.answered import Answered, answer
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import World

FOUND = Qt.ItemDataRole.UserRole + 2  # what the palette says below a hit


@pytest.fixture
def answered(world: World) -> Answered:
    """What phones sent, before the window reads it."""
    return answer(world)


@pytest.fixture
def hand(window: KobraWindow) -> Hand:
    """Nothing done yet."""
    return Hand(window)


def press(hand: Hand, widget: QWidget, key: Qt.Key) -> None:
    """One key where the keyboard is."""
    hand.steps += 1
    QTest.keyClick(widget, key)


def test_what_is_shown_is_exported_in_two_steps(
    window: KobraWindow,
    qtbot: QtBot,
    hand: Hand,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The chord and Enter: it goes to the documents, or where the last file went."""
    documents = tmp_path / "Documentos"
    documents.mkdir()
    monkeypatch.setattr(saving, "_documents", lambda: documents)
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    hand.chord(Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: bool(window.findChildren(ExportListDialog)))
    dialog = visible_dialog(window)
    assert isinstance(dialog, ExportListDialog)
    assert str(documents) in dialog.place.text()
    with qtbot.waitSignal(dialog.said):
        press(hand, dialog, Qt.Key.Key_Return)
    (made,) = documents.iterdir()
    assert load_workbook(made).worksheets[0].max_row == page.table.model().rowCount() + 1
    assert hand.steps <= 2


def words_of(part: QWidget) -> str:
    """All that it says."""
    return " ".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("by", ["name", "document", "account"])
def test_a_holder_is_found_by_whatever_is_known(
    window: KobraWindow, world: World, qtbot: QtBot, hand: Hand, by: str
) -> None:
    """Ctrl+K and what is typed, then Enter."""
    card = visit_card(world.replica, world.visits[0].id)
    assert card is not None
    assert card.party is not None
    typed = {
        "name": card.party.name,
        "document": card.party.document_number,
        "account": card.accounts[0].number,
    }[by]
    holder = card.party.name
    window.open_page("today")
    hand.chord(Qt.Key.Key_K, CONTROL, typed)
    first = window.palette_model.index
    qtbot.waitUntil(lambda: typed in f"{first(0).data()} {first(0).data(FOUND)}")
    hand.enter()
    page = window.page
    assert isinstance(page, PortfolioPage)
    if by == "account":  # in its list, with who owes it beside
        panel = page.findChild(AccountPanel)
        assert panel is not None
        qtbot.waitUntil(lambda: panel.isVisible() and holder in words_of(panel))
    else:
        assert page.is_person_open
        assert page.state()["party"] == card.party.id
    assert hand.steps <= 2


def test_approving_is_one_click_and_the_next_is_there(
    answered: Answered, window: KobraWindow, qtbot: QtBot, hand: Hand
) -> None:
    """The visit that is open is judged by one click, and the queue goes on by itself."""
    waiting = [one for one in answered.submissions if one.review.value == "received"]
    window.open_page("visits", {"submission": waiting[0].id})
    page = window.page
    assert isinstance(page, VisitsPage)

    def shown() -> str:
        facts = page.opened.facts
        return facts.submission.id if facts is not None and facts.submission is not None else ""

    qtbot.waitUntil(lambda: shown() == waiting[0].id)
    hand.click(page.opened.bar.buttons[ReviewAct.APPROVE])
    qtbot.waitUntil(lambda: shown() not in ("", waiting[0].id))
    assert hand.steps <= 1


def test_help_with_this_page_is_one_key(window: KobraWindow, hand: Hand) -> None:
    """And a word of the help two: the chord with what is typed, Enter."""
    window.open_page("visits")
    press(hand, window, Qt.Key.Key_F1)
    dialog = visible_dialog(window)
    assert isinstance(dialog, HelpDialog)
    assert dialog.name == "visits"
    assert hand.steps == 1
    dialog.close()
    hand.steps = 0
    hand.chord(Qt.Key.Key_K, CONTROL, "colegas cercanos")
    hand.enter()
    dialog = visible_dialog(window)
    assert isinstance(dialog, HelpDialog)
    assert dialog.name == "sos"
    assert hand.steps <= 2
    dialog.close()


def test_the_shortcuts_are_one_chord(window: KobraWindow, hand: Hand) -> None:
    """From anywhere."""
    hand.chord(Qt.Key.Key_Slash, CONTROL)
    assert visible_dialog(window).isVisible()
    assert hand.steps == 1


def test_a_place_of_administration_is_two_steps(window: KobraWindow, hand: Hand) -> None:
    """Each tab is found by its name."""
    window.open_page("today")
    hand.chord(Qt.Key.Key_K, CONTROL, "Teams and agents")
    hand.enter()
    page = window.page
    assert isinstance(page, AdministrationPage)
    assert page.state()["tab"] == "staff"
    assert hand.steps <= 2
