"""A dossier on its way out: the server's archive, the PDF of each visit that was made, one seal
over both. What is begun lies beside its place and takes it when all is whole and recorded.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from kobra_desktop.api.dossiers import fetch_dossier
from kobra_desktop.api.errors import CutAnswer
from kobra_desktop.background import Relay
from kobra_desktop.commands import exports
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.papers import new_press
from kobra_desktop.models.visit_paper import visit_paper
from kobra_desktop.models.visit_result import result_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.results import result_of_visit
from kobra_records.files import dossier
from kobra_records.files.dossier import DossierWriter
from kobra_records.files.paper import Paper, set_paper

_ARCHIVE, _VISITS = "server.zip", "visitas.json"


@dataclass(frozen=True, slots=True)
class DossierWish:
    """Whose dossier (`kind` visit or party), what it is called, and where it shall be."""

    kind: str
    entity_id: str
    title: str
    path: Path


class DossierModel(QObject):
    """One dossier at a time. `progressed` (bytes done, of how many or 0), then `finished` (Path),
    or `stopped`, or `failed`.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._wish: DossierWish | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._wants_stop = False
        self._relay = Relay(self)
        self._relay.arrived.connect(lambda pair: self.progressed.emit(*pair))

    @property
    def is_running(self) -> bool:
        """Whether one is being made."""
        return self._wish is not None

    def run(self, wish: DossierWish) -> None:
        """Begin."""
        if self.is_running:
            return
        self._wish, self._wants_stop = wish, False
        try:
            self._folder = tempfile.TemporaryDirectory(prefix=".kobra-", dir=wish.path.parent)
        except OSError:
            self._fail(KobraError("file_not_written", path=wish.path.name))
            return
        folder = Path(self._folder.name)
        job = lambda: self._bring(wish, folder) and self._seal(wish, folder)  # noqa: E731
        self.workspace.background.network(job, self._on_made, self._fail, owner=self)

    def stop(self) -> None:
        """Give up; what was there before stays."""
        self._wants_stop = True

    def _bring(self, wish: DossierWish, folder: Path) -> bool:
        """The server's archive; False when stopped. On a worker."""
        path = folder / _ARCHIVE
        with _written(wish.path), path.open("wb") as file:
            whole = fetch_dossier(
                self.workspace.desk.api,
                wish.kind,
                wish.entity_id,
                file,
                stopped=lambda: self._wants_stop,
                report=lambda done, whole: self._relay.send((done, whole)),
            )
        if whole and dossier.faults(path):
            raise CutAnswer
        return whole

    def _seal(self, wish: DossierWish, folder: Path) -> bool:
        """Whether it took its place, with the PDF of each visit; not when that was given up
        meanwhile. On a worker.
        """
        self._relay.send((0, 0))  # how long papers take is not known
        path = folder / "dossier.zip"
        with _written(wish.path):
            with path.open("w+b") as file:
                writer = DossierWriter(file)
                for name, content in dossier.contents(folder / _ARCHIVE):
                    writer.add(name, content)
                count = self._add_papers(writer, folder)
                digest = writer.seal()
            if self._wants_stop:
                return False
            exports.record_dossier(self.workspace.desk, wish.title, digest, count)
            path.replace(wish.path)
        return True

    def _add_papers(self, writer: DossierWriter, folder: Path) -> int:
        """How many there are; fewer once it was given up."""
        count = 0
        with new_press() as press:
            for visit_id in _visit_ids(folder / _ARCHIVE):
                paper = None if self._wants_stop else self._paper(visit_id)
                if paper is not None:
                    writer.add(f"visita-{visit_id}.pdf", press.run(set_paper, paper))
                    count += 1
        return count

    def _paper(self, visit_id: str) -> Paper | None:
        workspace = self.workspace
        found = result_of_visit(workspace.desk.store, visit_id)
        if found is None:
            return None
        return visit_paper(workspace, result_facts(found, workspace))

    def _on_made(self, is_whole: bool) -> None:
        wish = self._end()
        if is_whole and wish is not None:
            self.finished.emit(wish.path)
        else:
            self.stopped.emit()

    def _fail(self, problem: Known) -> None:
        self._end()
        self.failed.emit(problem)

    def _end(self) -> DossierWish | None:
        wish, self._wish = self._wish, None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        return wish


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """What the disk refuses is said of the file that a person asked for."""
    try:
        yield
    except OSError as problem:
        raise KobraError("file_not_written", path=path.name) from problem


def _visit_ids(path: Path) -> list[str]:
    """The visits of an archive that were made."""
    with zipfile.ZipFile(path) as archive:
        visits = msgspec.json.decode(archive.read(_VISITS))
    return [one["id"] for one in visits if one["ended_at"]]
