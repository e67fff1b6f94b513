"""Operations that arrive at the same moment:
exactly one of equal ones is applied, and none is lost.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from field_api.change_log.record import record
from field_api.change_log.rows import entities
from field_api.tables.replicated import users
from kobra_domain.people import Role, User
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.world import World, creation, edit, write

pytestmark = pytest.mark.both_engines

SignIn = Callable[[str], Client]
AT_ONCE = 6


def together(client: Client, batches: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Send each operation in a request of its own, all at the same moment."""
    start = Barrier(len(batches))

    def send(operation: dict[str, Any]) -> dict[str, Any]:
        with Client(client.base) as own:
            own.headers.update(client.headers)
            start.wait(20)
            [result] = own.operate(operation)
            return result

    with ThreadPoolExecutor(len(batches)) as pool:
        return list(pool.map(send, batches))


def test_the_same_operation_at_the_same_moment_is_applied_once(
    sign_in: SignIn, world: World, server: Running
) -> None:
    supervisor = sign_in("supervisor")
    for _ in range(5):
        visit = world.north.visit()
        operation = creation(visit, "visit.create")
        results = together(supervisor, [operation] * AT_ONCE)
        statuses = Counter(result["status"] for result in results)
        assert statuses == {"applied": 1, "duplicate": AT_ONCE - 1}, results
        assert {result["body"]["id"] for result in results} == {visit.id}


def test_single_values_stay_single(sign_in: SignIn, world: World) -> None:
    admin = sign_in("admin")
    for number in range(3):
        made = [
            creation(
                replace(world.north.account, id=new_id(), number=f"N-{number}"), "account.create"
            )
            for _ in range(AT_ONCE)
        ]
        results = together(admin, made)
        assert Counter(r["status"] for r in results) == {"applied": 1, "rejected": AT_ONCE - 1}
        assert {r["code"] for r in results} == {"", "already_taken"}


def test_edits_of_one_row_at_the_same_moment_merge_or_conflict(
    sign_in: SignIn, world: World, server: Running
) -> None:
    visit = world.north.visit()
    write(server.database, visit)
    supervisor = sign_in("supervisor")
    notes = [edit(visit.id, "visit.edit", note=("", f"n{n}")) for n in range(AT_ONCE - 1)]
    other = edit(visit.id, "visit.edit", priority=("normal", "high"))
    results = together(supervisor, [*notes, other])
    assert results[-1]["status"] == "applied"
    assert Counter(r["status"] for r in results[:-1]) == {"applied": 1, "conflict": AT_ONCE - 2}
    [winner] = [r["body"]["note"] for r in results[:-1] if r["status"] == "applied"]
    held = supervisor.pull().put["visit", visit.id]
    assert (held["note"], held["priority"]) == (winner, "high")


def test_administrators_who_shut_each_other_out_leave_one(
    sign_in: SignIn, world: World, server: Running
) -> None:
    admin = world.users["admin"]
    other = replace(admin, id=new_id(), email="otro@kobra.example")
    write(server.database, other)
    client, shut = sign_in("admin"), {"role": ("admin", "viewer")}
    for _ in range(5):
        results = together(client, [edit(one.id, "user.edit", **shut) for one in (admin, other)])
        codes = sorted(r["code"] for r in results)
        assert codes in (["", "last_admin"], ["", "not_allowed"]), results
        with server.database.begin() as connection:  # both are administrators again
            for one in entities(connection, User, users.c.role == Role.VIEWER):
                if one.id in (admin.id, other.id):
                    record(connection, replace(one, role=Role.ADMIN), one, at=WEDNESDAY)
                    break
