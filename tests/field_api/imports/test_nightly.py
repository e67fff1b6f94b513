"""Files of the night: read when they are whole, taken if expected, else held with an alert."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from field_api.change_log.rows import entities
from field_api.imports.nightly import Nightly
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Account, Address, Party
from kobra_domain.words import alert_sentence
from tests.field_api.imports.made import ANA, HEADERS, LUIS
from tests.field_api.servers import Client, Running, wait_until
from tests.field_api.world import World

CUT = HEADERS + ";fecha_corte"


class Night:
    """A folder that the northern portfolio's files come to."""

    def __init__(self, server: Running, world: World, admin: Client, folder: Path) -> None:
        self.server, self.folder, self.portfolio = server, folder, world.north.portfolio
        self.admin = admin
        folder.mkdir()
        self.path = f"/api/v1/portfolios/{self.portfolio.id}/nightly"
        wish = {"folder": str(folder), "pattern": "cartera*.csv", "expected_by": "06:00"}
        answer = admin.put(f"{self.path}/accounts", json=wish)
        assert answer.status_code == 204, answer.text
        self.job = Nightly(server.database, server.app.state.importer, server.settings)

    def lay(self, *rows: str, name: str = "cartera.csv") -> Path:
        """A file as the core system leaves it."""
        path = self.folder / name
        path.write_text("\n".join([CUT, *rows]), encoding="utf-8")
        now = self.server.clock().timestamp()
        os.utime(path, (now, now))
        return path

    def look(self, **later: float) -> int:
        """The job, some time later."""
        self.server.clock.forward(**later)
        return self.job.look(self.server.clock())

    def all(self, kind: Any) -> list[Any]:
        """All rows of a kind."""
        with self.server.database.read() as connection:
            return entities(connection, kind)

    def last(self) -> Import:
        """The last import, once it is settled."""
        working = (ImportState.RECEIVED, ImportState.READING, ImportState.READY)

        def newest() -> Import:
            found: Import = max(self.all(Import), key=lambda one: one.received_at)
            return found

        wait_until(lambda: newest().state not in working)
        return newest()

    def bring(self, *rows: str, name: str) -> Import:
        """A file, whole."""
        self.lay(*rows, name=name)
        assert self.look(seconds=1) == 0
        assert self.look(seconds=31) == 1
        return self.last()


@pytest.fixture
def night(server: Running, world: World, sign_in: Callable[[str], Client], tmp_path: Path) -> Night:
    """A folder, and who looks into it."""
    return Night(server, world, sign_in("admin"), tmp_path / "buzon")


def test_a_file_is_taken_once_it_has_one_size_for_half_a_minute(night: Night) -> None:
    night.lay(ANA + ";19/11/2026")
    assert night.look() == 0
    night.lay(ANA + ";19/11/2026", LUIS + ";19/11/2026")  # it still grows
    assert night.look(seconds=31) == 0
    assert night.look(seconds=29) == 0
    before = {kind: night.all(kind) for kind in (Account, Party, Address)}
    assert night.look(seconds=1) == 1
    assert night.look(seconds=31) == 0
    taken = night.last()
    # The only account of the portfolio is not in it: more than five percent are missing.
    assert (taken.state, taken.problem) == (ImportState.HELD, "import_held_absent")
    (alert,) = [one for one in night.all(Alert) if one.kind is AlertKind.IMPORT_HELD]
    name = f"{night.portfolio.name} · cartera.csv"
    assert alert_sentence(alert.kind, alert.detail, "es") == (
        f"Archivo retenido, faltan demasiados créditos: {name}"
    )
    assert alert_sentence(alert.kind, alert.detail, "en") == (
        f"File held, too many accounts are missing: {name}"
    )
    assert alert.import_id == taken.id
    assert {kind: night.all(kind) for kind in before} == before


@pytest.mark.parametrize("is_taken", [True, False], ids=["taken", "left"])
def test_the_alert_is_over_when_a_person_has_dealt_with_the_file(
    night: Night, sign_in: Callable[[str], Client], is_taken: bool
) -> None:
    held = night.bring(ANA + ";19/11/2026", name="cartera.csv")
    assert held.state is ImportState.HELD
    admin, path = sign_in("admin"), f"/api/v1/imports/{held.id}"
    answer = admin.post(f"{path}/commit", json={}) if is_taken else admin.delete(path)
    assert answer.ok, answer.text
    (alert,) = [one for one in night.all(Alert) if one.import_id == held.id]
    assert alert.state is AlertState.OVER


def whole(world: World) -> str:
    """A row of the account that is there."""
    account = world.north.account
    return f"{account.number};;{world.north.party.name};;;;500.000;0"


def test_what_was_expected_is_taken_by_itself_and_the_rest_held(night: Night, world: World) -> None:
    row = whole(world)
    taken = night.bring(row + ";19/11/2026", name="cartera-1.csv")
    assert taken.state is ImportState.COMMITTED, taken.problem
    assert taken.committed_by is None
    older = night.bring(row + ";18/11/2026", name="cartera-2.csv")
    assert (older.state, older.problem) == (ImportState.HELD, "import_held_cut_off")
    moved = night.bring(ANA + ";21/11/2026", row + ";21/11/2026", name="cartera-3.csv")
    assert (moved.state, moved.problem) == (ImportState.HELD, "import_held_moved")


def test_a_name_in_another_encoding_hinders_nobody(night: Night) -> None:
    path = night.lay(ANA + ";19/11/2026")
    os.rename(path, os.fsencode(path.with_name("cartera_")) + b"\xf1.csv")
    assert night.look(seconds=1) == 0
    assert night.look(seconds=31) == 1
    assert night.last().filename == "cartera_\ufffd.csv"
    assert night.look(seconds=31) == 0


def test_a_control_file_says_that_it_is_whole(
    night: Night, world: World, sign_in: Callable[[str], Client]
) -> None:
    wish = {"folder": str(night.folder), "pattern": "*.csv", "control": "{name}.ok"}
    admin = sign_in("admin")
    assert admin.put(f"{night.path}/accounts", json=wish).status_code == 204
    (said,) = admin.get(night.path).json()
    assert (said["control"], said["kind"]) == ("{name}.ok", "accounts")
    path = night.lay(whole(world) + ";19/11/2026")
    assert night.look(minutes=5) == 0
    path.with_name("cartera.csv.ok").touch()
    assert night.look() == 1
    night.last()
    assert admin.delete(f"{night.path}/accounts").status_code == 204
    assert admin.get(night.path).json() == []


def missing(night: Night) -> list[str]:
    """What alerts say of files that have not come."""
    alerts = [one for one in night.all(Alert) if one.kind is AlertKind.IMPORT_MISSING]
    return [alert_sentence(one.kind, one.detail, "es") for one in alerts]


def test_none_by_six_is_told_once_a_day(night: Night) -> None:
    night.server.clock.now = datetime(2026, 3, 5, 10, 59, tzinfo=UTC)  # 05:59 in Bogotá
    night.look()
    told = f"No llegó el archivo de {night.portfolio.name}"
    assert missing(night) == []
    for _ in range(3):
        night.look(minutes=1)
    assert missing(night) == [told]
    night.look(hours=20)
    assert missing(night) == [told]
    night.look(hours=4)
    assert missing(night) == [told, told]


def test_one_file_in_a_zip_is_a_file_of_the_night(night: Night, world: World) -> None:
    path = night.folder / "cartera.csv.zip"
    with ZipFile(path, "w") as pack:
        pack.writestr("cartera.csv", f"{CUT}\n{whole(world)};19/11/2026\n")
    now = night.server.clock().timestamp()
    os.utime(path, (now, now))
    wish = {"folder": str(night.folder), "pattern": "*.zip"}
    assert night.admin.put(f"{night.path}/accounts", json=wish).status_code == 204
    assert (night.look(), night.look(seconds=31)) == (0, 1)
    taken = night.last()
    assert (taken.state, taken.filename) == (ImportState.COMMITTED, "cartera.csv.zip")


def test_a_file_for_which_there_is_no_room_leaves_nothing_and_comes_once_there_is(
    night: Night, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = night.server.settings.data_folder / "imports"
    imports.mkdir(parents=True)
    night.lay(whole(world) + ";19/11/2026")
    night.look()
    with monkeypatch.context() as full:
        full.setattr("field_api.imports.bringing.new_id", lambda: "full")
        (imports / "full.raw").symlink_to("/dev/full")
        assert night.look(seconds=31) == 0
    assert not any(imports.iterdir())
    assert len(missing(night)) == 1  # it is ten o'clock
    assert night.look(seconds=15) == 1
    assert night.last().state is ImportState.COMMITTED


def test_a_file_that_nobody_reads_for_its_size_is_told_once(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("field_api.imports.bringing.MOST_BYTES", 10)
    night.lay(ANA)
    for _ in range(4):
        assert night.look(seconds=31) == 0
    (alert,) = [one for one in night.all(Alert) if one.kind is AlertKind.IMPORT_HELD]
    assert alert_sentence(alert.kind, alert.detail, "es").startswith("Archivo demasiado grande")


def left_ready(night: Night, row: str) -> None:
    """A file that a server was about to take when it was stopped."""
    with pytest.MonkeyPatch.context() as stopped:
        stopped.setattr(night.server.app.state.importer, "commit", lambda *_, **__: None)
        night.lay(row + ";19/11/2026")
        assert (night.look(), night.look(seconds=31)) == (0, 1)
        wait_until(lambda: night.all(Import)[0].state is ImportState.READY)


def test_what_a_stopped_server_had_not_taken_is_taken_at_its_start(
    night: Night, world: World
) -> None:
    left_ready(night, whole(world))
    night.server.app.state.importer.start()
    assert night.last().state is ImportState.COMMITTED


def test_what_could_not_be_written_is_held_and_told(night: Night, world: World) -> None:
    rename = "ALTER TABLE {} RENAME TO {}"
    left_ready(night, whole(world))
    with night.server.database.begin() as connection:
        connection.execute(text(rename.format("audit", "audit_away")))
    try:
        night.server.app.state.importer.start()
        taken = night.last()
    finally:
        with night.server.database.begin() as connection:
            connection.execute(text(rename.format("audit_away", "audit")))
    assert (taken.state, taken.problem) == (ImportState.HELD, "import_not_written")
    (alert,) = [one for one in night.all(Alert) if one.kind is AlertKind.IMPORT_HELD]
    assert "el servidor no pudo tomarlo" in alert_sentence(alert.kind, alert.detail, "es")


def test_a_file_of_the_night_that_a_person_reads_anew_waits_for_that_person(
    night: Night, world: World
) -> None:
    held = night.bring(ANA + ";19/11/2026", name="cartera.csv")
    path = f"/api/v1/imports/{held.id}"
    assert night.admin.post(f"{path}/reading", json={}).status_code == 202
    wait_until(
        lambda: night.all(Import)[0].state not in (ImportState.RECEIVED, ImportState.READING)
    )
    night.server.app.state.importer.look()
    assert night.all(Import)[0].state is ImportState.READY


def test_a_folder_that_is_none_is_refused(night: Night, sign_in: Callable[[str], Client]) -> None:
    for folder in ("relativa", "/no/existe"):
        wish = {"folder": folder, "pattern": "*.csv"}
        answer = sign_in("admin").put(f"{night.path}/payments", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_a_folder")
