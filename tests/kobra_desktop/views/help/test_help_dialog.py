"""F1 on the real window: the page one is on, beside the work; links, search, history; what changed;
the diagnosis.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.updates.seen import KEY
from kobra_desktop.views.dialogs.help import ShortcutsDialog, sheet
from kobra_desktop.views.help.window import HelpDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.shortcuts import listed
from kobra_desktop.views.theme import Look, ThemeChoice
from tests.kobra_desktop.views.walk import visible_dialog

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(window: KobraWindow) -> HelpDialog:
    """The help that F1 opens."""
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = visible_dialog(window)
    assert isinstance(dialog, HelpDialog)
    return dialog


def press(dialog: HelpDialog, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """A chord in the help, which no screen here brings to the front by itself."""
    QTest.keyClick(dialog.windowHandle(), key, modifier)


def test_f1_helps_with_where_one_is(window: KobraWindow) -> None:
    """The page, or the tab of it; the window stays usable beside it."""
    window.open_page("visits", {"tab": "review"})
    dialog = opened(window)
    assert dialog.name == "review"
    assert not dialog.isModal()
    window.open_page("alerts")
    assert opened(window) is dialog
    assert dialog.name == "alerts"
    dialog.close()


def test_return_in_the_search_opens_what_was_found_first(window: KobraWindow) -> None:
    """And closes nothing."""
    dialog = opened(window)
    QTest.keyClicks(dialog.field, "zzz")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.field.setText("phone")
    first = dialog.contents.item(0).text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.text.accessibleName() == first
    dialog.close()


def test_links_go_on_and_to_the_place(window: KobraWindow) -> None:
    """And the history of the help is its own."""
    window.open_page("visits", {"tab": "list"})
    dialog = opened(window)
    dialog.text.anchorClicked.emit(QUrl("review.md"))
    assert dialog.name == "review"
    press(dialog, Qt.Key.Key_Left, ALT)
    assert dialog.name == "visits"
    press(dialog, Qt.Key.Key_Right, ALT)
    assert dialog.name == "review"
    dialog.text.anchorClicked.emit(QUrl("place:alerts/muted"))
    assert window.key == "alerts"
    assert window.page.state()["tab"] == "muted"
    dialog.text.anchorClicked.emit(QUrl("https://elsewhere.example"))
    assert dialog.name == "review"
    dialog.close()


def test_the_help_is_searched(window: KobraWindow) -> None:
    """By any word of a page, without accents; a page is chosen by the arrows."""
    dialog = opened(window)
    press(dialog, Qt.Key.Key_F, CONTROL)
    assert dialog.field.hasFocus()
    dialog.field.setText("COLEGAS mas cercanos")
    assert [dialog.contents.item(0).text()] == ["SOS: un gestor pide ayuda"]
    assert dialog.contents.count() == 1
    dialog.contents.setFocus()
    QTest.keyClick(dialog.contents, Qt.Key.Key_Down)
    assert dialog.name == "sos"
    dialog.field.setText("palabra que no existe")
    assert dialog.nothing.isVisible()
    dialog.close()


def test_ctrl_k_finds_a_part_of_the_help(window: KobraWindow) -> None:
    """It opens at its heading."""
    window.palette_model.search("colegas cercanos")
    window.palette_model.run(0)
    dialog = visible_dialog(window)
    assert isinstance(dialog, HelpDialog)
    assert dialog.name == "sos"
    assert dialog.text.textCursor().block().text() == "Qué hacer"
    dialog.close()


def test_the_page_follows_the_look(window: KobraWindow, look: Look) -> None:
    """A heading is as large as headings of the window are, also once the text grows."""
    dialog = opened(window)

    def line(block: QTextBlock) -> float:
        return block.layout().lineAt(0).naturalTextRect().height()

    first = dialog.text.document().begin()
    assert line(first) > 1.2 * line(first.next())
    before = line(first)
    look.apply(ThemeChoice.DARK, 1.5)
    assert line(dialog.text.document().begin()) > 1.3 * before
    look.apply(ThemeChoice.LIGHT)
    dialog.close()


@pytest.mark.parametrize(("seen", "is_told"), [(None, False), ("0.0.1", True), ("same", False)])
def test_a_new_version_is_told_once(
    qtbot: QtBot, look: Look, workspace: Workspace, seen: str | None, is_told: bool
) -> None:
    """Not to whom all is new; its act opens what changed."""
    version = resources.product_version()
    workspace.memory.write(KEY, version if seen == "same" else seen)
    window = KobraWindow(look, workspace, StatusModel(workspace.zone))
    qtbot.addWidget(window)
    assert any(version in text for text in window.notices.texts) is is_told
    assert workspace.memory.read(KEY) == version
    if is_told:
        window.help.show_changes()
        dialog = visible_dialog(window)
        assert isinstance(dialog, HelpDialog)
        assert dialog.name == "changes"
        dialog.close()


def test_the_diagnosis_is_copied(window: KobraWindow, qtbot: QtBot) -> None:
    """From the help's menu; a sentence says what it is."""
    QApplication.clipboard().clear()
    window.help.copy_diagnosis()
    qtbot.waitUntil(lambda: QApplication.clipboard().text().startswith("Kobra Desktop "))
    assert window.toast.isVisible()


def test_the_shortcuts_are_searched(window: KobraWindow, look: Look) -> None:
    """By act or key; groups without a match are not shown."""
    dialog = ShortcutsDialog(look, window)
    dialog.open()
    dialog.field.setText("ctrl+k")
    shown = [line for _part, lines in dialog._rows for _text, line in lines if line.isVisible()]
    assert len(shown) == 1
    dialog.field.setText("no such thing")
    assert dialog.nothing.isVisible()
    dialog.field.setText("")
    assert not dialog.nothing.isVisible()
    dialog.reject()


def test_no_line_of_the_sheet_is_wider_than_it(window: KobraWindow, look: Look) -> None:
    """One that is takes the keys of all others out of sight."""
    dialog = ShortcutsDialog(look, window)
    dialog.open()
    for part, lines in dialog._rows:
        for text, line in lines:
            assert line.width() >= line.minimumSizeHint().width(), text
            room = dialog.visibleRegion().boundingRect().width()
            assert line.mapTo(dialog, line.rect().topRight()).x() < room, text
        assert part.width() < dialog.width()
    dialog.reject()


def test_the_printed_sheet_has_them_all(window: KobraWindow) -> None:
    """Each act of each group."""
    document = sheet("Atajos")
    assert isinstance(document, QTextDocument)
    text = document.toPlainText()
    assert listed()[0][0] == "Everywhere"
    for group, members in listed():
        assert group in text
        for one in members:
            assert one.words in text
