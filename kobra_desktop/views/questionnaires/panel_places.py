"""Where the panels of problems and lists stand in the editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSplitter, QWidget

from kobra_desktop.commands.done import Done
from kobra_desktop.models.acts import WayBack
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.library import LibraryModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.questionnaires.library import LibraryPanel
from kobra_desktop.views.questionnaires.problems import ProblemsPanel
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton

translate = QCoreApplication.translate
MOST_HEIGHT, LIBRARY_WIDTH = 190, 280


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


class LibraryDoor(IconButton):
    """Opens the library between the tree and the properties; built when it is first opened."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        editor: EditorModel,
        said: Callable[[str, WayBack | None], None],
    ) -> None:
        super().__init__(look, "library", translate("Questionnaires", "Library of questions"))
        self._workspace, self._editor, self._tell = workspace, editor, said
        self.panel: LibraryPanel | None = None
        self.splitter: QSplitter | None = None
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, is_open: bool) -> None:
        if self.panel is None and self.splitter is not None:
            self.panel = self._made()
            self.splitter.insertWidget(1, self.panel)
        if self.panel is not None:
            self.panel.setVisible(is_open)

    def _made(self) -> LibraryPanel:
        library = LibraryModel(self._workspace, self)
        acts, locale = library.acts, self._workspace.locale

        def acted(words: str, done: Done) -> None:
            self._tell(words, acts.way_back(done))

        acts.acted.connect(acted)
        acts.failed.connect(lambda problem: self._tell(sentence(problem, locale), None))
        made = LibraryPanel(self._look, self._editor, library)
        made.setMinimumWidth(self._look.pixels(LIBRARY_WIDTH))
        return made
