"""The choices of one list: its values, their labels in each language, the columns that filters use,
and which questions offer it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.grid import KEY_ROLE, Block, Edit, TextGrid
from kobra_desktop.models.questionnaires.new_questions import slug
from kobra_desktop.models.questionnaires.translations import tongues
from kobra_domain.questionnaires import acts, list_acts
from kobra_domain.questionnaires.columns import join, shown, split
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.question_types import ValueKind, read_type

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list: how many choices it has and which questions offer them."""

    name: str
    choices: int
    users: tuple[str, ...]


def lists(form: Form) -> list[ListRow]:
    """The lists of a form; those that questions name and nobody wrote too, with no choices."""
    counted: dict[str, int] = dict.fromkeys(list_acts.list_names(form), 0)
    for choice in form.choices:
        if choice.list_name:
            counted[choice.list_name] += 1
    users: dict[str, list[str]] = {}
    for node in form.nodes():
        name = list_acts.list_of(node)
        if name and not name.startswith("${"):
            users.setdefault(name, []).append(node.uid)
            counted.setdefault(name, 0)
    return [ListRow(name, n, tuple(users.get(name, ()))) for name, n in counted.items()]


class ChoiceGrid(TextGrid):
    """The values first, then the labels, then whatever else the sheet holds. `list_changed`:
    another list is shown.
    """

    list_changed = Signal()

    def __init__(self, editor: EditorModel, parent: QObject | None = None) -> None:
        super().__init__(editor, parent)
        self.list_name = ""
        self._keys: list[str] = ["name"]
        self._choices: tuple[Choice, ...] = ()

    # Which list

    def show_list(self, name: str) -> None:
        """Show another list."""
        if name != self.list_name:
            self.list_name = name
            self.read()
            self.list_changed.emit()

    def read(self) -> None:
        """Read the list anew."""
        form = self.editor.form
        keys = _keys(form)
        choices = list_acts.choices_of(form, self.list_name) if self.list_name else ()
        is_same = keys == self._keys and len(choices) == len(self._choices)
        if not is_same:
            self.beginResetModel()
        self._keys, self._choices = keys, choices
        self.replace_rows(is_same)

    @property
    def users(self) -> list[Node]:
        """The questions that offer the list."""
        return list(list_acts.users_of(self.editor.form, self.list_name)) if self.list_name else []

    def row_of(self, uid: str) -> int | None:
        """Where a choice stands, None when it is of another list."""
        return next((n for n, choice in enumerate(self._choices) if choice.uid == uid), None)

    def uids(self, rows: Collection[int]) -> list[str]:
        """The choices on these rows."""
        return [self._choices[row].uid for row in sorted(rows) if row < len(self._choices)]

    # What stands where

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many choices."""
        return 0 if parent is not None and parent.isValid() else len(self._choices)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt's: how many columns."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: a text; by our own role whose."""
        if role == KEY_ROLE and index.isValid():
            return self._choices[index.row()].uid
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's: «Value», «Label · Español (es)», and the others as the workbook spells them."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        key = self._keys[section]
        column, language = split(key)
        words = {"name": self.tr("Value"), "label": self.tr("Label"), "image": self.tr("Image")}
        if column not in words:
            return key
        return words[column] if language is None else f"{words[column]} · {language}"

    def key_at(self, column: int) -> str:
        """The canonical key of a column."""
        return self._keys[column]

    def text_at(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._choices[row].cells.get(self._keys[column], "")

    def may_write(self, row: int, column: int) -> bool:
        """All of them."""
        return True

    def is_missing(self, row: int, column: int) -> bool:
        """A value, and a label in each language."""
        is_needed = self._keys[column] == "name" or split(self._keys[column])[0] == "label"
        return is_needed and not self.text_at(row, column)

    def write(self, edits: Sequence[Edit]) -> bool:
        """Write cells as one act. A value or label that is emptied stays as an empty cell."""
        asked = [
            (self._choices[row].uid, self._keys[column], text)
            for row, column, text in edits
            if text is not None or self._keys[column] != "name"
        ]
        act = partial(list_acts.set_choices, edits=asked)
        return bool(asked) and self.editor.try_act(self.tr("Edit choices"), act)

    def has_room(self, row: int, column: int, text: str) -> bool:
        """There are always more rows, never more columns."""
        return bool(self.list_name) and column < len(self._keys)

    def write_block(self, row: int, column: int, block: Block) -> bool:
        """Write a block; rows below the last become new choices, with a value made from the label
        where the block brings none.
        """
        over = max(0, row + len(block) - len(self._choices))
        if not over or not self.list_name:
            return super().write_block(row, column, block)
        inside = block[: len(block) - over]
        below = block[len(block) - over :]
        edits = [
            (self._choices[row + down].uid, self._keys[column + right], text or None)
            for down, texts in enumerate(inside)
            for right, text in enumerate(texts)
            if column + right < len(self._keys)
        ]

        def change(form: Form) -> Form:
            form = list_acts.set_choices(form, edits) if edits else form
            return list_acts.insert_choices(
                form, self.list_name, len(self._choices), self._made(form, below, column)
            )

        return self.editor.try_act(self.tr("Paste choices"), change)

    def _made(self, form: Form, block: Block, column: int) -> list[Choice]:
        taken = {choice.name for choice in list_acts.choices_of(form, self.list_name)}
        made = []
        for texts in block:
            if not any(text.strip() for text in texts):
                continue
            keys = self._keys[column : column + len(texts)]
            cells = {key: text for key, text in zip(keys, texts, strict=False) if text}
            if not cells.get("name"):
                wanted = slug(shown(cells, "label", None)) or "opcion"
                cells = {"name": acts.free_name(wanted, taken), **cells}
            taken.add(cells["name"])
            made.append(Choice(uid=self.editor.new_uid(), cells=cells))
        return made

    # Acts on choices

    def add_choice(self, before: int | None = None) -> bool:
        """A new choice with a free value and an empty label; at the end unless said."""
        form = self.editor.form
        taken = {choice.name for choice in list_acts.choices_of(form, self.list_name)}
        number = len(taken) + 1
        while (name := f"opcion_{number}") in taken:
            number += 1
        choice = Choice(uid=self.editor.new_uid(), cells={"name": name})
        at = len(self._choices) if before is None else before
        act = partial(list_acts.insert_choice, list_name=self.list_name, index=at, choice=choice)
        return self.editor.try_act(self.tr("Add a choice"), act)

    def remove_choices(self, rows: Collection[int]) -> bool:
        """Take choices away."""
        act = partial(list_acts.remove_choices, uids=self.uids(rows))
        return bool(rows) and self.editor.try_act(self.tr("Remove choices"), act)

    def move_choices(self, rows: Collection[int], step: int) -> bool:
        """Move choices one up (-1) or down (1)."""
        index = min(rows) - 1 if step < 0 else max(rows) + 2
        if index < 0 or index > len(self._choices):
            return False
        act = partial(list_acts.move_choices, uids=self.uids(rows), index=index)
        return self.editor.try_act(self.tr("Move choices"), act)

    # Acts on lists and columns

    def add_list(self, name: str) -> bool:
        """A new list with one choice to begin with, shown at once."""
        label_key = join("label", tongues(self.editor.form)[0])
        [first] = list_acts.new_choices(["opcion_1"], {}, self.editor.new_uid, label_key)
        act = partial(list_acts.add_list, list_name=name, choices=[first])
        is_done = self.editor.try_act(self.tr("New list {name}").format(name=name), act)
        if is_done:
            self.show_list(name)
        return is_done

    def rename_list(self, new: str) -> bool:
        """Another name; the questions that offer it follow."""
        old, self.list_name = self.list_name, new
        act = partial(list_acts.rename_list, old=old, new=new)
        is_done = self.editor.try_act(self.tr("Rename the list {name}").format(name=old), act)
        if not is_done:
            self.list_name = old
        self.list_changed.emit()
        return is_done

    def remove_list(self) -> bool:
        """Take the list away."""
        name = self.list_name
        act = partial(list_acts.remove_list, list_name=name)
        return self.editor.try_act(self.tr("Remove the list {name}").format(name=name), act)

    def add_column(self, name: str) -> bool:
        """One more column, for a filter."""
        act = partial(list_acts.add_choice_column, key=name)
        return self.editor.try_act(self.tr("Add the column {name}").format(name=name), act)

    def remove_column(self, key: str) -> bool:
        """Take a column and its texts away."""
        act = partial(list_acts.remove_choice_column, key=key)
        return self.editor.try_act(self.tr("Remove the column {name}").format(name=key), act)

    # Cascades

    @property
    def filter_columns(self) -> tuple[str, ...]:
        """The columns that a filter may compare."""
        return list_acts.filter_columns(self.editor.form)

    def parents_of(self, uid: str) -> list[Node]:
        """The questions before this one whose answer is one choice."""
        found = []
        for node in self.editor.form.nodes():
            if node.uid == uid:
                break
            if node.name and read_type(node.type).info.value is ValueKind.ONE_CHOICE:
                found.append(node)
        return found

    def set_cascade(self, uid: str, column: str | None, parent: str = "") -> bool:
        """Offer only the choices whose column is the other question's answer; None offers all."""
        act = partial(list_acts.set_cascade, uid=uid, column=column, parent=parent)
        return self.editor.try_act(self.tr("Filter the choices"), act)


def cascade_of(text: str) -> tuple[str, str] | None:
    """The (column, question) of a filter that is a plain cascade; None for any other text."""
    column, mark, rest = text.partition("=")
    name = rest.strip()
    if mark and column.strip() and name.startswith("${") and name.endswith("}"):
        inner = name[2:-1].strip()
        if column.strip().replace("_", "a").replace("-", "a").isalnum() and "{" not in inner:
            return column.strip(), inner
    return None


def _keys(form: Form) -> list[str]:
    """The columns in the order of the grid; the name of the list is not one of them."""
    known = [c.key for c in form.choice_columns if c.key not in ("list_name", "name")]
    labels = [key for key in known if split(key)[0] == "label"]
    wanted = [join("label", language) for language in tongues(form)]
    labels = labels or wanted
    return ["name", *labels, *(key for key in known if key not in labels)]
