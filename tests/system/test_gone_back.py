"""A server whose database went back to an older copy, however it was put back: every desktop
notices, and one sync later all is as it should be; nothing that a person did is lost unsaid.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from kobra_desktop.api import changes, operations
from kobra_desktop.api.errors import Offline, ResyncRequired
from kobra_desktop.commands import visits
from kobra_desktop.store import outbox, pages, settle
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_domain.visits import Priority, VisitState
from tests.field_api.servers import NOW, Running
from tests.system.backup import copied
from tests.system.conftest import LUIS, SARA, Field
from tests.system.fault_proxy import fault_proxy
from tests.system.station import Station, station
from tests.system.test_sync import is_same

pytestmark = pytest.mark.both_engines
PutBack = Callable[[], None]


def copy_of(server: Running, folder: Path) -> PutBack:
    """Copy the database now; calling the answer puts the copy back under the running server."""
    engine = server.database.engine
    url = engine.url.render_as_string(hide_password=False)
    if engine.dialect.name == "sqlite":
        live, copy = Path(str(engine.url.database)), folder / "copy.db"
        copied(live, copy)
        return lambda: copied(copy, live)
    root, name = url.rsplit("/", 1)
    address = urlsplit(root)
    admin = f"postgresql://kobra@{address.hostname}:{address.port}/postgres"
    engine.dispose()
    _admin(admin, f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"', name)

    def put_back() -> None:
        engine.dispose()
        _admin(admin, f'DROP DATABASE "{name}" WITH (FORCE)', name)
        _admin(admin, f'CREATE DATABASE "{name}" TEMPLATE "{name}_copy"', f"{name}_copy")

    return put_back


def _admin(address: str, statement: str, name: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        connection.execute(statement.encode())


@pytest.mark.parametrize("moves_on", [False, True], ids=["behind", "moved past"])
def test_every_desktop_notices_and_what_was_confirmed_since_is_there_again(
    server: Running, city: Field, tmp_path: Path, moves_on: bool
) -> None:
    one, two, three = city.visits[:3]
    with station(server, tmp_path, SARA) as sara, station(server, tmp_path, LUIS) as luis:
        visits_are_synced(sara, luis)
        put_back = copy_of(server, tmp_path)
        visits.edit_visit(sara.desk, one.id, note="después de la copia")
        visits.edit_visit(luis.desk, two.id, note="también")
        visits_are_synced(sara, luis)
        put_back()
        if moves_on:
            for turn in range(12):  # far past the place that both had come to
                three = server.edit(three, note=f"vuelta {turn}")
        visits.edit_visit(luis.desk, one.id, priority=Priority.HIGH)  # unsent
        for desk in (sara, luis):
            with pytest.raises(ResyncRequired):
                changes.rows_page(desk.api, pages.cursor(desk.replica))
            assert desk.sync().is_synced
            assert is_same(desk)
        visits_are_synced(sara, luis)
        for desk in (sara, luis):
            seen = desk.visit(one.id)
            assert (seen.note, seen.priority) == ("después de la copia", Priority.HIGH)
            assert desk.visit(two.id).note == "también"
            assert is_same(desk)


def visits_are_synced(*desks: Station) -> None:
    """Each has all of the others."""
    for desk in (*desks, *desks):
        assert desk.sync().is_synced


def test_what_stands_on_a_forgotten_edit_is_sent_after_it(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        put_back = copy_of(server, tmp_path)
        visits.assign_visits(
            sara.desk, visit_ids=[visit.id], agent_id=city.ana.id, planned_on=NOW.date()
        )
        visits.edit_visit(sara.desk, visit.id, note="uno")  # on top of it
        visits.edit_visit(sara.desk, visit.id, note="dos")
        first = outbox.next_batch(sara.replica, 1)
        settle.settle(sara.replica, operations.send(sara.api, [op.operation() for op in first]))
        put_back()  # before the rest was sent
        assert sara.sync().is_synced
        seen = sara.visit(visit.id)
        assert (seen.state, seen.note) == (VisitState.ASSIGNED, "dos")
        assert is_same(sara)


def test_what_is_no_longer_taken_is_held_and_said(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        put_back = copy_of(server, tmp_path)
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
        sara.sync()
        put_back()
        server.edit(visit, note="de otra persona")
        status = sara.sync()
        assert (status.conflicts, status.is_synced) == (1, False)
        (side,) = op_rows(sara.replica, OpState.CONFLICT)[0].sides
        assert (side.mine, side.theirs) == ("de Sara", "de otra persona")
        assert sara.visit(visit.id).note == "de otra persona"


def test_an_edit_that_no_pull_has_covered_is_not_forgotten_either(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address) as sara,
    ):
        sara.sync()
        put_back = copy_of(server, tmp_path)
        visits.edit_visit(sara.desk, visit.id, note="de Sara")
        proxy.arm("refuse", "GET /api/v1/changes")
        with pytest.raises(Offline):
            sara.sync()
        put_back()
        assert sara.sync().is_synced
        assert sara.visit(visit.id).note == "de Sara"
        assert is_same(sara)
