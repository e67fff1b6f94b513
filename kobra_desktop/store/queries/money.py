"""What was said of money and waits for a person: amounts that could not be read, promises and
payments of forms that might not end their visit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, select

from kobra_desktop.store import rows
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.queries.submissions import submissions_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.submissions import UNFINISHED, ProposalKind, ProposalState
from kobra_domain.visits import ReviewState


@dataclass(frozen=True, slots=True)
class MoneyToSettle:
    """The submissions, the oldest first, by what is to be done about them."""

    unread: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


def money_to_settle(replica: Replica, reach: Reach = EVERYTHING) -> MoneyToSettle:
    """Of submissions that no other replaces. What somebody has judged waits for nobody."""
    one, proposal = RECORDS["submission"].c, RECORDS["proposal"].c
    within = submissions_within(reach)
    # The review is looked at here: asked for it, SQLite would go through all that nobody judged.
    unread = (
        select(one.id, one.review).where(unfinished(), *within).order_by(one.received_at, one.id)
    )
    proposed = (
        select(one.id)
        .where(
            one.id.in_(
                select(proposal.submission_id).where(
                    proposal.state == ProposalState.OPEN,
                    proposal.kind.in_((ProposalKind.PROMISE, ProposalKind.PAYMENT)),
                )
            ),
            *within,
        )
        .order_by(one.received_at, one.id)
    )
    with replica.reading() as connection:
        found = connection.execute(unread).all()
        waiting = tuple(row.id for row in found if row.review == ReviewState.RECEIVED)
        return MoneyToSettle(waiting, tuple(connection.execute(proposed).scalars()))


def unfinished() -> ColumnElement[bool]:
    """Of a submission: whether an amount of it could not be kept, and no other replaces it."""
    one = RECORDS["submission"].c
    return one.problem.in_(sorted(UNFINISHED)) & ~_is_replaced()


def lacks_amount() -> ColumnElement[bool]:
    """Of a visit: whether such a submission is its own, so that it is not finished yet."""
    one, visit = RECORDS["submission"].c, RECORDS["visit"].c
    return exists().where(
        one.visit_id == visit.id, one.review == ReviewState.RECEIVED, unfinished()
    )


def visits_of(connection: Connection, submission_ids: Iterable[str]) -> frozenset[str]:
    """The visits whose answers these are."""
    one = RECORDS["submission"].c
    return frozenset(
        visit_id
        for part in rows.chunks(submission_ids)
        for visit_id in connection.execute(select(one.visit_id).where(one.id.in_(part))).scalars()
        if visit_id
    )


def _is_replaced() -> ColumnElement[bool]:
    later = RECORDS["submission"].alias("later")
    return exists().where(later.c.replaces == RECORDS["submission"].c.instance_id)
