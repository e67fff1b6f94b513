"""The columns of a questionnaire's submissions: who and when, then one a question, each answer by
the words of its own version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.columns import Columns, sort_key
from kobra_desktop.models.rows import Column
from kobra_desktop.models.submissions.shelf import form_words
from kobra_desktop.models.submissions.values import value_words
from kobra_desktop.models.visit_columns import verdict_column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.submissions import AnsweredForm
from kobra_domain.questionnaires.results import VISIT
from kobra_domain.words import day_words, hour, word
from kobra_records.answers.columns import AnswerColumn, AnswerColumns, ReadVersion, read_versions
from kobra_records.answers.reading import answer_type, answer_value
from kobra_records.answers.rows import AnsweredRow
from kobra_records.files.exports.table import MEASURES, READ, ColumnType, Value

MOST_QUESTIONS = 400
SHOWN_QUESTIONS = 14
_WORDS = (ColumnType.TEXT, ColumnType.CODE)


@dataclass(frozen=True, slots=True)
class FormTable:
    """A questionnaire to be shown: its versions that are here, and what they ask as columns."""

    form: AnsweredForm
    versions: tuple[ReadVersion, ...]
    asked: AnswerColumns

    @property
    def chosen(self) -> list[AnswerColumn]:
        """Those whose answers are read as other words than were sent."""
        found = self.asked.columns
        return [one for one in found if one.question.is_choice and not one.repeat]

    def column(self, key: str) -> AnswerColumn | None:
        """The column of a key."""
        return next((one for one in self.asked.columns if one.key == key), None)


def read_table(form: AnsweredForm, locale: str) -> FormTable:
    """Read the versions of a questionnaire. Runs on a worker."""
    versions = read_versions(form.versions, lambda one: form_words(one, locale))
    return FormTable(form, versions, AnswerColumns(versions))


def answer_columns(table: FormTable, workspace: Workspace) -> list[Column[AnsweredRow]]:
    """The columns: who and when first, then the questions; a repeat is one with its count."""
    column = Columns[AnsweredRow](workspace)
    made = _fact_columns(column, workspace, {one.id: one.number for one in table.form.versions})
    seen: set[str] = set()
    shown = 0
    for asked in table.asked.columns[:MOST_QUESTIONS]:
        question = asked.question
        repeat = next((group for group in question.groups if group.is_repeat), None)
        is_own = question.name in VISIT  # the holder stands in a column of its own
        is_shown = not question.is_hidden and not is_own and shown < SHOWN_QUESTIONS
        if repeat is None:
            answers = AnswersOf(table.asked, asked, workspace)
            made.append(_question_column(column, answers, is_shown=is_shown))
        elif repeat.path not in seen:
            seen.add(repeat.path)
            made.append(_repeat_column(column, repeat.path, repeat.label, is_shown=is_shown))
        shown += is_shown
    return made


class AnswersOf:
    """The answers of one column, each by the words of its own version."""

    def __init__(self, asked: AnswerColumns, column: AnswerColumn, workspace: Workspace) -> None:
        self._asked, self.column, self._workspace = asked, column, workspace
        self.kind = answer_type(column.question)
        self.title = column.title(workspace.locale)

    def words(self, row: AnsweredRow) -> str:
        """What stands there now, as people read it."""
        return self._worded(row, row.answer(self.column.pattern))

    def _worded(self, row: AnsweredRow, raw: str) -> str:
        question, raw = self._asked.read(self.column, row.version_id, raw)
        if row.visit_id and raw == row.visit_id:
            return row.party_name  # an id of ours says nothing to a person
        if question is not None and question.is_file:
            return raw
        return value_words(question, raw, self._workspace.locale, self._workspace.zone.key)

    def value(self, row: AnsweredRow) -> Value:
        """As what its column is."""
        return self.words(row) if self.kind in _WORDS else self.native(row)

    def native(self, row: AnsweredRow) -> Value:
        """As what it is itself: a result of the form may be a number or a code."""
        question, raw = self._asked.read(
            self.column, row.version_id, row.answer(self.column.pattern)
        )
        zone = self._workspace.zone.key
        return answer_value(question, raw, zone) if question is not None else raw or None

    def is_unread(self, row: AnsweredRow) -> bool:
        """Whether it is a text where something else should stand."""
        return self.kind in READ and isinstance(self.native(row), str)

    def tone(self, row: AnsweredRow) -> str:
        """The colour of what needs a look."""
        if self.column.pattern in row.corrected:
            return "accent"
        return "warn_fg" if self.is_unread(row) else ""

    def tip(self, row: AnsweredRow) -> str:
        """What had been sent, where a review put something else; that it cannot be read; or how
        its own version asked.
        """
        path, translate = self.column.pattern, QCoreApplication.translate
        if path in row.corrected:
            words = translate("AnswersTable", "Corrected. Sent: {value}")
            return words.format(value=self._worded(row, row.answers.get(path, "")) or "—")
        if self.is_unread(row):
            return translate("AnswersTable", "This could not be read: it stands as it was sent.")
        asked = self.column.by_version.get(row.version_id or "")
        if asked is not None and row.answer(path) and asked.label != self.column.question.label:
            return translate("AnswersTable", "It was asked as: {label}").format(label=asked.label)
        return ""


def _question_column(
    column: Columns[AnsweredRow], answers: AnswersOf, *, is_shown: bool
) -> Column[AnsweredRow]:
    kind = answers.kind
    return column(
        f"q:{answers.column.key}",
        answers.title,
        answers.value,
        110 if kind in MEASURES else 150,
        kind,
        text=answers.words,
        sort=lambda row: _key_of(answers, row),
        is_shown=is_shown,
        tone=answers.tone,
        tip=answers.tip,
    )


def _key_of(answers: AnswersOf, row: AnsweredRow) -> Any:
    """What could not be read as the others stands last: it cannot be compared with them. Of codes
    numbers come first, by their size.
    """
    if answers.kind is ColumnType.TEXT:
        return sort_key(answers.words(row))
    value = answers.native(row)
    if answers.kind is ColumnType.CODE and value is not None:
        return isinstance(value, str), sort_key(value)
    return None if isinstance(value, str) else sort_key(value)


def _repeat_column(
    column: Columns[AnsweredRow], path: str, label: str, *, is_shown: bool
) -> Column[AnsweredRow]:
    prefix = f"{path}["

    def count(row: AnsweredRow) -> int | None:
        found = {p[len(prefix) :].partition("]")[0] for p in row.answers if p.startswith(prefix)}
        return len(found) or None

    return column(f"r:{path}", label or path, count, 110, ColumnType.NUMBER, is_shown=is_shown)


def _fact_columns(
    column: Columns[AnsweredRow], workspace: Workspace, numbers: Mapping[str, int]
) -> list[Column[AnsweredRow]]:
    """`numbers` are those of the versions, by id: «10» stands after «9»."""
    translate, locale = QCoreApplication.translate, workspace.locale

    def received(row: AnsweredRow) -> str:
        day = row.received_at.astimezone(workspace.zone).date()
        clock = hour(row.received_at, workspace.zone.key)
        return f"{day_words(day, locale, workspace.today)}, {clock}"

    differs = translate("Reviews", "Differs")
    return [
        column("received", translate("Reviews", "Received"), lambda r: r.received_at, 128,
               ColumnType.INSTANT, text=received),
        column("agent", translate("Visits", "Agent"), lambda r: r.agent_name, 120,
               is_name=True),
        column("party", translate("Visits", "Holder"),
               lambda r: r.party_name or translate("Result", "Without a visit"), 170,
               sort=lambda r: name_key_or_last(r.party_name), is_name=True),
        column("review", translate("AnswersTable", "Review"), lambda r: word(r.review, locale),
               128, sort=lambda r: r.review),
        verdict_column(workspace, 236),
        column("logic", translate("Reviews", "Logic"),
               lambda r: differs if r.logic_mismatch else "", 80,
               sort=lambda r: not r.logic_mismatch, tone=lambda r: "warn_fg"),
        column("portfolio", translate("Visits", "Portfolio"), lambda r: r.portfolio_name, 150,
               is_shown=False),
        column("files", translate("AnswersTable", "Files"), lambda r: r.files or None, 70,
               ColumnType.NUMBER, is_shown=False),
        column("version", translate("AnswersTable", "Version"), lambda r: r.form_version, 80,
               ColumnType.CODE, is_shown=False, sort=lambda r: numbers.get(r.version_id or "")),
    ]  # fmt: skip


def question_options(table: FormTable | None, locale: str) -> Sequence[tuple[str, str]]:
    """The questions that text can be looked for in: key and title."""
    found = table.asked.columns if table else ()
    return [
        (one.key, one.title(locale))
        for one in found
        if not one.question.in_repeat and not one.question.is_file
    ]
