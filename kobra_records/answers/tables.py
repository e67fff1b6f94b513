"""Answers as the tables of a file: one line a submission, a table for each repeat, by words or by
codes. Every answer has a column, also what no version here asks.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

from kobra_domain.questionnaires.results import VISIT, read_fix
from kobra_domain.visits import ReviewState, Verdict
from kobra_domain.words import say, word
from kobra_records.answers.columns import AnswerColumn, AnswerColumns, ReadVersion, named_order
from kobra_records.answers.form_words import Group, Question
from kobra_records.answers.reading import answer_type, answer_value, choice_words, sent_value
from kobra_records.answers.rows import AnsweredRow
from kobra_records.files.exports.table import ColumnType, ExportColumn, ExportTable, Moment, Value

_NUMBER = re.compile(r"\[(\d+)\]")
_META = ("meta/", "instanceID", "instanceName", "deprecatedID")
Read = Callable[[AnsweredRow, str], Value]


@dataclass(frozen=True, slots=True)
class AnswersWish:
    """How answers are written: for whom, and whether by labels and words, else by names and codes.
    `zone` is an IANA name.
    """

    locale: str
    zone: str
    has_labels: bool = True


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of a file; `read` is given a row and the path of the answer."""

    column: ExportColumn
    read: Read
    pattern: str = ""


def answer_tables(
    title: str, versions: Iterable[ReadVersion], rows: Sequence[AnsweredRow], wish: AnswersWish
) -> list[ExportTable]:
    """The submissions in their order, then each repeat, by its first version's order."""
    return _Tables(title, list(versions), rows, wish).made()


class _Tables:
    def __init__(
        self,
        title: str,
        versions: list[ReadVersion],
        rows: Sequence[AnsweredRow],
        wish: AnswersWish,
    ) -> None:
        self._title, self._rows, self._wish = title, rows, wish
        self._asked = AnswerColumns(versions, by_words=wish.has_labels)
        self._repeats = _repeats(versions)
        columns = [*self._asked.columns, *_unasked(self._asked.columns, rows)]
        self._ranks = {one.key: rank for rank, one in enumerate(named_order(columns), 1)}
        self._inside: dict[str, list[AnswerColumn]] = {"": []}
        for pattern in (*self._repeats, *(one.repeat for one in columns)):
            self._inside.setdefault(pattern, [])
        for one in columns:
            self._inside[one.repeat].append(one)

    def made(self) -> list[ExportTable]:
        """All tables; a repeat in which only other repeats stand has one too."""
        return [self._main(), *(self._repeat(one) for one in self._inside if one)]

    def _main(self) -> ExportTable:
        facts = [_Field(self._fact(name, kind), read) for name, kind, read in self._facts()]
        fields = [*facts, *self._fields("")]
        rows = ([one.read(row, one.pattern) for one in fields] for row in self._rows)
        return ExportTable(self._title, tuple(one.column for one in fields), rows)

    def _repeat(self, pattern: str) -> ExportTable:
        fields = self._fields(pattern)
        levels = [f"{part}[]" for part in _above(pattern)]
        numbered = [ExportColumn(_bare(n), self._level(n), ColumnType.NUMBER) for n in levels]
        kind = ColumnType.NUMBER if len(levels) == 1 else ColumnType.CODE
        head = (self._fact("instance_id", ColumnType.CODE), self._fact("number", kind))
        nested = numbered if len(levels) > 1 else []
        columns = (*head, *nested, *(one.column for one in fields))
        group = self._repeats.get(pattern)
        name = (group.label if group and self._wish.has_labels else "") or _bare(pattern)
        return ExportTable(name, columns, self._instances(pattern, fields), _bare(pattern))

    def _instances(self, pattern: str, fields: Sequence[_Field]) -> Iterator[list[Value]]:
        """One row an instance: its number is 2, or «1.2» and 1 and 2 inside another repeat."""
        for row in self._rows:
            found = {head for path in (*row.answers, *row.corrected) for head in _heads(path)}
            mine = [head for head in found if _pattern(head) == pattern]
            for head in sorted(mine, key=_numbers):
                numbers: list[Value] = [*_numbers(head)]
                if len(numbers) > 1:
                    numbers.insert(0, ".".join(map(str, numbers)))
                values = [one.read(row, head + one.pattern[len(pattern) :]) for one in fields]
                yield [row.instance_id, *numbers, *values]

    # Columns

    def _facts(self) -> list[tuple[str, ColumnType, Read]]:
        wish, text, code = self._wish, ColumnType.TEXT, ColumnType.CODE
        return [
            ("instance_id", code, lambda r, _: r.instance_id),
            ("received_at", self._moments, lambda r, _: self._moment(r.received_at)),
            ("agent", text, lambda r, _: r.agent_name),
            ("visit_id", code, lambda r, _: r.visit_id),
            ("holder", text, lambda r, _: r.party_name),
            ("portfolio", text, lambda r, _: r.portfolio_name),
            ("version", code, lambda r, _: r.form_version),
            ("verdict", text, lambda r, _: _worded(r.verdict, wish) if r.verdict else ""),
            ("distance_m", ColumnType.NUMBER, lambda r, _: _metres(r.distance_m)),
            ("review", text, lambda r, _: _worded(r.review, wish)),
            ("logic_differs", ColumnType.TRUTH, lambda r, _: bool(r.logic_mismatch)),
            ("corrected", text, lambda r, _: "; ".join(r.corrected)),
        ]

    def _fact(self, name: str, kind: ColumnType) -> ExportColumn:
        title = say(f"answer_fact.{name}", None, self._wish.locale)
        return ExportColumn(name, title if self._wish.has_labels else name, kind)

    def _level(self, pattern: str) -> str:
        """What heads the number of a repeat around another, and its own."""
        group = self._repeats.get(pattern)
        if group is None or not self._wish.has_labels:
            return f"{_bare(pattern)}.number"
        label = group.label or _bare(pattern)
        return say("answers.instance", {"label": label}, self._wish.locale)

    def _fields(self, repeat: str) -> list[_Field]:
        return [made for one in self._inside[repeat] for made in self._of(one)]

    def _of(self, one: AnswerColumn) -> Iterator[_Field]:
        wish, rank = self._wish, self._ranks[one.key]
        title = one.title(wish.locale) if wish.has_labels else one.code()
        kind = self._type(one.question)
        read = partial(self._value, one)
        path = one.question.path
        yield _Field(ExportColumn(path, title, kind, rank), read, one.pattern)
        if kind is ColumnType.POINT:
            title = say("answers.accuracy", {"label": title}, wish.locale)
            column = ExportColumn(path, title, ColumnType.NUMBER, rank)
            yield _Field(column, partial(self._accuracy, one), one.pattern)

    def _type(self, question: Question) -> ColumnType:
        kind = answer_type(question)
        if kind is ColumnType.INSTANT:
            return self._moments
        is_raw = kind is ColumnType.POINT and not self._wish.has_labels
        return ColumnType.CODE if is_raw else kind

    # Values

    @property
    def _moments(self) -> ColumnType:
        """By codes a header is the name and no more: the zone stands in a column of its own."""
        return ColumnType.INSTANT if self._wish.has_labels else ColumnType.LOCAL

    def _moment(self, value: Value) -> Value:
        if isinstance(value, datetime) and not self._wish.has_labels:
            return Moment(value, self._wish.zone)
        return value

    def _value(self, column: AnswerColumn, row: AnsweredRow, path: str) -> Value:
        question, raw = self._asked.read(column, row.version_id, row.answer(path))
        if question is None or not raw:
            return sent_value(raw)
        if self._wish.has_labels and question.name in VISIT and raw == row.visit_id:
            return row.party_name or raw  # what a form calls the visit is an id of ours
        if question.is_choice:
            return choice_words(question, raw) if self._wish.has_labels else raw
        if self._wish.has_labels and question.kind == "acknowledge" and raw == "OK":
            return say("answers.acknowledged", None, self._wish.locale)
        if self._type(question) is ColumnType.CODE and answer_type(question) is ColumnType.POINT:
            return raw
        return self._moment(answer_value(question, raw, self._wish.zone))

    def _accuracy(self, column: AnswerColumn, row: AnsweredRow, path: str) -> Value:
        question, raw = self._asked.read(column, row.version_id, row.answer(path))
        fix = read_fix(raw) if question else None
        return fix.accuracy_m if fix else None


def _worded(member: Verdict | ReviewState, wish: AnswersWish) -> str:
    return word(member, wish.locale) if wish.has_labels else member.value


def _metres(distance_m: float | None) -> float | None:
    """As finely as it is known at best."""
    return None if distance_m is None else round(distance_m, 1)


def _repeats(versions: Iterable[ReadVersion]) -> dict[str, Group]:
    """The repeats by pattern, in the order of the first version that has each; as the newest calls
    it.
    """
    made: dict[str, Group] = {}
    for version in sorted(versions, key=lambda one: one.number):
        for question in version.words.questions.values():
            pattern = question.pattern
            marked = [group for group in question.groups if group.is_repeat]
            for group, head in zip(marked, _above(pattern), strict=True):
                made[f"{head}[]"] = group
    return made


def _unasked(columns: Sequence[AnswerColumn], rows: Iterable[AnsweredRow]) -> list[AnswerColumn]:
    """Columns for answers that no version here asks; they take their names last."""
    known = {one.pattern for one in columns}
    found = {
        _pattern(path)
        for row in rows
        for answers in (row.answers, row.corrected)
        for path, value in answers.items()
        if value and not path.startswith(_META)
    }
    made = []
    for pattern in sorted(found - known):
        path = _bare(pattern)
        question = Question(path, path.rpartition("/")[2], "text", path)
        made.append(AnswerColumn(pattern, question, titled_since=sys.maxsize))
    return made


@lru_cache(maxsize=4_096)
def _pattern(path: str) -> str:
    return _NUMBER.sub("[]", path)


@lru_cache(maxsize=4_096)
def _heads(path: str) -> tuple[str, ...]:
    """The paths of the instances of repeats that an answer stands in, outermost first."""
    return tuple(path[: found.end()] for found in _NUMBER.finditer(path))


def _above(pattern: str) -> list[str]:
    """The patterns of the repeats of a pattern, without their own marks: a[]/b[]/c → a, a[]/b."""
    parts = pattern.split("[]")[:-1]
    return ["[]".join(parts[: n + 1]) for n in range(len(parts))]


def _bare(pattern: str) -> str:
    return pattern.replace("[]", "")


def _numbers(head: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(head)]
