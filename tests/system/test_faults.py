"""What bad networks and sudden ends do to a sync: the invariants hold, and the status says the
truth.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from field_api.tables.operations import operations
from kobra_desktop.api.errors import Busy, CutAnswer, Offline, ServerFault, Stalled
from kobra_desktop.commands import held, visits
from kobra_desktop.store import outbox
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.sync.push import BESIDE_OTHERS, MOST_BLAME
from kobra_desktop.sync.status import Link
from tests.field_api.servers import Running
from tests.system.conftest import SARA, Field
from tests.system.fault_proxy import fault_proxy
from tests.system.station import station
from tests.system.test_sync import is_same


def done_on(server: Running) -> int:
    """How many operations the server has performed."""
    with server.database.read() as connection:
        return len(connection.execute(operations.select()).all())


@pytest.mark.both_engines
def test_an_answer_that_never_came_is_asked_for_again_and_done_once(
    server: Running, city: Field, tmp_path: Path
) -> None:
    visit = city.visits[0]
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address) as sara,
    ):
        sara.sync()
        visits.edit_visit(sara.desk, visit.id, note="una vez")
        proxy.arm("swallow", "POST /api/v1/operations")
        with pytest.raises(Offline):
            sara.sync()
        assert proxy.done == 1
        assert done_on(server) == 1
        assert (sara.engine.status.waiting, sara.engine.status.is_synced) == (1, False)
        before = server.clock()
        assert sara.sync().is_synced
        assert done_on(server) == 1
        assert sara.visit(visit.id).note == "una vez"
        assert server.clock() == before
        assert is_same(sara)


@pytest.mark.parametrize("after", [0, 20, 400, 900])
def test_a_page_that_was_cut_moves_no_cursor(
    server: Running, city: Field, tmp_path: Path, after: int
) -> None:
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address) as sara,
    ):
        proxy.arm("cut", "GET /api/v1/changes", after)
        with pytest.raises((CutAnswer, Offline)):
            sara.sync()
        assert sara.engine.status.link is Link.OFFLINE
        assert not sara.engine.status.is_synced
        assert sara.sync().is_synced
        assert is_same(sara)


def test_a_server_that_stands_still_is_offline_until_it_answers(
    server: Running, city: Field, tmp_path: Path
) -> None:
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address, stall_s=1.5) as sara,
    ):
        sara.sync()
        for _ in range(3):
            sara.said.clear()
            proxy.arm("stall")  # whatever is asked first
            was = sara.engine.status.link
            with pytest.raises(Stalled):
                sara.sync()
            assert sara.engine.status.link is Link.OFFLINE
            assert {status.link for status in sara.said} <= {Link.OFFLINE}, was
        assert sara.sync().is_synced


def test_a_stalled_answer_is_given_up(server: Running, city: Field, tmp_path: Path) -> None:
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address, stall_s=1.5) as sara,
    ):
        proxy.arm("stall", "GET /api/v1/changes", 200)
        with pytest.raises(Stalled):
            sara.sync()
        assert sara.sync().is_synced


@contextmanager
def failing(server: Running, note: str) -> Iterator[None]:
    """The server's database fails at any visit with this note; "%": at every visit.

    PostgreSQL's complaint is answered by 500, SQLite's (a sum too large) by 503.
    """
    sqlite = server.database.engine.dialect.name == "sqlite"
    statements = _SQLITE_FAILS if sqlite else _POSTGRESQL_FAILS
    with server.database.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement.replace("NOTE", note.replace("%", "%%")))
    yield
    ended = "DROP TRIGGER poison" if sqlite else "DROP TRIGGER poison ON visits"
    with server.database.begin() as connection:
        connection.exec_driver_sql(ended)


_SQLITE_FAILS = (
    "CREATE TRIGGER poison BEFORE UPDATE ON visits WHEN new.note LIKE 'NOTE'"
    " BEGIN SELECT abs(-9223372036854775807 - 1); END",
)
_POSTGRESQL_FAILS = (
    "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$",
    "CREATE TRIGGER poison BEFORE UPDATE ON visits FOR EACH ROW"
    " WHEN (new.note LIKE 'NOTE') EXECUTE FUNCTION fail()",
)


@pytest.mark.both_engines
def test_the_one_edit_that_the_server_fails_at_is_set_aside_and_the_rest_goes_through(
    server: Running, city: Field, tmp_path: Path
) -> None:
    poisoned, well = city.visits[:2]
    with station(server, tmp_path, SARA) as sara, failing(server, "veneno"):
        sara.sync()
        visits.edit_visit(sara.desk, poisoned.id, note="veneno")
        runs = 0
        while sara.engine.status.rejected == 0:
            runs += 1
            visits.edit_visit(sara.desk, well.id, note=f"bien {runs}")
            with suppress(ServerFault, Busy):
                sara.sync()
            assert runs <= 2 * MOST_BLAME
        assert runs >= MOST_BLAME // BESIDE_OTHERS
        status = sara.engine.status
        assert (status.waiting, status.rejected, status.link) == (0, 1, Link.ONLINE)
        assert not status.is_synced
        assert sara.visit(well.id).note == f"bien {runs}"
        assert done_on(server) == runs
        (refused,) = op_rows(sara.replica, OpState.REJECTED)
    with station(server, tmp_path, SARA) as sara:  # the server was mended
        held.retry(sara.desk, refused.op_id)
        assert sara.sync().is_synced
        assert is_same(sara)


@pytest.mark.both_engines
def test_while_the_server_fails_at_everything_everything_waits(
    server: Running, city: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 2 * BESIDE_OTHERS  # each run asks for each edit alone
    monkeypatch.setattr("kobra_desktop.sync.push.MOST_BLAME", most)
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        with failing(server, "%"):
            for visit in city.visits[:2]:
                visits.edit_visit(sara.desk, visit.id, note="espera")
            for _ in range(most):
                with pytest.raises((ServerFault, Busy)):
                    sara.sync()
            status = sara.engine.status
            assert (status.waiting, status.rejected, status.link) == (2, 0, Link.FAILING)
        assert sara.sync().is_synced
        assert is_same(sara)


_KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from kobra_desktop.store import making, settle
from kobra_desktop.store.making import Edit
from kobra_desktop.store.replica import Replica
from kobra_records.ids import new_id
path, owner, visit_id = sys.argv[1:]
replica = Replica(Path(path), bytes(range(32)), owner)
made = making.make(replica, [Edit("visit.edit", visit_id, {"note": "antes del golpe"})],
                   now=datetime.now(UTC), new_id=new_id)
assert made.op_ids
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_an_acknowledged_edit_survives_a_kill(server: Running, city: Field, tmp_path: Path) -> None:
    visit = city.visits[0]
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
    path = tmp_path / f"{sara.user.id}.db"
    command = [sys.executable, "-c", _KILLED, str(path), sara.user.id, visit.id]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(Path.cwd())}, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    with station(server, tmp_path, SARA) as sara:
        assert outbox.counts(sara.replica).waiting == 1
        assert sara.visit(visit.id).note == "antes del golpe"
        assert sara.sync().is_synced
        assert is_same(sara)
