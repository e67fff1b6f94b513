"""Whether there is a newer version: asked at the start and once a day, told and never fetched."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kobra_desktop.background import Background
from kobra_desktop.errors import Known
from kobra_desktop.updates.asking import Source, ask
from kobra_desktop.updates.manifest import Manifest, is_newer

EVERY_MS = 24 * 3_600_000
_log = logging.getLogger(__name__)


class Answer(StrEnum):
    """What is known of newer versions."""

    NOBODY_ASKED = "nobody_asked"  # no address: this copy asks nobody
    NOT_YET = "not_yet"
    NONE_NEWER = "none_newer"
    NEWER = "newer"
    FAILED = "failed"


class UpdatesModel(QObject):
    """`newer` holds the version that is to be had while `answer` is NEWER; what was found stays
    when asking again fails.
    """

    changed = Signal()

    def __init__(
        self,
        background: Background,
        source: Source,
        version: str,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._source, self._clock = background, source, clock
        self.version = version
        self.answer = Answer.NOT_YET if source.is_set else Answer.NOBODY_ASKED
        self.newer: Manifest | None = None
        self.is_busy = False
        self._daily = QTimer(self)
        self._daily.setInterval(EVERY_MS)
        self._daily.timeout.connect(self.ask)

    def begin(self) -> None:
        """Ask now and each day from now on; without an address, never."""
        if self._source.is_set:
            self._daily.start()
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask now, once at a time."""
        if self.is_busy or not self._source.is_set:
            return
        self.is_busy = True
        self.changed.emit()
        source, clock = self._source, self._clock
        self._background.network(
            lambda: ask(source, clock), self._on_answer, self._on_failed, owner=self
        )

    def _on_answer(self, found: Manifest) -> None:
        self.is_busy = False
        is_found = is_newer(found.version, self.version)
        self.newer = found if is_found else None
        self.answer = Answer.NEWER if is_found else Answer.NONE_NEWER
        if is_found:
            _log.info("update: version %s is to be had", found.version)
        self.changed.emit()

    def _on_failed(self, problem: Known) -> None:
        """Nobody's work depends on it: a line in the log, and whoever asks is told."""
        _log.warning("update: %s", problem.code)
        self.is_busy = False
        if self.newer is None:
            self.answer = Answer.FAILED
        self.changed.emit()
