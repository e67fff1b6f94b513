"""What is open when a day closes: visits not done, forms that have not come, payments without
proof, promises of another day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select

from kobra_desktop.store.queries.reach import EVERYTHING, Reach, visits_within, work_within
from kobra_desktop.store.queries.visits import VisitRow, VisitWish, visit_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.alerts import AlertKind
from kobra_domain.dues import PromiseState
from kobra_domain.metrics.tallies import Metric, Tally, on_day
from kobra_domain.visits import NOT_BEGUN_STATES, NotCompletedReason, ReviewState, VisitState
from kobra_records.sql.metrics import tallies


@dataclass(frozen=True, slots=True)
class OnPhone:
    """What a phone holds of the day: visits that were begun, of which no form has come, and visits
    that it has and, as far as is known, nobody has begun.
    """

    agent_id: str
    begun: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """Promises due on a day: how many, and how much in each currency."""

    count: int = 0
    amounts: Mapping[str, int] | None = None


def leftover_rows(replica: Replica, day: date, reach: Reach = EVERYTHING) -> list[VisitRow]:
    """The visits planned for a day or before that nobody has begun."""
    found = visit_rows(replica, VisitWish(planned_to=day, open_only=True), reach)
    return [row for row in found if row.state in NOT_BEGUN_STATES]


def on_phones(replica: Replica, day: date, reach: Reach = EVERYTHING) -> list[OnPhone]:
    """What phones hold, who has begun most first."""
    visit = RECORDS["visit"].c
    asked = (
        select(visit.agent_id, visit.state, func.count())
        .where(visit.state.in_((VisitState.CHECKED_IN, VisitState.ON_PHONE)))
        .where(visit.planned_on <= day, visit.agent_id.is_not(None), *visits_within(reach))
        .group_by(visit.agent_id, visit.state)
    )
    with replica.reading() as connection:
        found = connection.execute(asked).all()
    begun = {row[0]: row[2] for row in found if row[1] is VisitState.CHECKED_IN}
    waiting = {row[0]: row[2] for row in found if row[1] is VisitState.ON_PHONE}
    made = [OnPhone(i, begun.get(i, 0), waiting.get(i, 0)) for i in begun.keys() | waiting.keys()]
    return sorted(made, key=lambda one: (-one.begun, -one.waiting, one.agent_id))


def unproved_payments(replica: Replica, reach: Reach = EVERYTHING) -> list[str]:
    """The submissions that told of a payment and showed no proof, and that nobody has judged; the
    oldest first.
    """
    payment, answer = RECORDS["payment"], RECORDS["submission"]
    asked = (
        select(payment.c.submission_id, func.min(payment.c.reported_at).label("at"))
        .join(answer, answer.c.id == payment.c.submission_id)
        .where(payment.c.proof == "", answer.c.review == ReviewState.RECEIVED)
        .where(*work_within("payment", reach))
        .group_by(payment.c.submission_id)
        .order_by("at", payment.c.submission_id)
    )
    with replica.reading() as connection:
        return list(connection.execute(asked).scalars())


def promises_due(replica: Replica, day: date, reach: Reach = EVERYTHING) -> Due:
    """The open promises due on a day."""
    promise = RECORDS["promise"].c
    asked = (
        select(promise.currency, func.count(), func.sum(promise.amount_minor))
        .where(promise.due_on == day, promise.state == PromiseState.OPEN)
        .where(*work_within("promise", reach))
        .group_by(promise.currency)
    )
    with replica.reading() as connection:
        found = connection.execute(asked).all()
    return Due(sum(row[1] for row in found), {row[0]: int(row[2]) for row in found})


@dataclass(frozen=True, slots=True)
class Ended:
    """How many visits of a day are in a state, and why they ended without being done."""

    state: VisitState
    reason: NotCompletedReason | None
    count: int


def states_of_day(replica: Replica, day: date, reach: Reach = EVERYTHING) -> list[Ended]:
    """The visits planned for a day, by what became of them."""
    visit = RECORDS["visit"].c
    asked = (
        select(visit.state, visit.not_completed_reason, func.count())
        .where(visit.planned_on == day, *visits_within(reach))
        .group_by(visit.state, visit.not_completed_reason)
    )
    with replica.reading() as connection:
        return [Ended(*row) for row in connection.execute(asked)]


def counts_by_agent(
    replica: Replica, metrics: Sequence[Metric], day: date, reach: Reach = EVERYTHING
) -> dict[str, Mapping[str, Tally]]:
    """What metrics of visits count of a day, by agent."""
    where, within = on_day(metrics[0], day), work_within("visit", reach)
    with replica.reading() as connection:
        found = tallies(connection, RECORDS, metrics, where, by=("agent_id",), within=within)
    return {str(key[0]): held for key, held in found.items() if key[0] is not None}


def alerts_raised(
    replica: Replica, since: datetime, reach: Reach = EVERYTHING
) -> list[tuple[AlertKind, int, int]]:
    """The alerts about agents since a moment: kind, how many, how many somebody attended; in order
    of danger.
    """
    alert = RECORDS["alert"].c
    attended = func.sum(case((alert.attended_by.is_not(None), 1), else_=0))
    asked = (
        select(alert.kind, func.count(), attended)
        .where(alert.raised_at >= since, alert.agent_id.is_not(None))
        .group_by(alert.kind)
    )
    if reach.team_ids is not None:
        asked = asked.where(alert.team_id.in_(reach.team_ids))
    with replica.reading() as connection:
        found = {row[0]: (row[1], int(row[2])) for row in connection.execute(asked)}
    return [(kind, *found[kind]) for kind in AlertKind if kind in found]
