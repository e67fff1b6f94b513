"""What was not done goes on to the first lawful day, or to one that was chosen: one act, undone as
one; what the law refuses stays and is told.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.commands.leftovers import carry_visits, foresee
from kobra_desktop.store import outbox, rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.watching import Progress, Stopped
from kobra_domain.people import Role
from kobra_domain.visits import CheckIn, Visit, VisitState
from tests.kobra_desktop.field import a_desk, take
from tests.kobra_domain.things import (
    AGENT_ID,
    NOW,
    TODAY,
    VISIT_ID,
    a_party,
    a_visit,
    an_address,
    an_agent,
    an_authorisation,
    an_id,
)

TOMORROW = TODAY + timedelta(days=1)
SATURDAY = date(2026, 3, 7)
MONDAY = date(2026, 3, 9)
BANNED = an_id(81)


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """A supervisor's desk at ten on a Tuesday, with a visit of today that an agent has."""
    take(replica, (assigned(), 2))
    made = a_desk(replica)
    made.who = replace(made.who, role=Role.SUPERVISOR)
    return made


def assigned(**changes: Any) -> Visit:
    known: dict[str, Any] = {
        "state": VisitState.ASSIGNED, "agent_id": AGENT_ID, "planned_on": TODAY,
    }  # fmt: skip
    return a_visit(**{**known, **changes})


def carry(desk: Desk, *ids: str, on: date | None = None, **more: Any) -> Done:
    return carry_visits(desk, visit_ids=ids or (VISIT_ID,), on=on, reason="Sin tiempo", **more)


def visit_of(desk: Desk, visit_id: str = VISIT_ID) -> Visit:
    with desk.store.reading() as connection:
        found = rows.row(connection, "visit", visit_id)
    assert found is not None
    assert isinstance(found[0], Visit)
    return found[0]


def at(desk: Desk, day: date) -> None:
    """The same hour of another day."""
    now = NOW + timedelta(days=(day - TODAY).days)
    desk.clock = lambda: now


def test_it_goes_to_tomorrow_with_its_agent_and_its_reason(desk: Desk) -> None:
    done = carry(desk)
    moved = visit_of(desk)
    assert (moved.planned_on, moved.agent_id, moved.state) == (
        TOMORROW,
        AGENT_ID,
        VisitState.ASSIGNED,
    )
    assert done.refused == ()
    [waiting] = outbox.next_batch(desk.store)
    assert waiting.reason == "Sin tiempo"
    assert done.undo is not None
    undo(desk, done.undo)
    assert visit_of(desk).planned_on == TODAY


def test_over_a_sunday_it_goes_to_monday(desk: Desk) -> None:
    """In Colombia nobody is visited on a Sunday."""
    take(desk.store, (assigned(planned_on=SATURDAY), 3))
    at(desk, SATURDAY)
    seen = foresee(desk, visit_ids=[VISIT_ID], on=None)
    assert (seen.days, seen.refused) == (((MONDAY, 1),), ())
    carry(desk)
    assert visit_of(desk).planned_on == MONDAY


def test_a_chosen_day_is_asked_of_the_law(desk: Desk) -> None:
    refused = carry(desk, on=date(2026, 3, 8)).refused
    assert [one.entity_id for one in refused] == [VISIT_ID]
    reason = refused[0].reason
    assert reason.code == "visit_outside_hours"
    assert str(reason.params["next_allowed_at"]).startswith("2026-03-09T12:00")
    assert visit_of(desk).planned_on == TODAY


def test_what_waiting_does_not_help_is_told_and_the_others_go(desk: Desk) -> None:
    party = a_party(id=BANNED, name="Rosa", do_not_contact_reason="Pidió que no")
    take(
        desk.store,
        (party, 3),
        (an_address(id=an_id(82), party_id=BANNED), 3),
        (assigned(id=an_id(83), party_id=BANNED, address_id=an_id(82)), 3),
    )
    done = carry(desk, VISIT_ID, an_id(83))
    assert done.ids == (VISIT_ID,)
    assert [(one.title, one.reason.code) for one in done.refused] == [("Rosa", "do_not_contact")]


def test_what_has_begun_stays(desk: Desk) -> None:
    begun = assigned(state=VisitState.CHECKED_IN, check_in=CheckIn(at=NOW))
    take(desk.store, (begun, 3))
    assert [one.reason.code for one in carry(desk).refused] == ["unlawful_move"]


def test_an_agent_who_is_absent_then_gets_nothing(desk: Desk) -> None:
    take(desk.store, (an_agent(absent_on=TOMORROW), 3))
    assert [one.reason.code for one in carry(desk).refused] == ["agent_absent"]


def test_a_draft_of_today_goes_too_and_an_agreed_hour_falls(desk: Desk) -> None:
    hour = NOW + timedelta(hours=2)
    draft = a_visit(planned_on=TODAY, window_start_at=NOW, window_end_at=hour)
    take(desk.store, (draft, 3))
    done = carry(desk)
    moved = visit_of(desk)
    assert (moved.planned_on, moved.state, moved.window_start_at) == (
        TOMORROW,
        VisitState.DRAFT,
        None,
    )
    assert done.undo is not None
    undo(desk, done.undo)
    assert visit_of(desk) == draft


def test_what_expired_goes_on(desk: Desk) -> None:
    take(desk.store, (assigned(state=VisitState.EXPIRED), 3))
    carry(desk)
    assert (visit_of(desk).state, visit_of(desk).planned_on) == (VisitState.ASSIGNED, TOMORROW)


def test_a_paper_that_runs_out_meanwhile_is_said(desk: Desk) -> None:
    take(desk.store, (an_authorisation(expires_on=TODAY), 3))
    assert (
        foresee(desk, visit_ids=[VISIT_ID], on=None).refused[0].reason.code
        == carry(desk).refused[0].reason.code
    )


def test_thousands_are_one_act_that_can_be_given_up(desk: Desk) -> None:
    many = [assigned(id=an_id(1_000 + n)) for n in range(1_200)]
    take(desk.store, *((one, 3) for one in many))
    ids = [one.id for one in many]
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.done >= 500:
            raise Stopped

    with pytest.raises(Stopped):
        carry(desk, *ids, watch=stop)
    assert len(told) == 2
    assert outbox.next_batch(desk.store) == []
    done = carry(desk, *ids)
    assert len(done.ids) == 1_200
    assert done.undo is not None
    assert len(undo(desk, done.undo).ids) == 1_200
    assert visit_of(desk, ids[-1]).planned_on == TODAY
