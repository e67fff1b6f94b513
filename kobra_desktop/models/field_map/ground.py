"""Which map lies beneath: a person's own file, else the server's archive, else the one that ships.

The archive is brought here and kept by the core's `api.tiles`; how a file is shown is the map's.
"""

from __future__ import annotations

import errno
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kobra_desktop.api.errors import Offline
from kobra_desktop.api.tiles import fetch_basemap
from kobra_desktop.background import Relay, new_lock
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.workspace import Workspace

_KEY = "basemap"
_ONE_AT_A_TIME = new_lock()


class GroundKind(StrEnum):
    """Where the map comes from."""

    OWN = "own"
    SERVER = "server"
    SHIPPED = "shipped"


class GroundModel(QObject):
    """`changed`: another map. `progressed`: `share` of the archive has arrived, or the wait is
    over. `failed`: a known error; the map stays as it is.
    """

    changed = Signal()
    progressed = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, archive: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._archive = workspace, archive
        self._reports = Relay(self)
        self._reports.arrived.connect(self._on_report)
        self._wants_stop = False
        self._is_asked = False
        self._begun_kind = GroundKind.SHIPPED
        self.is_fetching = False
        self.share = 0.0

    @property
    def file(self) -> Path | None:
        """The file to show; None: the map that ships."""
        own = self._own
        if own is not None:
            return own
        archive = self._archive
        return archive if archive is not None and archive.is_file() else None

    @property
    def kind(self) -> GroundKind:
        """Where it comes from."""
        if self._own is not None:
            return GroundKind.OWN
        return GroundKind.SHIPPED if self.file is None else GroundKind.SERVER

    @property
    def _own(self) -> Path | None:
        kept = self._workspace.memory.read(_KEY)
        path = Path(kept) if isinstance(kept, str) and kept else None
        return path if path is not None and path.is_file() else None

    def use_file(self, path: Path) -> None:
        """Show a PMTiles or MBTiles file from now on."""
        self._workspace.memory.write(_KEY, str(path))
        self.changed.emit()

    def drop_file(self) -> None:
        """Show the server's archive, or the map that ships."""
        self._workspace.memory.write(_KEY, None)
        self.changed.emit()
        self.fetch(is_asked=False)

    def fetch(self, *, is_asked: bool = True) -> None:
        """Bring the server's archive if it has another than the one here. What nobody asked for
        and finds no server is no news: it does not say `failed`.
        """
        archive = self._archive
        self._is_asked = is_asked
        if archive is None or self.is_fetching:
            return
        self.is_fetching, self._wants_stop, self.share = True, False, 0.0
        self._begun_kind = self.kind
        api = self._workspace.desk.api

        def bring() -> bool:
            try:
                archive.parent.mkdir(parents=True, exist_ok=True)
                with _ONE_AT_A_TIME:  # the big map and a small one may ask at once
                    return fetch_basemap(
                        api,
                        archive,
                        stopped=lambda: self._wants_stop,
                        report=lambda done, whole: self._reports.send((done, whole)),
                    )
            except OSError as problem:
                is_full = problem.errno == errno.ENOSPC
                raise KobraError("disk_full" if is_full else "replica_read_only") from problem

        background = self._workspace.background
        background.network(bring, self._on_fetched, self._on_failed, owner=self)
        self.progressed.emit()

    def stop(self) -> None:
        """Leave the archive where it is; the next try goes on from there."""
        self._wants_stop = True

    @Slot(object)
    def _on_report(self, report: tuple[int, int]) -> None:
        done, whole = report
        self.share = done / whole if whole else 0.0
        self.progressed.emit()

    def _on_fetched(self, is_new: bool) -> None:
        self.is_fetching = False
        self.progressed.emit()
        if self.kind is GroundKind.SERVER and (is_new or self._begun_kind is not self.kind):
            self.changed.emit()

    def _on_failed(self, problem: Known) -> None:
        self.is_fetching = False
        self.progressed.emit()
        if self._is_asked or not isinstance(problem, Offline):
            self.failed.emit(problem)
