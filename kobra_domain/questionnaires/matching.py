"""Which question of a form is which of another that was made apart from it, as two workbooks are:
by path, then by name, then by what it asks. Forms of one questionnaire share their uids instead.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.form import Choice, Form, Node

Path = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node and the names of the groups it is in."""

    node: Node
    path: Path

    @property
    def label(self) -> str:
        return shown(self.node.cells, "label", None)


def with_uids_of(old: Form, new: Form) -> Form:
    """The new form, whose things carry the uid of what they are in the old one; what is in neither
    keeps its own. Of things that nothing tells apart the first is the first.
    """
    nodes = _matched(
        list(_placed(old.survey)), list(_placed(new.survey)), _NODE_KEYS, lambda item: item.node.uid
    )
    choices = _matched(old.choices, new.choices, _CHOICE_KEYS, lambda choice: choice.uid)
    return replace(
        new,
        survey=_renamed(new.survey, nodes),
        choices=tuple(
            replace(choice, uid=choices.get(choice.uid, choice.uid)) for choice in new.choices
        ),
    )


def _by_path(item: _Placed) -> Hashable:
    return (item.path, item.node.name) if item.node.name else None


def _by_name(item: _Placed) -> Hashable:
    return item.node.name or None


def _by_cells(item: _Placed) -> Hashable:
    return item.path, item.node.kind, frozenset(item.node.cells.items())


def _by_words(item: _Placed) -> Hashable:
    """What was only renamed asks the same in the same way."""
    return (item.path, item.node.type, item.label) if item.label else None


def _choice_by_name(choice: Choice) -> Hashable:
    return (choice.list_name, choice.name) if choice.name else None


def _choice_by_words(choice: Choice) -> Hashable:
    return choice.list_name, shown(choice.cells, "label", None)


_NODE_KEYS = (_by_path, _by_name, _by_cells, _by_words)
_CHOICE_KEYS = (_choice_by_name, _choice_by_words)


def _matched(
    old: Sequence[T],
    new: Sequence[T],
    keys: Iterable[Callable[[T], Hashable]],
    uid: Callable[[T], str],
) -> dict[str, str]:
    """New uid → old uid, the surest key first."""
    known: dict[str, str] = {}
    for key in keys:
        taken = set(known.values())
        waiting: defaultdict[Hashable, list[str]] = defaultdict(list)
        for thing in reversed(old):
            if uid(thing) not in taken:
                waiting[key(thing)].append(uid(thing))
        for thing in new:
            same = waiting[key(thing)] if key(thing) is not None else []
            if same and uid(thing) not in known:
                known[uid(thing)] = same.pop()
    return known


def _placed(nodes: Sequence[Node], path: Path = ()) -> Iterator[_Placed]:
    for node in nodes:
        yield _Placed(node, path)
        yield from _placed(node.children, (*path, node.name))


def _renamed(nodes: Sequence[Node], known: dict[str, str]) -> tuple[Node, ...]:
    return tuple(
        replace(node, uid=known.get(node.uid, node.uid), children=_renamed(node.children, known))
        for node in nodes
    )
