"""What is kept between demonstrations is what would have been made anew."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from field_api import command_line
from field_api.database import Database
from field_api.simulator.city import City
from field_api.simulator.kept import Shelf
from field_api.tables.metadata import metadata
from field_api.tables.server import server

NOON = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)  # in Bogotá


def test_a_kept_city_is_the_same_city(city: City, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    built, kept = shelf.city(city.seed), shelf.city(city.seed)
    assert built is not kept
    for made in (built, kept):
        assert made.roads == city.roads
        assert made.graph.ends == city.graph.ends
        assert made.graph.nodes == city.graph.nodes


def test_a_city_of_older_code_is_removed(tmp_path: Path) -> None:
    old = tmp_path / "city-1-0000000000000000.pickle"
    old.write_bytes(b"not looked at")
    Shelf(tmp_path).city(1)
    assert not old.exists()


def _seeded(folder: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("KOBRA_ADMIN_PASSWORD", "villa ambar de prueba")
    folder.mkdir()
    url = f"sqlite:///{folder / 'city.db'}"
    words = [
        *("seed", "--database-url", url, "--data-folder", str(folder / "data")),
        *("--script", str(folder / "script.json"), "--cache", str(shelf)),
        *("--agents", "2", "--parties", "40", "--days", "3", "--trail-days", "2"),
    ]
    # At another hour of the night another past would be asked for.
    assert command_line.main(words, clock=lambda: NOON) == 0
    return Database(url)


def test_a_kept_past_is_the_same_past_with_secrets_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = tmp_path / "shelf"
    first = _seeded(tmp_path / "first", shelf, monkeypatch)
    second = _seeded(tmp_path / "second", shelf, monkeypatch)
    assert capsys.readouterr().err.count("people, papers and places") == 1  # made once
    with first.read() as one, second.read() as other:
        mine, theirs = one.execute(select(server)).one(), other.execute(select(server)).one()
        assert mine.epoch != theirs.epoch
        assert mine.signing_key != theirs.signing_key
        assert mine.seq == theirs.seq
        for name in ("parties", "addresses", "accounts", "authorisations", "alerts", "users"):
            table = metadata.tables[name]
            rows = select(table).order_by(table.c.id)
            assert one.execute(rows).all() == other.execute(rows).all(), name
        visits = metadata.tables["visits"]
        ids = select(visits.c.id, visits.c.version).order_by(visits.c.id)
        assert one.execute(ids).all() == other.execute(ids).all()
    first.close()
    second.close()
