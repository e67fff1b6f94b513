"""What files of imports say of people stays no longer than it is wanted."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from field_api.change_log.record import record_all
from field_api.imports.alarms import held_edits
from field_api.imports.forgetting import forget_bulk
from field_api.imports.work import import_of
from kobra_domain.alerts import Alert, AlertState
from kobra_domain.imports.things import ImportState
from tests.field_api.imports.test_routes import API, bring, settled
from tests.field_api.privacy.test_erasing import LATER, erase
from tests.field_api.servers import WEDNESDAY, Client, Running
from tests.field_api.submissions.rows import all_of
from tests.field_api.world import World

SignIn = Callable[[str], Client]
DAYS = 90


def bulk(server: Running) -> set[str]:
    """The imports whose files are there."""
    folder: Path = server.settings.data_folder / "imports"
    return {path.name.partition(".")[0] for path in folder.iterdir()}


def taken(client: Client, world: World) -> str:
    import_id: str = bring(client, world.north.portfolio.id)["item"]["id"]
    client.post(f"{API}/{import_id}/commit", json={})
    assert settled(client, import_id)["item"]["state"] == "committed"
    return import_id


def test_the_bulk_of_a_file_goes_when_its_time_is_over(
    sign_in: SignIn, world: World, server: Running
) -> None:
    supervisor = sign_in("supervisor")
    import_id = taken(supervisor, world)
    soon, late = server.clock.now + timedelta(days=1), server.clock.now + timedelta(days=DAYS + 1)
    assert forget_bulk(server.database, server.settings.data_folder, soon, days=DAYS) == 0
    assert bulk(server) == {import_id}
    assert forget_bulk(server.database, server.settings.data_folder, late, days=DAYS) == 1
    assert bulk(server) == set()
    assert forget_bulk(server.database, server.settings.data_folder, late, days=DAYS) == 0
    refused = supervisor.post(f"{API}/{import_id}/undo/preview")
    assert (refused.status_code, refused.json()["code"]) == (422, "import_stage_lost")


def test_a_file_that_nobody_took_is_left(sign_in: SignIn, world: World, server: Running) -> None:
    supervisor = sign_in("supervisor")
    import_id = bring(supervisor, world.north.portfolio.id)["item"]["id"]
    late = server.clock.now + timedelta(days=DAYS + 1)
    assert forget_bulk(server.database, server.settings.data_folder, late, days=DAYS) == 1
    assert bulk(server) == set()
    assert settled(supervisor, import_id)["item"]["state"] == ImportState.DISCARDED


def test_nobody_is_asked_about_a_held_file_that_is_left(
    sign_in: SignIn, world: World, server: Running
) -> None:
    import_id = bring(sign_in("supervisor"), world.north.portfolio.id)["item"]["id"]
    with server.database.begin() as connection:
        item = import_of(connection, import_id)
        held = replace(item, state=ImportState.HELD)
        asked = held_edits(
            connection, world.north.portfolio, "a.csv", "import_held_shape", WEDNESDAY, import_id
        )
        record_all(connection, [(held, item), *asked], at=WEDNESDAY)
    late = server.clock.now + timedelta(days=DAYS + 1)
    assert forget_bulk(server.database, server.settings.data_folder, late, days=DAYS) == 1
    states = [one.state for one in all_of(server.database, Alert) if one.import_id == import_id]
    assert states == [AlertState.OVER]


@pytest.mark.both_engines
def test_what_files_said_of_an_erased_person_goes_with_them(
    sign_in: SignIn, world: World, server: Running
) -> None:
    import_id = taken(sign_in("supervisor"), world)
    assert bulk(server) == {import_id}
    server.clock.now = WEDNESDAY + LATER  # no contact is younger than two years
    assert erase(sign_in("admin"), world)["is_erased"]
    assert bulk(server) == set()


@pytest.mark.both_engines
def test_files_that_wait_go_with_an_erased_person_and_say_why(
    sign_in: SignIn, world: World, server: Running
) -> None:
    admin, portfolio = sign_in("admin"), world.north.portfolio.id
    server.clock.now = WEDNESDAY + LATER
    admin = sign_in("admin")
    ready = bring(admin, portfolio)["item"]["id"]
    failed = bring(admin, portfolio, b"no;es;una\ncartera;de;nadie\n")["item"]["id"]
    elsewhere = bring(admin, world.south.portfolio.id)["item"]["id"]
    assert erase(admin, world)["is_erased"]
    for import_id in (ready, failed):
        told = admin.get(f"{API}/{import_id}").json()
        assert (told["item"]["state"], told["item"]["problem"]) == (
            ImportState.DISCARDED,
            "import_person_erased",
        )
        assert (told["look"], told["reading"]) == (None, None)
        refused = admin.post(f"{API}/{import_id}/commit", json={})
        assert (refused.status_code, refused.json()["code"]) == (409, "import_state")
        rows = admin.get(f"{API}/{import_id}/rows?fate=new")
        assert (rows.status_code, rows.json()["code"]) == (422, "import_stage_lost")
    assert bulk(server) == {elsewhere}
    assert admin.get(f"{API}/{elsewhere}").json()["item"]["state"] == ImportState.READY


def test_what_a_killed_server_left_half_done_goes(world: World, server: Running) -> None:
    folder = server.settings.data_folder / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    old, young = server.clock.now - timedelta(days=2), server.clock.now - timedelta(hours=2)
    for name, at in (("x.raw", old), ("refused-y", old), ("z.raw", young)):
        path: Path = folder / name
        path.touch()
        os.utime(path, (at.timestamp(), at.timestamp()))
    assert forget_bulk(server.database, server.settings.data_folder, server.clock.now, days=1) == 0
    assert [path.name for path in folder.iterdir()] == ["z.raw"]
