"""Coordinates that were hurt on their way: one mend for a column, shown on one of its rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import line_words
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, emptied, row
from kobra_domain.imports.reading import Repair
from kobra_domain.words import word
from kobra_records.files.portfolio_files.surveying import repaired

translate = QCoreApplication.translate


class Repairs(QWidget):
    """A card a mend; pressed, the draft has it, and the next reading shows it."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._wizard = look, wizard
        self.buttons: list[Button] = []
        self._lines = column(space=8)
        self.setLayout(self._lines)

    def show_state(self) -> None:
        """Those of the last reading."""
        emptied(self._lines)
        self.buttons = []
        detail = self._wizard.detail
        found = detail.reading.survey.repairs if detail and detail.reading else ()
        for one in found:
            self._lines.addWidget(self._card(one))
        self.setVisible(bool(found))

    def _card(self, one: Repair) -> QWidget:
        locale = self._wizard.workspace.locale
        what = ", ".join(word(kind, locale) for kind in one.kinds)
        told = translate("Imports", "{what}: {rows} of {of} rows. {line}: {before} → {after}")
        words = told.format(
            what=what,
            rows=figure(one.rows),
            of=figure(one.of),
            line=line_words(one.line),
            before=one.before,
            after=one.after,
        )
        mend = Button(self._look, translate("Imports", "Mend the whole column"), "row", "check")

        def on_mend() -> None:
            draft = self._wizard.draft
            if draft is not None:
                mend.setEnabled(False)
                mend.setText(translate("Imports", "It is mended with the next step"))
                self._wizard.change(repaired(draft, one))

        mend.clicked.connect(on_mend)
        self.buttons.append(mend)
        line = row(label(words, wrap=True), mend, space=12, margins=(16, 10, 16, 10))
        line.setStretch(0, 1)
        return card(line)
