"""Fields bound to a cell of the chosen question: what is typed is an act at once, and what changes
elsewhere is shown, but not over what is being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def leaves_undo(event: QEvent) -> bool:
    """Whether it asks for undo or redo: those are the form's, not the field's."""
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and any(event.matches(key) for key in _UNDO)
    )


class CellLine(QLineEdit):
    """One line. `typed` (text) at each change by hand; `left` when it is done."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self.left)
        self._offered: Callable[[], Sequence[str]] | None = None
        self._names = QStringListModel(self)

    def offer(self, names: Callable[[], Sequence[str]]) -> None:
        """While it is written in, offer names that it may hold, as they are then."""
        self._offered = names
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self.typed)
        self.setCompleter(completer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's: what is offered is what there is now; an empty field shows it at once."""
        super().focusInEvent(event)
        if self._offered is None or event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        self._names.setStringList(list(self._offered()))
        if not self.text() and self._names.rowCount() and self.isEnabled():
            self.completer().complete()

    def event(self, event: QEvent) -> bool:
        """Undo is the form's."""
        if leaves_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def show_text(self, text: str) -> None:
        """What the cell holds."""
        if self.text() != text:
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(at, len(text)))


class CellText(QPlainTextEdit):
    """Several lines, as high as they are, up to a few. Tab leaves it."""

    typed = Signal(str)
    left = Signal()
    MOST_LINES = 8

    def __init__(self, placeholder: str = "", lines: int = 1) -> None:
        super().__init__()
        self._least = lines
        self._is_showing = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Undo is the form's."""
        if leaves_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's own undo is off; the key goes on to the window."""
        if any(event.matches(key) for key in _UNDO):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is done."""
        super().focusOutEvent(event)
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the style has given it its font."""
        super().showEvent(event)
        self._fit()

    def show_text(self, text: str) -> None:
        """What the cell holds."""
        if self.toPlainText() != text:
            self._is_showing = True
            self.setPlainText(text)
            self._is_showing = False

    def _on_changed(self) -> None:
        self._fit()
        if not self._is_showing:
            self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = max(self._least, min(self.document().blockCount(), self.MOST_LINES))
        # The document's own margins, and the style's padding and border.
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)


class CellChoice(QComboBox):
    """One of some values; what is written and is none of them stands in the list as it is."""

    picked = Signal(str)

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__()
        self._options = options
        self.activated.connect(lambda _: self.picked.emit(str(self.currentData() or "")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill(options)

    def _fill(self, options: list[tuple[str, str]]) -> None:
        self.clear()
        for value, word in options:
            self.addItem(word, value)

    def set_options(self, options: list[tuple[str, str]]) -> None:
        """Other values to choose from."""
        if options != self._options:
            self._options = options
            self._fill(options)

    def show_text(self, text: str) -> None:
        """Choose the value without an act."""
        known = [value for value, _ in self._options]
        if text not in known:
            self._fill([*self._options, (text, text)])
        elif self.count() != len(self._options):
            self._fill(self._options)
        self.setCurrentIndex(self.findData(text))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past it changes nothing."""
        event.ignore()
