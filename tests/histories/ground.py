"""What every history begins with, made once a process and copied: a small field on either engine,
and the replicas of three people who have pulled it.
"""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Lock
from typing import Literal

import pytest
from sqlalchemy import insert

from field_api.auth.tokens import Access, access_token
from field_api.change_log.identity import identity
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.tables.sessions import sessions
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.engine import Engine
from kobra_domain.alerts import Alert, AlertKind
from kobra_records.ids import new_id
from tests.field_api.databases import create_database, drop_database, migrate
from tests.field_api.servers import NOW
from tests.histories.roads import DirectRoad
from tests.system import conftest
from tests.system.conftest import ADMIN, LUIS, SARA, Field, found_city
from tests.system.station import KEY

EngineName = Literal["sqlite", "postgresql"]
PEOPLE = (ADMIN, SARA, LUIS)
_TEMPLATE = "kobra_history"
_LONG_S = 3_600  # the clock of a server stands


@dataclass(frozen=True)
class Ground:
    """The templates of one engine. `tokens`: an access token for each person."""

    folder: Path
    engine: EngineName
    postgresql: str
    city: Field
    tokens: dict[str, str]

    @contextmanager
    def copied(self, folder: Path) -> Iterator[str]:
        """A database of one history's own; answers its address."""
        if self.engine == "sqlite":
            yield f"sqlite:///{shutil.copy(self.folder / 'server.db', folder / 'server.db')}"
            return
        name = f"kobra_{uuid.uuid4().hex}"
        yield create_database(self.postgresql, name, _TEMPLATE)
        drop_database(self.postgresql, name)

    def replica(self, who: str, folder: Path) -> Path:
        """A replica of one history's own."""
        return Path(shutil.copy(self.folder / f"{who}.db", folder / f"{who}.db"))


def ground(folder: Path, engine: EngineName, postgresql: Callable[[], str]) -> Ground:
    """Make the templates in a folder; `postgresql` is asked for a server's address if one is
    needed.
    """
    server = ""
    if engine == "sqlite":
        url = f"sqlite:///{folder / 'server.db'}"
    else:
        server = postgresql()
        drop_database(server, _TEMPLATE)
        url = create_database(server, _TEMPLATE)
    migrate(url)
    chance = Random(0)
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        for name in ("new_id", "new_phone_id"):  # a seed finds the same rows in the same order
            patch.setattr(conftest, name, lambda: an_id(chance))
        database = Database(url)
        stack.callback(database.close)
        city = found_city(database)
        alert = Alert(
            id=an_id(chance),
            kind=AlertKind.NOT_HEARD,
            raised_at=NOW,
            last_at=NOW,
            team_id=city.north.id,
            agent_id=city.ana.id,
        )
        with database.begin() as connection:
            record_all(connection, [(alert, None)], at=NOW)
        tokens = {who: _signed_in(database, city, who) for who in PEOPLE}
        for who in PEOPLE:
            user = city.users[who]
            replica = Replica(folder / f"{who}.db", KEY, user.id)
            road = DirectRoad(database, user.id, lambda: NOW)
            desktop = Engine(replica, road.api, lambda: NOW, Lock(), lambda status: None)
            desktop.run(lambda: False)
            replica.close()
    return Ground(folder, engine, server, city, tokens)


def an_id(chance: Random) -> str:
    """An id that the same chance brings again."""
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _signed_in(database: Database, city: Field, who: str) -> str:
    user, session_id = city.users[who], new_id()
    opened = {"id": session_id, "user_id": user.id, "created_at": NOW}
    with database.begin() as connection:
        ends = NOW + timedelta(seconds=_LONG_S)
        connection.execute(insert(sessions).values(**opened, expires_at=ends))
        key = identity(connection).signing_key
    return access_token(key, Access(user.id, session_id, 1), NOW, _LONG_S)
