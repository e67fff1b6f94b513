"""The part of a form that is being edited, as a form of its own that compiles: what the preview
shows. What it refers to elsewhere stands first, without its own conditions, to be tried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.columns import EXPRESSIONS, join, languages, split
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.question_types import read_type
from kobra_domain.questionnaires.tokens import references

WHOLE = 30
# Conditions that would hide or refuse what stands there only to be referred to.
_LEFT_OUT = ("relevant", "constraint", "required", "trigger", "choice_filter", "repeat_count")


def section(form: Form, uid: str | None) -> Form:
    """The top group around a question with what it refers to; a small form is shown whole."""
    tops = [node for node in form.survey if node.kind is not NodeKind.BLANK]
    if sum(1 for _ in form.nodes()) <= WHOLE or not tops:
        return form
    shown = _chosen(tops, uid)
    inside = {node.name for node in acts.walk(shown) if node.name}
    needed = _needed(form, shown, inside)
    first = _stage(form, needed)
    metadata = [node for node in tops if _is_metadata(node) and node not in shown]
    return replace(form, survey=(*metadata, *first, *shown))


def _chosen(tops: list[Node], uid: str | None) -> list[Node]:
    """The group at the top that holds the node; a run of loose questions around a loose one."""
    at = next(
        (n for n, top in enumerate(tops) if any(one.uid == uid for one in acts.walk([top]))), None
    )
    if at is None:
        at = next((n for n, top in enumerate(tops) if not _is_metadata(top)), 0)
    if tops[at].is_container:
        return [tops[at]]
    start = end = at
    while start > 0 and not tops[start - 1].is_container and end - start < WHOLE // 2:
        start -= 1
    while end + 1 < len(tops) and not tops[end + 1].is_container and end - start < WHOLE:
        end += 1
    return tops[start : end + 1]


def _is_metadata(node: Node) -> bool:
    info = read_type(node.type).info
    return not info.is_asked and node.kind is NodeKind.QUESTION and "calculation" not in info.takes


def _needed(form: Form, shown: Iterable[Node], inside: set[str]) -> list[Node]:
    """The questions elsewhere that it refers to, and those that they need to be worked out."""
    by_name = {node.name: node for node in form.nodes() if node.name}
    wanted: dict[str, None] = {}
    waiting = [name for node in acts.walk(shown) for name in _referred(node)]
    while waiting:
        name = waiting.pop()
        if name in inside or name in wanted or name not in by_name:
            continue
        wanted[name] = None
        waiting.extend(_referred(_bare(by_name[name])))
    return [node for node in form.nodes() if node.name in wanted]


def _referred(node: Node) -> list[str]:
    found: list[str] = []
    for key, text in node.cells.items():
        if "${" in text and (key in EXPRESSIONS or split(key)[0] in ("label", "hint", "type")):
            found.extend(references(text))
    return found


def _bare(node: Node) -> Node:
    cells = {key: text for key, text in node.cells.items() if key not in _LEFT_OUT}
    return replace(node, cells=cells, children=(), end_cells={}, kind=NodeKind.QUESTION)


def _stage(form: Form, needed: list[Node]) -> list[Node]:
    """What is referred to: questions in a group that says so, what is worked out after them."""
    asked = [_bare(n) for n in needed if not n.is_container and read_type(n.type).info.is_asked]
    hidden = [_bare(n) for n in needed if not n.is_container and n.name not in _names(asked)]
    repeats = [replace(n, cells=_bare(n).cells) for n in needed if n.is_container]
    if not asked:
        return [*repeats, *hidden]
    words = QCoreApplication.translate("Questionnaires", "Answers from other sections")
    labels = {join("label", language): words for language in languages(form) or (None,)}
    name = acts.free_name("kobra_before", acts.names(form))
    cells = {"type": "begin group", "name": name, **labels}
    return [acts.make("kobra-before", cells, asked), *repeats, *hidden]


def _names(nodes: Iterable[Node]) -> set[str]:
    return {node.name for node in nodes}
