"""The click budgets of the map's acts, driven on the real window with its real map and counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from kobra_desktop.views import outside
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.field_map.alert_links import AlertLinks
from kobra_desktop.views.field_map.page import MapPage
from kobra_desktop.views.widgets.choices import Choice
from tests.kobra_desktop.views.field_map.city import TellingWorld
from tests.kobra_desktop.views.field_map.hand import MapHand
from tests.kobra_desktop.views.walk import visible_dialog
from tests.kobra_desktop.views.world import TODAY

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def find(hand: MapHand, words: str, name: str) -> int:
    """Ctrl+K with what is typed, then Enter: two steps."""
    QTest.keyClick(hand.window, Qt.Key.Key_K, CONTROL)
    hand.window.command_palette.type_text(words)
    first = hand.window.palette_model.index
    hand.qtbot.waitUntil(lambda: first(0).data() == name)
    hand.window.command_palette.run_chosen()
    return 2


def press(button: QPushButton) -> int:
    """One click on what can be seen and used."""
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)
    return 1


def test_where_an_agent_is_now_is_two_steps(hand: MapHand, world: TellingWorld) -> None:
    """From another page: the map chooses the agent and has it in view."""
    agent = world.agents[1]
    hand.window.open_page("visits")
    steps = find(hand, "luis mora", agent.name)
    assert isinstance(hand.window.page, MapPage)
    hand.until(lambda page: page["selected"] == agent.id and ["agent", agent.id] in page["hits"])
    assert steps <= 2


def test_todays_trail_of_the_agent_on_screen_is_one_step(
    hand: MapHand, world: TellingWorld
) -> None:
    """The button on the card of who is chosen."""
    agent = world.agents[0]
    hand.click_agent(agent.id)
    steps = press(hand.page.live.card.trail)
    hand.until(lambda page: page["trails"] == 1 and page["vertices"] > 0)
    assert hand.page.models.trails.day == hand.page.models.field.workspace.today
    assert hand.page.models.trails.agent_ids == (agent.id,)
    assert steps <= 1


@pytest.mark.parametrize(
    ("act", "address"), [("call", "tel:+573005550100"), ("write", "https://wa.me/573005550100")]
)
def test_calling_or_writing_to_an_agent_is_two_steps(
    hand: MapHand,
    world: TellingWorld,
    monkeypatch: pytest.MonkeyPatch,
    act: str,
    address: str,
) -> None:
    """A click on the agent, a click on its card."""
    opened: list[str] = []
    monkeypatch.setattr(outside, "_OPENER", "no-such-program")  # whatever this machine has
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    hand.click_agent(world.agents[0].id)
    steps = 1 + press(getattr(hand.page.live.card, act))
    assert opened == [address]
    assert steps <= 2


@pytest.mark.qt_log_ignore("This plugin does not support grabbing", extend=True)
def test_the_visits_of_who_is_absent_go_to_another_in_three_steps(
    hand: MapHand, world: TellingWorld
) -> None:
    """The act of the card, which leads to the field of whom they go to; a part of the name, and
    Enter once what it would do is in sight.
    """
    agent, other = world.agents[0], world.agents[1]
    hand.click_agent(agent.id)
    steps = press(hand.page.live.card.absence)
    dialog = visible_dialog(hand.window)
    assert isinstance(dialog, AbsenceDialog)
    choice = dialog.move_to.typing.widget
    assert isinstance(choice, Choice)
    hand.qtbot.waitUntil(lambda: choice.count() > 1)
    hand.qtbot.waitUntil(lambda: QApplication.focusWidget() in (choice, choice.lineEdit()))
    QTest.keyClicks(choice, other.name.split()[0].lower())  # one step with the Enter that takes it
    completer = choice.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    hand.qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert choice.currentText().startswith(other.name)
    hand.qtbot.waitUntil(lambda: dialog.plan.text().startswith("Moves: "))
    QTest.keyClick(choice, Qt.Key.Key_Return)
    steps += 2
    field = hand.page.models.field

    def is_absent() -> bool:
        line = field.agents.line_of(agent.id)
        return line is not None and line.row.agent.absent_on == TODAY

    hand.qtbot.waitUntil(is_absent)
    hand.qtbot.waitUntil(lambda: len(field.visits_of_agent(other.id)) > 0)
    assert steps <= 3


def test_the_card_tells_open_alerts_and_leads_to_them(hand: MapHand, world: TellingWorld) -> None:
    """With the figure of each; an agent without any has no such line."""
    agent = world.agents[2]
    mine = next(alert for alert in world.alerts if alert.agent_id == agent.id)
    hand.click_agent(agent.id)
    links = hand.page.live.card.findChild(AlertLinks)
    assert isinstance(links, AlertLinks)
    assert any("47" in said.text() for said in links.findChildren(QLabel))
    press(links.buttons[mine.id])
    alerts = hand.window.page
    assert isinstance(alerts, AlertsPage)
    hand.qtbot.waitUntil(lambda: alerts.panel.alert_id == mine.id)
    hand.window.open_page("map")
    calm = next(a for a in world.agents if all(x.agent_id != a.id for x in world.alerts))
    hand.click_agent(calm.id)
    assert not links.isVisible()
