"""Workbooks in and out, each read or written off the GUI thread; what is hostile is read in a
process that can be killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.questionnaires import questionnaire
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.acts import set_setting
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.problems import FileProblem
from kobra_records.files.worker import Worker
from kobra_records.files.xlsform import read_workbook, write_workbook

IMPORT_S = 120.0
MOST_BYTES = 200_000_000


class FilesModel(QObject):
    """`imported` (Form). `import_refused` (Known, problems): the file is no questionnaire.
    `exported` (file name). `export_failed` (Known). One import at a time.
    """

    imported = Signal(object)
    import_refused = Signal(object, object)
    exported = Signal(str)
    export_failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._worker: Worker | None = None
        self._import = 0

    @property
    def is_importing(self) -> bool:
        """Whether a file is being read."""
        return self._worker is not None

    def import_file(self, path: Path) -> None:
        """Read a workbook; answered with `imported` or `import_refused`."""
        self.cancel_import()
        self._import += 1
        number, worker = self._import, Worker(seconds=IMPORT_S)
        self._worker = worker

        def read() -> Form:
            with worker:
                return worker.run(read_workbook, _bytes(path), path.name)

        def done(form: Form) -> None:
            if number == self._import:
                self._worker = None
                self.imported.emit(_named(form, path))

        def failed(problem: Known) -> None:
            if number == self._import:
                self._worker = None
                self.import_refused.emit(problem, problems_of(problem))

        self.workspace.background.network(read, done, failed, owner=self)

    def cancel_import(self) -> None:
        """End the reading at once; nothing is answered."""
        self._import += 1
        worker, self._worker = self._worker, None
        if worker is not None:
            self.workspace.background.read(worker.close, lambda _: None, owner=None)

    def export(self, questionnaire_id: str, path: Path) -> None:
        """Write the draft as an .xlsx."""
        store = self.workspace.desk.store

        def form() -> Form:
            found = questionnaire(store, questionnaire_id)
            if found is None:
                raise Invalid("not_found", field="id")
            return canonical.read(found.document)

        def write() -> str:
            return write_file(form(), path)

        self.workspace.background.read(
            write, self.exported.emit, self.export_failed.emit, owner=self
        )

    def export_form(self, form: Form, path: Path) -> None:
        """Write a form that is open as an .xlsx."""
        write = lambda: write_file(form, path)  # noqa: E731
        self.workspace.background.read(
            write, self.exported.emit, self.export_failed.emit, owner=self
        )


def write_file(form: Form, path: Path) -> str:
    """Write the workbook; answers the file's name. Raises Invalid."""
    try:
        path.write_bytes(write_workbook(form))
    except OSError as problem:
        raise Invalid("designer.cannot_write", filename=path.name) from problem
    return path.name


def problems_of(problem: Known) -> Sequence[Problem]:
    """All that is wrong with a file; none when it was not the file."""
    return problem.problems if isinstance(problem, FileProblem) else ()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid("designer.cannot_open", filename=path.name)
        return path.read_bytes()
    except OSError as problem:
        raise Invalid("designer.cannot_open", filename=path.name) from problem


def _named(form: Form, path: Path) -> Form:
    """A workbook without settings is named after its file, as the compiler does."""
    return form if form.form_id else set_setting(form, "form_id", path.stem)
