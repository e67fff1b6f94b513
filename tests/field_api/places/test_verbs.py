"""The command line loads streets and lists, and says where addresses are."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from field_api.command_line import main
from field_api.database import Database
from kobra_domain.geo import distance_m
from kobra_domain.places import Point
from tests.field_api.places.maps import grid, true_door, write_geojson, write_pmtiles
from tests.field_api.places.test_doors import MEXICO
from tests.field_api.servers import NOW
from tests.field_api.world import build_side, write

Said = list[dict[str, Any]]


@pytest.fixture
def run(database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Any:
    """Runs a verb in this process; answers its JSON lines."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def act(*arguments: str, expected: int = 0) -> Said:
        code = main([*arguments, "--database-url", database_url])
        told = capsys.readouterr()
        assert code == expected, told.err
        if expected:
            return [{"error": told.err}]
        return [json.loads(line) for line in told.out.splitlines()]

    return act


@pytest.mark.both_engines
def test_streets_are_loaded_and_an_address_placed(run: Any, tmp_path: Path) -> None:
    path = write_pmtiles(tmp_path / "city.pmtiles", list(grid()))
    (loaded,) = run("streets", "load", "--municipality", "Villa Ámbar", str(path))
    assert loaded == {
        "municipality": "VILLA AMBAR",
        "lines": loaded["lines"],
        "streets": 24,
        "corners": 144,
        "quarters": 0,
        "unnamed": 0,
        "unreadable": 0,
    }
    (said,) = run("place", "--municipality", "villa ambar", "Calle 8 # 2-40 Apto 3")
    assert list(said) == ["lat", "lon", "method", "quality", "radius_m", "key"]
    assert distance_m(Point(said["lat"], said["lon"]), true_door(8, 2, 40)) < 3
    assert (said["method"], said["quality"], said["radius_m"]) == ("corner_metres", "corner", 60.0)
    assert said["key"] == "VILLA AMBAR|CL 8 # KR 2 - 40|AP 3"


def test_what_is_not_found_is_said_and_no_failure(run: Any) -> None:
    (said,) = run("place", "--municipality", "Villa", "Calle 8 # 2-40")
    assert said == {
        "lat": None,
        "lon": None,
        "method": None,
        "quality": "none",
        "radius_m": None,
        "key": "VILLA|CL 8 # KR 2 - 40|",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
def test_a_file_is_answered_line_by_line(run: Any, tmp_path: Path, encoding: str) -> None:
    path = write_geojson(tmp_path / "city.geojson", list(grid()))
    run("streets", "load", "--municipality", "Villa", str(path))
    texts = tmp_path / "a.txt"
    texts.write_text("Calle 8 # 2-40\n\nNúmero de más\nKR 2 # 8-40", encoding=encoding)
    said = run("place", "--municipality", "Villa", "--file", str(texts))
    assert [one["quality"] for one in said] == ["corner", "none", "none", "corner"]


def test_the_country_is_that_of_the_portfolios(
    run: Any, database: Database, tmp_path: Path
) -> None:
    doors = tmp_path / "doors.csv"
    doors.write_text(f"{MEXICO}-99.17,19.40,491,Calle 60,,Villa,Centro,,06000,7\n")
    (listed,) = run("places", "load", "--municipality", "Villa", str(doors))
    assert listed["doors"] == 4
    asked = ("place", "--municipality", "Villa", "Calle 60 # 491, Centro")
    assert run(*asked)[0]["quality"] == "neighbourhood"
    side = build_side("Norte", 1)
    write(database, replace(side.portfolio, country="MX"), at=NOW)
    assert run(*asked)[0]["quality"] == "door"
    assert run(*asked, "--country", "CO")[0]["quality"] == "neighbourhood"


def test_the_servers_own_map_is_taken_where_no_file_is_given(run: Any, tmp_path: Path) -> None:
    folder = ("--data-folder", str(tmp_path))
    (said,) = run("streets", "load", "--municipality", "Villa", *folder, expected=4)
    assert "basemap.pmtiles" in said["error"]
    write_pmtiles(tmp_path / "basemap.pmtiles", list(grid()))
    assert run("streets", "load", "--municipality", "Villa", *folder)[0]["corners"] == 144


def test_what_is_no_map_is_a_sentence(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_text("{}")
    (said,) = run("streets", "load", "--municipality", "Villa", str(path), expected=2)
    assert "x.geojson: not a GeoJSON" in said["error"]
    bounds = ("--bounds", "1,2,3")
    (said,) = run("streets", "load", "--municipality", "Villa", str(path), *bounds, expected=2)
    assert "1,2,3" in said["error"]
