"""One file between here and the server: sent from the disk, then asked after until the server has
done what it was asked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kobra_desktop.api import imports as online
from kobra_desktop.api.errors import Stopped
from kobra_desktop.background import Relay, Throttle, new_flag
from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.workspace import Workspace
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.things import ImportState

ASK_MS = 300  # between two questions how far it is
_UNREAD = (ImportState.RECEIVED, ImportState.READING)  # its turn has not come yet
TOLD_MS = 50  # between two words of how much was sent


class Doing(StrEnum):
    """What a file is waited for."""

    SENDING = "sending"
    READING = "reading"
    COMMITTING = "committing"
    UNDOING = "undoing"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `of`: bytes while sending, else rows; 0 where that is not known yet."""

    doing: Doing
    done: int = 0
    of: int = 0


class ImportJob(QObject):
    """`came` (ImportDetail): the server has nothing more to do with it. `moved`: other progress.
    `failed` (Known): there was no answer; what was asked may be done all the same, and can be asked
    again. `stopped`: what was being sent is not there.
    """

    came = Signal(object)
    moved = Signal()
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.progress: Progress | None = None
        self._import_id = ""
        self._round = 0  # of what is asked; answers of an earlier one are dropped
        self._is_to_be_read = False
        self._stopped = new_flag()  # of what is being sent; each has its own
        self._relay = Relay(self)
        told = Throttle(self._on_told, TOLD_MS, self)
        self._relay.arrived.connect(told.call)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(ASK_MS)
        self._again.timeout.connect(self._ask)

    @property
    def is_running(self) -> bool:
        """Whether something is waited for."""
        return self.progress is not None

    def send(self, file: FileAtHand) -> None:
        """Bring it to the server, whose reading begins by itself."""
        assert file.kind is not None
        self._stopped.set()
        self._stopped = stopped = new_flag()
        number = self._round + 1
        api, relay, kind = self._workspace.desk.api, self._relay, file.kind

        def work() -> ImportDetail:
            with _OnDisk(file) as path, _read_of(file):
                return online.send(
                    api,
                    path,
                    portfolio_id=file.portfolio_id,
                    kind=kind,
                    name=file.name,
                    report=lambda done, whole: relay.send((number, done, whole)),
                    stopped=stopped.is_set,
                )

        self._start(Doing.SENDING, work)

    def open(self, import_id: str, *, is_to_be_read: bool = False) -> None:
        """How it stands with one that is there, or once it was read."""
        api, work = self._workspace.desk.api, online.detail
        self._start(Doing.READING, lambda: work(api, import_id), is_to_be_read=is_to_be_read)

    def read(self, import_id: str, mapping: Mapping | None) -> None:
        """Have it read in another way, or (None) in the way that the server proposes."""
        api = self._workspace.desk.api
        self._start(Doing.READING, lambda: online.read_again(api, import_id, mapping))

    def commit(self, import_id: str, *, closes_absent: bool) -> None:
        """Take it."""
        api = self._workspace.desk.api
        work = lambda: online.commit(api, import_id, closes_absent=closes_absent)  # noqa: E731
        self._start(Doing.COMMITTING, work)

    def undo(self, import_id: str, also: Collection[str]) -> None:
        """Take it back."""
        api = self._workspace.desk.api
        self._start(Doing.UNDOING, lambda: online.undo(api, import_id, also))

    def stop(self) -> None:
        """End what can be ended: sending, and reading. Taking and undoing are one deed each."""
        if self.progress is None:
            return
        if self.progress.doing is Doing.SENDING:
            self._stopped.set()
        elif self.progress.doing is Doing.READING and self._import_id:
            api, import_id = self._workspace.desk.api, self._import_id
            work = lambda: online.stop_reading(api, import_id)  # noqa: E731
            self._start(Doing.READING, work, is_to_be_read=False)

    def forget(self) -> None:
        """Nobody waits any more; what the server does it goes on with."""
        self._stopped.set()
        self._round += 1
        self._again.stop()
        self.progress, self._import_id = None, ""

    def _start(
        self, doing: Doing, work: Callable[[], ImportDetail], *, is_to_be_read: bool = True
    ) -> None:
        self._round += 1
        self._is_to_be_read = is_to_be_read and doing is not Doing.UNDOING  # a stale one anew
        self._again.stop()
        self.progress = Progress(doing)
        self.moved.emit()
        self._hand_over(work)

    def _hand_over(self, work: Callable[[], ImportDetail]) -> None:
        number = self._round

        def done(detail: ImportDetail) -> None:
            if number == self._round:
                self._on_answer(detail)

        def failed(problem: Known) -> None:
            if number != self._round:
                return
            self.progress = None
            if isinstance(problem, Stopped):
                self.stopped.emit()
            else:
                self.failed.emit(problem)

        self._workspace.background.network(work, done, failed, owner=self)

    def _ask(self) -> None:
        import_id, api = self._import_id, self._workspace.desk.api
        self._hand_over(lambda: online.detail(api, import_id))

    def _on_answer(self, detail: ImportDetail) -> None:
        self._import_id = detail.item.id
        is_waiting = self._is_to_be_read and detail.item.state in _UNREAD
        if detail.step or is_waiting:
            doing = Doing(detail.step) if detail.step else Doing.READING
            self.progress = Progress(doing, detail.done, detail.of)
            self.moved.emit()
            self._again.start()
        else:
            self.progress = None
            self.came.emit(detail)

    def _on_told(self, told: tuple[int, int, int]) -> None:
        number, done, whole = told
        if number == self._round and self.progress is not None:
            self.progress = Progress(Doing.SENDING, done, whole)
            self.moved.emit()


@contextmanager
def _read_of(file: FileAtHand) -> Iterator[None]:
    """What the disk refuses is said of the file: it is gone, another program holds it."""
    try:
        yield
    except OSError as problem:
        raise KobraError("file_not_read", path=file.name) from problem


class _OnDisk:
    """A file where it lies; what was pasted as a file of ours for as long as it is read."""

    def __init__(self, file: FileAtHand) -> None:
        self._file = file
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Path:
        if not self._file.text:
            if self._file.is_another:
                raise KobraError("file_is_another", name=self._file.name)
            return Path(self._file.path)
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="kobra-")
            path = Path(self._folder.name) / "pasted.tsv"
            path.write_text(self._file.text, "utf-8", errors="replace", newline="")
        except OSError as problem:
            self.__exit__()
            raise KobraError("file_not_written", path=self._file.name) from problem
        return path

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()
