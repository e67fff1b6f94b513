"""The server as an administrator sees it: its version, what it keeps, the link, the city map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api.basemap_upload import put_basemap, server_basemap
from kobra_desktop.api.server import server_health
from kobra_desktop.api.session import session
from kobra_desktop.background import Relay
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.sync.status import Link
from kobra_domain.answers import (
    BackupState,
    LastBackup,
    ServerBasemap,
    ServerHealth,
    SessionInfo,
)
from kobra_domain.errors import Param
from kobra_domain.scope import Permission
from kobra_domain.words import age, data_size, full_day, say, word

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Found:
    info: SessionInfo
    basemap: ServerBasemap
    health: ServerHealth | None


class ServerModel(QObject):
    """`changed`: something to see. `failed`: a known error. `sent` (done, whole) in bytes while a
    city map goes up. `done` (sentence): it is there.
    """

    changed = Signal()
    failed = Signal(object)
    sent = Signal(object, object)
    done = Signal(str)

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = FormActs(workspace, self)
        self._found: _Found | None = None
        self.is_sending = False
        self._progress = Relay(self)
        self._progress.arrived.connect(self._on_progress)
        status.changed.connect(self.changed)

    def open(self) -> None:
        """Ask the server how it is."""
        api = self.workspace.desk.api
        self.acts.ask(
            lambda: _Found(session(api), server_basemap(api), server_health(api)),
            self._on_found,
            self._on_failed,
        )

    @property
    def is_known(self) -> bool:
        """Whether the server has answered."""
        return self._found is not None

    def facts(self) -> list[tuple[str, str]]:
        """What is known of the server, in words."""
        made = [
            (translate("Administration", "Address"), self.workspace.desk.api.server),
            (translate("Administration", "Link"), self._link_words()),
            (
                translate("Administration", "Last synchronised"),
                self.status.synced_words or translate("Administration", "not yet"),
            ),
            (translate("Administration", "Changes to send"), str(self.status.status.waiting)),
        ]
        if self._found is not None:
            info = self._found.info
            days = translate("Administration", "{days} days, then trails are deleted")
            made[1:1] = [(translate("Administration", "Version"), info.server_version or "—")]
            made.append(
                (
                    translate("Administration", "Trails are kept"),
                    days.format(days=info.retention_days),
                )
            )
            made += self._space()
        return made

    def _space(self) -> list[tuple[str, str]]:
        health = self._found.health if self._found else None
        if health is None:
            return []
        free = data_size(health.free_bytes, self.workspace.locale)
        made = [(translate("Administration", "Free space"), free)]
        if health.backup is not None:
            words = self._backup_words(health.backup)
            made.append((translate("Administration", "Last backup"), words))
        return made

    def _backup_words(self, last: LastBackup) -> str:
        """How old, what is wrong with it, how large, where."""
        locale, told = self.workspace.locale, []
        if last.made_at is not None:
            told.append(self._age(last))
        if last.state is not BackupState.GOOD:
            told.append(word(last.state, locale))
        if last.folder:
            told += [data_size(last.bytes, locale), last.folder]
        return " · ".join(told)

    def _backup_warning(self, last: LastBackup) -> str:
        """What the doctor says of it, with its remedy."""
        code = f"doctor.backup.{last.state}"
        told: dict[str, Param] = {"age": self._age(last), "path": last.folder}
        said = (say(c, told, self.workspace.locale) for c in (code, f"{code}.remedy"))
        return " ".join(said)

    def _age(self, last: LastBackup) -> str:
        past = self.workspace.now - last.made_at if last.made_at is not None else timedelta()
        return age(past.total_seconds(), self.workspace.locale)

    def warnings(self) -> list[str]:
        """What of the server somebody has to see to, a sentence each."""
        health = self._found.health if self._found else None
        if health is None:
            return []
        locale, made = self.workspace.locale, []
        if health.free_bytes < health.least_free_bytes:
            words = translate(
                "Administration",
                "The server has only {free} left. Phones are sent away until {least} are free; "
                "what they have to send stays on them.",
            )
            free = data_size(health.free_bytes, locale)
            least = data_size(health.least_free_bytes, locale)
            made.append(words.format(free=free, least=least))
        if health.unknown_proxy:
            words = translate(
                "Administration",
                "Requests come through {address}, which the server does not trust: all who come by "
                "it count as one address. Name it in KOBRA_TRUSTED_PROXIES.",
            )
            made.append(words.format(address=health.unknown_proxy))
        if health.backup is not None and health.backup.state is not BackupState.GOOD:
            made.append(self._backup_warning(health.backup))
        for phone in health.refused:
            words = translate(
                "Administration",
                "{agent}: on {day} the phone sent {size}, all that is taken of one in a day. The "
                "rest waits on the phone.",
            )
            day, size = full_day(phone.day, locale), data_size(phone.bytes, locale)
            made.append(words.format(agent=phone.agent or "—", day=day, size=size))
        return made

    def basemap_words(self) -> str:
        """Which city map the server has."""
        if self._found is None:
            return translate("Administration", "Not known while there is no connection.")
        size = self._found.basemap.size
        if size is None:
            return translate(
                "Administration",
                "There is none: maps show countries and towns, but no streets.",
            )
        words = translate("Administration", "{size}, given to every control center.")
        return words.format(size=data_size(size, self.workspace.locale))

    def put_basemap(self, path: Path) -> None:
        """Send a city map; all control centers fetch it."""
        desk = self.workspace.desk

        def ask() -> ServerBasemap:
            desk.require(Permission.ADMINISTER)
            try:
                return put_basemap(desk.api, path, lambda *done: self._progress.send(done))
            except OSError as problem:
                raise KobraError("basemap_unreadable") from problem

        self.is_sending = True
        self.acts.ask(ask, self._on_put, self._on_failed)

    def _link_words(self) -> str:
        status = self.status.status
        if status.link is Link.ONLINE:
            live = translate("Administration", "live")
            return live if status.is_live else translate("Administration", "asks now and then")
        if status.link is Link.CONNECTING:
            return translate("Administration", "connecting")
        return translate("Administration", "no connection")

    def _on_found(self, found: _Found) -> None:
        self._found = found
        self.changed.emit()

    def _on_put(self, basemap: ServerBasemap) -> None:
        self.is_sending = False
        if self._found is not None:
            self._found = replace(self._found, basemap=basemap)
        words = translate("Administration", "The city map is on the server")
        self.changed.emit()
        self.done.emit(words)

    def _on_failed(self, problem: Known) -> None:
        self.is_sending = False
        self.failed.emit(problem)

    def _on_progress(self, done: tuple[int, int]) -> None:
        self.sent.emit(*done)
