"""Values: those that nobody knows, with how often they stand there, and what they mean; what no row
decides; columns that say less than last time.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_mapping import meaning, with_meaning
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import blanks_words, choice_words, doubt_words
from kobra_desktop.views.portfolio.importing.questions import Questions
from kobra_desktop.views.portfolio.importing.repairs import Repairs
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice, Option
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, scrolling
from kobra_domain.imports.problems import WarningCode
from kobra_domain.imports.reading import UnknownValue
from kobra_domain.imports.targets import Target
from kobra_domain.imports.values import choices
from kobra_domain.words import say

translate = QCoreApplication.translate
MOST_SHOWN = 80  # values that are asked; a column with more is another column
UNSAID = "?"  # nobody has said yet what it means


class ValuesStep(StepPage):
    """What the rows say and nobody understands."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(look, wizard, parent)
        self._shown: object = None
        self.choices: list[Choice] = []
        self.questions = Questions(look, wizard)
        self.repairs = Repairs(look, wizard)
        self.values = column(space=8)
        self.notes = column(space=8)
        inside = column(
            *(self.questions, self.repairs, self.values, self.notes, None),
            space=12,
            margins=(0, 0, 8, 0),
        )
        self.setLayout(column(scrolling(holding(inside)), space=0))

    def first_field(self) -> QWidget | None:
        """The first value that is asked."""
        return self.choices[0] if self.choices else None

    def show_state(self) -> None:
        """Fill it when it was read anew."""
        detail = self.wizard.detail
        self.questions.show_state()
        self.questions.setVisible(bool(self.wizard.said.open_questions))
        if detail is None or detail is self._shown:
            return
        self._shown, self.choices = detail, []
        self.repairs.show_state()
        emptied(self.values)
        emptied(self.notes)
        unknown = self.wizard.said.unknown_values
        if unknown:
            self._add_values(unknown)
        for words in blanks_words(detail):
            self.notes.addWidget(note(self.look, "warn", words, "triangle-alert"))
        for one in detail.reading.doubts if detail.reading else ():
            if one.code is WarningCode.UNKNOWN_VALUE and unknown:
                continue  # it is asked above
            words = doubt_words(one, self.locale_)
            self.notes.addWidget(note(self.look, "neutral", words, "info"))
        if not unknown and not self.notes.count() and not self.wizard.said.open_questions:
            words = translate("Imports", "Every value was understood, and no column says less.")
            self.notes.addWidget(note(self.look, "ok", words, "circle-check"))

    def _add_values(self, unknown: tuple[UnknownValue, ...]) -> None:
        title = translate("Imports", "What do these values mean?")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setContentsMargins(0, 0, 0, 0)
        for n, one in enumerate(unknown[:MOST_SHOWN]):
            about = say(f"target.{one.target}", None, self.locale_)
            grid.addWidget(ElidedLabel(f"{one.column} → {about}", "caption"), n, 0)
            grid.addWidget(ElidedLabel(f"«{one.value}»", "strong"), n, 1)
            grid.addWidget(label(_times(one.count), "secondary"), n, 2)
            grid.addWidget(self._choice(one), n, 3)
        for n, share in enumerate((3, 3, 1, 3)):
            grid.setColumnStretch(n, share)
        lines = column(label(title, "strong"), grid, space=10, margins=(16, 12, 16, 12))
        more = len(unknown) - MOST_SHOWN
        if more > 0:
            told = translate("Imports", "and {count} more: perhaps the column is something else.")
            lines.addWidget(label(told.format(count=figure(more)), "secondary", wrap=True))
        self.values.addWidget(card(lines))

    def _choice(self, one: UnknownValue) -> Choice:
        draft = self.wizard.draft
        said = meaning(draft, one.column, one.value) if draft else None
        made = Choice(self._options(one.target), UNSAID if said is None else said)
        made.setAccessibleName(f"{one.column}: {one.value}")
        made.edited.connect(lambda: self._say(one, made.chosen))
        self.choices.append(made)
        return made

    def _options(self, target: Target) -> list[Option]:
        made: list[Option] = [
            (UNSAID, translate("Imports", "Not said: it is not taken")),
            ("", translate("Imports", "Nothing: as if it were empty")),
        ]
        for value in choices(target):
            made.append((value, choice_words(target, value, self.locale_)))
        return made

    def _say(self, one: UnknownValue, chosen: str) -> None:
        draft = self.wizard.draft
        if draft is not None:
            answer = None if chosen == UNSAID else chosen
            self.wizard.change(with_meaning(draft, one.column, one.value, answer))


def _times(count: int) -> str:
    return f"× {figure(count)}"
