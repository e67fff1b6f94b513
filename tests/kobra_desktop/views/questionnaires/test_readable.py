"""On every tab of the designer and in its dialogs: each thing has a name to be heard, and no words
are cut when every sentence is 40 % longer.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.list import ListTab
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.questionnaires.publishing import PublishDialog
from kobra_desktop.views.theme import Look
from kobra_records.templates import NAMES, template
from tests.kobra_desktop.views.questionnaires.drafting import a_page, kept, opened
from tests.kobra_desktop.views.questionnaires.look import changed
from tests.kobra_desktop.views.test_accessible_names import nameless
from tests.kobra_desktop.views.test_clipping import Lengthening, clipped

TABS = ("questions", "translations", "lists", "settings", "versions")
_TYPES = ("select_one", "integer", "image", "geopoint", "begin_group", "note", "calculate")


@pytest.fixture
def longer(qtbot: QtBot) -> Iterator[None]:
    """A language of long sentences."""
    translator = Lengthening()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def _places(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> Iterator[tuple[str, QWidget]]:
    one = kept(workspace, changed(template(NAMES[0])))
    tab = page.tab
    assert isinstance(tab, ListTab)
    tab.model.list.reload()
    qtbot.waitUntil(lambda: tab.box.table.choose(one))
    yield "list", page
    editor = opened(page, one, qtbot)
    for name in TABS:
        editor.header.tabs.choose(name)
        yield name, page
    editor.header.tabs.choose("questions")
    yield from _sheets(page, editor)
    qtbot.waitUntil(lambda: bool(editor.editor.problems))
    editor.ask_publish()
    with qtbot.waitSignal(editor.checks.reviewed):
        pass
    dialog = editor.findChildren(PublishDialog)[-1]
    yield "publish", dialog
    dialog.reject()


def _sheets(page: QuestionnairesPage, editor: EditorView) -> Iterator[tuple[str, QWidget]]:
    for kind in _TYPES:
        node = next((n for n in editor.editor.form.nodes() if n.type.startswith(kind)), None)
        if node is not None:
            editor.editor.select((node.uid,))
            editor.properties.refresh()
            yield kind, page


def test_everything_has_a_name(
    page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot
) -> None:
    """For who hears the screen."""
    for name, root in _places(page, workspace, qtbot):
        assert nameless(root) == [], name


def test_no_words_are_cut(longer: None, look: Look, workspace: Workspace, qtbot: QtBot) -> None:
    """In a window of 1366 × 768."""
    page = a_page(look, workspace, qtbot)
    for name, root in _places(page, workspace, qtbot):
        # What was found meanwhile makes words longer once more: they settle.
        def is_whole(inside: QWidget = root, place: str = name) -> None:
            assert clipped(inside) == [], place

        qtbot.waitUntil(is_whole)
