"""What a database, a folder and the process at hand say of themselves when they are asked. All
processes on one database say the same of it.
"""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from sqlalchemy import Connection, func, select, text
from sqlalchemy.pool import QueuePool

from field_api.backups.making import PROGRAM
from field_api.backups.noting import last_backup
from field_api.change_log.identity import identity
from field_api.database import Database
from field_api.tables.results import deliveries, events
from field_api.tables.submissions import raw_submissions
from kobra_domain.deliveries import DeliveryChannel, DeliveryState

_LEFT = (DeliveryState.WAITING, DeliveryState.SENDING)


def gauges(
    database: Database, data_folder: Path, now: datetime, streams: Callable[[], int]
) -> Sequence[Metric]:
    """Every gauge. Raises SQLAlchemyError, OSError."""
    with database.read() as connection:
        queues = _queues(connection)
        seq = identity(connection).seq
        size = _size(connection, database)
    waiting = GaugeMetricFamily("kobra_queue_length", "What waits to be done", labels=["queue"])
    oldest = GaugeMetricFamily(
        "kobra_queue_oldest_seconds", "How long the oldest has waited", labels=["queue"]
    )
    for name, (count, since) in queues.items():
        waiting.add_metric([name], count)
        oldest.add_metric([name], max(0.0, (now - since).total_seconds()) if since else 0.0)
    made = [
        _info(database),
        waiting,
        oldest,
        CounterMetricFamily("kobra_changes", "Changes of the feed", seq),
        _gauge("kobra_database_bytes", "The database on its disk", size),
        _gauge("kobra_data_free_bytes", "Free where photos are kept", _free(data_folder)),
        _gauge("kobra_live_streams", "Control centers that look on live", streams()),
    ]
    pool = database.engine.pool
    if isinstance(pool, QueuePool):
        made.append(_gauge("kobra_database_connections", "In use", pool.checkedout()))
    last = last_backup(data_folder)
    if last is not None:
        age = (now - last.made_at).total_seconds()
        made.append(_gauge("kobra_backup_age_seconds", "Since the last backup", age))
    return made


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value)


def _info(database: Database) -> GaugeMetricFamily:
    made = GaugeMetricFamily("kobra_server_info", "What runs", labels=["version", "engine"])
    made.add_metric([version(PROGRAM), database.url.get_backend_name()], 1)
    return made


def _queues(connection: Connection) -> dict[str, tuple[int, datetime | None]]:
    d, e, r = deliveries.c, events.c, raw_submissions.c
    found = {
        # Results that nobody was told of yet; forms that were kept and not read yet.
        "results": _of(connection, e.recorded_at, e.fanned_at.is_(None)),
        "forms": _of(connection, r.received_at, r.is_settled.is_(False)),
    }
    for channel in DeliveryChannel:
        mine = (d.channel == channel, d.state.in_(_LEFT))
        found[channel.value] = _of(connection, d.created_at, *mine)
    return found


def _of(connection: Connection, since: Any, *where: Any) -> tuple[int, datetime | None]:
    asked = select(func.count(), func.min(since, type_=since.type)).where(*where)
    count, oldest = connection.execute(asked).one()
    return count, oldest


def _size(connection: Connection, database: Database) -> int:
    if database.is_postgresql:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    path = Path(str(database.url.database))
    files = (path.with_name(path.name + end) for end in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.is_file())


def _free(folder: Path) -> int:
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free
