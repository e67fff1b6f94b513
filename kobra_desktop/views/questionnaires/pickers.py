"""Pickers of the editor's panels: a list that scrolling past does not change, and one that finds a
question by any part of its label or name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy

from kobra_desktop.models.questionnaires.logic_questions import Asked
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look

_NAME = int(Qt.ItemDataRole.UserRole)


def question_items(
    look: Look, questions: Iterable[Asked], parent: QObject, none: str
) -> QStandardItemModel:
    """The questions as items, shared by all pickers of a builder; the first one is none."""
    made = QStandardItemModel(parent)
    first = QStandardItem(none)
    first.setData("", _NAME)
    made.appendRow(first)
    for asked in questions:
        name = "" if asked.name == "." else asked.name
        words = " · ".join(dict.fromkeys(word for word in (asked.label, name) if word))
        item = QStandardItem(words)
        item.setData(asked.name, _NAME)
        if asked.icon:
            item.setIcon(icons.icon(look, asked.icon))
        made.appendRow(item)
    return made


class CalmChoice(QComboBox):
    """`picked` brings the value chosen by hand. A value that is none of the options stands among
    them as it is.
    """

    picked = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        for value, words in options:
            self.addItem(words, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _: self.picked.emit(self.value))

    @property
    def value(self) -> str:
        """The value chosen now."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Show a value without saying that it was picked."""
        at = self.findData(value)
        if at < 0:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past it changes nothing."""
        event.ignore()


class QuestionPicker(QComboBox):
    """Type any part of a label or name. `picked` brings the name, empty for none."""

    picked = Signal(str)

    def __init__(self, items: QStandardItemModel) -> None:
        super().__init__()
        self.setModel(items)
        self._typed = QLineEdit()
        self.setLineEdit(self._typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(items, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._missing = ""
        self.activated.connect(self._on_activated)
        self._typed.editingFinished.connect(self._show_chosen)
        self._typed.installEventFilter(self)

    @property
    def name(self) -> str:
        """The name chosen now."""
        return self._missing or str(self.currentData(_NAME) or "")

    def choose(self, name: str) -> None:
        """Show a question without saying that it was picked; one that is gone by its name."""
        at = self.findData(name, _NAME)
        self._missing = name if at < 0 else ""
        self.setCurrentIndex(max(at, 0))
        self._show_chosen()

    def _on_activated(self, _index: int) -> None:
        self._missing = ""
        self._show_chosen()
        self.picked.emit(self.name)

    def _show_chosen(self) -> None:
        words = self._missing or self.itemText(self.currentIndex())
        if self.currentText() != words:
            self.setEditText(words)
        self._typed.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click chooses the words, so that typing finds another."""
        if event.type() is QEvent.Type.FocusIn:
            self._typed.selectAll()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past it changes nothing."""
        event.ignore()
