"""Everything that lives while one user is signed in: desk, sync, live stream, and their models."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from kobra_desktop.app.account import SignedIn
from kobra_desktop.background import Background, Pulse, Relay, new_lock
from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.memory import Memory
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.people import team_rows
from kobra_desktop.store.queries.portfolios import portfolios_here
from kobra_desktop.sync.clock import ServerClock
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.loops import Follower, keep_syncing
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_domain.answers import SessionInfo
from kobra_domain.positions import Latest
from kobra_records.ids import new_id, new_phone_id

Names = tuple[dict[str, str], dict[str, str]]
SENT_AFTER_MS = 8_000
_Reachability = QNetworkInformation.Reachability


class Workplace(QObject):
    """`status_changed` (SyncStatus), `sign_in_needed` (problem) and `who_changed` (the User as it
    was), on the GUI thread.
    """

    status_changed = Signal(object)
    sign_in_needed = Signal(object)
    who_changed = Signal(object)

    def __init__(
        self,
        signed_in: SignedIn,
        background: Background,
        memory: Memory,
        clock: Callable[[], datetime],
        locale: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.signed_in = signed_in
        self.background = background
        self.news, self.heard = Relay(self), Relay(self)
        self.scope = ScopeModel(self)
        zone = ZoneInfo(signed_in.info.user.time_zone)
        self.status = StatusModel(zone, self, locale)
        self._clock = ServerClock(signed_in.api, signed_in.replica, clock)
        self.workspace = Workspace(
            desk=_desk(signed_in, self._clock),
            background=background,
            news=self.news,
            heard=self.heard,
            scope=self.scope,
            memory=memory,
            locale=locale,
            zone=zone,
        )
        self._pulses: list[Pulse] = []
        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_network)
        self._join()

    def _join(self) -> None:
        """Sync and live stream, and who hears them."""
        # An edit is sent once it can no longer be undone at the foot of the window. Made before the
        # engine, whose first status says what still waits of an earlier run.
        self._sending_soon = _later(self.sync_now, self)
        statuses, sessions = Relay(self), Relay(self)
        statuses.arrived.connect(self._on_status)
        sessions.arrived.connect(self._on_session)
        replica, api = self.signed_in.replica, self.signed_in.api
        replica.subscribe(self.news.send)
        clock = self._clock
        self.engine = Engine(
            replica, api, clock, new_lock(), statuses.send, sessions.send, clock.skew
        )
        self._follower = Follower(
            api,
            replica,
            clock,
            on_latest=self._send_positions,
            on_hint=self.sync_now,
            on_live=self.engine.set_live,
            chance=Random(),
        )
        self._names = LiveRead(self.workspace, self._read_names, self)
        self._names.loaded.connect(self._on_names)
        self._names.open()

    def _send_positions(self, positions: list[Latest], _is_whole: bool) -> None:
        self.heard.send(positions)

    def start(self, *, with_live: bool = True) -> None:
        """Begin to sync and to listen."""
        chance = Random()
        loop = partial(keep_syncing, self.engine, chance=chance)
        self._pulses.append(self.background.keep_running(lambda pulse: loop(pulse=pulse)))
        if with_live:
            self._pulses.append(
                self.background.keep_running(self._follower.run, self._follower.stop)
            )

    def sync_now(self) -> None:
        """Wake the sync loop; from any thread."""
        for pulse in self._pulses[:1]:
            pulse.poke()

    def signed_in_again(self) -> None:
        """There is a new session: both loops go on at once."""
        self.engine.signed_in()
        self._wake()

    def _wake(self) -> None:
        for pulse in self._pulses:
            pulse.poke()

    @Slot(QNetworkInformation.Reachability)
    def _on_network(self, reach: QNetworkInformation.Reachability) -> None:
        """The system has a network again, or another one: tried at once."""
        if reach not in (_Reachability.Disconnected, _Reachability.Unknown):
            self._wake()

    def stop(self) -> None:
        """End the loops and let the server go; the replica stays open until `close`."""
        for pulse in self._pulses:
            pulse.stop()
        self._follower.stop()
        self._pulses.clear()

    def close(self) -> None:
        """Close file and sockets."""
        self.signed_in.replica.close()
        self.signed_in.api.close()

    @Slot(object)
    def _on_status(self, status: SyncStatus) -> None:
        before = self.status.status
        self.status.show(status)
        self.status_changed.emit(status)
        if status.link is Link.ONLINE and before.link is not Link.ONLINE:
            self._wake()  # the live stream need not wait out its own turn
        if status.link is Link.SIGN_IN and before.link is not Link.SIGN_IN:
            self.sign_in_needed.emit(status.problem)
        if status.waiting > before.waiting and not self._sending_soon.isActive():
            self._sending_soon.start()

    @Slot(object)
    def _on_session(self, info: SessionInfo) -> None:
        """The permissions follow at once, what is shown when `who_changed` is heard."""
        desk = self.workspace.desk
        before, desk.who = desk.who, info.user
        self.signed_in = replace(self.signed_in, info=info)
        if desk.who != before:
            self.who_changed.emit(before)

    def _read_names(self) -> Names:
        replica = self.signed_in.replica
        teams = {row.team.id: row.team.name for row in team_rows(replica)}
        portfolios = {one.id: one.name for one in portfolios_here(replica)}
        return teams, portfolios

    def _on_names(self) -> None:
        if self._names.value is not None:
            self.scope.set_names(*self._names.value)


def _desk(signed_in: SignedIn, clock: Callable[[], datetime]) -> Desk:
    return Desk(
        store=signed_in.replica,
        api=signed_in.api,
        clock=clock,
        new_id=new_id,
        new_phone_id=new_phone_id,
        who=signed_in.info.user,
    )


def _later(act: Callable[[], None], parent: QObject) -> QTimer:
    """A timer that does it once, when it is started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(SENT_AFTER_MS)
    timer.timeout.connect(act)
    return timer
