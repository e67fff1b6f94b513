"""Corrects answers: each keeps what was sent, and the correction is kept with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from kobra_desktop.models.submissions.answers import AnswerLine
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.chips import FilterChip
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice, set_property
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_domain.submissions import AnswerChange

_EVIDENCE = frozenset({"geopoint", "geotrace", "geoshape", "barcode"})
_VISIT = frozenset({"visita", "visit", "visit_id"})
NAMED_BY_LIST = 400  # a list longer than this is typed


class EditDialog(QDialog):
    """`given` (reason, changes): at least one change and a reason."""

    given = Signal(str, object)

    def __init__(self, look: Look, facts: ResultFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Correct answers"))
        self._lines: list[tuple[AnswerLine, Callable[[], str], QWidget, str]] = []
        self.filter = line_edit(self.tr("Find a question…"))
        self.filter.setAccessibleName(self.tr("Find a question"))
        self.filter.textChanged.connect(self._on_filter)
        self.reason = line_edit()
        self.reason.setMaxLength(2_000)
        self._problem = notice("error")
        self.save = Button(look, self.tr("Keep correction"), "primary")
        leave = Button(look, QCoreApplication.translate("Form", "Leave it"))
        leave.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.reason.textChanged.connect(self._on_change)
        inside = column(space=10)
        for section in facts.sheet.sections:
            if not section.is_hidden:
                for one in section.lines:
                    if _is_correctable(one):
                        inside.addWidget(self._field(look, one, section.title))
        inside.addStretch(1)
        title = label(self.tr("Correct answers"), "section")
        kept = label(self.tr("What was sent is kept; the correction stands beside it."), "caption")
        foot = row(None, leave, self.save)
        reason = Field(self.tr("Reason"), self.reason)
        area = scrolling(holding(inside))
        lines = column(title, kept, self.filter, area, reason, self._problem, foot, space=10)
        lines.setContentsMargins(20, 16, 20, 12)
        lines.setStretchFactor(area, 1)
        self.setLayout(lines)
        self.resize(look.pixels(560), look.pixels(640))
        self._on_change()

    def _field(self, look: Look, one: AnswerLine, section: str) -> QWidget:
        raw = one.correction.raw if one.correction else one.raw
        field, read = self._editor(look, one, raw)
        name = f"{section} › {one.label}" if section else one.label
        made = Field(one.label, field)
        self._lines.append((one, read, made, name.casefold()))
        return made

    def _editor(self, look: Look, one: AnswerLine, raw: str) -> tuple[QWidget, Callable[[], str]]:
        question = one.question
        choices = dict(question.choices or {}) if question else {}
        if question is not None and choices and len(choices) <= NAMED_BY_LIST:
            if question.kind == "select_one":
                return self._combo(choices, raw)
            if question.kind == "select_multiple":
                return self._chip(look, one.label, choices, raw)
        field = line_edit()
        field.setText(raw)
        field.textChanged.connect(self._on_change)
        return field, field.text

    def _combo(self, choices: dict[str, str], raw: str) -> tuple[QWidget, Callable[[], str]]:
        box = QComboBox()
        box.addItem("—", "")
        if raw and raw not in choices:
            choices = {raw: raw, **choices}
        for name, words in choices.items():
            box.addItem(words, name)
        box.setCurrentIndex(max(0, box.findData(raw)))
        box.currentIndexChanged.connect(self._on_change)
        return box, lambda: str(box.currentData() or "")

    def _chip(
        self, look: Look, name: str, choices: dict[str, str], raw: str
    ) -> tuple[QWidget, Callable[[], str]]:
        chip = FilterChip(look, name)
        kept = {one: one for one in raw.split() if one not in choices}
        chip.set_options(list({**choices, **kept}.items()))
        chip.set_values(raw.split())
        chip.values_changed.connect(self._on_change)
        order = [*choices, *kept]
        was = raw.split()

        def read() -> str:
            chosen = chip.values
            if chosen == frozenset(was):
                return raw
            return " ".join(one for one in order if one in chosen)

        return chip, read

    def changes(self) -> tuple[AnswerChange, ...]:
        """What is to be other than it is now."""
        made = []
        for one, read, _, _ in self._lines:
            now = one.correction.raw if one.correction else one.raw
            wanted = read().strip()
            if wanted != now:
                made.append(AnswerChange(path=one.path, before=now, after=wanted))
        return tuple(made)

    def _on_change(self) -> None:
        self._problem.hide()
        self.save.setEnabled(bool(self.reason.text().strip()) and bool(self.changes()))

    def _on_filter(self, typed: str) -> None:
        for _, _, field, name in self._lines:
            field.setVisible(typed.casefold() in name)

    def _on_save(self) -> None:
        changes = self.changes()
        for one, _, field, _ in self._lines:
            change = next((c for c in changes if c.path == one.path), None)
            is_wrong = change is not None and not fits(one, change.after)
            for edit in field.findChildren(QLineEdit):
                set_property(edit, "wrong", "true" if is_wrong else "false")
            if is_wrong:
                text = self.tr("«{question}» does not take this answer.")
                self._problem.setText(text.format(question=one.label))
                self._problem.show()
                return
        self.accept()
        self.given.emit(self.reason.text().strip(), changes)


def _is_correctable(one: AnswerLine) -> bool:
    """Files, places and which visit it was are evidence: they stand as they came."""
    question = one.question
    if question is None:
        return True
    return not (question.is_file or question.kind in _EVIDENCE or question.name in _VISIT)


def fits(one: AnswerLine, raw: str) -> bool:
    """Whether a text can be an answer of the question's type; nothing always can."""
    kind = one.question.kind if one.question else "text"
    readers: dict[str, Callable[[str], object]] = {
        "integer": int,
        "decimal": Decimal,
        "date": date.fromisoformat,
        "dateTime": datetime.fromisoformat,
        "time": time.fromisoformat,
    }
    if not raw or kind not in readers:
        return True
    try:
        readers[kind](raw)
    except (ValueError, InvalidOperation):
        return False
    return True
