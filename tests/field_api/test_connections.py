"""Who says nothing keeps nobody out: half requests, streams that nobody reads, odd lengths,
proxies, and what the probes say.
"""

import logging
import resource
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError

from field_api.database import Database
from field_api.phones.form_keys import new_key
from field_api.readiness import obstacle, reason_of
from field_api.tables.jobs import leases
from tests.field_api.servers import PASSWORD, WEDNESDAY, Running, running, wait_until
from tests.field_api.world import World, build_world

QUICK: dict[str, Any] = {"header_s": 1, "stall_s": 1, "unread_s": 1}


def address_of(up: Running) -> tuple[str, int]:
    return "127.0.0.1", int(up.base.rpartition(":")[2])


def said(up: Running, sent: bytes) -> socket.socket:
    """A connection that has sent so much."""
    made = socket.create_connection(address_of(up), timeout=20)
    made.sendall(sent)
    return made


def is_closed(connection: socket.socket) -> bool:
    """Whether the other end closes it; waits for that."""
    with connection, suppress(ConnectionError):
        while connection.recv(65_536):
            pass
    return True


def head(path: str, *more: str) -> bytes:
    return "\r\n".join((f"POST {path} HTTP/1.1", "Host: x", *more, "", "")).encode()


@pytest.fixture
def up(sqlite_url: str, tmp_path: Path) -> Iterator[Running]:
    """A server with little patience and few places."""
    with running(sqlite_url, tmp_path, most_connections=40, **QUICK) as made:
        yield made


def half_requests(up: Running, world: World) -> list[bytes]:
    """The ways of sending half a request."""
    with up.database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    form = "Content-Type: multipart/form-data; boundary=a"
    return [
        head(f"/key/{key}/submission", form, "Content-Length: 5000") + b"--a\r\n",
        head("/phones/abc", "Content-Length: 5000") + b"lat=",
        head("/phones/abc", "Transfer-Encoding: chunked") + b"5\r\nla",
        head("/api/v1/session", "Content-Length: 5000") + b"{",
        b"POST /phones/abc HTTP/1.1\r\nHost: x\r\n",
        b"",
    ]


def test_half_requests_are_closed(up: Running) -> None:
    world = build_world(up.database)
    for sent in half_requests(up, world):
        assert is_closed(said(up, sent)), sent


def test_a_trickle_does_not_keep_a_request_open(up: Running) -> None:
    with (
        said(up, head("/phones/abc", "Content-Length: 5000")) as connection,
        pytest.raises(ConnectionError),
    ):
        trickle(connection)


def trickle(connection: socket.socket) -> None:
    """A few bytes a second, for longer than anybody should wait."""
    for _ in range(1_000):
        connection.sendall(b"x")
        time.sleep(0.02)


def test_many_half_requests_at_once_do_not_stop_the_others(sqlite_url: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        # Nobody is closed for being slow: it is the places that are too few.
        up = stack.enter_context(running(sqlite_url, tmp_path, most_connections=40))
        world = build_world(up.database)
        for number in range(260):
            sent = half_requests(up, world)[:1] if number == 0 else [b"POST / HTTP/1.1\r\n"]
            stack.callback(said(up, sent[0]).close)
        wait_until(lambda: requests.get(f"{up.base}/health", timeout=20).ok)
        assert requests.get(f"{up.base}/ready", timeout=20).ok


def test_a_slow_answer_is_no_stall(up: Running, world: World) -> None:
    """A live stream is silent for longer than half a request may be."""
    up.app.state.ping_s = 2.5
    client = up.client().sign_in(world.email("supervisor"))
    with client.get("/api/v1/live", stream=True) as stream:
        lines = stream.iter_lines()
        pings = (line for line in lines if line == b": ping")
        assert [next(pings) for _ in range(2)]


def test_live_streams_leave_places_for_others(up: Running, world: World) -> None:
    token = up.client().sign_in(world.email("supervisor")).pair["access_token"]
    with ExitStack() as stack:
        codes, heard = [], []
        for _ in range(30):
            headers = {"Authorization": f"Bearer {token}"}
            answer = requests.get(
                f"{up.base}/api/v1/live", headers=headers, stream=True, timeout=20
            )
            stack.callback(answer.close)
            codes.append(answer.status_code)
            if answer.status_code == 200:
                heard.append(lines := answer.iter_lines())
                next(lines)
        assert codes == [200] * 20 + [503] * 10
        assert requests.get(f"{up.base}/health", timeout=20).ok


def test_an_answer_that_nobody_reads_is_given_up(up: Running, world: World) -> None:
    folder = up.settings.data_folder
    (folder / "basemap.pmtiles").write_bytes(b"PMTiles\x03" + bytes(64 * 2**20))
    token = up.client().sign_in(world.email("admin")).pair["access_token"]
    asked = (
        f"GET /api/v1/tiles/basemap.pmtiles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}"
    )
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect(address_of(up))
        connection.sendall(f"{asked}\r\n\r\n".encode())
        # While nobody reads, only the server's side can end it.
        wait_until(lambda: not is_established(connection.getsockname()[1]))


def is_established(port: int) -> bool:
    """Whether the system knows of a connection from this port that both ends hold."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    fields = [line.split() for line in lines]
    return any(f[1].endswith(f":{port:04X}") and f[3] == "01" for f in fields)


@pytest.mark.parametrize("more", [(), ("Connection: keep-alive",)])
def test_two_lengths_of_one_body_are_refused_and_the_connection_ends(
    up: Running, more: tuple[str, ...]
) -> None:
    lengths = ("Content-Length: 5", "Transfer-Encoding: chunked", *more)
    behind = b"0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = b""
    with said(up, head("/phones/abc", *lengths) + behind) as connection:
        while part := connection.recv(65_536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"alive" not in answer


def wrong(up: Running, address: str, email: str = "nobody@kobra.example") -> int:
    """A wrong password, forwarded for an address."""
    body = {"email": email, "password": "otra clave larga"}
    headers = {"X-Forwarded-For": address}
    url = f"{up.base}/api/v1/session"
    return requests.post(url, json=body, headers=headers, timeout=20).status_code


def test_behind_a_trusted_proxy_each_is_one_address(sqlite_url: str, tmp_path: Path) -> None:
    with running(sqlite_url, tmp_path, trusted_proxies="127.0.0.1, 10.0.0.0/8") as up:
        codes = [wrong(up, "203.0.113.1") for _ in range(6)]
        assert codes == [401] * 5 + [429]
        assert wrong(up, "203.0.113.2, 10.1.2.3") == 401
        assert up.app.state.unknown_proxy == ""


def test_a_proxy_nobody_has_named_is_not_believed_and_is_told(
    up: Running, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="field_api.proxies"):
        codes = [wrong(up, f"203.0.113.{n}") for n in range(6)]
    assert codes == [401] * 5 + [429]
    assert [r.reason for r in caplog.records] == ["127.0.0.1"]  # type: ignore[attr-defined]
    assert "KOBRA_TRUSTED_PROXIES" in caplog.text
    told = up.client().sign_in(world.email("admin"), PASSWORD).get("/api/v1/server").json()
    assert told["unknown_proxy"] == "127.0.0.1"


def ready(up: Running) -> tuple[int, str | None]:
    answer = requests.get(f"{up.base}/ready", timeout=20)
    return answer.status_code, answer.json().get("params", {}).get("reason")


def test_ready_means_that_a_write_works(up: Running) -> None:
    assert ready(up) == (200, None)


def test_not_ready_while_somebody_holds_the_database(up: Running) -> None:
    path = up.settings.database_url.removeprefix("sqlite:///")
    held = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    held.execute("BEGIN IMMEDIATE")
    try:
        assert ready(up) == (503, "busy")
        assert requests.get(f"{up.base}/health", timeout=20).ok
    finally:
        held.execute("ROLLBACK")
        held.close()
    wait_until(lambda: ready(up)[0] == 200)


def test_a_file_that_can_only_be_read_is_not_ready(sqlite_url: str, tmp_path: Path) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert obstacle(database, tmp_path) == "read_only"
    database.close()


def test_a_full_disk_is_not_ready(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    assert obstacle(database, tmp_path) == ""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_024, limits[1]))
    try:
        assert obstacle(database, tmp_path) == "disk_full"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert obstacle(database, tmp_path) == ""
    database.close()


def test_a_folder_that_is_gone_is_not_ready(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    assert obstacle(database, tmp_path / "gone") == "data_folder"
    database.close()


@pytest.mark.both_engines
def test_another_revision_is_not_ready(database: Database, tmp_path: Path) -> None:
    assert obstacle(database, tmp_path) == ""
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r0001'"))
    assert obstacle(database, tmp_path) == "revision"


def test_a_postgresql_that_can_only_be_read_is_not_ready(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    with database.engine.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        with pytest.raises(DBAPIError) as refused:
            connection.execute(delete(leases))
    assert reason_of(refused.value) == "read_only"
    database.close()
