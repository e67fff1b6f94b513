"""Workbooks in and out, alone or in a ZIP with the files of their form, each read or written off
the GUI thread; what is hostile is read in a process that can be killed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands import form_files as contents
from kobra_desktop.errors import Known
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.questionnaires import questionnaire
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.acts import set_setting
from kobra_domain.questionnaires.files import FormFile
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.problems import Problem
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.form_files.bundles import packed, unpacked
from kobra_records.files.problems import FileProblem
from kobra_records.files.worker import Worker
from kobra_records.files.xlsform import read_workbook, write_workbook

IMPORT_S = 120.0
MOST_BYTES = 200_000_000


class FilesModel(QObject):
    """`imported` (Form, whose files' contents are kept). `left_out` (refusals): files of a ZIP that
    were not taken in. `import_refused` (Known, problems): the file is no questionnaire. `exported`
    (file name, how many files an .xlsx does not hold). `export_failed` (Known). One import at a
    time.
    """

    imported = Signal(object)
    left_out = Signal(object)
    import_refused = Signal(object, object)
    exported = Signal(str, int)
    export_failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._worker: Worker | None = None
        self._import = 0

    def import_file(self, path: Path) -> None:
        """Read a workbook; answered with `imported` or `import_refused`."""
        self.cancel_import()
        self._import += 1
        number, worker = self._import, Worker(seconds=IMPORT_S)
        self._worker = worker

        desk = self.workspace.desk

        def read() -> tuple[Form, Sequence[Known]]:
            with worker:
                bundle = worker.run(unpacked, _bytes(path), path.name)
                form = worker.run(read_workbook, bundle.workbook, bundle.name)
            if bundle.contents:
                contents.keep_contents(desk, bundle.contents)
            return bundle.dressed(_named(form, Path(bundle.name))), bundle.left_out

        def done(answer: tuple[Form, Sequence[Known]]) -> None:
            if number == self._import:
                self._worker = None
                self.imported.emit(answer[0])
                if answer[1]:
                    self.left_out.emit(answer[1])

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
        """Write the draft: as an .xlsx, or with its files as a .zip, by the name of the place."""
        store = self.workspace.desk.store

        def form() -> Form:
            found = questionnaire(store, questionnaire_id)
            if found is None:
                raise Invalid("not_found", field="id")
            return canonical.read(found.document)

        self._write(form, path)

    def export_form(self, form: Form, path: Path) -> None:
        """Write a form that is open, as `export` does."""
        self._write(lambda: form, path)

    def _write(self, read: Callable[[], Form], path: Path) -> None:
        desk = self.workspace.desk

        def write() -> int:
            form = read()
            write_file(form, path, lambda file: contents.content_of(desk, file))
            return 0 if is_zip(path) else len(form.files)

        def done(left: int) -> None:
            self.exported.emit(path.name, left)

        # What somebody else chose may have to be fetched.
        self.workspace.background.network(write, done, self.export_failed.emit, owner=self)


def is_zip(path: Path) -> bool:
    """Whether what is written there holds the form's files too."""
    return path.suffix.lower() == ".zip"


def write_file(form: Form, path: Path, content_of: Callable[[FormFile], bytes]) -> None:
    """Write the workbook, in a .zip with its files. Raises Invalid."""
    data = write_workbook(form)
    if is_zip(path):
        files = [(file.name, content_of(file)) for file in form.files]
        data = packed(data, f"{path.stem}.xlsx", files)
    try:
        with whole_file(path) as part:
            part.write_bytes(data)
    except NotWritten as problem:
        raise Invalid("designer.cannot_write", filename=path.name) from problem


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
