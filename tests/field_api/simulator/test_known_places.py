"""The server of a demonstration places the city's doors by its own map, a town's by a list."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from sqlalchemy import select

from field_api.database import Database
from field_api.places.addresses import placed_addresses
from field_api.simulator import city_plan, mexican_plan, tiles
from field_api.simulator.known_places import teach_places
from field_api.simulator.script import Script
from field_api.tables.places import towns
from kobra_domain.geo import metres
from kobra_domain.places import PLACED, GeocodeQuality
from kobra_domain.portfolios import Address
from kobra_domain.streets.corners import METRES_RADIUS_M
from kobra_domain.streets.placing import PlaceMethod


def _bare(address: Address) -> Address:
    return replace(
        address, lat=None, lon=None, geocode_source="", geocode_quality=GeocodeQuality.NONE
    )


def test_nearly_all_doors_are_found_by_their_address(
    database: Database, script: Script, map_cache: Path, tmp_path: Path
) -> None:
    basemap = tmp_path / "map" / "basemap.pmtiles"
    basemap.parent.mkdir()
    basemap.write_bytes(tiles.archive(script.city, map_cache).read_bytes())
    teach_places(database, script.city, basemap, script.now)
    assert [*basemap.parent.iterdir()] == [basemap]
    homes = script.world.addresses
    with database.begin() as connection:
        assert set(connection.scalars(select(towns.c.name))) == {
            city_plan.CITY_NAME,
            mexican_plan.TOWN_NAME,
        }
        found = placed_addresses(connection, [_bare(home) for home in homes])
    away_m, methods = [], Counter[str]()
    for home, place in zip(homes, found, strict=True):
        door = script.world.doors.get(home.id)
        is_placed = place.geocode_quality in PLACED
        if door is None:
            methods[place.geocode_source] += is_placed
        elif is_placed:
            assert place.geocode_source in (PlaceMethod.CORNER_METRES, PlaceMethod.CORNER)
            away_m.append(metres(place.lat or 0.0, place.lon or 0.0, door.lat, door.lon))
    assert len(away_m) > 0.96 * len(script.world.doors)
    assert np.median(away_m) < 10.0
    assert np.mean(np.array(away_m) <= METRES_RADIUS_M) > 0.93
    assert methods[PlaceMethod.REFERENCE] > 0
    assert methods[PlaceMethod.BETWEEN_NUMBERS] > 0
