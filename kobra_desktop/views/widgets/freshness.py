"""How old what a page shows is: «datos de hace 3 s», and without a connection from when it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kobra_desktop.models.status import Link, StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_desktop.views.widgets.layouts import row
from kobra_domain.words import age

EVERY_MS = 3_000
OLD_S = 600  # the link is up, and yet nothing has come for so long
_WELL = (Link.ONLINE, Link.CONNECTING)


class Freshness(QWidget):
    """Stands in a page's head. Without `is_always` it is silent as long as the link is up and what
    came is not old.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        *,
        is_always: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._workspace, self._status = look, workspace, status
        self._is_always = is_always
        self._heard_at: datetime | None = None
        self._icon = QLabel()
        self._text = ElidedLabel("", "secondary")  # what a page is for has the room first
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(row(self._icon, self._text, space=6))
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self._say)
        status.changed.connect(self._say)
        look.changed.connect(self._say)
        workspace.heard.arrived.connect(self._on_heard)
        self._say()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Ages only count while they are seen."""
        super().showEvent(event)
        self._say()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    @Slot(object)
    def _on_heard(self, _positions: object) -> None:
        self._heard_at = self._workspace.now

    @Slot()
    def _say(self) -> None:
        is_well = self._status.status.link in _WELL
        words = self._words(is_well)
        self._text.setText(words)
        name, tone = ("circle-dot", "text_3") if is_well else ("cloud-off", "warn_fg")
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._look, name, 16, tone, ratio))
        self._icon.setVisible(bool(words))

    def _words(self, is_well: bool) -> str:
        synced_at, heard_at = self._status.synced_at, self._heard_at
        if synced_at is None:
            return ""
        newest = max(synced_at, heard_at or synced_at) if is_well else synced_at
        old_s = (self._workspace.now - newest).total_seconds()
        if is_well and not self._is_always and old_s < OLD_S:
            return ""
        old = age(old_s, self._workspace.locale)
        if is_well:
            return self.tr("data from {age}").format(age=old)
        if self._status.status.link is Link.OFFLINE:
            text = self.tr("No connection: data from {age}, {time}")
        else:
            text = self.tr("Not syncing: data from {age}, {time}")
        return text.format(age=old, time=self._status.synced_words)
