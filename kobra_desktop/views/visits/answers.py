"""The answers of one submission in the form's order: what is empty or hidden is folded, logic
differences are marked, corrections stand beside what was sent.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from kobra_desktop.models.submissions.answers import AnswerLine, Section
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.models.visit_result import ResultFacts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.words import moment

TOP = Qt.AlignmentFlag.AlignTop


class AnswersPane(QFrame):
    """`photo_requested` (name): show that file large. What was unfolded stays so while the same
    submission is shown.
    """

    photo_requested = Signal(str)

    def __init__(self, look: Look, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look, self._locale = look, locale
        self._facts: ResultFacts | None = None
        self._submission_id = ""
        self._open: set[str] = set()
        self._title = label("", "section")
        self._form = label("", "caption", wrap=True)
        self._body = column(space=10, margins=(16, 0, 16, 16))
        self.area: QScrollArea = scrolling(holding(self._body))
        head = column(self._title, self._form, space=2, margins=(16, 12, 16, 8))
        lines = column(head, self.area, space=0, margins=(1, 1, 1, 1))
        lines.setStretchFactor(self.area, 1)
        self.setLayout(lines)

    def show_facts(self, facts: ResultFacts) -> None:
        """Show its answers; the same submission keeps its place and what was unfolded."""
        before, self._facts = self._facts, facts
        shown = facts.submission
        is_same = shown is not None and shown.id == self._submission_id
        self._submission_id = shown.id if shown else ""
        if is_same and before is not None and _told(before) == _told(facts):
            return  # what came is of no matter here: nothing moves under the eye
        if not is_same:
            self._open = set()
        self._refill(is_same=is_same)

    def _refill(self, *, is_same: bool) -> None:
        facts, bar = self._facts, self.area.verticalScrollBar()
        if facts is None:
            return
        scroll = bar.value() if is_same else 0
        self._title.setText(self.tr("Answers"))
        self._form.setText(facts.form_title)
        self._form.setVisible(bool(facts.form_title))
        self._fill(facts)
        # Its length is known once it has been laid out.
        QTimer.singleShot(0, self, lambda: bar.setValue(scroll))

    def _fill(self, facts: ResultFacts) -> None:
        emptied(self._body)
        if facts.submission is None:
            self._add_plain(facts)
        for text in facts.notes:
            self._body.addWidget(note(self._look, "warn", text, "triangle-alert"))
        if facts.sheet.differing:
            words = counts.differing(facts.sheet.differing)
            self._body.addWidget(note(self._look, "warn", words, "git-compare"))
        for number, section in enumerate(facts.sheet.sections):
            self._add(section, f"{number}")
        self._body.addStretch(1)

    def _add_plain(self, facts: ResultFacts) -> None:
        """What the visit itself holds, where no questionnaire came with it."""
        self._title.setText(self.tr("The visit"))
        card = facts.result.card
        words = self.tr("Nothing has come from the phone yet.")
        if card is not None and card.visit.ended_at is not None:
            words = self.tr("No questionnaire came with this visit.")
        self._body.addWidget(note(self._look, "neutral", words, "clipboard-list"))
        self._body.addWidget(pairs(facts.plain))

    def _add(self, section: Section, key: str) -> None:
        if section.is_hidden:
            self._add_folded(key, counts.hidden(len(section.lines)), section.lines)
            return
        told = [one for one in section.lines if not one.is_empty]
        empty = tuple(one for one in section.lines if one.is_empty)
        if not told:
            words = counts.unanswered(len(empty))
            self._add_folded(key, f"{section.title} · {words}" if section.title else words, empty)
            return
        if section.title:
            title = label(section.title, "strong", wrap=True)
            title.setContentsMargins(self._look.pixels(12) * section.depth, 6, 0, 0)
            self._body.addWidget(title)
        self._body.addWidget(self._grid(tuple(told)))
        if empty:
            self._add_folded(key, counts.unanswered(len(empty)), empty)

    def _add_folded(self, key: str, words: str, lines: tuple[AnswerLine, ...]) -> None:
        is_open = key in self._open
        icon = "chevron-down" if is_open else "chevron-right"
        fold = Button(self._look, words, "link", icon)
        fold.clicked.connect(lambda: self._toggle(key))
        fold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._body.addWidget(fold)
        if is_open:
            self._body.addWidget(self._grid(lines))

    def _toggle(self, key: str) -> None:
        self._open ^= {key}
        self._refill(is_same=True)

    def _grid(self, lines: tuple[AnswerLine, ...]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        # Both columns yield, so that the shares hold whatever is written in them.
        grid.setColumnStretch(0, 9)
        grid.setColumnStretch(1, 11)
        for number, one in enumerate(lines):
            name = label(one.label, "name", wrap=True)
            name.setToolTip(one.path)
            for at, part in enumerate((name, self._value(one))):
                grid.addWidget(_yielding(part), number, at)
        return holding(grid)

    def _value(self, one: AnswerLine) -> QWidget:
        if one.file:
            return self._file(one)
        parts: list[QWidget] = []
        corrected = one.correction
        if corrected is not None:
            parts.append(_text(corrected.value, "strong"))
            parts.append(self._original(one))
            at = moment(corrected.at, self._zone, self._locale)
            by = self.tr("Corrected by {name}, {time}: {reason}")
            told = by.format(name=corrected.by or "—", time=at, reason=corrected.reason)
            parts.append(_text(told, "caption"))
        else:
            parts.append(_text(one.value or "—", "table"))
        if one.difference:
            parts.append(self._difference(one.difference))
        return parts[0] if len(parts) == 1 else holding(column(*parts, None, space=2))

    def _original(self, one: AnswerLine) -> QLabel:
        made = _text(self.tr("Sent: {value}").format(value=one.value or "—"), "caption")
        font = made.font()
        font.setStrikeOut(True)
        made.setFont(font)
        return made

    def _difference(self, words: str) -> QLabel:
        made = label(words, wrap=True)
        made.setProperty("tint", "warn")
        made.setAccessibleName(words)
        return made

    def _file(self, one: AnswerLine) -> QWidget:
        words = self.tr("See the file")
        files = self._facts.files if self._facts else ()
        # By the question: a file may have come under another spelling of its name.
        found = next((each for each in files if each.attachment.path == one.path), None)
        name = found.name if found else one.file
        if found is not None and found.is_picture:
            words = self.tr("See the photo")
        made = Button(self._look, words, "link", "image")
        made.setToolTip(name)
        made.clicked.connect(lambda: self.photo_requested.emit(name))
        return holding(row(made, None, space=0))

    @property
    def _zone(self) -> str:
        return self._facts.zone if self._facts else "UTC"


def _told(facts: ResultFacts) -> tuple[object, ...]:
    return facts.sheet, facts.notes, facts.form_title, facts.plain


def _yielding(part: QWidget) -> QWidget:
    policy = part.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
    part.setSizePolicy(policy)
    if isinstance(part, QLabel):
        part.setAlignment(TOP)
    return part


def _text(words: str, look: str) -> QLabel:
    made = label(words, look, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
