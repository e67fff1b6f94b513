"""The routes of outgoing files: who may what, what is audited, bytes as they left."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from field_api.auth.audit import audit_lines
from field_api.outgoing.maker import OutgoingMaker
from kobra_domain.visits import Outcome, VisitState
from kobra_records import json_form
from tests.field_api.outgoing.made import terms_with
from tests.field_api.servers import Client, Running, wait_until
from tests.field_api.world import World, write

SignIn = Callable[[str], Client]


def path(world: World, rest: str = "") -> str:
    return f"/api/v1/portfolios/{world.north.portfolio.id}/outgoing{rest}"


def body(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = json_form.builtin(terms_with(**changes))
    return made


def visited(server: Running, world: World, **changes: Any) -> None:
    """A visit that has just ended."""
    ended = {"state": VisitState.COMPLETED, "outcome": Outcome.PROMISE}
    visit = world.north.visit(**{**ended, "ended_at": server.clock(), **changes})
    write(server.database, visit, at=server.clock())


def work(server: Running) -> None:
    OutgoingMaker(server.database, server.settings).work(server.clock())


def test_an_administrator_tells_how_it_is_and_a_supervisor_takes_it(
    server: Running, world: World, sign_in: SignIn
) -> None:
    admin, supervisor = sign_in("admin"), sign_in("supervisor")
    assert supervisor.get(path(world)).json() == {"terms": None, "next_at": None}
    assert supervisor.put(path(world), json=body()).status_code == 403
    assert supervisor.post(path(world, "/files")).json()["code"] == "outgoing_no_terms"
    told = body(is_on=True, days=(0, 1, 2, 3, 4, 5, 6), emails=())
    assert admin.put(path(world), json=told).status_code == 204
    found = supervisor.get(path(world)).json()
    assert (found["terms"]["columns"], found["next_at"]) == (
        list(told["columns"]),
        "2026-03-05T01:00:00Z",
    )
    visited(server, world)
    asked = supervisor.post(path(world, "/files"))
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert supervisor.post(path(world, "/files")).json()["id"] == asked.json()["id"]
    file = path(world, f"/files/{asked.json()['id']}")
    assert supervisor.get(f"{file}/manifest").json()["code"] == "outgoing_not_made"
    work(server)
    [listed] = supervisor.get(path(world, "/files")).json()
    assert supervisor.get("/api/v1/outgoing/files").json() == [listed]
    assert sign_in("stranger").get("/api/v1/outgoing/files").json() == []
    assert (listed["state"], listed["manifest"]["rows"]) == ("made", 1)
    content = supervisor.get(f"{file}/content")
    assert hashlib.sha256(content.content).hexdigest() == listed["manifest"]["sha256"]
    assert listed["name"] in content.headers["Content-Disposition"]
    assert supervisor.get(f"{file}/manifest").json()["file"] == listed["name"]
    assert supervisor.post(f"{file}/again").status_code == 202
    assert admin.delete(path(world)).status_code == 204
    assert supervisor.get(path(world)).json()["terms"] is None
    with server.database.read() as connection:
        lines = audit_lines(connection, None, 50)
    acts = [line.act for line in reversed(lines) if line.act.startswith("outgoing")]
    assert acts == [f"outgoing.{act}" for act in ("terms", "make", "download", "again", "end")]


@pytest.mark.parametrize("who", ["viewer", "stranger", "agent"])
def test_nobody_else_sees_any_of_it(
    server: Running, world: World, sign_in: SignIn, who: str
) -> None:
    client = sign_in(who)
    wanted = 404 if who == "stranger" else 403
    for rest in ("", "/files"):
        assert client.get(path(world, rest)).status_code == wanted
    assert client.post(path(world, "/files")).status_code == wanted


def test_a_sample_shows_the_last_real_ones(server: Running, world: World, sign_in: SignIn) -> None:
    visited(server, world)
    server.clock.forward(minutes=1)
    visited(server, world, outcome=Outcome.REFUSED)
    found = sign_in("admin").get(path(world, "/sample"), params={"limit": 1}).json()
    assert [one["result"] for one in found["items"]] == ["outcome.refused"]
    assert found["sequence"] == 1
    assert sign_in("supervisor").get(path(world, "/sample")).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"columns": []}, "outgoing_no_columns"),
        ({"name": "../{seq}"}, "bad_file_name"),
        ({"folder": "/no/such/folder"}, "not_a_folder"),
        ({"emails": ["a@b", "c"]}, "not_an_email"),
        ({"codes": [{"key": "x", "code": "1"}]}, "outgoing_unknown_code"),
        ({"columns": [{"field": "credit", "format": "day_iso"}]}, "outgoing_format"),
        ({"columns": [{"field": "x"}]}, "invalid"),
        ({"days": [9]}, "too_large"),
    ],
)
def test_terms_are_read_as_from_a_stranger(
    world: World, sign_in: SignIn, wrong: dict[str, Any], code: str
) -> None:
    answer = sign_in("admin").put(path(world), json={**body(), **wrong})
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["code"] == code


def test_a_running_server_makes_a_file_that_is_asked_for(
    server: Running, world: World, sign_in: SignIn
) -> None:
    maker: OutgoingMaker = server.app.state.outgoing
    maker.start()
    admin = sign_in("admin")
    assert admin.put(path(world), json=body()).status_code == 204
    visited(server, world)
    file = admin.post(path(world, "/files")).json()["id"]
    wait_until(lambda: admin.get(path(world, f"/files/{file}")).json()["state"] == "made")
    maker.stop()
