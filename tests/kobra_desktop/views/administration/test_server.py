"""The server tab: what it says, and a city map that goes up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select

from field_api.backups.noting import note_backup
from field_api.tables.phones import phone_days
from field_api.tables.replicated import agents
from tests.field_api.servers import NOW
from tests.kobra_desktop.map.invented import write_city
from tests.kobra_desktop.views.administration.conftest import Desk


def test_says_version_and_retention_and_takes_a_city_map(desk: Desk, tmp_path: Path) -> None:
    tab = desk.open("server")
    desk.until(lambda: tab.model.is_known)
    facts = dict(tab.model.facts())
    assert facts["Trails are kept"].startswith("90 ")
    assert "none" in tab.basemap.text()
    city = write_city(tmp_path / "city.pmtiles", top=10)
    tab.send(str(city))
    desk.until(lambda: desk.said)
    assert "kB" in tab.basemap.text()
    fetched = desk.office.desktop.api.request("GET", "/tiles/basemap.pmtiles")
    assert fetched.content == city.read_bytes()


def test_says_what_somebody_has_to_see_to(desk: Desk) -> None:
    server = desk.office.server
    with server.database.begin() as connection:
        agent_id, code = connection.execute(select(agents.c.id, agents.c.code)).first() or ("", "")
        row = {"key_hash": "x", "day": NOW.date(), "agent_id": agent_id, "bytes": 268_400_000}
        connection.execute(insert(phone_days).values(**row, refused_at=NOW))
    server.app.state.room.least = 2**62
    tab = desk.open("server")
    desk.until(lambda: tab.model.is_known)
    assert dict(tab.model.facts())["Free space"].endswith(" GB")
    short, backup, refused = tab.problem.text().split("\n")
    assert short.startswith("The server has only")
    assert backup.startswith("Copia de seguridad: no se sabe de ninguna. Hacer una cada noche")
    assert refused.startswith(f"{code}: on 20 nov 2026 the phone sent 268,4 MB")
    assert tab.problem.isVisible()


def test_says_how_old_the_last_backup_is_how_large_and_where(desk: Desk, tmp_path: Path) -> None:
    office, folder = desk.office, tmp_path / "copias"
    data = office.server.settings.data_folder
    now = office.server.settings.clock()
    folder.mkdir()
    (folder / "backup.json").write_text("{}")
    note_backup(data, now - timedelta(hours=3), str(folder), 1_250_000)
    tab = desk.open("server")
    desk.until(lambda: tab.model.is_known)
    assert dict(tab.model.facts())["Last backup"] == f"hace 3 h · 1,3 MB · {folder}"
    assert not tab.problem.isVisible()
    note_backup(data, now - timedelta(days=12))
    tab.model.open()
    desk.until(tab.problem.isVisible)
    assert dict(tab.model.facts())["Last backup"] == "hace 12 días · vieja"
    assert "hace 12 días. Ver por qué no se hizo la de anoche" in tab.problem.text()


def test_a_file_that_is_no_map_is_refused_before_it_is_sent(desk: Desk, tmp_path: Path) -> None:
    tab = desk.open("server")
    desk.until(lambda: tab.model.is_known)
    wrong = tmp_path / "notes.pmtiles"
    wrong.write_text("nothing of a map")
    tab.send(str(wrong))
    desk.until(lambda: desk.said)
    assert "none" in tab.basemap.text()
    assert tab.put.isEnabled()
