"""A 200 means durable: after a kill nothing that was answered is missing;
two processes do not undo each other.
"""

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from field_api.database import Database
from field_api.ingest.reading import latest_of, positions_of
from field_api.settings import utc_now
from kobra_domain.people import Agent
from tests.field_api.processes import served
from tests.field_api.servers import TIMEOUT_S, Clock, Running, running, wait_until

pytestmark = pytest.mark.both_engines

PHONES = 8
BEFORE_THE_KILL = 120


def report_until_refused(phone: str, code: str, first_s: int) -> list[int]:
    """Reports a fix a second from `first_s` on; answers the seconds that were answered 200."""
    answered, second = [], first_s
    with requests.Session() as http:
        while True:
            keys: dict[str, Any] = {"id": code, "lat": 4.6, "lon": -74.1, "timestamp": second}
            try:
                answer = http.get(phone, params=keys, timeout=TIMEOUT_S)
            except requests.RequestException:
                break
            if answer.status_code != 200:
                break
            answered.append(second)
            second += 1
    return answered


def stored_seconds(database: Database, agent: Agent) -> list[int]:
    now = utc_now()
    with database.read() as connection:
        found = positions_of(connection, agent.id, now.replace(year=2020), now, 100_000)
    return [int(position.fix_at.timestamp()) for position in found]


def enrolled(field: Running, base: str) -> list[tuple[Agent, str]]:
    agents = [field.add_agent(f"AG-{n}") for n in range(PHONES)]
    return [(agent, field.phone_of(agent).replace(field.base, base)) for agent in agents]


def test_after_a_kill_nothing_that_was_answered_is_missing(
    database_url: str, tmp_path: Path
) -> None:
    first_s = int(utc_now().timestamp()) - 86_400
    with (
        running(database_url, tmp_path, Clock(utc_now())) as field,
        served(database_url, tmp_path, RUN_JOBS="no") as other,
    ):
        phones = enrolled(field, other.base)

        def report(phone: tuple[Agent, str]) -> list[int]:
            return report_until_refused(phone[1], phone[0].code, first_s)

        with ThreadPoolExecutor(PHONES) as pool:
            runs = [pool.submit(report, phone) for phone in phones]
            wait_until(lambda: stored_total(field, phones) >= BEFORE_THE_KILL)
            other.process.send_signal(signal.SIGKILL)
            answered = [run.result(TIMEOUT_S) for run in runs]
        for (agent, _), seconds in zip(phones, answered, strict=True):
            assert set(seconds) <= set(stored_seconds(field.database, agent))
    assert sum(map(len, answered)) >= BEFORE_THE_KILL - PHONES


def stored_total(field: Running, phones: list[tuple[Agent, str]]) -> int:
    return sum(len(stored_seconds(field.database, agent)) for agent, _ in phones)


def test_two_processes_storing_for_one_agent_agree_on_the_newest(
    postgresql_url: str, tmp_path: Path
) -> None:
    now_s = int(utc_now().timestamp())
    with (
        running(postgresql_url, tmp_path, Clock(utc_now())) as one,
        served(postgresql_url, tmp_path, RUN_JOBS="no") as two,
    ):
        agent = one.add_agent()
        address = one.phone_of(agent)
        # Interleaved and out of order: each door gets every other second, one of them backwards.
        doors = [
            (address, range(now_s - 200, now_s, 2)),
            (address.replace(one.base, two.base), range(now_s - 1, now_s - 201, -2)),
        ]

        def walk(door: tuple[str, range]) -> None:
            with requests.Session() as http:
                for second in door[1]:
                    keys: dict[str, Any] = {
                        "id": "AG-01",
                        "lat": 4.6,
                        "lon": -74.1,
                        "timestamp": second,
                    }
                    assert http.get(door[0], params=keys, timeout=TIMEOUT_S).status_code == 200

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(walk, doors))
        assert stored_seconds(one.database, agent) == list(range(now_s - 200, now_s))
        with one.database.read() as connection:
            newest = latest_of(connection, [agent.id])[agent.id].fix_at
        assert newest is not None
        assert int(newest.timestamp()) == now_s - 1
