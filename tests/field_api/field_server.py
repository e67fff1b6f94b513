"""A real server over a real database, with an agent
whose phone is enrolled and a person who watches.
"""

import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
import uvicorn
from fastapi import FastAPI
from sqlalchemy import insert, update

from field_api.app import create_app, serving
from field_api.auth.tokens import Access, access_token
from field_api.change_log.identity import identity
from field_api.change_log.record import record, record_all
from field_api.database import Database
from field_api.phones.enrolment import enrol
from field_api.settings import Settings
from field_api.tables.sessions import sessions, user_access
from kobra_domain.people import Agent, Consent, Role, Team, User
from kobra_records.ids import new_id

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # a Friday
TIMEOUT_S = 20


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class FieldServer:
    """A running server; `phone` is an enrolled phone's address."""

    base: str
    database: Database
    clock: Clock
    settings: Settings
    app: FastAPI
    http: requests.Session = field(default_factory=requests.Session)

    def add_team(self, **values: Any) -> Team:
        team = Team(id=new_id(), name="Norte", **values)
        with self.database.begin() as connection:
            record(connection, team, at=self.clock())
        return team

    def add_agent(self, code: str = "AG-01", **values: Any) -> Agent:
        consent = Consent(given_at=NOW - timedelta(days=365), source="firma", purpose="ruta")
        agent = Agent(**{"id": new_id(), "code": code, "name": "Ana", "consent": consent, **values})
        with self.database.begin() as connection:
            record(connection, agent, at=self.clock())
        return agent

    def phone_of(self, agent: Agent) -> str:
        with self.database.begin() as connection:
            return enrol(connection, agent.id, self.base, self.clock()).osmand_url

    def edit(self, before: Any, **changes: Any) -> Any:
        after = replace(before, **changes)
        with self.database.begin() as connection:
            record_all(connection, [(after, before)], at=self.clock())
        return after

    def sign_in(
        self, role: Role = Role.ADMIN, seconds: int = 3600, **values: Any
    ) -> dict[str, str]:
        user = User(
            id=new_id(), name="Eva", email=f"{uuid.uuid4().hex}@kobra.example", role=role, **values
        )
        session_id, now = new_id(), self.clock()
        with self.database.begin() as connection:
            record(connection, user, at=now)
            connection.execute(
                insert(sessions).values(
                    id=session_id,
                    user_id=user.id,
                    created_at=now,
                    expires_at=now + timedelta(days=1),
                )
            )
            connection.execute(update(user_access).values(password_hash="x"))
            key = identity(connection).signing_key
        token = access_token(key, Access(user.id, session_id, 1), now, seconds)
        return {"Authorization": f"Bearer {token}"}

    def get(self, path: str, headers: Mapping[str, str], **params: Any) -> requests.Response:
        return self.http.get(
            f"{self.base}/api/v1{path}", headers=headers, params=params, timeout=TIMEOUT_S
        )

    def report(self, phone: str, **keys: Any) -> requests.Response:
        return self.http.get(phone, params=keys, timeout=TIMEOUT_S)


@contextmanager
def running(url: str, clock: Clock | None = None, **options: Any) -> Iterator[FieldServer]:
    """A server over the database, on a free port of the loopback, until the block ends."""
    clock = clock or Clock()
    settings = Settings(
        **{
            "database_url": url,
            "clock": clock,
            "run_jobs": False,
            "log_level": "WARNING",
            **options,
        }
    )
    app = create_app(settings)
    made = serving.FieldServer(app, uvicorn.Config(app, log_config=None, access_log=False))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=made.run, args=([listening],))
        thread.start()
        database: Database = app.state.database
        try:
            _wait_ready(base, thread)
            with requests.Session() as http:
                yield FieldServer(base, database, clock, settings, app, http)
        finally:
            made.stop()
            thread.join(TIMEOUT_S)
    assert not thread.is_alive()


@dataclass(frozen=True)
class Served:
    """A server process and where it answers."""

    base: str
    process: "subprocess.Popen[bytes]"


@contextmanager
def process(url: str) -> Iterator[Served]:
    """The same server as a process of its own, as an operator starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "field_api", "serve", "--database-url", url]
    started = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + TIMEOUT_S
        while not _answers(base):
            assert started.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server did not answer"
            threading.Event().wait(0.05)
        yield Served(base, started)
    finally:
        started.terminate()
        assert started.wait(TIMEOUT_S) in (0, -signal.SIGTERM, -signal.SIGKILL)


def _answers(base: str) -> bool:
    try:
        return requests.get(f"{base}/ready", timeout=TIMEOUT_S).ok
    except requests.ConnectionError:
        return False


def _wait_ready(base: str, thread: threading.Thread) -> None:
    # The socket listens already, so the first request waits until the server takes it.
    assert thread.is_alive()
    requests.get(f"{base}/ready", timeout=TIMEOUT_S).raise_for_status()
