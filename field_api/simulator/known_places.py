"""What the server of a demonstration knows of streets and doors: its own map's streets, and a list
with half of the doors of the town in Mexico, as a client would load them.
"""

import csv
from datetime import datetime
from pathlib import Path

import numpy as np

from field_api.database import Database
from field_api.places.doors import load_doors
from field_api.places.streets import load_streets
from field_api.simulator import city_plan, mexican_plan
from field_api.simulator.city import City
from field_api.simulator.countryside import LAND_RADIUS_M
from field_api.simulator.mexican_town import CHART, TownDoor
from field_api.simulator.plane import PLANE, Chart

_HEADER = ["LON", "LAT", "NUMBER", "STREET", "UNIT", "CITY", "DISTRICT", "REGION", "POSTCODE", "ID"]
_LISTED_DOORS = 1_200


def teach_places(database: Database, city: City, basemap: Path, now: datetime) -> None:
    """Load the streets of both towns from the map, and the list of doors."""
    load_streets(database, basemap, city_plan.CITY_NAME, now, bounds=_around(PLANE, LAND_RADIUS_M))
    town = _around(CHART, mexican_plan.LAND_RADIUS_M)
    load_streets(database, basemap, mexican_plan.TOWN_NAME, now, bounds=town)
    listed = basemap.with_name("domicilios.csv")
    _write_doors(city.town.doors(_LISTED_DOORS, np.random.default_rng([city.seed, 91])), listed)
    load_doors(database, listed, mexican_plan.TOWN_NAME, now)
    listed.unlink()


def _around(chart: Chart, reach_m: float) -> tuple[float, float, float, float]:
    """West, south, east, north of a town."""
    south, west = chart.degrees(-reach_m, -reach_m)
    north, east = chart.degrees(reach_m, reach_m)
    return west, south, east, north


def _write_doors(doors: list[TownDoor], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for door in doors:
            street, _, number = door.street.rpartition(" ")
            place = (f"{door.lon:.7f}", f"{door.lat:.7f}", number, street, "")
            town = (mexican_plan.TOWN_NAME, door.neighbourhood, mexican_plan.STATE_NAME)
            writer.writerow((*place, *town, door.postal_code, ""))
