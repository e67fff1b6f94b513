"""Cuts out of a form the part that is being edited, small enough to be previewed at each keystroke,
with what its logic refers to; and names what a preview cannot show.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kobra_domain.questionnaires.columns import split
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.question_types import read_type
from kobra_domain.questionnaires.references import Reading, expression_cells
from kobra_domain.questionnaires.tokens import references

MOST_QUESTIONS = 60
# What is only referred to is there to be answered freely, whatever the form asks of it elsewhere.
_DEMANDS = frozenset(
    {"relevant", "required", "required_message", "constraint", "constraint_message", "save_to"}
)
_SENDING = frozenset({"instance_name", "public_key", "submission_url", "auto_send", "auto_delete"})
_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]")
_UNSEEN = frozenset({"audio", "video", "file", "background-audio", "barcode", "datetime", "audit"})


def section(form: Form, uid: str) -> Form:
    """The form reduced to the group around a node (or the questions around it, where there is no
    group), at most 60 questions, and to what those refer to. The group itself is always relevant
    there. A uid that the form lacks gives the form itself.
    """
    reading = Reading(form)
    if uid not in reading.spots:
        return form
    return _Cut(reading, uid).form()


def unsupported(form: Form) -> tuple[str, ...]:
    """What the form asks for and only a phone can show, each once, in the order of the form: base
    types («audio», «video», «file», «barcode», «datetime», «background-audio», «audit») and
    «signature», «draw», «annotate», which are appearances of a picture.
    """
    found = (_unseen(node) for node in form.nodes())
    return tuple(dict.fromkeys(each for each in found if each))


def _unseen(node: Node) -> str:
    base = read_type(node.type).base
    if base == "image":
        words = node.cells.get("appearance", "").split()
        return next((word for word in words if word in ("signature", "draw", "annotate")), "")
    return base if base in _UNSEEN else ""


@dataclass
class _Cut:
    """Which nodes stay: `whole` as they are, `bare` without what the form demands of them."""

    reading: Reading
    uid: str
    whole: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)

    def form(self) -> Form:
        """The reduced form."""
        waiting = [node for shown in self._shown() for node in _below(shown)]
        self.whole = {node.uid for node in waiting if node.uid in self.reading.spots}
        for above in self._above(self.uid):
            self.bare.add(above.uid)
            waiting.append(self._kept(above))
        self._gather(waiting)
        form = self.reading.form
        return replace(
            form,
            survey=self._survey(form.survey),
            choices=tuple(each for each in form.choices if each.list_name in self.lists),
            settings=_settings(form.settings),
            sheets=tuple(sheet for sheet in form.sheets if not _is_entities(sheet.name)),
            sheet_names=tuple(name for name in form.sheet_names if not _is_entities(name)),
        )

    def _shown(self) -> Sequence[Node]:
        """The nodes around the one that is edited, with all below them."""
        spot = self.reading.spots[self.uid]
        if spot.node.is_container:
            self.bare.add(self.uid)
            return _around(spot.node.children, 0)
        siblings = spot.parent.children if spot.parent else self.reading.form.survey
        if spot.parent is None:  # beside other groups: they are sections of their own
            siblings = tuple(node for node in siblings if not node.is_container)
        return _around(siblings, siblings.index(spot.node))

    def _above(self, uid: str) -> Iterator[Node]:
        """The node itself when it is a group, and every group around it."""
        spot = self.reading.spots[uid]
        if spot.node.is_container:
            yield spot.node
        if spot.parent:
            yield from self._above(spot.parent.uid)

    def _gather(self, waiting: list[Node]) -> None:
        """Keep what is referred to, and what that refers to, until nothing new is."""
        while waiting:
            node = waiting.pop()
            for wanted in self._wanted(node):
                if wanted.uid in self.whole or wanted.uid in self.bare:
                    continue
                self.bare.add(wanted.uid)
                waiting.append(self._kept(wanted))
                if wanted.is_container:  # a repeat that is counted needs something to repeat
                    waiting.extend(self._first_of(wanted))
                for above in self._above(wanted.uid):
                    if above.uid not in self.bare and above.uid not in self.whole:
                        self.bare.add(above.uid)
                        waiting.append(self._kept(above))

    def _first_of(self, container: Node) -> Iterator[Node]:
        first = next((each for each in _below(container) if not each.is_container), None)
        if first is None or first.uid in self.whole:
            return
        for each in (first, *self._above(first.uid)):
            self.bare.add(each.uid)
            yield self._kept(each)

    def _wanted(self, node: Node) -> Iterator[Node]:
        """The nodes that the cells of a node refer to, and those that its choices do."""
        spot = self.reading.spots.get(node.uid)
        if spot is None:
            return
        texts = [*node.cells.values()]
        name = read_type(node.type).list_name
        for named in (name, *(found for text in texts for found in _INSTANCE.findall(text))):
            if named and named not in self.lists:
                self.lists.add(named)
                chosen: Iterable[Choice] = self.reading.lists.get(named, ())
                texts.extend(text for choice in chosen for text in choice.cells.values())
                yield from self.reading.by_name.get(named, ())  # a csv-external is a row
        for text in texts:
            for each in references(text.replace("last-saved#", "")):
                yield from self.reading.by_name.get(each.removesuffix("_other"), ())
                yield from self.reading.by_name.get(each, ())
        by_uid = self.reading.spots
        for _column, text in expression_cells(node):
            yield from (by_uid[uid].node for uid in self.reading.needed_by(spot, text))

    def _kept(self, node: Node) -> Node:
        """A node as it stays: whole, or without what is demanded of it."""
        if node.uid not in self.bare:
            return node
        cells = {key: text for key, text in node.cells.items() if split(key)[0] not in _DEMANDS}
        return replace(node, cells=cells)

    def _survey(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        stay = (node for node in nodes if node.uid in self.whole or node.uid in self.bare)
        return tuple(
            replace(self._kept(node), children=self._survey(node.children)) for node in stay
        )


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _below(child)


def _around(nodes: Sequence[Node], index: int) -> Sequence[Node]:
    """The node at an index with its neighbours, nearest first, until there are enough questions."""
    room = MOST_QUESTIONS
    first, last = index, index  # [first, last)
    while room > 0 and (first > 0 or last < len(nodes)):
        for at in (last, first - 1):
            if 0 <= at < len(nodes) and room > 0:
                room -= sum(not each.is_container for each in _below(nodes[at]))
                first, last = min(first, at), max(last, at + 1)
    return nodes[first:last]


def _settings(settings: Mapping[str, str]) -> dict[str, str]:
    """What concerns sending is left out, and what refers to questions that may not be there."""
    return {key: text for key, text in settings.items() if key not in _SENDING and "${" not in text}


def _is_entities(sheet: str) -> bool:
    return sheet.strip().lower() == "entities"
