"""A window that is built anew, as for another role, leaves nothing behind that news would reach:
lists that windows share outlive them.
"""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import kobra_desktop
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.sos import SosModel, sos_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.review_tab import ReviewTab


def test_shared_lists_call_nobody_who_is_gone(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    """What goes wrong in a slot fails the test."""
    model = ReviewsModel(workspace)
    tab = ReviewTab(look, model)
    shared = model.list
    shared.open()
    qtbot.waitUntil(lambda: shared.is_loaded)
    gone(tab)
    with qtbot.waitSignal(shared.loaded):
        shared.reload()


def gone(one: QObject) -> None:
    """As Qt does it to what was to be deleted later."""
    one.deleteLater()
    QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)
    assert not isValid(one)


def test_what_is_shared_rests_with_the_last_who_showed_it(
    qtbot: QtBot, workspace: Workspace
) -> None:
    """Whether they said so or are no more: calls for help are not followed for a window that is
    gone.
    """
    facts, windows = sos_facts(workspace), [QObject(), QObject()]
    shared = AlertsModel(workspace).list
    for one in windows:
        bell = AlertsModel(workspace, one)
        SosModel(bell, one)
        bell.open()

    def are_seen() -> set[bool]:
        return {facts.is_seen, shared.is_seen}

    qtbot.waitUntil(lambda: are_seen() == {True})
    gone(windows[0])
    assert are_seen() == {True}
    gone(windows[1])
    assert are_seen() == {False}


def test_who_is_told_of_a_list_ends_with_its_window() -> None:
    """A lambda would not: Qt does not know whose it is."""
    for file in Path(kobra_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "tell":
                assert not any(isinstance(one, ast.Lambda) for one in node.args), file
