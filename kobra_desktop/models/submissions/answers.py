"""A submission's answers in the form's words and order: sections, numbered repeats, what is hidden
or empty set aside, logic differences and corrections beside what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.submissions.values import value_words
from kobra_domain.submissions import Difference, Submission
from kobra_records.answers.form_words import FormWords, Group, Question, bare

_REFERENCE = re.compile(r"\$\{([^{}\s]{1,64})\}")
_INSTANCE = re.compile(r"\[(\d+)\]$")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a review would have an answer be, in words."""

    value: str
    raw: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question and its answer as words; `raw` as sent. `file` is the name of its file.

    `difference` says what the form's own logic gives instead, empty when it agrees.
    """

    path: str
    label: str
    value: str
    raw: str
    question: Question | None = None
    difference: str = ""
    correction: Correction | None = None

    @property
    def file(self) -> str:
        """The name of the file that is its answer."""
        return self.raw if self.question is not None and self.question.is_file else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered and nothing is to be said of it."""
        return not self.raw and not self.difference and self.correction is None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; `depth` counts the groups around it, an empty title goes on with
    what was before the section above. `is_hidden`: what the agent never saw.
    """

    title: str
    lines: tuple[AnswerLine, ...]
    depth: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """All of it; `notes` are differences that belong to no one answer."""

    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[AnswerLine]:
        """Every line, in order."""
        for section in self.sections:
            yield from section.lines

    @property
    def differing(self) -> int:
        """How many answers the form's own logic contradicts."""
        return sum(bool(line.difference) for line in self.lines()) + len(self.notes)


class SheetMaker:
    """Makes the sheet of one submission; `words` None: no version is here, paths are its labels.

    `visits` are words by id: what a form calls «visita» is an id of ours.
    """

    def __init__(
        self,
        submission: Submission,
        words: FormWords | None,
        locale: str,
        zone: str,
        corrections: Mapping[str, Correction],
        visits: Mapping[str, str] | None = None,
    ) -> None:
        self._submission, self._words = submission, words
        self._locale, self._zone = locale, zone
        self._corrections, self._visits = corrections, visits or {}
        self._answers = {answer.path: answer.value for answer in submission.answers}
        self._by_name = {bare(p).rpartition("/")[2]: v for p, v in self._answers.items() if v}
        self._differences = {one.path: one for one in submission.differences if one.path}

    def make(self) -> AnswerSheet:
        """The sheet."""
        known = list(self._known()) if self._words else []
        seen = {line.path for section in known for line in section.lines}
        rest = [self._line(path, None) for path in self._answers if path not in seen]
        meta = [line for line in rest if _is_meta(line.path)]
        strange = [line for line in rest if not _is_meta(line.path)]
        translate = QCoreApplication.translate
        sections = [section for section in known if not section.is_hidden]
        if strange:
            title = translate("Answers", "Not in this version") if self._words else ""
            sections.append(Section(title, tuple(strange)))
        hidden = [line for s in known if s.is_hidden for line in s.lines if line.raw]
        if hidden or meta:
            title = translate("Answers", "Calculated and hidden")
            sections.append(Section(title, (*hidden, *meta), 0, True))
        return AnswerSheet(tuple(sections), tuple(self._notes(seen | self._answers.keys())))

    def _known(self) -> Iterator[Section]:
        assert self._words is not None
        open_title, depth = "", 0
        lines: list[AnswerLine] = []
        hidden: list[AnswerLine] = []
        for question, path in self._ordered():
            titled = _titled(question.groups)
            title = self._title(question.groups, path)
            line = self._line(path, question)
            if question.is_hidden and not line.difference:
                hidden.append(line)
                continue
            if title != open_title:
                if lines:
                    yield Section(open_title, tuple(lines), depth)
                open_title, depth, lines = title, max(0, len(titled) - 1), []
            lines.append(line)
        if lines:
            yield Section(open_title, tuple(lines), depth)
        yield Section("", tuple(hidden), 0, True)

    def _ordered(self) -> Iterator[tuple[Question, str]]:
        """The questions with the paths of their answers; a repeat goes instance by instance."""
        assert self._words is not None
        waiting = list(self._words.questions.values())
        while waiting:
            first = waiting[0]
            repeat = next((group for group in first.groups if group.is_repeat), None)
            if repeat is None:
                yield first, first.path
                waiting.pop(0)
                continue
            inside = [q for q in waiting if repeat in q.groups]
            waiting = [q for q in waiting if repeat not in q.groups]
            yield from self._instances(inside, repeat, repeat.path, repeat.path)

    def _instances(
        self, inside: list[Question], repeat: Group, bare_path: str, path: str
    ) -> Iterator[tuple[Question, str]]:
        """Each instance of a repeat in turn, repeats inside it too."""
        for number in self._numbers(path):
            here = f"{path}[{number}]"
            waiting = list(inside)
            while waiting:
                question = waiting[0]
                inner = _next_repeat(question, repeat)
                if inner is None:
                    yield question, here + question.path.removeprefix(bare_path)
                    waiting.pop(0)
                    continue
                deeper = [q for q in waiting if inner in q.groups]
                waiting = [q for q in waiting if inner not in q.groups]
                inner_path = here + inner.path.removeprefix(bare_path)
                yield from self._instances(deeper, inner, inner.path, inner_path)

    def _numbers(self, path: str) -> list[int]:
        prefix = f"{path}["
        ends = (p[len(prefix) :].partition("]")[0] for p in self._answers if p.startswith(prefix))
        return sorted({int(end) for end in ends if end.isdecimal()})

    def _title(self, groups: tuple[Group, ...], path: str) -> str:
        parts, names = [], path.split("/")
        for group in groups:
            name = names[group.path.count("/")]
            number = _INSTANCE.search(name)
            if group.label or number:
                label = self._filled(group.label or bare(name))
                parts.append(f"{label} {number[1]}" if number else label)
        return " › ".join(parts)

    def _line(self, path: str, question: Question | None) -> AnswerLine:
        raw = self._answers.get(path, "")
        label = self._filled(question.label) if question else path
        found = self._differences.get(path)
        return AnswerLine(
            path,
            label,
            self._visits.get(raw) or value_words(question, raw, self._locale, self._zone),
            raw,
            question,
            self._difference(found, question) if found else "",
            self._corrections.get(path),
        )

    def _filled(self, label: str) -> str:
        """A label's «${name}» is what was answered there."""
        return _REFERENCE.sub(lambda found: self._by_name.get(found[1], "…"), label)

    def _difference(self, found: Difference, question: Question | None) -> str:
        translate = QCoreApplication.translate
        expected = value_words(question, found.expected, self._locale, self._zone)
        if found.kind == "value":
            return translate("Answers", "The form gives: {value}").format(value=expected or "—")
        if found.kind == "constraint":
            why = question.constraint_message if question else ""
            text = translate("Answers", "The form does not accept this answer.")
            return f"{text} {why or found.detail}".strip()
        if found.kind == "required":
            return translate("Answers", "The form asks for an answer here.")
        if found.kind == "unknown":
            return translate("Answers", "The form has no such question.")
        return found.detail or translate("Answers", "The form gives something else.")

    def _notes(self, said: Iterable[str]) -> Iterator[str]:
        paths = set(said)
        translate = QCoreApplication.translate
        for one in self._submission.differences:
            if one.kind == "broken":
                text = translate("Answers", "The logic could not be checked: {detail}")
                yield text.format(detail=one.detail or "—")
            elif one.path not in paths:
                where = one.path or "—"
                yield f"{where}: {self._difference(one, None)}"


def _next_repeat(question: Question, after: Group) -> Group | None:
    at = question.groups.index(after)
    return next((group for group in question.groups[at + 1 :] if group.is_repeat), None)


def _titled(groups: tuple[Group, ...]) -> list[Group]:
    return [group for group in groups if group.label or group.is_repeat]


def _is_meta(path: str) -> bool:
    return path.startswith("meta/") or path in ("instanceID", "instanceName", "deprecatedID")
