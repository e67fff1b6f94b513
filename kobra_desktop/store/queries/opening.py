"""What of the plan stands in the way of a day that begins."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from kobra_desktop.store.queries.cards import VisitCard, visit_cards
from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.visits import NOT_BEGUN_STATES, OPEN_STATES, VisitState

_LEFT_STATES = NOT_BEGUN_STATES | {VisitState.EXPIRED}


def open_cards_of_day(replica: Replica, day: date, reach: Reach = EVERYTHING) -> list[VisitCard]:
    """The open visits of a day in full."""
    visit = RECORDS["visit"].c
    asked = select(visit.id).where(
        visit.planned_on == day, visit.state.in_(OPEN_STATES), *visits_within(reach)
    )
    with replica.reading() as connection:
        ids = list(connection.execute(asked).scalars())
    return visit_cards(replica, ids)


def left_over(
    replica: Replica, since: date, before: date, reach: Reach = EVERYTHING
) -> tuple[str, ...]:
    """The visits of the days from one to before another that nobody began, the oldest first."""
    visit = RECORDS["visit"].c
    asked = (
        select(visit.id)
        .where(
            visit.planned_on >= since,
            visit.planned_on < before,
            visit.state.in_(_LEFT_STATES),
            *visits_within(reach),
        )
        .order_by(visit.planned_on, visit.id)
    )
    with replica.reading() as connection:
        return tuple(connection.execute(asked).scalars())
