"""Reported payments that the bank's file lacks: one alert an agent, over when they come."""

from datetime import date, timedelta
from typing import Any

import pytest

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.jobs.absent_payments import AbsentPayments
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.dues import BankPayment, Payment
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Running
from tests.field_api.world import Side, World, write

pytestmark = pytest.mark.both_engines

FRIDAY = date(2026, 2, 27)  # three business days before Wednesday, the fourth of March


def heard(side: Side, **changes: Any) -> Payment:
    values: dict[str, Any] = {"amount_minor": 5_000_000, "paid_on": FRIDAY}
    values["agent_id"] = side.agent.id
    return Payment(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        account_id=side.account.id,
        reported_at=WEDNESDAY,
        currency="COP",
        **{**values, **changes},
    )


def line(side: Side, **changes: Any) -> BankPayment:
    values: dict[str, Any] = {"amount_minor": 1_000, "value_on": date(2026, 2, 20)}
    values = {**values, **changes}
    return BankPayment(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        account_number=side.account.number,
        account_id=side.account.id,
        currency="COP",
        booked_on=values["value_on"],
        **values,
    )


def a_file(side: Side, days_ago: int = 0, **changes: Any) -> Import:
    values: dict[str, Any] = {"kind": ImportKind.PAYMENTS, "state": ImportState.COMMITTED}
    return Import(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        filename="pagos.csv",
        bytes=1,
        sha256="0",
        received_at=WEDNESDAY - timedelta(days=days_ago),
        **{**values, **changes},
    )


def alerts_of(field: Running) -> list[Alert]:
    with field.database.read() as connection:
        return sorted(entities(connection, Alert), key=lambda alert: alert.id)


def test_what_the_bank_lacks_is_told_by_agent_until_it_comes(field: Running, world: World) -> None:
    north, south = world.north, world.south
    job = AbsentPayments(field.database)
    older = heard(north, paid_on=FRIDAY - timedelta(days=3), amount_minor=7_000)
    write(field.database, line(north), heard(north), older, heard(south))
    assert job.look(WEDNESDAY) == 0  # no file has come that could have told
    write(field.database, a_file(north), a_file(south, state=ImportState.HELD))
    assert job.look(WEDNESDAY) == 1
    (alert,) = alerts_of(field)
    assert (alert.kind, alert.detail) == (AlertKind.PAYMENT_ABSENT, "2 2026-02-24")
    assert (alert.agent_id, alert.team_id) == (north.agent.id, north.team.id)
    assert job.look(WEDNESDAY) == 0
    write(field.database, line(north, amount_minor=7_000, value_on=FRIDAY - timedelta(days=2)))
    assert job.look(WEDNESDAY) == 1
    (told,) = alerts_of(field)
    assert (told.id, told.detail, told.count) == (alert.id, "1 2026-02-27", 2)
    write(field.database, line(north, amount_minor=5_000_000, value_on=FRIDAY))
    assert job.look(WEDNESDAY) == 1
    assert [one.state for one in alerts_of(field)] == [AlertState.OVER]


def test_what_nobody_reported_is_one_alert_of_its_own(field: Running, world: World) -> None:
    north, south, job = world.north, world.south, AbsentPayments(field.database)
    alone = [heard(side, agent_id=None, amount_minor=9_000) for side in (north, south)]
    write(field.database, *alone, *(row for side in (north, south) for row in bank_of(side)))
    assert job.look(WEDNESDAY) == 1
    (alert,) = alerts_of(field)
    assert (alert.agent_id, alert.team_id, alert.detail) == (None, None, "nobody 2 2026-02-27")
    assert job.look(WEDNESDAY + timedelta(hours=20)) == 0  # another day: the same is told once
    write(field.database, heard(north))
    assert job.look(WEDNESDAY + timedelta(hours=20)) == 1
    assert {one.agent_id for one in alerts_of(field)} == {None, north.agent.id}
    write(
        field.database,
        *(line(side, amount_minor=9_000, value_on=FRIDAY) for side in (north, south)),
    )
    assert job.look(WEDNESDAY + timedelta(hours=20)) == 1
    assert {one.agent_id: one.state for one in alerts_of(field)} == {
        None: AlertState.OVER,
        north.agent.id: AlertState.OPEN,
    }


def bank_of(side: Side) -> tuple[BankPayment, Import]:
    """A line of long ago, and the file that could have told."""
    return line(side), a_file(side)


def test_what_was_attended_is_told_again_when_there_is_more_of_it(
    field: Running, world: World
) -> None:
    north, job = world.north, AbsentPayments(field.database)
    write(field.database, line(north), heard(north), a_file(north))
    job.look(WEDNESDAY)
    (alert,) = alerts_of(field)
    answered = {"attended_by": new_id(), "attended_at": WEDNESDAY}
    field.edit(alert, state=AlertState.ATTENDED, **answered)
    assert AbsentPayments(field.database).look(WEDNESDAY) == 0
    write(field.database, heard(north, amount_minor=9_000))
    assert job.look(WEDNESDAY) == 1
    assert [one.state for one in alerts_of(field)] == [AlertState.ATTENDED, AlertState.OPEN]


def test_the_rules_say_after_how_many_days_and_whether(field: Running, world: World) -> None:
    north, job = world.north, AbsentPayments(field.database)
    write(field.database, line(north), heard(north), a_file(north), AlertRules(payment_days=4))
    assert job.look(WEDNESDAY) == 0
    with field.database.read() as connection:
        (rules,) = entities(connection, AlertRules)
    rules = field.edit(rules, payment_days=3)
    assert job.look(WEDNESDAY) == 1
    with field.database.begin() as connection:
        record_all(connection, [(AlertRules(off=(AlertKind.PAYMENT_ABSENT,)), rules)], at=WEDNESDAY)
    assert job.look(WEDNESDAY) == 1
    assert [one.state for one in alerts_of(field)] == [AlertState.OVER]
