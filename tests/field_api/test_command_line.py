"""The command line as outside tests use it: real processes, both engines, a graceful end."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from field_api.auth.audit import audit_lines
from field_api.change_log.identity import identity
from field_api.change_log.rows import entities
from field_api.command_line import main
from field_api.database import Database
from field_api.tables.sessions import user_access
from kobra_domain.people import Agent, Team
from tests.field_api.databases import create_database, drop_database, free_port
from tests.field_api.phones.workbooks import workbook, written
from tests.field_api.processes import served
from tests.field_api.servers import PASSWORD

pytestmark = pytest.mark.both_engines
ADMIN = "ana@kobra.example"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line speaks the system's language, whatever this machine's is."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'carpeta con ñ' / 'kobra.db'}"
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"empty_{os.getpid()}_{free_port()}"
    yield create_database(server, name)
    drop_database(server, name)


def run(*arguments: str, given: str = "", expected: int = 0) -> str:
    """Run the command to its end and answer what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "field_api", *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == expected, done.stderr
    return done.stdout if expected == 0 else done.stderr


def kept_password(url: str) -> str:
    """How the only person's password is kept."""
    database = Database(url)
    with database.read() as connection:
        kept = str(connection.scalar(select(user_access.c.password_hash)))
    database.close()
    return kept


def test_from_nothing_to_a_phone_on_the_list(empty_url: str, tmp_path: Path) -> None:
    url = ("--database-url", empty_url)
    assert json.loads(run("init", *url, "--admin", ADMIN, given=PASSWORD + "\n"))["is_new"]
    assert kept_password(empty_url).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not json.loads(run("init", *url, "--admin", ADMIN))["is_new"]
    add = ("agent", "add", *url, "--code", "AG-01", "--name", "Rosa", "--team", "Norte")
    agent = json.loads(run(*add))
    assert "already" in run(*add, expected=2)
    form = written(tmp_path, workbook())
    assert json.loads(run("questionnaire", "publish", *url, str(form)))["is_new"]
    with served(empty_url, tmp_path) as other:
        base = other.base
        signed_in = {"email": ADMIN, "password": PASSWORD}
        pair = requests.post(f"{base}/api/v1/session", json=signed_in, timeout=20).json()
        headers = {"Authorization": f"Bearer {pair['access_token']}"}
        token = agent["osmand_url"].rpartition("/")[2]
        fix: dict[str, Any] = {"id": "AG-01", "lat": 4.65, "lon": -74.06, "accuracy": 9}
        assert requests.post(f"{base}/phones/{token}", params=fix, timeout=20).status_code == 200
        forms = f"{base}/key/{agent['openrosa_url'].rpartition('/')[2]}"
        form_list = requests.get(f"{forms}/formList", timeout=20)
        assert "<formID>visita_cobranza</formID>" in form_list.text
        assert f"<downloadUrl>{forms}/forms/" in form_list.text
        [item] = requests.get(f"{base}/api/v1/agents", headers=headers, timeout=20).json()["items"]
        assert (item["lat"], item["lon"]) == (4.65, -74.06)
        assert item["fix_time"].endswith("Z")
        with requests.get(
            f"{base}/api/v1/live", headers=headers, stream=True, timeout=20
        ) as stream:
            lines = stream.iter_lines()
            next(lines)
            other.process.send_signal(signal.SIGTERM)
            told = b"\n".join(lines)  # the stream is ended by the server, not cut
        assert b"bye" in told
        assert other.process.wait(20) == 0
    log = other.log.read_text()
    assert token not in log
    assert agent["openrosa_url"].rpartition("/")[2] not in log
    assert "Rosa" not in log
    assert ADMIN not in log
    routes = [line["route"] for line in map(json.loads, log.splitlines()) if "route" in line]
    assert "/phones/{token}" in routes


def test_a_database_that_is_not_prepared_is_said(tmp_path: Path) -> None:
    path = tmp_path / "slip" / "new.db"
    url = f"sqlite:///{path}"
    assert str(path) in run("report", "list", "--database-url", url, expected=2)
    assert not path.parent.exists()  # a slip makes nothing
    path.parent.mkdir()
    path.touch()
    assert "init" in run("serve", "--database-url", url, expected=2)


def test_a_password_is_needed_and_must_be_long(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = ["--database-url", f"sqlite:///{tmp_path / 'new.db'}"]
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", "corta")
    assert main(["init", *url, "--admin", ADMIN]) == 2
    assert "at least 10" in capsys.readouterr().err
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", PASSWORD)
    assert main(["init", *url, "--admin", ADMIN]) == 0
    user = ["--email", "otro@kobra.example", "--name", "Otro", "--role", "viewer"]
    assert main(["user", "add", *url, *user]) == 0
    assert main(["user", "add", *url, *user]) == 2
    assert main(["user", "password", *url, "--email", "nadie@kobra.example"]) == 2
    assert main(["user", "password", *url, "--email", "OTRO@kobra.example"]) == 0


def test_other_engines_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--database-url", "mysql://x/y", "--admin", ADMIN]) == 2
    assert "Neither SQLite nor PostgreSQL" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "-1", "abc"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["serve", f"--port={port}"])
    assert refused.value.code == 2
    assert "not a port" in capsys.readouterr().err


def test_a_port_that_another_has_is_said(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert main(["serve", "--database-url", database_url, "--port", port]) == 2
    assert f"127.0.0.1:{port} already" in capsys.readouterr().err


def test_what_the_disk_refuses_is_said_and_no_trace_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    url = f"sqlite:///{tmp_path / 'file' / 'kobra.db'}"
    assert main(["init", "--database-url", url, "--admin", ADMIN]) == 4
    assert "file" in capsys.readouterr().err


def test_a_team_is_found_by_its_name_or_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", PASSWORD)
    url = ["--database-url", f"sqlite:///{tmp_path / 'kobra.db'}"]
    assert main(["init", *url, "--admin", ADMIN]) == 0
    for code, team in (("AG-01", "Norte"), ("AG-02", " norte"), ("AG-03", "Sur")):
        assert main(["agent", "add", *url, "--code", code, "--name", code, "--team", team]) == 0
    database = Database(url[1])
    with database.read() as connection:
        assert sorted(team.name for team in entities(connection, Team)) == ["Norte", "Sur"]
        assert all(agent.enrolled_at for agent in entities(connection, Agent))
    database.close()


def test_a_restored_backup_begins_a_new_epoch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'kobra.db'}"
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", PASSWORD)
    epochs = []
    for more in ([], [], ["--restored"]):
        assert main(["init", "--database-url", url, "--admin", ADMIN, *more]) == 0
        database = Database(url)
        with database.read() as connection:
            epochs.append(identity(connection).epoch)
            noted = [line.act for line in audit_lines(connection, None, 9)]
        database.close()
        assert noted == (["backup.restore"] if more else [])
    assert epochs[0] == epochs[1] != epochs[2]
