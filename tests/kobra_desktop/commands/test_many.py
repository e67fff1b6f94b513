"""Acts on thousands of rows: one act that shows how far it is, is given up with nothing done, taken
back whole, and overwrites nothing that a colleague has written meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from kobra_desktop.commands.accounts import set_segment
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, undo
from kobra_desktop.commands.parties import do_not_contact
from kobra_desktop.commands.plans import plan_visits
from kobra_desktop.store import outbox, rows, settle
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.queries.seen import holders_of, seen_values
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.watching import PART, Progress, Step, Stopped, Watch, unwatched
from kobra_domain.portfolios import AccountParty, AccountState, PartyRole
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from tests.kobra_desktop.field import a_desk, take
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    AGENT_ID,
    PARTY_ID,
    TODAY,
    VISIT_ID,
    a_party,
    an_account,
    an_address,
    an_authorisation,
    an_id,
)

# As many as it takes for a step to have a middle, and as many as people really choose.
SOME, MANY = PART + 50, 5_000
ENDED, UNLAWFUL = 300, 400  # every so many accounts one is paid, and one has no paper


@pytest.fixture
def desk(replica: Replica) -> Desk:
    """Nobody is to be visited yet."""
    take(replica, delete=[("visit", VISIT_ID)])
    return a_desk(replica)


def accounts(desk: Desk, count: int) -> list[str]:
    """So many accounts of nobody."""
    made = [an_account(id=an_id(300_000 + n), number=str(n)) for n in range(count)]
    with desk.store.pulling() as connection:
        rows.write_all(connection, "account", ((one, 2) for one in made))
    return [one.id for one in made]


def homes(desk: Desk, count: int) -> list[str]:
    """So many accounts, each of another person behind another door, most with their paper."""
    made: dict[str, list[Any]] = {"party": [], "address": [], "account": [], "authorisation": []}
    for n in range(count):
        party, account = an_id(100_000 + n), an_id(300_000 + n)
        held_by = (AccountParty(party_id=party, role=PartyRole.HOLDER),)
        state = AccountState.ACTIVE if n % ENDED else AccountState.PAID
        made["party"].append(a_party(id=party, name=f"P {n}"))
        made["address"].append(an_address(id=an_id(200_000 + n), party_id=party))
        made["account"].append(an_account(id=account, number=str(n), parties=held_by, state=state))
        if n % UNLAWFUL:
            paper = an_authorisation(id=an_id(400_000 + n), party_id=party, account_id=account)
            made["authorisation"].append(paper)
    with desk.store.pulling() as connection:
        for kind, entities in made.items():
            rows.write_all(connection, kind, ((one, 2) for one in entities))
    return [one.id for one in made["account"]]


def held(desk: Desk, kind: str) -> list[Any]:
    """All rows of a kind."""
    with desk.store.reading() as connection:
        return rows.entities(connection, kind)


def segments(desk: Desk, ids: list[str]) -> list[str]:
    """Those that these accounts are in, in their order."""
    found = {one.id: one.segment for one in held(desk, "account")}
    return [found[one] for one in ids]


def stops_at(step: Step) -> Watch:
    """Gives up in the midst of it."""

    def watch(progress: Progress) -> None:
        if progress.step is step and 0 < progress.done < progress.of:
            raise Stopped

    return watch


def answered(desk: Desk, status: Callable[[str], Status], body: Callable[[str], Any]) -> None:
    """The server has an answer to what waits, by row."""
    while batch := outbox.next_batch(desk.store):
        results = [
            OperationResult(
                op_id=op.op_id,
                status=status(op.entity_id),
                version=3,
                body=json_form.body(body(op.entity_id)),
                fields=() if status(op.entity_id) is Status.APPLIED else tuple(op.changed),
            )
            for op in batch
        ]
        settle.settle(desk.store, results)


def test_thousands_of_accounts_are_one_act(desk: Desk) -> None:
    """In parts that are told, under one name, and taken back whole."""
    ids, told = accounts(desk, MANY), list[Progress]()
    done = set_segment(desk, account_ids=ids, segment="Norte", watch=told.append)
    assert set(done.ids) == set(ids)
    assert {one.step for one in told} == {Step.READING, Step.KEEPING}
    assert max(b.done - a.done for a, b in pairwise(told)) <= PART
    with desk.store.reading() as connection:
        waiting = outbox.of_entities(connection, "account", ids)
    assert {len(ops) for ops in waiting.values()} == {1}
    (act_id,) = {ops[0].act_id for ops in waiting.values()}
    assert act_id
    assert done.undo is not None
    undo(desk, done.undo)
    assert set(segments(desk, ids)) == {""}
    assert outbox.counts(desk.store).all == 0


@pytest.mark.parametrize("step", [Step.READING, Step.ASKING, Step.KEEPING])
def test_given_up_nothing_is_done(desk: Desk, step: Step) -> None:
    """Wherever it is."""
    ids = homes(desk, SOME)
    with pytest.raises(Stopped):
        plan(desk, ids, stops_at(step))
    assert held(desk, "visit") == []
    assert outbox.counts(desk.store).all == 0


def plan(desk: Desk, ids: list[str], watch: Watch = unwatched) -> Done:
    """Visits for all of them."""
    return plan_visits(desk, account_ids=ids, agent_id=AGENT_ID, planned_on=TODAY, watch=watch)


def test_what_cannot_be_visited_is_listed_one_by_one(desk: Desk) -> None:
    ids = homes(desk, SOME)
    done = plan(desk, ids)
    told = {one.entity_id: one.reason.code for one in done.refused}
    ended = set(ids[::ENDED])
    assert {one for one, code in told.items() if code == "account_ended"} == ended
    assert set(told) == ended | set(ids[::UNLAWFUL])
    assert len(held(desk, "visit")) == len(done.ids) == SOME - len(told)


def test_taking_back_that_is_given_up_leaves_the_act(desk: Desk) -> None:
    """It had been sent, so that the opposite is written row by row."""
    ids = accounts(desk, SOME)
    done = set_segment(desk, account_ids=ids, segment="Norte")
    answered(
        desk,
        lambda _: Status.APPLIED,
        lambda one: an_account(id=one, number=one[-4:], segment="Norte"),
    )
    assert done.undo is not None
    with pytest.raises(Stopped):
        undo(desk, done.undo, stops_at(Step.KEEPING))
    assert set(segments(desk, ids)) == {"Norte"}
    undo(desk, done.undo)
    assert set(segments(desk, ids)) == {""}


def test_what_a_colleague_wrote_meanwhile_is_a_conflict(desk: Desk) -> None:
    """Between the question and its answer; the others are done, and taking it back leaves hers."""
    ids = accounts(desk, 3)
    seen = seen_values(desk.store, "account", "segment", ids)
    take(desk.store, (an_account(id=ids[1], number="1", segment="de Sara"), 5))
    done = set_segment(desk, account_ids=ids, segment="Norte", seen=seen)
    assert segments(desk, ids) == ["Norte", "de Sara", "Norte"]
    (op,) = op_rows(desk.store, OpState.CONFLICT)
    assert (op.sides[0].seen, op.sides[0].mine, op.sides[0].theirs) == ("", "Norte", "de Sara")
    assert done.undo is not None
    undo(desk, done.undo)
    assert segments(desk, ids) == ["", "de Sara", ""]
    assert outbox.counts(desk.store).all == 0


def test_taking_back_what_the_server_took_in_part_leaves_nothing_to_decide(desk: Desk) -> None:
    """What it refused is no longer wanted; to the rest the opposite is said, and no more."""
    ids = accounts(desk, 3)
    done = set_segment(desk, account_ids=ids, segment="Norte")
    theirs = an_account(id=ids[1], number="1", segment="de Sara")
    ours = {one: an_account(id=one, number=one[-1], segment="Norte") for one in ids}
    answered(
        desk,
        lambda one: Status.CONFLICT if one == ids[1] else Status.APPLIED,
        lambda one: theirs if one == ids[1] else ours[one],
    )
    assert outbox.counts(desk.store).conflict == 1
    assert done.undo is not None
    undo(desk, done.undo)
    assert outbox.counts(desk.store) == outbox.OutboxCounts(waiting=2)
    assert segments(desk, ids) == ["", "de Sara", ""]


def test_a_person_whom_a_colleague_stopped_meanwhile_is_a_conflict(desk: Desk) -> None:
    """Her reason is not written over by another that did not know of it."""
    seen = seen_values(desk.store, "party", "do_not_contact_reason", [PARTY_ID])
    take(desk.store, (a_party(do_not_contact_reason="Falleció"), 5))
    do_not_contact(desk, party_ids=[PARTY_ID], reason="Lo pidió", seen=seen)
    assert held(desk, "party")[0].do_not_contact_reason == "Falleció"
    assert outbox.counts(desk.store).conflict == 1


def test_who_holds_accounts(desk: Desk) -> None:
    """Each once; an account that is gone is nobody's."""
    accounts(desk, 1)
    assert holders_of(desk.store, [an_id(300_000), an_id(9), ACCOUNT_ID]) == [PARTY_ID]
