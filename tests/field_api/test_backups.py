"""Backups: whole while the server writes, proved by sums, put back where nothing is."""

import hashlib
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text

from field_api.auth.audit import audit_lines
from field_api.backups import copies
from field_api.backups.making import make_backup
from field_api.backups.noting import last_backup
from field_api.backups.postgresql import restore
from field_api.backups.restoring import Target, restore_backup
from field_api.change_log.identity import establish, identity
from field_api.command_line import main
from field_api.configuration.stored import store, stored
from field_api.database import Database
from field_api.tables.upgrade import configuration, is_current
from kobra_domain.errors import DomainError
from tests.field_api.databases import create_database, drop_database, free_port
from tests.field_api.databases import programs_of_postgresql as programs
from tests.field_api.servers import NOW
from tests.field_api.world import build_world

Refused = Callable[[], object]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as a server leaves it, with all that passes in it."""
    folder = tmp_path / "datos ñ"
    for name, content in {
        "attachments/ab/abcd": "una foto",
        "attachments/coming/half": "en camino",
        "imports/1.csv": "un archivo",
        "thumbnails/ab/abcd": "chica",
        "ready-1": "x",
        "outgoing-1/rows": "x",
        "tiles-extract/map.part": "a medias",
        "books/list.csv": "se lee",
        "basemap.pmtiles": "calles",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """Where a backup can be put back: a file that is not there, a database with nothing in it."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'otro' / 'kobra.db'}"
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"restored_{free_port()}"
    yield create_database(server, name)
    drop_database(server, name)


@pytest.fixture
def older(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[Database]:
    """A database as an earlier version left it."""
    server = request.getfixturevalue("postgresql") if engine == "postgresql" else ""
    name = f"older_{free_port()}"
    made = Database(create_database(server, name) if server else f"sqlite:///{tmp_path / name}.db")
    with made.begin() as connection:
        command.upgrade(configuration(connection), "r0060")
        establish(connection, NOW)
    yield made
    made.close()
    if server:
        drop_database(server, name)


def refused(act: Refused) -> DomainError:
    """What it says."""
    with pytest.raises(DomainError) as found:
        act()
    return found.value


def put_back(source: Path, url: str, data: Path) -> None:
    restore_backup(source, Target(url, data, retention_days=90), LATER, programs=programs())


def epoch_of(database: Database) -> str:
    with database.read() as connection:
        return identity(connection).epoch


@pytest.mark.both_engines
def test_all_is_there_again_and_desktops_will_know(
    database: Database, data: Path, empty_url: str, tmp_path: Path
) -> None:
    build_world(database)
    with database.begin() as connection:
        store(connection, data, "smtp_url", "smtp://ana:secreta@correo.example:25", NOW)
    made, told = make_backup(database, data, tmp_path / "copias", NOW, programs=programs())
    assert copies.check(made) == told
    assert sorted(path.name for path in (made / "data").iterdir()) == sorted(
        ["attachments", "imports", "basemap.pmtiles", *(p.name for p in data.glob("secret-*.key"))]
    )
    assert not (made / "data" / "attachments" / "coming").exists()
    assert made.stat().st_mode & 0o077 == 0
    noted = last_backup(data)
    assert noted is not None
    assert (noted.made_at, noted.bytes) == (NOW, told.bytes)
    with database.begin() as connection:
        connection.execute(text("DELETE FROM agents"))  # what is done afterwards is not in it
    target = tmp_path / "datos de vuelta"
    put_back(tmp_path / "copias", empty_url, target)
    again = Database(empty_url)
    with again.read() as connection:
        assert is_current(connection)
        assert connection.scalar(text("SELECT count(*) FROM agents"))
        assert (
            stored(connection, target).values["smtp_url"] == "smtp://ana:secreta@correo.example:25"
        )
        [line] = audit_lines(connection, None, 1)
    assert (line.act, line.user_id, line.at) == ("backup.restore", None, LATER)
    assert line.details["folder"] == str(made)
    assert datetime.fromisoformat(line.details["made_at"]) == NOW
    assert line.details["account"]
    known = last_backup(target)
    assert known is not None
    assert (known.made_at, known.folder) == (NOW, str(made))  # doctor knows of it
    assert epoch_of(again) != epoch_of(database)
    assert (target / "attachments" / "ab" / "abcd").read_text("utf-8") == "una foto"
    again.close()


@pytest.mark.both_engines
def test_nothing_is_written_over(
    database: Database, data: Path, empty_url: str, tmp_path: Path
) -> None:
    made, _ = make_backup(database, data, tmp_path / "copias", NOW, programs=programs())
    here = database.url.render_as_string(hide_password=False)
    target = tmp_path / "d"
    filled = refused(lambda: put_back(made, here, target))
    assert filled.code == "backup_filled"
    (data / "attachments" / "ab" / "other").write_text("de otro servidor")
    strange = refused(lambda: put_back(made, empty_url, data))
    assert (strange.code, strange.params["file"]) == (
        "backup_strange_files",
        "attachments/ab/other",
    )
    (data / "attachments" / "ab" / "other").unlink()
    put_back(made, empty_url, data)  # what is the backup's own may be


@pytest.mark.both_engines
def test_one_that_is_cut_changed_newer_or_of_another_engine_is_refused(
    database: Database, data: Path, empty_url: str, tmp_path: Path
) -> None:
    made, told = make_backup(database, data, tmp_path / "copias", NOW, programs=programs())

    def code(url: str = empty_url) -> str:
        return refused(lambda: put_back(made, url, tmp_path / "d")).code

    if told.engine == "postgresql":
        assert code(f"sqlite:///{made}.db") == "backup_other_engine"
    raw = (made / told.database).read_bytes()
    (made / told.database).write_bytes(raw[: len(raw) // 2])
    assert code() == "backup_damaged"
    assert refused(lambda: copies.check(made)).params["file"] == told.database
    (made / told.database).unlink()
    assert code() == "backup_damaged"
    about = json.loads((made / copies.ABOUT).read_text())
    for change in ({"revision": "r9999"}, {"format": 2}):
        (made / copies.ABOUT).write_text(json.dumps(about | change))
        (made / told.database).write_bytes(raw)
        assert code() == "backup_newer"
    (made / copies.ABOUT).write_text(json.dumps(about | {"database": "../x"}))
    assert code() == "backup_damaged"
    (made / copies.ABOUT).write_text("{half")
    assert code() == "backup_damaged"
    (made / copies.ABOUT).unlink()
    assert code() == "backup_none"


@pytest.mark.both_engines
def test_an_older_one_is_brought_to_this_revision(
    older: Database, data: Path, empty_url: str, tmp_path: Path
) -> None:
    make_backup(older, data, tmp_path / "copias", NOW, programs=programs())
    put_back(tmp_path / "copias", empty_url, tmp_path / "d")
    new = Database(empty_url)
    with new.read() as connection:
        assert is_current(connection)
        assert [line.act for line in audit_lines(connection, None, 9)] == ["backup.restore"]
    new.close()
    assert not list(tmp_path.rglob("*restoring*"))


def test_what_a_killed_try_left_is_not_taken_for_its_own(
    database: Database, data: Path, tmp_path: Path
) -> None:
    """Pages of another database that SQLite had not brought into their file yet."""
    make_backup(database, data, tmp_path / "copias", NOW)
    target = tmp_path / "otro" / "kobra.db"
    target.parent.mkdir()
    with closing(sqlite3.connect(tmp_path / "left.db")) as left:
        left.execute("PRAGMA journal_mode=WAL")
        left.execute("CREATE TABLE left (x)")
        left.commit()
        shutil.copy(tmp_path / "left.db-wal", f"{target}.restoring-wal")
    put_back(tmp_path / "copias", f"sqlite:///{target}", tmp_path / "d")
    again = Database(f"sqlite:///{target}")
    with again.read() as connection:
        assert is_current(connection)
        assert "left" not in inspect(connection).get_table_names()
    again.close()


def test_between_dump_and_epoch_no_server_begins(
    postgresql_url: str, postgresql: str, data: Path, tmp_path: Path
) -> None:
    """Desktops would not know that it went back."""
    database = Database(postgresql_url)
    made, told = make_backup(database, data, tmp_path / "copias", NOW, programs=programs())
    database.close()
    name = f"killed_{free_port()}"
    half = Database(create_database(postgresql, name))
    restore(half, made / told.database, programs())
    with half.read() as connection:
        assert "agents" in inspect(connection).get_table_names()
        assert not is_current(connection)
    half.close()
    drop_database(postgresql, name)


def test_what_stayed_the_same_takes_no_room_and_only_so_many_are_kept(
    database: Database, data: Path, tmp_path: Path
) -> None:
    into = tmp_path / "copias"
    cut = into / f"{copies.name_at(NOW)}{copies.UNFINISHED}"
    cut.mkdir(parents=True)
    (into / "de alguien").mkdir()
    days = [NOW + timedelta(days=day + 1) for day in range(4)]
    (data / "attachments" / "ab" / "gone").write_text("se borra")
    for day in days:
        (data / "imports" / "1.csv").write_text(f"otro cada vez {day}")
        make_backup(database, data, into, day, keep=2)
        (data / "attachments" / "ab" / "gone").unlink(missing_ok=True)
    there = copies.backups_in(into)
    assert [path.name for path in there] == [copies.name_at(day) for day in days[2:]]
    assert not cut.exists()
    assert (into / "de alguien").exists()
    one, two = ((path / "data" / "attachments" / "ab" / "abcd").stat() for path in there)
    assert one.st_ino == two.st_ino
    one, two = ((path / "data" / "imports" / "1.csv").stat() for path in there)
    assert one.st_ino != two.st_ino
    for path in there:
        copies.check(path)
        assert not (path / "data" / "attachments" / "ab" / "gone").exists()


def test_a_damaged_backup_keeps_nobody_from_the_next(
    database: Database, data: Path, tmp_path: Path
) -> None:
    into = tmp_path / "copias"
    days = [NOW + timedelta(days=day) for day in range(4)]
    whole, _ = make_backup(database, data, into, days[0])
    for day, file, raw in ((1, copies.SUMS, b"x"), (2, copies.ABOUT, b'{"a":' * 9_000)):
        made, _ = make_backup(database, data, into, days[day])
        (made / file).write_bytes(raw)
        with pytest.raises(DomainError, match="backup_damaged"):
            copies.check(made)
    last, _ = make_backup(database, data, into, days[3])
    copies.check(last)
    kept = Path("data", "attachments", "ab", "abcd")
    assert (last / kept).stat().st_ino == (whole / kept).stat().st_ino


@pytest.mark.parametrize(
    "line", ["x  data/../../fuera", "x  /etc/passwd", "x  data/liga", "\udcff"]
)
def test_a_list_that_somebody_made_up_leads_nowhere(
    database: Database, data: Path, tmp_path: Path, line: str
) -> None:
    made, told = make_backup(database, data, tmp_path / "copias", NOW)
    (made / "data" / "liga").symlink_to(made / told.database)
    raw = (made / copies.SUMS).read_bytes() + line.encode("utf-8", "surrogateescape")
    (made / copies.SUMS).write_bytes(raw)
    about = json.loads((made / copies.ABOUT).read_text())
    about["sums"] = hashlib.sha256(raw).hexdigest()
    (made / copies.ABOUT).write_text(json.dumps(about))
    assert refused(lambda: copies.check(made)).code == "backup_damaged"


def test_a_restore_that_was_ended_is_no_hindrance(
    database: Database, data: Path, tmp_path: Path
) -> None:
    made, _ = make_backup(database, data, tmp_path / "copias", NOW)
    target = tmp_path / "nuevo"
    target.mkdir()
    for end in ("", "-wal", "-shm"):
        (target / f"campo.db.restoring{end}").write_bytes(b"half")
    put_back(made, f"sqlite:///{target / 'campo.db'}", target)
    assert not list(target.glob("*restoring*"))


def test_a_backup_is_one_moment_however_much_is_written_meanwhile(
    database: Database, data: Path, tmp_path: Path
) -> None:
    """A writer has a transaction open: what it did is not in it, and it is not disturbed."""
    build_world(database)
    with database.begin() as connection:
        connection.execute(text("UPDATE agents SET code = 'X-' || code"))
        made, told = make_backup(database, data, tmp_path / "copias", NOW)
    with closing(sqlite3.connect(made / told.database)) as copy:
        assert copy.execute("SELECT count(*) FROM agents WHERE code LIKE 'X-%'").fetchone() == (0,)
    assert not (made / "kobra.db-wal").exists()


def test_a_full_disk_leaves_nothing_half(database_url: str, data: Path, tmp_path: Path) -> None:
    """The system lets the process write files of 64 KiB and no more."""
    words = ["backup", "--database-url", database_url, "--data-folder", str(data)]
    words += ["--to", str(tmp_path / "copias")]
    program = f"ulimit -f 128; exec {sys.executable} -m field_api {shlex.join(words)}"
    done = subprocess.run(
        ["sh", "-c", program],
        env={**os.environ, "LC_ALL": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 4, done.stderr
    assert "no room" in done.stderr
    assert not list((tmp_path / "copias").iterdir())
    assert last_backup(data) is None


def test_it_does_not_lie_in_what_it_copies(database: Database, data: Path) -> None:
    inside = refused(lambda: make_backup(database, data, data / "copias", NOW))
    assert inside.code == "backup_inside"


def test_a_pg_dump_that_is_not_there_is_said(
    postgresql_url: str, data: Path, tmp_path: Path
) -> None:
    database = Database(postgresql_url)
    missing = refused(
        lambda: make_backup(database, data, tmp_path / "copias", NOW, programs=tmp_path)
    )
    assert missing.code == "backup_no_program"
    assert int(str(missing.params["version"])) >= 14
    database.close()


def test_how_far_it_is_is_told(database: Database, data: Path, tmp_path: Path) -> None:
    made, told = make_backup(database, data, tmp_path / "copias", NOW)
    said: list[tuple[int, int]] = []
    target = Target(f"sqlite:///{tmp_path / 'otro.db'}", tmp_path / "d", retention_days=90)
    restore_backup(made, target, LATER, tell=lambda *done: said.append(done))
    assert sum(more for more, _ in said) == told.bytes
    assert {whole for _, whole in said} == {told.bytes}


def test_by_the_command_line(
    database_url: str,
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    here = ["--database-url", database_url, "--data-folder", str(data)]
    assert main(["backup", *here, "--to", str(tmp_path / "copias"), "--keep", "7"]) == 0
    made = json.loads(capsys.readouterr().out)["backup"]
    assert main(["backup", "--check", made]) == 0
    there = ["--database-url", f"sqlite:///{tmp_path / 'otro.db'}"]
    there += ["--data-folder", str(tmp_path / "d")]
    assert main(["restore", *there, str(tmp_path / "copias")]) == 0
    assert main(["restore", *there, made]) == 2
    assert "There is data in" in capsys.readouterr().err
    (Path(made) / "data" / "imports" / "1.csv").write_text("cambiado")
    assert main(["backup", "--check", made]) == 2
    assert "imports/1.csv" in capsys.readouterr().err
    (data / "last-backup.json").unlink()
    assert main(["backup", *here, "--noted"]) == 0
    assert last_backup(data) is not None
    with pytest.raises(SystemExit):
        main(["backup", *here, "--to", "x", "--keep", "0"])


@pytest.mark.both_engines
def test_a_database_of_a_newer_program_is_said_and_left_alone(
    database: Database,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    for verb in (["init", "--admin", "ana@kobra.example"], ["serve"]):
        assert main([*verb, "--database-url", database_url]) == 2
        assert "newer version of this program (r9999)" in capsys.readouterr().err
