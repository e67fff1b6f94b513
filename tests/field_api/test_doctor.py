"""The doctor says what is wrong with a server and what mends it, and changes nothing."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from field_api.backups.making import make_backup
from field_api.backups.noting import note_backup
from field_api.command_line import main
from field_api.configuration.stored import store
from field_api.database import Database
from field_api.doctor import versions
from field_api.doctor.backup_looks import look_at_backup
from field_api.doctor.looks import look_at
from field_api.outbox import add_deliveries
from field_api.settings import Settings
from field_api.tables.webhooks import webhooks
from kobra_domain.webhooks import WebhookOff
from kobra_domain.words.en.doctor import WORDS as EN
from kobra_domain.words.es.doctor import WORDS as ES
from kobra_records.shipped import resources_root
from tests.field_api.mail.postbox import Postbox, postbox
from tests.field_api.results.test_sender import delivery
from tests.field_api.world import build_world

LOOKS = [
    *("database", "revision", "write", "disk", "permissions"),
    *("clock", "mail", "public_url", "sending", "webhooks", "backup"),
    *("tiles", "node", "java", "proxies", "versions"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a map."""
    made = tmp_path / "data"
    made.mkdir(0o700)
    tiles = made / "basemap.pmtiles"
    tiles.write_bytes(b"PMTiles\x03" + bytes(200))
    tiles.chmod(0o600)
    return made


@pytest.fixture
def mail() -> Iterator[Postbox]:
    """A mail server that takes what comes."""
    with postbox() as made:
        yield made


def asked(url: str, folder: Path, **settings: Any) -> dict[str, str]:
    """What each look found."""
    made = Settings(database_url=url, data_folder=folder, **settings)
    return {finding.look: finding.code for finding in look_at(made)}


@pytest.mark.both_engines
def test_a_server_that_is_well(
    database_url: str,
    folder: Path,
    mail: Postbox,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note_backup(folder, datetime.now(UTC) - timedelta(hours=5))
    monkeypatch.setenv("KOBRA_SMTP_URL", mail.url)
    monkeypatch.setenv("KOBRA_PUBLIC_URL", "http://kobra.example")
    words = ["doctor", "--database-url", database_url, "--data-folder", str(folder)]
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [look["look"] for look in told["looks"]] == LOOKS
    assert told["state"] == "good", told
    said = told["looks"][-1]["params"]["versions"]
    names = ["Kobra", "Python", "SQLite", "Node", "Java", "ODK Validate", "typst", "SQLCipher"]
    names += ["PostgreSQL"] if database_url.startswith("postgresql") else []
    assert all(f"{name} " in said for name in [*names, "places"])
    assert main(words) == 0
    assert capsys.readouterr().out.count("✓") == len(LOOKS)


def test_in_the_language_of_the_system_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["doctor", "--database-url", f"sqlite:///{tmp_path / 'no.db'}"]
    words += ["--data-folder", str(tmp_path / "data")]
    for locale, sentence, remedy in (
        ("es_CO.UTF-8", "✗ Base de datos: no existe", "→ Crearla con kobra-field-api init"),
        ("en_US.UTF-8", "✗ Database: there is no", "→ Make it with kobra-field-api init"),
    ):
        monkeypatch.setenv("LC_ALL", locale)
        assert main(words) == 1
        said = capsys.readouterr().out
        assert sentence in said
        assert remedy in said
    assert not (tmp_path / "no.db").exists()


def test_an_address_that_is_none(folder: Path) -> None:
    assert asked("mysql://x/y", folder)["database"] == "database.unreadable"
    assert asked("postgresql://nobody@127.0.0.1:1/x", folder)["database"] == "database.bad"


def test_a_file_that_is_no_database(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "kobra.db").write_bytes(b"nothing of the kind " * 500)
    assert asked(f"sqlite:///{tmp_path / 'kobra.db'}", folder)["database"] == "database.bad"


@pytest.mark.both_engines
def test_a_database_of_another_revision(database: Database, folder: Path) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r0001'"))
    url = database.url.render_as_string(hide_password=False)
    found = asked(url, folder)
    assert found["revision"] == "revision.bad"
    assert "write" not in found


def test_a_database_of_a_newer_program(sqlite_url: str, folder: Path) -> None:
    database = Database(sqlite_url)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    database.close()
    assert asked(sqlite_url, folder)["revision"] == "revision.newer"


def test_what_others_can_read(sqlite_url: str, folder: Path) -> None:
    base = Path(sqlite_url.removeprefix("sqlite:///"))
    base.chmod(0o644)
    (folder / "attachments").mkdir(0o755)
    found = list(look_at(Settings(database_url=sqlite_url, data_folder=folder)))
    (permissions,) = [one for one in found if one.look == "permissions"]
    assert permissions.code == "permissions.bad"
    assert str(base) in permissions.says("es")
    assert str(folder / "attachments") in permissions.says("en")


@pytest.mark.parametrize(
    ("least", "code"), [(0, "disk.good"), (2**62, "disk.bad")], ids=["enough", "short"]
)
def test_how_much_is_free(sqlite_url: str, folder: Path, least: int, code: str) -> None:
    assert asked(sqlite_url, folder, least_free_bytes=least)["disk"] == code


def test_a_clock_behind_what_was_written(sqlite_url: str, folder: Path) -> None:
    database = Database(sqlite_url)
    build_world(database, datetime.now(UTC) + timedelta(hours=3))
    database.close()
    assert asked(sqlite_url, folder)["clock"] == "clock.behind"


def test_a_clock_apart_from_the_databases(postgresql_url: str, folder: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(minutes=10)
    assert asked(postgresql_url, folder, clock=lambda: ahead)["clock"] == "clock.apart"


def test_maps(sqlite_url: str, folder: Path) -> None:
    (folder / "basemap.pmtiles").write_bytes(b"<html>")
    assert asked(sqlite_url, folder)["tiles"] == "tiles.bad"
    (folder / "basemap.pmtiles").unlink()
    assert asked(sqlite_url, folder)["tiles"] == "tiles.none"


def test_without_node_and_java(
    sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of programs without them; what came with the package is there still."""
    monkeypatch.setenv("PATH", str(folder))
    found = asked(sqlite_url, folder)
    assert found["node"] in ("node.good", "node.bad")
    assert found["java"] in ("java.good", "java.none")


def test_a_folder_that_cannot_be_written(sqlite_url: str, tmp_path: Path) -> None:
    found = asked(sqlite_url, tmp_path / "gone")
    assert found["write"] == "write.data_folder"


def test_a_proxy_that_nobody_named(sqlite_url: str, folder: Path) -> None:
    https = {"public_url": "https://kobra.example"}
    assert asked(sqlite_url, folder, **https)["proxies"] == "proxies.none"
    named = asked(sqlite_url, folder, trusted_proxies="10.0.0.5", **https)
    assert named["proxies"] == "proxies.good"


def test_whatever_is_wrong_has_its_remedy_in_both_languages() -> None:
    assert ES.keys() == EN.keys()
    wrong = {code for code in ES if f"{code}.remedy" in ES}
    well = {"doctor.good", "doctor.doubtful", "doctor.bad"}
    ends = (".good", ".alone", ".no_need", ".remedy")
    assert {code for code in ES if not code.endswith(ends)} - well == wrong


def test_what_keeps_mails_from_leaving(sqlite_url: str, folder: Path, mail: Postbox) -> None:
    found = asked(sqlite_url, folder)
    assert found["mail"] == "mail.none"
    assert found["public_url"] == "public_url.none"
    assert found["sending"] == "sending.good"
    old = asked(sqlite_url, folder, smtp_url="smtp://x", old_variables=("KOBRA_SMTP_HOST",))
    assert old["mail"] == "mail.old"
    assert asked(sqlite_url, folder, smtp_url="x")["mail"] == "mail.unreadable"
    now = datetime.now(UTC)
    late: dict[str, Any] = {name: now - timedelta(hours=3) for name in ("created_at", "next_at")}
    database = Database(sqlite_url)
    with database.begin() as connection:
        add_deliveries(connection, [delivery(**late)])
        store(connection, folder, "smtp_url", mail.url, now)
    found = asked(sqlite_url, folder)
    assert (found["mail"], found["sending"]) == ("mail.good", "sending.late")
    with database.begin() as connection:
        store(connection, folder, "mail_paused", "yes", now)
    database.close()
    assert asked(sqlite_url, folder)["sending"] == "sending.paused"
    [key] = folder.glob("secret-*.key")
    key.unlink()
    assert asked(sqlite_url, folder)["mail"] == "mail.key_lost"


def test_the_mail_server_is_tried_and_no_mail_sent(sqlite_url: str, folder: Path) -> None:
    with postbox(has_login=True) as box:
        here = f"127.0.0.1:{box.port}"
        right = {"smtp_url": f"smtp://ana:secreta@{here}?tls=never"}
        wrong = {"smtp_url": f"smtp://ana:otra@{here}?tls=never"}
        box.password = "secreta"
        assert asked(sqlite_url, folder, **right)["mail"] == "mail.good"
        assert asked(sqlite_url, folder, **wrong)["mail"] == "mail.no_entry"
        plain = {"smtp_url": f"smtp://{here}?tls=required"}
        assert asked(sqlite_url, folder, **plain)["mail"] == "mail.no_tls"
        assert not box.raw
    assert asked(sqlite_url, folder, **right)["mail"] == "mail.no_answer"


def test_what_endpoints_answered_last(sqlite_url: str, folder: Path) -> None:
    assert asked(sqlite_url, folder)["webhooks"] == "webhooks.no_need"
    database = Database(sqlite_url)
    row: dict[str, Any] = {
        "id": "1",
        "institution_id": "1",
        "url": "https://banco.example/hook/s3cr3t",
    }
    row |= {"portfolio_ids": (), "kinds": (), "is_on": True, "allows_private": False}
    row |= {"made_at": datetime.now(UTC), "secret": "", "old_secret": "", "failures": 0}
    row |= {"last_code": ""}
    with database.begin() as connection:
        connection.execute(insert(webhooks).values(**row))
    assert asked(sqlite_url, folder)["webhooks"] == "webhooks.good"
    with database.begin() as connection:
        connection.execute(update(webhooks).values(failures=3))
    made = Settings(database_url=sqlite_url, data_folder=folder)
    [found] = [one for one in look_at(made) if one.look == "webhooks"]
    assert (found.code, found.params) == ("webhooks.failing", {"names": "banco.example"})
    with database.begin() as connection:
        connection.execute(update(webhooks).values(is_on=False, off_reason=WebhookOff.FAILING))
    assert asked(sqlite_url, folder)["webhooks"] == "webhooks.stopped"
    database.close()


def test_how_old_the_last_backup_is(sqlite_url: str, folder: Path, tmp_path: Path) -> None:
    assert asked(sqlite_url, folder)["backup"] == "backup.none"
    now = datetime.now(UTC)
    database = Database(sqlite_url)
    made, _ = make_backup(database, folder, tmp_path / "copias", now)
    database.close()
    assert asked(sqlite_url, folder)["backup"] == "backup.good"
    later = now + timedelta(hours=30)
    assert asked(sqlite_url, folder, clock=lambda: later)["backup"] == "backup.old"
    old = look_at_backup(Settings(data_folder=folder, clock=lambda: now + timedelta(days=4)))
    assert old.says("es_CO") == "Copia de seguridad: la última se hizo hace 4 días."
    assert old.says("en") == "Backup: the last one was made 4 days ago."
    (made / "backup.json").unlink()
    assert asked(sqlite_url, folder)["backup"] == "backup.gone"


def test_what_ships_and_is_not_as_it_was_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The map that ships was changed by a hand or a disk."""
    shipped = tmp_path / "resources"
    shutil.copytree(resources_root() / "basemap", shipped / "basemap")
    monkeypatch.setattr(versions, "resources_root", lambda: shipped)
    assert versions.look_at_versions(None).code == "versions.good"
    with (shipped / "basemap" / "world.bin").open("r+b") as file:
        file.write(b"x")
    found = versions.look_at_versions(None)
    assert (found.code, found.params) == ("versions.missing", {"names": "places"})
