"""Pickers of the editor's panels: a list that scrolling past does not change, and one that finds a
question by any part of its label or name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMetaObject,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QIcon, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QSizePolicy

from kobra_desktop.models.questionnaires.logic_questions import Asked
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look

Index = QModelIndex | QPersistentModelIndex
_NAME = int(Qt.ItemDataRole.UserRole)
_LIST_LETTERS = 40


class QuestionItems(QAbstractListModel):
    """The questions, shared by all pickers of a builder; the first one is none. Thousands cost
    nothing until they are looked at.
    """

    def __init__(
        self, look: Look, questions: Iterable[Asked], none: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._none = look, none
        self._asked = list(questions)
        self._lines = {asked.name: line for line, asked in enumerate(self._asked, start=1)}
        self._icons: dict[str, QIcon] = {}

    def line_of(self, name: str) -> int:
        """Where a question stands; -1 for one that is not there, 0 for none."""
        return self._lines.get(name, -1) if name else 0

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many, and none."""
        return 0 if parent is not None and parent.isValid() else len(self._asked) + 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: label and name, the icon of the type, and the name by itself."""
        if not index.isValid():
            return None
        asked = self._asked[index.row() - 1] if index.row() else None
        if role == _NAME:
            return asked.name if asked else ""
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)):
            return _words(asked) if asked else self._none
        if role == int(Qt.ItemDataRole.DecorationRole) and asked and asked.icon:
            if asked.icon not in self._icons:
                self._icons[asked.icon] = icons.icon(self._look, asked.icon)
            return self._icons[asked.icon]
        return None


def _words(asked: Asked) -> str:
    name = "" if asked.name == "." else asked.name
    return " · ".join(dict.fromkeys(word for word in (asked.label, name) if word))


def _quick_list() -> QListView:
    """A list of one row height: it need not look at all its rows to know how high it is."""
    made = QListView()
    made.setUniformItemSizes(True)
    # The words are read whole although the field beside a value is narrow.
    made.setMinimumWidth(made.fontMetrics().averageCharWidth() * _LIST_LETTERS)
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

    def __init__(self, items: QuestionItems) -> None:
        super().__init__()
        self._items = items
        self.setView(_quick_list())
        self.setModel(items)
        self._typed = QLineEdit()
        self.setLineEdit(self._typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        completer = QCompleter(items, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setPopup(_quick_list())
        self.setCompleter(completer)
        self._missing = ""
        self.activated.connect(self._on_activated)
        self._typed.editingFinished.connect(self._show_chosen)

    def sizeHint(self) -> QSize:
        """As wide as a short label, whatever the thousands of others are."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 20, metrics.height() + 14)

    def minimumSizeHint(self) -> QSize:
        """It may be half of that."""
        hint = self.sizeHint()
        return QSize(hint.width() // 2, hint.height())

    @property
    def name(self) -> str:
        """The name chosen now."""
        return self._missing or str(self.currentData(_NAME) or "")

    def choose(self, name: str) -> None:
        """Show a question without saying that it was picked; one that is gone by its name."""
        at = self._items.line_of(name)
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
        self.setToolTip(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The words are chosen, after the click that brought the keyboard: typing finds another."""
        super().focusInEvent(event)
        QMetaObject.invokeMethod(self, "choose_words", Qt.ConnectionType.QueuedConnection)

    @Slot()
    def choose_words(self) -> None:
        """All of them, from the end: their beginning stays to be read."""
        if self._typed.hasFocus():
            length = len(self._typed.text())
            self._typed.setSelection(length, -length)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past it changes nothing."""
        event.ignore()
