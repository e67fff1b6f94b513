"""Forms of one visit come in any order, and say the same of it in each: the last that was ended
ends it, the first check-in is the evidence, and no promise is lost.
"""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.submissions import (
    Proposal,
    Submission,
)
from kobra_domain.visits import NotCompletedReason, Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import Running
from tests.field_api.submissions.phone import (
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
    amounts,
    at,
    edited,
    facts,
    not_done,
    promised,
    send,
)
from tests.field_api.submissions.test_settling import PHOTO, change
from tests.field_api.world import TODAY, World, write


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


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later first"])
def test_who_comes_to_the_door_later_was_not_there_before(
    server: Running, phone: Phone, visit: Visit, order: tuple[int, int]
) -> None:
    """What was promised far from the door waits for a person, whichever form came first."""
    far = promise_of(visit, **DAY, end=at("08:30"), llegada=FAR_AWAY, promesa_monto="100000")
    forms = (form(far), promised(visit, "09:40"))
    send(phone, *(forms[n] for n in order))
    assert facts(server, visit) == (VisitState.COMPLETED, Outcome.PROMISE, "14:40")
    assert amounts(server) == [9_000_000]
    waiting = [p.amount_minor for p in all_of(server.database, Proposal)]
    assert waiting == [10_000_000]


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
    All orders on one server, which costs four seconds; each at another door, because nobody is
    visited twice on a day.
    """
    server.clock.now = EVENING
    for order in permutations(range(4)):
        side = world.north.another()
        visit = side.visit(agent_id=side.agent.id, planned_on=TODAY, state=VisitState.ON_PHONE)
        write(server.database, *side.of_person(), visit)
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
        ({"promesa_monto": "0", "promesa_fecha": ""}, "half_a_promise"),
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


@pytest.mark.parametrize(
    ("amount", "problem"), [("90000", ""), ("70000", "decided_promise")], ids=["same", "other"]
)
def test_an_edit_makes_no_second_promise_of_one_that_was_decided(
    server: Running, phone: Phone, visit: Visit, amount: str, problem: str
) -> None:
    ids = [new_instance() for _ in range(2)]
    send(phone, form(promise_of(visit, **DAY, end=at("09:00"), promesa_monto="90000"), ids[0]))
    change(server.database, only(server.database, Promise), state=PromiseState.KEPT)
    send(phone, edited(visit, "09:30", *ids, promesa_monto=amount))
    kept = only(server.database, Promise)
    assert (kept.amount_minor, kept.state) == (9_000_000, PromiseState.KEPT)
    assert problem in {s.problem for s in all_of(server.database, Submission)}


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_one_promise_of_three_edits_is_one_in_any_order(
    server: Running, phone: Phone, visit: Visit, order: tuple[int, ...]
) -> None:
    ids = [new_instance() for _ in range(3)]
    forms = [
        form(promise_of(visit, **DAY, end=at("08:30"), promesa_monto="1000"), ids[0]),
        edited(visit, "08:40", ids[0], ids[1], promesa_monto="2000"),
        edited(visit, "08:50", ids[1], ids[2], promesa_monto="3000"),
    ]
    send(phone, *(forms[n] for n in order))
    only_one = only(server.database, Promise)
    assert (only_one.amount_minor, only_one.state) == (300_000, PromiseState.OPEN)


def test_an_edit_to_another_visit_takes_the_promise_along_and_tells(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    side = world.north.another()
    other = side.visit(agent_id=side.agent.id, planned_on=TODAY, state=VisitState.ON_PHONE)
    write(server.database, *side.of_person(), other)
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


def test_an_edit_borrows_no_place_from_another_door(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    """Who was at one door and says so of another was not there."""
    side = world.north.another()
    far = replace(side.address, id=new_id(), lat=4.9, lon=-74.3)
    other = side.visit(
        agent_id=side.agent.id, planned_on=TODAY, state=VisitState.ON_PHONE, address_id=far.id
    )
    write(server.database, *side.of_person(), far, other)
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, end=at("09:00")), first))
    send(phone, edited(other, "09:30", first))
    assert now_of(server.database, other).state is VisitState.CHECKED_IN
    assert only(server.database, Promise).visit_id == visit.id


def test_the_photo_of_the_original_is_its_edits_too(
    server: Running, phone: Phone, visit: Visit, world: World
) -> None:
    change(server.database, world.north.portfolio, allows_away_completion=True)
    away = {"llegada": FAR_AWAY, "motivo_fuera": "Citó"}
    first = new_instance()
    send(phone, form(promise_of(visit, **DAY, **away, end=at("09:00")), first))
    assert phone.post(edited(visit, "09:30", first, promesa_monto="7", **away)).status_code == 201
    assert amounts(server) == [700]
