"""What the bottom bar says of the sync: a SyncStatus on the GUI thread, in the user's hours."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from kobra_desktop.sync.status import Link, Step, SyncStatus
from kobra_domain.words import duration

__all__ = ["Link", "StatusModel", "Step"]


class StatusModel(QObject):
    """`show` it every SyncStatus; views listen to `changed`."""

    changed = Signal()

    def __init__(self, zone: ZoneInfo, parent: QObject | None = None, locale: str = "es") -> None:
        super().__init__(parent)
        self._zone, self._locale = zone, locale
        self.status = SyncStatus()

    def show(self, status: SyncStatus) -> None:
        """The sync has another word to say."""
        if status != self.status:
            self.status = status
            self.changed.emit()

    @property
    def synced_at(self) -> datetime | None:
        """When the replica last had all that the server had."""
        return self.status.synced_at

    @property
    def synced_words(self) -> str:
        """Hour and minute of it where the user is."""
        at = self.status.synced_at
        return f"{at.astimezone(self._zone):%H:%M}" if at else ""

    @property
    def skew_words(self) -> str:
        """How far this machine's clock is off; empty when it is not."""
        seconds = abs(self.status.skew.total_seconds())
        return duration(seconds, self._locale) if seconds else ""

    @property
    def refused(self) -> int:
        """Edits that were refused or stand on one that was."""
        return self.status.parked + self.status.rejected
