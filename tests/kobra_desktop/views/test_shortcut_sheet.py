"""The sheet of shortcuts against the keys that the live window listens to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views import shortcuts as sheet
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.keys import in_keys, key_words
from tests.kobra_desktop.views.bound_keys import bound, contested, keys_of
from tests.kobra_desktop.views.questionnaires.drafting import kept, small_form
from tests.kobra_desktop.views.visits.answered import Answered, answer
from tests.kobra_desktop.views.walk import is_loaded, visible_dialog
from tests.kobra_desktop.views.world import World

VIEWS = Path(sheet.__file__).parent
# Each part of the sheet, who binds its keys, and those that whoever has the focus takes itself.
PARTS = {
    sheet.shortcuts: ({"KobraWindow"}, "Ctrl+C Up Down Space Return"),
    sheet.map_shortcuts: ({"MapPage"}, "Space Left Right Shift+Left Shift+Right"),
    sheet.review_shortcuts: ({"ReviewBar"}, "Ctrl+P"),  # the window's, of what is open
    sheet.plan_shortcuts: (
        set(),
        "Up Down Left Right Alt+Up Alt+Down Ctrl+Left Ctrl+Right Del P Return 1 2 3 4 5 6 7 8 9",
    ),
    sheet.import_shortcuts: (set(), "Ctrl+V Ctrl+Return Ctrl+Backspace"),
    sheet.editor_shortcuts: (
        {"EditorView", "ProblemsPanel", "FilesTab"},
        "Return F2 Ctrl+D Ctrl+G Alt+Up Alt+Down Del Ctrl+Space",
    ),
    sheet.place_shortcuts: ({"Table"}, ""),
    sheet.photo_shortcuts: ({"PhotoDialog"}, ""),
    sheet.chart_shortcuts: (set(), "Left Right Up Down Home End Return + - 0"),
    sheet.order_shortcuts: ({"ChoicesPanel"}, "Del"),
    sheet.form_shortcuts: (set(), "Ctrl+Return Esc"),
    sheet.help_shortcuts: ({"HelpDialog"}, ""),
}
# Whoever binds a key is listed, so that a new one is thought of here.
BINDING = {
    *("window", "field_map/page", "field_map/wall", "portfolio/unplaced", "help/window"),
    *("portfolio/outgoing/columns_page", "visits/photo_view", "visits/review_bar"),
    *("questionnaires/choices", "questionnaires/tree", "questionnaires/problems"),
    *("questionnaires/editor", "questionnaires/form_files"),
}


@pytest.fixture
def answered(world: World) -> Answered:
    return answer(world)


def _open_all(window: KobraWindow, workspace: Workspace, qtbot: QtBot) -> list[str]:
    """Each page, then what binds keys of its own; answers what is contested on the way."""
    found: list[str] = []

    def show(key: str, tab: str = "") -> QWidget:
        window.open_page(key, {"tab": tab} if tab else {})
        page = window.page
        qtbot.waitUntil(lambda: is_loaded(page))
        found.extend(f"{key} {tab}: {one}" for one in contested(window))
        return page

    for key in window.keys:
        show(key)
    for key, tab in (("map", "trail"), ("portfolio", "places"), ("portfolio", "imports")):
        show(key, tab)
    page = show("questionnaires")
    assert isinstance(page, QuestionnairesPage)
    page.with_preview = False
    editor = page.open_editor(kept(workspace, small_form()))
    qtbot.waitUntil(lambda: editor.draft.row is not None)
    for tab in ("questions", "lists", "files"):
        editor.show_tab(tab)
        found += contested(window)
    return found


def test_the_sheet_is_what_the_window_listens_to(
    answered: Answered, window: KobraWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    """Both ways, part by part; and no combination is contested anywhere, which Qt would give to
    nobody.
    """
    fought_over = _open_all(window, workspace, qtbot)
    shown = next(one for one in answered.submissions if one.attachments)
    window.open_page("visits", {"submission": shown.id})
    visits = window.page
    assert isinstance(visits, VisitsPage)
    qtbot.waitUntil(lambda: visits.is_result_open and bool(visits.opened.photos.tiles))
    fought_over += contested(window)
    window.help.show_here()
    helping = visible_dialog(window)
    fought_over += contested(helping)
    helping.close()
    visits.opened.photos.tiles[0].click()
    fought_over += contested(visible_dialog(window))
    assert not fought_over
    heard: dict[str, set[str]] = {}
    for one in bound(window):
        heard.setdefault(one.part, set()).add(one.keys)
    parts = {part for owners, _ in PARTS.values() for part in owners}
    assert heard.keys() - {"QListWidget"} == parts  # its Del is the editor's
    for part, (owners, taken) in PARTS.items():
        really = {*taken.split()}.union(*(heard[owner] for owner in owners))
        assert {*keys_of(part())} == really, part.__name__


def test_whoever_binds_a_key_is_known_here() -> None:
    found = {
        path.relative_to(VIEWS).with_suffix("").as_posix()
        for path in VIEWS.rglob("*.py")
        if any(word in path.read_text("utf-8") for word in ("QShortcut(", "setShortcut("))
    }
    assert found == BINDING


def test_no_part_of_the_sheet_gives_one_combination_to_two_acts() -> None:
    for group, members in sheet.listed():
        twice = [keys for keys, times in Counter(keys_of(members)).items() if times > 1]
        assert not twice, group
    assert {one for _, members in sheet.listed() for one in members} == {
        one for part in PARTS for one in part()
    }


def test_each_combination_is_one_that_qt_knows() -> None:
    for _, members in sheet.listed():
        for keys in keys_of(members):
            assert QKeySequence(keys).toString() == keys


@pytest.mark.parametrize(
    ("keys", "here", "mac"),
    [
        ("Ctrl+K", "Ctrl+K", "⌘K"),
        ("Ctrl+Shift+Z", "Ctrl+Shift+Z", "⇧⌘Z"),
        ("Ctrl+Shift+Left", "Ctrl+Shift+←", "⇧⌘←"),
        ("Alt+Left", "Alt+←", "⌥←"),
        ("Ctrl+1…9", "Ctrl+1…9", "⌘1…9"),
        ("Ctrl+Return", "Ctrl+Enter", "⌘↩"),
        ("Ctrl+/", "Ctrl+/", "⌘/"),
        ("Ctrl++", "Ctrl++", "⌘+"),
        ("+", "+", "+"),
        ("Shift+F8", "Shift+F8", "⇧F8"),
        ("F1", "F1", "F1"),
        ("Esc", "Esc", "⎋"),
        ("Space", "Space bar", "Space bar"),
    ],
)
def test_keys_are_written_as_they_stand_on_the_keyboard(keys: str, here: str, mac: str) -> None:
    assert key_words(keys, "linux") == key_words(keys, "win32") == here
    assert key_words(keys, "darwin") == mac


@pytest.mark.parametrize(
    ("said", "mac"),
    [
        ("Name, team…   Ctrl+F", "Name, team…   ⌘F"),
        ("Alcance (Ctrl+Shift+S)", "Alcance (⇧⌘S)"),
        ("con **Ctrl+1** a **Ctrl+9**, Alt+← no", "con **⌘1** a **⌘9**, ⌥← no"),
        ("Ctrl+/ y Ctrl+.", "⌘/ y Ctrl+."),
    ],
)
def test_sentences_name_the_keys_of_the_system(said: str, mac: str) -> None:
    assert in_keys(said, "win32") == said
    assert in_keys(said, "darwin") == mac


def test_what_two_listen_to_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner, beside = QWidget(window), QWidget(window)
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for owner, keys in (
        (inner, "Ctrl+G"),
        (beside, "Ctrl+G"),
        (window, "Ctrl+H"),
        (inner, "Ctrl+H"),
    ):
        QShortcut(QKeySequence(keys), owner).setContext(within)
    window.show()
    assert contested(window) == ["Ctrl+H: QWidget and QWidget"]
    inner.hide()
    assert contested(window) == []
