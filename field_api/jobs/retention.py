"""Forgets where people were once the retention time has passed, and makes room for days to come."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from field_api.database import Database
from field_api.ingest.partitions import AHEAD, Partitions
from field_api.tables.positions import latest, positions, quarantine, sos_calls, unstored
from field_api.tables.replicated import agents


def prepare_days(partitions: Partitions, now: datetime) -> None:
    """Make the parts of today and the days to come, so that no phone waits for them."""
    days = [now.date() + timedelta(days=n) for n in range(AHEAD.days + 1)]
    partitions.ensure(days, now.date())


def purge_trails(
    database: Database, partitions: Partitions, now: datetime, *, retention_days: int
) -> int:
    """Delete what was measured, set aside or counted longer ago; answers how many rows and parts.

    The last place of an agent goes too; that it was heard stays.
    """
    before = now - timedelta(days=retention_days)
    gone = partitions.drop_before(before.date())
    with database.begin() as connection:
        gone += _delete_positions(connection, before)
        old = delete(quarantine).where(quarantine.c.received_at < before)
        gone += connection.execute(old).rowcount
        connection.execute(delete(sos_calls).where(sos_calls.c.called_at < before))
        connection.execute(delete(unstored).where(unstored.c.day < before.date()))
        connection.execute(
            update(latest)
            .where(latest.c.fix_at < before)
            .values(
                dict.fromkeys(
                    ("fix_at", "lat", "lon", "accuracy_m", "speed_mps", "bearing", "stop_since_at")
                )
                | {"recent": ""}
            )
        )
    return gone


def _delete_positions(connection: Connection, before: datetime) -> int:
    # Agent by agent, because that is how the key begins: no row that stays is looked at.
    gone = 0
    for agent_id in connection.scalars(select(agents.c.id)).all():
        old = delete(positions).where(positions.c.agent_id == agent_id, positions.c.fix_at < before)
        gone += connection.execute(old).rowcount
    return gone
