"""The tabs beside the list, each built when it is first seen: Biblioteca and Respuestas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.questionnaires.library import LibraryModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.questionnaires.answers_table import AnswersTab
from kobra_desktop.views.questionnaires.library_tab import LibraryTab
from kobra_desktop.views.theme import Look

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FurtherTab:
    """A tab by its word."""

    word: str
    make: Callable[[], Tab]


def further_tabs(look: Look, workspace: Workspace) -> dict[str, FurtherTab]:
    """By key, in their order: a tab whose function is not built is absent."""
    return {
        "library": FurtherTab(
            translate("Questionnaires", "Library"),
            lambda: LibraryTab(look, LibraryModel(workspace)),
        ),
        "answers": FurtherTab(
            translate("Questionnaires", "Answers"), lambda: AnswersTab(look, workspace)
        ),
    }
