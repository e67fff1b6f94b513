"""PostgreSQL is copied and put back by its own programs, pg_dump and pg_restore: they know what
belongs to a database. They must be of the server's version or a later one.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, text

from field_api.database import Database
from kobra_domain.errors import DomainError

_DEBIAN = "/usr/lib/postgresql"


def dump(database: Database, target: Path, programs: Path | None) -> None:
    """Write one moment of the database to a file of pg_dump's own format. Raises DomainError
    backup_no_program, backup_program.
    """
    pg_dump = _program("pg_dump", _major(database), programs)
    words = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    _run(pg_dump, words, database.url)


def restore(database: Database, source: Path, programs: Path | None) -> None:
    """Put a dump into an empty database: all of it, or nothing. Raises DomainError."""
    pg_restore = _program("pg_restore", _major(database), programs)
    words = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    _run(pg_restore, [*words, str(source)], database.url)


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


def _run(program: Path, words: Sequence[str], url: URL) -> None:
    """The password goes by the environment: whoever lists processes sees the rest."""
    address = url.set(drivername="postgresql", password=None)
    said = address.render_as_string(hide_password=False)
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(
        [str(program), *words, f"--dbname={said}"],
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
