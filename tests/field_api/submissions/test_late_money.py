"""Promises and payments of forms that may not end their visit wait for a person."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert

from field_api.change_log.record import record
from field_api.tables.phone_forms import visit_rows
from kobra_domain.dues import Payment, Promise
from kobra_domain.submissions import (
    Proposal,
    ProposalKind,
    ProposalState,
    Submission,
)
from kobra_domain.visits import Outcome, Visit, VisitState
from tests.field_api.servers import WEDNESDAY, Running, wait_until_somebody_waits_for
from tests.field_api.submissions.phone import (
    AT_DOOR,
    FAR_AWAY,
    Phone,
    form,
    new_instance,
    promise_of,
)
from tests.field_api.submissions.rows import all_of, now_of, only
from tests.field_api.submissions.telling import (
    DAY,
    EVENING,
    SignIn,
    amounts,
    at,
    edited,
    facts,
    not_done,
    promised,
    send,
)
from tests.field_api.submissions.test_reviewing import decide
from tests.field_api.submissions.test_settling import PHOTO, change
from tests.field_api.world import TODAY, World


@pytest.mark.both_engines
def test_a_promise_of_a_visit_that_was_cancelled_waits_for_a_person(
    server: Running, phone: Phone, visit: Visit, world: World, sign_in: SignIn
) -> None:
    change(server.database, visit, state=VisitState.CANCELLED, cancel_reason="Pagó",
           ended_at=WEDNESDAY)  # fmt: skip
    send(phone, promised(visit, "09:40", pago_monto="500"))
    assert now_of(server.database, visit).state is VisitState.CANCELLED
    assert only(server.database, Submission).problem == "visit_over"
    assert (all_of(server.database, Promise), all_of(server.database, Payment)) == ([], [])
    by_kind = {p.kind: p for p in all_of(server.database, Proposal)}
    waiting = by_kind[ProposalKind.PROMISE]
    assert (waiting.amount_minor, waiting.currency, waiting.due_on) == (
        9_000_000,
        "COP",
        date(2026, 3, 15),
    )
    client = sign_in("supervisor")
    for proposal in by_kind.values():
        assert decide(client, proposal, ProposalState.ACCEPTED)["status"] == "applied"
    promise, payment = only(server.database, Promise), only(server.database, Payment)
    assert (promise.amount_minor, promise.account_id) == (9_000_000, world.north.account.id)
    assert (payment.amount_minor, payment.paid_on) == (50_000, TODAY)


def test_half_a_promise_that_waits_cannot_be_taken(
    server: Running, phone: Phone, visit: Visit, sign_in: SignIn
) -> None:
    send(phone, form(promise_of(visit, llegada=FAR_AWAY, promesa_fecha="")))
    proposal = only(server.database, Proposal)
    refused = decide(sign_in("supervisor"), proposal, ProposalState.ACCEPTED)
    assert (refused["status"], refused["code"]) == ("rejected", "nothing_to_accept")


def test_what_is_taken_of_a_blocked_edit_takes_the_place_of_the_promise(
    server: Running, phone: Phone, visit: Visit, world: World, sign_in: SignIn
) -> None:
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    change(server.database, world.north.authorisation, revoked_on=date(2026, 3, 1))
    send(phone, edited(visit, "09:30", first, promesa_monto="70000"))
    assert amounts(server) == [15_000_050]
    proposal = only(server.database, Proposal)
    assert decide(sign_in("supervisor"), proposal, ProposalState.ACCEPTED)["status"] == "applied"
    assert amounts(server) == [7_000_000]


@pytest.mark.both_engines
def test_what_a_person_decides_while_an_edit_comes_stays_decided(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    first, paper = new_instance(), world.north.authorisation
    change(server.database, paper, revoked_on=date(2026, 3, 1))
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    change(server.database, paper, revoked_on=None)
    proposal = only(server.database, Proposal)
    decided = replace(proposal, state=ProposalState.DECLINED)
    with ThreadPoolExecutor(1) as other:
        with server.database.begin() as connection:
            record(connection, decided, proposal, at=WEDNESDAY)
            edit = edited(visit, "09:30", first, promesa_monto="70000")
            sent = other.submit(send, phone, edit)
            wait_until_somebody_waits_for(connection)
        sent.result(20)
    assert only(server.database, Proposal) == decided
    assert amounts(server) == [7_000_000]


def test_a_promise_made_away_waits_until_its_photo_comes(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    change(server.database, world.north.portfolio, allows_away_completion=True)
    xml = form(promise_of(visit, llegada=FAR_AWAY, motivo_fuera="Citó"))
    phone.post(xml)
    assert [p.kind for p in all_of(server.database, Proposal)] == [ProposalKind.PROMISE]
    phone.post(xml, PHOTO)
    assert all_of(server.database, Proposal) == []
    assert amounts(server) == [15_000_050]


def test_a_form_of_an_expired_visit_ends_it(server: Running, phone: Phone, visit: Visit) -> None:
    """The phone had no signal; that its day had passed was not knowing."""
    change(server.database, visit, state=VisitState.EXPIRED)
    send(phone, promised(visit, "09:40"))
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:40")
    assert amounts(server) == [9_000_000]


def test_a_visit_that_went_to_another_agent_meanwhile_keeps_what_was_promised(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    row = {"agent_id": world.north.agent.id, "visit_id": visit.id, "row_hash": "", "version": 1}
    with server.database.begin() as connection:
        connection.execute(insert(visit_rows).values(**row, listed_at=WEDNESDAY))
    change(server.database, visit, agent_id=world.south.agent.id)
    send(phone, promised(visit, "09:40"))
    read = only(server.database, Submission)
    assert (read.visit_id, read.problem) == (visit.id, "not_own_visit")
    assert only(server.database, Proposal).amount_minor == 9_000_000
    assert now_of(server.database, visit).state is VisitState.ON_PHONE


def test_a_later_form_at_a_forbidden_hour_does_not_end_the_visit_anew(
    server: Running, phone: Phone, visit: Visit
) -> None:
    send(phone, not_done(visit, "09:00"))
    before = now_of(server.database, visit)
    server.clock.now = EVENING
    send(phone, promised(visit, "21:00"))
    assert now_of(server.database, visit) == before
    assert only(server.database, Proposal).kind is ProposalKind.PROMISE


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later first"])
def test_each_contact_is_asked_of_the_law(
    server: Running, phone: Phone, visit: Visit, order: tuple[int, int]
) -> None:
    """A check-in by day makes no contact at night lawful, whichever is heard of first."""
    server.clock.now = EVENING
    nothing = {"visita": visit.id, "llegada": AT_DOOR, **DAY, "end": at("09:00")}
    forms = (form(nothing), promised(visit, "21:00"))
    send(phone, *(forms[n] for n in order))
    assert now_of(server.database, visit).state is VisitState.CHECKED_IN
    assert {s.problem for s in all_of(server.database, Submission)} == {
        "no_outcome",
        "contact_rule",
    }
    assert all_of(server.database, Promise) == []
    assert only(server.database, Proposal).amount_minor == 9_000_000
