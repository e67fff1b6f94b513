"""What metrics count of a day, and what has just ended."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within, work_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.tallies import Metric, Tally, on_day
from kobra_domain.visits import ENDED_STATES
from kobra_records.sql.metrics import tallies


def numbers(
    replica: Replica, metrics: Sequence[Metric], day: date | None, reach: Reach = EVERYTHING
) -> Mapping[str, Tally]:
    """What metrics of one kind of rows and one sort of day count, by key; None: of any day."""
    kind, where = metrics[0].rows, on_day(metrics[0], day)
    with replica.reading() as connection:
        within = work_within(kind, reach)
        return tallies(connection, RECORDS, metrics, where, within=within)[()]


def just_ended(
    replica: Replica, since: datetime, *, limit: int = 50, reach: Reach = EVERYTHING
) -> list[str]:
    """The ids of visits that ended since a moment, newest first («Resultados al llegar»)."""
    visit = RECORDS["visit"].c
    asked = (
        select(visit.id)
        .where(visit.ended_at >= since, visit.state.in_(ENDED_STATES), *visits_within(reach))
        .order_by(visit.ended_at.desc())
        .limit(limit)
    )
    with replica.reading() as connection:
        return list(connection.execute(asked).scalars())
