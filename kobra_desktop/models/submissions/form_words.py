"""A published form as it reads: its questions by path, their labels and those of their choices, in
the reader's language or the nearest the form has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kobra_domain.questionnaires.form import Form, Node, NodeKind

_CODE = re.compile(r"\(([A-Za-z]{2})(?:[-_]\w+)?\)\s*$")
_TAGS = re.compile(r"<[^<>]{1,200}>")
_LINK = re.compile(r"\[([^\][]{1,200})\]\([^()\s]{1,500}\)")
_NAMED = {"es": ("español", "spanish", "castellano"), "en": ("english", "inglés")}
_HIDDEN = frozenset(
    {
        *("calculate", "hidden", "start", "end", "today", "deviceid", "subscriberid", "simserial"),
        *("phonenumber", "username", "email", "audit", "start-geopoint", "background-audio"),
        *("xml-external", "csv-external", "background-geopoint"),
    }
)
_FILES = frozenset({"image", "photo", "audio", "video", "file", "annotate", "draw", "signature"})
_ALIASES = {
    "select one": "select_one",
    "select1": "select_one",
    "select multiple": "select_multiple",
    "int": "integer",
    "datetime": "dateTime",
    "dateTime": "dateTime",
    "trigger": "acknowledge",
    "location": "geopoint",
    "gps": "geopoint",
    "string": "text",
}
Chain = tuple["Group", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group or repeat that a question stands in; `path` is that of its name."""

    path: str
    label: str
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `kind` is its type's first word, `groups` what it stands in, outermost first.

    `choices` are labels by name, empty unless it is a choice.
    """

    path: str
    name: str
    kind: str
    label: str
    groups: Chain = ()
    choices: Mapping[str, str] | None = None
    constraint_message: str = ""
    is_other: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether the agent never sees it."""
        return self.kind in _HIDDEN

    @property
    def is_file(self) -> bool:
        """Whether its answer is the name of a file."""
        return self.kind in _FILES

    @property
    def is_choice(self) -> bool:
        """Whether its answer is one or more names of a list."""
        return self.kind in ("select_one", "select_multiple", "rank")

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
        for choice in form.choices:
            if choice.list_name and choice.name:
                label = self.text(choice.cells, "label") or choice.name
                self._lists.setdefault(choice.list_name, {})[choice.name] = label
        self.questions: dict[str, Question] = {
            question.path: question for question in self._walk(form.survey, "", ())
        }

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
        kind, list_name, has_other = read_kind(node.type)
        if kind == "note":
            return
        label = self.text(node.cells, "label") or node.name
        made = Question(
            path,
            node.name,
            kind,
            label,
            groups,
            self._lists.get(list_name, {}) if list_name else None,
            self.text(node.cells, "constraint_message"),
        )
        yield made
        if has_other:
            yield Question(
                f"{path}_other", f"{node.name}_other", "text", label, groups, None, "", True
            )


def read_kind(written: str) -> tuple[str, str, bool]:
    """Kind, list and whether there is an «other» of a type as it is written."""
    words = written.split()
    if not words:
        return "", "", False
    for long, short in _ALIASES.items():
        parts = long.split()
        if len(parts) == 2 and words[:2] == parts:
            words = [short, *words[2:]]
    kind = _ALIASES.get(words[0], words[0])
    for prefix in ("select_one", "select_multiple"):
        if kind.startswith(prefix):
            kind = prefix
    list_name = (
        words[1] if len(words) > 1 and kind in ("select_one", "select_multiple", "rank") else ""
    )
    has_other = "or_other" in words[2:] or written.rstrip().endswith("or specify other")
    return kind, list_name, has_other


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


def unmarked(text: str) -> str:
    """A label without its mark-up: bold, headings, links, tags."""
    text = _LINK.sub(r"\1", _TAGS.sub("", text))
    lines = (line.strip().lstrip("#").strip() for line in text.replace("**", "").splitlines())
    return " ".join(line for line in lines if line)
