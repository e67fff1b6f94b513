"""The invented field on a real server, an administrator's synced desktop, and the page over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from field_api.auth.people import add_user, set_password
from field_api.change_log.record import record_all
from field_api.database import Database
from kobra_desktop.background import Background, Relay
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.latest import keep_latest
from kobra_desktop.sync.status import Link, SyncStatus
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, User
from kobra_domain.visits import Visit
from tests.field_api.databases import migrate
from tests.field_api.servers import Clock, Running, running
from tests.kobra_desktop.views.world import NOW, ZONE, World
from tests.system.station import PASSWORD, Station, station


@dataclass
class Office:
    """A desktop that is signed in; `sync` is one whole run, its news reach the page."""

    world: World
    server: Running
    desktop: Station
    workspace: Workspace
    status: StatusModel

    def sync(self) -> None:
        """Push and pull."""
        self.desktop.sync()

    def go_offline(self) -> None:
        """What the sync says when the server is gone."""
        self.status.show(replace(self.status.status, link=Link.OFFLINE))


@dataclass(frozen=True)
class Founded:
    """Files to copy: the server's database, and the replica of the administrator."""

    database: Path
    replica: Path


def found(folder: Path) -> Founded:
    """Make the field once; the same ids come out each time."""
    folder.mkdir(exist_ok=True)
    made = folder / "server.db"
    migrate(f"sqlite:///{made}")
    world = World(folder)
    world.replica.close()
    database = Database(f"sqlite:///{made}")
    _fill(database, world)
    database.close()
    first = Path(shutil.copy(made, folder / "first.db"))  # its audit knows of a sign-in
    with (
        running(f"sqlite:///{first}", folder, Clock(NOW)) as server,
        station(server, folder, world.users[0].email, name="desk") as desktop,
    ):
        desktop.sync()
    return Founded(made, folder / "desk.db")


@contextmanager
def office(
    folder: Path,
    background: Background,
    founded: Founded,
    locale: str = "es",
    between: Callable[[str], AbstractContextManager[str]] = nullcontext,
) -> Iterator[Office]:
    """Everything, until the block ends; `between` leads from an address of its own to the
    server's.
    """
    world = World(folder)
    world.replica.close()
    (folder / "desk").mkdir()
    shutil.copy(founded.database, folder / "server.db")
    shutil.copy(founded.replica, folder / "desk" / f"{world.users[0].id}.db")
    with (
        running(f"sqlite:///{folder / 'server.db'}", folder, Clock(NOW)) as server,
        between(server.base) as address,
        station(server, folder / "desk", world.users[0].email, address=address) as desktop,
    ):
        desktop.sync()
        keep_latest(desktop.replica, world.latest)
        status = StatusModel(ZoneInfo(ZONE))
        status.show(SyncStatus(link=Link.ONLINE, is_live=True, synced_at=NOW))
        workspace = _workspace(world, desktop, background, locale)
        yield Office(world, server, desktop, workspace, status)


def _fill(database: Database, world: World) -> None:
    entities = [_seasoned(e) for e in world.entities if not isinstance(e, User | Visit)]
    with database.begin() as connection:
        record_all(connection, [(one, None) for one in entities], at=NOW)
    for user in world.users:
        with database.begin() as connection:
            add_user(connection, user, NOW)
            set_password(connection, user.id, PASSWORD, NOW)
    visits = [one for one in world.entities if isinstance(one, Visit)]
    with database.begin() as connection:
        record_all(connection, [(one, None) for one in visits], at=NOW)


def _seasoned(entity: Entity) -> Entity:
    """Agents as they are after a while: some tried their SOS, some have breaks, one no consent."""
    if not isinstance(entity, Agent):
        return entity
    lunch = tuple(
        replace(span, start=span.start.replace(hour=12), end=span.start.replace(hour=13))
        for span in entity.shift
        if span.weekday < 6
    )
    if entity.code == "AG-06":
        return replace(entity, consent=None, enrolled_at=None)
    tried_at = NOW - timedelta(days=19) if entity.code in ("AG-01", "AG-03") else None
    return replace(entity, breaks=lunch, sos_tested_at=tried_at)


def _workspace(world: World, desktop: Station, background: Background, locale: str) -> Workspace:
    news = Relay()
    desktop.replica.subscribe(news.send)
    scope = ScopeModel()
    teams = {team.id: team.name for team in world.teams}
    scope.set_names(teams, {one.id: one.name for one in world.portfolios})
    return Workspace(
        desk=replace(desktop.desk, clock=lambda: NOW),
        background=background,
        news=news,
        heard=Relay(),
        scope=scope,
        memory=SessionMemory(),
        locale=locale,
        zone=ZoneInfo(ZONE),
    )


__all__ = ["Office", "office"]
