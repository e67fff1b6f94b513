"""What the law of the portfolio's country needs to know of each row, where no column says it: said
once for all rows, or said to be unknown.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from kobra_desktop.models.portfolio.imports_mapping import constant, with_constant
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import choice_words, read_day
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, emptied, row
from kobra_desktop.views.widgets.time_editors import DayEditor
from kobra_domain.imports.mapping import asked_by_law
from kobra_domain.imports.targets import Target
from kobra_domain.imports.values import choices
from kobra_domain.words import say

translate = QCoreApplication.translate


class LawFields(QWidget):
    """One line a thing that is asked."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._wizard = look, wizard
        self._asked: object = None
        self.unknown: dict[Target, QCheckBox] = {}
        self.choices: dict[Target, Choice] = {}
        self._lines = column(space=8, margins=(16, 12, 16, 12))
        self.setLayout(column(card(self._lines)))

    def show_state(self) -> None:
        """Asked anew when other columns say it."""
        draft, portfolio = self._wizard.draft, self._wizard.portfolio
        if draft is None or portfolio is None:
            self.hide()
            return
        bare = draft
        for one in draft.constants:
            bare = with_constant(bare, one.target, "")
        asked = asked_by_law(bare, portfolio.country)
        of_file = (self._wizard.import_id, draft.kind, asked)  # of another nothing is said yet
        if of_file != self._asked:
            self._asked = of_file
            self._build(asked)
        self.setVisible(bool(asked))

    def _build(self, asked: tuple[Target, ...]) -> None:
        emptied(self._lines)
        self.unknown, self.choices = {}, {}
        words = translate(
            "Imports",
            "Without these no visit is lawful, and no column says them. Say them for all rows, "
            "or that they are not known: the rows come in all the same.",
        )
        self._lines.addWidget(label(words, "secondary", wrap=True))
        for target in asked:
            self._lines.addLayout(self._line(target))

    def _line(self, target: Target) -> QHBoxLayout:
        locale = self._wizard.workspace.locale
        name = label(say(f"target.{target}", None, locale), "strong")
        name.setMinimumWidth(self._look.pixels(190))
        unknown = QCheckBox(translate("Imports", "Not known"))
        unknown.setChecked(target in self._wizard.unknown_to_law)
        unknown.setAccessibleName(f"{name.text()}: {unknown.text()}")
        editor = self._day(target) if target is Target.AUTHORISED_ON else self._choice(target)
        editor.setAccessibleName(name.text())
        editor.setMinimumWidth(self._look.pixels(220))
        editor.setDisabled(unknown.isChecked())

        def on_unknown(is_on: bool) -> None:
            draft = self._wizard.draft
            editor.setDisabled(is_on)
            if is_on and draft is not None:
                self._wizard.draft = with_constant(draft, target, "")
            self._wizard.know_not(target, is_unknown=is_on)

        unknown.toggled.connect(on_unknown)
        self.unknown[target] = unknown
        return row(name, editor, unknown, None, space=12)

    def _choice(self, target: Target) -> QWidget:
        locale, draft = self._wizard.workspace.locale, self._wizard.draft
        options = [(one, choice_words(target, one, locale)) for one in choices(target)]
        made = Choice(options, constant(draft, target) or None if draft else None)
        if not made.chosen or (draft and not constant(draft, target)):
            made.setCurrentIndex(-1)
        made.edited.connect(lambda: self._say(target, made.chosen or ""))
        self.choices[target] = made
        return made

    def _day(self, target: Target) -> QWidget:
        workspace, draft = self._wizard.workspace, self._wizard.draft
        words = translate("Imports", "For all rows:")
        editor = DayEditor(workspace.locale, workspace.today, words)
        editor.put(read_day(constant(draft, target)) if draft else None)

        def told() -> None:
            day = editor.typed()
            self._say(target, day.isoformat() if day else "")

        editor.listen(told)
        return editor.widget

    def _say(self, target: Target, value: str) -> None:
        draft = self._wizard.draft
        if draft is not None:
            self._wizard.change(with_constant(draft, target, value))
