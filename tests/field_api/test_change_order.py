"""Many write at once while one reads: the reader misses nothing, and nobody waits for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from field_api.change_log.cursor import read as read_cursor
from field_api.change_log.pages import objects_page
from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import find, found
from field_api.database import Database
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, Role, Team, User
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY

pytestmark = pytest.mark.both_engines

WRITERS, TURNS, ROWS = 6, 40, 8


def test_a_reader_misses_nothing_while_many_write(database: Database) -> None:
    reader = User(id=new_id(), name="Lectora", email="lee@kobra.example", role=Role.ADMIN)
    team = Team(id=new_id(), name="Norte")
    shared = [Agent(id=new_id(), code=f"S-{n}", name="0") for n in range(ROWS)]
    with database.begin() as connection:
        rows: list[Entity] = [reader, team, *shared]
        edits: list[Edit] = [(row, None) for row in rows]
        record_all(connection, edits, at=WEDNESDAY)
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(_read_until, database, reader, done)
        writing = [pool.submit(_write, database, shared, team, n) for n in range(WRITERS)]
        for writer in writing:
            writer.result(60)
        done.set()
        seen, numbers = reading.result(60)
    assert numbers == sorted(numbers)
    with database.read() as connection:
        for agent_id, (version, body) in seen.items():
            pair = found(connection, Agent, agent_id)
            assert pair is not None
            assert (pair[1], pair[0].name, pair[0].team_id) == (
                version,
                body["name"],
                body["team_id"],
            )
    assert len(seen) == ROWS + WRITERS * TURNS


def _write(database: Database, shared: list[Agent], team: Team, number: int) -> None:
    """Each turn changes two shared rows, in one order, and makes one of its own."""
    for turn in range(TURNS):
        with database.begin() as connection:
            edits: list[tuple[Agent | None, Agent | None]] = []
            chosen = sorted({shared[turn % ROWS].id, shared[(turn * 3 + number) % ROWS].id})
            for agent_id in chosen:
                pair = found(connection, Agent, agent_id, lock=True)
                assert pair is not None
                before = pair[0]
                where = team.id if before.team_id is None else None
                after = replace(before, name=str(int(before.name) + 1), team_id=where)
                edits.append((after, before))
            edits.append((Agent(id=new_id(), code=f"W-{number}-{turn}", name="0"), None))
            record_all(connection, edits, at=WEDNESDAY)


def _read_until(
    database: Database, reader: User, done: threading.Event
) -> tuple[dict[str, tuple[int | None, dict[str, str]]], list[int]]:
    cursor: str | None = None
    seen, numbers = {}, [0]
    while True:
        is_last = done.is_set()
        with database.read() as connection:
            page = objects_page(connection, reader, cursor, 50, WEDNESDAY, 400)
        cursor = page.cursor
        numbers.append(read_cursor(cursor).seq)
        for change in page.changes:
            if change.kind == "agent":
                assert change.body is not None
                seen[change.id] = (change.version, change.body)
        if is_last and not page.more:
            return seen, numbers


def test_every_shared_change_is_counted(database: Database) -> None:
    """Read, add one, write: the lock on the row keeps every one."""
    agent = Agent(id=new_id(), code="S", name="0")
    team = Team(id=new_id(), name="Norte")
    with database.begin() as connection:
        record_all(connection, [(team, None), (agent, None)], at=WEDNESDAY)
    with ThreadPoolExecutor(WRITERS) as pool:
        for writer in [pool.submit(_add_ones, database, agent.id) for _ in range(WRITERS)]:
            writer.result(60)
    with database.read() as connection:
        after = find(connection, Agent, agent.id)
    assert after is not None
    assert after.name == str(WRITERS * 10)


def _add_ones(database: Database, agent_id: str) -> None:
    for _ in range(10):
        with database.begin() as connection:
            pair = found(connection, Agent, agent_id, lock=True)
            assert pair is not None
            after = replace(pair[0], name=str(int(pair[0].name) + 1))
            record_all(connection, [(after, pair[0])], at=WEDNESDAY)
