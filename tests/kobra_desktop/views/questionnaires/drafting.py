"""Forms, and the page with an editor open on one, for tests of the designer."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.form import Column, Form, Node

LABEL = "label::Español (es)"


def a_question(name: str, kind: str = "text", **cells: str) -> Node:
    """A question whose uid is its name."""
    return acts.make(name, {"type": kind, "name": name, LABEL: f"¿{name}?", **cells})


def a_group(name: str, *children: Node) -> Node:
    """A group whose uid is its name."""
    cells = {"type": "begin_group", "name": name, LABEL: f"Grupo {name}"}
    return acts.make(name, cells, children)


def a_form(*nodes: Node) -> Form:
    """A form of these nodes."""
    form = Form(survey_columns=tuple(Column(key, key) for key in ("type", "name", LABEL)))
    for key, text in (("form_title", "Visita"), ("form_id", "visita"), ("version", "1")):
        form = acts.set_setting(form, key, text)
    return acts.insert(form, nodes, acts.Place(None, 0))


def small_form() -> Form:
    """A group of two and one after it."""
    return a_form(a_group("g", a_question("a"), a_question("b")), a_question("c"))


def a_page(look: Look, workspace: Workspace, qtbot: QtBot) -> QuestionnairesPage:
    """The page, shown, without the preview's web engine."""
    page = QuestionnairesPage(look, workspace, StatusModel(workspace.zone), with_preview=False)
    page.open_requested.connect(lambda _key, state: page.restore(state))
    qtbot.addWidget(page)
    page.resize(1166, 690)
    page.show()
    return page


def kept(workspace: Workspace, form: Form) -> str:
    """A draft of the form in the replica; answers its id."""
    return commands.create_questionnaire(workspace.desk, form).ids[0]


def opened(page: QuestionnairesPage, questionnaire_id: str, qtbot: QtBot) -> EditorView:
    """Its editor, read and shown."""
    editor = page.open_editor(questionnaire_id)
    qtbot.waitUntil(lambda: editor.draft.row is not None and editor.state.is_content)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return editor


def names(form: Form) -> list[str]:
    """The names in the order of the form."""
    return [node.name for node in form.nodes()]
