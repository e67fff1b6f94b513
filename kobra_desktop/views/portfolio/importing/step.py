"""What the sheet knows of its steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.views.theme import Look


class StepPage(QWidget):
    """One step. `open_requested` (page key, state) goes elsewhere."""

    open_requested = Signal(str, object)

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.wizard = look, wizard
        self.locale_ = wizard.workspace.locale

    def show_state(self) -> None:
        """Show what the wizard holds; called whenever that is another."""
        raise NotImplementedError

    def first_field(self) -> QWidget | None:
        """What has the keyboard when the step is entered."""
        return None
