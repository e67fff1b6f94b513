"""What the bottom bar says: link, last sync, what waits, what is in conflict. Fed by the
composition root.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal


class Link(StrEnum):
    """How the server is heard."""

    LIVE = "live"
    POLLING = "polling"
    OFFLINE = "offline"


class StatusModel(QObject):
    """Changes are set by `update`; views listen to `changed`."""

    changed = Signal()

    def __init__(self, zone: ZoneInfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.link = Link.OFFLINE
        self.is_syncing = False
        self.synced_at: datetime | None = None
        self.pending = 0
        self.parked = 0
        self.conflicts = 0

    @property
    def synced_words(self) -> str:
        """Hour and minute of the last sync where the user is."""
        return f"{self.synced_at.astimezone(self._zone):%H:%M}" if self.synced_at else ""

    def set_link(self, link: Link) -> None:
        """The link came, went or fell back to polling."""
        self._set(link=link)

    def set_syncing(self, is_syncing: bool) -> None:
        """A run began or ended."""
        self._set(is_syncing=is_syncing)

    def set_synced(self, at: datetime | None) -> None:
        """A run ended well."""
        self._set(synced_at=at, is_syncing=False)

    def set_waiting(self, *, pending: int, parked: int, conflicts: int) -> None:
        """What the outbox holds."""
        self._set(pending=pending, parked=parked, conflicts=conflicts)

    def _set(self, **values: object) -> None:
        if any(getattr(self, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(self, name, value)
            self.changed.emit()
