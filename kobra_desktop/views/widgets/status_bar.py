"""The bottom bar: link, synced when, what waits, conflicts. Each is a button to its list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.counts import counts
from kobra_desktop.models.status import Link, StatusModel, Step
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import ElidedButton
from kobra_desktop.views.widgets.labels import set_property
from kobra_desktop.views.widgets.layouts import row

_LINK_ICONS = {
    Link.CONNECTING: "refresh-cw",
    Link.ONLINE: "wifi",
    Link.OFFLINE: "cloud-off",
    Link.SIGN_IN: "lock",
    Link.FAILING: "triangle-alert",
}
_UNWELL = (Link.OFFLINE, Link.SIGN_IN, Link.FAILING)


class StatusBar(QFrame):
    """Shows a StatusModel. It never says «synced» while something waits or was refused."""

    sync_requested = Signal()
    pending_requested = Signal()
    conflicts_requested = Signal()

    def __init__(self, look: Look, status: StatusModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._status = status
        self.link = ElidedButton(look, "", icon="wifi")
        self.synced = ElidedButton(look, "", icon="refresh-cw")
        self.pending = ElidedButton(look, "", icon="cloud-upload")
        self.parked = ElidedButton(look, "", icon="octagon-alert")
        self.conflicts = ElidedButton(look, "", icon="git-compare")
        self.newer = ElidedButton(look, "", icon="triangle-alert")
        self.clock = ElidedButton(look, "", icon="clock-alert")
        parts = (
            *(self.link, self.synced, self.clock, self.newer),
            *(self.pending, self.parked, self.conflicts),
        )
        self.setLayout(row(*parts, None, space=4, margins=(8, 2, 12, 2)))
        self.link.clicked.connect(self.sync_requested)
        self.synced.clicked.connect(self.sync_requested)
        self.clock.clicked.connect(self.sync_requested)
        self.newer.clicked.connect(self.sync_requested)
        self.pending.clicked.connect(self.pending_requested)
        self.parked.clicked.connect(self.pending_requested)
        self.conflicts.clicked.connect(self.conflicts_requested)
        status.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        status = self._status.status
        self.link.set_icon(_LINK_ICONS[status.link])
        self.link.setText(self._link_words())
        self.link.setToolTip(self._link_words())
        set_property(self.link, "tone", "warn" if status.link in _UNWELL else "")
        self.synced.setVisible(status.link is Link.ONLINE)
        self.synced.setText(self._synced_words())
        words = self._clock_words()
        self.clock.setVisible(bool(words))
        self.clock.setText(words)
        self.clock.setToolTip(words)
        set_property(self.clock, "tone", "warn")
        _count(self.newer, status.strange, counts.strange(status.strange))
        set_property(self.newer, "tone", "warn")
        refused, differing = self._status.refused, status.conflicts
        _count(self.pending, status.waiting, counts.waiting(status.waiting))
        _count(self.parked, refused, counts.parked(refused))
        _count(self.conflicts, differing, counts.conflicts(differing))
        set_property(self.parked, "tone", "error")
        set_property(self.conflicts, "tone", "warn")

    def _link_words(self) -> str:
        status = self._status.status
        if status.link is Link.ONLINE:
            return self.tr("Live") if status.is_live else self.tr("Connected")
        if status.link is Link.CONNECTING:
            return self.tr("Connecting…")
        if status.link is Link.SIGN_IN:
            return self.tr("Sign in again")
        if status.link is Link.FAILING:
            return self.tr("Not syncing: you work with what is saved here")
        if status.synced_at is None:
            return self.tr("No connection")
        text = self.tr("No connection: you work with what was saved at {time}")
        return text.format(time=self._status.synced_words)

    def _clock_words(self) -> str:
        """A machine's clock that is wrong; without the server, that nobody knows the hour."""
        status, off = self._status.status, self._status.skew_words
        if not off:
            return ""
        is_fast = status.skew.total_seconds() < 0
        if status.link is not Link.ONLINE:
            fast = self.tr("This machine's clock may be {time} fast: its hours are doubtful")
            slow = self.tr("This machine's clock may be {time} slow: its hours are doubtful")
        else:
            fast = self.tr("This machine's clock is {time} fast: hours are corrected")
            slow = self.tr("This machine's clock is {time} slow: hours are corrected")
        return (fast if is_fast else slow).format(time=off)

    def _synced_words(self) -> str:
        status = self._status.status
        if status.step is not Step.IDLE:
            return self.tr("Syncing…")
        if not status.is_synced:
            return self.tr("Sync now")
        return self.tr("Synced {time}").format(time=self._status.synced_words)


def _count(button: ElidedButton, count: int, words: str) -> None:
    button.setVisible(count > 0)
    button.setText(words)
    button.setToolTip(words)
