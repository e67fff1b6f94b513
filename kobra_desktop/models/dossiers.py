"""A dossier on its way out: the server's archive, the PDF of each visit that was made, one seal
over both. What is begun lies beside its place and takes it when all is whole and recorded.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kobra_desktop.api.dossiers import fetch_dossier
from kobra_desktop.api.errors import CutAnswer
from kobra_desktop.background import Relay
from kobra_desktop.commands import exports
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.submissions.files import pictures_here
from kobra_desktop.models.visit_result import ResultFacts, result_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.results import result_of_visit
from kobra_records.files import dossier
from kobra_records.files.dossier import DossierWriter

_VISITS = "visitas.json"


@dataclass(frozen=True, slots=True)
class DossierWish:
    """Whose dossier (`kind` visit or party), what it is called, and where it shall be."""

    kind: str
    entity_id: str
    title: str
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """One visit that is to become a PDF, with the photos that are here."""

    path: Path
    facts: ResultFacts
    photos: dict[str, QImage]


class DossierModel(QObject):
    """One dossier at a time. `progressed` (bytes done, of how many or 0); `papers_wanted` (list of
    Paper): write them and call `complete`; then `finished` (Path), or `stopped`, or `failed`.
    """

    progressed = Signal(int, int)
    papers_wanted = Signal(object)
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
            self.fail(KobraError("file_not_written", path=wish.path.name))
            return
        folder = Path(self._folder.name)
        job = lambda: self._bring(wish, folder)  # noqa: E731
        self.workspace.background.network(job, self._on_brought, self.fail, owner=self)

    def stop(self) -> None:
        """Give up; what was there before stays."""
        self._wants_stop = True

    def complete(self, papers: Sequence[Paper]) -> None:
        """Put the PDFs that were written into the archive, seal it, record it, give it its name."""
        wish, folder = self._wish, self._folder
        if wish is None or folder is None:
            return
        job = lambda: self._seal(wish, Path(folder.name), papers)  # noqa: E731
        self.workspace.background.network(job, self._on_sealed, self.fail, owner=self)

    def _bring(self, wish: DossierWish, folder: Path) -> list[Paper] | None:
        """The server's archive, and what its PDFs are made of; None when stopped. On a worker."""
        path = folder / "server.zip"
        with _written(wish.path), path.open("wb") as file:
            whole = fetch_dossier(
                self.workspace.desk.api,
                wish.kind,
                wish.entity_id,
                file,
                stopped=lambda: self._wants_stop,
                report=lambda done, whole: self._relay.send((done, whole)),
            )
        if not whole:
            return None
        if dossier.faults(path):
            raise CutAnswer
        return [paper for one in _visit_ids(path) if (paper := self._paper(folder, one))]

    def _paper(self, folder: Path, visit_id: str) -> Paper | None:
        workspace = self.workspace
        found = result_of_visit(workspace.desk.store, visit_id)
        if found is None:
            return None
        facts = result_facts(found, workspace)
        names = [photo.name for photo in facts.photos]
        photos = pictures_here(workspace, facts.submission.id, names) if facts.submission else {}
        return Paper(folder / f"visita-{visit_id}.pdf", facts, photos)

    def _seal(self, wish: DossierWish, folder: Path, papers: Sequence[Paper]) -> bool:
        """Whether it took its place; not when that was given up meanwhile. On a worker."""
        path = folder / "dossier.zip"
        with _written(wish.path):
            with path.open("w+b") as file:
                writer = DossierWriter(file)
                for name, content in dossier.contents(folder / "server.zip"):
                    writer.add(name, content)
                for paper in papers:
                    writer.add(paper.path.name, paper.path.read_bytes())
                digest = writer.seal()
            if self._wants_stop:
                return False
            exports.record_dossier(self.workspace.desk, wish.title, digest, len(papers))
            path.replace(wish.path)
        return True

    def _on_brought(self, papers: list[Paper] | None) -> None:
        if papers is None or self._wants_stop:
            self._stop()
        else:
            self.papers_wanted.emit(papers)

    def _on_sealed(self, is_whole: bool) -> None:
        wish = self._end()
        if is_whole and wish is not None:
            self.finished.emit(wish.path)
        else:
            self.stopped.emit()

    def _stop(self) -> None:
        self._end()
        self.stopped.emit()

    def fail(self, problem: Known) -> None:
        """It could not be made, here or (a PDF) where the papers are written."""
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
