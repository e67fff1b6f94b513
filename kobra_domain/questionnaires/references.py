"""Who refers to whom in a form: names, the cells that use them, and what is computed from what.

A reading of one form, made once and asked by the lint and by whoever renames or removes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kobra_domain.questionnaires.columns import EXPRESSIONS, TRANSLATABLE, split
from kobra_domain.questionnaires.expressions import (
    Call,
    Expression,
    Path,
    Reference,
    Unreadable,
    expression_parts,
    inner_expressions,
    references,
)
from kobra_domain.questionnaires.form import Choice, Form, Node, NodeKind
from kobra_domain.questionnaires.question_types import QuestionType, read_type
from kobra_domain.questionnaires.spelling import nearest

YES_NO = frozenset(
    written
    for word in ("yes", "no", "true", "false")
    for written in (word, word.capitalize(), word.upper())
) | {"true()", "false()"}
# What the phone computes again whenever a part of it changes: here a circle can never end.
COMPUTED = ("relevant", "calculation", "required", "read_only")
MOST_LOOKED_FOR = 60  # nobody reads more suggestions
# What the compiler puts into every form.
BUILT_IN = frozenset({"instanceID", "instanceName"})
_WITH_REFERENCES = frozenset({*EXPRESSIONS, *TRANSLATABLE, "parameters", "type"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node stands: its parent, None at the top, and what its type means."""

    node: Node
    parent: Node | None
    type: QuestionType


@dataclass(frozen=True)
class Reading:
    """A form with what is looked up again and again. Disabled rows and comments are not in it."""

    form: Form
    spots: Mapping[str, Spot] = field(init=False)
    _looked_for: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spots", dict(_spots(self.form)))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Node, ...]]:
        """The nodes of each name, in the order of the form."""
        found: dict[str, list[Node]] = {}
        for spot in self.spots.values():
            if name := node_name(spot):
                found.setdefault(name, []).append(spot.node)
        return {name: tuple(nodes) for name, nodes in found.items()}

    @cached_property
    def lists(self) -> Mapping[str, tuple[Choice, ...]]:
        """The choices of each list."""
        found: dict[str, list[Choice]] = {}
        for choice in self.form.choices:
            if choice.list_name:
                found.setdefault(choice.list_name, []).append(choice)
        return {name: tuple(choices) for name, choices in found.items()}

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Every name that `${…}` may refer to, those the compiler adds included."""
        made = set(BUILT_IN)
        for spot in self.spots.values():
            if spot.type.or_other:
                made.add(f"{spot.node.name}_other")
            if spot.node.cells.get("repeat_count"):
                made.add(f"{spot.node.name}_count")
        return frozenset(self.by_name.keys() | made)

    def meant(self, word: str, known: Iterable[str]) -> str | None:
        """The known word that was perhaps meant. Looking is slow: only so many are looked for."""
        if len(self._looked_for) == MOST_LOOKED_FOR:
            return None
        self._looked_for.append(word)
        return nearest(word, known)

    def repeats_of(self, uid: str) -> tuple[Node, ...]:
        """The repeats that a node stands in, the innermost first."""
        found, parent = [], self.spots[uid].parent
        while parent:
            if parent.kind is NodeKind.REPEAT:
                found.append(parent)
            parent = self.spots[parent.uid].parent
        return tuple(found)

    def users(self, name: str) -> tuple[tuple[str, str], ...]:
        """The (uid, column) of every cell of the survey that refers to a name."""
        mark = f"{name}}}"
        return tuple(
            (uid, column)
            for uid, spot in self.spots.items()
            for column, text in spot.node.cells.items()
            if mark in text and name in references(text)
        )

    def dependencies(self) -> dict[str, set[str]]:
        """For each node the nodes that must be computed before it: what its logic refers to, and
        the group it stands in, whose relevance is its own.
        """
        found: dict[str, set[str]] = {}
        for uid, spot in self.spots.items():
            needed = {spot.parent.uid} if spot.parent else set()
            for column in COMPUTED:
                text = spot.node.cells.get(column)
                if text and text not in YES_NO and not _waits(spot.node, column):
                    needed |= self.needed_by(spot, text)
            found[uid] = needed
        return found

    def needed_by(self, spot: Spot, text: str) -> set[str]:
        """The nodes that an expression of a node reads, through `${…}` or through paths."""
        try:
            parts = expression_parts(text)
        except Unreadable:
            return {node.uid for name in references(text) for node in self._named(name)}
        elsewhere = in_predicates(parts) if "[" in text else frozenset()
        found: set[str] = set()
        for part in parts:
            if part.start not in elsewhere or not _starts_here(part):
                found.update(node.uid for node in self._nodes(spot, part))
        return found

    def _nodes(self, spot: Spot, part: Expression) -> tuple[Node, ...]:
        if isinstance(part, Reference):
            return () if part.is_last_saved else self._named(part.name)
        if isinstance(part, Path) and not part.is_absolute and _is_here(part.base):
            reached = self._walk(spot, part)
            return (reached,) if reached else ()
        return ()

    def _named(self, name: str) -> tuple[Node, ...]:
        """The one node of a name; none where several bear it, which is told apart."""
        found = self.by_name.get(name, ())
        return found if len(found) == 1 else ()

    def _walk(self, spot: Spot, path: Path) -> Node | None:
        """The node that `.`, `../name` or `current()/../name` leads to; None for the form itself
        and for what is not followed.
        """
        at: Node | None = spot.node
        for step in path.steps:
            if step.name == ".." and at:
                at = self.spots[at.uid].parent
            elif step.name != ".":
                siblings = at.children if at else self.form.survey
                at = next((node for node in siblings if node.name == step.name), None)
                if at is None or at.uid not in self.spots:
                    return None
        return at


def node_name(spot: Spot) -> str:
    """The name a node will have: an audit is always «audit»."""
    return "audit" if spot.type.base == "audit" else spot.node.name


def has_references(column: str) -> bool:
    """Whether `${…}` means something in a column."""
    return split(column)[0] in _WITH_REFERENCES


def expression_cells(node: Node) -> Iterator[tuple[str, str]]:
    """The (column, text) of a node's cells that are expressions: no yes or no, no plain default."""
    for column in EXPRESSIONS:
        text = node.cells.get(column)
        if not text or not text.strip() or column == "trigger":
            continue
        if text.strip() not in YES_NO and (column != "default" or is_dynamic(text)):
            yield column, text


def is_dynamic(default: str) -> bool:
    """Whether a default is computed: it refers to an answer or calls a function."""
    if "(" not in default and "${" not in default:
        return False
    try:
        parts = expression_parts(default)
    except Unreadable:
        return "${" in default
    return any(isinstance(part, Reference | Call) for part in parts)


def is_disabled(node: Node) -> bool:
    """Whether a row is switched off by the «disabled» column, which only old forms have."""
    return node.cells.get("disabled", "").lower() in ("yes", "true", "true()")


def _spots(form: Form) -> Iterator[tuple[str, Spot]]:
    stack: list[tuple[Node, Node | None]] = [(node, None) for node in reversed(form.survey)]
    while stack:
        node, parent = stack.pop()
        if node.kind in (NodeKind.COMMENT, NodeKind.BLANK) or is_disabled(node):
            continue
        yield node.uid, Spot(node, parent, read_type(node.type))
        stack.extend((child, node) for child in reversed(node.children))


def _waits(node: Node, column: str) -> bool:
    """A calculation with a trigger is made when that question changes, not when its parts do."""
    return column == "calculation" and bool(node.cells.get("trigger"))


def _starts_here(part: Expression) -> bool:
    return isinstance(part, Path) and part.base is None


def in_predicates(parts: Iterable[Expression]) -> frozenset[int]:
    """Where what stands in predicates begins: there the dot is the row that is looked at."""
    return frozenset(
        inner.start
        for part in parts
        if isinstance(part, Path)
        for predicate in (*part.predicates, *(p for step in part.steps for p in step.predicates))
        for inner in inner_expressions(predicate)
    )


def _is_here(base: Expression | None) -> bool:
    return base is None or (isinstance(base, Call) and base.function == "current")
