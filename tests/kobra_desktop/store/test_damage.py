"""A disk that takes nothing is no damage, and damage costs nothing that can still be read, however
often it is tried and wherever it is interrupted.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kobra_desktop.store import making, outbox, pages, salvage
from kobra_desktop.store.errors import CorruptReplica, DiskFailed, DiskFull
from kobra_desktop.store.making import Edit
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from tests.kobra_desktop.field import KEY, OWNER, ids, open_replica, take
from tests.kobra_domain.things import NOW, VISIT_ID, a_party, a_visit

NEW_ID = ids()

_LIMITED = """
import resource, sys
from datetime import datetime, UTC
from pathlib import Path
from kobra_desktop.store import making, salvage
from kobra_desktop.store.errors import DiskFailed
from kobra_desktop.store.making import Edit
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import OUTBOX
from kobra_records.ids import new_id
path, owner, visit_id = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
key, now = bytes(range(32)), datetime.now(UTC)
replica = Replica(path, key, owner)
edit = lambda note: making.make(replica, [Edit("visit.edit", visit_id, {"note": note})],
                                now=now, new_id=new_id)
edit("uno"); edit("dos")
size = sum(p.stat().st_size for p in path.parent.glob(path.name + "*"))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    for n in range(200):
        edit("x" * 1900 + str(n))
    raise SystemExit("nothing was refused")
except DiskFailed:
    pass
try:
    salvage.replace_damaged(path, key, owner, now)
except DiskFailed:
    print("as it was")
else:
    print("well")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limit")
def test_a_disk_that_takes_nothing_leaves_the_file_where_it_is(
    replica: Replica, folder: Path
) -> None:
    replica.close()
    command = [sys.executable, "-c", _LIMITED, str(replica.path), OWNER, VISIT_ID]
    env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    ended = subprocess.run(command, env=env, timeout=60, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() in ("as it was", "well")
    assert not [path for path in folder.iterdir() if "damaged" in path.name]
    again = open_replica(folder)
    assert outbox.counts(again).waiting >= 2
    again.check()
    again.close()


def edit(replica: Replica, note: str) -> str:
    """Write the visit's note."""
    edits = [Edit("visit.edit", VISIT_ID, {"note": note})]
    return making.make(replica, edits, now=NOW, new_id=NEW_ID).op_ids[0]


def spoilt(replica: Replica, *tables: str) -> None:
    """Close the file, and flip the pages that hold these tables' rows."""
    with replica.editing() as connection:
        size = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        names = ", ".join(f"'{name}'" for name in tables)
        found = connection.exec_driver_sql(
            f"SELECT rootpage FROM sqlite_master WHERE tbl_name IN ({names}) AND rootpage > 0"
        )
        roots = [row[0] for row in found]
    replica.close()
    raw = bytearray(replica.path.read_bytes())
    for root in roots:
        for at in range((root - 1) * size + 200, (root - 1) * size + 260):
            raw[at] ^= 0xFF
    replica.path.write_bytes(raw)


SEARCH = tuple(f"party_search_{part}" for part in ("data", "idx", "docsize", "config"))


def test_a_damaged_search_index_is_built_anew_and_nothing_is_lost(
    replica: Replica, folder: Path
) -> None:
    take(replica, (a_party(name="Zoraida Quiñones"), 2), cursor="here")
    edit(replica, "sin enviar")
    spoilt(replica, *SEARCH)
    with pytest.raises(CorruptReplica):
        _searched(open_replica(folder))
    fresh, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is not None
    assert (found.edits, found.is_whole, found.is_cache_whole) == (1, True, True)
    assert pages.cursor(fresh) == "here"
    assert _searched(fresh)
    fresh.check()
    assert outbox.counts(fresh).waiting == 1


def _searched(replica: Replica) -> Any:
    try:
        with replica.reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT rowid FROM party_search WHERE party_search MATCH 'zoraida'",
                execution_options={"reads": ()},
            ).all()
        replica.check()
    finally:
        replica.close()
    return found


@pytest.mark.parametrize("table", ["visit", "party", "latest", "photo", "seen", "base"])
def test_whatever_is_damaged_the_edits_are_carried_over(
    replica: Replica, folder: Path, table: str
) -> None:
    edit(replica, "sin enviar")
    spoilt(replica, table)
    fresh, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is not None
    assert (found.edits, outbox.counts(fresh).waiting) == (1, 1)
    fresh.check()
    fresh.close()


def test_a_well_file_stays(replica: Replica, folder: Path) -> None:
    edit(replica, "sin enviar")
    replica.close()
    before = {path.name for path in folder.iterdir()}
    again, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is None
    assert outbox.counts(again).waiting == 1
    again.close()
    assert {path.name for path in folder.iterdir()} == before


def test_two_repairs_in_one_second_take_nobody_s_name(replica: Replica, folder: Path) -> None:
    for note in ("uno", "dos"):
        edit(replica, note)
        spoilt(replica, "visit")
        replica, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
        assert found is not None
        assert found.set_aside.exists()
        take(replica, (a_visit(), 3))
    asides = [p for p in folder.iterdir() if ".read-" in p.name and p.suffix == ".db"]
    assert len(asides) == 2
    assert outbox.counts(replica).waiting == 2


@pytest.mark.parametrize("problem", [DiskFull, DiskFailed])
def test_where_no_new_file_can_be_made_the_old_one_stays(
    replica: Replica, folder: Path, monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    edit(replica, "sin enviar")
    spoilt(replica, "visit")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}

    def refuse(*_: Any) -> None:
        raise problem

    with monkeypatch.context() as patch:
        patch.setattr(salvage, "_carry", refuse)
        with pytest.raises(problem):
            salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}
    assert after == before
    fresh, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is not None
    assert found.edits == 1
    fresh.close()


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_repair_that_ends_suddenly_is_completed_at_the_next_start(
    replica: Replica, folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    edit(replica, "sin enviar")
    spoilt(replica, "visit")
    really: Callable[[Path, Path], None] = salvage._move
    left = moves

    def ending(path: Path, to: Path) -> None:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        really(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(salvage, "_move", ending)
        with pytest.raises(KeyboardInterrupt):
            salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    salvage.finish(replica.path)
    try:
        again = open_replica(folder)
        again.check()
    except CorruptReplica:
        again, _ = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    salvage.try_again(again, KEY)
    assert outbox.counts(again).waiting == 1
    again.close()


def test_what_could_not_be_read_is_tried_again_at_each_start(
    replica: Replica, folder: Path
) -> None:
    edit(replica, "uno")
    edit(replica, "dos")
    replica.close()
    lost = bytes(32)
    fresh, found = salvage.replace_damaged(replica.path, lost, OWNER, NOW)  # its key is not there
    assert found is not None
    assert (found.edits, found.is_whole) == (0, False)
    assert salvage.try_again(fresh, lost) is None
    again = salvage.try_again(fresh, KEY)  # it is there again
    assert again is not None
    assert (again.edits, again.is_whole, outbox.counts(fresh).waiting) == (2, True, 2)
    assert salvage.try_again(fresh, KEY) is None
    fresh.close()


def test_what_was_given_up_meanwhile_does_not_come_back(replica: Replica, folder: Path) -> None:
    edit(replica, "uno")
    spoilt(replica, "kept")
    fresh, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is not None
    assert (found.edits, found.is_whole) == (1, False)
    (op,) = outbox.next_batch(fresh)
    with fresh.editing() as connection:
        connection.execute(OUTBOX.delete())
    assert salvage.try_again(fresh, KEY) is None
    assert outbox.counts(fresh).all == 0, op
    fresh.close()
