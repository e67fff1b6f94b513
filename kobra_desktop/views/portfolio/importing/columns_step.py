"""Columns: what each of the file's is, proposed and to be said otherwise; what is still missing,
and what the law asks.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.portfolio.imports_mapping import (
    UNITS,
    ColumnLine,
    column_lines,
    missing_words,
    slot_options,
    slot_words,
    with_slot,
    with_unit,
)
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.rows import Column, RowsModel, prepared
from kobra_desktop.views.portfolio.importing.law_fields import LawFields
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import card, column, holding, row, scrolling
from kobra_desktop.views.widgets.table import Table
from kobra_domain.errors import Invalid
from kobra_domain.imports.mapping import Mapping, Slot

translate = QCoreApplication.translate


class ColumnsStep(StepPage):
    """A line a column; the chosen one is said at the right."""

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(look, wizard, parent)
        self._drafted: Mapping | None = None
        self._is_filling = False
        self._lines: list[ColumnLine] = []
        self.rows: RowsModel[ColumnLine] = RowsModel(self._columns(), self)
        name = translate("Imports", "Columns of the file")
        self.table = Table(look, self.rows, SessionMemory(), name)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.missing = notice("warn")
        self.law = LawFields(look, wizard)
        self.header = label("", "section", wrap=True)
        self.samples = label("", "secondary", wrap=True)
        self.target = Choice(is_searched=True)
        self.unit = Choice([(unit, _unit_words(unit)) for unit in UNITS])
        self.target_field = Field(translate("Imports", "It is"), self.target)
        self.unit_field = Field(translate("Imports", "Its amounts are in"), self.unit)
        said = column(
            *(self.header, self.samples, self.target_field, self.unit_field, None),
            space=12,
            margins=(16, 12, 16, 12),
        )
        side = scrolling(card(said))
        side.setFixedWidth(look.pixels(300))
        lists = row(self.table, side, space=12)
        lists.setStretch(0, 1)
        lines = column(self.missing, self.law, holding(lists), space=12)
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.row_opened.connect(lambda _: self.target.setFocus())
        self.target.edited.connect(self._on_target)
        self.unit.edited.connect(self._on_unit)

    def _columns(self) -> list[Column[ColumnLine]]:
        locale = self.locale_
        return [
            Column(
                "header",
                translate("Imports", "Column of the file"),
                lambda line: line.header,
                lambda line: 0,
                190,
                stretch=2,
                is_name=True,
            ),
            Column(
                "samples",
                translate("Imports", "What stands in it"),
                lambda line: "  ·  ".join(line.samples),
                lambda line: 0,
                240,
                stretch=3,
            ),
            Column(
                "target",
                translate("Imports", "It is"),
                lambda line: _line_words(line, locale),
                lambda line: 0,
                190,
                stretch=2,
                tone=lambda line: "" if line.slot else "text_3",
            ),
        ]

    def first_field(self) -> QWidget | None:
        """The columns."""
        return self.table

    def show_state(self) -> None:
        """The draft, when it is another than is shown."""
        detail, draft = self.wizard.detail, self.wizard.draft
        if detail is None or detail.look is None or draft is None:
            return
        self.law.show_state()
        if draft == self._drafted and self._lines:
            return
        self._drafted = draft
        was = self.table.chosen_ids
        self._lines = column_lines(detail.look, draft)
        held = prepared(self._lines, lambda line: line.header, lambda _: "", {})
        self.rows.show(held, list(range(len(self._lines))))
        self._say_missing(draft)
        if not was and self._lines:
            first = next((line for line in self._lines if line.slot is None), self._lines[0])
            self.table.choose(first.header)
        self._show_chosen()

    def _say_missing(self, draft: Mapping) -> None:
        wanted = missing_words(draft, translate("Imports", "or"), self.locale_)
        told = translate("Imports", "No column says {wanted}: no row can be taken without it.")
        self.missing.setText(told.format(wanted=", ".join(wanted)))
        self.missing.setVisible(bool(wanted))

    @property
    def chosen(self) -> ColumnLine | None:
        """The column that is said at the right."""
        ids = self.table.chosen_ids
        return self.rows.row_of(ids[0]) if ids else None

    def _show_chosen(self) -> None:
        line, draft = self.chosen, self.wizard.draft
        for widget in (self.target_field, self.samples):
            widget.setVisible(line is not None)
        self.unit_field.setVisible(line is not None and line.is_money)
        if line is None or draft is None:
            self.header.setText(translate("Imports", "Choose a column."))
            return
        self.header.setText(line.header)
        self.samples.setText("\n".join(line.samples) or translate("Imports", "It is empty."))
        options = slot_options(draft, self.locale_)
        nothing: tuple[Slot | None, str] = (None, translate("Imports", "Nothing: it is not read"))
        self._is_filling = True
        self.target.set_options([nothing, *options])
        self.target.choose(line.slot)
        self.unit.choose(line.unit)
        self._is_filling = False

    def _on_target(self) -> None:
        line, draft, detail = self.chosen, self.wizard.draft, self.wizard.detail
        if self._is_filling or line is None or draft is None:
            return
        if detail is None or detail.look is None:
            return
        try:
            slot = self.target.value
        except Invalid:  # half a word is typed
            return
        if slot != line.slot:
            headers = detail.look.headers
            self.wizard.change(with_slot(draft, headers, line.header, slot))

    def _on_unit(self) -> None:
        line, draft = self.chosen, self.wizard.draft
        if self._is_filling or line is None or draft is None:
            return
        if self.unit.chosen != line.unit:
            self.wizard.change(with_unit(draft, line.header, self.unit.chosen))


def _line_words(line: ColumnLine, locale: str) -> str:
    if line.slot is None:
        return translate("Imports", "not read")
    words = slot_words(line.slot, locale)
    return words if line.unit == 1 else f"{words} ({_unit_words(line.unit)})"


def _unit_words(unit: int) -> str:
    return {
        1: translate("Imports", "units"),
        1_000: translate("Imports", "thousands"),
        1_000_000: translate("Imports", "millions"),
    }.get(unit, str(unit))
