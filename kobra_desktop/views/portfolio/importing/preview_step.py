"""What will happen: how many rows of each fate, each opening to its rows, before anything does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import (
    counts_words,
    doubt_words,
    elsewhere_words,
    fates,
    few_known_words,
    problem_words,
)
from kobra_desktop.views.portfolio.importing.fate_list import FateList
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, column, emptied, holding, row, scrolling
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.things import ImportState

translate = QCoreApplication.translate
MOST_NOTED = 88  # pixels of what is to be known before the rows


class PreviewStep(StepPage):
    """The fates of the rows, and what becomes of accounts that the file does not name."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(look, wizard, parent)
        self._shown: object = None
        self.sum = label("", "strong")
        self.notes = column(space=6)
        self.list = FateList(look, wizard.workspace)
        self.keep = QRadioButton(translate("Imports", "They stay as they are"))
        self.close_them = QRadioButton(translate("Imports", "They are closed"))
        self._group = QButtonGroup(self)
        for button in (self.keep, self.close_them):
            self._group.addButton(button)
            button.clicked.connect(self._on_absent)
        self.absent_words = label("", "table")
        self.absent = holding(row(self.absent_words, self.keep, self.close_them, space=12))
        self.sum.setContentsMargins(0, 0, look.pixels(20), 0)
        head = Flow(4)
        head.addWidget(self.sum)
        head.addWidget(self.absent)
        noted = scrolling(holding(self.notes))
        self._noted = noted
        lines = column(holding(head), noted, self.list, space=8)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def first_field(self) -> QWidget | None:
        """The rows."""
        return self.list.table

    def show_state(self) -> None:
        """Fill it when it was read anew."""
        wizard, detail = self.wizard, self.wizard.detail
        if detail is None:
            return
        self.keep.setChecked(not wizard.closes_absent)
        self.close_them.setChecked(wizard.closes_absent)
        if detail is self._shown:
            return
        self._shown = detail
        self.sum.setText(counts_words(detail))
        self._add_notes(detail)
        count = detail.item.absent
        self.absent.setVisible(count > 0)
        told = translate("Imports", "Accounts of the portfolio that are not in the file: {count}")
        self.absent_words.setText(told.format(count=figure(count)))
        currency = wizard.portfolio.currency if wizard.portfolio else ""
        counts = fates(detail, closes=wizard.closes_absent)
        self.list.show_fates(detail.item.id, counts, currency)
        self.list.show_closing(counts, closes=wizard.closes_absent)

    def _add_notes(self, detail: ImportDetail) -> None:
        emptied(self.notes)
        portfolio = self.wizard.portfolio
        if words := elsewhere_words(detail, portfolio.name if portfolio else ""):
            self.notes.addWidget(note(self.look, "error", words, "octagon-alert"))
        elif words := few_known_words(detail):
            self.notes.addWidget(note(self.look, "warn", words, "triangle-alert"))
        if detail.item.state is ImportState.HELD:
            told = translate("Imports", "It came at night and waits for a person: {why}")
            words = told.format(why=problem_words(detail, self.locale_))
            self.notes.addWidget(note(self.look, "warn", words, "clock-alert"))
        if detail.kept:
            told = translate(
                "Imports", "Not taken, because people settled it here otherwise: {count}"
            )
            words = told.format(count=figure(detail.kept))
            self.notes.addWidget(note(self.look, "info", words, "shield-check"))
        closes = self.wizard.closes_absent
        visits = detail.closing_visits if closes else detail.visits
        agents = detail.closing_agents if closes else detail.agents
        if visits:
            told = translate("Imports", "Visits not begun that are called off: {count}.")
            words = told.format(count=figure(visits))
            if agents:
                phones = translate("Imports", "On the phones of: {agents}")
                words = f"{words} {phones.format(agents=', '.join(agents))}"
            self.notes.addWidget(note(self.look, "warn", words, "calendar-x"))
        for one in detail.doubts:
            words = doubt_words(one, self.locale_)
            self.notes.addWidget(note(self.look, "neutral", words, "triangle-alert"))
        self._noted.setVisible(self.notes.count() > 0)
        self._fit_notes()

    def _fit_notes(self) -> None:
        """As high as they are at this width; more than a few scroll."""
        most = self.look.pixels(MOST_NOTED)
        needed = self.notes.totalHeightForWidth(max(1, self._noted.width()))
        self._noted.setFixedHeight(min(most, needed) if needed > 0 else most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._fit_notes()

    def _on_absent(self) -> None:
        wizard, detail = self.wizard, self.wizard.detail
        wizard.closes_absent = self.close_them.isChecked()
        if detail is not None:
            self._add_notes(detail)
            counts = fates(detail, closes=wizard.closes_absent)
            self.list.show_closing(counts, closes=wizard.closes_absent)
