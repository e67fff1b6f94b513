"""A questionnaire that is open for editing: read with what a crash left, kept within a second of
each change, saved as one operation when it is left, on Ctrl+S, or after a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries import questionnaires as queries
from kobra_desktop.store.queries.questionnaires import Standing
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import Questionnaire
from kobra_domain.scope import Permission

KEEP_MS = 700
SAVE_MS = 60_000


class Safety(StrEnum):
    """How safe the work is: saved as an operation, kept on this machine, or not yet anywhere."""

    SAVED = "saved"
    KEPT = "kept"
    CHANGED = "changed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class _Opened:
    row: Questionnaire
    form: Form
    seen: str
    is_held: bool
    recovered_at: datetime | None = None


class DraftModel(QObject):
    """`opened`: `editor` holds the form. `safety_changed`: see `safety` and `safe_at`. `replaced`:
    a colleague's draft was shown in its place. `recovered` (datetime): what a crash left is open.
    """

    opened = Signal()
    failed = Signal(object)
    safety_changed = Signal()
    replaced = Signal()
    recovered = Signal(object)

    def __init__(
        self, workspace: Workspace, questionnaire_id: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.id = workspace, questionnaire_id
        is_reader = not workspace.desk.may(Permission.DESIGN)
        self.editor = EditorModel(Form(), is_read_only=is_reader, parent=self)
        self.row: Questionnaire | None = None
        self.safety, self.safe_at = Safety.SAVED, None
        self._seen = self._offered = ""
        self._kept_form = self._saved_form = self.editor.form
        self._has_kept_seen = self._is_saving = self._is_quiet = False
        self._asked = 0
        self._keep_soon = self._timer(KEEP_MS, self.keep)
        self._save_later = self._timer(SAVE_MS, self.save)
        self.editor.form_changed.connect(self._on_form_changed)
        workspace.news.arrived.connect(self._on_news)

    safety: Safety
    safe_at: datetime | None

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(act)
        return made

    @property
    def is_dirty(self) -> bool:
        """Whether something is not yet an operation."""
        return self.editor.form is not self._saved_form

    @property
    def seen(self) -> str:
        """The document that the work began from."""
        return self._seen

    # Opening

    def open(self) -> None:
        """Read the draft, and what a crash left of it."""
        desk, one = self.workspace.desk, self.id

        def read() -> _Opened:
            found = queries.standing(desk.store, one)
            if found is None:
                raise Invalid("not_found", field="id")
            row = found.questionnaire
            copy = commands.working_copy(desk, one)
            if copy is not None and copy.document != row.document:
                form = canonical.read(copy.document)
                return _Opened(row, form, copy.seen, found.is_held, copy.at)
            return _Opened(row, canonical.read(row.document), row.document, found.is_held)

        self.workspace.background.read(read, self._on_opened, self._on_failed, owner=self)

    def _on_opened(self, opened: _Opened) -> None:
        self.row, self._seen = opened.row, opened.seen
        self._show(opened.form)
        self.safe_at = opened.row.edited_at
        self._set_safety(Safety.CONFLICT if opened.is_held else Safety.SAVED)
        if opened.recovered_at is not None:
            # It is kept, but no operation: the next save makes one.
            self._saved_form = Form()
            self._has_kept_seen = True
            self._save_later.start()
            self.safe_at = opened.recovered_at
            self._set_safety(Safety.CONFLICT if opened.is_held else Safety.KEPT)
        self.opened.emit()
        if opened.recovered_at is not None:
            self.recovered.emit(opened.recovered_at)

    def _show(self, form: Form) -> None:
        self._is_quiet = True
        self.editor.show_anew(form)
        self._is_quiet = False
        self._kept_form = self._saved_form = form

    # Keeping: what a kill must not take

    def _on_form_changed(self) -> None:
        if self._is_quiet or self.editor.is_read_only:
            return
        if self.safety is not Safety.CONFLICT:
            self._set_safety(Safety.CHANGED)
        if not self._keep_soon.isActive():
            self._keep_soon.start()
        if not self._save_later.isActive():
            self._save_later.start()

    def keep(self) -> None:
        """Write the working copy now."""
        form, desk, one = self.editor.form, self.workspace.desk, self.id
        self._keep_soon.stop()
        if form is self._kept_form or self.editor.is_read_only:
            return
        seen = None if self._has_kept_seen else self._seen
        self._kept_form, self._has_kept_seen = form, True

        def done(_document: str) -> None:
            self._on_kept(form)

        act = lambda: commands.keep_working_copy(desk, one, form, seen)  # noqa: E731
        self.workspace.background.write(act, done, self._on_failed, owner=self)

    def _on_kept(self, form: Form) -> None:
        self.safe_at = self.workspace.now
        if form is self.editor.form and self.safety is Safety.CHANGED:
            self._set_safety(Safety.KEPT)

    # Saving: what colleagues see

    def save(self) -> None:
        """Make one operation of all that has changed; not while a conflict waits."""
        self._save_later.stop()
        if not self.is_dirty or self._is_saving or self.editor.is_read_only:
            return
        if self.safety is Safety.CONFLICT:
            self.keep()
            return
        self._is_saving = True
        self._keep_soon.stop()
        form = self.editor.form

        def done(answer: tuple[str, Standing | None]) -> None:
            self._offered, found = answer
            self._on_saved(form, found)

        act = self._saving(form)
        self.workspace.background.write(act, done, self._on_not_saved, owner=self)

    def put_away(self) -> None:
        """Its page is hidden, perhaps because the program ends: nothing waits for a save that is
        under way.
        """
        if self._is_saving:
            self.leave()
        else:
            self.save()

    def leave(self) -> None:
        """It is closed: save what has changed, a save that is under way or not; nobody waits for
        it.
        """
        if not self.is_dirty or self.editor.is_read_only:
            return
        if self.safety is Safety.CONFLICT:
            self.keep()
            return
        act = self._saving(self.editor.form)
        self.workspace.background.write(act, lambda _: None, owner=None)

    def _saving(self, form: Form) -> Callable[[], tuple[str, Standing | None]]:
        """Runs on the lane of writes, one after another: what one has saved the next has seen."""
        desk, one = self.workspace.desk, self.id

        def act() -> tuple[str, Standing | None]:
            seen = self._seen
            document = commands.keep_working_copy(desk, one, form, seen)
            found = queries.standing(desk.store, one)
            if found is None or found.questionnaire.document != document:
                commands.save_questionnaire(desk, one, form, seen=seen)
                found = queries.standing(desk.store, one)
            if found is not None and found.questionnaire.document == document:
                commands.forget_working_copy(desk, one, document)
                self._seen = document
            return document, found

        return act

    def published(self, form: Form, row: Questionnaire) -> None:
        """The form was saved and published by other means: it is what is saved now."""
        self._on_saved(form, Standing(row, False))

    def _on_saved(self, form: Form, found: Standing | None) -> None:
        self._is_saving = False
        if found is None:
            return
        if found.is_held:
            self._has_kept_seen = True
            self._set_safety(Safety.CONFLICT)
            return
        self.row, self._seen = found.questionnaire, found.questionnaire.document
        self._kept_form = self._saved_form = form
        self._has_kept_seen = False
        self.safe_at = self.workspace.now
        if self.editor.form is form:
            self._set_safety(Safety.SAVED)
        else:
            self._on_form_changed()

    def _on_not_saved(self, problem: Known) -> None:
        self._is_saving = False
        self._save_later.start()
        self.failed.emit(problem)

    def _on_failed(self, problem: Known) -> None:
        self.failed.emit(problem)

    # What others do

    def _on_news(self, news: ChangeSet) -> None:
        # Not read anew as a screen is: what came is weighed against what is being typed.
        ids = news.ids_of("questionnaire")
        if self.row is None or (ids is not None and self.id not in ids):
            return
        self._asked += 1
        asked, store, one = self._asked, self.workspace.desk.store, self.id

        def done(found: Standing | None) -> None:
            if asked == self._asked and not self._is_saving and found is not None:
                self._on_standing(found)

        read = lambda: queries.standing(store, one)  # noqa: E731
        self.workspace.background.read(read, done, owner=self)

    def _on_standing(self, found: Standing) -> None:
        document = found.questionnaire.document
        self.row = found.questionnaire
        if found.is_held:
            self._set_safety(Safety.CONFLICT)
        elif self.safety is Safety.CONFLICT:
            self._after_conflict(document)
        elif document != self._seen and not self.is_dirty:
            self._seen = document
            self._show(canonical.read(document))
            self.safe_at = found.questionnaire.edited_at
            self._set_safety(Safety.SAVED)
            self.replaced.emit()

    def _after_conflict(self, document: str) -> None:
        """Mine was kept: go on from it. Theirs was taken: show it, as an act that can be undone."""
        self._seen, self._has_kept_seen = document, False
        if document == self._offered:
            self._set_safety(Safety.CHANGED)
            self.save()
            return
        form = canonical.read(document)
        self._is_quiet = True
        self.editor.act(self.tr("Take the draft of the server"), form)
        self._is_quiet = False
        self._kept_form = self._saved_form = self.editor.form
        desk, one = self.workspace.desk, self.id
        forget = lambda: commands.forget_working_copy(desk, one)  # noqa: E731
        self.workspace.background.write(forget, lambda _: None, owner=self)
        self._set_safety(Safety.SAVED)
        self.replaced.emit()

    def _set_safety(self, safety: Safety) -> None:
        self.safety = safety
        self.safety_changed.emit()
