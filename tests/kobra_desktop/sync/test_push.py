"""What the server cannot take is found, held and shown, and everything else goes through."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from kobra_desktop.api.errors import Busy, Offline, ServerFault
from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import making, outbox
from kobra_desktop.store.making import Edit
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.pulse import BackOff
from kobra_desktop.sync.push import ALONE, BESIDE_OTHERS, MOST_BLAME, Blame, push
from kobra_desktop.sync.status import Link, SyncStatus
from tests.kobra_desktop.field import fill, ids, open_replica
from tests.kobra_domain.things import NOW, VISIT_ID, a_visit, an_id

NEW_ID = ids()
OTHER_ID = an_id(90)


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    """A replica with two visits."""
    made = open_replica(tmp_path)
    fill(made, a_visit(id=OTHER_ID))
    yield made
    made.close()


@pytest.fixture
def api(httpserver: HTTPServer) -> Iterator[FieldApi]:
    """A client of a server that answers as it is told."""
    made = FieldApi(httpserver.url_for(""), guard=threading.Lock(), on_tokens=lambda _: None)
    yield made
    made.close()


def edit(replica: Replica, visit_id: str, note: str) -> str:
    """Type a note; answers the operation."""
    made = making.make(
        replica, [Edit("visit.edit", visit_id, {"note": note})], now=NOW, new_id=NEW_ID
    )
    return made.op_ids[0]


def server_that(
    httpserver: HTTPServer, refuses: Callable[[list[dict[str, Any]]], int | None]
) -> list[str]:
    """A server that applies all but what `refuses` gives a status for; answers what was applied."""
    applied: list[str] = []

    def serve(request: Request) -> Response:
        said = request.get_json()
        status = refuses(said)
        if status is not None:
            return Response('{"code": "no"}', status, content_type="application/json")
        applied.extend(op["op_id"] for op in said)
        results = [{"op_id": op["op_id"], "status": "applied", "version": 9} for op in said]
        return Response(msgspec.json.encode({"results": results}), content_type="application/json")

    httpserver.expect_request("/api/v1/operations").respond_with_handler(serve)
    return applied


@pytest.mark.parametrize("status", [413, 422])
def test_a_poison_operation_is_found_held_and_blocks_nobody(
    httpserver: HTTPServer, replica: Replica, api: FieldApi, status: int
) -> None:
    poison, follower = edit(replica, VISIT_ID, "poison"), edit(replica, VISIT_ID, "after")
    good = edit(replica, OTHER_ID, "good")
    applied = server_that(
        httpserver, lambda ops: status if any(op["op_id"] == poison for op in ops) else None
    )
    assert push(replica, api, lambda: False).applied == 1
    assert applied == [good]
    states = {row.op_id: row.state for row in op_rows(replica)}
    assert states == {poison: OpState.REJECTED, follower: OpState.PARKED}


def is_well(httpserver: HTTPServer, *, is_well: bool = True) -> None:
    """What the server says of itself."""
    httpserver.expect_request("/ready").respond_with_data("", 200 if is_well else 503)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_what_fails_beside_others_that_pass_is_held_after_a_few_tries(
    httpserver: HTTPServer, replica: Replica, api: FieldApi, status: int
) -> None:
    poison, blame = edit(replica, VISIT_ID, "poison"), Blame()
    is_well(httpserver)
    server_that(
        httpserver, lambda ops: status if any(op["op_id"] == poison for op in ops) else None
    )
    for turn in range(MOST_BLAME // BESIDE_OTHERS):
        assert op_rows(replica, OpState.REJECTED) == []
        edit(replica, OTHER_ID, f"good {turn}")
        pushed = push(replica, api, lambda: False, blame)
        assert pushed.applied == 1
    assert (pushed.held, pushed.problem) == (1, None)
    assert [row.op_id for row in op_rows(replica)] == [poison]
    assert not blame


def test_a_server_that_fails_at_everything_holds_nothing(
    httpserver: HTTPServer, replica: Replica, api: FieldApi
) -> None:
    edit(replica, VISIT_ID, "a")
    edit(replica, OTHER_ID, "b")
    is_well(httpserver)
    server_that(httpserver, lambda ops: 500)
    blame = Blame()
    for _ in range(2 * MOST_BLAME):
        assert push(replica, api, lambda: False, blame).problem is not None
    assert outbox.counts(replica).waiting == 2


def test_a_server_that_says_it_is_ill_is_asked_once_and_holds_nothing(
    httpserver: HTTPServer, replica: Replica, api: FieldApi
) -> None:
    edit(replica, VISIT_ID, "a")
    edit(replica, OTHER_ID, "b")
    is_well(httpserver, is_well=False)
    server_that(httpserver, lambda ops: 500)
    blame = Blame()
    for _ in range(2 * MOST_BLAME):
        with pytest.raises(ServerFault):
            push(replica, api, lambda: False, blame)
    assert not blame
    assert outbox.counts(replica).waiting == 2
    assert len(httpserver.log) == 4 * MOST_BLAME


def test_one_that_fails_alone_at_a_well_server_is_held_late(
    httpserver: HTTPServer, replica: Replica, api: FieldApi
) -> None:
    edit(replica, VISIT_ID, "poison")
    is_well(httpserver)
    server_that(httpserver, lambda ops: 500)
    blame = Blame()
    for _ in range(MOST_BLAME // ALONE - 1):
        assert push(replica, api, lambda: False, blame).problem is not None
    assert outbox.counts(replica).waiting == 1
    assert push(replica, api, lambda: False, blame).held == 1


def test_a_busy_server_holds_nothing(
    httpserver: HTTPServer, replica: Replica, api: FieldApi
) -> None:
    edit(replica, VISIT_ID, "a")
    server_that(httpserver, lambda ops: 503)
    with pytest.raises(Busy):
        push(replica, api, lambda: False)
    assert outbox.counts(replica).waiting == 1


def test_nobody_there_holds_nothing(replica: Replica) -> None:
    edit(replica, VISIT_ID, "a")
    api = FieldApi("http://127.0.0.1:9", guard=threading.Lock(), on_tokens=lambda _: None)
    with pytest.raises(Offline):
        push(replica, api, lambda: False)
    assert outbox.counts(replica).waiting == 1


def test_waits_grow_are_scattered_and_begin_again() -> None:
    back_off = BackOff(Random(1), first_s=1, longest_s=60)
    waits = [back_off.failed() for _ in range(40)]
    assert all(0.5 * w <= got <= w for got, w in zip(waits, (1, 2, 4, 8, 16, 32, 60), strict=False))
    assert max(waits) <= 60
    back_off.succeeded()
    assert back_off.failed() <= 1


@pytest.mark.parametrize("held", ["waiting", "conflicts", "rejected", "parked"])
def test_the_screen_never_says_synced_while_something_waits(held: str) -> None:
    assert SyncStatus(link=Link.ONLINE, synced_at=NOW).is_synced
    waiting: dict[str, Any] = {held: 1}
    assert not SyncStatus(link=Link.ONLINE, synced_at=NOW, **waiting).is_synced
    assert not SyncStatus(link=Link.OFFLINE, synced_at=NOW).is_synced
    assert not SyncStatus(link=Link.ONLINE).is_synced
