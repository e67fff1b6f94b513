"""A server that was lost is put back from its backup: desktops go on, phones' photos are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from field_api.backups.making import make_backup
from field_api.backups.restoring import Target, restore_backup
from field_api.phones.form_keys import new_key
from kobra_desktop.commands import visits
from kobra_domain.visits import Priority
from tests.field_api.databases import create_database, drop_database, free_port
from tests.field_api.databases import programs_of_postgresql as programs
from tests.field_api.servers import NOW, Running, running
from tests.field_api.submissions.phone import Phone, form, photo, promise_of, publish
from tests.system.conftest import ADMIN, SARA, Field
from tests.system.station import PASSWORD, station
from tests.system.test_sync import is_same


@pytest.fixture
def new_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """The new machine's database, with nothing in it."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'otra' / 'kobra.db'}"
    else:
        yield from _in_postgresql(request)


@pytest.fixture
def grown_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of PostgreSQL with nothing in it, whatever the server had before."""
    yield from _in_postgresql(request)


def _in_postgresql(request: pytest.FixtureRequest) -> Iterator[str]:
    server: str = request.getfixturevalue("postgresql")
    name = f"restored_{free_port()}"
    yield create_database(server, name)
    drop_database(server, name)


@pytest.mark.both_engines
def test_a_lost_server_comes_back_and_nothing_that_a_desktop_did_is_lost(
    server: Running, city: Field, tmp_path: Path, new_url: str
) -> None:
    _comes_back(server, city, tmp_path, new_url)


def test_a_server_that_outgrew_sqlite_goes_on_with_postgresql(
    server: Running, city: Field, tmp_path: Path, grown_url: str
) -> None:
    _comes_back(server, city, tmp_path, grown_url)


def _comes_back(server: Running, city: Field, tmp_path: Path, new_url: str) -> None:
    """What was done before the backup is there, what was done after it comes again, and phones go
    on.
    """
    one, two = city.visits[:2]
    sent = photo()
    publish(server.database)
    with server.database.begin() as connection:
        phone = Phone(server.base, new_key(connection, city.ana.id, NOW))
    assert phone.post(form(promise_of(two, fachada="f.jpg")), {"f.jpg": sent}).status_code == 201
    with station(server, tmp_path, SARA, name="sara") as sara:
        assert sara.sync().is_synced
        copies = tmp_path / "copias"
        make_backup(server.database, server.settings.data_folder, copies, NOW, programs=programs())
        visits.edit_visit(sara.desk, one.id, note="confirmado después de la copia")
        assert sara.sync().is_synced
        visits.edit_visit(sara.desk, two.id, priority=Priority.HIGH)  # waits in the outbox
    again = tmp_path / "otra"
    restore_backup(copies, Target(new_url, again / "data", 90), NOW, programs=programs())
    with (
        running(new_url, again, server.clock) as back,
        station(back, tmp_path, SARA, name="sara") as sara,
    ):
        assert sara.sync().is_synced
        assert sara.sync().is_synced
        assert sara.visit(one.id).note == "confirmado después de la copia"
        assert sara.visit(two.id).priority is Priority.HIGH
        assert is_same(sara)
        admin = back.client().sign_in(ADMIN, PASSWORD)
        assert admin.get("/api/v1/audit").json()["items"][0]["act"] == "backup.restore"
        [item] = admin.get("/api/v1/submissions").json()["items"]
        path = f"/api/v1/submissions/{item['id']}/attachments/f.jpg"
        assert admin.get(path).content == sent
        phone.base = back.base
        assert phone.post(form(promise_of(one))).status_code == 201
        assert len(admin.get("/api/v1/submissions").json()["items"]) == 2
