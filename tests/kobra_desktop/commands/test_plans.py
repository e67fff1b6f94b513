"""Visits for chosen accounts: one door, one visit; the law is asked, what it refuses is told, and
all of it is one act.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kobra_desktop.commands.accounts import set_segment
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.commands.parties import do_not_contact, may_contact
from kobra_desktop.commands.plans import plan_visits
from kobra_desktop.store import rows
from kobra_desktop.store.replica import Replica
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.people import Role
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import AccountParty, AccountState, PartyRole
from kobra_domain.visits import Visit, VisitState
from tests.kobra_desktop.field import a_desk, take
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    ADDRESS_ID,
    AGENT_ID,
    PARTY_ID,
    TODAY,
    VISIT_ID,
    a_party,
    a_visit,
    an_account,
    an_address,
    an_authorisation,
    an_id,
)

SUNDAY = date(2026, 3, 8)
SECOND, THIRD, FOURTH = an_id(51), an_id(52), an_id(53)
NEIGHBOUR = an_id(61)


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """A supervisor's desk; three accounts of one person, one of another who lives nowhere."""
    take(
        replica,
        (an_account(id=SECOND, number="2"), 2),
        (an_account(id=THIRD, number="3", state=AccountState.PAID), 2),
        (an_authorisation(id=an_id(71), account_id=SECOND), 2),
        (a_party(id=NEIGHBOUR, name="Rosa"), 2),
        (
            an_account(
                id=FOURTH,
                number="4",
                parties=(AccountParty(party_id=NEIGHBOUR, role=PartyRole.HOLDER),),
            ),
            2,
        ),
    )
    made = a_desk(replica)
    made.who = replace(made.who, role=Role.SUPERVISOR)
    return made


def gone(desk: Desk) -> None:
    """The visit that was there is no longer."""
    take(desk.store, delete=[("visit", VISIT_ID)])


def visits(desk: Desk) -> list[Visit]:
    """All of them."""
    with desk.store.reading() as connection:
        return rows.entities(connection, "visit")


def plan(desk: Desk, *ids: str, agent: str | None = AGENT_ID, on: date | None = TODAY) -> Done:
    return plan_visits(desk, account_ids=ids, agent_id=agent, planned_on=on)


def test_accounts_of_one_door_are_one_visit(desk: Desk) -> None:
    gone(desk)
    done = plan(desk, ACCOUNT_ID, SECOND)
    (visit,) = visits(desk)
    assert set(visit.account_ids) == {ACCOUNT_ID, SECOND}
    assert (visit.party_id, visit.address_id) == (PARTY_ID, ADDRESS_ID)
    assert (visit.state, visit.agent_id) == (VisitState.ASSIGNED, AGENT_ID)
    assert visit.planned_on == TODAY
    assert done.ids == (visit.id,)
    assert done.undo is not None
    undo(desk, done.undo)
    assert visits(desk) == []


def test_an_open_visit_takes_the_accounts_in(desk: Desk) -> None:
    """It is given to the agent too, and is what it was once that is undone."""
    (before,) = visits(desk)
    done = plan(desk, ACCOUNT_ID, SECOND)
    (visit,) = visits(desk)
    assert visit.id == VISIT_ID
    assert visit.account_ids == (ACCOUNT_ID, SECOND)
    assert visit.agent_id == AGENT_ID
    assert done.undo is not None
    undo(desk, done.undo)
    assert visits(desk) == [before]


def test_a_visit_that_has_begun_is_left(desk: Desk) -> None:
    """Another one is made."""
    take(desk.store, (a_visit(state=VisitState.COMPLETED, agent_id=AGENT_ID), 3))
    plan(desk, ACCOUNT_ID)
    assert len(visits(desk)) == 2


def test_a_draft_needs_no_agent(desk: Desk) -> None:
    gone(desk)
    plan(desk, ACCOUNT_ID, agent=None, on=None)
    (visit,) = visits(desk)
    assert (visit.state, visit.agent_id, visit.planned_on) == (VisitState.DRAFT, None, None)


def test_what_cannot_be_visited_is_told(desk: Desk) -> None:
    """Paid ones, those whose holder has no door, what the law forbids that day: nothing is lost."""
    gone(desk)
    done = plan(desk, ACCOUNT_ID, THIRD, FOURTH)
    told = {one.entity_id: one.reason.code for one in done.refused}
    assert told == {THIRD: "account_ended", FOURTH: "missing"}
    assert [v.account_ids for v in visits(desk)] == [(ACCOUNT_ID,)]
    assert {one.title for one in done.refused} == {"María · 3", "Rosa · 4"}


def test_the_law_is_asked(desk: Desk) -> None:
    """Never on a Sunday, nor without the paper for each account."""
    gone(desk)
    done = plan(desk, ACCOUNT_ID, SECOND, on=SUNDAY)
    assert {one.entity_id for one in done.refused} == {ACCOUNT_ID, SECOND}
    assert visits(desk) == []
    take(desk.store, (an_address(id=an_id(72), party_id=NEIGHBOUR), 2))
    assert [one.entity_id for one in plan(desk, FOURTH).refused] == [FOURTH]


def test_the_best_placed_door_is_visited(desk: Desk) -> None:
    gone(desk)
    take(
        desk.store,
        (an_address(geocode_quality=GeocodeQuality.STREET), 3),
        (an_address(id=an_id(1)), 2),
    )
    plan(desk, ACCOUNT_ID)
    (visit,) = visits(desk)
    assert visit.address_id == an_id(1)


def test_segments_are_set_together_and_undone_together(desk: Desk) -> None:
    """By a supervisor; who has it already is left as it is."""
    set_segment(desk, account_ids=[SECOND], segment="Norte")
    done = set_segment(desk, account_ids=[ACCOUNT_ID, SECOND, THIRD], segment="Norte")
    assert set(done.ids) == {ACCOUNT_ID, THIRD}
    assert done.undo is not None
    undo(desk, done.undo)
    with desk.store.reading() as connection:
        held: list[Any] = rows.entities(connection, "account")
    assert {one.id for one in held if one.segment == "Norte"} == {SECOND}


def test_contact_is_stopped_with_a_reason(desk: Desk) -> None:
    """And then no visit is planned; a viewer may not."""
    gone(desk)
    do_not_contact(desk, party_ids=[PARTY_ID], reason="Lo pidió")
    assert [one.reason.code for one in plan(desk, ACCOUNT_ID).refused] == ["do_not_contact"]
    with pytest.raises(Invalid, match="missing"):
        may_contact(desk, party_ids=[PARTY_ID], reason=" ")
    may_contact(desk, party_ids=[PARTY_ID], reason="Lo pidió")
    assert plan(desk, ACCOUNT_ID).refused == ()
    desk.who = replace(desk.who, role=Role.VIEWER)
    with pytest.raises(NotAllowed):
        do_not_contact(desk, party_ids=[PARTY_ID], reason="x")
