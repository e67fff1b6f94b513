"""What metrics count of a day, and what has just ended."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within, work_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.comparing import standing_on
from kobra_domain.metrics.predicates import Among, Predicate
from kobra_domain.metrics.tallies import Metric, Tally, on_day
from kobra_domain.visits import ENDED_STATES
from kobra_records.sql.metrics import tallies


def numbers(
    replica: Replica,
    metrics: Sequence[Metric],
    day: date | None,
    reach: Reach = EVERYTHING,
    where: Predicate | None = None,
) -> Mapping[str, Tally]:
    """What metrics of one kind of rows and one sort of day count, by key; None: of any day, or of
    those under `where`.
    """
    kind, where = metrics[0].rows, where or on_day(metrics[0], day)
    with replica.reading() as connection:
        within = work_within(kind, reach)
        return tallies(connection, RECORDS, metrics, where, within=within)[()]


def numbers_on_days(
    replica: Replica,
    metrics: Sequence[Metric],
    moments: Mapping[date, datetime],
    reach: Reach = EVERYTHING,
) -> dict[date, Mapping[str, Tally]]:
    """What counts of one kind of rows said on each of some days at a moment of its own."""
    kind, by = metrics[0].rows, metrics[0].day
    assert by is not None
    asked = [standing_on(metric, moments) for metric in metrics]
    with replica.reading() as connection:
        within = work_within(kind, reach)
        where = Among(by, tuple(moments))
        found = tallies(connection, RECORDS, asked, where, by=(by,), within=within)
    return {day: one for (day,), one in found.items() if isinstance(day, date)}


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
