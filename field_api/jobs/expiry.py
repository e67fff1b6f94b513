"""Ends visits whose day has passed and that nobody went to."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import found
from field_api.database import Database
from field_api.tables.replicated import addresses, portfolios, visits
from kobra_domain.shift import day_span
from kobra_domain.visits import Visit, VisitState

# A phone without signal may bring yesterday's check-in in the morning; after that the day is over.
GRACE = timedelta(hours=12)
_EXPIRING = (VisitState.ASSIGNED, VisitState.ON_PHONE)
_AT_ONCE = 500


def expire_visits(database: Database, now: datetime) -> int:
    """Expire what was assigned for a day (of the address) that is over; answers how many."""
    with database.begin() as connection:
        edits: list[Edit] = []
        for visit_id in _overdue(connection, now)[:_AT_ONCE]:
            pair = found(connection, Visit, visit_id, lock=True)
            if pair is not None and pair[0].state in _EXPIRING:
                edits.append((replace(pair[0], state=VisitState.EXPIRED), pair[0]))
        record_all(connection, edits, at=now)
    return len(edits)


def _overdue(connection: Connection, now: datetime) -> list[str]:
    query = (
        select(visits.c.id, visits.c.planned_on, addresses.c.time_zone, portfolios.c.time_zone)
        .join(addresses, addresses.c.id == visits.c.address_id)
        .join(portfolios, portfolios.c.id == visits.c.portfolio_id)
        .where(visits.c.state.in_(_EXPIRING), visits.c.planned_on < now.date())
        .order_by(visits.c.id)
    )
    return [
        visit_id
        for visit_id, planned_on, own_zone, zone in connection.execute(query)
        if day_span(own_zone or zone, planned_on).end_at + GRACE <= now
    ]
