"""The library of questions: blocks to be found, looked into, put into the open form, and kept from
it. Without an editor it only keeps the library itself in order.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.library import Block, LibraryModel
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, holding, row
from kobra_domain.questionnaires.columns import shown

_ID = int(Qt.ItemDataRole.UserRole)


class LibraryPanel(QWidget):
    """`model` is the editor that blocks are put into, or None."""

    def __init__(
        self,
        look: Look,
        model: EditorModel | None,
        library: LibraryModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._editor, self._library = look, model, library
        self.search = line_edit(self.tr("Search blocks and questions"))
        self.search.setAccessibleName(self.tr("Search blocks and questions"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Blocks of the library"))
        self.message = label("", "secondary", wrap=True)
        self.name = label("", "strong", wrap=True)
        self.outline = label("", "table", wrap=True)
        self.insert = Button(look, self.tr("Insert"), "primary", "plus")
        self.keep = Button(look, self.tr("Keep the chosen questions…"), "", "library")
        self.rename = IconButton(look, "pencil", self.tr("Rename the block"))
        self.retire = IconButton(look, "trash-2", self.tr("Take out of the library"))
        head = row(self.name, self.rename, self.retire, space=4)
        head.setStretch(0, 1)
        self.detail = card(column(head, self.outline, row(None, self.insert), space=8,
                                  margins=(12, 8, 12, 8)))  # fmt: skip
        self._lay_out()
        self._connect()
        self._fill()

    def _lay_out(self) -> None:
        """Beside a form one below the other, else the block beside its list."""
        found = column(self.search, self.message, self.list, space=8)
        found.setStretch(2, 100)
        if self._editor is not None:
            below = column(
                holding(found), self.detail, self.keep, None, space=8, margins=(12, 12, 12, 12)
            )
            below.setStretch(0, 100)
            self.setLayout(below)
            return
        self.keep.setParent(self)
        beside = row(
            holding(found), holding(column(self.detail, None)), space=16, margins=(12, 12, 12, 12)
        )
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self.setLayout(beside)

    def _connect(self) -> None:
        library = self._library
        self.search.textChanged.connect(lambda _: self._fill())
        self.list.currentItemChanged.connect(lambda *_: self._show_block())
        self.list.itemActivated.connect(lambda _: self._insert())
        self.insert.clicked.connect(self._insert)
        self.keep.clicked.connect(self._ask_keep)
        self.rename.clicked.connect(self._ask_rename)
        self.retire.clicked.connect(self._retire)
        library.list.tell(self._fill)
        library.failed.connect(self._on_failed)
        if self._editor is not None:
            self._editor.selection_changed.connect(self._show_acts)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: the blocks are read when they are first seen."""
        self._library.list.open(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._library.list.rest(self)
        super().hideEvent(event)

    @property
    def block(self) -> Block | None:
        """The chosen block."""
        line = self.list.currentRow()
        return self._library.block(str(self.list.item(line).data(_ID))) if line >= 0 else None

    def choose(self, block_id: str) -> None:
        """Choose a block."""
        for line in range(self.list.count()):
            if self.list.item(line).data(_ID) == block_id:
                self.list.setCurrentRow(line)

    def _fill(self) -> None:
        before = self.block.id if self.block else ""
        found = self._library.found(self.search.text())
        self.list.blockSignals(True)
        self.list.clear()
        for block in found:
            item = QListWidgetItem(f"{block.name}   ·   {block.questions}")
            item.setData(_ID, block.id)
            said = f"{block.name}, {panel_counts.questions(block.questions)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._say(found)
        self.choose(before)
        if self.list.currentRow() < 0 and found:
            self.list.setCurrentRow(0)
        self._show_block()

    def _say(self, found: list[Block]) -> None:
        words = ""
        if self._library.is_loaded and not self._library.blocks:
            words = self.tr(
                "The library is empty. Choose questions in a questionnaire and keep them here to "
                "use them in others."
            )
        elif self._library.is_loaded and not found:
            words = self.tr("No block has these words.")
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.list.setVisible(bool(found))

    def _on_failed(self, problem: Known) -> None:
        self.message.setText(sentence(problem, self._library.workspace.locale))
        self.message.show()

    def _show_block(self) -> None:
        block = self.block
        self.detail.setVisible(block is not None)
        if block is not None:
            self.name.setText(block.name)
            self.outline.setText(_outlined(block, block.questions))
        self._show_acts()

    def _show_acts(self) -> None:
        editor, library = self._editor, self._library
        may_write = editor is not None and not editor.is_read_only
        self.insert.setVisible(may_write)
        self.keep.setVisible(may_write and library.may_design)
        self.keep.setEnabled(editor is not None and bool(editor.selection))
        for button in (self.rename, self.retire):
            button.setVisible(library.may_design)

    # Acts

    def _insert(self) -> None:
        block = self.block
        if block is not None and self._editor is not None and not self._editor.is_read_only:
            self._library.insert(self._editor, block)

    def _ask_keep(self) -> None:
        editor = self._editor
        if editor is None or not editor.selection:
            return
        first = editor.node(editor.selection[0])
        usual = shown(first.cells, "label", editor.language or None) if first else ""
        dialog = self._dialog(self.tr("Keep in the library"), self.tr("Keep"), usual)
        dialog.given.connect(lambda name: self._library.keep(editor, name))
        dialog.open()

    def _ask_rename(self) -> None:
        block = self.block
        if block is not None:
            title, act = self.tr("Rename the block"), self.tr("Keep the name")
            dialog = self._dialog(title, act, block.name)
            dialog.given.connect(lambda name: self._library.rename(block.id, name))
            dialog.open()

    def _dialog(self, title: str, act: str, text: str) -> NameDialog:
        hint = self.tr("What others will look for.")
        field = (self.tr("Name of the block"), hint)
        return NameDialog(self._look, self, title, act, field, text=text)

    def _retire(self) -> None:
        if self.block is not None:
            self._library.retire(self.block.id)


def _outlined(block: Block, count: int) -> str:
    said = block.outline()
    more = [f"… + {count - len(said)}"] if count > len(said) else []
    lines = [f"• {line}" for line in said]
    return "\n".join([*filter(None, [block.note]), *lines, *more])
