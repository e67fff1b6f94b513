"""What is done with visits from the desk: the law is asked, refusals are told, acts can be
undone.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kobra_desktop.commands import agents, alerts, lawfulness, teams, users, visits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.store import outbox, rows
from kobra_desktop.store.queries.cards import visit_card
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.visits import VisitWish, visit_rows
from kobra_desktop.store.replica import Replica
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.errors import DomainError, Invalid, NotAllowed, Refused, UnlawfulMove
from kobra_domain.people import Role, Team
from kobra_domain.places import Point
from kobra_domain.visits import Priority, Visit, VisitState
from tests.kobra_desktop.field import a_desk, no_server, take
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    ADDRESS_ID,
    AGENT_ID,
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    TODAY,
    VISIT_ID,
    a_check_in,
    a_party,
    a_visit,
    an_address,
    an_agent,
    an_id,
)

SUNDAY = date(2026, 3, 8)


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """An administrator's desk on a Tuesday morning; nobody serves."""
    return a_desk(replica)


def seen(desk: Desk, visit_id: str = VISIT_ID) -> Visit:
    """The visit as a screen sees it."""
    with desk.store.reading() as connection:
        found = rows.one(connection, "visit", visit_id)
    assert isinstance(found, Visit)
    return found


def assign(desk: Desk, *ids: str, on: date | None = TODAY) -> Done:
    """Give visits to the agent."""
    return visits.assign_visits(desk, visit_ids=ids or [VISIT_ID], agent_id=AGENT_ID, planned_on=on)


def test_one_is_assigned_and_taken_back(desk: Desk) -> None:
    done = assign(desk)
    assert (seen(desk).state, seen(desk).agent_id) == (VisitState.ASSIGNED, AGENT_ID)
    assert seen(desk).assigned_at == NOW
    assert done.undo is not None
    again = undo(desk, done.undo)
    assert seen(desk) == a_visit()
    assert outbox.counts(desk.store).all == 0  # it was never sent, so nobody need hear of it
    assert again.undo is not None
    undo(desk, again.undo)
    assert seen(desk).agent_id == AGENT_ID


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_takes_back_a_taking_back_does_it_again(desk: Desk, is_sent: bool) -> None:
    """And the third time takes back once more, whoever offers it."""
    done = assign(desk)
    told = []
    for _ in range(4):
        if is_sent:
            outbox.next_batch(desk.store)
        assert done.undo is not None
        told.append(done.undo.is_redo)
        done = undo(desk, done.undo)
    assert told == [False, True, False, True]


def test_once_sent_the_opposite_is_sent(desk: Desk) -> None:
    done = assign(desk)
    outbox.next_batch(desk.store)
    assert done.undo is not None
    undo(desk, done.undo)
    assert (seen(desk).state, seen(desk).agent_id) == (VisitState.DRAFT, None)
    assert outbox.counts(desk.store).waiting == 2


def test_the_law_refuses_some_and_the_rest_is_done(desk: Desk) -> None:
    other = a_visit(id=an_id(31), account_ids=(an_id(32),))  # of an account that is not the party's
    take(desk.store, (other, 2))
    done = assign(desk, VISIT_ID, other.id)
    assert seen(desk).state is VisitState.ASSIGNED
    (refused,) = done.refused
    assert (refused.entity_id, refused.title) == (other.id, "María")
    assert seen(desk, other.id).state is VisitState.DRAFT


def test_a_refusal_says_when_it_may_be_made(desk: Desk) -> None:
    (refused,) = assign(desk, on=SUNDAY).refused
    assert isinstance(refused.reason, Refused)
    assert refused.reason.params["next_allowed_at"] == "2026-03-09T12:00:00+00:00"
    assert outbox.counts(desk.store).all == 0


def test_a_door_that_was_visited_three_times_today_is_given_to_nobody(desk: Desk) -> None:
    """Whoever was sought there: a door is one by its key, at whichever address it is written."""
    take(desk.store, (an_address(key="BOGOTA|CL 8|"), 2))
    for n in range(3):
        party, address = a_party(id=an_id(700 + n)), an_id(710 + n)
        there = an_address(id=address, party_id=party.id, key="BOGOTA|CL 8|")
        visit = a_visit(
            id=an_id(720 + n),
            party_id=party.id,
            address_id=address,
            state=VisitState.CHECKED_IN,
            agent_id=an_id(730 + n),
            check_in=a_check_in(),
        )
        take(desk.store, (party, 1), (there, 1), (visit, 1))
    (refused,) = assign(desk).refused
    assert refused.reason.code == "visit_door_full"
    assert refused.reason.params["next_allowed_at"] == "2026-03-04T12:00:00+00:00"


def test_who_is_at_the_door_is_not_called_away(desk: Desk) -> None:
    begun = a_visit(
        state=VisitState.CHECKED_IN, agent_id=AGENT_ID, planned_on=TODAY, check_in=a_check_in()
    )
    take(desk.store, (begun, 2))
    done = visits.assign_visits(desk, visit_ids=[VISIT_ID], agent_id=None)
    assert isinstance(done.refused[0].reason, UnlawfulMove)


def test_an_agreed_hour_of_another_day_goes_when_the_day_moves(desk: Desk) -> None:
    start = NOW + timedelta(hours=1)
    windowed = a_visit(
        planned_on=TODAY, window_start_at=start, window_end_at=start + timedelta(hours=1)
    )
    take(desk.store, (windowed, 2))
    assert assign(desk, on=TODAY + timedelta(days=1)).refused == ()
    assert seen(desk).window_start_at is None
    assert [op.command for op in outbox.next_batch(desk.store)] == ["visit.edit", "visit.assign"]


def test_an_unknown_or_absent_agent_is_an_error_of_the_whole_act(desk: Desk) -> None:
    with pytest.raises(Invalid):
        visits.assign_visits(desk, visit_ids=[VISIT_ID], agent_id=an_id(404), planned_on=TODAY)
    take(desk.store, (an_agent(absent_on=TODAY), 2))
    with pytest.raises(NotAllowed):
        assign(desk)


def test_a_new_visit_with_and_without_an_agent(desk: Desk) -> None:
    done = visits.create_visit(
        desk,
        portfolio_id=PORTFOLIO_ID,
        party_id=PARTY_ID,
        address_id=ADDRESS_ID,
        account_ids=[ACCOUNT_ID],
        agent_id=AGENT_ID,
        planned_on=TODAY,
        note="timbre 2",
    )
    made = seen(desk, done.ids[0])
    assert (made.state, made.note, made.created_by) == (
        VisitState.ASSIGNED,
        "timbre 2",
        desk.who.id,
    )
    assert done.undo is not None
    outbox.next_batch(desk.store)
    undo(desk, done.undo)
    assert seen(desk, done.ids[0]).state is VisitState.CANCELLED


def test_a_day_on_which_nobody_may_go_is_refused_even_for_a_draft(desk: Desk) -> None:
    with pytest.raises(Refused):
        visits.edit_visit(desk, VISIT_ID, planned_on=SUNDAY)
    visits.edit_visit(desk, VISIT_ID, planned_on=TODAY)
    start = NOW + timedelta(days=1)
    with pytest.raises(Invalid, match="window_on_another_day"):
        visits.edit_visit(
            desk, VISIT_ID, window_start_at=start, window_end_at=start + timedelta(hours=1)
        )


def test_cancel_and_reopen(desk: Desk) -> None:
    assign(desk)
    done = visits.cancel_visits(desk, visit_ids=[VISIT_ID], reason="pagó")
    assert (seen(desk).state, seen(desk).cancel_reason) == (VisitState.CANCELLED, "pagó")
    outbox.next_batch(desk.store)
    assert done.undo is not None
    undo(desk, done.undo)
    assert (seen(desk).state, seen(desk).agent_id) == (VisitState.ASSIGNED, AGENT_ID)
    visits.cancel_visits(desk, visit_ids=[VISIT_ID], reason="otra vez")
    visits.reopen_visits(desk, visit_ids=[VISIT_ID])
    assert (seen(desk).state, seen(desk).cancel_reason) == (VisitState.DRAFT, "")


def test_a_role_that_may_not_does_not(desk: Desk) -> None:
    viewer = replace(desk, who=replace(desk.who, role=Role.VIEWER))
    with pytest.raises(NotAllowed):
        assign(viewer)
    assert seen(desk) == a_visit()


def test_why_and_when_stands_beside_a_visit(desk: Desk) -> None:
    sunday = a_desk(desk.store, now=NOW + timedelta(days=5))
    card = visit_card(desk.store, VISIT_ID)
    assert card is not None
    answer = lawfulness.permission(card, now=sunday.clock())
    assert getattr(answer, "next_allowed_at", None) is not None
    assert lawfulness.refusal(card, planned_on=TODAY, now=NOW) is None


def test_an_absence_moves_the_day_in_one_act(desk: Desk) -> None:
    take(desk.store, (an_agent(id=an_id(41), code="AG-02", name="Bea"), 2))
    assign(desk)
    preview = agents.absence_preview(desk, agent_id=AGENT_ID, on=TODAY, move_to=an_id(41))
    assert [row.id for row in preview.moving] == [VISIT_ID]
    assert seen(desk).agent_id == AGENT_ID
    done = agents.mark_absent(
        desk, agent_id=AGENT_ID, on=TODAY, reason="cita médica", move_to=an_id(41)
    )
    assert seen(desk).agent_id == an_id(41)
    assert visit_rows(desk.store, VisitWish(agent_id=AGENT_ID)) == []
    assert done.undo is not None
    undo(desk, done.undo)
    assert seen(desk).agent_id == AGENT_ID


def test_alerts_are_attended_and_muted_but_never_an_sos(desk: Desk) -> None:
    sos = Alert(id=an_id(51), kind=AlertKind.SOS, raised_at=NOW, last_at=NOW)
    low = replace(sos, id=an_id(52), kind=AlertKind.LOW_BATTERY)
    take(desk.store, (sos, 2), (low, 2))
    done = alerts.mute(desk, alert_ids=[sos.id, low.id], until=NOW + timedelta(hours=1))
    assert [refused.entity_id for refused in done.refused] == [sos.id]
    alerts.attend(desk, alert_ids=[sos.id], note="llamé")
    with desk.store.reading() as connection:
        found = rows.one(connection, "alert", sos.id)
        assert (found.state, found.attended_by) == (AlertState.ATTENDED, desk.who.id)
        assert rows.one(connection, "alert", low.id).muted_until_at == NOW + timedelta(hours=1)


def test_what_needs_the_server_says_so(desk: Desk) -> None:
    with pytest.raises(Exception, match="offline"):
        users.invite_user(
            replace(desk, api=no_server()), name="X", email="x@kobra.example", role=Role.VIEWER
        )


def test_nothing_is_half_done_when_one_edit_is_wrong(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DomainError):
        agents.create_agent(desk, code="", name="Sin código")
    assert outbox.counts(desk.store).all == 0


def test_what_another_wrote_while_the_form_was_open_is_a_conflict(desk: Desk) -> None:
    opened = seen(desk)
    take(desk.store, (a_visit(note="de otra"), 2))
    visits.edit_visit(desk, VISIT_ID, seen=opened, note="mía")
    assert seen(desk).note == "de otra"
    (held,) = op_rows(desk.store, outbox.OpState.CONFLICT)
    (side,) = held.sides
    assert (side.seen, side.mine, side.theirs) == (opened.note, "mía", "de otra")
    assert side.is_contested
    assert outbox.next_batch(desk.store) == []


def test_a_field_that_another_left_alone_is_no_conflict(desk: Desk) -> None:
    opened = seen(desk)
    take(desk.store, (a_visit(note="de otra"), 2))
    visits.edit_visit(desk, VISIT_ID, seen=opened, priority=Priority.HIGH)
    assert (seen(desk).note, seen(desk).priority) == ("de otra", Priority.HIGH)
    assert outbox.counts(desk.store).waiting == 1


def test_an_own_edit_that_still_waits_is_no_conflict_with_oneself(desk: Desk) -> None:
    opened = seen(desk)
    visits.edit_visit(desk, VISIT_ID, note="uno")
    visits.edit_visit(desk, VISIT_ID, seen=opened, note="dos")
    assert seen(desk).note == "dos"
    assert outbox.counts(desk.store).waiting == 2


def test_a_form_that_showed_an_own_waiting_edit_is_no_conflict_either(desk: Desk) -> None:
    visits.edit_visit(desk, VISIT_ID, note="uno")
    opened = seen(desk)
    visits.edit_visit(desk, VISIT_ID, seen=opened, note="dos")
    assert seen(desk).note == "dos"
    assert outbox.counts(desk.store).waiting == 2


def test_an_administrators_form_overwrites_nobody_either(desk: Desk) -> None:
    opened = an_agent()
    take(desk.store, (an_agent(name="De otra"), 2))
    agents.edit_agent(desk, AGENT_ID, seen=opened, name="Mío")
    (held,) = op_rows(desk.store, outbox.OpState.CONFLICT)
    assert (held.sides[0].mine, held.sides[0].theirs) == ("Mío", "De otra")


def test_an_absence_that_another_changed_meanwhile_is_a_conflict(desk: Desk) -> None:
    opened = an_agent()
    theirs = an_agent(absent_on=TODAY + timedelta(days=1), absence_reason="de otra")
    take(desk.store, (theirs, 2))
    agents.mark_absent(desk, agent_id=AGENT_ID, on=TODAY, reason="mía", seen=opened)
    agents.clear_absence(desk, agent_id=AGENT_ID, seen=opened)
    conflicts = op_rows(desk.store, outbox.OpState.CONFLICT)
    assert {held.command for held in conflicts} == {"agent.absence"}
    assert {side.field for held in conflicts for side in held.sides} >= {"absent_on"}


def test_a_zone_that_another_drew_meanwhile_is_a_conflict(desk: Desk) -> None:
    opened = Team(id=an_id(77), name="Centro")
    corners = (Point(4.6, -74.1), Point(4.7, -74.1), Point(4.7, -74.0))
    take(desk.store, (replace(opened, zone=corners), 2))
    teams.edit_team(desk, opened.id, seen=opened, zone=corners[::-1])
    (held,) = op_rows(desk.store, outbox.OpState.CONFLICT)
    assert [side.field for side in held.sides if side.is_contested] == ["zone"]
