"""A machine's clock that is wrong: known, said, corrected, and no stored time of its makes
anything wait for ever.
"""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kobra_desktop.api.http import FieldApi
from kobra_desktop.store import kept
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync import check
from kobra_desktop.sync.clock import ServerClock
from kobra_desktop.sync.status import Link
from tests.field_api.servers import NOW, Running
from tests.kobra_desktop.field import KEY, OWNER
from tests.system.conftest import SARA, Field
from tests.system.station import station


class Wall:
    """A machine's clock, so far off."""

    def __init__(self, off: timedelta) -> None:
        self.off = off

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.off


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    """An empty one."""
    return Replica(tmp_path / "replica.db", KEY, OWNER)


def api_of(server: Running, wall: Wall) -> FieldApi:
    """A client on that machine."""
    guard = threading.Lock()
    return FieldApi(server.base, guard=guard, on_tokens=lambda pair: None, clock=wall)


@pytest.mark.parametrize("hours", [20.0, -96.0])
def test_the_time_is_the_server_s_as_soon_as_it_has_answered(
    server: Running,
    replica: Replica,
    hours: float,
) -> None:
    wall = Wall(timedelta(hours=hours))
    api = api_of(server, wall)
    clock = ServerClock(api, replica, wall)
    assert clock.skew() == timedelta(0)
    api.knock()
    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=5)
    assert abs(clock.skew() + timedelta(hours=hours)) < timedelta(seconds=5)
    wall.off = timedelta(seconds=30)  # set right: well enough
    api.knock()
    assert clock.skew() == timedelta(0)


def test_without_the_server_what_was_known_is_used_while_it_can_be_true(
    server: Running,
    replica: Replica,
) -> None:
    right, slow = Wall(timedelta(0)), Wall(timedelta(days=-4))
    with replica.pulling() as connection:
        kept.keep(connection, kept.SKEW_S, timedelta(days=4).total_seconds())
        kept.keep(connection, kept.SERVER_AT, datetime.now(UTC).isoformat())
    assert ServerClock(api_of(server, slow), replica, slow).skew() == timedelta(days=4)
    with replica.pulling() as connection:
        kept.keep(connection, kept.SKEW_S, 0.0)
    assert ServerClock(api_of(server, right), replica, right).skew() == timedelta(0)
    # It was right at the last sync, and has been put back since: time has gone on in any case.
    clock = ServerClock(api_of(server, slow), replica, slow)
    assert clock() >= datetime.now(UTC) - timedelta(minutes=1)


def test_a_stored_time_in_the_future_counts_as_none(replica: Replica) -> None:
    future = datetime(2030, 1, 1, tzinfo=UTC)
    with replica.pulling() as connection:
        for key in (kept.HASHED_AT, kept.RESYNCED_AT, kept.SYNCED_AT):
            kept.keep(connection, key, future.isoformat())
            assert kept.time(connection, key, NOW) is None
    assert check.is_hash_due(replica, NOW)
    assert check.begin_resync(replica, NOW)
    assert not check.begin_resync(replica, NOW)


def test_drift_is_found_however_wrong_the_clock_once_was(
    server: Running,
    city: Field,
    tmp_path: Path,
) -> None:
    with station(server, tmp_path, SARA) as sara:
        sara.sync()
        with sara.replica.pulling() as connection:
            future = datetime(2030, 1, 1, tzinfo=UTC).isoformat()
            for key in (kept.HASHED_AT, kept.RESYNCED_AT, kept.SYNCED_AT):
                kept.keep(connection, key, future)
            connection.exec_driver_sql("UPDATE visit SET note = 'otra', version = 1")
        sara.sync()
        assert sara.engine.status.link is Link.ONLINE
        assert sara.visit(city.visits[0].id).note == ""
