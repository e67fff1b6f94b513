"""Every text of a form that is said in languages: one row a text, one column a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.grid import KEY_ROLE, Edit, TextGrid
from kobra_desktop.store.accents import plain
from kobra_domain.questionnaires import acts, language_acts, list_acts
from kobra_domain.questionnaires.columns import (
    MEDIA,
    TRANSLATABLE,
    default_language,
    has_plain_words,
    join,
    languages,
    split,
)
from kobra_domain.questionnaires.form import Choice, Form, Node, NodeKind
from kobra_domain.questionnaires.question_types import read_type

Index = QModelIndex | QPersistentModelIndex
FIRST_LANGUAGE = 2  # after what it belongs to, and which text it is


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text: of a question or of a choice, in one column of words."""

    uid: str
    column: str
    is_choice: bool = False


def tongues(form: Form) -> tuple[str | None, ...]:
    """The languages that have columns; None stands for the columns without one."""
    named = languages(form)
    return (None, *named) if has_plain_words(form) or not named else named


def phrases(form: Form) -> Iterator[tuple[Phrase, Node | Choice]]:
    """Every text that is there or ought to be, in the order of the form, choices last."""
    for node in form.nodes():
        if node.kind not in (NodeKind.BLANK, NodeKind.COMMENT):
            for column in _columns_of(node):
                yield Phrase(node.uid, column), node
    for choice in form.choices:
        if choice.list_name:
            said = {split(key)[0] for key, text in choice.cells.items() if text}
            for column in TRANSLATABLE:
                if column == "label" or column in said:
                    yield Phrase(choice.uid, column, True), choice


def _columns_of(node: Node) -> list[str]:
    said = {split(key)[0] for key, text in node.cells.items() if text}
    wanted = set(said)
    if not node.is_container and read_type(node.type).info.is_asked:
        wanted.add("label")
    if node.cells.get("constraint"):
        wanted.add("constraint_message")
    if node.cells.get("required"):
        wanted.add("required_message")
    return [column for column in TRANSLATABLE if column in wanted]


class TranslationGrid(TextGrid):
    """The first two columns say whose text it is and which; they are not written here."""

    def __init__(self, editor: EditorModel, parent: QObject | None = None) -> None:
        super().__init__(editor, parent)
        self.tongues: tuple[str | None, ...] = (None,)
        self._search, self._is_missing_only = "", False
        self._rows: list[tuple[Phrase, Node | Choice]] = []

    # Rows

    def look_for(self, search: str = "", *, is_missing_only: bool = False) -> None:
        """Show the texts in which all words occur, or only those that some language lacks."""
        self._search, self._is_missing_only = plain(search), is_missing_only
        self.beginResetModel()
        self.tongues = tongues(self.editor.form)
        self._rows = self._wanted(set())
        self.endResetModel()

    def read(self) -> None:
        """Read the form anew; what is shown stays until something else is looked for, so that a
        text just written does not vanish under the hand.
        """
        found = tongues(self.editor.form)
        rows = self._wanted({phrase for phrase, _ in self._rows})
        same = [phrase for phrase, _ in rows] == [phrase for phrase, _ in self._rows]
        is_same = same and found == self.tongues
        if not is_same:
            self.beginResetModel()
        self.tongues, self._rows = found, rows
        self.replace_rows(is_same)

    def _wanted(self, kept: set[Phrase]) -> list[tuple[Phrase, Node | Choice]]:
        return [
            (phrase, owner)
            for phrase, owner in phrases(self.editor.form)
            if phrase in kept or self._passes(phrase, owner)
        ]

    def _passes(self, phrase: Phrase, owner: Node | Choice) -> bool:
        if self._is_missing_only and not any(
            self._lacks(phrase, owner, language) for language in self.tongues
        ):
            return False
        if not self._search:
            return True
        texts = [owner.cells.get(join(phrase.column, language), "") for language in self.tongues]
        heap = plain(" ".join([owner.name, *texts]))
        return all(word in heap for word in self._search.split())

    def _lacks(self, phrase: Phrase, owner: Node | Choice, language: str | None) -> bool:
        """A label must be there in every language; the others where another language has them."""
        if owner.cells.get(join(phrase.column, language)):
            return False
        if phrase.column in MEDIA and owner.cells.get(phrase.column):
            return False  # one file without a language serves all
        if phrase.column == "label":
            return True
        return any(owner.cells.get(join(phrase.column, other)) for other in self.tongues)

    def missing(self, language: str | None) -> int:
        """How many texts a language lacks, in the whole form."""
        return sum(self._lacks(phrase, owner, language) for phrase, owner in
                   phrases(self.editor.form))  # fmt: skip

    def phrase_at(self, row: int) -> Phrase:
        """Which text a row is."""
        return self._rows[row][0]

    # What stands where

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many texts are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt's: two, and one for each language."""
        return 0 if parent is not None and parent.isValid() else FIRST_LANGUAGE + len(self.tongues)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: a text; by our own role which one it is."""
        if role == KEY_ROLE and index.isValid():
            return self.phrase_at(index.row())
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's: the languages, the one that is shown first with a star."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST_LANGUAGE:
            return (self.tr("Question or choice"), self.tr("Text"))[section]
        language = self.tongues[section - FIRST_LANGUAGE]
        name = self.tr("Without a language") if language is None else language
        is_first = len(self.tongues) > 1 and language == default_language(self.editor.form)
        return f"★ {name}" if is_first else name

    def text_at(self, row: int, column: int) -> str:
        """The words of a cell."""
        phrase, owner = self._rows[row]
        if column == 0:
            return f"{owner.list_name} › {owner.name}" if isinstance(owner, Choice) else owner.name
        if column == 1:
            return self.column_words(phrase.column)
        return owner.cells.get(join(phrase.column, self.tongues[column - FIRST_LANGUAGE]), "")

    def column_words(self, column: str) -> str:
        """What a column of words is called."""
        return {
            "label": self.tr("Label"),
            "hint": self.tr("Hint"),
            "guidance_hint": self.tr("Guidance"),
            "constraint_message": self.tr("Message when not valid"),
            "required_message": self.tr("Message when missing"),
            "image": self.tr("Image"),
            "big-image": self.tr("Large image"),
            "audio": self.tr("Audio"),
            "video": self.tr("Video"),
        }[column]

    def may_write(self, row: int, column: int) -> bool:
        """The languages."""
        return column >= FIRST_LANGUAGE

    def is_missing(self, row: int, column: int) -> bool:
        """Whether the language lacks the text."""
        if column < FIRST_LANGUAGE:
            return False
        phrase, owner = self._rows[row]
        return self._lacks(phrase, owner, self.tongues[column - FIRST_LANGUAGE])

    def write(self, edits: Sequence[Edit]) -> bool:
        """Write texts of questions and choices as one act."""
        asked: dict[bool, list[tuple[str, str, str | None]]] = {False: [], True: []}
        for row, column, text in edits:
            phrase = self.phrase_at(row)
            key = join(phrase.column, self.tongues[column - FIRST_LANGUAGE])
            asked[phrase.is_choice].append((phrase.uid, key, text))

        def change(form: Form) -> Form:
            if asked[False]:
                form = acts.set_cells(form, asked[False])
            return list_acts.set_choices(form, asked[True]) if asked[True] else form

        return self.editor.try_act(self.tr("Write translations"), change)

    # Languages

    def add_language(self, name: str) -> bool:
        """One more language. Texts without a language stay beside it."""
        act = partial(language_acts.add_language, language=name)
        return self.editor.try_act(self.tr("Add the language {name}").format(name=name), act)

    def rename_language(self, old: str | None, new: str) -> bool:
        """Another name; None names the columns that had none."""
        act = partial(language_acts.rename_language, old=old, new=new)
        return self.editor.try_act(self.tr("Rename a language"), act)

    def remove_language(self, name: str) -> bool:
        """Take a language and its texts away."""
        act = partial(language_acts.remove_language, language=name)
        return self.editor.try_act(self.tr("Remove the language {name}").format(name=name), act)

    def set_default(self, name: str) -> bool:
        """The language that phones open with."""
        act = partial(language_acts.set_default_language, language=name)
        return self.editor.try_act(self.tr("Open in {name}").format(name=name), act)
