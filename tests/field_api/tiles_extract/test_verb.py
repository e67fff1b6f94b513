"""The command line takes a region, and its streets."""

import json
from pathlib import Path

import pytest

from field_api.command_line import main
from field_api.database import Database
from field_api.places.archive import BASEMAP
from field_api.settings import Settings
from field_api.tiles_extract.turn import Turn
from tests.field_api.places.maps import grid, write_pmtiles
from tests.field_api.servers import NOW
from tests.field_api.tiles_extract.world_map import giving


@pytest.mark.both_engines
def test_a_region_and_its_streets(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    city = write_pmtiles(tmp_path / "city.pmtiles", list(grid()))
    folder = tmp_path / "data"
    with giving(city) as giver:
        words = ["tiles", "extract", "--database-url", database_url, "--source", giver.url]
        words += ["--data-folder", str(folder), "--bbox=-74.12,4.59,-74.09,4.62"]
        assert main(words) == 2
        assert "https://" in capsys.readouterr().err
        words.append("--allow-private")
        assert main([*words, "--dry-run"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["tiles"] > 3
        assert not (folder / BASEMAP).exists()
        assert main([*words, "--name", "Villa Ámbar"]) == 0
        out, err = capsys.readouterr()
        done = json.loads(out)
        assert (done["bytes"], done["resumed"], done["is_anew"]) == (told["bytes"], 0, False)
        assert done["streets"]["streets"] == 24
        assert (folder / BASEMAP).stat().st_size == told["bytes"]
        assert "100 %" in err


@pytest.mark.both_engines
def test_one_at_a_time(
    database: Database, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Turn(database, Settings(clock=lambda: NOW)) as turn:
        words = ["tiles", "extract", "--database-url", database_url, "--bbox", "-74.2,4,-74,5"]
        assert main(words, clock=lambda: NOW) == 2
        assert not turn.is_lost()
    assert capsys.readouterr().err.strip()
    with Turn(database, Settings(clock=lambda: NOW)):
        pass
