"""The tab Biblioteca of the page: the blocks, without a form to put them into."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.questionnaires.library import LibraryModel
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.questionnaires.library import LibraryPanel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import row


class LibraryTab(Tab):
    """Toasts what was done to a block."""

    def __init__(self, look: Look, library: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.panel = LibraryPanel(look, None, library)
        self.setLayout(row(self.panel, margins=(8, 0, 8, 8)))
        self.listen(library.acts, library.workspace.locale)

    def filter_field(self) -> QLineEdit | None:
        """The field that Ctrl+F goes to."""
        return self.panel.search

    def choose(self, row_id: str) -> None:
        """Select a block."""
        self.panel.choose(row_id)
