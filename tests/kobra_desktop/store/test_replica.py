"""The file: encrypted, damaged, full, of another shape. What only it holds is never lost unseen."""

import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from kobra_desktop.store import kept, making, outbox, pages, rows, salvage, shape
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.errors import CorruptReplica, DiskFull, NewerReplica, NotWritable
from kobra_desktop.store.making import Edit
from kobra_desktop.store.replica import Replica
from tests.kobra_desktop.field import KEY, OWNER, fill, ids, open_replica, page, take
from tests.kobra_domain.things import NOW, PARTY_ID, VISIT_ID, a_party, a_visit

CANARY = "Canario Amarillo"
NEW_ID = ids()


def edit(replica: Replica, note: str) -> None:
    """Type a note."""
    making.make(replica, [Edit("visit.edit", VISIT_ID, {"note": note})], now=NOW, new_id=NEW_ID)


def note_of(replica: Replica) -> str:
    """The note as a screen sees it."""
    with replica.reading() as connection:
        return str(rows.one(connection, "visit", VISIT_ID).note)


def test_nothing_in_the_folder_names_anybody(replica: Replica, folder: Path) -> None:
    take(replica, (a_party(name=CANARY), 2))
    edit(replica, CANARY)
    for path in folder.iterdir():
        assert CANARY.encode() not in path.read_bytes()
    with sqlite3.connect(replica.path) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM party")
    plain.close()


def test_another_key_does_not_open_it(replica: Replica) -> None:
    with pytest.raises(CorruptReplica):
        Replica(replica.path, bytes(32), OWNER)


def test_edits_are_synced_to_the_disk_and_pulls_are_not(replica: Replica) -> None:
    with replica.editing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    with replica.pulling() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
    with pytest.raises(NotWritable):
        _write_through(replica)


def _write_through(replica: Replica) -> None:
    with replica.reading() as connection:
        connection.execute(text("DELETE FROM visit"))


def test_a_reader_sees_one_moment(replica: Replica) -> None:
    with replica.reading() as connection:
        before = rows.one(connection, "visit", VISIT_ID)
        edit(replica, "mientras")
        assert rows.one(connection, "visit", VISIT_ID) == before
    assert note_of(replica) == "mientras"


def test_an_edit_on_a_full_disk_is_refused_whole(replica: Replica) -> None:
    told: list[ChangeSet] = []
    replica.subscribe(told.append)
    edit(replica, "antes")
    with replica.reading() as connection:
        pages_now = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    replica.limit_pages(pages_now)
    done = _edit_until_full(replica)
    assert outbox.counts(replica).waiting == len(told) == 1 + done
    (*_, last) = outbox.next_batch(replica)
    assert last.changed["note"][1] == note_of(replica)
    replica.limit_pages(1_000_000)
    replica.check()
    edit(replica, "después")
    assert note_of(replica) == "después"


def _edit_until_full(replica: Replica) -> int:
    """How many edits there was room for."""
    for done in range(1000):
        try:
            edit(replica, f"{done} {'x' * 1900}")
        except DiskFull:
            return done
    raise AssertionError("the disk never was full")


def test_a_page_on_a_full_disk_moves_no_cursor(replica: Replica) -> None:
    with replica.reading() as connection:
        pages_now = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    replica.limit_pages(pages_now)
    many = [(a_visit(id=f"{n:036d}", note="x" * 900), 1) for n in range(400)]
    with pytest.raises(DiskFull):
        take(replica, *many, cursor="after")
    assert pages.cursor(replica) == "c"
    replica.limit_pages(1_000_000)
    take(replica, *many, cursor="after")
    assert pages.cursor(replica) == "after"


def test_a_damaged_file_is_set_aside_and_the_edits_are_carried_over(
    replica: Replica, folder: Path
) -> None:
    edit(replica, "sin enviar")
    with replica.editing() as connection:
        kept.keep(connection, kept.draft_key("visit"), {"note": "a medias"})
    _fill_more(replica)
    _settle(replica)
    replica.close()
    _spoil(replica.path, _page_of_visits(replica))
    damaged = open_replica(folder)
    with pytest.raises(CorruptReplica):
        damaged.check()
    damaged.close()
    fresh, found = salvage.replace_damaged(replica.path, KEY, OWNER, NOW)
    assert found is not None
    assert (found.edits, found.is_whole) == (1, True)
    assert found.set_aside.exists()
    assert pages.cursor(fresh) is None
    (op,) = outbox.next_batch(fresh)
    assert op.changed == {"note": ("", "sin enviar")}
    with fresh.reading() as connection:
        assert kept.value(connection, kept.draft_key("visit")) == {"note": "a medias"}
    fill(fresh)
    assert note_of(fresh) == "sin enviar"
    fresh.close()


def test_a_file_of_nothing_but_noise_makes_a_new_one(folder: Path) -> None:
    path = folder / "replica.db"
    path.write_bytes(b"noise" * 5_000)
    with pytest.raises(CorruptReplica):
        open_replica(folder)
    fresh, found = salvage.replace_damaged(path, KEY, OWNER, NOW)
    assert found is not None
    assert (found.edits, found.is_whole) == (0, False)
    fresh.check()
    fresh.close()


def test_a_torn_end_of_the_log_costs_no_acknowledged_edit_but_the_torn(
    replica: Replica, folder: Path
) -> None:
    edit(replica, "uno")
    _settle(replica)
    wal = replica.path.with_name("replica.db-wal")
    before = wal.stat().st_size
    edit(replica, "dos")
    kept_wal, kept_file = wal.read_bytes(), replica.path.read_bytes()
    replica.close()
    for path in folder.iterdir():
        path.unlink()
    replica.path.write_bytes(kept_file)
    wal.write_bytes(kept_wal[: max(before, len(kept_wal) - 3000)])
    again = open_replica(folder)
    again.check()
    assert note_of(again) == "uno"
    again.close()


def test_a_new_shape_drops_the_cache_and_keeps_the_edits(replica: Replica, folder: Path) -> None:
    edit(replica, "mía")
    with replica.editing() as connection:
        kept.keep(connection, kept.SHAPE, "of an older version")
    replica.close()
    again = open_replica(folder)
    assert pages.cursor(again) is None
    with again.reading() as connection:
        assert rows.one(connection, "party", PARTY_ID) is None
    fill(again)
    assert note_of(again) == "mía"
    again.close()


def test_a_newer_file_is_left_alone(replica: Replica, folder: Path) -> None:
    with replica.editing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {shape.version() + 1}")
    replica.close()
    before = replica.path.read_bytes()
    with pytest.raises(NewerReplica):
        open_replica(folder)
    assert replica.path.read_bytes() == before


def test_a_migration_leaves_a_copy_under_the_same_key(
    replica: Replica, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(replica, "antes de migrar")
    replica.close()

    def add_column(connection: Any) -> None:
        connection.exec_driver_sql("ALTER TABLE outbox ADD COLUMN later TEXT")

    monkeypatch.setattr(shape, "STEPS", (*shape.STEPS, add_column))
    again = open_replica(folder)
    assert note_of(again) == "antes de migrar"
    copy = again.open_copy(folder / "replica.before-migration")
    assert copy.execute("SELECT count(*) FROM outbox").fetchone() == (1,)
    assert "later" not in str(copy.execute("SELECT sql FROM sqlite_master").fetchall())
    copy.close()
    again.close()


def test_an_edit_and_the_feed_store_a_row_in_the_same_bytes(replica: Replica) -> None:
    edit(replica, "igual")
    ask = text(f"SELECT * FROM visit WHERE id = '{VISIT_ID}'")
    with replica.reading() as connection:
        by_edit = tuple(connection.execute(ask).one())
    take(replica, (a_visit(note="igual"), 1))
    with replica.reading() as connection:
        assert tuple(connection.execute(ask).one()) == by_edit


def test_a_page_is_all_or_nothing(replica: Replica) -> None:
    before = pages.cursor(replica)
    found = pages.read_page(
        b'{"cursor":"new","more":false,"kinds":[{"kind":"visit","fields":["id"],"put":[["x"]],'
        b'"delete":[]}]}'
    )
    with pytest.raises(ValueError, match="lacks"):
        pages.take_page(replica, found)
    assert pages.cursor(replica) == before


def test_a_newer_server_s_extra_fields_are_passed_over(replica: Replica) -> None:
    pages.take_page(replica, pages.read_page(_with_extra_field()))
    assert note_of(replica) == "con campo nuevo"


def _with_extra_field() -> bytes:
    said = msgspec.json.decode(page([(a_visit(note="con campo nuevo"), 2)]))
    part = said["kinds"][0]
    part["fields"].insert(1, "colour")
    part["put"][0].insert(1, "red")
    said["kinds"].append({"kind": "planet", "fields": ["id"], "put": [["x"]], "delete": []})
    return msgspec.json.encode(said)


def _fill_more(replica: Replica) -> None:
    take(replica, *((a_visit(id=f"{n:036d}", note="x" * 900), 1) for n in range(400)))


def _settle(replica: Replica) -> None:
    """Put the log into the file, as SQLite does by itself now and then."""
    with replica._edits.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _page_of_visits(replica: Replica) -> int:
    """A page that holds visits and nothing of the user's own."""
    opened = replica.open_copy(replica.path)
    size = int(opened.execute("PRAGMA page_count").fetchone()[0])
    opened.close()
    return size - 20


def _spoil(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * 4096 + 100)
        file.write(b"\xff" * 64)
