"""What phones may fill: a key in a day, the disk as a whole, and for how long what nobody took."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from field_api.budgets.phones import on_disk
from field_api.phones.form_keys import new_key
from field_api.privacy.contents import remove_contents
from field_api.submissions.forgetting import forget_set_aside
from field_api.submissions.store import FolderStore
from field_api.tables.phones import phone_days
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.visits import Visit
from tests.field_api.servers import WEDNESDAY, Running, running
from tests.field_api.submissions.phone import Phone, form, photo, promise_of, publish
from tests.field_api.world import World, creation

pytestmark = pytest.mark.both_engines
MB = 2**20
ENOUGH_FOR_ALL = 2**62


def noise(size: int) -> bytes:
    """Bytes that nobody has sent before."""
    return os.urandom(size)


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Running]:
    """A server that takes two megabytes of a phone in a day."""
    with running(database_url, tmp_path, phone_day_bytes=2 * MB) as up:
        yield up


def spent(server: Running) -> int:
    with server.database.read() as connection:
        return sum(connection.scalars(select(phone_days.c.bytes)))


def test_a_key_that_has_spent_its_day_is_sent_away_till_the_next(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml, first = form(promise_of(visit)), noise(MB + MB // 2)
    assert phone.post(xml, {"fachada.jpg": first}).status_code == 201
    assert phone.post(xml, {"otra.jpg": noise(MB)}).status_code == 201  # it passes the line once
    refused = phone.post(xml, {"tercera.jpg": (third := noise(1_000))})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == 9 * 3600 + 1  # it is 15:00 UTC
    assert "queda en el teléfono" in refused.text
    assert phone.post(None, {"suelta.jpg": noise(10)}).status_code == 429  # without a form, too
    server.clock.forward(hours=9, seconds=1)
    assert phone.post(xml, {"tercera.jpg": third}).status_code == 201


def test_what_is_kept_already_costs_nothing_again(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml, files = form(promise_of(visit)), {"fachada.jpg": noise(3 * MB)}
    assert phone.post(xml, files).status_code == 201
    once = spent(server)
    assert once == on_disk(3 * MB) + on_disk(len(xml))
    for _ in range(3):
        assert phone.post(xml, files).status_code == 201
    assert spent(server) == once


def test_one_phone_does_not_spend_anothers_day(
    server: Running, world: World, phone: Phone, visit: Visit
) -> None:
    phone.post(form(promise_of(visit)), {"fachada.jpg": noise(3 * MB)})
    with server.database.begin() as connection:
        other = Phone(server.base, new_key(connection, world.south.agent.id, WEDNESDAY))
    assert other.post(form({})).status_code == 201


def test_the_administrator_learns_who_was_sent_away(
    server: Running, world: World, phone: Phone
) -> None:
    admin = server.client().sign_in(world.email("admin"))
    assert admin.get("/api/v1/server").json()["refused"] == []
    phone.post(form({}), {"a.jpg": noise(3 * MB)})
    phone.post(form({}))
    (told,) = admin.get("/api/v1/server").json()["refused"]
    assert (told["agent"], told["day"]) == (world.north.agent.code, "2026-03-04")
    assert told["bytes"] > 3 * MB


def test_reports_of_positions_have_a_budget_but_a_call_for_help_none(
    server: Running, world: World
) -> None:
    address = server.phone_of(world.north.agent)
    server.clock.forward(seconds=1)
    body = f'{{"id": "{world.north.agent.code}", "lat": "x"' + " " * MB + "}"
    codes = [server.http.post(address, data=body).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    here = {"id": world.north.agent.code, "lat": 4.65, "lon": -74.06}
    assert server.report(address, **here).status_code == 429
    assert server.report(address, **here, alarm="sos").status_code == 200


@pytest.fixture
def full(database_url: str, tmp_path: Path) -> Iterator[Running]:
    """A server that has less free than it should."""
    with running(database_url, tmp_path, least_free_bytes=ENOUGH_FOR_ALL) as up:
        yield up


def test_with_little_free_phones_wait_and_desks_go_on(full: Running, world: World) -> None:
    publish(full.database)
    with full.database.begin() as connection:
        phone = Phone(full.base, new_key(connection, world.north.agent.id, WEDNESDAY))
    refused = phone.post(form({}), {"foto.jpg": photo()})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "300")
    assert "poco espacio" in refused.text
    address = full.phone_of(world.north.agent)
    here = {"id": world.north.agent.code, "lat": 4.65, "lon": -74.06}
    assert full.report(address, **here).status_code == 503
    assert full.report(address, **here, alarm="sos").status_code == 200
    admin = full.client().sign_in(world.email("admin"))
    (result,) = admin.operate(creation(world.north.visit(), "visit.create"))
    assert result["status"] == "applied"
    told = admin.get("/api/v1/server").json()
    assert told["free_bytes"] < told["least_free_bytes"] == ENOUGH_FOR_ALL
    files = [path for path in full.settings.data_folder.rglob("*") if path.is_file()]
    assert all(path.suffix == ".key" for path in files)  # that of the server's secrets


def kept_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_what_nobody_took_is_forgotten_after_its_time_and_its_bytes_with_it(
    server: Running, phone: Phone, visit: Visit
) -> None:
    xml, shared = form(promise_of(visit)), noise(500)
    assert phone.post(xml, {"fachada.jpg": shared}).status_code == 201
    files = {"a.jpg": noise(10), "b.jpg": shared}
    assert phone.post(form({}, version="9"), files).status_code == 404
    assert phone.post(None, {"suelta.jpg": noise(20), "misma.jpg": shared}).status_code == 400
    folder = server.settings.data_folder / "attachments"
    store = FolderStore(folder)
    assert len(kept_in(folder)) == 5

    def forgotten(days: int) -> int:
        now = server.clock() + timedelta(days=days)
        gone = forget_set_aside(server.database, now, retention_days=90)
        remove_contents(server.database, [store])
        return gone

    assert forgotten(89) == 0
    assert forgotten(91) == 6  # two forms, four files
    assert len(kept_in(folder)) == 5  # of today: somebody may be about to name them
    yesterday = time.time() - 2 * 86_400
    for path in folder.rglob("*"):
        os.utime(path, (yesterday, yesterday))
    remove_contents(server.database, [store])
    left = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    assert sorted(left) == [500, len(xml)]
    with server.database.read() as connection:
        assert len(connection.execute(select(raw_submissions)).all()) == 1
        assert len(connection.execute(select(raw_parts)).all()) == 1
