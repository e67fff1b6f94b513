"""Promises follow the bank's money, at once and by the day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.money.promises import judge_promises, promise_edits
from kobra_domain.dues import BankPayment, Promise, PromiseState
from tests.field_api.money.made import noon, paid, promised
from tests.field_api.servers import Client, Running
from tests.field_api.submissions.rows import all_of, only
from tests.field_api.world import TODAY, World, build_world, edit, write

pytestmark = pytest.mark.both_engines
SignIn = Callable[[str], Client]


def take(database: Database, *edits: tuple[Any, Any]) -> list[Promise]:
    """Record payments as an import does; answers the promises that it changed."""
    with database.begin() as connection:
        more = promise_edits(connection, edits, noon(TODAY))
        record_all(connection, [*edits, *more], at=noon(TODAY))
    return [after for after, _ in more if isinstance(after, Promise)]


def test_a_payment_keeps_a_promise_and_its_reversal_opens_it_again(database: Database) -> None:
    world = build_world(database)
    promise, payment = promised(world.north, day=5), paid(world.north)
    write(database, promise)
    [kept] = take(database, (payment, None))
    assert kept == replace(promise, state=PromiseState.KEPT)
    assert take(database, (paid(world.south), None)) == []
    [again] = take(database, (paid(world.north, is_reversal=True), None))
    assert again.state is PromiseState.OPEN
    assert only(database, Promise) == promise
    [kept] = take(database, (paid(world.north, day=1), None))
    assert kept.state is PromiseState.KEPT
    second = next(p for p in all_of(database, BankPayment) if p.value_on > TODAY)
    [again] = take(database, (None, second))  # an import that is undone
    assert again.state is PromiseState.OPEN


def test_the_day_passes(database: Database) -> None:
    world = build_world(database)
    whole, part, nothing = (promised(world.north, amount=a, day=5) for a in (10, 100, 100))
    late = promised(world.south, day=9)
    cancelled = promised(world.south, day=-9, state=PromiseState.CANCELLED)
    part = replace(part, due_on=part.due_on + timedelta(days=1))
    nothing = replace(nothing, due_on=nothing.due_on + timedelta(days=1), made_at=noon(TODAY))
    write(database, whole, part, nothing, late, cancelled, paid(world.north, 60))

    def states() -> dict[str, str]:
        return {one.id: one.state.value for one in all_of(database, Promise)}

    assert judge_promises(database, noon(TODAY)) == 1
    assert states()[whole.id] == "kept"
    assert judge_promises(database, noon(TODAY + timedelta(days=9))) == 0  # three days to pay
    assert judge_promises(database, noon(TODAY + timedelta(days=10))) == 2
    assert judge_promises(database, noon(TODAY + timedelta(days=10))) == 0
    assert states() == {
        whole.id: "kept",
        part.id: "partly_kept",
        nothing.id: "broken",
        late.id: "open",
        cancelled.id: "cancelled",
    }


def test_a_person_gives_a_payment_to_its_account(
    server: Running, world: World, sign_in: SignIn
) -> None:
    promise = promised(world.north, day=5)
    waiting = paid(world.north, account_id=None, account_number="1-C")
    write(server.database, promise, waiting)
    supervisor = sign_in("supervisor")
    ours, theirs = world.north.account.id, world.south.account.id
    [refused] = supervisor.operate(
        edit(waiting.id, "bank_payment.match", account_id=(None, theirs))
    )
    assert refused["code"] == "unknown_reference"
    [done] = supervisor.operate(edit(waiting.id, "bank_payment.match", account_id=(None, ours)))
    assert done["status"] == "applied", done
    assert only(server.database, Promise).state is PromiseState.KEPT
    [undone] = supervisor.operate(
        edit(waiting.id, "bank_payment.match", after=done["op_id"], account_id=(ours, None))
    )
    assert undone["status"] == "applied", undone
    assert only(server.database, Promise).state is PromiseState.OPEN
    [viewer] = sign_in("viewer").operate(
        edit(waiting.id, "bank_payment.match", account_id=(None, ours))
    )
    assert viewer["code"] == "not_allowed"
