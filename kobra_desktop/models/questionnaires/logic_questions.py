"""The questions that a condition may ask, with what can be asked of each and its choices. Read from
the form once for all lines of a builder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.conditions import SELF, Ask, asks_for
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.list_acts import choices_of
from kobra_domain.questionnaires.question_types import ValueKind, read_type


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its name (the dot for the one a constraint belongs to), label, and answer."""

    name: str
    label: str
    value: ValueKind
    list_name: str = ""
    icon: str = ""

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What may be asked of it."""
        return asks_for(self.value)


class LogicQuestions:
    """The questions of a form by name, in its order; with `own` the question itself comes first."""

    def __init__(
        self, form: Form, language: str, own: Node | None = None, own_word: str = ""
    ) -> None:
        self._form, self._language = form, language
        self.by_name: Mapping[str, Asked] = _questions(form, language)
        if own is not None:
            self.by_name = {SELF: _asked(own, SELF, own_word), **self.by_name}
        self._labels: dict[str, list[tuple[str, str]]] = {}

    def choices(self, asked: Asked) -> list[tuple[str, str]]:
        """The (value, label) of its list; none when its choices come from elsewhere."""
        if asked.list_name not in self._labels:
            self._labels[asked.list_name] = [
                (choice.name, shown(choice.cells, "label", self._language or None) or choice.name)
                for choice in choices_of(self._form, asked.list_name)
            ] if asked.list_name else []  # fmt: skip
        return self._labels[asked.list_name]


_latest: tuple[Form, str, dict[str, Asked]] | None = None


def _questions(form: Form, language: str) -> dict[str, Asked]:
    """Kept for the form that was read last: all fields of a question ask for the same."""
    global _latest
    if _latest is None or _latest[0] is not form or _latest[1] != language:
        found = {node.name: _labelled(node, language) for node in form.nodes() if _is_asked(node)}
        _latest = (form, language, found)
    return _latest[2]


def _labelled(node: Node, language: str) -> Asked:
    label = " ".join(shown(node.cells, "label", language or None).split())
    return _asked(node, node.name, label)


def _is_asked(node: Node) -> bool:
    is_row = node.kind in (NodeKind.QUESTION,) and bool(node.name)
    return is_row and read_type(node.type).info.value is not ValueKind.NONE


def _asked(node: Node, name: str, label: str) -> Asked:
    read = read_type(node.type)
    list_name = read.list_name or ""
    if list_name.startswith("${"):
        list_name = ""
    return Asked(name, label, read.info.value, list_name, read.info.icon)
