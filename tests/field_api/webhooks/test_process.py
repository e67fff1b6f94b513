"""A server in a process of its own: it has within seconds what the command line adds, and killed in
the middle of a post it posts once more, under the same id.
"""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from field_api.command_line import main
from field_api.settings import utc_now
from field_api.tables.jobs import leases
from tests.field_api.processes import served
from tests.field_api.servers import Clock, wait_until
from tests.field_api.webhooks.conftest import Place
from tests.field_api.webhooks.receivers import Receiver


class Wall(Clock):
    """A process has the clock of the wall."""

    def __call__(self) -> Any:
        return utc_now()


def test_added_while_it_runs_and_killed_in_the_middle(
    place: Place,
    database_url: str,
    hook: Receiver,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place.clock = Wall()
    with served(database_url, tmp_path) as up:
        words = ("--portfolio", place.world.north.portfolio.name, "--url", hook.url)
        add = ("webhook", "add", "--database-url", database_url, *words, "--allow-private")
        assert main(add) == 0
        assert set(json.loads(capsys.readouterr().out)) == {"id", "secret"}
        visit = place.end_visit()
        wait_until(lambda: len(hook.got) == 1)
        hook.gate = threading.Event()
        place.end_visit(visit, distance_m=30.0)
        wait_until(lambda: len(hook.got) == 2)
        up.process.kill()
        up.process.wait(20)
    hook.gate.set()
    with place.database.begin() as connection:
        connection.execute(delete(leases))  # as if the quarter of a minute had gone by
    with served(database_url, tmp_path):
        wait_until(lambda: len(hook.got) == 3)
    assert hook.ids[1] == hook.ids[2] != hook.ids[0]
    assert [json.loads(one.body)["data"]["sequence"] for one in hook.got] == [1, 2, 2]
