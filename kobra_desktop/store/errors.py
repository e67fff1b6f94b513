"""What the replica can fail at, and how the engine's own complaints are read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from kobra_desktop.errors import KobraError


class StoreError(KobraError):
    """The local replica could not do it."""


class CorruptReplica(StoreError):
    """The file seems damaged, or the key is not its key; the two cannot be told apart."""

    default_code = "corrupt_replica"


class DiskFull(StoreError):
    """No room left; nothing of the transaction was kept."""

    default_code = "disk_full"


class DiskFailed(StoreError):
    """The disk took or gave nothing: over its quota, a limit on files, or failing. Nothing of the
    transaction was kept; what was there is as it was.
    """

    default_code = "disk_failed"


class NotWritable(StoreError):
    """The profile folder may only be read."""

    default_code = "replica_read_only"


class NewerReplica(StoreError):
    """The file was written by a newer version of the product."""

    default_code = "newer_replica"


class Locked(StoreError):
    """Another program holds the file."""

    default_code = "replica_locked"


# The engine's primary result codes. SQLCipher answers a page whose seal is broken as a corrupt one.
_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_CORRUPT: CorruptReplica,
    sqlite3.SQLITE_NOTADB: CorruptReplica,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFailed,
    sqlite3.SQLITE_READONLY: NotWritable,
    sqlite3.SQLITE_CANTOPEN: NotWritable,
    sqlite3.SQLITE_PERM: NotWritable,
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_PROTOCOL: Locked,
}
# A virtual table that cannot read its own tables has no code of its own.
_DAMAGED_INDEX = "vtable constructor failed"


@contextmanager
def reading_complaints() -> Iterator[None]:
    """Turn the engine's complaints into StoreError; what is not known stays as it is (a bug)."""
    try:
        yield
    except DBAPIError as problem:
        kind = kind_of(problem.orig)
        if kind is None:
            raise
        raise kind from problem


def kind_of(problem: BaseException | None) -> type[StoreError] | None:
    """The error that a complaint of the engine means, None if it is not known."""
    code: int = getattr(problem, "sqlite_errorcode", 0) or 0
    if _DAMAGED_INDEX in str(problem):
        return CorruptReplica
    return _KINDS.get(code & 0xFF)
