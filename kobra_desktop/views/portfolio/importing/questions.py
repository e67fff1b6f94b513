"""What no row of a file decides: one cell read both ways, and a person says which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from kobra_desktop.models.portfolio.imports_mapping import Way, other_way, way_of_text, with_way
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import assumption_words, reading_words
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, emptied, row
from kobra_domain.imports.reading import Assumption


class Questions(QWidget):
    """Every question of the file as it was read; an answer is the draft's."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._wizard = look, wizard
        self._asked: tuple[str, Sequence[Assumption]] = ("", ())
        self._lines = column(space=8)
        self.setLayout(self._lines)
        self.choices: list[tuple[QRadioButton, QRadioButton]] = []

    def show_state(self) -> None:
        """Ask anew only when other things are asked, or of another file: what is chosen keeps the
        keyboard.
        """
        asked = self._wizard.said.questions
        of_file = (self._wizard.import_id, asked)
        if of_file == self._asked:
            return
        self._asked, self.choices = of_file, []
        emptied(self._lines)
        for one in asked:
            self._lines.addWidget(self._question(one))
        self.setVisible(bool(asked))

    def _question(self, one: Assumption) -> QWidget:
        locale = self._wizard.workspace.locale
        reads = (reading_words(text, locale) for text in (one.reads, one.else_reads))
        taken, other = map(QRadioButton, reads)
        group = QButtonGroup(self)
        draft = self._wizard.draft
        said = next(
            (use.decimal or use.date_order for use in draft.columns if use.header == one.column),
            None,
        ) if draft else None  # fmt: skip
        for button, way in ((taken, way_of_text(one.taken)), (other, other_way(one))):
            button.setAccessibleName(f"{one.column}: {button.text()}")
            group.addButton(button)
            button.setChecked(said is way)
            button.clicked.connect(lambda _=False, w=way: self._answer(one, w))
        self.choices.append((taken, other))
        words = label(assumption_words(one), wrap=True)
        return card(column(words, row(taken, other, None, space=24), margins=(16, 12, 16, 12)))

    def _answer(self, one: Assumption, way: Way) -> None:
        draft = self._wizard.draft
        if draft is not None:
            self._wizard.change(with_way(draft, one.column, way))
