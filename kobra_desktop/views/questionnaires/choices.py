"""The tab Listas: the lists at the left, the choices of one in all languages at the right, and who
offers only some of them. Writes through the form's acts.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from kobra_desktop.models.questionnaires.choice_grid import ChoiceGrid, lists
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.questionnaires.cascades import Cascades
from kobra_desktop.views.questionnaires.grid_view import GridView, hint_below
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row

_NAME = int(Qt.ItemDataRole.UserRole)
_FITS = re.compile(r"[^\W\d]\w*(-\w+)*")
LISTS_WIDTH, LABEL_WIDTH = 220, 220


class ChoicesPanel(QWidget):
    """`show_list` and `show_choice` bring one in front."""

    def __init__(self, look: Look, model: EditorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self.grid = ChoiceGrid(model, self)
        self.lists = QListWidget()
        self.lists.setAccessibleName(self.tr("Lists of choices"))
        self.table = GridView(look, self.grid, self.tr("Choices"))
        self.title = label("", "section")
        self.new = Button(look, self.tr("New list…"), "", "plus")
        self.more = IconButton(look, "ellipsis-vertical", self.tr("More acts of the list"))
        self.cascades = Cascades(look, self.grid)
        self.none = label(self.tr("No list yet. One list serves as many questions as you like."),
                          "secondary", wrap=True)  # fmt: skip
        self._buttons = self._made_buttons()
        self._right = self._made_right()
        left = column(self.new, self.lists, self.none, space=8)
        left.setStretch(1, 1)
        side = holding(left)
        side.setFixedWidth(look.pixels(LISTS_WIDTH))
        lines = row(side, self._right, space=16, margins=(16, 12, 16, 12))
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.new.clicked.connect(self._ask_list)
        self.more.clicked.connect(
            lambda: self.list_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        self.lists.currentItemChanged.connect(self._on_chosen)
        self.grid.modelReset.connect(self._size_columns)
        self.table.asked_below.connect(self._add)
        model.form_changed.connect(self._follow)
        self._size_columns()

    def _made_buttons(self) -> dict[str, Button | IconButton]:
        look = self._look
        made: dict[str, Button | IconButton] = {
            "add": Button(look, self.tr("Add a choice"), "", "plus"),
            "remove": IconButton(look, "trash-2", self.tr("Remove the chosen choices")),
            "up": IconButton(look, "arrow-up", self.tr("Move up"), "Alt+Up"),
            "down": IconButton(look, "arrow-down", self.tr("Move down"), "Alt+Down"),
            "column": Button(look, self.tr("Add a column…"), "quiet"),
        }
        acts = {
            "add": self._add,
            "remove": self._remove,
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "column": self._ask_column,
        }
        for name, button in made.items():
            button.clicked.connect(lambda _=False, act=acts[name]: act())
            button.setDisabled(self._model.is_read_only)
            if name in ("up", "down"):
                action = QAction(self)
                action.setShortcut(f"Alt+{name.capitalize()}")
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.triggered.connect(acts[name])
                self.table.addAction(action)
        self.new.setDisabled(self._model.is_read_only)
        return made

    def _made_right(self) -> QWidget:
        tools = row(*self._buttons.values(), None, space=8)
        hint = self.tr(
            "Double click or type to write; Ctrl+V pastes rows from a spreadsheet, new ones too."
        )
        self.hint = hint_below(self.table, hint)
        lines = column(
            row(self.title, self.more, None), tools, self.table, self.hint, self.cascades
        )
        lines.setStretch(2, 1)
        return holding(lines)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: from now on the form is followed."""
        self.grid.wake()
        self._follow()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's: nothing is read while nobody sees it."""
        self.grid.sleep()
        super().hideEvent(event)

    # Which list

    def show_list(self, name: str) -> None:
        """Bring a list in front."""
        self.grid.show_list(name)
        self._follow(is_asked=True)

    def show_choice(self, uid: str) -> None:
        """Bring a choice in front, with its list."""
        wanted = next((c for c in self._model.form.choices if c.uid == uid), None)
        if wanted is not None:
            self.show_list(wanted.list_name)
            line = self.grid.row_of(uid)
            if line is not None:
                self.table.choose_row(line)
                self.table.setFocus()

    def _follow(self, *, is_asked: bool = False) -> None:
        if not self.isVisible() and not is_asked:
            return
        known = lists(self._model.form)
        names = [one.name for one in known]
        if self.grid.list_name not in names:
            self.grid.show_list(names[0] if names else "")
        self.lists.blockSignals(True)
        self.lists.clear()
        for one in known:
            item = QListWidgetItem(f"{one.name}   ·   {one.choices}")
            item.setData(_NAME, one.name)
            said = f"{one.name}, {panel_counts.choices(one.choices)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(said)
            self.lists.addItem(item)
        if names:
            self.lists.setCurrentRow(names.index(self.grid.list_name))
        self.lists.blockSignals(False)
        self.none.setVisible(not names)
        self._right.setVisible(bool(names))
        self.title.setText(self.grid.list_name)
        self.cascades.follow()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.grid.show_list(str(item.data(_NAME)))
            self.title.setText(self.grid.list_name)
            self.cascades.follow()

    def _size_columns(self) -> None:
        for section in range(self.grid.columnCount()):
            wide = LABEL_WIDTH if self.grid.key_at(section).startswith("label") else 140
            self.table.setColumnWidth(section, self._look.pixels(wide))

    # Acts

    def _add(self) -> None:
        rows = self.table.chosen_rows
        at = rows[-1] + 1 if rows else None
        if self.grid.add_choice(at):
            line = self.grid.rowCount() - 1 if at is None else at
            self.table.choose_row(line, min(1, self.grid.columnCount() - 1))
            self.table.edit(self.table.currentIndex())

    def _remove(self) -> None:
        if rows := self.table.chosen_rows:
            self.grid.remove_choices(rows)

    def _move(self, step: int) -> None:
        rows, section = self.table.chosen_rows, self.table.currentIndex().column()
        if rows and self.grid.move_choices(rows, step):
            self.table.clearSelection()
            self.table.choose_row(min(rows) + step, section)
            chosen = self.table.selectionModel()
            for line in rows:
                chosen.select(self.grid.index(line + step, section), chosen.SelectionFlag.Select)

    def list_menu(self) -> QMenu:
        """What can be done with the whole list, and with the columns of all lists."""
        menu = QMenu(self)
        rename = QAction(self.tr("Rename the list…"), menu)
        rename.triggered.connect(self._ask_rename)
        away = QAction(self.tr("Remove the list"), menu)
        away.triggered.connect(self.grid.remove_list)
        menu.addActions([rename, away])
        for key in self.grid.filter_columns:
            drop = QAction(self.tr("Remove the column {name}").format(name=key), menu)
            drop.triggered.connect(lambda _=False, k=key: self.grid.remove_column(k))
            menu.addAction(drop)
        menu.setDisabled(self._model.is_read_only)
        return menu

    def _ask_list(self) -> None:
        dialog = self._dialog(self.tr("New list"), self.tr("Add"), "")
        dialog.given.connect(self.grid.add_list)
        dialog.given.connect(lambda _: self._follow())
        dialog.open()

    def _ask_rename(self) -> None:
        title, act = self.tr("Rename the list"), self.tr("Keep the name")
        dialog = self._dialog(title, act, self.grid.list_name)
        dialog.given.connect(self.grid.rename_list)
        dialog.given.connect(lambda _: self._follow())
        dialog.open()

    def _ask_column(self) -> None:
        hint = self.tr("For a filter: the city of a neighbourhood, the bank of a branch.")
        dialog = NameDialog(
            self._look,
            self,
            self.tr("Add a column"),
            self.tr("Add"),
            (self.tr("Name of the column"), hint),
            judge=lambda name: self._problem(name, [self.grid.key_at(n) for n in
                                                    range(self.grid.columnCount())]),
        )  # fmt: skip
        dialog.given.connect(self.grid.add_column)
        dialog.open()

    def _dialog(self, title: str, act: str, text: str) -> NameDialog:
        known = [one.name for one in lists(self._model.form) if one.name != text]
        hint = self.tr("Questions name it: letters, digits and _, without spaces.")
        return NameDialog(
            self._look,
            self,
            title,
            act,
            (self.tr("Name of the list"), hint),
            text=text,
            judge=lambda name: self._problem(name, known),
        )

    def _problem(self, name: str, taken: list[str]) -> str:
        if name in taken:
            return self.tr("There is one of this name already.")
        if not _FITS.fullmatch(name):
            return self.tr("Letters, digits and _ only, beginning with a letter.")
        return ""
