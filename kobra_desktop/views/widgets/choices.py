"""One of several values, and several of several, by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListWidget, QListWidgetItem

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.spelling import plain

_ID = int(Qt.ItemDataRole.UserRole)
_SEARCHED = _ID + 1
Option = tuple[Any, str]  # value, word


class Choice(QComboBox):
    """One of a few values; keeps the values themselves, for Qt would make plain text of them.

    `is_searched`: typing a part of a word finds it. A value that is not among the options is shown
    and stays until another is chosen. `edited`: another is shown.
    """

    edited = Signal()

    def __init__(
        self, options: Iterable[Option] = (), value: Any = None, *, is_searched: bool = False
    ) -> None:
        super().__init__()
        self._values: list[Any] = []
        # Narrower than its longest word, so that forms stay within their width.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if is_searched:
            self._search_by_typing()
        self._fill(options)
        if value is not None:
            self.choose(value)
        self.currentIndexChanged.connect(lambda _: self.edited.emit())
        self.editTextChanged.connect(lambda _: self.edited.emit())

    def _search_by_typing(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = _Completer(self.model(), self)
        completer.setCompletionRole(_SEARCHED)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        field = self.lineEdit()
        assert field is not None
        field.editingFinished.connect(self._show_found)

    def _fill(self, options: Iterable[Option]) -> None:
        for value, word in options:
            self._add(value, word)

    def _add(self, value: Any, word: str) -> None:
        self._values.append(value)
        self.addItem(word)
        if self.isEditable():  # found as it is written, and as people type in haste
            self.setItemData(self.count() - 1, f"{word}\n{plain(word)}", _SEARCHED)

    def set_options(self, options: Iterable[Option]) -> None:
        """Other values; what is chosen stays, and so does what is typed."""
        before, text = self.chosen, self.currentText()
        is_typed = self.isEditable() and text != self.itemText(self.currentIndex())
        had_one = bool(self._values)
        self.blockSignals(True)
        self.clear()
        self._values = []
        self._fill(options)
        if had_one:
            self.choose(before)
        if is_typed:
            self.setEditText(text)
        self._select()
        self.blockSignals(False)

    def _select(self) -> None:
        """What is typed takes the place of what is chosen."""
        field = self.lineEdit()
        is_chosen = self.currentText() == self.itemText(self.currentIndex())
        if field is not None and is_chosen and self.hasFocus():
            field.selectAll()

    @property
    def chosen(self) -> Any:
        """The value of the line that is shown; None when there is nothing to choose from."""
        line = self.currentIndex()
        return self._values[line] if 0 <= line < len(self._values) else None

    @property
    def typed(self) -> object:
        """What is shown, to compare: the value, else the text that is none's word."""
        try:
            return self.value
        except Invalid:
            return (self.currentText(),)

    @property
    def value(self) -> Any:
        """The value that is shown, or the only one that has what is typed. Raises Invalid
        (`not_in_list`) for a text that is none's, or of several.
        """
        text = self.currentText()
        if not self.isEditable() or text == self.itemText(self.currentIndex()):
            return self.chosen
        line = self._line_of(text)
        if line is None:
            raise Invalid("not_in_list")
        return self._values[line]

    def _line_of(self, text: str) -> int | None:
        """The line that is called so, else the only one with that in it."""
        wanted = plain(text.strip())
        words = [plain(self.itemText(line)) for line in range(self.count())]
        if wanted in words:
            return words.index(wanted)
        having = [line for line, word in enumerate(words) if wanted and wanted in word]
        return having[0] if len(having) == 1 else None

    def _show_found(self) -> None:
        """Whoever is done with typing sees what it was taken for."""
        line = self._line_of(self.currentText())
        if line is not None:
            self.setCurrentIndex(line)
            self.setEditText(self.itemText(line))

    def choose(self, value: Any) -> None:
        """Show this one; one that is not offered is kept below the others, nothing is no line."""
        if value is None and None not in self._values:
            self.setCurrentIndex(-1)
            return
        if value not in self._values:
            self._add(value, _word_of_stranger(value))
        self.setCurrentIndex(self._values.index(value))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """However one comes to it."""
        super().focusInEvent(event)
        self._select()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Who scrolls the form over it chooses nothing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Completer(QCompleter):
    """Searches words with and without their accents, and writes them as they are."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The word."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


def _word_of_stranger(value: Any) -> str:
    """Codes that people know stand for themselves; an id says nothing."""
    if len(str(value)) == len("00000000-0000-4000-8000-000000000000"):
        return QCoreApplication.translate("Form", "The one chosen before")
    return str(value)


class CheckList(QListWidget):
    """Names to tick; Space ticks the one with the focus."""

    ticked = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._wanted: frozenset[Any] = frozenset()
        self.setFixedHeight(lines * (self.fontMetrics().lineSpacing() + 12) + 4)
        self.itemChanged.connect(lambda _: self.ticked.emit())
        self.setTabKeyNavigation(False)

    def set_options(self, options: Sequence[Option]) -> None:
        """The names by id; ticks stay."""
        ticked = self.ids
        self.blockSignals(True)
        self.clear()
        for value, word in options:
            item = QListWidgetItem(word)
            item.setData(_ID, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.tick(ticked)
        self.blockSignals(False)
        if self.count():
            self.setCurrentRow(0)

    def tick(self, ids: Iterable[Any]) -> None:
        """Tick exactly these, now or when the names have come."""
        self._wanted = frozenset(ids)
        for line in range(self.count()):
            item = self.item(line)
            is_on = item.data(_ID) in self._wanted
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    @property
    def ids(self) -> tuple[Any, ...]:
        """What is ticked; those without a name here keep their tick."""
        items = [self.item(line) for line in range(self.count())]
        shown = {item.data(_ID) for item in items}
        ticked = {i.data(_ID) for i in items if i.checkState() == Qt.CheckState.Checked}
        return tuple(sorted(ticked | (self._wanted - shown)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves the form, so it is not taken here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
