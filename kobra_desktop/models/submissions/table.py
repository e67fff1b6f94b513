"""The table of a questionnaire's submissions: one column a question, in the form's order. Ten
thousand rows stay smooth because everything is prepared on a worker and painted by need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.columns import Columns, sort_key
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Options, Quality
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column
from kobra_desktop.models.submissions.shelf import form_words
from kobra_desktop.models.submissions.values import value_words
from kobra_desktop.models.visit_columns import verdict_column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.submissions import (
    AnsweredForm,
    answered_forms,
    submission_rows,
)
from kobra_domain.questionnaires.results import VISIT
from kobra_domain.visits import ReviewState, Verdict
from kobra_domain.words import day_words, hour, word
from kobra_records.answers.columns import AnswerColumn, AnswerColumns, ReadVersion
from kobra_records.answers.reading import answer_type, answer_value
from kobra_records.answers.rows import AnsweredRow
from kobra_records.files.exports.table import MEASURES, ColumnType, Value

MOST_QUESTIONS = 400
SHOWN_QUESTIONS = 14
NOBODY = "-"
_WORDS = (ColumnType.TEXT, ColumnType.CODE)


@dataclass(frozen=True, slots=True)
class FormTable:
    """A questionnaire to be shown: its versions that are here, and what they ask as columns."""

    form: AnsweredForm
    versions: tuple[ReadVersion, ...]
    asked: AnswerColumns

    def column(self, key: str) -> AnswerColumn | None:
        """The column of a key."""
        return next((one for one in self.asked.columns if one.key == key), None)


class AnswersModel(QObject):
    """`forms_changed`: other questionnaires to choose from. `table_changed`: another one is shown,
    `list` is new. `failed`: which there are is not known, a known error.
    """

    forms_changed = Signal()
    table_changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.forms: list[AnsweredForm] = []
        self.table: FormTable | None = None
        self.list: LiveList[AnsweredRow] | None = None
        self.searched = ""
        self._wanted_id = ""
        store = workspace.desk.store
        self._read_forms = LiveRead(workspace, lambda: answered_forms(store, workspace.reach), self)
        self._read_forms.loaded.connect(self._on_forms)
        self._read_forms.failed.connect(self.failed)

    @property
    def is_loaded(self) -> bool:
        """Whether it is known which questionnaires have answers."""
        return self._read_forms.is_loaded

    def open(self) -> None:
        """The tab is seen."""
        self._read_forms.open()
        if self.list is not None:
            self.list.open()

    def rest(self) -> None:
        """The tab is not seen."""
        self._read_forms.rest()
        if self.list is not None:
            self.list.rest()

    def reload(self) -> None:
        """Read which questionnaires have answers, and the rows of the one shown."""
        self._read_forms.reload()
        if self.list is not None:
            self.list.reload()

    def choose(self, form_id: str) -> None:
        """Show the answers of a questionnaire."""
        form = next((one for one in self.forms if one.id == form_id), None)
        self._wanted_id = form_id
        if form is None:
            return
        locale = self.workspace.locale
        self.workspace.background.read(
            lambda: read_table(form, locale), self._on_table, self._on_failed, owner=self
        )

    def _on_forms(self) -> None:
        self.forms = forms = self._read_forms.value or []
        known = {form.id: form for form in forms}
        old = self.table.form if self.table else None
        fresh = known.get(old.id) if old else None
        if self.table is not None and fresh is not None:
            self.table = replace(self.table, form=fresh)
        self.forms_changed.emit()
        if fresh is None and forms:
            self.choose(self._wanted_id if self._wanted_id in known else forms[0].id)
        elif old is not None and fresh is not None and old.versions != fresh.versions:
            self.choose(fresh.id)  # another version may ask other questions

    def _on_table(self, table: FormTable) -> None:
        if table.form.id != self._wanted_id:
            return
        is_same = self.table is not None and self.table.form.id == table.form.id
        view = self.list.view if is_same and self.list is not None else None
        self.table = table
        workspace, form_id = self.workspace, table.form.id
        store = workspace.desk.store
        listing: Listing[AnsweredRow] = Listing(
            name=f"answers {form_id}",
            load=lambda: submission_rows(store, form_id, workspace.reach),
            identity=lambda row: row.id,
            words=self._haystack,
            columns=answer_columns(table, workspace),
            qualities=self._qualities(),
            kind="submission",
            load_ids=lambda ids: submission_rows(store, form_id, workspace.reach, ids),
            order=lambda: lambda row: (-row.received_at.timestamp(), row.id),
        )
        if self.list is not None:
            self.list.deleteLater()
        self.list = LiveList(workspace, listing, view, self)
        self.table_changed.emit()
        if self._read_forms.is_seen:
            self.list.open()

    def _on_failed(self, problem: Known) -> None:
        self.failed.emit(problem)

    # Filters

    def search_in(self, key: str) -> None:
        """What is typed is looked for in one column, or in everything (empty)."""
        self.searched = key
        if self.list is not None:
            self.list.mark_anew()

    def _haystack(self, row: AnsweredRow) -> str:
        if not self.searched or self.table is None:
            return row.searchable
        column = self.table.column(self.searched)
        if column is None:
            return row.searchable
        return plain(_Answers(self.table.asked, column, self.workspace).words(row))

    def _qualities(self) -> tuple[Quality[AnsweredRow], ...]:
        translate, locale = QCoreApplication.translate, self.workspace.locale
        nobody = translate("AnswersTable", "None")
        verdicts: Options = [(one.value, word(one, locale)) for one in Verdict]
        reviews: Options = [(one.value, word(one, locale)) for one in ReviewState]
        logic: Options = [
            ("differs", translate("AnswersTable", "Differs from the form")),
            ("agrees", translate("AnswersTable", "Agrees")),
        ]
        date_title = translate("AnswersTable", "Date")
        return (
            Quality("version", translate("AnswersTable", "Version"),
                    lambda r: r.version_id or NOBODY, self._versions),
            day_quality("date", date_title, self._received_on, self.workspace, past_days),
            Quality("agent", translate("Visits", "Agent"), lambda r: r.agent_id or NOBODY,
                    word=lambda r: r.agent_name or nobody),
            Quality("portfolio", translate("Visits", "Portfolio"),
                    lambda r: r.portfolio_id or NOBODY, word=lambda r: r.portfolio_name or nobody),
            Quality("verdict", translate("Visits", "Location"),
                    lambda r: r.verdict.value if r.verdict else NOBODY, lambda: verdicts),
            Quality("review", translate("AnswersTable", "Review"),
                    lambda r: r.review.value, lambda: reviews),
            Quality("logic", translate("Reviews", "Logic"),
                    lambda r: "differs" if r.logic_mismatch else "agrees", lambda: logic),
        )  # fmt: skip

    def _versions(self) -> Options:
        found = self.table.form.versions if self.table else ()
        return [(one.id, f"v{one.number} · {one.form_version}") for one in found]

    def _received_on(self, row: AnsweredRow) -> date:
        return row.received_at.astimezone(self.workspace.zone).date()

    @property
    def shown_ids(self) -> list[str]:
        """The rows that pass the filters, in order."""
        if self.list is None:
            return []
        model = self.list.model
        return [model.id_at(line) for line in range(model.rowCount())]


def read_table(form: AnsweredForm, locale: str) -> FormTable:
    """Read the versions of a questionnaire. Runs on a worker."""
    versions = tuple(
        ReadVersion(one.id, one.number, words)
        for one in form.versions
        if (words := form_words(one, locale)) is not None
    )
    return FormTable(form, versions, AnswerColumns(versions))


def answer_columns(table: FormTable, workspace: Workspace) -> list[Column[AnsweredRow]]:
    """The columns: who and when first, then the questions; a repeat is one with its count."""
    column = Columns[AnsweredRow](workspace)
    made = _fact_columns(column, workspace)
    seen: set[str] = set()
    shown = 0
    for asked in table.asked.columns[:MOST_QUESTIONS]:
        question = asked.question
        repeat = next((group for group in question.groups if group.is_repeat), None)
        is_own = question.name in VISIT  # the holder stands in a column of its own
        is_shown = not question.is_hidden and not is_own and shown < SHOWN_QUESTIONS
        if repeat is None:
            answers = _Answers(table.asked, asked, workspace)
            made.append(_question_column(column, answers, is_shown=is_shown))
        elif repeat.path not in seen:
            seen.add(repeat.path)
            made.append(_repeat_column(column, repeat.path, repeat.label, is_shown=is_shown))
        shown += is_shown
    return made


class _Answers:
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

    def tip(self, row: AnsweredRow) -> str:
        """What had been sent, where a review put something else."""
        path = self.column.pattern
        if path not in row.corrected:
            return ""
        words = QCoreApplication.translate("AnswersTable", "Corrected. Sent: {value}")
        return words.format(value=self._worded(row, row.answers.get(path, "")) or "—")


def _question_column(
    column: Columns[AnsweredRow], answers: _Answers, *, is_shown: bool
) -> Column[AnsweredRow]:
    pattern, kind = answers.column.pattern, answers.kind
    return column(
        f"q:{answers.column.key}",
        answers.title,
        answers.value,
        110 if kind in MEASURES else 150,
        kind,
        text=answers.words,
        sort=lambda row: _key_of(answers, row),
        is_shown=is_shown,
        tone=lambda r: "accent" if pattern in r.corrected else "",
        tip=answers.tip,
    )


def _key_of(answers: _Answers, row: AnsweredRow) -> Any:
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


def _fact_columns(column: Columns[AnsweredRow], workspace: Workspace) -> list[Column[AnsweredRow]]:
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
               ColumnType.CODE, is_shown=False),
    ]  # fmt: skip


def question_options(table: FormTable | None, locale: str) -> Sequence[tuple[str, str]]:
    """The questions that text can be looked for in: key and title."""
    found = table.asked.columns if table else ()
    return [
        (one.key, one.title(locale))
        for one in found
        if not one.question.in_repeat and not one.question.is_file
    ]
