"""What the replica can fail at, and how the engine's own complaints are read."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from kobra_desktop.errors import KobraError


class StoreError(KobraError):
    """The local replica could not do it."""


class CorruptReplica(StoreError):
    """The file is damaged, or the key is not its key; the two cannot be told apart."""

    default_code = "corrupt_replica"


class DiskFull(StoreError):
    """No room left; nothing of the transaction was kept."""

    default_code = "disk_full"


class NotWritable(StoreError):
    """The profile folder may only be read."""

    default_code = "replica_read_only"


class NewerReplica(StoreError):
    """The file was written by a newer version of the product."""

    default_code = "newer_replica"


class Locked(StoreError):
    """Another program holds the file."""

    default_code = "replica_locked"


_SIGNS: tuple[tuple[str, type[StoreError]], ...] = (
    ("file is not a database", CorruptReplica),
    ("malformed", CorruptReplica),
    ("disk image", CorruptReplica),
    ("hmac check failed", CorruptReplica),
    ("is full", DiskFull),
    ("readonly", NotWritable),
    ("read-only", NotWritable),
    ("unable to open", NotWritable),
    ("locked", Locked),
    # SQLCipher finds a page whose seal is broken, a disk that fails says the same.
    ("disk i/o error", CorruptReplica),
)


@contextmanager
def reading_complaints() -> Iterator[None]:
    """Turn the engine's complaints into StoreError; what is not known stays as it is (a bug)."""
    try:
        yield
    except DBAPIError as problem:
        kind = kind_of(str(problem.orig))
        if kind is None:
            raise
        raise kind from problem


def kind_of(message: str) -> type[StoreError] | None:
    """The error that a complaint of the engine means, None if it is not known."""
    lower = message.lower()
    return next((kind for sign, kind in _SIGNS if sign in lower), None)
