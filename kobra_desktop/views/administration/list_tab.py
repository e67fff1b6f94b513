"""What a page knows of its tabs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.commands.done import Done
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class Tab(QWidget):
    """What the page knows of a tab. `said` (sentence, undo or None) is toasted."""

    said = Signal(str, object)

    def on_shown(self) -> None:
        """The tab has come to the front."""

    def filter_field(self) -> QLineEdit | None:
        """The field that Ctrl+F goes to."""
        return None

    def create_new(self) -> None:
        """Ctrl+N."""

    def escape(self) -> bool:
        """Esc: close the panel; False when none is open."""
        return False

    def choose(self, row_id: str) -> None:
        """Select a row, now or once it has loaded."""

    def state(self) -> dict[str, object]:
        """How its lists stand, by their names: what Back brings again."""
        return {box.name: box.state() for box in self.findChildren(ListBox)}

    def restore(self, state: object) -> None:
        """Lists as `state` gave them; nothing for anything else."""
        for box in self.findChildren(ListBox):
            if isinstance(state, dict) and box.name in state:
                box.restore(state[box.name])

    def listen(self, acts: FormActs, locale: str) -> None:
        """Toast what is done and what cannot be."""

        def acted(words: str, done: Done) -> None:
            self.said.emit(words, acts.way_back(done))

        acts.acted.connect(acted)
        acts.failed.connect(lambda problem: self.said.emit(sentence(problem, locale), None))
