"""Replicas of every version that was ever given out open in this one with what only they held.

`golden/version-N.sql` is what such a file held, as text; a new version adds its own.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from kobra_desktop.store import kept, outbox, pages, rows, shape
from kobra_desktop.store.outbox import OpState
from kobra_desktop.store.queries.held import op_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import own
from tests.kobra_desktop.field import KEY, OWNER, fill, open_replica
from tests.kobra_domain.things import VISIT_ID, a_visit, an_id

GOLDEN = sorted((Path(__file__).parent / "golden").glob("version-*.sql"))
OTHER_ID = an_id(90)
each_version = pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)


def older(folder: Path, golden: Path) -> Path:
    """A file as that version left it."""
    path = folder / "replica.db"
    made = Replica(path, KEY, OWNER)
    made.close()
    for part in folder.iterdir():
        part.unlink()
    raw = made.open_copy(path)
    raw.executescript(golden.read_text("utf-8"))
    raw.close()
    return path


@each_version
def test_nothing_that_only_it_held_is_lost(folder: Path, golden: Path) -> None:
    older(folder, golden)
    replica = open_replica(folder)
    assert pages.cursor(replica) is None  # the cache is of another shape
    waiting = [row.op_id for row in op_rows(replica, OpState.WAITING)]
    assert waiting == [an_id(5000), an_id(5001)]
    with replica.reading() as connection:
        assert kept.value(connection, kept.draft_key("visit")) == {"note": "a medias"}
        assert kept.value(connection, kept.SESSION) == {"user": {"id": OWNER}}
        assert kept.value(connection, kept.SYNCED_AT) is None
    fill(replica, a_visit(id=OTHER_ID))
    with replica.reading() as connection:
        assert rows.one(connection, "visit", VISIT_ID).note == "y otra encima"
        assert rows.one(connection, "visit", OTHER_ID).note == ""
    (conflict,) = op_rows(replica, OpState.CONFLICT)
    assert (conflict.entity_id, conflict.sides[0].mine) == (OTHER_ID, "la mía")
    batch = outbox.next_batch(replica)
    assert [op.changed["note"][1] for op in batch] == ["sin enviar", "y otra encima"]
    assert not list(folder.glob("planet*"))
    replica.check()
    replica.close()


@each_version
def test_it_comes_to_the_shape_of_a_new_file(folder: Path, golden: Path) -> None:
    older(folder, golden)
    migrated, fresh = open_replica(folder), open_replica(folder, name="fresh.db")
    assert _columns(migrated) == _columns(fresh)
    migrated.close()
    fresh.close()


def test_the_present_version_has_its_golden_file() -> None:
    assert [int(path.stem.partition("-")[2]) for path in GOLDEN] == [*range(1, shape.version() + 1)]


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have one more step."""

    def add(fn: Callable[[Connection], None]) -> None:
        monkeypatch.setattr(shape, "STEPS", (*shape.STEPS, fn))

    return add


def _add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE outbox ADD COLUMN later TEXT")


@each_version
def test_a_step_that_fails_halfway_leaves_the_older_file_as_it_was(
    folder: Path, golden: Path, step: Callable[..., None]
) -> None:
    path = older(folder, golden)

    def halfway(connection: Connection) -> None:
        _add_column(connection)
        raise KeyboardInterrupt

    before = shape.version()
    step(halfway)
    with pytest.raises(KeyboardInterrupt):
        open_replica(folder)
    raw = _opened(path)
    assert raw.execute("PRAGMA user_version").fetchone()[0] == min(before, _number(golden))
    assert "later" not in str(raw.execute("SELECT sql FROM sqlite_master").fetchall())
    assert raw.execute("SELECT count(*) FROM outbox").fetchone() == (3,)
    raw.close()
    assert path.with_suffix(".before-migration").exists()


def test_a_new_file_takes_no_steps(folder: Path, step: Callable[..., None]) -> None:
    def must_not(connection: Connection) -> None:
        raise AssertionError("a new file is made in the newest shape")

    step(must_not)
    open_replica(folder).close()
    assert not list(folder.glob("*.before-migration"))


def _opened(path: Path) -> Any:
    reader = Replica(path.with_name("reader.db"), KEY, OWNER)
    reader.close()
    return reader.open_copy(path)


def _number(golden: Path) -> int:
    return int(re.findall(r"\d+", golden.stem)[0])


def _columns(replica: Replica) -> dict[str, list[Any]]:
    with replica.reading() as connection:
        return {
            name: [
                tuple(row[1:]) for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")
            ]
            for name in own.tables
        }
