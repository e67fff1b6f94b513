"""From events to deliveries: each event once, whoever does it and however often it is killed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from field_api.change_log.events import event_of
from field_api.database import Database
from field_api.outbox import add_deliveries
from field_api.results.tellers import TELLERS, Teller
from field_api.tables.results import events
from kobra_domain.deliveries import Delivery

AT_ONCE = 50  # a batch is one transaction, and forms wait for it


def has_events(database: Database) -> bool:
    """Whether anybody is to be asked about anything, without a write."""
    left = select(events.c.id).where(events.c.fanned_at.is_(None)).limit(1)
    with database.read() as connection:
        return connection.scalar(left) is not None


def fan_out(database: Database, now: datetime, tellers: Sequence[Teller] = TELLERS) -> int:
    """Ask the tellers about the oldest events that nobody was asked about, at most `AT_ONCE`;
    answers how many there were, so that 0 says that all is done.
    """
    e = events.c
    with database.begin() as connection:
        oldest = select(e.id).where(e.fanned_at.is_(None)).order_by(e.version).limit(AT_ONCE)
        ids = list(connection.scalars(oldest))
        # Whose mark it is does it: another process that has read the same marks nothing.
        mark = update(events).where(e.id.in_(ids), e.fanned_at.is_(None)).values(fanned_at=now)
        rows = connection.execute(mark.returning(events)).all() if ids else []
        found = [event_of(row) for row in sorted(rows, key=lambda row: row.version)]
        made = list[Delivery]()
        for teller in tellers:
            made += teller(connection, found, now) if found else ()
        add_deliveries(connection, made)
    return len(ids)
