"""A window that is built anew, as for another role, leaves nothing behind that news would reach:
lists that windows share outlive them.
"""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import kobra_desktop
from kobra_desktop.models.reviews import ReviewsModel
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
    tab.deleteLater()
    QCoreApplication.sendPostedEvents(tab, QEvent.Type.DeferredDelete)
    assert not isValid(tab)
    with qtbot.waitSignal(shared.loaded):
        shared.reload()


def test_who_is_told_of_a_list_ends_with_its_window() -> None:
    """A lambda would not: Qt does not know whose it is."""
    for file in Path(kobra_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "tell":
                assert not any(isinstance(one, ast.Lambda) for one in node.args), file
