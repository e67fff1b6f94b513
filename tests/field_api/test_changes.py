"""The feed: what a reader gets, in which order,
and what happens when rows or readers change their scope.
"""

import base64
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from field_api.change_log.identity import identity, renew_epoch
from field_api.change_log.pages import objects_page
from field_api.change_log.record import record
from field_api.change_log.retention import purge_tombstones
from field_api.routes.changes import AT_ONCE
from kobra_domain.kinds import Entity
from kobra_domain.visits import VisitState
from kobra_domain.wire import ROWS_TYPE, ChangesPage, RowsPage
from tests.field_api.servers import WEDNESDAY, Client, Pulled, Running
from tests.field_api.world import World, edit, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]


def change(server: Running, after: Entity | None, before: Entity | None) -> None:
    """Change one row, straight in the database."""
    with server.database.begin() as connection:
        record(connection, after, before, at=server.clock.now)


def test_each_sees_what_lies_in_the_own_scope(sign_in: SignIn, world: World) -> None:
    everything = sign_in("admin").pull()
    assert everything.ids("team") == {world.north.team.id, world.south.team.id}
    assert len(everything.ids("user")) == len(world.users)
    north = sign_in("supervisor").pull()
    assert {row for row in north.put if row[0] != "user"} == {
        (kind, row.id)
        for kind, row in zip(
            (
                *("team", "agent", "institution", "portfolio", "party", "address", "account"),
                "authorisation",
            ),
            world.north.rows(),
            strict=True,
        )
    }
    assert world.users["stranger"].id not in north.ids("user")
    assert {kind for kind, _ in sign_in("nobody").pull().put} == {"user"}


def test_an_agent_sees_the_own_visits_only(sign_in: SignIn, world: World, server: Running) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    agent = sign_in("agent")
    assert agent.pull().ids("visit") == set()
    mine = replace(visit, agent_id=world.north.agent.id)
    change(server, mine, visit)
    pulled = agent.pull()
    assert pulled.ids("visit") == {visit.id}
    change(server, visit, mine)
    assert ("visit", visit.id) in agent.pull(pulled.cursor).gone


def test_small_pages_give_the_same_as_a_large_one(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    large, small = admin.pull(), admin.pull(limit=1)
    assert small.pages >= len(large.put)
    assert small.put == large.put
    assert admin.pull(small.cursor).put == {}


def test_rows_and_objects_are_two_forms_of_one_page(sign_in: SignIn, world: World) -> None:
    supervisor = sign_in("supervisor")
    objects = supervisor.pull()
    answer = supervisor.get("/api/v1/changes", headers={"Accept": ROWS_TYPE})
    assert answer.headers["content-type"] == ROWS_TYPE
    page = msgspec.json.decode(answer.content, type=RowsPage)
    assert page.cursor == objects.cursor
    assert {(k.kind, row[0]) for k in page.kinds for row in k.put} == set(objects.put)
    [agents] = [k for k in page.kinds if k.kind == "agent"]
    row = dict(zip(agents.fields, agents.put[0], strict=True))
    assert row["code"] == objects.put["agent", world.north.agent.id]["code"]
    assert row["shift"] == "[]"
    assert isinstance(row["version"], int)


def test_a_row_that_leaves_the_scope_is_deleted_there_and_put_elsewhere(
    sign_in: SignIn, world: World, server: Running
) -> None:
    old, new = sign_in("supervisor"), sign_in("stranger")
    before_old, before_new = old.pull(), new.pull()
    agent = world.north.agent
    change(server, replace(agent, team_id=world.south.team.id), agent)
    assert old.pull(before_old.cursor).gone == {("agent", agent.id)}
    assert new.pull(before_new.cursor).ids("agent") == {agent.id}


def test_a_row_that_leaves_one_of_two_keys_stays(
    sign_in: SignIn, world: World, server: Running
) -> None:
    user = world.users["stranger"]
    both = (world.north.team.id, world.south.team.id)
    change(server, replace(user, team_ids=both), user)
    stranger = sign_in("stranger")
    held = stranger.pull()
    agent = world.north.agent
    change(server, replace(agent, team_id=world.south.team.id), agent)
    later = stranger.pull(held.cursor)
    assert (later.gone, later.ids("agent")) == (set(), {agent.id})


def test_a_shift_of_scope_names_the_keys_and_fills_only_the_gained(
    sign_in: SignIn, world: World, server: Running
) -> None:
    user, supervisor = world.users["supervisor"], sign_in("supervisor")
    held = supervisor.pull()
    moved = replace(user, team_ids=(world.south.team.id,))
    change(server, moved, user)
    later = supervisor.pull(held.cursor, limit=1)
    [shift] = later.shifts
    assert shift == {
        "lost": [f"team:{world.north.team.id}"],
        "gained": [f"team:{world.south.team.id}"],
    }
    assert later.ids("team") == {world.south.team.id}
    assert later.ids("agent") == {world.south.agent.id}
    assert later.ids("portfolio") == set()  # held before, not sent again
    assert supervisor.pull(later.cursor).shifts == []


def test_an_answer_that_was_lost_is_given_again(
    sign_in: SignIn, world: World, server: Running
) -> None:
    user, supervisor = world.users["supervisor"], sign_in("supervisor")
    held = supervisor.pull()
    change(server, replace(user, team_ids=()), user)
    first, second = supervisor.pull(held.cursor), supervisor.pull(held.cursor)
    assert first.shifts == second.shifts != []


def test_a_change_during_the_back_fill_is_not_lost(
    sign_in: SignIn, world: World, server: Running
) -> None:
    user, supervisor = world.users["supervisor"], sign_in("supervisor")
    held = supervisor.pull()
    change(server, replace(user, team_ids=(world.south.team.id,)), user)
    pulled = Pulled(cursor=held.cursor)
    query: dict[str, Any] = {"since": held.cursor, "limit": 1}
    pulled.take(supervisor.get("/api/v1/changes", params=query).json())
    agent = world.south.agent
    change(server, replace(agent, name="Otra"), agent)
    rest = supervisor.pull(pulled.cursor, limit=1)
    assert rest.put["agent", agent.id]["name"] == "Otra"


_DEEP = base64.urlsafe_b64encode(b'{"a":' * 1_300).decode()


@pytest.mark.parametrize("cursor", ["x", "e30", "\u00f1", "A" * 9_000, "eyJzZXEiOiAxfQ==", _DEEP])
def test_an_unknown_cursor_asks_for_a_new_beginning(sign_in: SignIn, cursor: str) -> None:
    answer = sign_in("admin").get("/api/v1/changes", params={"since": cursor})
    assert (answer.status_code, answer.json()["code"]) == (410, "resync_required")


FAR = [2**53, 2**63, 2**64, 10**30, -1]


@pytest.mark.parametrize("number", FAR, ids=str)
@pytest.mark.parametrize("field", ["scope", "seq", "floor", "filled"])
def test_a_number_that_no_log_has_asks_for_a_new_beginning(
    sign_in: SignIn, server: Running, field: str, number: int
) -> None:
    with server.database.read() as connection:
        epoch = identity(connection).epoch
    held = {"epoch": epoch, "scope": 1, "seq": 0, "floor": 0, "gained": ["*"], "filled": 0}
    forged = base64.urlsafe_b64encode(msgspec.json.encode({**held, field: number})).decode()
    answer = sign_in("admin").get("/api/v1/changes", params={"since": forged})
    assert (answer.status_code, answer.json()["code"]) == (410, "resync_required")


def test_a_restored_backup_asks_for_a_new_beginning(sign_in: SignIn, server: Running) -> None:
    admin = sign_in("admin")
    held = admin.pull()
    with server.database.begin() as connection:
        renew_epoch(connection)
    answer = admin.get("/api/v1/changes", params={"since": held.cursor})
    assert answer.status_code == 410


def test_tombstones_are_told_for_ninety_days_and_then_the_cursor_is_expired(
    sign_in: SignIn, world: World, server: Running
) -> None:
    admin = sign_in("admin")
    held = admin.pull()
    change(server, None, world.south.authorisation)
    told = admin.pull(held.cursor)
    assert told.gone == {("authorisation", world.south.authorisation.id)}
    with server.database.begin() as connection:
        purge_tombstones(connection, WEDNESDAY + timedelta(days=91), 90)
    late = admin.get("/api/v1/changes", params={"since": held.cursor})
    assert late.status_code == 410
    assert admin.get("/api/v1/changes", params={"since": told.cursor}).status_code == 200
    # A first pull in small pages began long after what was purged: it is not thrown back.
    assert admin.pull(limit=1).put == admin.pull().put


def test_the_window_holds_open_visits_and_the_last_days(
    sign_in: SignIn, world: World, server: Running
) -> None:
    long_ago = WEDNESDAY - timedelta(days=500)
    still_open = world.north.visit(created_at=long_ago)
    ended = world.north.visit(
        created_at=long_ago, state=VisitState.CANCELLED, cancel_reason="x", ended_at=long_ago
    )
    recent = replace(ended, id=world.north.visit().id, ended_at=WEDNESDAY)
    write(server.database, still_open, ended, recent)
    admin = sign_in("admin")
    assert admin.pull().ids("visit") == {still_open.id, recent.id}
    assert admin.get("/api/v1/changes/counts").json()["visit"] == 2


def test_counts_and_hashes_are_of_what_the_reader_holds(sign_in: SignIn, world: World) -> None:
    for who in ("admin", "supervisor", "agent", "nobody"):
        client = sign_in(who)
        held = client.pull()
        counts = client.get("/api/v1/changes/counts").json()
        assert {k: n for k, n in counts.items() if n} == {k: len(held.ids(k)) for k, _ in held.put}
    supervisor, other = sign_in("supervisor"), sign_in("viewer")
    assert _hash(supervisor, "agent") == _hash(other, "agent")
    supervisor.operate(edit(world.north.agent.id, "agent.absence", absent_on=(None, "2026-03-04")))
    changed = _hash(supervisor, "agent")
    assert changed == _hash(other, "agent")
    assert changed != _hash(sign_in("stranger"), "agent")


def _hash(client: Client, kind: str) -> str:
    hashes: dict[str, str] = client.get("/api/v1/changes/hashes", params={"kind": kind}).json()
    return hashes[kind]


def test_of_all_who_ask_in_one_moment_a_few_are_read_for_at_once(
    sign_in: SignIn, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, most, turn = set[int](), list[int](), threading.Lock()

    def noted(*args: Any) -> ChangesPage:
        with turn:
            asking.add(threading.get_ident())
            most.append(len(asking))
        try:
            return objects_page(*args)
        finally:
            with turn:
                asking.discard(threading.get_ident())

    monkeypatch.setattr("field_api.routes.changes.objects_page", noted)
    desks = [sign_in("supervisor") for _ in range(6)]
    with ThreadPoolExecutor(len(desks)) as pool:
        pulled = list(pool.map(Client.pull, desks))
    assert {one.cursor for one in pulled} == {pulled[0].cursor}
    assert max(most) <= AT_ONCE
