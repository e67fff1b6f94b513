"""Sessions: in, on and out; what ends them;
and how guessing is slowed without locking people out.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import jwt
import pytest
import requests
from jwt.warnings import InsecureKeyLengthWarning

from field_api.app import strict_requests
from field_api.auth.throttle import know_address
from field_api.change_log.identity import identity
from field_api.change_log.record import record
from kobra_domain.wire import WIRE_HEADER
from tests.field_api.servers import PASSWORD, Client, Running, running
from tests.field_api.world import World, build_world

SignIn = Callable[[str], Client]
AT_ONCE = 12


def enter(client: Client, email: str, password: str = PASSWORD) -> requests.Response:
    """Try to sign in."""
    return client.post("/api/v1/session", json={"email": email, "password": password})


def refresh(client: Client, token: str) -> requests.Response:
    """Ask for the next pair."""
    return client.post("/api/v1/session/refresh", json={"refresh_token": token})


def test_who_is_in_and_what_they_may(sign_in: SignIn, world: World) -> None:
    said = sign_in("supervisor").get("/api/v1/session").json()
    user = world.users["supervisor"]
    assert said["user"]["id"] == user.id
    assert "plan_visits" in said["permissions"]
    assert "administer" not in said["permissions"]
    assert f"team:{world.north.team.id}" in said["scope"]
    assert said["api_version"] == 1


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("supervisor@kobra.example", "otra clave larga"),
        ("supervisor@kobra.example", ""),
        ("supervisor@kobra.example", "x" * 100_000),
        ("unknown@kobra.example", PASSWORD),
    ],
)
def test_a_wrong_password_and_an_unknown_person_read_the_same(
    server: Running, world: World, email: str, password: str
) -> None:
    answer = enter(server.client(), email, password)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_password")


def test_an_access_token_ends_by_itself_and_the_next_pair_goes_on(
    sign_in: SignIn, server: Running
) -> None:
    client = sign_in("viewer")
    server.clock.forward(minutes=16)
    assert client.get("/api/v1/session").status_code == 401
    pair = refresh(client, client.pair["refresh_token"]).json()
    client.headers["Authorization"] = f"Bearer {pair['access_token']}"
    assert client.get("/api/v1/session").status_code == 200


@pytest.mark.both_engines
def test_a_refresh_token_used_twice_ends_the_session(sign_in: SignIn, server: Running) -> None:
    client, other = sign_in("viewer"), sign_in("viewer")
    first = client.pair["refresh_token"]
    second = refresh(client, first).json()
    server.clock.forward(seconds=61)
    assert refresh(client, first).status_code == 401  # stolen, or repeated
    assert refresh(client, second["refresh_token"]).status_code == 401
    client.headers["Authorization"] = f"Bearer {second['access_token']}"
    assert client.get("/api/v1/session").status_code == 401
    assert other.get("/api/v1/session").status_code == 200  # another session of the same person


@pytest.mark.both_engines
def test_a_lost_answer_to_a_refresh_does_not_end_the_session(
    sign_in: SignIn, server: Running
) -> None:
    client = sign_in("viewer")
    first = client.pair["refresh_token"]
    lost = refresh(client, first).json()
    server.clock.forward(seconds=60)
    again = refresh(client, first)
    assert again.status_code == 200
    client.headers["Authorization"] = f"Bearer {again.json()['access_token']}"
    assert client.get("/api/v1/session").status_code == 200
    assert refresh(client, again.json()["refresh_token"]).status_code == 200
    # Somebody has the answer that was lost: of the two only one can be the person.
    assert refresh(client, lost["refresh_token"]).status_code == 401
    assert client.get("/api/v1/session").status_code == 401


@pytest.mark.both_engines
def test_a_token_whose_successor_was_used_is_stolen_within_the_minute_too(sign_in: SignIn) -> None:
    client = sign_in("viewer")
    first = client.pair["refresh_token"]
    second = refresh(client, first).json()["refresh_token"]
    third = refresh(client, second).json()["refresh_token"]
    assert refresh(client, first).status_code == 401
    assert refresh(client, third).status_code == 401


@pytest.mark.both_engines
def test_a_token_is_not_good_for_any_number_of_pairs(sign_in: SignIn) -> None:
    client = sign_in("viewer")
    first = client.pair["refresh_token"]
    codes = [refresh(client, first).status_code for _ in range(12)]
    assert codes == [200] * 10 + [401] * 2


def test_signing_out_ends_access_and_refresh_at_once(sign_in: SignIn) -> None:
    client = sign_in("viewer")
    assert client.delete("/api/v1/session").status_code == 204
    assert client.get("/api/v1/session").json()["code"] == "session_over"
    assert refresh(client, client.pair["refresh_token"]).status_code == 401


def test_a_disabled_user_is_out_at_once(sign_in: SignIn, world: World, server: Running) -> None:
    client, user = sign_in("viewer"), world.users["viewer"]
    with server.database.begin() as connection:
        record(connection, replace(user, is_active=False), user, at=server.clock.now)
    assert client.get("/api/v1/session").status_code == 401
    assert refresh(client, client.pair["refresh_token"]).status_code == 401
    assert enter(server.client(), user.email).status_code == 401
    with server.database.begin() as connection:
        record(connection, user, replace(user, is_active=False), at=server.clock.now)
    assert client.get("/api/v1/session").status_code == 401  # enabled again is not signed in again
    assert refresh(client, client.pair["refresh_token"]).status_code == 401


@pytest.mark.both_engines
def test_a_new_password_ends_all_other_sessions(
    sign_in: SignIn, world: World, server: Running
) -> None:
    client, other = sign_in("viewer"), sign_in("viewer")
    change = {"old": PASSWORD, "new": "otra clave bien larga"}
    assert client.post("/api/v1/session/password", json=change).status_code == 204
    assert other.get("/api/v1/session").status_code == 401
    assert refresh(other, other.pair["refresh_token"]).status_code == 401
    assert refresh(client, client.pair["refresh_token"]).status_code == 200
    assert enter(server.client(), world.email("viewer")).status_code == 401
    assert enter(server.client(), world.email("viewer"), change["new"]).status_code == 200


def test_a_new_password_needs_the_old_one_and_some_length(sign_in: SignIn) -> None:
    client = sign_in("viewer")
    wrong = client.post(
        "/api/v1/session/password", json={"old": "no es", "new": "clave bien larga"}
    )
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_old_password")
    short = client.post("/api/v1/session/password", json={"old": PASSWORD, "new": "corta"})
    assert (short.status_code, short.json()["code"]) == (422, "password_too_short")


def test_only_our_algorithm_is_read(sign_in: SignIn, server: Running) -> None:
    client = sign_in("admin")
    with server.database.read() as connection:
        key = identity(connection).signing_key
    claims = jwt.decode(client.pair["access_token"], key, ["HS256"], options={"verify_exp": False})
    with pytest.warns(InsecureKeyLengthWarning):
        other_algorithm = jwt.encode(claims, key, algorithm="HS512")
    forged = [
        other_algorithm,
        jwt.encode(claims, "", algorithm="none"),
        jwt.encode(claims, b"another key of at least 32 bytes ok", algorithm="HS256"),
        jwt.encode({**claims, "use": "other"}, key, algorithm="HS256"),
        jwt.encode({k: v for k, v in claims.items() if k != "exp"}, key, algorithm="HS256"),
        "x.y.z",
    ]
    for token in forged:
        answer = client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, token


@pytest.mark.both_engines
def test_guessing_is_slowed_for_a_while(server: Running, world: World) -> None:
    client, email = server.client(), world.email("viewer")
    for _ in range(5):
        assert enter(client, email, "no es la clave").status_code == 401
    refused = enter(client, email)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert enter(client, world.email("supervisor")).status_code == 200
    server.clock.forward(minutes=15, seconds=1)
    assert enter(client, email).status_code == 200


@pytest.mark.both_engines
def test_guesses_at_the_same_moment_are_counted_one_by_one(server: Running, world: World) -> None:
    start = Barrier(AT_ONCE)

    def guess(_: int) -> int:
        with server.client() as client:
            start.wait(20)
            return enter(client, world.email("viewer"), "no es la clave").status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(pool.map(guess, range(AT_ONCE)))
    assert statuses == {401: 5, 429: AT_ONCE - 5}


@pytest.mark.both_engines
def test_an_office_that_signs_in_at_the_same_moment_is_let_in(
    server: Running, world: World
) -> None:
    emails = [world.email(who) for who in ("admin", "supervisor", "viewer", "stranger")]

    def sign_in(turn: int) -> int:
        with server.client() as client:
            return enter(client, emails[turn % len(emails)]).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert set(pool.map(sign_in, range(2 * AT_ONCE))) == {200}


@pytest.mark.both_engines
def test_strangers_do_not_lock_a_person_out(database_url: str, tmp_path: Path) -> None:
    """Failures come from many addresses; the person signs in from the one that is known."""
    with running(database_url, tmp_path, trusted_proxies="127.0.0.1") as server:
        world, client = build_world(server.database), server.client()
        email, home = world.email("viewer"), {"X-Forwarded-For": "192.0.2.1"}
        sign_in = {"email": email, "password": PASSWORD}
        assert client.post("/api/v1/session", json=sign_in, headers=home).status_code == 200
        for number in range(100):
            wrong = {"email": email, "password": "no es la clave"}
            headers = {"X-Forwarded-For": f"198.51.100.{number % 250}"}
            assert client.post("/api/v1/session", json=wrong, headers=headers).status_code == 401
        stranger = {"X-Forwarded-For": "203.0.113.9"}
        refused = client.post("/api/v1/session", json=sign_in, headers=stranger)
        assert refused.status_code == 429
        assert client.post("/api/v1/session", json=sign_in, headers=home).status_code == 200


@pytest.mark.both_engines
def test_addresses_are_kept_only_as_hashes(server: Running, world: World) -> None:
    with server.database.begin() as connection:
        know_address(connection, b"k" * 32, world.users["viewer"].id, "192.0.2.1", server.clock.now)
        rows = connection.exec_driver_sql("SELECT address_hash FROM known_addresses").all()
    assert all("192.0.2" not in row[0] for row in rows)


def test_a_desktop_of_a_wire_that_is_over_is_refused_before_anything_is_done(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strict_requests, "OLDEST_API_VERSION", 2)
    client = sign_in("admin")  # says no wire, as phones do
    for said, status in (("1", 426), ("2", 200), ("3", 200), ("x", 400), ("", 400), ("-1", 400)):
        answer = client.get("/api/v1/session", headers={WIRE_HEADER: said})
        assert answer.status_code == status
    old = client.post("/api/v1/operations", json=[], headers={WIRE_HEADER: "0"})
    assert (old.status_code, old.json()["code"]) == (426, "client_too_old")
