"""Forms of one visit come in any order, and say the same of it in each: the last that was ended
ends it, the first check-in is the evidence, and no promise is lost.
"""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from field_api.tables.phone_forms import visit_rows
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.submissions import (
    CLOCK_FINDINGS,
    Proposal,
    ProposalKind,
    ProposalState,
    Submission,
)
from kobra_domain.visits import NotCompletedReason, Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.phone import (
    AT_DOOR,
    FAR_AWAY,
    Phone,
    form,
    new_instance,
    promise_of,
)
from tests.field_api.submissions.rows import all_of, now_of, only
from tests.field_api.submissions.test_reviewing import decide
from tests.field_api.submissions.test_settling import PHOTO, change
from tests.field_api.world import TODAY, World, write

SignIn = Callable[[str], Client]
EVENING = datetime(2026, 3, 5, 2, 30, tzinfo=UTC)  # half past nine at night in Bogotá


def at(hour: str) -> str:
    """A form's end on the day of the visit, in Bogotá."""
    return f"2026-03-04T{hour}:00.000-05:00"


DAY = {"start": at("08:00")}


def not_done(visit: Visit, hour: str) -> bytes:
    answers = {"visita": visit.id, "llegada": AT_DOOR, "motivo_no_realizada": "no_access"}
    return form({**answers, **DAY, "end": at(hour)})


def promised(visit: Visit, hour: str, amount: str = "90000", **more: str) -> bytes:
    times = {**DAY, "end": at(hour)}
    return form(promise_of(visit, **times, promesa_monto=amount, **more))


def edited(visit: Visit, hour: str, original: str, instance: str = "", **more: str) -> bytes:
    """An edit as Collect makes one: another instance, which names the one it replaces."""
    meta = f"<orx:deprecatedID>{original}</orx:deprecatedID>"
    answers = promise_of(visit, **DAY, end=at(hour), **more)
    return form(answers, instance or new_instance(), meta=meta)


def send(phone: Phone, *forms: bytes) -> None:
    for xml in forms:
        assert phone.post(xml, PHOTO).status_code == 201


def amounts(server: Running, state: PromiseState = PromiseState.OPEN) -> list[int]:
    return sorted(p.amount_minor for p in all_of(server.database, Promise) if p.state is state)


def facts(server: Running, visit: Visit) -> tuple[Any, ...]:
    done = now_of(server.database, visit)
    assert done.ended_at is not None
    return done.state, done.outcome, done.ended_at.astimezone(UTC).strftime("%H:%M")


@pytest.mark.both_engines
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later first"])
def test_a_visit_ends_as_of_the_later_form_in_any_order(
    server: Running, phone: Phone, visit: Visit, order: tuple[int, int]
) -> None:
    forms = (not_done(visit, "08:30"), promised(visit, "09:40"))
    send(phone, *(forms[n] for n in order))
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:40")
    assert now_of(server.database, visit).not_completed_reason is None
    assert amounts(server) == [9_000_000]
    read = all_of(server.database, Submission)
    assert [(s.visit_id, s.problem, s.verdict) for s in read] == [
        (visit.id, "", Verdict.AT_ADDRESS)
    ] * 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later first"])
def test_an_earlier_promise_is_kept_under_a_later_end(
    server: Running, phone: Phone, visit: Visit, order: tuple[int, int]
) -> None:
    forms = (promised(visit, "08:30"), not_done(visit, "09:40"))
    send(phone, *(forms[n] for n in order))
    assert facts(server, visit)[0] is VisitState.NOT_COMPLETED
    assert now_of(server.database, visit).not_completed_reason is NotCompletedReason.NO_ACCESS
    assert amounts(server) == [9_000_000]


def test_the_first_check_in_stays_the_evidence(server: Running, phone: Phone, visit: Visit) -> None:
    away = {"visita": visit.id, "llegada": FAR_AWAY, "motivo_no_realizada": "no_access"}
    send(phone, form({**away, "end": at("08:30")}))
    first = now_of(server.database, visit)
    send(phone, promised(visit, "09:40"))
    done = now_of(server.database, visit)
    assert (done.check_in, done.verdict) == (first.check_in, Verdict.AWAY)
    assert (done.state, amounts(server)) == (VisitState.COMPLETED, [9_000_000])


def test_a_review_is_asked_anew_only_where_the_end_is_another(
    server: Running, phone: Phone, visit: Visit
) -> None:
    send(phone, promised(visit, "09:40"))
    before = now_of(server.database, visit)
    send(phone, not_done(visit, "08:30"))
    assert now_of(server.database, visit) == before


@pytest.mark.both_engines
def test_the_promise_follows_the_edit(server: Running, phone: Phone, visit: Visit) -> None:
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    made = only(server.database, Promise)
    send(phone, edited(visit, "09:30", first, promesa_monto="70000", promesa_fecha="2026-03-20"))
    promise = only(server.database, Promise)
    assert (promise.id, promise.amount_minor, promise.due_on) == (
        made.id,
        7_000_000,
        date(2026, 3, 20),
    )
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:00")


@pytest.mark.both_engines
def test_edits_of_edits_and_another_form_say_the_same_in_any_order(
    server: Running, phone: Phone, world: World
) -> None:
    """Edited at home in the evening, when no visit would be lawful; the other form came between.
    All orders on one server, which costs four seconds.
    """
    server.clock.now = EVENING
    for order in itertools.permutations(range(4)):
        agent_id = world.north.agent.id
        visit = world.north.visit(agent_id=agent_id, planned_on=TODAY, state=VisitState.ON_PHONE)
        write(server.database, visit)
        ids = [new_instance() for _ in range(3)]
        forms = [
            form(promise_of(visit, **DAY, end=at("08:30"), promesa_monto="1000"), ids[0]),
            edited(visit, "21:00", ids[0], ids[1], promesa_monto="2000"),
            edited(visit, "21:10", ids[1], ids[2], promesa_monto="3000"),
            promised(visit, "09:40", "4000"),
        ]
        send(phone, *(forms[n] for n in order))
        mine = [p for p in all_of(server.database, Promise) if p.visit_id == visit.id]
        assert sorted((p.amount_minor, p.state) for p in mine) == [
            (300_000, PromiseState.OPEN),
            (400_000, PromiseState.OPEN),
        ], order
        assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:40"), order
    assert {s.problem for s in all_of(server.database, Submission)} == {""}
    assert all_of(server.database, Proposal) == []


def test_an_edit_whose_original_never_came_is_a_word_of_its_own(
    server: Running, phone: Phone, visit: Visit
) -> None:
    send(phone, edited(visit, "09:30", new_instance(), promesa_monto="70000"))
    assert only(server.database, Submission).problem == "unknown_original"
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:30")
    assert amounts(server) == [7_000_000]


def test_an_edit_that_takes_the_promise_back_cancels_it(
    server: Running, phone: Phone, visit: Visit
) -> None:
    first, second = new_instance(), new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    nothing = {"resultado": "refused", "promesa_monto": "", "promesa_fecha": ""}
    send(phone, edited(visit, "09:30", first, second, **nothing))
    assert (amounts(server), amounts(server, PromiseState.CANCELLED)) == ([], [15_000_050])
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.REFUSED, "14:00")
    send(phone, edited(visit, "09:40", second))
    assert amounts(server) == [15_000_050]
    assert len(all_of(server.database, Promise)) == 1


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"promesa_monto": "dos mil"}, "unreadable_amount"),
        ({"promesa_fecha": ""}, "half_a_promise"),
        ({"promesa_monto": ""}, "half_a_promise"),
        ({"resultado": ""}, "no_outcome"),
    ],
)
def test_an_edit_that_does_not_say_clearly_leaves_the_promise_and_tells(
    server: Running, phone: Phone, visit: Visit, more: dict[str, str], problem: str
) -> None:
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    made = only(server.database, Promise)
    send(phone, edited(visit, "09:30", first, **more))
    assert only(server.database, Promise) == made
    assert problem in {s.problem for s in all_of(server.database, Submission)}
    assert facts(server, visit)[0] is VisitState.COMPLETED


def test_a_payment_follows_its_edit_or_goes(server: Running, phone: Phone, visit: Visit) -> None:
    ids = [new_instance() for _ in range(2)]
    paid = {"resultado": "paid", "promesa_monto": "", "promesa_fecha": "", "pago_monto": "500"}
    send(phone, form(promise_of(visit, **DAY, end=at("09:00"), **paid), ids[0]))
    send(phone, edited(visit, "09:10", *ids, **{**paid, "pago_monto": "600"}))
    assert only(server.database, Payment).amount_minor == 60_000
    send(phone, edited(visit, "09:20", ids[1], **{**paid, "pago_monto": ""}))
    assert all_of(server.database, Payment) == []


def test_an_edit_to_another_visit_takes_the_promise_along_and_tells(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    other = world.north.visit(agent_id=world.north.agent.id, planned_on=TODAY,
                              state=VisitState.ON_PHONE)  # fmt: skip
    write(server.database, other)
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    send(phone, edited(other, "09:30", first))
    assert only(server.database, Promise).visit_id == other.id
    assert now_of(server.database, other).state is VisitState.COMPLETED
    by_replaces = {s.replaces: s.problem for s in all_of(server.database, Submission)}
    assert by_replaces[first] == "other_visit_corrected"


def test_an_edit_that_names_itself_ends_its_visit(
    server: Running, phone: Phone, visit: Visit
) -> None:
    instance = new_instance()
    send(phone, edited(visit, "09:30", instance, instance))
    assert amounts(server) == [15_000_050]


@pytest.mark.both_engines
def test_forms_that_come_at_once_say_the_same(server: Running, phone: Phone, visit: Visit) -> None:
    ids = [new_instance() for _ in range(3)]
    forms = [
        form(promise_of(visit, **DAY, end=at("08:30"), promesa_monto="1000"), ids[0]),
        edited(visit, "08:40", ids[0], ids[1], promesa_monto="2000"),
        edited(visit, "08:50", ids[1], ids[2], promesa_monto="3000"),
        promised(visit, "09:40", "4000"),
        not_done(visit, "09:20"),
    ]
    with ThreadPoolExecutor(len(forms)) as pool:
        answers = pool.map(lambda xml: Phone(phone.base, phone.key).post(xml, PHOTO), forms)
        assert {answer.status_code for answer in answers} == {201}
    assert amounts(server) == [300_000, 400_000]
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:40")


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


@pytest.mark.parametrize(
    ("end", "ended", "findings"),
    [
        ("2026-03-04T21:30:00.000-06:00", "15:00", "clock_ahead"),
        ("2036-03-04T09:30:00.000-05:00", "15:00", "clock_ahead"),
        ("2026-03-04T10:03:00.000-05:00", "15:00", ""),
        ("2015-01-01T00:00:00.000-05:00", "15:00", "clock_behind clock_turned_back"),
        ("2026-03-04T09:00:00.000-05:00", "14:00", "clock_turned_back"),
        ("2026-03-04T09:55:00.000", "15:00", ""),
    ],
)
def test_the_end_is_bounded_by_arrival_before_law_and_place_are_asked(
    server: Running, phone: Phone, visit: Visit, end: str, ended: str, findings: str
) -> None:
    send(phone, form(promise_of(visit) | {"end": end}))
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, ended)
    assert now_of(server.database, visit).verdict is Verdict.AT_ADDRESS
    assert amounts(server) == [15_000_050]
    read = only(server.database, Submission)
    found = [f.kind.value for f in read.findings if f.kind in CLOCK_FINDINGS]
    assert found == findings.split()
    assert read.problem == ("" if ended != "15:00" or not found else found[0])


def test_by_how_much_a_clock_is_ahead_is_told(server: Running, phone: Phone, visit: Visit) -> None:
    send(phone, form(promise_of(visit) | {"end": at("11:00")}))
    found = only(server.database, Submission).findings[0]
    assert found.detail == "3600"


def test_a_log_of_a_clock_that_is_ahead_is_bounded_too(
    server: Running, phone: Phone, visit: Visit
) -> None:
    ahead = int(WEDNESDAY.timestamp() + 12 * 3600) * 1000
    log = f"event,node,start,end\nquestion,/data/llegada,{ahead},{ahead}\n"
    xml = form(promise_of(visit), meta="<orx:audit>audit.csv</orx:audit>")
    assert phone.post(xml, {**PHOTO, "audit.csv": log.encode()}).status_code == 201
    assert now_of(server.database, visit).state is VisitState.COMPLETED


def test_an_edit_borrows_no_place_from_another_door(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    """Who was at one door and says so of another was not there."""
    far = replace(world.north.address, id=new_id(), lat=4.9, lon=-74.3)
    agent_id = world.north.agent.id
    other = world.north.visit(
        agent_id=agent_id, planned_on=TODAY, state=VisitState.ON_PHONE, address_id=far.id
    )
    write(server.database, far, other)
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    send(phone, edited(other, "09:30", first))
    assert now_of(server.database, other).state is VisitState.CHECKED_IN
    assert only(server.database, Promise).visit_id == visit.id


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


def test_the_photo_of_the_original_is_its_edits_too(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    change(server.database, world.north.portfolio, allows_away_completion=True)
    away = {"llegada": FAR_AWAY, "motivo_fuera": "Citó"}
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, **away, end=at("09:00")), first))
    assert phone.post(edited(visit, "09:30", first, promesa_monto="7", **away)).status_code == 201
    assert amounts(server) == [700]
