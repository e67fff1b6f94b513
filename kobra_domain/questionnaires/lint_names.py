"""Names of questions, groups and repeats: present, well made, and each one's own in its place."""

import re
from collections.abc import Iterable, Iterator

from kobra_domain.questionnaires.form import Node, NodeKind
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, Spot, node_name
from kobra_domain.questionnaires.tokens import stranger

NAME = re.compile(r"[^\W\d][\w.\-]*(:[^\W\d][\w.\-]*)?")
RESERVED = frozenset({"meta"})
# The compiler names these itself.
_NAMELESS = frozenset({"note", "audit"})


def is_name(text: str) -> bool:
    """Whether a question, a list's column or a form's root may be named so."""
    return NAME.fullmatch(text) is not None and not stranger(text)


def problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the names of a form's rows."""
    for spot in reading.spots.values():
        yield from _own(spot)
    for siblings in _scopes(reading):
        yield from _twins(siblings)
    yield from _repeats(reading)


def _own(spot: Spot) -> Iterator[Problem]:
    node = spot.node
    if not node.name:
        if spot.type.base not in _NAMELESS and spot.type.base:
            yield problem("form.name_missing", node, "name")
    elif spot.type.base == "audit" and node.name != "audit":
        yield problem("form.audit_name", node, "name", name=node.name)
    elif not is_name(node.name):
        yield problem("form.name_invalid", node, "name", name=node.name)
    elif node.name in RESERVED:
        yield problem("form.name_reserved", node, "name", name=node.name)


def _scopes(reading: Reading) -> Iterator[list[Spot]]:
    """The spots that stand side by side; a name is unique among them."""
    scopes: dict[str | None, list[Spot]] = {}
    for spot in reading.spots.values():
        if node_name(spot):
            scopes.setdefault(spot.parent.uid if spot.parent else None, []).append(spot)
    yield from scopes.values()


def _twins(siblings: Iterable[Spot]) -> Iterator[Problem]:
    first: dict[str, Node] = {}
    first_in_any_case: dict[str, str] = {}
    for spot in siblings:
        name = node_name(spot)
        other = first_in_any_case.setdefault(name.casefold(), name)
        if name in first:
            yield problem(
                "form.name_duplicate", spot.node, "name", name=name, other_row=first[name].row
            )
        elif other != name:
            yield problem("form.name_case_twin", spot.node, "name", name=name, other=other)
        first.setdefault(name, spot.node)


def _repeats(reading: Reading) -> Iterator[Problem]:
    root = reading.form.settings.get("name") or "data"
    seen: set[str] = set()
    for spot in reading.spots.values():
        node = spot.node
        if node.kind is not NodeKind.REPEAT or not node.name:
            continue
        if node.name == root:
            yield problem("form.repeat_name_is_form", node, "name", name=node.name)
        if node.name in seen:
            yield problem("form.repeat_name_duplicate", node, "name", name=node.name)
        seen.add(node.name)
