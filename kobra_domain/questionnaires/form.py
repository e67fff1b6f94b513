"""A form as a tree in memory, loss-free with the workbook it came from; flat only at the border.

Everything is frozen: an act makes a new form that shares what it did not touch, so undo is keeping
the old one. The mappings are never written to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kobra_domain.questionnaires.files import FormFile


class NodeKind(StrEnum):
    """What a row of the survey is. A comment has cells but no type, a blank has nothing."""

    QUESTION = "question"
    GROUP = "group"
    REPEAT = "repeat"
    COMMENT = "comment"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `key` is canonical («relevant», «label», «label::Español (es)», or the
    header itself where XLSForm does not know it); `header` is how the workbook spells it.
    """

    key: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A row of the survey, with its children when it is a group or repeat.

    `cells` is text by column key, «type» and «name» among them; an absent cell is not an empty one.
    `end_cells` are those of the closing row; `row` and `end_row` are the rows (from 1) of the
    workbook it was read from, None for what was made here.
    """

    uid: str
    kind: NodeKind
    cells: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Node", ...] = ()
    end_cells: Mapping[str, str] = field(default_factory=dict)
    row: int | None = None
    end_row: int | None = None

    @property
    def type(self) -> str:
        """The raw text of the type, as written."""
        return self.cells.get("type", "")

    @property
    def name(self) -> str:
        """The question's name, empty when there is none."""
        return self.cells.get("name", "")

    @property
    def is_container(self) -> bool:
        """Whether it may have children."""
        return self.kind in (NodeKind.GROUP, NodeKind.REPEAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row of the choices sheet: cells «list_name», «name», «label::…» and whatever else."""

    uid: str
    cells: Mapping[str, str] = field(default_factory=dict)
    row: int | None = None

    @property
    def list_name(self) -> str:
        """The list it belongs to; empty for a blank or comment row."""
        return self.cells.get("list_name", "")

    @property
    def name(self) -> str:
        """The value that is stored when it is chosen."""
        return self.cells.get("name", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet kept as it is: rows of cell texts (external_choices, entities, notes of a person)."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A cell that looked otherwise in the workbook than it reads: why, as a code, and what was
    `shown` there. It is about `text`; when that is written anew the remark is over.
    """

    code: str
    sheet: str
    column: str
    text: str
    row: int
    shown: str = ""
    uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole workbook. `sheet_names` spells every sheet in the workbook's order; `files` stand
    beside it, by name.
    """

    survey: tuple[Node, ...] = ()
    survey_columns: tuple[Column, ...] = ()
    choices: tuple[Choice, ...] = ()
    choice_columns: tuple[Column, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    setting_columns: tuple[Column, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    sheet_names: tuple[str, ...] = ("survey", "choices", "settings")
    files: tuple[FormFile, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Every node, parents before their children, in the order of the survey."""
        stack = list(reversed(self.survey))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def title(self) -> str:
        """The form's title, or its id when it has none."""
        return self.settings.get("form_title", "") or self.form_id

    @property
    def form_id(self) -> str:
        """The id that phones know it by; empty when the settings name none."""
        return self.settings.get("form_id", "")

    @property
    def form_version(self) -> str:
        """The version's text; empty when the settings name none."""
        return self.settings.get("version", "")
