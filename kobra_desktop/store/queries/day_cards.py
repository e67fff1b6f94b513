"""What a day is planned from: the agents, what each has for the day, and what waits to be given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.agents import agents_of
from kobra_desktop.store.queries.cards import VisitCard, cards_of
from kobra_desktop.store.queries.reach import Reach, visits_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import LATEST, RECORDS
from kobra_domain.dues import Promise, PromiseState
from kobra_domain.people import Agent, Team
from kobra_domain.places import Point
from kobra_domain.visits import NOT_BEGUN_STATES, Visit, VisitState
from kobra_records.sql.tables import entity_of

# What expired so many days ago at most is still offered: after that it is planned by hand.
EXPIRED_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class DayCards:
    """The agents of a reach by name, where their phones were last, the visits of the date, and by
    account the promises that stand or were broken.
    """

    on: date
    agents: tuple[Agent, ...]
    teams: Mapping[str, Team]
    latest: Mapping[str, Point]
    cards: tuple[VisitCard, ...]
    promises: Mapping[str, tuple[Promise, ...]]


def day_cards(replica: Replica, reach: Reach, on: date) -> DayCards:
    """The day as it stands in the replica. Its visits: those of the reach's agents planned for it,
    and those that wait, which are drafts of no day, of it or an earlier one, what stands unbegun
    from earlier days, and what expired within a month.
    """
    with replica.reading() as connection:
        agents = sorted(agents_of(connection, reach), key=lambda one: name_key(one.name))
        found = _visits(connection, reach, {one.id for one in agents}, on)
        accounts = {one for visit, _ in found for one in visit.account_ids}
        return DayCards(
            on=on,
            agents=tuple(agents),
            teams={one.id: one for one in rows.entities(connection, "team")},
            latest={
                row.agent_id: Point(row.lat, row.lon) for row in connection.execute(select(LATEST))
            },
            cards=tuple(cards_of(connection, found)),
            promises=_promises(connection, accounts),
        )


def _promises(connection: Connection, accounts: Iterable[str]) -> dict[str, tuple[Promise, ...]]:
    promise = RECORDS["promise"]
    asked = select(promise).where(promise.c.state.in_((PromiseState.OPEN, PromiseState.BROKEN)))
    found: dict[str, list[Promise]] = defaultdict(list)
    for part in rows.chunks(accounts):
        for row in connection.execute(asked.where(promise.c.account_id.in_(part))):
            found[row.account_id].append(entity_of(Promise, row))
    return {account: tuple(held) for account, held in found.items()}


def _visits(
    connection: Connection, reach: Reach, agents: Iterable[str], on: date
) -> list[tuple[Visit, int]]:
    visit = RECORDS["visit"]
    # Another portfolio's visits take an agent's time too: only what waits is narrowed.
    is_meant = or_(_is_held(on, agents), and_(_is_waiting(on), *visits_within(reach)))
    asked = select(visit).where(is_meant).order_by(visit.c.id)
    return [(entity_of(Visit, row), row.version) for row in connection.execute(asked)]


def _is_held(on: date, agents: Iterable[str]) -> ColumnElement[bool]:
    """What an agent has for the day, done or not."""
    visit = RECORDS["visit"].c
    return and_(
        visit.planned_on == on,
        visit.agent_id.in_(list(agents)),
        visit.state.not_in((VisitState.CANCELLED, VisitState.EXPIRED)),
    )


def _is_waiting(on: date) -> ColumnElement[bool]:
    """What is due on the day and nobody has for it."""
    visit = RECORDS["visit"].c
    recently = on - timedelta(days=EXPIRED_DAYS)
    return or_(
        and_(
            visit.state == VisitState.DRAFT,
            or_(visit.planned_on.is_(None), visit.planned_on <= on),
        ),
        and_(visit.state.in_(NOT_BEGUN_STATES), visit.planned_on < on),
        and_(visit.state == VisitState.EXPIRED, visit.planned_on.between(recently, on)),
    )
