"""Events are written with what they tell, and fanned out once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select

from field_api.change_log.events import event_of
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.outbox import delivery_of
from field_api.results.fanning import AT_ONCE, fan_out
from field_api.tables.results import deliveries, events
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.events import Event, EventKind
from kobra_domain.visits import Outcome, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import World, write

pytestmark = pytest.mark.both_engines


def mail_to_all(
    connection: Connection, found: Sequence[Event], now: datetime
) -> Sequence[Delivery]:
    assert connection.in_transaction()
    return [
        Delivery(
            id=new_id(),
            channel=DeliveryChannel.MAIL,
            purpose=DeliveryPurpose.EACH,
            address="jefa@kobra.example",
            created_at=now,
            next_at=now,
            event_id=one.id,
            visit_id=one.visit_id,
        )
        for one in found
    ]


def test_a_visit_tells_of_its_end_and_of_each_correction_in_order(
    database: Database, world: World
) -> None:
    there = world.north.visit(state=VisitState.CHECKED_IN)
    done = replace(there, state=VisitState.COMPLETED, outcome=Outcome.PROMISE, ended_at=WEDNESDAY)
    corrected = replace(done, outcome=Outcome.PAID)
    write(database, there)
    _edit(database, done, there)
    _edit(database, corrected, done)
    with database.read() as connection:
        rows = connection.execute(select(events).order_by(events.c.version))
        told = [event_of(row) for row in rows]
    assert [(one.kind, one.sequence) for one in told] == [
        (EventKind.VISIT_COMPLETED, n) for n in (1, 2)
    ]
    assert [one.facts["outcome"] for one in told] == ["promise", "paid"]
    assert {one.visit_id for one in told} == {there.id}
    assert told[0].portfolio_id == world.north.portfolio.id


def test_nothing_is_told_of_what_was_taken_back(database: Database, world: World) -> None:
    there = world.north.visit(state=VisitState.CHECKED_IN)
    write(database, there)
    with database.begin() as connection:
        done = replace(there, state=VisitState.COMPLETED, outcome=Outcome.PAID)
        record_all(connection, [(done, there)], at=WEDNESDAY)
        connection.rollback()
    assert fan_out(database, WEDNESDAY, [mail_to_all]) == 0


def test_each_event_is_fanned_out_once_and_its_deliveries_wait(
    database: Database, world: World
) -> None:
    _end_visits(database, world, AT_ONCE + 1)
    first, second = (fan_out(database, WEDNESDAY, [mail_to_all]) for _ in range(2))
    assert (first, second) == (AT_ONCE, 1)
    assert fan_out(database, WEDNESDAY, [mail_to_all]) == 0
    with database.read() as connection:
        rows = connection.execute(select(deliveries).order_by(deliveries.c.created_at)).all()
    made = [delivery_of(row) for row in rows]
    assert len({one.event_id for one in made}) == AT_ONCE + 1
    assert {one.state for one in made} == {DeliveryState.WAITING}


def test_a_teller_that_fails_loses_nothing(database: Database, world: World) -> None:
    def broken(*_args: object) -> Sequence[Delivery]:
        raise ZeroDivisionError

    _end_visits(database, world, 2)
    with pytest.raises(ZeroDivisionError):
        fan_out(database, WEDNESDAY, [mail_to_all, broken])
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(deliveries)) == 0
    assert fan_out(database, WEDNESDAY + timedelta(minutes=1), [mail_to_all]) == 2


def _end_visits(database: Database, world: World, count: int) -> None:
    there = [world.north.visit(state=VisitState.CHECKED_IN) for _ in range(count)]
    write(database, *there)
    with database.begin() as connection:
        edits = [
            (replace(one, state=VisitState.COMPLETED, outcome=Outcome.PAID), one) for one in there
        ]
        record_all(connection, edits, at=WEDNESDAY)


def _edit(database: Database, after: Visit, before: Visit) -> None:
    with database.begin() as connection:
        record_all(connection, [(after, before)], at=WEDNESDAY)
