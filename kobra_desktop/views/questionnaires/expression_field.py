"""A box for an expression: questions and functions are completed while typing, references are
coloured, and what is wrong is underlined and said. The text is the truth; nothing is rewritten.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QCompleter, QListView, QTextEdit, QWidget

from kobra_desktop.models.questionnaires.completion import (
    Candidate,
    candidates,
    function_at,
    mistakes,
    references_in,
    signature,
)
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.views import icons
from kobra_desktop.views.questionnaires.cell_fields import CellText
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.words import say

_CANDIDATE = int(Qt.ItemDataRole.UserRole) + 1
_POPUP_WIDTH = 460


class ExpressionText(CellText):
    """The box itself. `moved`: the caret is elsewhere."""

    moved = Signal()

    def __init__(self, look: Look, model: EditorModel) -> None:
        super().__init__()
        self._look, self._model = look, model
        font = QFont(look.font("table"))
        font.setFamilies(["monospace"])
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self._items = QStandardItemModel(self)
        self._completer = QCompleter(self._items, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setUniformItemSizes(True)
        self._popup.setAccessibleName(self.tr("Questions and functions"))
        self._completer.setPopup(self._popup)
        self._popup.clicked.connect(self._take)
        self.cursorPositionChanged.connect(self.moved)

    @property
    def offered(self) -> list[str]:
        """What the open list holds, as it would be written."""
        if not self._popup.isVisible():
            return []
        return [self._items.item(n).data(_CANDIDATE).insert for n in range(self._items.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While the list is open, Enter and Tab take from it; Ctrl+Space opens it."""
        taking = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if self._popup.isVisible():
            if event.key() in taking:
                self._take(self._popup.currentIndex())
                return
            if event.key() == Qt.Key.Key_Escape:
                self._popup.hide()
                return
        is_asked = (
            event.key() == Qt.Key.Key_Space
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if not is_asked:
            super().keyPressEvent(event)
        if is_asked or event.text().strip() or event.key() == Qt.Key.Key_Backspace:
            self._offer(is_asked=bool(is_asked))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the keyboard."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._popup.hide()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines are broken."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, min(round(self.document().size().height()), self.MOST_LINES))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    # Completion

    def _offer(self, *, is_asked: bool) -> None:
        caret = self.textCursor().position()
        text, locale = self.toPlainText(), QLocale().name()
        found = candidates(self._model.form, text, caret, self._model.language, locale)
        typed = text[:caret][-1:]
        is_wanted = not self.isReadOnly() and (
            is_asked or typed.isalnum() or typed in ("{", "$", "_", "-")
        )
        is_whole = len(found) == 1 and text[found[0].start : caret] == found[0].insert
        if not found or not is_wanted or is_whole:
            self._popup.hide()
            return
        self._items.clear()
        for candidate in found:
            self._items.appendRow(self._item(candidate))
        rect = self.cursorRect()
        rect.setWidth(self._look.pixels(_POPUP_WIDTH))
        self._completer.complete(rect)
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _item(self, candidate: Candidate) -> QStandardItem:
        detail = f"   {candidate.detail}" if candidate.detail else ""
        item = QStandardItem(f"{candidate.title}{detail}")
        item.setIcon(icons.icon(self._look, candidate.icon))
        item.setToolTip(candidate.detail)
        item.setData(candidate, _CANDIDATE)
        return item

    def _take(self, index: QModelIndex) -> None:
        self._popup.hide()
        if index.isValid():
            self._put(index.data(_CANDIDATE))

    def _put(self, candidate: Candidate | None) -> None:
        if candidate is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(candidate.start)
        cursor.setPosition(candidate.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(candidate.insert)
        cursor.setPosition(cursor.position() - candidate.back)
        self.setTextCursor(cursor)


class ExpressionField(QWidget):
    """The box and below it what is wrong, or the help of the function the caret is in. `edited`
    brings the text at each change by hand.
    """

    edited = Signal(str)

    def __init__(
        self, look: Look, model: EditorModel, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._key = look, model, key
        self.text = ExpressionText(look, model)
        self.text.setReadOnly(model.is_read_only)
        self.setFocusProxy(self.text)
        self.problem = label("", "error", wrap=True)
        self.help = label("", "caption", wrap=True)
        self.setLayout(column(self.text, self.problem, self.help, space=4))
        self.text.typed.connect(self._on_typed)
        self.text.moved.connect(self._show_help)
        look.changed.connect(self._mark)
        model.form_changed.connect(self._mark)
        self._mark()
        self._show_help()

    def setAccessibleName(self, name: str) -> None:
        """The name is the box's."""
        super().setAccessibleName(name)
        self.text.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """What the cell holds."""
        self.text.show_text(text)
        self._mark()

    def _on_typed(self, text: str) -> None:
        self.edited.emit(text)
        self._mark()

    # What is wrong

    def _mark(self) -> None:
        text, locale = self.text.toPlainText(), QLocale().name()
        found = mistakes(self._model.form, text, locale, is_default=self._key == "default")
        self.problem.setText(found[0].sentence if found else "")
        self.problem.setVisible(bool(found))
        self.text.setAccessibleDescription(self.problem.text())
        set_property(self.text, "wrong", bool(found))
        marks = [self._marked(start, end, False) for start, end, _ in references_in(text)]
        marks += [self._marked(one.start, one.end, True) for one in found]
        self.text.setExtraSelections(marks)

    def _marked(self, start: int, end: int, is_wrong: bool) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        look, form = self._look, QTextCharFormat()
        if is_wrong:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(look.colour("error_fg"))
            form.setBackground(look.colour("error_bg"))
        else:
            form.setForeground(look.colour("accent"))
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(min(end, len(self.text.toPlainText())), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, form
        return made

    def _show_help(self) -> None:
        text, caret = self.text.toPlainText(), self.text.textCursor().position()
        function = function_at(text, caret) if self.text.hasFocus() else None
        locale = QLocale().name()
        words = f"{signature(function, locale)} — {say(function.code, None, locale)}" if (
            function) else ""  # fmt: skip
        self.help.setText(words)
        self.help.setVisible(bool(words))
