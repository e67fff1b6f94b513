"""Keeps packed days in step with the rows they stand for: triggers make a day stale in the very
transaction that changes a row, and at the end of a pull what is stale is packed anew.

Nothing waits for it: a question reads the rows of stale days.
"""

from collections.abc import Callable
from datetime import datetime

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_records.sql.packs import building


def refresh(replica: Replica, now: datetime, stopped: Callable[[], bool] = lambda: False) -> int:
    """Pack stale days; answers how many rows they have."""
    return building.refresh(replica.reading, replica.pulling, RECORDS, now, stopped)


def forget(replica: Replica) -> None:
    """Have all packed anew."""
    with replica.pulling() as connection:
        building.forget_all(connection, RECORDS)
