"""Whether the server can do its work: a write to its database, a file in its folder."""

import tempfile
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from field_api.database import Database, upsert
from field_api.tables.jobs import leases
from field_api.tables.upgrade import is_current

# What stands in the way, as words for programs.
DATABASE, REVISION, READ_ONLY, FULL, BUSY, FOLDER = (
    *("database", "revision", "read_only", "disk_full", "busy", "data_folder"),
)
_PROBE = "ready"
_SQLSTATES = {"53100": FULL, "25006": READ_ONLY, "55P03": BUSY, "57014": BUSY}
_SQLITE = (
    ("SQLITE_FULL", FULL),
    ("SQLITE_IOERR_WRITE", FULL),
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_BUSY", BUSY),
)


def obstacle(database: Database, data_folder: Path) -> str:
    """What keeps the server from working, one of the words above; empty if nothing does."""
    return _of_database(database, lambda: _write(database)) or _of_folder(data_folder)


def _of_database(database: Database, write: Callable[[], None]) -> str:
    try:
        with database.read() as connection:
            if not is_current(connection):
                return REVISION
        write()
    except DBAPIError as problem:
        return reason_of(problem)
    except SQLAlchemyError:  # no connection was free in time
        return BUSY
    return ""


def _write(database: Database) -> None:
    now = datetime.now(UTC)
    with database.begin() as connection:
        row = upsert(connection, leases).values(
            name=_PROBE, holder=str(uuid.uuid4()), expires_at=now
        )
        same = {"holder": row.excluded.holder, "expires_at": row.excluded.expires_at}
        connection.execute(row.on_conflict_do_update(index_elements=[leases.c.name], set_=same))


def _of_folder(folder: Path) -> str:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix="ready-") as file:
            file.write(b"x")
            file.flush()
    except OSError:
        return FOLDER
    return ""


def reason_of_any(problem: SQLAlchemyError) -> str:
    """The engine's own words, in one line, for who runs the server."""
    said = str(getattr(problem, "orig", None) or problem)
    return " ".join(said.split())[:300]


def reason_of(problem: DBAPIError) -> str:
    """What an engine's error means, by its code."""
    with suppress(AttributeError):
        name = str(problem.orig.sqlite_errorname)  # type: ignore[union-attr]
        return next((word for begin, word in _SQLITE if name.startswith(begin)), DATABASE)
    state = getattr(problem.orig, "sqlstate", None)
    return _SQLSTATES.get(str(state), DATABASE)
