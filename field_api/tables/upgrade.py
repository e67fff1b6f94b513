"""Brings a database to the newest revision, and says at which one it stands."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from kobra_domain.errors import DomainError

_FOLDER = Path(__file__).parent / "migrations"
# Two servers started at once must not both migrate.
_LOCK = 0x6B6F6272


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration for this package, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Run every missing step inside the connection's transaction: all of them, or none. Raises
    DomainError database_newer.
    """
    refuse_newer(connection)
    if connection.dialect.name == "postgresql":
        # Whoever waits for another's steps, or builds an index over years, is not hurried.
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    command.upgrade(configuration(connection), "head")


def is_current(connection: Connection) -> bool:
    """Whether the database stands at the revision this code expects."""
    return revision_of(connection) == newest()


def revision_of(connection: Connection) -> str:
    """The revision at which the database stands; empty for one that was never prepared."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def refuse_newer(connection: Connection) -> None:
    """Raises DomainError database_newer for a database that a newer program made."""
    at = revision_of(connection)
    if at and not is_known(at):
        raise DomainError("database_newer", revision=at)


def is_known(revision: str) -> bool:
    """Whether a revision is one of this program's, its newest or an older one."""
    try:
        return ScriptDirectory(str(_FOLDER)).get_revision(revision) is not None
    except CommandError:
        return False


def newest() -> str:
    """The revision this code expects."""
    return ScriptDirectory(str(_FOLDER)).get_current_head() or ""
