"""A published form as it reads: its questions by path, their labels and those of their choices, in
the reader's language or the nearest the form has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.columns import CHOICES, keys_of, split
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.question_types import QuestionType, read_type
from kobra_domain.words import say

_CODE = re.compile(r"\(([A-Za-z]{2})(?:[-_]\w+)?\)\s*$")
_TAGS = re.compile(r"<[^<>]{1,200}>")
_LINK = re.compile(r"\[([^\][]{1,200})\]\([^()\s]{1,500}\)")
_NAMED = {"es": ("español", "spanish", "castellano"), "en": ("english", "inglés")}
_FILES = frozenset({"image", "audio", "video", "file", "background-audio", "audit"})
_CHOICES = ("select_one", "select_multiple", "rank")
_EXTERNAL = "external_choices"
# What the compiler adds to the list of a question with «or_other», in whatever language.
OTHER, OTHER_LABEL = "other", "Other"
Chain = tuple["Group", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group or repeat that a question stands in; `path` is that of its name."""

    path: str
    label: str
    is_repeat: bool


Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `kind` is its type's canonical name, `groups` what it stands in, outermost
    first. A choice is one wherever its list lies.

    `choices` are labels by name, None unless it is a choice; `spoken` all labels of each, by
    language («» where none is named). `is_other`: what was typed in place of a choice.
    """

    path: str
    name: str
    kind: str
    label: str
    groups: Chain = ()
    choices: Labels | None = None
    constraint_message: str = ""
    is_other: bool = False
    spoken: Mapping[str, Labels] | None = None

    @property
    def pattern(self) -> str:
        """Its path with a mark at each repeat («hogar[]/edad»): moved into one it is another."""
        made = self.path
        for group in reversed(self.groups):
            if group.is_repeat:
                made = f"{group.path}[]{made[len(group.path) :]}"
        return made

    @property
    def is_hidden(self) -> bool:
        """Whether the agent never sees it."""
        return not QuestionType(self.kind).info.is_asked

    @property
    def is_file(self) -> bool:
        """Whether its answer is the name of a file."""
        return self.kind in _FILES

    @property
    def is_choice(self) -> bool:
        """Whether its answer is one or more names of a list."""
        return self.kind in _CHOICES

    @property
    def in_repeat(self) -> bool:
        """Whether it may be answered more than once."""
        return any(group.is_repeat for group in self.groups)


class FormWords:
    """The questions of a form in their order; notes are no questions."""

    def __init__(self, form: Form, locale: str) -> None:
        self.form, self.locale = form, locale
        self._default = form.settings.get("default_language", "")
        self._lists: dict[str, dict[str, str]] = {}
        self._spoken: dict[str, dict[str, Labels]] = {}
        for cells in (*(choice.cells for choice in form.choices), *_external(form)):
            self._add_choice(cells.get("list_name", ""), cells.get("name", ""), cells)
        for node in form.nodes():
            kind = read_type(node.type)
            if kind.or_other and OTHER not in self._lists.get(kind.list_name or "", ()):
                self._add_choice(kind.list_name or "", OTHER, {"label": OTHER_LABEL})
        self.questions: dict[str, Question] = {
            question.path: question for question in self._walk(form.survey, "", ())
        }

    def _add_choice(self, list_name: str, name: str, cells: Mapping[str, str]) -> None:
        if list_name and name:
            label, named = self.text(cells, "label") or name, self._lists.setdefault(list_name, {})
            # A code that a filter tells apart has several words: none is better than a wrong one.
            named[name] = label if named.get(name, label) == label else name
            labels = {
                language_code(language or ""): unmarked(text)
                for key, text in cells.items()
                for column, language in [split(key)]
                if column == "label" and text
            }
            self._spoken.setdefault(list_name, {})[name] = labels

    def question(self, path: str) -> Question | None:
        """By an answer's path, whichever instance of a repeat it names."""
        return self.questions.get(bare(path))

    def text(self, cells: Mapping[str, str], column: str) -> str:
        """A translated cell: the reader's language, the form's own, any; without mark-up."""
        prefix = f"{column}::"
        by_language = {
            key.removeprefix(prefix): text
            for key, text in cells.items()
            if key.startswith(prefix) and text
        }
        for language, text in by_language.items():
            if is_language(language, self.locale):
                return unmarked(text)
        found = by_language.get(self._default) or cells.get(column, "")
        return unmarked(found or next(iter(by_language.values()), ""))

    def _walk(self, nodes: tuple[Node, ...], above: str, groups: Chain) -> Iterator[Question]:
        for node in nodes:
            if not node.name or node.kind in (NodeKind.COMMENT, NodeKind.BLANK):
                continue
            path = f"{above}{node.name}"
            if node.is_container:
                is_repeat = node.kind is NodeKind.REPEAT
                group = Group(path, self.text(node.cells, "label"), is_repeat)
                yield from self._walk(node.children, f"{path}/", (*groups, group))
            else:
                yield from self._question(node, path, groups)

    def _question(self, node: Node, path: str, groups: Chain) -> Iterator[Question]:
        written = read_type(node.type)
        kind = next((one for one in _CHOICES if written.base.startswith(one)), written.base)
        if kind == "note":
            return
        label = self.text(node.cells, "label") or node.name
        list_name = written.list_name or ""
        is_choice = kind in _CHOICES
        yield Question(
            path,
            node.name,
            kind,
            label,
            groups,
            self._lists.get(list_name, {}) if is_choice else None,
            self.text(node.cells, "constraint_message"),
            spoken=self._spoken.get(list_name, {}) if is_choice else None,
        )
        if written.or_other:
            label = say("answers.other", {"label": label}, self.locale)
            name = f"{node.name}_other"
            yield Question(f"{path}_other", name, "text", label, groups, is_other=True)


def _external(form: Form) -> Iterator[dict[str, str]]:
    """The rows of the choices that phones get as a file of their own."""
    for sheet in form.sheets:
        if sheet.name.lower() == _EXTERNAL and sheet.rows:
            keys = keys_of(sheet.rows[0], CHOICES)
            for row in sheet.rows[1:]:
                yield dict(zip(keys, row, strict=False))


def read_words(document: str, locale: str) -> FormWords | None:
    """The words of a version's document, None if it cannot be read."""
    try:
        return FormWords(canonical.read(document), locale)
    except Invalid:
        return None


def bare(path: str) -> str:
    """The path without the numbers of instances."""
    return re.sub(r"\[\d+\]", "", path)


def is_language(named: str, locale: str) -> bool:
    """Whether a form's name of a language («Español (es)», «es», «Spanish») is the reader's."""
    wanted, plain = locale[:2].casefold(), named.strip().casefold()
    code = _CODE.search(named)
    if code is not None:
        return code[1].casefold() == wanted
    return plain == wanted or plain in _NAMED.get(wanted, ())


def language_code(named: str) -> str:
    """One key for a language however a form spells its name."""
    code = _CODE.search(named)
    return (code[1] if code else named.strip()).casefold()


def unmarked(text: str) -> str:
    """A label without its mark-up: bold, headings, links, tags."""
    text = _LINK.sub(r"\1", _TAGS.sub("", text))
    lines = (line.strip().lstrip("#").strip() for line in text.replace("**", "").splitlines())
    return " ".join(line for line in lines if line)
