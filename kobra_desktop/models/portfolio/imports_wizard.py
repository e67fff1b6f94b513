"""The wizard's state: one file at a time through its steps, and those that come after it. What a
person said of a file stays when they go back, and when they leave it for later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.portfolio.imports_job import ImportJob
from kobra_desktop.models.portfolio.imports_steps import STEPS, Said, Step, is_readable
from kobra_desktop.models.workspace import Workspace
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.mapping import Mapping, proposed_mapping
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.portfolios import Portfolio

CHANGED_SINCE = "changed_since"
_ENDED = {ImportState.COMMITTED, ImportState.UNDONE, ImportState.DISCARDED}


class ImportWizard(QObject):
    """`changed`: something else is to be shown. `failed` (Known). `sent` (FileAtHand): the server
    has it. `drafted` (import id, Mapping; None when it is over): what was said of it so far.

    `draft` is how the file shall be read; the server reads it so on the way to the next step.
    """

    changed = Signal()
    failed = Signal(object)
    sent = Signal(object)
    drafted = Signal(str, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.job = ImportJob(workspace, self)
        self.files: list[FileAtHand] = []  # the first is at hand while nothing of it is sent
        self.detail: ImportDetail | None = None
        self.draft: Mapping | None = None
        self.step = Step.FILE
        self.portfolio: Portfolio | None = None
        self.closes_absent = False
        self.unknown_to_law: frozenset[Target] = frozenset()  # what nobody knows, said by a person
        self.first_lines: tuple[str, ...] = ()  # of the file that was sent, as it lies here
        self._wanted: Step | None = None  # where to go once it is read
        self._is_sending = False
        self._draft_before: Mapping | None = None  # what was said of the one that is opened
        self._brought = 0  # files that came since the first of them
        self.job.came.connect(self._on_came)
        self.job.moved.connect(self.changed)
        self.job.failed.connect(self._on_failed)
        self.job.stopped.connect(self.changed)

    # What is open

    @property
    def is_open(self) -> bool:
        """Whether a file is in it."""
        return self.detail is not None or bool(self.files) or self.job.is_running

    @property
    def file(self) -> FileAtHand | None:
        """The file that was chosen and is not on the server yet."""
        return self.files[0] if self.files and self.detail is None else None

    @property
    def name(self) -> str:
        """What it is called."""
        if self.detail is not None:
            return self.detail.item.filename
        return self.files[0].name if self.files else ""

    @property
    def import_id(self) -> str:
        """The server's name of it; "" before."""
        return self.detail.item.id if self.detail else ""

    @property
    def is_over(self) -> bool:
        """Whether it was taken, taken back or left."""
        return self.detail is not None and self.detail.item.state in _ENDED

    def add(self, files: Iterable[FileAtHand]) -> None:
        """Files to be brought in, one after another."""
        before = len(self.files)
        self.files += files
        self._brought += len(self.files) - before
        self.changed.emit()

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many files that came together this is; (0, 0) of one that was opened."""
        if not self._brought:
            return 0, 0
        left = len(self.files) - (self.file is not None)
        return self._brought - left, self._brought

    def set_file(self, file: FileAtHand) -> None:
        """The file at hand with another portfolio or kind."""
        if self.file is not None:
            self.files[0] = file
            self.changed.emit()

    def send(self) -> None:
        """Bring the file at hand to the server."""
        file = self.file
        if file is None or not file.portfolio_id or file.kind is None or self.job.is_running:
            return
        self._wanted, self._is_sending = None, True
        self.job.send(file)

    def resume(
        self, import_id: str, portfolio: Portfolio | None, draft: Mapping | None = None
    ) -> None:
        """Go on with one that is on the server, of which `draft` was said before."""
        if self.job.is_running:
            return
        self._set_aside()
        self._end_batch()
        self._forget()
        self.portfolio, self._draft_before = portfolio, draft
        self.job.open(import_id)

    def drop_file(self) -> None:
        """The file at hand is not wanted after all, or not now."""
        if self.file is not None:
            del self.files[0]
        if not self.files:
            self._end_batch()
        self._after()

    def leave(self) -> None:
        """Leave it as it is, for later: what the server has it keeps, and what was said of it stays
        here.
        """
        self._set_aside()
        self.job.forget()
        self._end_batch()
        self._after()

    def next_file(self) -> None:
        """The one after this."""
        self._set_aside()
        self.job.forget()
        self._after()

    def _end_batch(self) -> None:
        self.files.clear()
        self._brought = 0

    def _after(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self.detail = self.draft = self.portfolio = None
        self.step, self._wanted, self._is_sending = Step.FILE, None, False
        self.closes_absent, self.unknown_to_law = False, frozenset()
        self._draft_before, self.first_lines = None, ()

    def _set_aside(self) -> None:
        """Let what was said outlive this window."""
        if self.detail is not None:
            self.drafted.emit(self.import_id, None if self.is_over else self.draft)

    # How it is read

    def change(self, mapping: Mapping) -> None:
        """It shall be read so."""
        self.draft = mapping
        self.changed.emit()

    def change_file(self, **said: object) -> None:
        """Letters, delimiter, sheet or header are others than were found: it is read anew now,
        for its columns may be others.
        """
        if self.draft is not None:
            self.draft = replace(self.draft, **said)  # type: ignore[arg-type]
            self._read(Step.FILE, replace(self.draft, columns=()))

    def change_kind(self, kind: ImportKind) -> None:
        """Its rows are something else."""
        look = self.detail.look if self.detail else None
        if look is None or self.draft is None or kind is self.draft.kind:
            return
        columns = proposed_mapping(look.headers, kind, look.cells).columns
        self.draft = replace(self.draft, kind=kind, columns=columns, constants=())
        self._read(Step.FILE)

    def know_not(self, target: Target, *, is_unknown: bool = True) -> None:
        """What the law asks, nobody knows: the rows come in, and visits wait for it."""
        rest = self.unknown_to_law - {target}
        self.unknown_to_law = rest | {target} if is_unknown else rest
        self.changed.emit()

    @property
    def said(self) -> Said:
        """How it was read, and what is left to be asked."""
        country = self.portfolio.country if self.portfolio else None
        return Said(self.detail, self.draft, country, self.unknown_to_law)

    def read_now(self) -> None:
        """Read one whose reading was stopped."""
        if self.said.is_unread and not self.job.is_running:
            is_known = self.detail is not None and self.detail.look is not None
            self._wanted = Step.FILE
            self.job.read(self.import_id, self.draft if is_known else None)

    # Steps

    @property
    def can_go_on(self) -> bool:
        """Whether nothing of this step is left to be said."""
        return not self.job.is_running and self.said.settles(self.step)

    def go_on(self) -> None:
        """The next step; the server first reads the file as it shall be."""
        if not self.can_go_on:
            return
        if self.step is Step.PREVIEW:
            self._wanted = Step.DONE
            self.job.commit(self.import_id, closes_absent=self.closes_absent)
            return
        following = STEPS[STEPS.index(self.step) + 1]
        if following is not Step.COLUMNS and not self.said.is_read_so:
            self._read(following)
        else:
            self._go(following)

    def go_back(self) -> None:
        """The step before; nothing that was said is lost."""
        if self.step not in (Step.FILE, Step.DONE):
            self._go(STEPS[STEPS.index(self.step) - 1])

    def go_to(self, step: Step) -> None:
        """An earlier step."""
        if self.step is not Step.DONE and STEPS.index(step) < STEPS.index(self.step):
            self._go(step)

    def go_to_preview(self) -> None:
        """All steps at once, where nothing is left to be asked."""
        if self.said.is_ready_at_once:
            self._go(Step.PREVIEW)

    def undo(self, also: Iterable[str] = ()) -> None:
        """Take back what was taken."""
        if self.detail is not None and not self.job.is_running:
            self._wanted = Step.DONE
            self.job.undo(self.import_id, tuple(also))

    def undo_of(
        self, import_id: str, portfolio: Portfolio | None, also: Iterable[str] = ()
    ) -> None:
        """Take one back that is not open; what becomes of it is shown."""
        if not self.is_open:
            self._end_batch()
            self._forget()
            self.portfolio, self._wanted = portfolio, Step.DONE
            self.job.undo(import_id, tuple(also))

    def stop(self) -> None:
        """End what the server or the way to it is at."""
        self._wanted = None
        self.job.stop()

    def _go(self, step: Step) -> None:
        self.step = step
        self._set_aside()
        self.changed.emit()

    def _read(self, wanted: Step, mapping: Mapping | None = None) -> None:
        asked = mapping or self.draft
        if asked is not None and self.import_id:
            self._wanted = wanted
            self.job.read(self.import_id, asked)

    # What the server answers

    def _on_came(self, detail: ImportDetail) -> None:
        is_new, sent = self.detail is None, None
        if is_new and self._is_sending:
            sent, self._is_sending = self.files.pop(0), False
            self.first_lines = sent.first_lines
        self.detail = detail
        self.draft = self._drafted(detail, is_new=is_new)
        is_stale = self._wanted is Step.DONE and not self.is_over
        if self.is_over:
            self.step = Step.DONE
        elif is_stale and is_readable(detail):
            self.step = Step.PREVIEW  # the book is another since, and it was read anew
        elif self._wanted is not None:
            self.step = self._wanted if is_readable(detail) else Step.FILE
        elif is_new and detail.item.state is ImportState.HELD:
            self.step = Step.PREVIEW
        self._wanted = None
        self._set_aside()
        if sent is not None:
            self.sent.emit(sent)
        self.changed.emit()
        if is_stale:
            self.failed.emit(KobraError(CHANGED_SINCE))

    def _drafted(self, detail: ImportDetail, *, is_new: bool) -> Mapping:
        """What was said so far, as far as the file has such columns; else what they propose."""
        held = self._draft_before if is_new else self.draft
        draft = held or detail.asked or Mapping(kind=detail.item.kind)
        look, used = detail.look, {use.header for use in draft.columns}
        if look is None or (used and used <= set(look.headers)):
            return draft
        found = proposed_mapping(look.headers, draft.kind, look.cells)
        return replace(draft, columns=found.columns)

    def _on_failed(self, problem: Known) -> None:
        self._wanted, self._is_sending = None, False
        if problem.code == CHANGED_SINCE:  # it is planned anew: what will happen is another
            self._wanted = Step.PREVIEW
            self.job.open(self.import_id, is_to_be_read=True)
        self.changed.emit()
        self.failed.emit(problem)
