"""A real server on a real socket, its clock in the test's hands, and a client that signs in."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from field_api.app.serving import FieldServer, server
from field_api.database import Database
from field_api.settings import Settings

# A Wednesday, ten in the morning in Bogotá: visits are lawful.
WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
PASSWORD = "una clave bien larga"


class Clock:
    """The time of a test; it stands until it is moved."""

    def __init__(self, now: datetime = WEDNESDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        """Let time pass."""
        self.now += timedelta(**amount)


class Client(requests.Session):
    """Requests to one server, with a bearer token once signed in."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.trust_env = False
        self.pair: dict[str, Any] = {}

    def request(self, method: Any, url: Any, *args: Any, **more: Any) -> requests.Response:
        """As requests does it; a path without /phones is one of the API's."""
        more.setdefault("timeout", 30)
        return super().request(method, f"{self.base}{url}", *args, **more)

    def sign_in(self, email: str, password: str = PASSWORD) -> "Client":
        """Sign in and keep the tokens."""
        answer = self.post("/api/v1/session", json={"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        self.pair = answer.json()
        self.headers["Authorization"] = f"Bearer {self.pair['access_token']}"
        return self

    def operate(self, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        """Give operations; answers their results."""
        answer = self.post("/api/v1/operations", json=list(operations))
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def pull(self, since: str | None = None, limit: int = 2000) -> "Pulled":
        """Every page from a cursor on."""
        pulled = Pulled(cursor=since or "")
        while True:
            query: dict[str, str | int] = {
                "limit": limit,
                **({"since": pulled.cursor} if pulled.cursor else {}),
            }
            answer = self.get("/api/v1/changes", params=query)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            pulled.take(page)
            if not page["more"]:
                return pulled


@dataclass
class Pulled:
    """What a replica holds after its pages."""

    cursor: str = ""
    put: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    gone: set[tuple[str, str]] = field(default_factory=set)
    shifts: list[dict[str, Any]] = field(default_factory=list)
    pages: int = 0

    def take(self, page: dict[str, Any]) -> None:
        """Apply one page."""
        self.cursor, self.pages = page["cursor"], self.pages + 1
        if page["scope"]:
            self.shifts.append(page["scope"])
        for change in page["changes"]:
            row = (change["kind"], change["id"])
            if change["body"] is None:
                self.put.pop(row, None)
                self.gone.add(row)
            else:
                self.put[row] = change["body"]
                self.gone.discard(row)

    def ids(self, kind: str) -> set[str]:
        """The ids held of a kind."""
        return {entity_id for held, entity_id in self.put if held == kind}


@dataclass
class Running:
    """A server that answers."""

    base: str
    database: Database
    settings: Settings
    clock: Clock
    process: FieldServer

    def client(self) -> Client:
        """Somebody who has not signed in."""
        return Client(self.base)


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a condition; fail when it does not come."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.005)


@contextmanager
def running(url: str, folder: Path, **settings: Any) -> Iterator[Running]:
    """A server over a migrated database, on a free port, as long as the block lasts."""
    clock = settings.pop("clock", None) or Clock()
    made = Settings(
        database_url=url,
        data_folder=folder / "data",
        port=0,
        clock=clock,
        run_jobs=False,
        **settings,
    )
    process = server(made)
    thread = threading.Thread(target=process.run, name="server")
    thread.start()
    try:
        wait_until(lambda: process.started or not thread.is_alive())
        assert thread.is_alive(), "the server did not start"
        port = process.servers[0].sockets[0].getsockname()[1]
        database = Database(url)
        yield Running(f"http://127.0.0.1:{port}", database, made, clock, process)
        database.close()
    finally:
        process.stop()
        thread.join(30)
        assert not thread.is_alive(), "the server did not stop"
