"""Rows of a newer server: what cannot be read is kept, counted and tried again, and stops nothing
else.
"""

from typing import Any

import msgspec
import pytest

from kobra_desktop.store import outbox, pages, rows, settle, strange, tally
from kobra_desktop.store.latest import read_rows
from kobra_desktop.store.making import Edit, make
from kobra_desktop.store.replica import Replica
from kobra_domain.positions import Latest
from kobra_domain.wire import OperationResult, Status
from kobra_records import json_form
from kobra_records.sql.tables import feed_fields
from tests.kobra_desktop.field import ids, stored, take
from tests.kobra_domain.things import AGENT_ID, NOW, VISIT_ID, a_party, a_visit, an_id

OTHER = an_id(81)


def page_of(
    kind: str, *put: list[Any], fields: tuple[str, ...] | None = None, cursor: str = "after"
) -> pages.Page:
    """A page with rows of one kind, as they come."""
    part = {"kind": kind, "fields": fields or feed_fields(kind), "put": put, "delete": []}
    return pages.read_page(
        msgspec.json.encode({"cursor": cursor, "more": False, "kinds": [part], "scope": None})
    )


def a_row(version: int = 9, **others: Any) -> list[Any]:
    """A visit as the feed has it, with other cells."""
    cells = dict(zip(feed_fields("visit"), [*stored(a_visit()), version], strict=True))
    return list({**cells, **others}.values())


@pytest.mark.parametrize(
    "others",
    [
        {"state": "teleported"},
        {"priority": "cosmic"},
        {"account_ids": '{"new": "shape"}'},
        {"planned_on": "mañana"},
        {"created_at": "yesterday"},
        {"created_at": 10**17},
        {"note": None},
        {"position": "first"},
    ],
    ids=lambda others: next(iter(others)),
)
def test_what_cannot_be_read_stops_no_other_row(replica: Replica, others: dict[str, Any]) -> None:
    before = tally.counts(replica)["visit"]
    well = a_row(10, id=OTHER, note="bien")
    pages.take_page(replica, page_of("visit", a_row(**others), well))
    with replica.reading() as connection:
        assert rows.one(connection, "visit", OTHER).note == "bien"
        assert rows.one(connection, "visit", VISIT_ID) == a_visit()  # as it was known
        rows.entities(connection, "visit")
    assert pages.cursor(replica) == "after"
    pages.take_readable(replica)
    assert strange.count(replica) == 1
    assert tally.counts(replica)["visit"] == before + 1
    pages.take_page(replica, page_of("visit", a_row(11, note="ya"), cursor="later"))
    assert strange.count(replica) == 0
    with replica.reading() as connection:
        assert rows.one(connection, "visit", VISIT_ID).note == "ya"


def test_it_counts_as_held_so_that_nothing_is_pulled_again_for_it(replica: Replica) -> None:
    pages.take_page(replica, page_of("visit", a_row(9), cursor="a"))
    as_it_should_be = tally.row_hash(replica, "visit")
    pages.take_page(replica, page_of("visit", a_row(8), cursor="b"))
    pages.take_page(replica, page_of("visit", a_row(9, state="teleported"), cursor="c"))
    assert tally.row_hash(replica, "visit") == as_it_should_be


def test_an_unknown_field_is_passed_over_and_the_rest_is_read(replica: Replica) -> None:
    fields = ("colour", *feed_fields("visit"))
    put = (["red", *a_row(note="con color")], ["blue", *a_row(id=OTHER, state="teleported")])
    pages.take_page(replica, page_of("visit", *put, fields=fields))
    with replica.reading() as connection:
        assert rows.one(connection, "visit", VISIT_ID).note == "con color"
    assert strange.count(replica) == 1


def test_a_newer_program_reads_what_was_kept(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(strange, "_is_readable", lambda kind, row: row[0] != VISIT_ID)
        pages.take_page(replica, page_of("visit", a_row(note="de después")))
        pages.take_readable(replica)
        assert strange.count(replica) == 1
    pages.take_readable(replica)
    assert strange.count(replica) == 0
    with replica.reading() as connection:
        assert rows.one(connection, "visit", VISIT_ID).note == "de después"


def test_a_resync_keeps_what_was_known_of_it(replica: Replica) -> None:
    take(replica, (a_party(), 2))
    pages.begin_resync(replica)
    pages.take_page(replica, page_of("visit", a_row(state="teleported")))
    with replica.reading() as connection:
        assert rows.one(connection, "visit", VISIT_ID) == a_visit()
    assert strange.count(replica) == 1


def test_an_answer_that_cannot_be_read_settles_its_operation(replica: Replica) -> None:
    edits = [Edit("visit.edit", VISIT_ID, {"note": "mía"})]
    make(replica, edits, now=NOW, new_id=ids())
    (op,) = outbox.next_batch(replica)
    body = {**json_form.body(a_visit(note="mía")), "state": "teleported", "colour": "red"}
    result = OperationResult(op_id=op.op_id, status=Status.APPLIED, version=9, body=body)
    assert settle.settle(replica, [result]).applied == 1
    with replica.reading() as connection:
        assert rows.one(connection, "visit", VISIT_ID).note == "mía"


def test_a_place_with_an_unknown_reason_is_shown(replica: Replica) -> None:
    names = list(Latest.__dataclass_fields__)
    cells: dict[str, Any] = dict.fromkeys(names)
    cells |= {"agent_id": AGENT_ID, "mock": "telepathy", "extra": 1}
    (one,) = read_rows([*cells], [list(cells.values())])
    assert (one.agent_id, one.mock) == (AGENT_ID, None)
