"""The first steps over the window: through them, left, come back to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.first_run.steps import Step
from kobra_desktop.models.telling_wishes import Telling
from kobra_desktop.views.first_run.steps import FirstStepsDialog
from kobra_desktop.views.main import LANGUAGE, THEME, KobraWindow


@pytest.fixture
def steps(window: KobraWindow, qtbot: QtBot) -> FirstStepsDialog:
    """Open, from the user's menu."""
    window.show_first_steps()
    return opened(window)


def opened(window: KobraWindow) -> FirstStepsDialog:
    assert window._first_steps is not None
    return window._first_steps


def test_through_them_by_the_keyboard(steps: FirstStepsDialog, window: KobraWindow) -> None:
    shown = [steps.step]
    QTest.keyClick(steps, Qt.Key.Key_Return)
    shown.append(steps.step)
    assert shown == [Step.MAP, Step.TELLINGS]  # who is in has a server and an account
    QTest.keyClick(steps, Qt.Key.Key_Return)
    assert window._first_steps is None


@pytest.mark.parametrize("step", [*Step])
def test_closed_in_any_step_they_go_on_there(
    steps: FirstStepsDialog, window: KobraWindow, step: Step
) -> None:
    QTest.mouseClick(steps.choices[step], Qt.MouseButton.LeftButton)
    QTest.keyClick(steps, Qt.Key.Key_Escape)
    assert window._first_steps is None
    window.show_first_steps()
    assert opened(window).step is step
    window.show_first_steps()  # once, however often it is asked for
    assert len([one for one in window.findChildren(FirstStepsDialog) if one.isVisible()]) == 1


def test_each_acts_at_once(steps: FirstStepsDialog, window: KobraWindow) -> None:
    memory = window.workspace.memory
    steps.show_step(Step.LOOK)
    steps.looks.theme.setCurrentIndex(2)
    steps.looks.theme.activated.emit(2)
    assert memory.read(THEME) == window.look.choice.value == "dark"
    steps.looks.language.setCurrentIndex(3)
    steps.looks.language.activated.emit(3)
    assert memory.read(LANGUAGE) == "en"
    steps.show_step(Step.TELLINGS)
    kind = next(one for one in Telling if one is not Telling.SOS)
    steps.switches.kinds[kind].setChecked(False)
    assert kind in window._wishes.read().silent


def test_the_sound_of_a_call_is_tried_and_ends(steps: FirstStepsDialog, qtbot: QtBot) -> None:
    steps._silence.setInterval(50)
    steps.show_step(Step.TELLINGS)
    QTest.mouseClick(steps.sound, Qt.MouseButton.LeftButton)
    assert steps._alarm.is_sounding
    qtbot.waitUntil(lambda: not steps._alarm.is_sounding)


def test_an_administrator_goes_from_the_map_to_where_it_is_brought(
    steps: FirstStepsDialog, window: KobraWindow
) -> None:
    assert steps.to_server.isVisible() == ("administration" in window.keys)
    if steps.to_server.isVisible():
        QTest.mouseClick(steps.to_server, Qt.MouseButton.LeftButton)
        assert window.key == "administration"
        assert not steps.isVisible()  # nothing stands before what was opened
