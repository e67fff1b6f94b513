"""The server's clock was ahead for a while: what it wrote down then holds nobody up afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import requests
from sqlalchemy import select

from field_api.auth.retention import purge_sessions
from field_api.auth.throttle import know_address
from field_api.database import Database
from field_api.jobs.unsettled import settle_unsettled
from field_api.lease import hold
from field_api.phones.form_keys import new_key
from field_api.submissions.reading import Reader
from field_api.submissions.store import FolderStore
from field_api.tables.sessions import attempts, known_addresses, refresh_tokens, sessions
from field_api.tables.submissions import raw_submissions
from tests.field_api.servers import NOW, PASSWORD, WEDNESDAY, Client, Running
from tests.field_api.submissions.phone import Phone, form, publish
from tests.field_api.world import World

pytestmark = pytest.mark.both_engines
YEARS = timedelta(days=4 * 365)


@contextmanager
def ahead(server: Running, by: timedelta = YEARS) -> Iterator[None]:
    """The clock is wrong while the block lasts."""
    server.clock.now += by
    yield
    server.clock.now -= by


def enter(client: Client, world: World, password: str) -> requests.Response:
    return client.post(
        "/api/v1/session", json={"email": world.email("viewer"), "password": password}
    )


def test_wrong_passwords_of_years_to_come_count_for_nothing(server: Running, world: World) -> None:
    with ahead(server):
        codes = [enter(server.client(), world, "otra clave larga").status_code for _ in range(6)]
        assert codes == [401] * 5 + [429]
    assert enter(server.client(), world, PASSWORD).status_code == 200
    wrong = [enter(server.client(), world, "otra clave larga") for _ in range(6)]
    assert wrong[-1].status_code == 429
    assert int(wrong[-1].headers["Retry-After"]) <= 15 * 60


def test_an_access_token_of_years_to_come_is_renewed_and_the_session_goes_on(
    server: Running, sign_in: Callable[[str], Client]
) -> None:
    with ahead(server):
        client = sign_in("viewer")
        assert client.get("/api/v1/session").status_code == 200
    assert client.get("/api/v1/session").status_code == 401
    token = {"refresh_token": client.pair["refresh_token"]}
    pair = client.post("/api/v1/session/refresh", json=token).json()
    client.headers["Authorization"] = f"Bearer {pair['access_token']}"
    assert client.get("/api/v1/session").status_code == 200


def test_a_code_of_years_to_come_opens_nothing(
    server: Running, world: World, sign_in: Callable[[str], Client]
) -> None:
    user = world.users["viewer"]

    def accepted(code: str) -> int:
        body = {"email": user.email, "code": code, "password": "otra clave bien larga"}
        return server.client().post("/api/v1/password-resets/accept", json=body).status_code

    with ahead(server):
        admin = sign_in("admin")
        old = admin.post(f"/api/v1/users/{user.id}/reset-code").json()["code"]
    assert accepted(old) == 403
    now = sign_in("admin").post(f"/api/v1/users/{user.id}/reset-code").json()["code"]
    assert accepted(now) == 204


def test_what_was_written_ahead_does_not_last_longer_than_what_is_written_now(
    server: Running, world: World, sign_in: Callable[[str], Client]
) -> None:
    lasting = timedelta(days=30)
    with ahead(server):
        sign_in("viewer")
        with server.database.begin() as connection:
            know_address(connection, b"key", world.users["viewer"].id, "::1", server.clock())
    now = server.clock()
    with server.database.begin() as connection:
        purge_sessions(connection, now, lasting)
        for column in (sessions.c.expires_at, refresh_tokens.c.expires_at):
            assert set(connection.scalars(select(column))) == {now + lasting}
        assert set(connection.scalars(select(known_addresses.c.last_at))) == {now}
        assert connection.scalars(select(attempts.c.key)).all() == []


def test_a_lease_of_years_to_come_is_taken_over(database: Database) -> None:
    def asks(holder: str, later: timedelta = timedelta(0)) -> bool:
        with database.begin() as connection:
            return hold(connection, "jobs", holder, NOW + later, 60)

    assert asks("one", YEARS)
    assert asks("two")
    assert not asks("three", timedelta(seconds=-30))  # another machine's clock, a little behind


def test_a_form_that_came_in_years_to_come_is_finished_like_any_other(
    server: Running, world: World
) -> None:
    publish(server.database)
    with server.database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    with ahead(server):
        assert Phone(server.base, key).post(form({}), last=False).status_code == 201
    store = FolderStore(server.settings.data_folder / "attachments")
    assert settle_unsettled(Reader(server.database, store), server.clock()) == 1
    with server.database.read() as connection:
        assert connection.scalars(select(raw_submissions.c.is_settled)).all() == [True]
