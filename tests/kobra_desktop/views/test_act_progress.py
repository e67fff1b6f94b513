"""An act on many rows shows how far it is; given up, it says that nothing was done; a shorter one
passes it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from kobra_desktop.background import new_flag
from kobra_desktop.commands.done import Done
from kobra_desktop.models.acts import MOST_AT_ONCE, Acts
from kobra_desktop.models.counts import figure
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.watching import PART, Progress, Step, Watch
from kobra_desktop.views.dialogs.act_progress import ActProgressDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.page import listen
from tests.kobra_desktop.views.walk import visible_dialog

NOTHING = Done(changes=ChangeSet())


def shown(window: KobraWindow, qtbot: QtBot) -> ActProgressDialog:
    """The dialog, once it has opened by itself."""
    found: list[QDialog] = []

    def opens() -> bool:
        found[:] = [visible_dialog(window)]
        return isinstance(found[0], ActProgressDialog)

    qtbot.waitUntil(opens)
    assert isinstance(found[0], ActProgressDialog)
    return found[0]


def test_it_says_how_far_it_is_and_can_be_given_up(window: KobraWindow, qtbot: QtBot) -> None:
    acts, page, go_on = Acts(window.workspace, window), window.page, new_flag()
    listen(page, window.look, acts, "es")

    def work(watch: Watch) -> Done:
        for done in range(0, 5_000, PART):
            watch(Progress(Step.KEEPING, done, 5_000))
            if done == 2 * PART:
                go_on.wait(30)
        return NOTHING

    acts.run_on(5_000, work, lambda _: "hecho")
    dialog = shown(window, qtbot)
    qtbot.waitUntil(lambda: figure(1_000) in dialog.told.text())
    assert figure(5_000) in dialog.told.text()
    passed: list[str] = []
    acts.acted.connect(lambda words, _: passed.append(words))
    acts.run(lambda: NOTHING, lambda _: "corto")
    qtbot.waitUntil(lambda: passed == ["corto"])
    told: list[tuple[str, object]] = []
    page.said.connect(lambda words, back: told.append((words, back)))
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # until it is known what came of it
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("Cancelled: nothing was changed.", None)]
    assert passed == ["corto"]
    assert not [one for one in window.findChildren(ActProgressDialog) if one.isVisible()]


def test_what_is_done_in_a_moment_shows_nothing(window: KobraWindow, qtbot: QtBot) -> None:
    acts = Acts(window.workspace, window)
    listen(window.page, window.look, acts, "es")
    with qtbot.waitSignal(acts.acted):
        acts.run_on(2, lambda _: NOTHING, lambda _: "hecho")
    qtbot.waitUntil(lambda: not window.findChildren(ActProgressDialog))


def test_more_than_memory_is_for_is_refused_before_it_begins(
    window: KobraWindow, qtbot: QtBot
) -> None:
    """Half a million rows are chosen by one key."""
    acts, told = Acts(window.workspace, window), list[object]()
    listen(window.page, window.look, acts, "es")
    window.page.said.connect(lambda words, _: told.append(words))
    acts.run_on(MOST_AT_ONCE + 1, lambda _: NOTHING, lambda _: "hecho")
    assert told == [f"At most {figure(MOST_AT_ONCE)} at a time: filter the list, or choose fewer."]
