"""What keeps results from leaving, told to administrators in Jornada: that all sending is paused,
or that the mail server takes nothing. The server knows it, no replica does: asked while it is seen.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.api import deliveries as online
from kobra_desktop.models.administration.acts import is_offline
from kobra_desktop.models.administration.deliveries import trouble_words
from kobra_desktop.models.live import MINUTE_MS
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.work import Opens, WorkAct, WorkLine
from kobra_desktop.models.workspace import Workspace
from kobra_domain.sending import Standing

_DANGER = 0  # right below the calls for help: of the next one nobody hears by mail
_ENVIOS: Opens = ("administration", {"tab": "sending", "lists": {"part": "deliveries"}})


class Sending(QObject):
    """Silent while the server does not answer: then nothing is known."""

    changed = Signal()

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._status = workspace, status
        self._standing: Standing | None = None
        self._is_seen = self._is_asking = False
        self._was_offline = is_offline(status)
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE_MS)
        self._minutes.timeout.connect(self.reload)
        status.changed.connect(self._on_link)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """At most one."""
        return sending_lines(self._standing, self._workspace) if self._standing else ()

    def open(self) -> None:
        """It is seen: whoever comes back from Envíos has just paused or resumed."""
        self._is_seen = True
        self._minutes.start()
        self.reload()

    def rest(self) -> None:
        """It is not seen."""
        self._is_seen = False
        self._minutes.stop()

    def reload(self) -> None:
        """Ask the server, once at a time."""
        if self._is_asking:
            return
        if is_offline(self._status):
            self._know(None)
            return
        self._is_asking = True
        api = self._workspace.desk.api
        self._workspace.background.network(
            lambda: online.standing(api), self._on_answer, self._on_failed, owner=self
        )

    def _on_answer(self, standing: Standing) -> None:
        self._is_asking = False
        self._know(standing)

    def _on_failed(self, _problem: object) -> None:
        self._is_asking = False
        self._know(None)

    def _know(self, standing: Standing | None) -> None:
        before, self._standing = self.lines, standing
        if self.lines != before:
            self.changed.emit()

    def _on_link(self) -> None:
        is_so = is_offline(self._status)
        has_turned, self._was_offline = is_so is not self._was_offline, is_so
        if has_turned and self._is_seen:
            self.reload()


def sending_lines(standing: Standing, workspace: Workspace) -> tuple[WorkLine, ...]:
    """What asks: the pause, else what keeps mails as a whole."""
    translate = QCoreApplication.translate
    see = WorkAct("see", translate("WorkQueue", "See deliveries"), "send", _ENVIOS)
    if standing.is_paused:
        words = translate("WorkQueue", "All sending is paused")
        told = translate("WorkQueue", "Neither mails nor webhooks leave; {n} wait.")
        line = WorkLine(key="sending", danger=_DANGER, icon="circle-pause", words=words,
                        detail=told.format(n=standing.waiting), acts=(see,))  # fmt: skip
        return (line,)
    if trouble := trouble_words(standing, workspace):
        words = translate("WorkQueue", "No mail leaves")
        return (WorkLine(key="sending", danger=_DANGER, icon="mail", words=words, detail=trouble,
                         acts=(see,)),)  # fmt: skip
    return ()
