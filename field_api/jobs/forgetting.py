"""Forgets what the sync and the sessions need no longer: tombstones, answers, ended sessions."""

from datetime import datetime

from field_api.auth.retention import purge_sessions
from field_api.change_log.retention import purge_tombstones
from field_api.database import Database
from field_api.operations import ledger
from field_api.settings import Settings


def forget(database: Database, settings: Settings, now: datetime) -> int:
    """One transaction for each; answers how many rows went."""
    with database.begin() as connection:
        gone = purge_tombstones(connection, now, settings.tombstone_days)
    with database.begin() as connection:
        gone += ledger.purge(connection, now, settings.ledger_days)
    with database.begin() as connection:
        gone += purge_sessions(connection, now)
    return gone
