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
from kobra_desktop.models.submissions.form_words import FormWords, Question
from kobra_desktop.models.submissions.shelf import form_words
from kobra_desktop.models.submissions.values import answer_type, answer_value, value_words
from kobra_desktop.models.visit_columns import verdict_column
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.submissions import (
    AnsweredForm,
    SubmissionRow,
    answered_forms,
    submission_rows,
)
from kobra_domain.visits import ReviewState, Verdict
from kobra_domain.words import day_words, hour, word
from kobra_records.files.exports.table import MEASURES, ColumnType, Value

MOST_QUESTIONS = 400
SHOWN_QUESTIONS = 14
NOBODY = "-"
_VISIT = frozenset({"visita", "visit", "visit_id"})
_WORDS = (ColumnType.TEXT, ColumnType.CODE)


@dataclass(frozen=True, slots=True)
class FormTable:
    """A questionnaire to be shown: its questions over all versions that are here, newest first."""

    form: AnsweredForm
    words: tuple[FormWords, ...]
    questions: tuple[Question, ...]

    @property
    def left_out(self) -> int:
        """Questions that have no column; exporting has them all."""
        return max(0, len(self.questions) - MOST_QUESTIONS)


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
        self.list: LiveList[SubmissionRow] | None = None
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
        listing: Listing[SubmissionRow] = Listing(
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

    def search_in(self, path: str) -> None:
        """What is typed is looked for in one question, or in everything (empty)."""
        self.searched = path
        if self.list is not None:
            self.list.mark_anew()

    def _haystack(self, row: SubmissionRow) -> str:
        if not self.searched or self.table is None:
            return row.searchable
        question = next((q for q in self.table.questions if q.path == self.searched), None)
        if question is None:
            return row.searchable
        return plain(_value(row, question, self.workspace))

    def _qualities(self) -> tuple[Quality[SubmissionRow], ...]:
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

    def _received_on(self, row: SubmissionRow) -> date:
        return row.received_at.astimezone(self.workspace.zone).date()

    @property
    def shown_ids(self) -> list[str]:
        """The rows that pass the filters, in order."""
        if self.list is None:
            return []
        model = self.list.model
        return [model.id_at(line) for line in range(model.rowCount())]


def read_table(form: AnsweredForm, locale: str) -> FormTable:
    """Read the versions of a questionnaire: its newest order first, then what only older ones
    asked. Runs on a worker.
    """
    words = tuple(one for v in form.versions if (one := form_words(v, locale)) is not None)
    questions: dict[str, Question] = {}
    for one in words:
        for path, question in one.questions.items():
            questions.setdefault(path, question)
    shown = [q for q in questions.values() if not q.is_hidden]
    hidden = [q for q in questions.values() if q.is_hidden]
    return FormTable(form, words, (*shown, *hidden))


def answer_columns(table: FormTable, workspace: Workspace) -> list[Column[SubmissionRow]]:
    """The columns: who and when first, then the questions; a repeat is one with its count."""
    column = Columns[SubmissionRow](workspace)
    made = _fact_columns(column, workspace)
    seen: set[str] = set()
    shown = 0
    for question in table.questions[:MOST_QUESTIONS]:
        repeat = next((group for group in question.groups if group.is_repeat), None)
        is_own = question.name in _VISIT  # the holder stands in a column of its own
        is_shown = not question.is_hidden and not is_own and shown < SHOWN_QUESTIONS
        if repeat is None:
            made.append(_question_column(column, question, workspace, is_shown=is_shown))
        elif repeat.path not in seen:
            seen.add(repeat.path)
            made.append(_repeat_column(column, repeat.path, repeat.label, is_shown=is_shown))
        shown += is_shown
    return made


def _question_column(
    column: Columns[SubmissionRow], question: Question, workspace: Workspace, *, is_shown: bool
) -> Column[SubmissionRow]:
    kind = answer_type(question)

    def text(row: SubmissionRow) -> str:
        if row.visit_id and row.answers.get(question.path) == row.visit_id:
            return row.party_name  # an id of ours says nothing to a person
        return _value(row, question, workspace)

    def value(row: SubmissionRow) -> Value:
        if kind in _WORDS:
            return text(row)
        return answer_value(question, _raw(row, question), workspace.zone.key)

    def tip(row: SubmissionRow) -> str:
        if question.path not in row.corrected:
            return ""
        sent = value_words(
            question, row.answers.get(question.path, ""), workspace.locale, workspace.zone.key
        )
        words = QCoreApplication.translate("AnswersTable", "Corrected. Sent: {value}")
        return words.format(value=sent or "—")

    return column(
        f"q:{question.path}",
        question.label,
        value,
        110 if kind in MEASURES else 150,
        kind,
        text=text,
        sort=lambda row: _key_of(value(row), kind),
        is_shown=is_shown,
        tone=lambda r: "accent" if question.path in r.corrected else "",
        tip=tip,
    )


def _key_of(value: Value, kind: ColumnType) -> Any:
    """What could not be read as the others stands last: it cannot be compared with them."""
    return None if isinstance(value, str) and kind not in _WORDS else sort_key(value)


def _repeat_column(
    column: Columns[SubmissionRow], path: str, label: str, *, is_shown: bool
) -> Column[SubmissionRow]:
    prefix = f"{path}["

    def count(row: SubmissionRow) -> int | None:
        found = {p[len(prefix) :].partition("]")[0] for p in row.answers if p.startswith(prefix)}
        return len(found) or None

    return column(f"r:{path}", label or path, count, 110, ColumnType.NUMBER, is_shown=is_shown)


def _raw(row: SubmissionRow, question: Question) -> str:
    corrected = row.corrected.get(question.path)
    return row.answers.get(question.path, "") if corrected is None else corrected


def _value(row: SubmissionRow, question: Question, workspace: Workspace) -> str:
    raw = _raw(row, question)
    if not raw or question.is_file:
        return raw
    return value_words(question, raw, workspace.locale, workspace.zone.key)


def _fact_columns(
    column: Columns[SubmissionRow], workspace: Workspace
) -> list[Column[SubmissionRow]]:
    translate, locale = QCoreApplication.translate, workspace.locale

    def received(row: SubmissionRow) -> str:
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


def question_options(table: FormTable | None) -> Sequence[tuple[str, str]]:
    """The questions that text can be looked for in: path and label."""
    found = table.questions if table else ()
    return [(q.path, q.label) for q in found if not q.in_repeat and not q.is_file]
