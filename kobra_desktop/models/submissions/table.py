"""The table of a questionnaire's submissions: one column a question, in the form's order. Ten
thousand rows stay smooth because everything is prepared on a worker and painted by need.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Options, Quality
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.submissions.table_columns import (
    AnswersOf,
    FormTable,
    answer_columns,
    read_table,
)
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.submissions import (
    AnsweredForm,
    answered_forms,
    submission_rows,
)
from kobra_domain.visits import ReviewState, Verdict
from kobra_domain.words import word
from kobra_records.answers.rows import AnsweredRow

NOBODY = "-"


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
        table = self.table
        if table is None:
            return row.searchable
        column = table.column(self.searched)
        if column is not None:
            return plain(AnswersOf(table.asked, column, self.workspace).words(row))
        chosen = (AnswersOf(table.asked, one, self.workspace) for one in table.chosen)
        return f"{row.searchable} {plain(' '.join(one.words(row) for one in chosen))}"

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
        held = {one.id for one in self.table.form.versions} if self.table else set()
        return (
            Quality("version", translate("AnswersTable", "Version"),
                    lambda r: r.version_id if r.version_id in held else NOBODY, self._versions),
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
        unknown = QCoreApplication.translate("AnswersTable", "Not here")
        named = [(one.id, f"v{one.number} · {one.form_version}") for one in found]
        return [*named, (NOBODY, unknown)]

    def _received_on(self, row: AnsweredRow) -> date:
        return row.received_at.astimezone(self.workspace.zone).date()

    @property
    def shown_ids(self) -> list[str]:
        """The rows that pass the filters, in order."""
        if self.list is None:
            return []
        model = self.list.model
        return [model.id_at(line) for line in range(model.rowCount())]
