"""The files of the open form: each with what asks for it and what is wrong with it, those that are
missing too; taken in, replaced and removed by undoable acts. Contents are kept before the form says
that it has them, so that a kill between the two loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import (
    QByteArray,
    QCoreApplication,
    QDataStream,
    QIODevice,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from kobra_desktop.commands import form_files as commands
from kobra_desktop.commands.desk import Desk
from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.file_lines import FileLine, file_lines
from kobra_desktop.models.workspace import Workspace
from kobra_domain.errors import DomainError, Invalid
from kobra_domain.questionnaires.files import (
    MOST_FILE_BYTES,
    FormFile,
    clean_name,
    with_file,
    without_file,
)
from kobra_records.files.form_files.looking import looked_at
from kobra_records.files.worker import Worker

translate = QCoreApplication.translate
FOLLOW_MS = 200
MOST_SIDE = 480
Source = tuple[str, Path | QImage]  # the name it gets, and where its content is


@dataclass(frozen=True, slots=True)
class _Taken:
    files: tuple[FormFile, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    refused: tuple[Known, ...] = ()


class FormFilesModel(QObject):
    """`changed`: other `lines`. `refused` (list of Known): files that were not taken in. `pictured`
    (sha256, QImage or None, Known or None): what `picture` asked for.
    """

    changed = Signal()
    busy_changed = Signal()
    refused = Signal(list)
    pictured = Signal(str, object, object)

    def __init__(
        self, workspace: Workspace, editor: EditorModel, worker: Worker, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.workspace, self.editor = workspace, editor
        self.lines: tuple[FileLine, ...] = ()
        self.is_busy = False
        self._worker = worker
        self._asked = 0
        self._brought: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOW_MS)
        self._soon.timeout.connect(self.follow)
        self._is_seen = False
        editor.form_changed.connect(self._on_changed)
        editor.language_changed.connect(self._on_changed)

    def open(self) -> None:
        """Somebody looks: what the form has and asks for is read now and with each change."""
        self._is_seen = True
        self.follow()

    def rest(self) -> None:
        """Nobody looks: nothing is read."""
        self._is_seen = False

    def _on_changed(self) -> None:
        if self._is_seen:
            self._soon.start()

    def follow(self) -> None:
        """Read anew what the form has and asks for."""
        self._asked += 1
        asked, form, language = self._asked, self.editor.form, self.editor.language or None

        def done(lines: tuple[FileLine, ...]) -> None:
            if asked == self._asked and lines != self.lines:
                self.lines = lines
                self.changed.emit()

        self.workspace.background.read(lambda: file_lines(form, language), done, owner=self)

    def line(self, name: str) -> FileLine | None:
        """The line of a name."""
        return next((line for line in self.lines if line.name == name), None)

    # Acts

    def take(self, sources: Sequence[Source]) -> None:
        """Look at files, keep their contents, and have the form name them: one act for all."""
        worker = self._worker

        def look() -> _Taken:
            return _looked(worker, sources)

        self._set_busy(True)
        self.workspace.background.read(look, self._keep, self._on_failed, owner=self)

    def _keep(self, taken: _Taken) -> None:
        if taken.refused:
            self.refused.emit(list(taken.refused))
        if not taken.files:
            self._set_busy(False)
            return
        desk = self.workspace.desk
        act = lambda: commands.keep_contents(desk, taken.contents)  # noqa: E731
        done: Callable[[None], None] = lambda _: self._name(taken.files)  # noqa: E731
        self.workspace.background.write(act, done, self._on_failed, owner=self)

    def _name(self, files: Sequence[FormFile]) -> None:
        self._set_busy(False)
        words = translate("Questionnaires", "Add {name}").format(name=files[0].name)
        if len(files) > 1:
            words = translate("Questionnaires", "Add files: {n}").format(n=len(files))
        form, not_taken = self.editor.form, list[Known]()
        for file in files:
            try:
                form = with_file(form, file)
            except DomainError as problem:
                not_taken.append(problem)
        self.editor.act(words, form)
        if not_taken:
            self.refused.emit(not_taken)

    def remove(self, name: str) -> None:
        """Without the file; what asks for it stays, and is told."""
        words = translate("Questionnaires", "Remove {name}").format(name=name)
        self.editor.act(words, without_file(self.editor.form, name))

    def _on_failed(self, problem: Known) -> None:
        self._set_busy(False)
        self.refused.emit([problem])

    def _set_busy(self, is_busy: bool) -> None:
        if self.is_busy != is_busy:
            self.is_busy = is_busy
            self.busy_changed.emit()

    # Seeing

    def bring(self, files: Sequence[FormFile], then: Callable[[], None]) -> None:
        """Fetch what somebody else chose; `then` if something came. What does not come now is not
        asked for again.
        """
        desk, wanted = self.workspace.desk, [f for f in files if f.sha256 not in self._brought]
        self._brought.update(file.sha256 for file in wanted)
        if not wanted:
            return

        def work() -> bool:
            here = commands.contents_here(desk, wanted)
            came = [_came(desk, file) for file in wanted if file.sha256 not in here]
            return any(came)

        def done(is_new: bool) -> None:
            if is_new:
                then()

        self.workspace.background.network(work, done, owner=self)

    def reader(self, file: FormFile) -> Callable[[], bytes | None]:
        """Reads its content, where it is on this computer; not on the GUI thread."""
        desk = self.workspace.desk
        return lambda: commands.content_here(desk, file)

    def picture(self, file: FormFile) -> None:
        """Ask for the picture, fetched if somebody else chose it; answered by `pictured`."""
        desk = self.workspace.desk

        def done(image: QImage | None) -> None:
            self.pictured.emit(file.sha256, image, None)

        def failed(problem: Known) -> None:
            self.pictured.emit(file.sha256, None, problem)

        work = lambda: _decoded(commands.content_of(desk, file))  # noqa: E731
        self.workspace.background.network(work, done, failed, owner=self)


def _came(desk: Desk, file: FormFile) -> bool:
    try:
        commands.content_of(desk, file)
    except DomainError:
        return False
    return True


def _looked(worker: Worker, sources: Sequence[Source]) -> _Taken:
    """Each file looked at in the process that may die of it."""
    files, contents, refused = list[FormFile](), dict[str, bytes](), list[Known]()
    for name, source in sources:
        try:
            content = _content(name, source) if isinstance(source, Path) else _png(source)
            file = worker.run(looked_at, name, content)
        except DomainError as problem:
            refused.append(problem)
            continue
        files.append(file)
        contents[file.sha256] = content
    return _Taken(tuple(files), contents, tuple(refused))


def _content(name: str, path: Path) -> bytes:
    """At most what a file may have, and a byte more that gives it away."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_FILE_BYTES + 1)
    except OSError as problem:
        raise Invalid("form_file.unreadable", field="name", name=clean_name(name)) from problem


def _png(image: QImage) -> bytes:
    made = QByteArray()
    stream = QDataStream(made, QIODevice.OpenModeFlag.WriteOnly)  # its device is Qt's own
    QImageWriter(stream.device(), QByteArray(b"png")).write(image)
    return bytes(made.data())


def _decoded(content: bytes) -> QImage | None:
    stream = QDataStream(QByteArray(content))  # its device is Qt's own
    reader = QImageReader(stream.device())
    size = reader.size()
    if size.isEmpty():
        return None
    side = max(size.width(), size.height())
    if side > MOST_SIDE:
        most = QSize(MOST_SIDE, MOST_SIDE)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
