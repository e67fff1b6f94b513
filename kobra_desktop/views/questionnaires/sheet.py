"""The fields of one question, in the order in which they are thought of: what it asks, its answer,
its logic, its options, and what else its row holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.new_questions import message_cells
from kobra_desktop.models.questionnaires.outline import Outline
from kobra_desktop.models.questionnaires.parameters import (
    Parameter,
    ParameterKind,
    parameters_of,
    write_parameter,
)
from kobra_desktop.models.questionnaires.property_words import (
    LANGUAGE_CELLS,
    appearances,
    cell_title,
)
from kobra_desktop.views.questionnaires.cell_fields import CellChoice, CellLine, CellText
from kobra_desktop.views.questionnaires.expression_places import expression_editor
from kobra_desktop.views.questionnaires.required_field import RequiredField
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.labels import hide_unless, label, line
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_domain.questionnaires.asked_files import MEDIA_KINDS
from kobra_domain.questionnaires.columns import default_language, join, split
from kobra_domain.questionnaires.files import FileKind
from kobra_domain.questionnaires.form import Form, Node
from kobra_domain.questionnaires.list_acts import list_names
from kobra_domain.questionnaires.parameters import read_parameters
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.questionnaires.question_types import QuestionType, read_type, write_type
from kobra_domain.questionnaires.things import VISIT_LIST
from kobra_domain.words import say

translate = QCoreApplication.translate
_LOGIC = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count", "trigger")
_SELDOM = ("calculation", "trigger")
_MEDIA = ("image", "big-image", "audio", "video")
_SHOWN = frozenset(
    {"type", "name", "label", "hint", "required", "required_message"}
    | {"read_only", "default", "appearance", "parameters", "constraint_message"}
    | {*_LOGIC, *_MEDIA}
)
YES = ("yes", "true", "true()")


class Sheet(QWidget):
    """Built for one shape of question; `refresh` shows what its cells hold now."""

    lists_requested = Signal(str)

    def __init__(
        self, look: Look, editor: EditorModel, outline: Outline, locale: str, node: Node
    ) -> None:
        super().__init__()
        self._look, self._editor, self._outline, self._locale = look, editor, outline, locale
        self._uid, self._node = node.uid, node
        self._info = read_type(node.type).info
        self._language = editor.language or default_language(editor.form)
        self._refreshes: list[Callable[[Node], None]] = []
        self._unfolds: dict[str, Callable[[], None]] = {}
        self.fields: dict[str, Field] = {}
        self._problems = column(space=6)
        self._lines = column(self._problems, space=12)
        self._add_what()
        self._add_answer()
        self._add_options()
        self._add_parameters()
        self._add_logic()
        self._add_media()
        self._add_others(node)
        self.setLayout(self._lines)
        self.refresh(node)

    @staticmethod
    def others_of(node: Node, form: Form) -> tuple[str, ...]:
        """The keys of cells that have no field of their own, or that this type does not take."""
        takes = read_type(node.type).info.takes | {"type", "name"}
        found = [
            key
            for key, text in node.cells.items()
            if text and (split(key)[0] not in _SHOWN or not _is_taken(key, takes))
        ]
        return tuple(found)

    # Showing

    def refresh(self, node: Node) -> None:
        """What the cells hold now."""
        self._node = node
        for show in self._refreshes:
            show(node)

    def say_problems(self, problems: Sequence[Problem]) -> None:
        """What is wrong with this question: errors under the fields they are about, all else above.
        What lacks in another language is said where languages stand beside each other.
        """
        emptied(self._problems)
        mine = [one for one in problems if self._is_in_sight(one)]
        for name, field in self.fields.items():
            said = [one for one in mine if self._field_of(one) == name]
            field.set_problem(say(said[0].code, said[0].params, self._locale) if said else "")
        for problem in mine:
            if not self._field_of(problem):
                tint = "error" if problem.is_error else "warn"
                icon = "octagon-alert" if problem.is_error else "triangle-alert"
                words = say(problem.code, problem.params, self._locale)
                self._problems.addWidget(note(self._look, tint, words, icon))

    def _is_in_sight(self, problem: Problem) -> bool:
        language = split(problem.column or "")[1]
        return language is None or language == self._language

    def _field_of(self, problem: Problem) -> str:
        name = split(problem.column or "")[0]
        return name if problem.is_error and name in self.fields else ""

    def focus(self, key: str) -> QWidget | None:
        """Give the keyboard to the field of a column; answers it."""
        field = self.fields.get(split(key)[0]) or self.fields.get("label")
        if field is None:
            return None
        if unfold := self._unfolds.get(split(key)[0]):
            unfold()
        field.editor.setFocus()
        return field

    # Sections

    def _add_what(self) -> None:
        outline, uid = self._outline, self._uid
        if "label" in self._info.takes:
            words = self._text("label", self._title("label"), lines=1)
            words.left.connect(lambda: outline.name_after_label(uid))
            self._text("hint", self._title("hint"))
        name = CellLine()
        self._field("name", cell_title("name"), name)
        name.setToolTip(
            translate("Questionnaires", "The column of the answers; references follow a new name.")
        )
        name.left.connect(lambda: outline.rename(uid, name.text()))
        self._refreshes.append(lambda node: name.show_text(node.name))

    def _add_answer(self) -> None:
        takes = self._info.takes
        if "required" in takes:
            self._required()
            self._required_message()
        if "read_only" in takes:
            self._lines.addWidget(self._yes_no("read_only"))
        if "default" in takes:
            self._line("default")
        if "appearance" in takes:
            self._appearance()

    def _add_options(self) -> None:
        if self._info.needs_list:
            self._list()
        if self._info.needs_file:
            field = CellLine("visitas.csv")
            self._field("type", translate("Questionnaires", "File"), field)
            field.typed.connect(lambda text: self._set_type(file=text))
            field.offer(lambda: [VISIT_LIST, *self._file_names(FileKind.DATA)])
            self._refreshes.append(lambda n: field.show_text(read_type(n.type).file or ""))

    def _add_parameters(self) -> None:
        known = parameters_of(self._info.base)
        if not known or "parameters" not in self._info.takes:
            return
        fields = [self._parameter(parameter) for parameter in known]
        for start in range(0, len(fields), 3):
            self._lines.addLayout(row(*fields[start : start + 3], space=12))

    def _add_logic(self) -> None:
        taken = [key for key in _LOGIC if key in self._info.takes]
        seldom = [key for key in taken if key in _SELDOM and self._info.is_asked]
        for key in taken:
            if key not in seldom:
                self._lines.addWidget(self._expression(key))
                if key == "constraint":
                    self._text("constraint_message", self._title("constraint_message"))
        words = translate("Questionnaires", "More logic")
        self._fold(words, seldom, [self._expression(key) for key in seldom])

    def _expression(self, key: str) -> Field:
        editor = expression_editor(self._look, self._editor, self._uid, key)
        made = self._field(key, cell_title(key), editor.widget, is_added=False)
        self._refreshes.append(editor.refresh)
        return made

    def _add_media(self) -> None:
        """Pictures and sounds beside the words: fields only where something is, or is asked for."""
        wanted = [key for key in _MEDIA if key in self._info.takes]
        fields = [self._line(key, in_language=True, is_added=False) for key in wanted]
        for key, field in zip(wanted, fields, strict=True):
            if isinstance(field.editor, CellLine):
                field.editor.offer(partial(self._file_names, MEDIA_KINDS[key]))
        self._fold(translate("Questionnaires", "Media beside the text"), wanted, fields)

    def _file_names(self, kind: FileKind) -> list[str]:
        """The form's own files of a kind."""
        return [file.name for file in self._editor.form.files if file.kind is kind]

    def _fold(self, words: str, keys: Sequence[str], fields: Sequence[Field]) -> None:
        """Fields that are seldom used: there at once only when one of them holds something."""
        if not fields:
            return
        sheet = holding(column(*fields, space=12))
        more = Button(self._look, words, "link")
        has_some = any(self._node.cells.get(self._key(key)) for key in keys)
        hide_unless(sheet, has_some)
        hide_unless(more, not has_some)

        def unfold() -> None:
            sheet.show()
            more.hide()

        more.clicked.connect(unfold)
        self._unfolds.update(dict.fromkeys(keys, unfold))
        self._lines.addLayout(row(more, None))
        self._lines.addWidget(sheet)

    def _add_others(self, node: Node) -> None:
        others = self.others_of(node, self._editor.form)
        if not others:
            return
        self._lines.addWidget(line())
        self._lines.addWidget(label(translate("Questionnaires", "Other columns"), "strong"))
        takes = self._info.takes
        if any(split(key)[0] in _SHOWN and not _is_taken(key, takes) for key in others):
            words = translate("Questionnaires", "Some are not used by this type; nothing is lost.")
            self._lines.addWidget(label(words, "caption", wrap=True))
        for key in others:
            self._line(key, title=key)

    # Fields

    def _title(self, key: str) -> str:
        title = cell_title(key)
        return f"{title} · {self._language}" if self._language else title

    def _key(self, key: str) -> str:
        return join(key, self._language) if key in LANGUAGE_CELLS else key

    def _field(self, name: str, title: str, editor: QWidget, *, is_added: bool = True) -> Field:
        made = Field(title, editor)
        self.fields[name] = made
        editor.setEnabled(not self._editor.is_read_only)
        if is_added:
            self._lines.addWidget(made)
        return made

    def _line(
        self, key: str, *, title: str = "", in_language: bool = False, is_added: bool = True
    ) -> Field:
        full = self._key(key) if in_language else key
        field, words = CellLine(), title or cell_title(key)
        made = self._field(key, words, field, is_added=is_added)
        field.typed.connect(lambda text: self._outline.set_cell(self._uid, full, text, words))
        self._refreshes.append(lambda node: field.show_text(node.cells.get(full, "")))
        return made

    def _text(self, key: str, title: str, lines: int = 1) -> CellText:
        full, field = self._key(key), CellText(lines=lines)
        self._field(key, title, field)
        words = cell_title(key)
        field.typed.connect(lambda text: self._outline.set_cell(self._uid, full, text, words))
        self._refreshes.append(lambda node: field.show_text(node.cells.get(full, "")))
        return field

    def _yes_no(self, key: str) -> QWidget:
        no, yes = say("no", None, self._locale), say("yes", None, self._locale)
        field = CellChoice([("", no), ("yes", yes)])
        made = self._field(key, cell_title(key), field, is_added=False)
        words = cell_title(key)
        field.picked.connect(lambda text: self._outline.set_cell(self._uid, key, text, words))
        self._refreshes.append(lambda node: field.show_text(_as_yes(node.cells.get(key, ""))))
        return made

    def _required(self) -> None:
        """Saying so writes the message that phones show, in every language."""
        field = RequiredField(self._look, self._editor, self._uid, self._locale)
        self._field("required", cell_title("required"), field)

        def pick(text: str) -> None:
            has_message = any(
                split(key)[0] == "required_message" and cell
                for key, cell in self._node.cells.items()
            )
            cells: dict[str, str | None] = {"required": text}
            if text and not has_message:
                form = self._editor.form
                cells |= message_cells(form, "required_message", "designer.required_message")
            merge = "" if text in ("", "yes") else f"cell:{self._uid}:required"
            self._outline.set_cells(self._uid, cells, cell_title("required"), merge)

        field.picked.connect(pick)
        self._refreshes.append(lambda node: field.show_text(node.cells.get("required", "")))

    def _required_message(self) -> None:
        field = self._text("required_message", self._title("required_message"))
        holder = self.fields["required_message"]
        shows = lambda node: holder.setVisible(bool(node.cells.get("required")))  # noqa: E731
        self._refreshes.append(shows)
        assert field is holder.editor

    def _appearance(self) -> None:
        """What Collect can draw is offered; anything else may be written."""
        offered = appearances(self._info.base)
        if not offered:
            self._line("appearance")
            return
        field = CellChoice(offered)
        field.setEditable(True)
        field.setInsertPolicy(CellChoice.InsertPolicy.NoInsert)
        self._field("appearance", cell_title("appearance"), field)
        words = cell_title("appearance")

        def set_it(text: str) -> None:
            self._outline.set_cell(self._uid, "appearance", text, words)

        field.picked.connect(set_it)
        edit = field.lineEdit()
        assert edit is not None
        known = {word: value for value, word in offered}
        edit.editingFinished.connect(lambda: set_it(known.get(edit.text(), edit.text().strip())))
        self._refreshes.append(lambda node: field.show_text(node.cells.get("appearance", "")))

    def _list(self) -> None:
        options = [(name, name) for name in list_names(self._editor.form)]
        field = CellChoice(options)
        edit = Button(self._look, translate("Questionnaires", "Edit the options"), "row", "list")
        edit.clicked.connect(
            lambda: self.lists_requested.emit(read_type(self._node.type).list_name or "")
        )
        field.picked.connect(lambda name: self._set_type(list_name=name))
        title = translate("Questionnaires", "List of options")
        made = self._field("type", title, field, is_added=False)
        edit_row = row(made, edit, space=12)
        edit_row.setStretch(0, 1)
        self._lines.addLayout(edit_row)
        self._refreshes.append(lambda n: field.show_text(read_type(n.type).list_name or ""))

    def _set_type(self, *, list_name: str | None = None, file: str | None = None) -> None:
        had = read_type(self._node.type)
        written = write_type(
            QuestionType(had.base, list_name or had.list_name, had.or_other, file or had.file)
        )
        self._outline.write_type(self._uid, written)

    def _parameter(self, parameter: Parameter) -> QWidget:
        def write(text: str) -> None:
            cell = self._node.cells.get("parameters", "")
            written = write_parameter(cell, parameter.key, text.strip())
            self._outline.set_cell(self._uid, "parameters", written, parameter.title)

        if parameter.kind in (ParameterKind.NUMBER, ParameterKind.TEXT):
            field = CellLine(parameter.placeholder)
            field.typed.connect(write)
            shown: CellLine | CellChoice = field
        else:
            empty = "" if parameter.kind is ParameterKind.YES else "–"
            yes = [("true", say("yes", None, self._locale))]
            no = ("", empty or say("no", None, self._locale))
            shown = CellChoice([no, *(parameter.options or yes)])
            shown.picked.connect(write)
        made = self._field(f"parameters.{parameter.key}", parameter.title, shown, is_added=False)

        def show(node: Node) -> None:
            pairs = read_parameters(node.cells.get("parameters", "")) or {}
            shown.show_text(pairs.get(parameter.key, ""))

        self._refreshes.append(show)
        return made


def _is_taken(key: str, takes: frozenset[str] | set[str]) -> bool:
    name = split(key)[0]
    return name in takes or name in ("type", "name")


def _as_yes(text: str) -> str:
    return "yes" if text.strip().lower() in YES else text
