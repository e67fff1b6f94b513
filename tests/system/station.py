"""A desktop without its window: replica, client, desk and sync engine of one user, against a real
server.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kobra_desktop.api import session
from kobra_desktop.api.http import FieldApi, Tokens
from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.status import SyncStatus
from kobra_domain.people import User
from kobra_domain.visits import Visit
from kobra_records.ids import new_id, new_phone_id
from tests.field_api.servers import Running

KEY = bytes(range(32))
PASSWORD = "un caballo en la azotea"


@dataclass
class Station:
    """One signed-in desktop; `kept` is what the keychain would hold."""

    user: User
    api: FieldApi
    replica: Replica
    desk: Desk
    engine: Engine
    said: list[SyncStatus]
    kept: list[Tokens | None] = field(default_factory=list)

    def sync(self) -> SyncStatus:
        """One whole run."""
        self.engine.run(lambda: False)
        return self.engine.status

    def visit(self, visit_id: str) -> Visit:
        """A visit as a screen sees it."""
        with self.replica.reading() as connection:
            found = rows.one(connection, "visit", visit_id)
        assert isinstance(found, Visit)
        return found

    def close(self) -> None:
        """Close file and sockets."""
        self.replica.close()
        self.api.close()


@contextmanager
def station(
    server: Running,
    folder: Path,
    email: str,
    *,
    address: str = "",
    name: str = "",
    stall_s: float = 20.0,
    wrap: Callable[[Replica], None] = lambda replica: None,
) -> Iterator[Station]:
    """Sign in at the server (or at `address`, which leads to it) and open the user's replica."""
    kept: list[Tokens | None] = []
    api = FieldApi(
        server.base,
        guard=threading.Lock(),
        on_tokens=kept.append,
        stall_s=stall_s,
    )
    info = session.sign_in(api, email=email, password=PASSWORD)
    if address:
        api.close()
        api = FieldApi(
            address,
            guard=threading.Lock(),
            on_tokens=kept.append,
            tokens=kept[-1],
            stall_s=stall_s,
        )
    replica = Replica(folder / f"{name or info.user.id}.db", KEY, info.user.id)
    wrap(replica)
    said: list[SyncStatus] = []
    desk = Desk(
        store=replica,
        api=api,
        clock=server.clock,
        new_id=new_id,
        new_phone_id=new_phone_id,
        who=info.user,
    )
    engine = Engine(replica, api, server.clock, threading.Lock(), said.append)
    made = Station(info.user, api, replica, desk, engine, said, kept)
    try:
        yield made
    finally:
        made.close()
