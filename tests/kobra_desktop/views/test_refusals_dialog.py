"""What an act left as it was: grouped by reason, the law first, with the way back beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.commands.done import Refused
from kobra_desktop.models.acts import WayBack
from kobra_desktop.views.dialogs.refusals import RefusalsDialog, by_reason
from kobra_desktop.views.main import KobraWindow
from kobra_domain.errors import NotAllowed
from kobra_domain.errors import Refused as Unlawful

LAW = Unlawful("conflict", rule="x", source="Ley 2300")
ROLE = NotAllowed("not_allowed")
REFUSED = [Refused("1", "Ana", ROLE), Refused("2", "Luis", ROLE), Refused("3", "Eva", LAW)]


def test_the_law_stands_first_then_what_is_most_frequent() -> None:
    """One group a sentence."""
    groups = by_reason(REFUSED, "es")
    assert [[one.title for one in members] for _, members in groups] == [["Eva"], ["Ana", "Luis"]]


def test_the_same_of_many_credits_is_one_reason() -> None:
    """Or a hundred accounts without authorisation would be a hundred headings."""
    kept = [
        Refused(str(n), name, Unlawful("visit_not_authorised", account=f"MC-{n}", source="Ley"))
        for n, name in enumerate(("Ana", "Luis", "Eva"))
    ]
    [(words, members)] = by_reason(kept, "es")
    assert [one.title for one in members] == ["Ana", "Luis", "Eva"]
    assert "MC-0 and 2 more" in words
    [(alone, _)] = by_reason(kept[:1], "es")
    assert "MC-0." in alone


def test_what_was_done_is_said_and_can_be_undone(window: KobraWindow, qtbot: QtBot) -> None:
    """Undoing closes it."""
    undone: list[bool] = []
    dialog = RefusalsDialog(
        window.look,
        window,
        REFUSED,
        "es",
        done="3 hechas",
        back=WayBack(lambda: undone.append(True)),
    )
    dialog.open()
    assert "3 hechas" in {text.text() for text in dialog.findChildren(QLabel)}
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not dialog.isVisible()
