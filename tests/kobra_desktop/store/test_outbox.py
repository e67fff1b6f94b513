"""Edits, their operations, and the server's answers: nothing typed is lost, nothing is shown
twice.
"""

from dataclasses import replace
from typing import Any

import pytest

from kobra_desktop.store import conflicts, making, outbox, rows, settle
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.making import Edit, Made
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.replica import Replica
from kobra_domain.errors import DomainError
from kobra_domain.visits import Priority, Visit, VisitState
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from tests.kobra_desktop.field import OWNER, ids, take
from tests.kobra_domain.things import AGENT_ID, NOW, TODAY, VISIT_ID, a_visit, an_id

NEW_ID = ids()


def edit(replica: Replica, **changes: Any) -> Made:
    """Edit the visit."""
    return making.make(replica, [Edit("visit.edit", VISIT_ID, changes)], now=NOW, new_id=NEW_ID)


def visit(replica: Replica) -> Visit:
    """The visit as a screen sees it."""
    with replica.reading() as connection:
        found = rows.one(connection, "visit", VISIT_ID)
    assert isinstance(found, Visit)
    return found


def answer(op_id: str, status: Status, body: Visit | None, version: int, **more: Any) -> Any:
    """The server's answer to one operation."""
    said = None if body is None else json_form.body(body)
    return OperationResult(op_id=op_id, status=status, body=said, version=version, **more)


def test_edits_made_together_are_one_act(replica: Replica) -> None:
    """Over several rows and kinds, to the wire; one edit alone names none."""
    other = a_visit(id=an_id(70))
    take(replica, (other, 2))
    edits = [
        Edit("visit.edit", VISIT_ID, {"note": "uno"}),
        Edit("visit.edit", other.id, {"note": "dos"}),
        Edit("agent.edit", AGENT_ID, {"name": "Ana María"}),
    ]
    making.make(replica, edits, now=NOW, new_id=NEW_ID)
    edit(replica, note="sola")
    sent = [op.operation() for op in outbox.next_batch(replica)]
    act = sent[0].act_id
    assert act is not None
    assert [op.act_id for op in sent] == [act, act, act, None]
    said = [json_form.operation(op) for op in sent]
    assert said[0]["act_id"] == act
    assert "act_id" not in said[3]


def test_an_act_is_taken_back_whole_or_not_at_all(replica: Replica) -> None:
    other = a_visit(id=an_id(70))
    take(replica, (other, 2))
    edits = [Edit("visit.edit", one, {"note": "uno"}) for one in (VISIT_ID, other.id)]
    made = making.make(replica, edits, now=NOW, new_id=NEW_ID)
    later = making.make(
        replica, [Edit("visit.edit", other.id, {"note": "dos"})], now=NOW, new_id=NEW_ID
    )
    assert not outbox.withdraw(replica, made.op_ids)
    assert len(op_rows(replica)) == 3
    assert outbox.withdraw(replica, later.op_ids)
    assert outbox.withdraw(replica, made.op_ids)
    assert op_rows(replica) == []
    assert visit(replica).note == ""


def test_an_edit_is_seen_at_once_and_waits(replica: Replica) -> None:
    heard: list[ChangeSet] = []
    replica.subscribe(heard.append)
    made = edit(replica, note="timbre roto")
    assert visit(replica).note == "timbre roto"
    (op,) = outbox.next_batch(replica)
    assert op.operation().changed == {"note": ("", "timbre roto")}
    assert (op.base_version, op.after, op.owner) == (1, None, OWNER)
    assert heard == [made.changes]
    assert made.changes.ids == {("visit", VISIT_ID), ("outbox", VISIT_ID)}


def test_an_edit_that_changes_nothing_is_no_operation(replica: Replica) -> None:
    assert edit(replica, note="").op_ids == ()
    assert outbox.next_batch(replica) == []


def test_all_edits_of_an_act_or_none(replica: Replica) -> None:
    wrong = Edit("visit.edit", an_id(404), {"note": "x"})
    with pytest.raises(DomainError):
        making.make(
            replica, [Edit("visit.edit", VISIT_ID, {"note": "x"}), wrong], now=NOW, new_id=NEW_ID
        )
    assert visit(replica).note == ""
    assert outbox.counts(replica).all == 0


def test_edits_on_top_of_each_other_name_their_predecessor(replica: Replica) -> None:
    first, second = edit(replica, note="a").op_ids[0], edit(replica, note="b").op_ids[0]
    ops = outbox.next_batch(replica)
    assert [(op.op_id, op.after) for op in ops] == [(first, None), (second, first)]
    assert ops[1].changed == {"note": ("a", "b")}


def test_a_pull_never_erases_what_was_typed(replica: Replica) -> None:
    edit(replica, note="mine")
    take(replica, (a_visit(priority=Priority.HIGH, note="theirs"), 2))
    assert (visit(replica).note, visit(replica).priority) == ("mine", Priority.HIGH)


def test_when_confirmed_the_row_is_the_server_s(replica: Replica) -> None:
    made = edit(replica, note="mine")
    theirs = a_visit(note="mine", priority=Priority.LOW)
    settled = settle.settle(replica, [answer(made.op_ids[0], Status.APPLIED, theirs, 7)])
    assert settled.applied == 1
    assert visit(replica) == theirs
    assert outbox.counts(replica).all == 0
    with replica.reading() as connection:
        found = rows.row(connection, "visit", VISIT_ID)
        assert found is not None
        assert found[1] == 7


def test_an_answer_older_than_the_last_pull_does_not_turn_time_back(replica: Replica) -> None:
    made = edit(replica, note="mine")
    take(replica, (a_visit(note="mine", priority=Priority.HIGH), 9))
    older = answer(made.op_ids[0], Status.DUPLICATE, a_visit(note="mine"), 8, first=Status.APPLIED)
    settle.settle(replica, [older])
    assert visit(replica).priority is Priority.HIGH


def test_a_conflict_keeps_both_sides_and_parks_what_stands_on_it(replica: Replica) -> None:
    first = edit(replica, note="mine").op_ids[0]
    second = edit(replica, priority=Priority.HIGH).op_ids[0]
    theirs = a_visit(note="theirs")
    refused = answer(first, Status.CONFLICT, theirs, 2, fields=("note",))
    parked = answer(second, Status.REJECTED, theirs, 2, code="predecessor")
    settle.settle(replica, [refused, parked])
    assert visit(replica).note == "theirs"
    held = {row.op_id: row for row in op_rows(replica)}
    assert (held[first].state, held[second].state) == (OpState.CONFLICT, OpState.PARKED)
    (side,) = held[first].sides
    assert (side.seen, side.mine, side.theirs, side.is_contested) == ("", "mine", "theirs", True)
    assert outbox.next_batch(replica) == []


def _in_conflict(replica: Replica) -> str:
    first = edit(replica, note="mine").op_ids[0]
    edit(replica, priority=Priority.HIGH)
    theirs = a_visit(note="theirs")
    settle.settle(replica, [answer(first, Status.CONFLICT, theirs, 2, fields=("note",))])
    return first


def test_keep_mine_sends_both_anew_over_the_server_s_row(replica: Replica) -> None:
    first = _in_conflict(replica)
    conflicts.keep_mine(replica, first, new_id=NEW_ID, now=NOW)
    assert (visit(replica).note, visit(replica).priority) == ("mine", Priority.HIGH)
    ops = outbox.next_batch(replica)
    assert [op.changed for op in ops] == [
        {"note": ("theirs", "mine")},
        {"priority": ("normal", "high")},
    ]
    assert ops[0].base_version == 2
    assert ops[1].after == ops[0].op_id
    assert first not in {op.op_id for op in ops}  # the old id would be answered with the old answer


def test_take_theirs_leaves_their_field_and_sends_what_is_still_meant(replica: Replica) -> None:
    first = _in_conflict(replica)
    conflicts.take_theirs(replica, [first], new_id=NEW_ID, now=NOW)
    assert (visit(replica).note, visit(replica).priority) == ("theirs", Priority.HIGH)
    assert [op.changed for op in outbox.next_batch(replica)] == [{"priority": ("normal", "high")}]


def test_one_field_of_mine_and_the_rest_theirs(replica: Replica) -> None:
    op_id = edit(replica, note="mine", priority=Priority.HIGH).op_ids[0]
    theirs = a_visit(note="theirs", priority=Priority.LOW)
    both = ("note", "priority")
    settle.settle(replica, [answer(op_id, Status.CONFLICT, theirs, 2, fields=both)])
    conflicts.keep_mine(replica, op_id, new_id=NEW_ID, now=NOW, fields={"priority"})
    assert (visit(replica).note, visit(replica).priority) == ("theirs", Priority.HIGH)


def test_keep_mine_is_refused_when_the_row_no_longer_permits_it(replica: Replica) -> None:
    op_id = edit(replica, note="mine").op_ids[0]
    done = replace(a_visit(), state=VisitState.CANCELLED, cancel_reason="x", note="theirs")
    settle.settle(replica, [answer(op_id, Status.CONFLICT, done, 2, fields=("note",))])
    with pytest.raises(DomainError):
        conflicts.keep_mine(replica, op_id, new_id=NEW_ID, now=NOW)
    assert op_rows(replica, OpState.CONFLICT)[0].op_id == op_id


def test_a_refused_new_row_stays_on_the_screen(replica: Replica) -> None:
    new = a_visit(id=an_id(77), note="typed")
    values = {name: getattr(new, name) for name in ("id", "portfolio_id", "party_id", "note")}
    values |= {"address_id": new.address_id, "account_ids": new.account_ids, "created_at": NOW}
    made = making.make(replica, [Edit("visit.create", new.id, values)], now=NOW, new_id=NEW_ID)
    rejected = answer(made.op_ids[0], Status.REJECTED, None, 0, code="not_found")
    settle.settle(replica, [rejected])
    with replica.reading() as connection:
        assert rows.one(connection, "visit", new.id) == new
    take(replica, (a_visit(), 3))
    (held,) = op_rows(replica, OpState.REJECTED)
    assert (held.code, held.is_new_row) == ("not_found", True)
    conflicts.take_theirs(replica, made.op_ids[:1], new_id=NEW_ID, now=NOW)
    with replica.reading() as connection:
        assert rows.one(connection, "visit", new.id) is None


def test_a_poison_operation_blocks_nobody(replica: Replica) -> None:
    take(replica, (a_visit(id=an_id(78)), 1))
    poison = edit(replica, note="poison").op_ids[0]
    follower = edit(replica, priority=Priority.LOW).op_ids[0]
    other = making.make(
        replica, [Edit("visit.edit", an_id(78), {"note": "ok"})], now=NOW, new_id=NEW_ID
    )
    settle.refuse(replica, poison, "server_fault")
    assert [op.op_id for op in outbox.next_batch(replica)] == list(other.op_ids)
    states = {row.op_id: row.state for row in op_rows(replica)}
    assert (states[poison], states[follower]) == (OpState.REJECTED, OpState.PARKED)


def test_unsent_is_taken_back_sent_is_not(replica: Replica) -> None:
    first = edit(replica, note="a")
    assert outbox.withdraw(replica, first.op_ids)
    assert visit(replica).note == ""
    second = edit(replica, note="b")
    outbox.next_batch(replica)
    assert not outbox.withdraw(replica, second.op_ids)
    assert visit(replica).note == "b"


def test_what_something_stands_on_is_not_taken_back(replica: Replica) -> None:
    first = edit(replica, note="a")
    edit(replica, note="b")
    assert not outbox.withdraw(replica, first.op_ids)


def test_another_user_s_edits_are_not_sent(replica: Replica) -> None:
    edit(replica, note="a")
    replica.owner = an_id(901)
    assert outbox.next_batch(replica) == []
    assert outbox.counts(replica).all == 1


def test_assigning_survives_the_round_trip(replica: Replica) -> None:
    changes: dict[str, Any] = {
        "state": VisitState.ASSIGNED,
        "agent_id": AGENT_ID,
        "planned_on": TODAY,
    }
    making.make(replica, [Edit("visit.assign", VISIT_ID, changes)], now=NOW, new_id=NEW_ID)
    (op,) = outbox.next_batch(replica)
    assert op.changed["planned_on"] == (None, "2026-03-03")
    take(replica, (a_visit(note="by another"), 2))
    assert visit(replica) == replace(a_visit(note="by another"), **changes)
