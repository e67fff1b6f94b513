"""A file of the night brought to an upload address, by a key that can do nothing else."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from field_api.auth.audit import audit_lines
from field_api.change_log.rows import entities
from field_api.tables.imports import nightly_files
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.imports.things import Import, ImportState
from kobra_records.files.portfolio_files.packing import MOST_BYTES
from tests.field_api.imports.made import ANA, HEADERS
from tests.field_api.servers import Client, Running, wait_until
from tests.field_api.world import World

SignIn = Callable[[str], Client]
WORKING = (ImportState.RECEIVED, ImportState.READING, ImportState.READY)


class Address:
    """The upload address of the northern portfolio's accounts, and who knows its key."""

    def __init__(self, server: Running, world: World, admin: Client) -> None:
        self.server, self.admin, self.world = server, admin, world
        self.nightly = f"/api/v1/portfolios/{world.north.portfolio.id}/nightly"
        assert admin.put(f"{self.nightly}/accounts", json={}).status_code == 204
        self.path, self.key = self.made()

    def made(self) -> tuple[str, str]:
        """A new key."""
        answer = self.admin.post(f"{self.nightly}/accounts/key")
        assert answer.status_code == 201, answer.text
        assert answer.json()["url"].startswith(f"{self.server.base}/api/v1/nightly/")
        return answer.json()["url"].removeprefix(self.server.base), answer.json()["key"]

    def send(self, content: bytes | Iterator[bytes], key: str | None = None, **more: Any) -> Any:
        """A file, as the core system would send it."""
        client = self.server.client()
        client.headers["Authorization"] = f"Bearer {self.key if key is None else key}"
        query = {"filename": "noche/cartera.csv"}
        return client.post(self.path, params=query, data=content, **more)

    def all(self, kind: Any) -> list[Any]:
        """All rows of a kind."""
        with self.server.database.read() as connection:
            return entities(connection, kind)

    def settled(self) -> Import:
        """The one file, once nothing is done to it."""
        wait_until(lambda: self.all(Import)[0].state not in WORKING)
        (found,) = self.all(Import)
        assert isinstance(found, Import)
        return found

    def row(self, day: str, balance: str = "500.000") -> bytes:
        """A file of the account that is there."""
        side = self.world.north
        line = f"{side.account.number};;{side.party.name};;;;{balance};0;{day}"
        return f"{HEADERS};fecha_corte\n{line}\n".encode()


@pytest.fixture
def address(server: Running, world: World, sign_in: SignIn) -> Address:
    """An upload address with its key."""
    return Address(server, world, sign_in("admin"))


def test_what_was_expected_comes_in_and_is_taken_by_itself(address: Address) -> None:
    content = address.row("19/11/2026")
    answer = address.send(content)
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert (said["bytes"], said["is_again"]) == (len(content), False)
    assert set(said) == {"bytes", "sha256", "is_again"}  # nothing of the book
    taken = address.settled()
    assert (taken.state, taken.problem) == (ImportState.COMMITTED, "")
    assert (taken.filename, taken.received_by, taken.committed_by) == ("cartera.csv", None, None)
    assert address.send(content).json()["is_again"]
    assert len(address.all(Import)) == 1
    (expected,) = address.admin.get(address.nightly).json()
    assert (expected["last_name"], expected["folder"]) == ("cartera.csv", "")
    assert expected["key_made_at"] is not None


def test_it_is_held_as_a_file_of_a_folder_is(address: Address) -> None:
    before = address.all(type(address.world.north.account))
    assert address.send(f"{HEADERS}\n{ANA}\n".encode()).status_code == 201
    held = address.settled()
    assert (held.state, held.problem) == (ImportState.HELD, "import_held_absent")
    (alert,) = [one for one in address.all(Alert) if one.kind is AlertKind.IMPORT_HELD]
    assert alert.detail == f"absent {address.world.north.portfolio.name} · cartera.csv"
    assert address.all(type(address.world.north.account)) == before


def test_the_key_opens_nothing_else_and_nothing_else_opens_the_address(
    address: Address, sign_in: SignIn
) -> None:
    client = address.server.client()
    client.headers["Authorization"] = f"Bearer {address.key}"
    for path in ("/api/v1/imports/template", "/api/v1/changes", address.nightly):
        assert client.get(path).status_code == 401, path
    session = sign_in("admin").headers["Authorization"]
    for wrong in ("", "x", str(session).removeprefix("Bearer "), address.key[:-1], "ñ\x7f"):
        answer = address.send(b"x", wrong.encode("utf-8").decode("latin-1"))
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_upload_key"), wrong
    other = address.server.client()
    other.headers["Authorization"] = f"Bearer {address.key}"
    gone = other.post("/api/v1/nightly/0198c0de-0000-7000-8000-000000000000", data=b"x")
    assert (gone.status_code, gone.json()["code"]) == (401, "wrong_upload_key")
    assert not address.all(Import)


def test_a_new_key_ends_the_old_one_and_both_are_audited_and_kept_hashed(address: Address) -> None:
    old = address.key
    address.path, address.key = address.made()
    assert address.send(address.row("19/11/2026"), old).status_code == 401
    assert address.send(address.row("19/11/2026")).status_code == 201
    assert address.admin.delete(f"{address.nightly}/accounts/key").status_code == 204
    assert address.send(address.row("20/11/2026")).status_code == 401
    with address.server.database.read() as connection:
        acts = [one.act for one in audit_lines(connection, None, 20)]
        kept = str(connection.execute(select(nightly_files)).all())
    assert acts.count("import.upload_key") == 2
    assert acts.count("import.receive") == 1
    assert acts.count("import.upload_key_end") == 1
    assert old not in kept
    assert address.key not in kept
    (expected,) = address.admin.get(address.nightly).json()
    assert expected["key_made_at"] is None


def test_it_is_closed_while_nothing_is_expected(address: Address) -> None:
    put = f"{address.nightly}/accounts"
    assert address.admin.put(put, json={"is_on": False}).status_code == 204
    assert address.send(b"x").status_code == 401
    assert address.admin.put(put, json={}).status_code == 204
    assert address.send(address.row("19/11/2026")).status_code == 201
    assert address.admin.delete(put).status_code == 204
    assert address.send(b"x").status_code == 401
    assert address.admin.post(f"{put}/key").status_code == 404


def test_only_who_administers_makes_and_ends_keys(address: Address, sign_in: SignIn) -> None:
    for role in ("supervisor", "viewer"):
        client = sign_in(role)
        assert client.post(f"{address.nightly}/accounts/key").status_code == 403
        assert client.delete(f"{address.nightly}/accounts/key").status_code == 403


def test_guessing_and_flooding_are_slowed(address: Address) -> None:
    answers = [address.send(b"x", "guess").status_code for _ in range(22)]
    assert answers[:20] == [401] * 20
    assert answers[20:] == [429] * 2
    address.server.clock.forward(minutes=16)
    content = address.row("19/11/2026")
    answers = [address.send(content).status_code for _ in range(31)]
    assert answers == [201] * 30 + [429]
    assert len(address.all(Import)) == 1


def test_what_is_too_large_breaks_off_or_finds_no_room_leaves_nothing(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder: Path = address.server.settings.data_folder / "imports"
    host, port = urlsplit(address.server.base).netloc.split(":")
    key = f"Authorization: Bearer {address.key}"
    begin = f"POST {address.path} HTTP/1.1\r\nHost: kobra\r\n{key}\r\n"

    with socket.create_connection((host, int(port)), 20) as line:  # a byte more than fits
        line.sendall(f"{begin}Content-Length: {MOST_BYTES + 1}\r\n\r\n".encode())
        answer = line.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert "connection: close" in answer.lower()

    with socket.create_connection((host, int(port)), 20) as line:  # half a file
        line.sendall(f"{begin}Content-Length: 1000\r\n\r\ncredito;".encode())
        wait_until(lambda: folder.is_dir() and any(folder.iterdir()))
    wait_until(lambda: not any(folder.iterdir()))

    monkeypatch.setattr("field_api.imports.bringing.MOST_BYTES", 100)
    large = address.send(one for one in (b"x" * 60, b"x" * 60))  # no length is announced
    assert (large.status_code, large.json()["code"]) == (413, "too_big")

    monkeypatch.setattr("field_api.imports.bringing.new_id", lambda: "full")
    (folder / "full.raw").symlink_to("/dev/full")
    full = address.send(b"x")
    assert (full.status_code, full.json()["code"]) == (503, "import_no_room")
    assert not any(folder.iterdir())
    assert not address.all(Import)
