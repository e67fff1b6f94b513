"""What files of imports say of people stays no longer than it is wanted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from field_api.imports.forgetting import forget_bulk
from kobra_domain.imports.things import ImportState
from tests.field_api.imports.test_routes import API, bring, settled
from tests.field_api.privacy.test_erasing import LATER, erase
from tests.field_api.servers import WEDNESDAY, Client, Running
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


@pytest.mark.both_engines
def test_what_files_said_of_an_erased_person_goes_with_them(
    sign_in: SignIn, world: World, server: Running
) -> None:
    import_id = taken(sign_in("supervisor"), world)
    assert bulk(server) == {import_id}
    server.clock.now = WEDNESDAY + LATER  # no contact is younger than two years
    assert erase(sign_in("admin"), world)["is_erased"]
    now = server.clock.now
    assert forget_bulk(server.database, server.settings.data_folder, now, days=10_000) == 1
    assert bulk(server) == set()
