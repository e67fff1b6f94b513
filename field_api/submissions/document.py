"""Reads the XML of a filled-in form: whose form, which instance, every answer in its order.

It reads in one pass without building a tree, knows no DTD and no entity, and says by a code why
something cannot be read. What the answers mean is read in `kobra_domain.questionnaires.results`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from field_api.submissions.form_facts import FormFacts
from kobra_domain.limits import MAX_ITEMS
from kobra_domain.submissions import Answer

DEEPEST = 60
LONGEST_ANSWER = 200_000
LONGEST_PATH = 240
MOST_TEXT = 2_000_000
_META: Final = "meta"


class Unreadable(Exception):
    """The XML cannot be read as a form; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Step:
    """One element of a path: its name, which of its like it is, and how many there are in all."""

    name: str
    ordinal: int
    siblings: Counter[str]


@dataclass(frozen=True, slots=True)
class _Leaf:
    steps: tuple[_Step, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands in the XML. `answers` names them as the form's repeats have it; `instance_id` is
    empty for none, or one too long to be kept.
    """

    form_id: str
    form_version: str
    instance_id: str
    replaces: str
    leaves: Sequence[_Leaf]
    problem: str = ""

    def answers(self, facts: FormFacts) -> tuple[tuple[Answer, ...], str]:
        """The answers in their order, empty ones too, and the code of what had to be left out."""
        kept: list[Answer] = []
        problem, size = self.problem, 0
        for leaf in self.leaves:
            path = _path(leaf.steps, facts)
            value = leaf.text[: min(LONGEST_ANSWER, MOST_TEXT - size)]
            size += len(value)
            if len(path) > LONGEST_PATH or len(kept) >= MAX_ITEMS:
                problem = problem or "too_many_answers"
                continue
            if len(value) < len(leaf.text):
                problem = problem or "answer_too_long"
            kept.append(Answer(path=path, value=value))
        return tuple(kept), problem


def read_document(xml: bytes) -> Document:
    """The document of a submission. Raises Unreadable: hostile_xml, unreadable_xml, no_form_id."""
    reader = _Reader()
    parser = DefusedXMLParser(target=reader, forbid_dtd=True)
    try:
        parser.feed(xml)
        parser.close()
    except DefusedXmlException as problem:
        raise Unreadable("hostile_xml") from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise Unreadable("unreadable_xml") from problem
    return reader.document()


def moment_of(text: str) -> datetime | None:
    """The moment of a form's timestamp, None without one or without its zone."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@dataclass(slots=True)
class _Open:
    """An element that has begun and not ended."""

    step: _Step
    children: Counter[str] = field(default_factory=Counter)
    text: list[str] = field(default_factory=list)


class _Reader:
    """The parser's target: gathers leaves as the elements end."""

    def __init__(self) -> None:
        self._stack: list[_Open] = []
        self._leaves: list[_Leaf] = []
        self._root: dict[str, str] = {}
        self._root_namespace = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition("}")
        if not self._stack:
            self._root = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            self._root_namespace = namespace.lstrip("{")
            siblings: Counter[str] = Counter()
        else:
            siblings = self._stack[-1].children
        if len(self._stack) >= DEEPEST:
            raise ValueError("deeper than any form")
        siblings[name] += 1
        self._stack.append(_Open(_Step(name, siblings[name], siblings)))

    def data(self, text: str) -> None:
        self._stack[-1].text.append(text)

    def end(self, _tag: str) -> None:
        closed = self._stack.pop()
        if not closed.children and self._stack:
            steps = (*(above.step for above in self._stack[1:]), closed.step)
            self._leaves.append(_Leaf(steps, "".join(closed.text)))

    def close(self) -> None:
        """The document has ended."""

    def document(self) -> Document:
        form_id = self._root.get("id") or self._root_namespace
        instance_id = (self._meta("instanceID") or self._root.get("instanceID", "")).strip()
        if not form_id.strip() or len(form_id) > LONGEST_PATH:
            raise Unreadable("no_form_id")
        return Document(
            form_id=form_id.strip(),
            form_version=self._root.get("version", "")[:LONGEST_PATH],
            instance_id=instance_id if len(instance_id) <= LONGEST_PATH else "",
            replaces=self._meta("deprecatedID")[:LONGEST_PATH],
            leaves=self._leaves,
            problem="encrypted" if self._root.get("encrypted", "") == "yes" else "",
        )

    def _meta(self, name: str) -> str:
        for leaf in self._leaves:
            if len(leaf.steps) == 2 and (leaf.steps[0].name, leaf.steps[1].name) == (_META, name):
                return leaf.text.strip()
        return ""


def _path(steps: tuple[_Step, ...], facts: FormFacts) -> str:
    plain, printed = "", []
    for step in steps:
        plain = f"{plain}/{step.name}" if plain else step.name
        is_numbered = step.siblings[step.name] > 1 or plain in facts.repeats
        printed.append(f"{step.name}[{step.ordinal}]" if is_numbered else step.name)
    return "/".join(printed)


def plain_path(path: str) -> str:
    """A path without the numbers of its repeats, as the form names its questions."""
    return "/".join(step.partition("[")[0] for step in path.split("/"))
