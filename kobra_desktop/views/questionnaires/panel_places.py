"""Where the panels of problems and lists stand in the editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.views.questionnaires.problems import ProblemsPanel
from kobra_desktop.views.theme import Look

MOST_HEIGHT = 190


def problems_panel(
    look: Look,
    editor: EditorModel,
    on_choice: Callable[[str], None],
    on_setting: Callable[[str], None],
) -> ProblemsPanel:
    """The strip below; a click on the problem of an option or setting leads there."""
    made = ProblemsPanel(look, editor)
    made.setMaximumHeight(look.pixels(MOST_HEIGHT))
    made.choice_requested.connect(on_choice)
    made.setting_requested.connect(on_setting)
    made.set_open(False)
    return made


def lists_tab(look: Look, editor: EditorModel) -> QWidget:
    """The choice lists."""
    from kobra_desktop.views.questionnaires.choices import ChoicesPanel

    return ChoicesPanel(look, editor)
