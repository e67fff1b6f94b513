"""What a server keeps of how it is set: given by a command, sealed, in force while it runs."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select, text

from field_api.command_line import main
from field_api.configuration.stored import overlaid, store, stored
from field_api.configuration.vault import KeyLost, NotOpened, seal, settle, unseal
from field_api.database import Database
from field_api.settings import Settings, from_environment
from field_api.tables.audit import audit
from field_api.tables.configuration import secret_keys, stored_settings
from kobra_domain.errors import DomainError
from tests.field_api.servers import NOW, running, wait_until

SECRET = "smtp://ana%40x.example:muy-secreta@mail.example:587"


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command prints."""
    assert main(words) == code
    said = capsys.readouterr()
    return said.out if code == 0 else said.err


@pytest.mark.both_engines
def test_a_running_server_has_it_within_seconds_whatever_folder_the_command_knows(
    database_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KOBRA_DATA_FOLDER", str(tmp_path / "of the command"))
    url = ("--database-url", database_url)
    with running(database_url, tmp_path) as server:
        said = told(capsys, "settings", "set", *url, "KOBRA_SMTP_URL", SECRET)
        told(capsys, "settings", "set", *url, "public_url", "https://kobra.example/")
        wait_until(lambda: server.app.state.settings.smtp_url == SECRET)
        wait_until(lambda: server.app.state.settings.public_url == "https://kobra.example")
        assert "muy-secreta" not in said
        listed = told(capsys, "settings", "list", *url)
        assert "muy-secreta" not in listed
        assert [line["name"] for line in json.loads(listed)] == ["public_url", "smtp_url"]
        told(capsys, "settings", "unset", *url, "smtp_url")
        wait_until(lambda: server.app.state.settings.smtp_url == "")
        with server.database.read() as connection:
            kept = connection.execute(select(audit)).all()
    assert not list((tmp_path / "of the command").glob("*")), "the server's own key was used"
    assert "muy-secreta" not in str(kept)
    assert {row.act for row in kept} >= {"setting.set", "setting.unset"}


def test_a_key_that_a_command_made_is_brought_to_the_server(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    url = ("--database-url", sqlite_url, "--data-folder", str(other))
    told(capsys, "settings", "set", *url, "smtp_url", SECRET)
    with running(sqlite_url, tmp_path) as server:
        assert server.app.state.settings.smtp_url == SECRET
    [key] = (tmp_path / "data").glob("secret-*.key")
    assert key.stat().st_mode & 0o077 == 0
    shutil.rmtree(other)
    with running(sqlite_url, tmp_path) as server:
        assert server.app.state.settings.smtp_url == SECRET


def test_what_was_given_at_the_start_beats_what_is_kept(database: Database, tmp_path: Path) -> None:
    with database.begin() as connection:
        store(connection, tmp_path, "SMTP_URL", SECRET, NOW)
        store(connection, tmp_path, "Mail_From", "Kobra <kobra@x.example>", NOW)
        store(connection, tmp_path, "mail_paused", "yes", NOW)
        kept = stored(connection, tmp_path)
        row = connection.execute(
            select(stored_settings.c.value).where(stored_settings.c.name == "smtp_url")
        ).scalar_one()
    found = overlaid(Settings(smtp_url="smtp://given"), kept)
    assert (found.smtp_url, found.mail_paused) == ("smtp://given", True)
    assert found.mail_from == "Kobra <kobra@x.example>"
    assert "secreta" not in row
    # Said from outside, even if it would hold anyway; an empty text says nothing.
    outside = from_environment({"KOBRA_MAIL_PAUSED": "no", "KOBRA_MAIL_FROM": ""})
    assert not overlaid(outside, kept).mail_paused
    assert overlaid(outside, kept).mail_from == "Kobra <kobra@x.example>"


def test_a_lost_key_is_said_and_another_can_be_made(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    url = ("--database-url", sqlite_url, "--data-folder", str(folder))
    told(capsys, "settings", "set", *url, "smtp_url", SECRET)
    [key] = folder.glob("secret-*.key")
    key.unlink()
    for words in (("set", *url, "smtp_url", SECRET),):
        assert str(key) in told(capsys, "settings", *words, code=2)
    assert str(key) in json.loads(told(capsys, "settings", "list", *url))[0]["problem"]
    with running(sqlite_url, tmp_path) as server:
        assert server.app.state.settings.smtp_url == ""
    told(capsys, "settings", "set", *url, "--new-key", "smtp_url", SECRET)
    with running(sqlite_url, tmp_path) as server:
        assert server.app.state.settings.smtp_url == SECRET


def test_a_sealed_text_opens_only_where_it_belongs(database: Database, tmp_path: Path) -> None:
    with database.begin() as connection:
        settle(connection, tmp_path)
        sealed = seal(connection, tmp_path, "webhook:1", "ñandú")
        assert unseal(connection, tmp_path, "webhook:1", sealed) == "ñandú"
        assert sealed != seal(connection, tmp_path, "webhook:1", "ñandú")
        bad = [("webhook:2", sealed), ("webhook:1", sealed[:-4] + "AAA="), ("webhook:1", "x")]
        for about, content in bad:
            with pytest.raises(NotOpened):
                unseal(connection, tmp_path, about, content)
        connection.execute(text("UPDATE secret_keys SET folder = '/nowhere'"))
        with pytest.raises(KeyLost):
            unseal(connection, tmp_path / "other", "webhook:1", sealed)
        assert connection.execute(select(secret_keys.c.machine)).scalar_one()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("port", "80", "setting_not_stored"),
        ("smtp_password", "x", "setting_not_stored"),
        ("smtp_url", "mail.example", "smtp_url_unreadable"),
        ("mail_from", "a@b.example\nBcc: c@d.example", "mail_address_unreadable"),
        ("mail_from", '"jefe@banco.example" <x@y.example>', "mail_name_is_address"),
        ("public_url", "kobra.example", "public_url_unreadable"),
        ("public_url", "https://a:b@kobra.example", "public_url_unreadable"),
        ("mail_paused", "perhaps", "setting_not_a_switch"),
    ],
)
def test_what_cannot_be_kept(
    database: Database, tmp_path: Path, name: str, value: str, code: str
) -> None:
    with pytest.raises(DomainError, match=code), database.begin() as connection:
        store(connection, tmp_path, name, value, NOW)
