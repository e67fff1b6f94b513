"""What a server keeps is read by its own account alone, whatever umask it was started with."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from field_api.command_line import main
from field_api.database import Database
from field_api.phones.form_keys import new_key
from field_api.settings import Settings, own_folder
from kobra_records.private_files import narrow, open_to_others, tree
from tests.field_api.processes import served
from tests.field_api.servers import PASSWORD, WEDNESDAY
from tests.field_api.submissions.phone import Phone, form, photo, publish
from tests.field_api.world import build_world

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such modes")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """Whoever starts the program closes nothing."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """What of all that lies in a folder is open to others."""
    return {str(p): oct(p.stat().st_mode) for p in tree(folder) if any(open_to_others([p]))}


def init(url: str) -> None:
    """Prepare a database as an operator does."""
    command = [sys.executable, "-m", "field_api", "init", "--database-url", url]
    subprocess.run([*command, "--admin", "a@b.example"], input=PASSWORD, text=True, check=True)


def test_all_that_a_server_writes_is_its_own_accounts(tmp_path: Path) -> None:
    place = tmp_path / "campo"
    url = f"sqlite:///{place / 'base' / 'kobra.db'}"
    init(url)
    database = Database(url)
    world = build_world(database)
    publish(database)
    with database.begin() as connection:
        key = new_key(connection, world.north.agent.id, WEDNESDAY)
    database.close()
    place_of_files = place / "log-apart"
    place_of_files.mkdir(0o700)
    with served(url, place_of_files) as up:
        assert Phone(up.base, key).post(form({}), {"foto.jpg": photo()}).status_code == 201
        up.log.chmod(0o600)  # the test's own file
        assert list((place_of_files / "data" / "attachments").rglob("*"))
        assert modes(place) == {}


def test_what_was_open_is_closed_at_the_start_and_said(tmp_path: Path, sqlite_url: str) -> None:
    data, base = tmp_path / "data", Path(sqlite_url.removeprefix("sqlite:///"))
    photo_file = data / "attachments" / "ab" / "abcd"
    photo_file.parent.mkdir(parents=True)
    photo_file.write_bytes(b"x")
    base.chmod(0o644)
    with served(sqlite_url, tmp_path) as up:
        assert requests.get(f"{up.base}/ready", timeout=20).ok
        assert modes(data) == {}
        assert stat.S_IMODE(base.stat().st_mode) == 0o600
        said = up.log.read_text()
    for path in (base, data, photo_file):
        assert f"closed to other accounts, which could read it until now: {path}" in said


def test_everybodys_folder_is_left_as_it_is_and_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    assert narrow([tmp_path]).left == (tmp_path,)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o1777


def test_without_a_word_files_lie_in_the_systems_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert tmp_path in own_folder().parents
    assert own_folder() in settings.data_folder.parents
    database = Database(settings.database_url)
    database.close()
    assert (own_folder() / "kobra.db").exists()
    assert not (tmp_path / "kobra.db").exists()


@pytest.mark.parametrize("name", ["kobra.db", "kobra-data"])
def test_what_an_earlier_version_left_here_is_not_forgotten(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    assert main(["serve"]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert str(own_folder()) in said
