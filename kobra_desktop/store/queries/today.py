"""The numbers of a day over visits: planned, done, at the address, contacts, promises."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, select

from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, Outcome, Verdict, VisitState

_ENDED = (VisitState.COMPLETED, VisitState.NOT_COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Counts of visits planned for one day; `unassigned` are drafts, of whatever day or none."""

    planned: int = 0
    on_phone: int = 0
    done: int = 0
    at_address: int = 0
    right_party: int = 0
    promises: int = 0
    unassigned: int = 0


def today(replica: Replica, day: date, reach: Reach = EVERYTHING) -> Today:
    """The numbers of a day so far; cancelled visits are not planned ones."""
    visit = RECORDS["visit"].c
    of_day = and_(visit.planned_on == day, visit.state != VisitState.CANCELLED)
    done = visit.state.in_(_ENDED)

    def number(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0)

    asked = select(
        number(of_day),
        number(of_day, visit.on_phone_at.is_not(None)),
        number(of_day, done),
        number(of_day, done, visit.verdict == Verdict.AT_ADDRESS),
        number(of_day, done, visit.outcome.in_(RIGHT_PARTY_OUTCOMES)),
        number(of_day, done, visit.outcome == Outcome.PROMISE),
        number(visit.state == VisitState.DRAFT),
    ).where(*visits_within(reach))
    with replica.reading() as connection:
        planned, on_phone, ended, at_address, right_party, promises, unassigned = (
            int(value) for value in connection.execute(asked).one()
        )
    return Today(
        planned=planned,
        on_phone=on_phone,
        done=ended,
        at_address=at_address,
        right_party=right_party,
        promises=promises,
        unassigned=unassigned,
    )


def just_ended(
    replica: Replica, since: datetime, *, limit: int = 50, reach: Reach = EVERYTHING
) -> list[str]:
    """The ids of visits that ended since a moment, newest first («Resultados al llegar»)."""
    visit = RECORDS["visit"].c
    asked = (
        select(visit.id)
        .where(visit.ended_at >= since, visit.state.in_(_ENDED), *visits_within(reach))
        .order_by(visit.ended_at.desc())
        .limit(limit)
    )
    with replica.reading() as connection:
        return list(connection.execute(asked).scalars())
