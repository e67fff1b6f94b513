"""The page and an open editor over the invented field."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.theme import Look
from tests.kobra_desktop.views.questionnaires.drafting import a_page, kept, opened, small_form


@pytest.fixture
def page(look: Look, workspace: Workspace, qtbot: QtBot) -> QuestionnairesPage:
    """The page, shown."""
    return a_page(look, workspace, qtbot)


@pytest.fixture
def editor(page: QuestionnairesPage, workspace: Workspace, qtbot: QtBot) -> EditorView:
    """The editor of the small form."""
    return opened(page, kept(workspace, small_form()), qtbot)
