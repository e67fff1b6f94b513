"""Nobody is sent to a door where everything is paid."""

from dataclasses import replace
from typing import Any

import pytest

from field_api.database import Database
from field_api.money.settled import StaleList, settled_visits
from kobra_domain.portfolios import AccountState
from kobra_domain.visits import Purpose, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.money.made import noon
from tests.field_api.world import TODAY, build_world, write


@pytest.mark.both_engines
def test_visits_not_begun_are_called_off_with_their_last_account(database: Database) -> None:
    side = build_world(database).north
    other = replace(side.account, id=new_id(), number="C-9")
    agent = {"agent_id": side.agent.id, "planned_on": TODAY}
    draft = side.visit()
    held = side.visit(state=VisitState.ON_PHONE, **agent)
    two = side.visit(account_ids=(side.account.id, other.id))
    begun = side.visit(state=VisitState.CHECKED_IN, **agent)
    elsewhere = side.visit(account_ids=(other.id,))
    checks = side.visit(purpose=Purpose.ADDRESS_VALIDATION)
    write(database, other, draft, held, two, begun, elsewhere, checks)
    now, states = noon(TODAY), {side.account.id: AccountState.PAID}
    with database.begin() as connection:
        found = settled_visits(connection, side.portfolio.id, states, now)
        assert settled_visits(connection, side.portfolio.id, {}, now).edits == ()
    after = {one.id: one for one, _ in found.edits if isinstance(one, Visit)}
    off: dict[str, Any] = {
        "state": VisitState.CANCELLED,
        "cancel_reason": "account_paid",
        "ended_at": now,
    }
    assert after == {
        draft.id: replace(draft, **off),
        held.id: replace(held, **off),
        two.id: replace(two, account_ids=(other.id,)),
    }
    assert found.on_phone == (StaleList(held.id, side.agent.id, side.agent.name),)


@pytest.mark.both_engines
def test_the_last_account_of_two_calls_a_visit_off(database: Database) -> None:
    side = build_world(database).north
    gone = replace(side.account, id=new_id(), number="C-9", state=AccountState.WITHDRAWN)
    visit = side.visit(account_ids=(gone.id, side.account.id))
    write(database, gone, visit)
    states = {side.account.id: AccountState.CLOSED}
    with database.begin() as connection:
        found = settled_visits(connection, side.portfolio.id, states, noon(TODAY))
    [(after, before)] = found.edits
    assert before == visit
    assert isinstance(after, Visit)
    assert (after.state, after.account_ids) == (VisitState.CANCELLED, visit.account_ids)
    assert after.cancel_reason == "account_withdrawn"
