"""Small forms to test with; a node's uid is its name."""

from collections.abc import Callable, Iterator
from itertools import count

from kobra_domain.questionnaires.acts import make
from kobra_domain.questionnaires.form import Choice, Column, Form, Node


def question(name: str, type_text: str = "text", **cells: str) -> Node:
    """A question with a label."""
    known = {"type": type_text, "name": name, "label": name.capitalize()}
    return make(name, {**known, **cells})


def group(name: str, *children: Node, kind: str = "group") -> Node:
    """A group or repeat."""
    return make(name, {"type": f"begin_{kind}", "name": name, "label": name}, children)


def choice(list_name: str, name: str, **cells: str) -> Choice:
    """A choice whose uid is list and name."""
    known = {"list_name": list_name, "name": name, "label": name.capitalize()}
    return Choice(uid=f"{list_name}.{name}", cells={**known, **cells})


def columns(*keys: str) -> tuple[Column, ...]:
    """Columns that are spelled as their keys."""
    return tuple(Column(key, key) for key in keys)


def a_form(*nodes: Node, choices: tuple[Choice, ...] = ()) -> Form:
    """A form of these nodes with plain columns."""
    return Form(
        survey=nodes,
        survey_columns=columns("type", "name", "label"),
        choices=choices,
        choice_columns=columns("list_name", "name", "label") if choices else (),
    )


def outline(nodes: tuple[Node, ...]) -> str:
    """«a b(c d)»: the names as they are nested."""
    said = []
    for node in nodes:
        inner = f"({outline(node.children)})" if node.is_container else ""
        said.append(f"{node.name}{inner}")
    return " ".join(said)


def numbered(prefix: str = "n") -> Callable[[], str]:
    """New uids: n1, n2…"""
    numbers: Iterator[int] = count(1)
    return lambda: f"{prefix}{next(numbers)}"
