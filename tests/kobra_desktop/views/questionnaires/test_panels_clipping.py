"""No words of the panels are cut when every sentence is 40 % longer, at the widths they get in the
editor at 1366 × 768.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.library import LibraryModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.questionnaires.choices import ChoicesPanel
from kobra_desktop.views.questionnaires.library import LibraryPanel
from kobra_desktop.views.questionnaires.logic_field import LogicField
from kobra_desktop.views.questionnaires.problems import ProblemsPanel
from kobra_desktop.views.questionnaires.required_field import RequiredField
from kobra_desktop.views.questionnaires.translations import TranslationsPanel
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.lint import lint
from tests.kobra_desktop.models.questionnaires.panel_forms import ES, visit_form
from tests.kobra_desktop.views.test_accessible_names import nameless
from tests.kobra_desktop.views.test_clipping import Lengthening, settled

Make = Callable[[Look, EditorModel], QWidget]


@pytest.fixture(autouse=True)
def _longer(qtbot: QtBot) -> Iterator[None]:
    translator = Lengthening()
    QCoreApplication.installTranslator(translator)
    QLocale.setDefault(QLocale("es"))
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def model(qtbot: QtBot) -> EditorModel:
    """The visit form with what is wrong with it."""
    made = EditorModel(visit_form())
    made.set_language(ES)
    made.set_problems(lint(made.form))
    return made


def _choices(look: Look, model: EditorModel) -> QWidget:
    made = ChoicesPanel(look, model)
    made.show_list("barrios")
    return made


def _conditions(look: Look, model: EditorModel) -> QWidget:
    made = LogicField(look, model, "edad", "relevant")
    made.setAccessibleName("relevant")
    made.show_text(visit_form().survey[1].children[1].cells["relevant"])
    return made


def _text(look: Look, model: EditorModel) -> QWidget:
    made = LogicField(look, model, "edad", "relevant")
    made.setAccessibleName("relevant")
    made.show_text("round(${nadie} div 2) > 3 and ${edad} > ${promesa_monto} * 2")
    return made


def _required(look: Look, model: EditorModel) -> QWidget:
    made = RequiredField(look, model, "edad", "es")
    made.setAccessibleName("required")
    made.show_text("${vive} = 'si'")
    return made


PANELS: dict[str, tuple[Make, int, int]] = {
    "problems": (lambda look, model: ProblemsPanel(look, model), 1186, 190),
    "choices": (_choices, 1186, 560),
    "translations": (lambda look, model: TranslationsPanel(look, model), 1186, 560),
    "conditions": (_conditions, 460, 420),
    "text": (_text, 460, 300),
    "required": (_required, 460, 300),
}


@pytest.mark.parametrize("name", PANELS)
def test_nothing_is_cut_and_everything_has_a_name(
    look: Look, model: EditorModel, qtbot: QtBot, name: str
) -> None:
    """The panel does not ask for more room either."""
    make, width, height = PANELS[name]
    panel = make(look, model)
    qtbot.addWidget(panel)
    panel.resize(width, height)
    panel.show()
    settled(panel, qtbot, name)
    assert panel.width() == width
    assert nameless(panel) == []


def test_nothing_is_cut_in_the_library(
    look: Look, model: EditorModel, workspace: Workspace, qtbot: QtBot
) -> None:
    """At its least width, empty."""
    library = LibraryModel(workspace)
    panel = LibraryPanel(look, model, library)
    qtbot.addWidget(panel)
    panel.resize(340, 500)
    with qtbot.waitSignal(library.list.loaded):
        panel.show()
    settled(panel, qtbot, "library")
    assert nameless(panel) == []
