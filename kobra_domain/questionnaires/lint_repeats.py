"""Answers of a repeat asked for from outside: there are many, and the phone stops at them."""

from collections.abc import Iterator

from kobra_domain.questionnaires.columns import TRANSLATABLE, split
from kobra_domain.questionnaires.expressions import (
    Call,
    Path,
    Reference,
    Unreadable,
    expression_parts,
    inner_expressions,
    references,
)
from kobra_domain.questionnaires.form import Node, NodeKind
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, Spot, expression_cells

# These take many answers, or say which of them.
MANY = frozenset(
    {"sum", "count", "count-non-empty", "max", "min", "join", "concat", "indexed-repeat"}
    | {"position", "randomize", "area", "enclosed-area", "distance", "checklist"}
    | {"weighted-checklist"}
)


def problems(reading: Reading) -> Iterator[Problem]:
    """The cells that ask for an answer of a repeat they do not stand in, without saying which."""
    if not any(spot.node.kind is NodeKind.REPEAT for spot in reading.spots.values()):
        return
    for spot in reading.spots.values():
        around = {node.uid for node in reading.repeats_of(spot.node.uid)}
        for column, name in _single(spot):
            for node in reading.by_name.get(name, ())[:1]:
                outside = [r for r in reading.repeats_of(node.uid) if r.uid not in around]
                if outside and not _is_own(spot.node, column, outside[-1]):
                    yield problem(
                        "form.reference_into_repeat",
                        spot.node,
                        column,
                        reference=name,
                        repeat=outside[-1].name,
                    )


def _is_own(node: Node, column: str, repeat: Node) -> bool:
    """The label of a repeat is shown within it."""
    return node.uid == repeat.uid and split(column)[0] in TRANSLATABLE


def _single(spot: Spot) -> Iterator[tuple[str, str]]:
    """The (column, name) of every reference that stands for one answer."""
    for column, text in spot.node.cells.items():
        if split(column)[0] in TRANSLATABLE:
            yield from ((column, name) for name in references(text))
    for column, text in expression_cells(spot.node):
        if "${" in text:
            yield from ((column, name) for name in _singles(text))


def _singles(text: str) -> tuple[str, ...]:
    try:
        parts = expression_parts(text)
    except Unreadable:
        return ()
    among_many = {
        inner.start
        for part in parts
        if isinstance(part, Call) and part.function in MANY
        for argument in part.arguments
        for inner in inner_expressions(argument)
    }
    chosen = {part.start for part in parts if isinstance(part, Path) and part.base}
    found = (
        part.name
        for part in parts
        if isinstance(part, Reference) and not part.is_last_saved
        if part.start not in among_many and part.start not in chosen
    )
    return tuple(dict.fromkeys(found))
