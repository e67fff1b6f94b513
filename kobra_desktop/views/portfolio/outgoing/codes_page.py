"""What the client calls our results, channels and marks: those that hold a file come first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kobra_desktop.models.portfolio.outgoing.draft import OutgoingDraft
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import column, holding, scrolling
from kobra_domain.outgoing.codes import (
    CHANNEL_KEYS,
    CONTACT_KEYS,
    MARK_KEYS,
    OUTCOME_KEYS,
    REASON_KEYS,
    asked_keys,
    codes_of,
)
from kobra_domain.words import say

translate = QCoreApplication.translate
_LONGEST = 40
_BESIDE = 2  # codes in a line


class CodesPage(QWidget):
    """`missing`: keys without which a file is held; they come first."""

    def __init__(
        self, look: Look, draft: OutgoingDraft, locale: str, missing: Collection[str]
    ) -> None:
        super().__init__()
        self._look, self._draft, self._locale = look, draft, locale
        self.lines: dict[str, QLineEdit] = {}
        self._notes: dict[str, QWidget] = {}
        first = tuple(key for key in (*OUTCOME_KEYS, *REASON_KEYS, *CONTACT_KEYS) if key in missing)
        groups: list[tuple[str, Sequence[str]]] = [
            (translate("Outgoing", "The file waits for these"), first),
            (translate("Outgoing", "Results of visits"), OUTCOME_KEYS),
            (translate("Outgoing", "Visits that were not completed"), REASON_KEYS),
            (translate("Outgoing", "Contacts, and visits without a result"), CONTACT_KEYS),
            (translate("Outgoing", "Channels"), CHANNEL_KEYS),
            (translate("Outgoing", "Marks"), MARK_KEYS),
        ]
        self.told = label("", "caption", wrap=True)
        parts: list[QWidget] = [self.told]
        for title, keys in groups:
            left = [key for key in keys if key not in self.lines]
            if left:
                parts += [label(title, "strong"), holding(self._grid(left))]
        inside = column(*parts, None, space=8, margins=(0, 0, 12, 0))
        self.setLayout(column(scrolling(holding(inside)), space=0))
        self.show_state(missing)

    def first_missing(self) -> QLineEdit | None:
        """Where a person goes on: the first that holds a file, else the first without a code."""
        return next((line for line in self.lines.values() if not line.text()), None)

    def show_state(self, missing: Collection[str]) -> None:
        """Which codes are asked for, and which are missing among the real results."""
        asked = asked_keys(self._draft.terms)
        words = translate(
            "Outgoing",
            "A result that comes up without a code holds the file; it says which. Those of a "
            "column that is not in the file are asked of nobody.",
        )
        self.told.setText(words)
        for key, line in self.lines.items():
            line.setEnabled(key in asked)
            set_property(line, "wrong", key in missing and not line.text().strip())

    def _grid(self, keys: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setContentsMargins(0, 0, 0, 6)
        known = codes_of(self._draft.terms)
        for number, key in enumerate(keys):
            words = say(key, None, self._locale)
            line = QLineEdit(known.get(key, ""))
            line.setMaxLength(_LONGEST)
            line.setAccessibleName(words)
            line.setFixedWidth(self._look.pixels(150))
            line.textEdited.connect(lambda text, k=key: self._draft.code(k, text))
            self.lines[key] = line
            at, place = divmod(number, _BESIDE)
            grid.addWidget(label(words, wrap=True), at, place * 2)
            grid.addWidget(line, at, place * 2 + 1)
        for place in range(_BESIDE):
            grid.setColumnStretch(place * 2, 1)
        return grid
