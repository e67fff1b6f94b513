"""A real server on a real socket with its clock in the test's hands, and a client that signs in."""

import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import Connection, insert, text, update

from field_api.app.serving import server
from field_api.auth import passwords
from field_api.auth.tokens import Access, access_token
from field_api.change_log.identity import identity
from field_api.change_log.record import record, record_all
from field_api.database import Database, is_postgresql
from field_api.phones.enrolment import enrol
from field_api.settings import Settings
from field_api.tables.sessions import sessions, user_access
from kobra_domain.people import Agent, Consent, Role, Team, User
from kobra_records.ids import new_id

# A Wednesday, ten in the morning in Bogotá: visits are lawful.
WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday
PASSWORD = "una clave bien larga"
TIMEOUT_S = 20
# A guess shall cost; the thousands of sign-ins of tests need not. What the product takes is said by
# test_command_line.py, of a process of its own.
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


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
    """A server that answers; `database` is its own."""

    base: str
    database: Database
    settings: Settings
    clock: Clock
    app: FastAPI
    http: requests.Session = field(default_factory=requests.Session)

    def client(self) -> Client:
        """Somebody who has not signed in."""
        return Client(self.base)

    def add_team(self, **values: Any) -> Team:
        """A new team."""
        team = Team(id=new_id(), name="Norte", **values)
        with self.database.begin() as connection:
            record(connection, team, at=self.clock())
        return team

    def add_agent(self, code: str = "AG-01", **values: Any) -> Agent:
        """A new agent, who has consented to being located."""
        since = self.clock() - timedelta(days=365)
        consent = Consent(given_at=since, source="firma", purpose="ruta")
        agent = Agent(**{"id": new_id(), "code": code, "name": "Ana", "consent": consent, **values})
        with self.database.begin() as connection:
            record(connection, agent, at=self.clock())
        return agent

    def phone_of(self, agent: Agent) -> str:
        """The address to which the agent's phone, enrolled by this, reports."""
        with self.database.begin() as connection:
            return enrol(connection, agent.id, self.base, self.clock()).osmand_url

    def edit(self, before: Any, **changes: Any) -> Any:
        """Change a row; answers it as it is now."""
        after = replace(before, **changes)
        with self.database.begin() as connection:
            record_all(connection, [(after, before)], at=self.clock())
        return after

    def sign_in(
        self, role: Role = Role.ADMIN, seconds: int = 3600, **values: Any
    ) -> dict[str, str]:
        """The headers of a new person with that role, whose token holds so long."""
        email = f"{uuid.uuid4().hex}@kobra.example"
        user = User(id=new_id(), name="Eva", email=email, role=role, **values)
        session_id, now = new_id(), self.clock()
        opened = {"id": session_id, "user_id": user.id, "created_at": now}
        with self.database.begin() as connection:
            record(connection, user, at=now)
            connection.execute(
                insert(sessions).values(**opened, expires_at=now + timedelta(days=1))
            )
            connection.execute(update(user_access).values(password_hash="x"))
            key = identity(connection).signing_key
        token = access_token(key, Access(user.id, session_id, 1), now, seconds)
        return {"Authorization": f"Bearer {token}"}

    def get(self, path: str, headers: Mapping[str, str], **params: Any) -> requests.Response:
        """What the API answers to whoever these headers belong to."""
        url = f"{self.base}/api/v1{path}"
        return self.http.get(url, headers=headers, params=params, timeout=TIMEOUT_S)

    def report(self, phone: str, **keys: Any) -> requests.Response:
        """A phone says where it is."""
        return self.http.get(phone, params=keys, timeout=TIMEOUT_S)


def wait_until_somebody_waits_for(connection: Connection) -> None:
    """Return when another transaction waits for a lock of this one; only PostgreSQL tells, and on
    SQLite nobody who writes can do anything before this one's end anyway.
    """
    if is_postgresql(connection):
        blocked = text(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        wait_until(lambda: bool(connection.scalar(blocked)))


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for a condition; fail when it does not come."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.005)


@contextmanager
def running(
    url: str, folder: Path, clock: Clock | None = None, **settings: Any
) -> Iterator[Running]:
    """A server over a migrated database, on a free port, as long as the block lasts."""
    clock = clock or Clock()
    made = Settings(
        database_url=url,
        data_folder=folder / "data",
        port=0,
        clock=clock,
        run_jobs=False,
        **settings,
    )
    process = server(made)
    app = process.config.app
    assert isinstance(app, FastAPI)
    thread = threading.Thread(target=process.run, name="server")
    thread.start()
    try:
        wait_until(lambda: process.started or not thread.is_alive())
        assert thread.is_alive(), "the server did not start"
        listening = process.servers[0].sockets[0]
        # Without it named, asyncio leaves TCP_NODELAY off, and every answer waits 40 ms.
        assert listening.proto == socket.IPPROTO_TCP
        with requests.Session() as http:
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            yield Running(base, app.state.database, made, clock, app, http)
    finally:
        process.stop()
        thread.join(30)
        assert not thread.is_alive(), "the server did not stop"
