"""Before a file is taken back: what goes back, what is called off, and what a person changed since,
which stays unless it is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_words import RowWords
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.choices import CheckList
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.imports.answers import ImportRow, UndoPreview

translate = QCoreApplication.translate
CHANGED_SINCE = "changed_since"  # the code of rows that a person may choose all the same
MOST_NAMED = 8  # visits that are named; all are counted
LINES = 6


class UndoDialog(QDialog):
    """`agreed` (ids of the rows that go back although a person changed them)."""

    agreed = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, filename: str, found: UndoPreview, words: RowWords
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Imports", "Take it back?"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._words = words
        told = translate(
            "Imports",
            "Accounts, people, addresses and the like that are again as before {file}: {count}",
        )
        lines = column(
            label(self.windowTitle(), "section"),
            label(told.format(count=figure(found.rows), file=filename), wrap=True),
            space=12,
            margins=(24, 20, 24, 16),
        )
        if found.visits:
            lines.addWidget(note(look, "warn", self._visits(found.visits), "calendar-x"))
        changed = [one for one in found.staying if one.code == CHANGED_SINCE]
        self.staying = CheckList(max(1, min(LINES, len(changed))))
        if changed:
            told = translate(
                "Imports", "Changed since by people: {count}. They stay; tick what goes back."
            )
            lines.addWidget(label(told.format(count=figure(len(changed))), wrap=True))
            self.staying.set_options([(one.id, self._row(one)) for one in changed])
            lines.addWidget(self.staying)
        others = [one for one in found.staying if one.code != CHANGED_SINCE]
        if others:
            told = translate("Imports", "These stay in any case ({count}): {names}")
            stay = told.format(count=figure(len(others)), names=self._named(others))
            lines.addWidget(note(look, "neutral", stay, "info"))
        self.act = Button(look, translate("Imports", "Take it back"), "primary", "undo-2")
        self.leave = Button(look, translate("Form", "Leave it"))
        self.act.clicked.connect(self._on_act)
        self.leave.clicked.connect(self.reject)
        lines.addLayout(row(None, self.leave, self.act))
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(460))
        self.setMaximumWidth(look.pixels(640))
        self.leave.setFocus()
        self.finished.connect(self.deleteLater)

    def _visits(self, visits: tuple[ImportRow, ...]) -> str:
        told = translate("Imports", "Visits that are called off ({count}): {names}")
        return told.format(count=figure(len(visits)), names=self._named(visits))

    def _named(self, found: Sequence[ImportRow]) -> str:
        named: dict[str, list[str]] = {}  # by what is said of them, once for all
        for one in found[:MOST_NAMED]:
            named.setdefault(self._words.what(one), []).append(one.name or one.key)
        groups = [f"{', '.join(names)} ({what})" for what, names in named.items()]
        if (more := len(found) - MOST_NAMED) > 0:
            groups.append(translate("Imports", "and {count} more").format(count=figure(more)))
        return "; ".join(groups)

    def _row(self, one: ImportRow) -> str:
        changes = [self._words.change(change) for change in one.changes]
        return "  ·  ".join(filter(None, (one.key, one.name, *changes)))

    def _on_act(self) -> None:
        self.accept()
        self.agreed.emit(self.staying.ids)
