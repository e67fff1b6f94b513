"""Which rows a replica holds at all: open visits and alerts, and those of the last days."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_

from field_api.tables.replicated import alerts, reviews, submissions, visits
from kobra_domain.alerts import AlertState
from kobra_domain.visits import OPEN_STATES


def window(kind: str, now: datetime, days: int) -> list[ColumnElement[bool]]:
    """The conditions on a kind's table; none for the kinds that are held whole."""
    since = now - timedelta(days=days)
    if kind == "visit":
        ended_at = func.coalesce(visits.c.ended_at, visits.c.created_at)
        return [or_(visits.c.state.in_(list(OPEN_STATES)), ended_at >= since)]
    if kind == "alert":
        return [or_(alerts.c.state == AlertState.OPEN, alerts.c.last_at >= since)]
    if kind == "submission":
        return [submissions.c.received_at >= since]
    if kind == "review":
        return [reviews.c.at >= since]
    return []
