"""The server tab: what it says, and a city map that goes up."""

from __future__ import annotations

from pathlib import Path

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
    assert "MB" in tab.basemap.text()
    fetched = desk.office.desktop.api.request("GET", "/tiles/basemap.pmtiles")
    assert fetched.content == city.read_bytes()


def test_a_file_that_is_no_map_is_refused_before_it_is_sent(desk: Desk, tmp_path: Path) -> None:
    tab = desk.open("server")
    desk.until(lambda: tab.model.is_known)
    wrong = tmp_path / "notes.pmtiles"
    wrong.write_text("nothing of a map")
    tab.send(str(wrong))
    desk.until(lambda: desk.said)
    assert "none" in tab.basemap.text()
    assert tab.put.isEnabled()
