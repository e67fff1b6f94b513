"""Rows of a survey to a tree and back. What does not close stays a plain row where it stood, so
that nothing moves and the compiler says of it what it would say of the file.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kobra_domain.questionnaires.form import Node, NodeKind
from kobra_domain.questionnaires.question_types import kind_of, read_type

# Deeper than anybody nests, and shallow enough for every walk through a tree.
MOST_DEPTH = 60
_YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
_BEGIN = re.compile(r"begin(?P<gap>[\s_]+)(?P<control>looped group|lgroup|group|repeat|loop)\b")

Cells = Mapping[str, str]


class TooDeep(Exception):
    """Groups in groups beyond what is read; `row` is where it went too far."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


@dataclass(slots=True)
class _Open:
    """A group that has begun and may yet end."""

    begin: Node
    base: str
    children: list[Node] = field(default_factory=list)

    def flat(self) -> list[Node]:
        """As rows, for a group that never ends."""
        return [replace(self.begin, kind=NodeKind.QUESTION), *self.children]


def tree_of(rows: Iterable[tuple[int, Cells]], new_uid: Callable[[], str]) -> tuple[Node, ...]:
    """The nodes of numbered rows. Raises TooDeep."""
    stack = [_Open(Node(uid="", kind=NodeKind.GROUP), "")]
    for row, cells in rows:
        base = "" if is_disabled(cells) else read_type(cells.get("type", "")).base
        if base.startswith("begin_"):
            if len(stack) > MOST_DEPTH:
                raise TooDeep(row)
            begin = Node(uid=new_uid(), kind=kind_of(cells["type"]), cells=cells, row=row)
            stack.append(_Open(begin, base.removeprefix("begin_")))
        elif not (base.startswith("end_") and _close(stack, base.removeprefix("end_"), row, cells)):
            stack[-1].children.append(Node(uid=new_uid(), kind=_kind(cells), cells=cells, row=row))
    while len(stack) > 1:
        _give_up(stack)
    return tuple(stack[0].children)


def is_disabled(cells: Cells) -> bool:
    """Whether the row is switched off by the old «disabled» column: the compiler skips it."""
    return cells.get("disabled") in _YES


def _kind(cells: Cells) -> NodeKind:
    if not cells:
        return NodeKind.BLANK
    if is_disabled(cells) or not cells.get("type"):
        return NodeKind.COMMENT
    return NodeKind.QUESTION


def _close(stack: list[_Open], base: str, row: int, cells: Cells) -> bool:
    """End the nearest group of that sort; those within it that did not end are given up."""
    if all(opened.base != base for opened in stack[1:]):
        return False
    while stack[-1].base != base:
        _give_up(stack)
    opened = stack.pop()
    whole = replace(opened.begin, children=tuple(opened.children), end_cells=cells, end_row=row)
    stack[-1].children.append(whole)
    return True


def _give_up(stack: list[_Open]) -> None:
    lost = stack.pop().flat()
    stack[-1].children.extend(lost)


@dataclass(frozen=True, slots=True)
class Line:
    """A row to write: the node it stands for, and whether it is the node's closing row."""

    node: Node
    cells: Cells
    is_end: bool = False


def lines_of(nodes: Sequence[Node]) -> Iterator[Line]:
    """The rows of a survey in order; a group made here gets the closing row that fits its type."""
    stack: list[Node | Line] = list(reversed(nodes))
    while stack:
        item = stack.pop()
        if isinstance(item, Line):
            yield item
            continue
        yield Line(item, item.cells)
        if item.is_container:
            stack.append(Line(item, _end_cells(item), is_end=True))
            stack.extend(reversed(item.children))


def _end_cells(node: Node) -> Cells:
    began = _BEGIN.match(node.type)
    if began is None:
        fitting = "end_repeat" if node.kind is NodeKind.REPEAT else "end_group"
    else:
        fitting = f"end{began['gap'][0]}{began['control']}"
    ends = read_type(node.end_cells.get("type", "")).base
    if ends == read_type(fitting).base:
        return node.end_cells
    return {**node.end_cells, "type": fitting}
