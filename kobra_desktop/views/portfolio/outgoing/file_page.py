"""How an outgoing file is written and named, when it is made and where it goes."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from kobra_desktop.models.portfolio.outgoing.draft import OutgoingDraft
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.time_editors import DayEditor, TimeEditor
from kobra_domain.imports.formats import DecimalMark
from kobra_domain.outgoing.things import OutgoingFormat, Quoting, Separator, TextEncoding
from kobra_domain.words import word
from kobra_domain.words.figures import calendar

translate = QCoreApplication.translate
_TOP = Qt.AlignmentFlag.AlignTop
_APART = re.compile(r"[\s,;]+")


def _grid(*lines: tuple[QWidget, ...]) -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(12)
    made.setContentsMargins(0, 0, 12, 0)
    for at, line in enumerate(lines):
        for place, part in enumerate(line):
            span = 3 if len(line) == 1 else 1
            is_field = isinstance(part, Field)
            made.addWidget(part, at, place, 1, span, *([_TOP] if is_field else []))
    for place in range(3):
        made.setColumnStretch(place, 1)
    return made


class FormatPage(QWidget):
    """CSV, fixed width or XLSX, its letters and signs, and its name."""

    def __init__(self, draft: OutgoingDraft, locale: str) -> None:
        super().__init__()
        self._draft = draft
        terms = draft.terms
        self.format = Choice([(one, word(one, locale)) for one in OutgoingFormat], terms.format)
        self.encoding = Choice([(one, word(one, locale)) for one in TextEncoding], terms.encoding)
        self.separator = Choice([(one, word(one, locale)) for one in Separator], terms.separator)
        self.decimal = Choice([(one, word(one, locale)) for one in DecimalMark], terms.decimal)
        self.quoting = Choice([(one, word(one, locale)) for one in Quoting], terms.quoting)
        self.header = QCheckBox(translate("Outgoing", "The first line names the columns"))
        self.header.setChecked(terms.has_header)
        self.name = QLineEdit(terms.name)
        hint = translate(
            "Outgoing",
            "{date}, {date:DDMMYYYY}, {time} and {seq:4} stand for its day, its hour and its "
            "number. An ending after a point is kept.",
        )
        self.name_field = Field(translate("Outgoing", "Name of the file"), self.name, hint)
        self.fields = {
            "format": Field(translate("Outgoing", "Format"), self.format),
            "encoding": Field(translate("Outgoing", "Letters"), self.encoding),
            "decimal": Field(translate("Outgoing", "Decimals"), self.decimal),
            "separator": Field(translate("Outgoing", "Between columns"), self.separator),
            "quoting": Field(translate("Outgoing", "In quotation marks"), self.quoting),
        }
        f = self.fields
        grid = _grid(
            (f["format"], f["encoding"], f["decimal"]),
            (f["separator"], f["quoting"], self.header),
            (self.name_field,),
        )
        self.setLayout(column(scrolling(holding(column(grid, None))), space=0))
        for one in (self.format, self.encoding, self.separator, self.decimal, self.quoting):
            one.edited.connect(self._on_edited)
        self.header.toggled.connect(lambda _: self._on_edited())
        self.name.textEdited.connect(lambda _: self._on_edited())
        self._show()

    def _on_edited(self) -> None:
        self._draft.set(
            format=self.format.chosen,
            encoding=self.encoding.chosen,
            separator=self.separator.chosen,
            decimal=self.decimal.chosen,
            quoting=self.quoting.chosen,
            has_header=self.header.isChecked(),
            name=self.name.text().strip(),
        )
        if self.format.chosen is OutgoingFormat.FIXED:
            self._draft.give_widths()
        self._show()

    def _show(self) -> None:
        shown = self.format.chosen
        is_text = shown is not OutgoingFormat.XLSX
        for name in ("encoding", "decimal"):
            self.fields[name].setEnabled(is_text)
        for name in ("separator", "quoting"):
            self.fields[name].setEnabled(shown is OutgoingFormat.CSV)
        self.header.setEnabled(is_text)


class LeavingPage(QWidget):
    """When it is made, and where it goes."""

    def __init__(
        self, look: Look, draft: OutgoingDraft, locale: str, zone: str, *, has_left: bool
    ) -> None:
        super().__init__()
        self._draft = draft
        lines = [*self._when(locale, zone, has_left=has_left), *self._where_to()]
        self.setLayout(column(scrolling(holding(column(_grid(*lines), None))), space=0))
        for box in (self.is_on, *self.days, self.leaves_empty, self.manifest):
            box.toggled.connect(lambda _: self._on_edited())
        self.since.listen(self._on_edited)
        self.hour.listen(self._on_edited)
        for line in (self.folder, self.emails):
            line.textEdited.connect(lambda _: self._on_edited())
        self._show()

    def _when(self, locale: str, zone: str, *, has_left: bool) -> list[tuple[QWidget, ...]]:
        """From which day on, on which days of the week, at which hour."""
        terms = self._draft.terms
        self.since = DayEditor(locale, terms.since_on)
        self.since.put(terms.since_on)
        self.since.widget.setEnabled(not has_left)
        told = translate("Outgoing", "Gestiones of before are none of its.")
        if has_left:
            told = translate("Outgoing", "Files have left: this day stays.")
        since = Field(
            translate("Outgoing", "It tells gestiones from this day on"), self.since.widget, told
        )
        self.is_on = QCheckBox(translate("Outgoing", "Make it by itself"))
        self.is_on.setChecked(terms.is_on)
        self.days = [QCheckBox(one) for one in calendar(locale).weekdays]
        week: QHBoxLayout = row(space=10)
        for number, box in enumerate(self.days):
            box.setChecked(number in terms.days)
            week.addWidget(box)
        week.addStretch(1)
        self.hour = TimeEditor()
        self.hour.put(terms.hour)
        at = translate("Outgoing", "At this hour ({zone})").format(zone=zone)
        self.leaves_empty = QCheckBox(translate("Outgoing", "Also when it has no row"))
        self.leaves_empty.setChecked(terms.leaves_empty)
        itself = holding(column(self.is_on, week, self.leaves_empty, space=8))
        return [(since, Field(at, self.hour.widget)), (itself,)]

    def _where_to(self) -> list[tuple[QWidget, ...]]:
        terms = self._draft.terms
        self.folder = QLineEdit(terms.folder)
        self.folder.setPlaceholderText("/srv/kobra/salida")
        self.folder_field = Field(
            translate("Outgoing", "Folder of the server"),
            self.folder,
            translate("Outgoing", "Empty: it is not put anywhere, it is downloaded here."),
        )
        self.emails = QLineEdit(", ".join(terms.emails))
        self.emails_field = Field(
            translate("Outgoing", "By mail to"),
            self.emails,
            translate("Outgoing", "Several addresses with commas between them. Empty: to nobody."),
        )
        self.manifest = QCheckBox(
            translate("Outgoing", "With its manifest beside it: counts, sums and SHA-256")
        )
        self.manifest.setChecked(terms.has_manifest)
        return [(self.folder_field,), (self.emails_field,), (self.manifest,)]

    def _on_edited(self) -> None:
        emails = tuple(one for one in _APART.split(self.emails.text()) if one)
        self._draft.set(
            since_on=self.since.read(),
            is_on=self.is_on.isChecked(),
            days=tuple(at for at, box in enumerate(self.days) if box.isChecked()),
            hour=self.hour.read(),
            leaves_empty=self.leaves_empty.isChecked(),
            folder=self.folder.text().strip(),
            emails=emails,
            has_manifest=self.manifest.isChecked(),
        )
        self._show()

    def _show(self) -> None:
        is_on = self.is_on.isChecked()
        for part in (*self.days, self.hour.widget, self.leaves_empty):
            part.setEnabled(is_on)
