"""File: how it is written, each with the lines that decide it and a way to say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import (
    delimiter_words,
    doubt_words,
    evidence_words,
    line_words,
    problem_words,
)
from kobra_desktop.models.rows import Column, RowsModel, prepared
from kobra_desktop.views.portfolio.importing.fixed import FixedDialog
from kobra_desktop.views.portfolio.importing.questions import Questions
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling
from kobra_desktop.views.widgets.table import Table
from kobra_domain.imports.formats import DELIMITERS, Encoding, FileForm
from kobra_domain.imports.reading import Look as Seen
from kobra_domain.imports.reading import SheetSeen
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import word

translate = QCoreApplication.translate
SHOWN = 8  # rows of the file that are seen
MOST_HEADER_LINES = 20
SampleRow = tuple[int, tuple[str, ...]]


class FileStep(StepPage):
    """What was found of the file's writing."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(look, wizard, parent)
        self._shown: object = None
        self.choices: dict[str, Choice] = {}
        self.notes = column(space=8)
        self.questions = Questions(look, wizard)
        self.remembered = Button(
            look, translate("Imports", "Go straight to what will happen"), "link", "fast-forward"
        )
        self.remembered.clicked.connect(wizard.go_to_preview)
        self.facts = column(space=8, margins=(16, 12, 16, 12))
        self.evidence = column(space=6, margins=(16, 12, 16, 12))
        self.sample = column(space=6)
        halves = row(card(self.facts), card(self.evidence), space=12)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        inside = column(
            holding(self.notes),
            row(self.remembered, None),
            *(self.questions, halves, self.sample),
            space=12,
            margins=(0, 0, 8, 0),
        )
        inside.setStretch(4, 1)
        self.setLayout(column(scrolling(holding(inside)), space=0))

    def first_field(self) -> QWidget | None:
        """The first question, else what can be said otherwise."""
        if self.questions.choices:
            return self.questions.choices[0][0]
        return next(iter(self.choices.values()), None)

    def show_state(self) -> None:
        """Fill it when it was read anew; answers change nothing else."""
        detail = self.wizard.detail
        self.questions.show_state()
        self.questions.setVisible(bool(self.wizard.said.questions))
        self.remembered.setVisible(self.wizard.said.is_ready_at_once)
        if detail is None or detail is self._shown:
            return
        self._shown = detail
        for part in (self.notes, self.facts, self.evidence, self.sample):
            emptied(part)
        self._add_notes()
        self.choices = {}
        seen = detail.look
        if seen is not None:
            self._add_facts(seen)
            self._add_evidence()
            self._add_sample(seen)
        else:
            self._add_ways()

    def _add_notes(self) -> None:
        detail = self.wizard.detail
        assert detail is not None
        if words := problem_words(detail, self.locale_):
            self.notes.addWidget(note(self.look, "error", words, "octagon-alert"))
        if self.wizard.said.is_unread:
            words = translate("Imports", "Its reading was stopped. Nothing of it is lost.")
            self.notes.addWidget(note(self.look, "neutral", words, "circle-stop"))
            again = Button(self.look, translate("Imports", "Read it"), "", "refresh-cw")
            again.clicked.connect(self.wizard.read_now)
            self.notes.addLayout(row(again, None))
        if detail.is_remembered:
            words = translate(
                "Imports", "Read as the last file with these columns: what was said then holds."
            )
            self.notes.addWidget(note(self.look, "info", words, "history"))
        doubts = detail.look.doubts if detail.look else ()
        for one in doubts:
            words = doubt_words(one, self.locale_)
            self.notes.addWidget(note(self.look, "warn", words, "triangle-alert"))

    def _add_ways(self) -> None:
        """Of a file in which no headers were found: what can be said of its letters, and that its
        columns have widths.
        """
        self.facts.addWidget(label(translate("Imports", "How it is written"), "strong"))
        grid = _grid()
        self._encoding(grid, None, "")
        self.facts.addWidget(holding(grid))
        self._add_fixed(self.wizard.first_lines)
        self.facts.addStretch(1)

    def _add_facts(self, seen: Seen) -> None:
        self.facts.addWidget(label(translate("Imports", "How it is written"), "strong"))
        grid = _grid()
        self._kind(grid)
        _put(grid, translate("Imports", "Form"), label(word(seen.form, self.locale_), "table"))
        if seen.form in (FileForm.DELIMITED, FileForm.FIXED):
            first = "\n".join(f"{line_words(line)}: {text}" for line, text in seen.encoding_lines)
            self._encoding(grid, seen.encoding, first)
        if seen.form is FileForm.DELIMITED:
            self._delimiter(grid, seen)
        if seen.sheets:
            self._sheet(grid, seen)
        self._header(grid, seen)
        self.facts.addWidget(holding(grid))
        if seen.form in (FileForm.DELIMITED, FileForm.FIXED):
            # A line of the file as it stands there is its cells with what parts them.
            self._add_fixed([seen.delimiter.join(cells) for _, cells in seen.sample])
        self.facts.addStretch(1)

    def _add_fixed(self, first: Sequence[str]) -> None:
        self.fixed = Button(self.look, translate("Imports", "Columns of fixed width…"), "link")
        self.fixed.clicked.connect(lambda: self._ask_fixed(first))
        self.facts.addLayout(row(self.fixed, None))

    def _ask_fixed(self, first: Sequence[str]) -> None:
        draft = self.wizard.draft
        held = draft.fixed if draft else ()
        setting = Setting.of(self.wizard.workspace)
        dialog = FixedDialog(self.look, self, list(first), held, setting)
        dialog.said.connect(lambda found: self.wizard.change_file(fixed=found, header_line=0))
        dialog.open()

    def _kind(self, grid: QGridLayout) -> None:
        draft = self.wizard.draft
        options = [(one, word(one, self.locale_)) for one in ImportKind]
        made = Choice(options, draft.kind if draft else None)
        made.edited.connect(lambda: self.wizard.change_kind(made.chosen))
        self._choice(grid, "kind", translate("Imports", "What its rows are"), made, "")

    def _encoding(self, grid: QGridLayout, found: Encoding | None, why: str) -> None:
        options = [(one, word(one, self.locale_)) for one in Encoding]
        made = Choice(options, found)
        made.edited.connect(lambda: self.wizard.change_file(encoding=made.chosen))
        self._choice(grid, "encoding", translate("Imports", "Letters"), made, why)

    def _delimiter(self, grid: QGridLayout, seen: Seen) -> None:
        made = Choice([(one, delimiter_words(one)) for one in DELIMITERS], seen.delimiter)
        made.edited.connect(lambda: self.wizard.change_file(delimiter=made.chosen))
        first = seen.delimiter.join(seen.headers[:4])
        why = f"{line_words(seen.header_line)}: {first}" if seen.header_line else ""
        self._choice(grid, "delimiter", translate("Imports", "Between cells"), made, why)

    def _sheet(self, grid: QGridLayout, seen: Seen) -> None:
        made = Choice([(one.name, _sheet_words(one)) for one in seen.sheets], seen.sheet)
        made.edited.connect(lambda: self.wizard.change_file(sheet=made.chosen, header_line=0))
        self._choice(grid, "sheet", translate("Imports", "Sheet (rows)"), made, "")

    def _header(self, grid: QGridLayout, seen: Seen) -> None:
        lines = range(1, max(MOST_HEADER_LINES, seen.header_line) + 1)
        made = Choice([(n, line_words(n)) for n in lines], seen.header_line)
        made.edited.connect(lambda: self.wizard.change_file(header_line=made.chosen, header_rows=1))
        why = " · ".join(seen.headers[:4])
        self._choice(grid, "header", translate("Imports", "Headers in"), made, why)

    def _choice(self, grid: QGridLayout, key: str, name: str, made: Choice, why: str) -> None:
        made.setAccessibleName(name)
        self.choices[key] = made
        _put(grid, name, made)
        for text in filter(None, why.split("\n")):
            _put(grid, "", ElidedLabel(text, "caption"))

    def _add_evidence(self) -> None:
        detail = self.wizard.detail
        title = translate("Imports", "How its amounts and days are written")
        self.evidence.addWidget(label(title, "strong"))
        reading = detail.reading if detail else None
        found = reading.survey.evidence if reading else ()
        if not found:
            words = translate("Imports", "It has no columns of amounts or days that were read.")
            self.evidence.addWidget(label(words, "secondary", wrap=True))
        grid = _grid()
        for one in found:
            column_words, how, why = evidence_words(one, self.locale_)
            line = grid.rowCount()
            grid.addWidget(ElidedLabel(column_words, "caption"), line, 0)
            grid.addWidget(ElidedLabel(how, "table"), line, 1)
            grid.addWidget(ElidedLabel(why, "caption"), line, 2)
        for n, share in enumerate((2, 4, 4)):
            grid.setColumnStretch(n, share)
        self.evidence.addWidget(holding(grid))
        self.evidence.addStretch(1)

    def _add_sample(self, seen: Seen) -> None:
        title = translate("Imports", "Its first rows")
        columns: list[Column[Any]] = [
            Column("line", translate("Imports", "Line"), lambda r: figure(r[0]), _no_order, 60)
        ]
        for n, header in enumerate(seen.headers):
            columns.append(Column(f"{n}", header, partial(_cell, n), _no_order, 120))
        model: RowsModel[SampleRow] = RowsModel(columns, self)
        rows = seen.sample[:SHOWN]
        held = prepared(rows, lambda r: str(r[0]), lambda _: "", {})
        model.show(held, list(range(len(rows))))
        table = Table(self.look, model, SessionMemory(), title)
        model.setParent(table)  # and goes with it when the file is read anew
        table.setMinimumHeight(self.look.pixels(150))
        self.sample.addWidget(label(title, "strong"))
        self.sample.addWidget(table, 1)


def _sheet_words(sheet: SheetSeen) -> str:
    about = [figure(sheet.rows)] if sheet.rows is not None else []
    if sheet.is_hidden:
        about.append(translate("Imports", "hidden"))
    return f"{sheet.name} ({', '.join(about)})" if about else sheet.name


def _no_order(_: object) -> int:
    return 0


def _cell(place: int, found: SampleRow) -> str:
    return found[1][place] if place < len(found[1]) else ""


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    return grid


def _put(grid: QGridLayout, name: str, widget: QWidget) -> None:
    line = grid.rowCount()
    grid.addWidget(label(name, "caption"), line, 0)
    grid.addWidget(widget, line, 1)
