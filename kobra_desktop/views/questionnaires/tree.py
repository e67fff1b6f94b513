"""The questions as a tree: chosen, moved, copied and put in by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QTreeView

from kobra_desktop.models.questionnaires import clipboard
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.outline import Outline
from kobra_desktop.models.questionnaires.tree import QuestionTree
from kobra_desktop.views.outside import copy_data, told_unless
from kobra_desktop.views.questionnaires.tree_rows import TreeRows
from kobra_desktop.views.questionnaires.type_chooser import TypeChooser
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.question_types import Offer

translate = QCoreApplication.translate
_FLAG = QItemSelectionModel.SelectionFlag


class QuestionTreeView(QTreeView):
    """`inserted` (uid): a new question is there and its label waits to be written."""

    inserted = Signal(str)

    def __init__(self, look: Look, editor: EditorModel, outline: Outline, locale: str) -> None:
        super().__init__()
        self._look, self._editor, self._outline, self._locale = look, editor, outline, locale
        self._collapsed: set[str] = set()
        self._is_following = False
        self._chooser: TypeChooser | None = None
        self.tree = QuestionTree(editor, outline.move, self)
        self.setModel(self.tree)
        self.setItemDelegate(TreeRows(look, editor, outline, self))
        self.setAccessibleName(translate("Questionnaires", "Questions"))
        self._dress()
        self._expand_below(QModelIndex())
        self.collapsed.connect(lambda at: self._collapsed.add(self.tree.uid_at(at)))
        self.expanded.connect(lambda at: self._collapsed.discard(self.tree.uid_at(at)))
        self.tree.rowsInserted.connect(self._on_rows_inserted)
        self.selectionModel().selectionChanged.connect(self._on_chosen)
        editor.selection_changed.connect(self._follow)
        editor.form_changed.connect(self._follow)

    def _dress(self) -> None:
        self.setProperty("look", "bare")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(self._look.pixels(16))
        self.setMouseTracking(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not self._editor.is_read_only:
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
            self.setDefaultDropAction(Qt.DropAction.MoveAction)
            self.setDragDropOverwriteMode(False)

    # What is open

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self._expand(self.tree.index(row, 0, parent))
        if parent.isValid() and self.tree.uid_at(parent) not in self._collapsed:
            self.expand(parent)

    def _expand(self, index: QModelIndex) -> None:
        if self.tree.rowCount(index) and self.tree.uid_at(index) not in self._collapsed:
            self.expand(index)
            self._expand_below(index)

    def _expand_below(self, parent: QModelIndex) -> None:
        for row in range(self.tree.rowCount(parent)):
            self._expand(self.tree.index(row, 0, parent))

    def has_open(self) -> bool:
        """Whether any group is open."""
        tree = self.tree
        return any(
            self.isExpanded(tree.index(row, 0)) for row in range(tree.rowCount(QModelIndex()))
        )

    # What is chosen

    def _on_chosen(self) -> None:
        if not (self._is_following or self.tree.is_following):
            chosen = self.selectionModel().selectedIndexes()
            self._editor.select(self.tree.uid_at(index) for index in chosen)

    def _follow(self) -> None:
        """Show what the editor has chosen, after an act or from elsewhere."""
        chosen = self._editor.selection
        here = {self.tree.uid_at(index) for index in self.selectionModel().selectedIndexes()}
        if here == set(chosen):
            return
        self._is_following = True
        selection = QItemSelection()
        for uid in chosen:
            at = self.tree.index_of(uid)
            selection.select(at, at)
        self.selectionModel().select(selection, _FLAG.ClearAndSelect)
        if chosen:
            at = self.tree.index_of(chosen[0])
            self.selectionModel().setCurrentIndex(at, _FLAG.NoUpdate)
            self.scrollTo(at)
        self._is_following = False

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter inserts, Delete deletes, Ctrl+D doubles, Alt with arrows moves, Ctrl+X C V."""
        # While a label is written in place, the keys that it leaves over are not acts.
        is_writing = self.state() is QAbstractItemView.State.EditingState
        if is_writing or not self._act_of(event):
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> bool:
        standard, key = QKeySequence.StandardKey, event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(standard.Copy):
            self.copy()
            return True
        if self._editor.is_read_only:
            return False
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        for matches, act in (
            (event.matches(standard.Cut), self.cut),
            (event.matches(standard.Paste), self.paste),
            (modifiers == control and key == Qt.Key.Key_D, self._outline.duplicate),
            (modifiers == control and key == Qt.Key.Key_G, self._outline.group),
            (modifiers == alt and key == Qt.Key.Key_Up, lambda: self._outline.move_by(-1)),
            (modifiers == alt and key == Qt.Key.Key_Down, lambda: self._outline.move_by(1)),
            (key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self._outline.remove),
            (not modifiers and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter), self.ask_insert),
        ):
            if matches:
                act()
                return True
        return False

    # Acts

    def ask_insert(self) -> TypeChooser:
        """Choose a type by typing; the question comes after what is chosen."""
        if self._chooser is None:
            self._chooser = TypeChooser(self._look, self, self._locale)
            self._chooser.chosen.connect(self._on_type)
        self._chooser.open_at(self._below_current())
        return self._chooser

    def _on_type(self, offer: Offer) -> None:
        uid = self._outline.insert(offer)
        self.setFocus()
        self.inserted.emit(uid)

    def _below_current(self) -> QPoint:
        chosen = self._editor.selection
        at = self.tree.index_of(chosen[-1]) if chosen else QModelIndex()
        rect = self.visualRect(at) if at.isValid() else QRect(0, 0, 1, 1)
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(12, 2))

    def copy(self) -> bool:
        """What is chosen, onto the clipboard; whether it is there."""
        block = self._outline.copied()
        if block is None:
            return False
        is_there = copy_data(clipboard.to_clipboard(block))
        return told_unless(is_there, self._look, self)

    def cut(self) -> None:
        """Copy and take away what is on the clipboard then."""
        if self.copy():
            count = len(self._editor.selection)
            self._outline.remove(self._outline.cut_words(count))

    def paste(self) -> None:
        """Questions of ours, or rows of a spreadsheet, after what is chosen."""
        editor = self._editor
        data = QApplication.clipboard().mimeData()
        block = clipboard.from_clipboard(data, editor.form, editor.new_uid)
        if block is not None:
            self._outline.paste(block)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The acts, with their keys."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with what is chosen."""
        menu, has_chosen = QMenu(self), bool(self._editor.selection)
        for words, keys, act, needs in (
            (translate("Questionnaires", "Insert a question…"), "Return", self.ask_insert, False),
            (translate("Questionnaires", "Make a copy"), "Ctrl+D", self._outline.duplicate, True),
            (translate("Questionnaires", "Put into a group"), "Ctrl+G", self._outline.group, True),
            (translate("Questionnaires", "Cut"), "Ctrl+X", self.cut, True),
            (translate("Questionnaires", "Copy"), "Ctrl+C", self.copy, True),
            (translate("Questionnaires", "Paste"), "Ctrl+V", self.paste, False),
            (translate("Questionnaires", "Delete"), "Del", self._outline.remove, True),
        ):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(has_chosen or not needs)
            is_copy = act == self.copy
            action.setVisible(is_copy or not self._editor.is_read_only)
            action.triggered.connect(lambda _checked=False, run=act: run())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
