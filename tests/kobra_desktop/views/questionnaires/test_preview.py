"""What is typed reaches the phone beside it, by the real page; it may stand in its own window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.preview.view import FormPreview
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_domain.questionnaires import acts
from tests.kobra_desktop.views.questionnaires.drafting import (
    LABEL,
    a_question,
    kept,
    opened,
    small_form,
)


@pytest.fixture
def shown(page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot) -> Iterator[EditorView]:
    """An editor whose preview shows the form."""
    page.with_preview = True
    editor = opened(page, kept(workspace, small_form()), qtbot)
    if editor.preview.phone is None:
        editor.show_preview()
    phone = _phone(editor)
    with qtbot.waitSignal(phone.shown):
        pass
    yield editor
    page.close_editor()


def _phone(editor: EditorView) -> FormPreview:
    found = editor.preview.phone
    assert found is not None
    return found


def test_what_is_typed_reaches_the_phone(shown: EditorView, qtbot: QtBot) -> None:
    """Compiled off the window's thread."""
    shown.editor.select(("a",))
    shown.properties.refresh()
    sheet = shown.properties.sheet
    assert sheet is not None
    with qtbot.waitSignal(_phone(shown).shown):
        QTest.keyClicks(sheet.fields["label"].editor, "otra cosa")


def test_what_is_chosen_is_brought_into_view(shown: EditorView, qtbot: QtBot) -> None:
    """Of a form longer than the phone; the person's own scroll stays while it stays chosen."""
    phone, model = _phone(shown), shown.editor
    more = [a_question(f"m{n}") for n in range(20)]
    with qtbot.waitSignal(phone.shown):
        model.act("x", acts.insert(model.form, more, acts.Place("g", 2)), select=("m18",))
    qtbot.waitUntil(lambda: _ask(phone, "scrollY > 0", qtbot) is True)
    _ask(phone, "scrollTo(0, 0); 1", qtbot)
    with qtbot.waitSignal(phone.shown):
        model.act("x", acts.set_cell(model.form, "m18", LABEL, "¿Otra?"))
    assert _ask(phone, "scrollY", qtbot) == 0
    model.select(("m17",))
    qtbot.waitUntil(lambda: _ask(phone, "scrollY > 0", qtbot) is True)


def _ask(phone: FormPreview, code: str, qtbot: QtBot) -> object:
    answers: list[object] = []
    phone._host.page.runJavaScript(code, 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_it_stands_in_a_window_of_its_own_and_comes_back(shown: EditorView, qtbot: QtBot) -> None:
    """Hidden, nothing is compiled for it."""
    phone, preview = _phone(shown), shown.preview
    preview.detach.click()
    assert phone.window() is not shown.window()
    assert not preview.isVisible()
    phone.window().close()
    qtbot.waitUntil(preview.isVisible)
    assert phone.window() is shown.window()
    preview.away.click()
    assert not shown.checks.wants_preview
    assert not preview.isVisible()
