"""PostgreSQL is copied and put back by its own programs, pg_dump and pg_restore: they know what
belongs to a database. They must be of the server's version or a later one.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, text

from field_api.database import Database
from kobra_domain.errors import DomainError

_DEBIAN = "/usr/lib/postgresql"
_REVISION = re.compile(r" TABLE DATA \S+ alembic_version ")


def dump(database: Database, target: Path, programs: Path | None) -> None:
    """Write one moment of the database to a file of pg_dump's own format. Raises DomainError
    backup_no_program, backup_program.
    """
    pg_dump = _program("pg_dump", _major(database), programs)
    words = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    _run(pg_dump, words, database.url)


def restore(database: Database, source: Path, programs: Path | None) -> None:
    """Put a dump into an empty database: all of it but its revision, or nothing. Without one no
    server begins on it: whoever is not done with it gives it back with `call_it`. Raises
    DomainError.
    """
    pg_restore = _program("pg_restore", _major(database), programs)
    words = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    with TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted")
        wanted.write_text(_without_revision(_run(pg_restore, ["--list", str(source)])), "utf-8")
        _run(pg_restore, [*words, f"--use-list={wanted}", str(source)], database.url)


def call_it(connection: Connection, revision: str) -> None:
    """Write down at which revision a database stands that `restore` filled."""
    connection.execute(text("DELETE FROM alembic_version"))
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:revision)"),
        {"revision": revision},
    )


def _without_revision(listed: str) -> str:
    """A dump's list of contents without the rows of one table."""
    kept = (line for line in listed.splitlines() if not _REVISION.search(line))
    return "".join(f"{line}\n" for line in kept)


def _major(database: Database) -> int:
    with database.read() as connection:
        return int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000


def _program(name: str, least: int, folder: Path | None) -> Path:
    """The newest program of that name that is new enough."""
    if folder is not None:
        places = [folder]
    else:
        found = shutil.which(name)
        places = [Path(found).parent] if found else []
        places += Path(_DEBIAN).glob("*/bin")
    known = [(version, p / name) for p in places if (version := _version(p / name)) >= least]
    if not known:
        raise DomainError("backup_no_program", program=name, version=least)
    return max(known)[1]


def _version(program: Path) -> int:
    """Its major version; 0 if it does not run."""
    try:
        done = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(found[1]) if found else 0


def _run(program: Path, words: Sequence[str], url: URL | None = None) -> str:
    """What it prints. The password goes by the environment: whoever lists processes sees the
    rest.
    """
    secret, to = {}, []
    if url is not None:
        address = url.set(drivername="postgresql", password=None)
        to = [f"--dbname={address.render_as_string(hide_password=False)}"]
        secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(
        [str(program), *words, *to],
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        reason = " ".join(done.stderr.split())[:300]
        raise DomainError("backup_program", program=program.name, reason=reason)
    return done.stdout
