"""Third step: does the replica hold what the server says it should? If not, all is pulled again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from kobra_desktop.api import changes
from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import kept, pages, references, tally, window
from kobra_desktop.store.replica import Replica
from kobra_domain.kinds import KINDS

HASH_EVERY = timedelta(hours=1)
COUNTS_EVERY = timedelta(minutes=1)  # while rows keep coming
TRIES = 3  # to find a moment in which nothing comes
RESYNC_EVERY = timedelta(hours=1)
REFERENCES_EVERY = timedelta(minutes=10)
MANY_ROWS = 200  # after so many, references are looked at in any case


Look = Callable[[Replica, FieldApi], bool]  # whether something is not as it should be


def counts_differ(replica: Replica, api: FieldApi) -> bool:
    """Whether of a kind there are more or fewer; a row that came between two requests makes it so
    too.
    """
    theirs, ours = changes.counts(api), tally.counts(replica)
    return any(theirs.get(kind, 0) != ours[kind] for kind in KINDS)


def hashes_differ(replica: Replica, api: FieldApi) -> bool:
    """Whether of a kind the rows are not the same at the same versions: a request a kind."""
    return any(changes.row_hash(api, kind) != tally.row_hash(replica, kind) for kind in KINDS)


def dangling(replica: Replica, api: FieldApi) -> bool:
    """Whether rows name what is not there."""
    return bool(references.dangling(replica))


def is_hash_due(replica: Replica, now: datetime) -> bool:
    """Whether the last comparison of hashes is an hour old; the first pull needs none."""
    with replica.reading() as connection:
        last = kept.time(connection, kept.HASHED_AT, now)
    return last is None or now - last >= HASH_EVERY


def note_hashed(replica: Replica, now: datetime) -> None:
    """Hashes were compared; what is old may go meanwhile."""
    with replica.pulling() as connection:
        kept.keep(connection, kept.HASHED_AT, now.isoformat())
    window.purge(replica, now)


def begin_resync(replica: Replica, now: datetime) -> bool:
    """Have everything pulled again, unless that was done within the hour and did not help."""
    with replica.pulling() as connection:
        last = kept.time(connection, kept.RESYNCED_AT, now)
        if last is not None and now - last < RESYNC_EVERY:
            return False
        kept.keep(connection, kept.RESYNCED_AT, now.isoformat())
    pages.begin_resync(replica)
    return True
