"""What can be written at a place of an expression, names of questions and functions with their
help; and what is wrong with what is written. No widgets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kobra_desktop.store.accents import plain
from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.expressions import Unreadable, read_expression
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.functions import FUNCTIONS, Function
from kobra_domain.questionnaires.question_types import read_type
from kobra_domain.questionnaires.references import YES_NO, Reading, is_dynamic
from kobra_domain.questionnaires.tokens import TokenKind, reference, tokens
from kobra_domain.words import say, word

MOST = 60
_OPEN_REFERENCE = re.compile(r"\$\{?([^{}\s]*)$")
_WORD = re.compile(r"[^\W\d][\w.:-]*$")
_REST = re.compile(r"[\w.-]*\}?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be put in place of the text from `start` to `end`. `back` is how far before the end
    of what was put in the caret stands then.
    """

    insert: str
    title: str
    detail: str
    icon: str
    start: int
    end: int
    back: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong from `start` to `end`, in words."""

    start: int
    end: int
    sentence: str


def candidates(form: Form, text: str, caret: int, language: str, locale: str) -> list[Candidate]:
    """What fits before the caret, the likeliest first; nothing inside a quoted text."""
    before = text[:caret]
    if before.count("'") % 2 or before.count('"') % 2:
        return []
    if found := _OPEN_REFERENCE.search(before):
        rest = _REST.match(text, caret)
        end = rest.end() if rest and rest[0].endswith("}") else caret
        return list(_names(form, plain(found[1]), found.start(), end, language))
    found = _WORD.search(before)
    typed, start = (found[0], found.start()) if found else ("", caret)
    if before and not typed and (before[-1].isdigit() or before[-1] in "})"):
        return []
    functions = list(_functions(typed, start, caret, locale)) if typed else []
    return (functions + list(_names(form, plain(typed), start, caret, language)))[:MOST]


def _names(form: Form, typed: str, start: int, end: int, language: str) -> Iterator[Candidate]:
    """Names that begin with what was typed, then those that have it somewhere, in name or label."""
    first: list[tuple[Node, str]] = []
    later: list[tuple[Node, str]] = []
    for node in form.nodes():
        if not node.name or node.kind in (NodeKind.BLANK, NodeKind.COMMENT):
            continue
        label = " ".join(shown(node.cells, "label", language or None).split())
        if plain(node.name).startswith(typed):
            first.append((node, label))
        elif typed in plain(f"{node.name} {label}"):
            later.append((node, label))
    for node, label in (first + later)[:MOST]:
        icon = read_type(node.type).info.icon
        yield Candidate(f"${{{node.name}}}", node.name, label, icon, start, end)


def _functions(typed: str, start: int, end: int, locale: str) -> Iterator[Candidate]:
    wanted = typed.casefold()
    for name, function in FUNCTIONS.items():
        if name.startswith(wanted):
            back = 1 if function.most != 0 else 0
            help_line = say(function.code, None, locale)
            yield Candidate(
                f"{name}()", signature(function, locale), help_line, "braces", start, end, back
            )


def signature(function: Function, locale: str) -> str:
    """«selected(respuesta, opción)»; what may be left out in brackets."""
    kinds = [word(kind, locale) for kind in function.kinds]
    said = [kind if n < function.least else f"[{kind}]" for n, kind in enumerate(kinds)]
    more = ", …" if function.most is None or function.most > len(kinds) else ""
    return f"{function.name}({', '.join(said)}{more})"


def function_at(text: str, caret: int) -> Function | None:
    """The function whose brackets the caret is in."""
    open_names: list[str] = []
    before = ""
    for token in tokens(text):
        if token.start >= caret:
            break
        if token.text == "(":
            open_names.append(before)
        elif token.text == ")" and open_names:
            open_names.pop()
        if token.kind is not TokenKind.SPACE:
            before = token.text if token.kind is TokenKind.NAME else ""
    return next((FUNCTIONS[name] for name in reversed(open_names) if name in FUNCTIONS), None)


def references_in(text: str) -> list[tuple[int, int, str]]:
    """Where `${name}` stands: (start, end, name)."""
    return [
        (token.start, token.end, reference(token.text)[0])
        for token in tokens(text)
        if token.kind is TokenKind.REFERENCE
    ]


def mistakes(form: Form, text: str, locale: str, *, is_default: bool = False) -> list[Mistake]:
    """What is wrong with an expression: where it stops making sense, and names that nobody bears.

    A default that is a plain text is no expression.
    """
    if not text.strip() or text.strip() in YES_NO or (is_default and not is_dynamic(text)):
        return []
    found = [
        Mistake(start, end, say("form.reference_unknown", {"reference": name}, locale))
        for start, end, name in references_in(text)
        if name not in _known(form)
    ]
    try:
        read_expression(text)
    except Unreadable as problem:
        start = min(problem.position, max(len(text) - 1, 0))
        sentence = say(problem.code, problem.params, locale)
        found.insert(0, Mistake(start, max(_end_of(text, start), start + 1), sentence))
    return found


def _end_of(text: str, start: int) -> int:
    return next((t.end for t in tokens(text) if t.start <= start < t.end), len(text))


class _Held:
    """A form told apart by being the same object, since its mappings cannot be hashed."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.form is self.form


@lru_cache(maxsize=4)
def _known_of(held: _Held) -> frozenset[str]:
    return Reading(held.form).known_names


def _known(form: Form) -> frozenset[str]:
    return _known_of(_Held(form))
